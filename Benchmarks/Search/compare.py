#!/usr/bin/env python3
"""Asks several programs the same query log in turns, holds their answers against known counts and each other, and prints µs a type.

    compare.py --log LOG.tsv [--counts COUNTS.tsv] [--rounds 5] [--warm 2] [--core 1] NAME=COMMAND ...

A COMMAND reads lines {"id","type","query","k"} and answers {"id","total","hits","us"}, or {"id","na":true} for what it
cannot do. One whose NAME begins with `filings` gets the log in the product's query language; the first of them is held
against every other program, and each against the better of those named by --best (p50 and p95 each by itself): below 1 it
is the faster, and `behind` says what is not. All run on one core, round by round in turns, so that a change in the
machine's speed meets all of them; a query's time is the median of its rounds.

`wrong` counts hits that are missing or too many against the known counts, and totals called exact that are not; `same best`
is the share of ranked queries whose best hits and scores are those of --agree, up to ties and one factor a query.
"""
import argparse
import math
import statistics
import sys

from asked_program import Program, is_ours

# Types whose score means something else in each program.
UNRANKED = ("prefix", "fuzzy1", "person_fuzzy")
TOLERANCE = 2e-5


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def figures(program, queries):
    """p50 and p95 of a program over the queries that it answered; None when it answered none."""
    times = [statistics.median(program.times[number]) for number, _ in queries if number in program.times]
    return (percentile(times, 0.5), percentile(times, 0.95)) if times else None


def wrong(program, queries, counts):
    """How many answers of a program contradict the known counts."""
    found = 0
    for number, k in queries:
        answer = program.answers.get(number)
        if answer is None or number not in counts:
            continue
        right_hits = len(answer["hits"]) == min(k, counts[number])
        is_exact = answer.get("exact", True) and answer["total"] is not None
        found += not right_hits or (is_exact and answer["total"] != counts[number])
    return found


def agree(mine, theirs):
    """Whether two answers have the same hits with the same scores, up to one factor and to ties at the end."""
    if len(mine["hits"]) != len(theirs["hits"]):
        return False
    if not mine["hits"]:
        return True
    factor = mine["hits"][0]["score"] / theirs["hits"][0]["score"]
    left = {hit["accession"]: hit["score"] for hit in mine["hits"]}
    right = {hit["accession"]: hit["score"] * factor for hit in theirs["hits"]}
    last = min(left.values())

    def same(one, other):
        return abs(one - other) <= TOLERANCE * max(abs(one), abs(other))

    return all(
        same(left[name], right[name]) if name in left and name in right else same(left.get(name, right.get(name)), last)
        for name in left.keys() | right.keys())


def spoken(pair, pattern="{:.0f}"):
    return "/".join(pattern.format(value) for value in pair) if pair else "–"


def ratio(mine, theirs):
    return tuple(a / b for a, b in zip(mine, theirs)) if mine and theirs else None


class Comparison:
    """The table: a row a type, and the geometric mean of the ratios of p50."""

    def __init__(self, programs, kinds, counts, best, reference):
        self.programs, self.kinds, self.counts = programs, kinds, counts
        self.ours = [program for program in programs if is_ours(program.name)]
        self.others = [program for program in programs if program is not programs[0]]
        self.best = [program for program in programs if program.name in best]
        self.reference = next((program for program in programs if program.name == reference), None)

    def shared(self, queries, *programs):
        """The queries that all of some programs answered: ratios are of the same queries."""
        return [query for query in queries if all(query[0] in program.times for program in programs)]

    def better(self, queries):
        """The lowest p50 and the lowest p95 of those that are to be beaten."""
        pairs = [pair for pair in (figures(program, queries) for program in self.best) if pair]
        return tuple(min(values) for values in zip(*pairs)) if pairs else None

    def titles(self):
        return (["type"] + [f"{program.name} p50/p95" for program in self.programs]
                + [f"to {program.name}" for program in self.others]
                + [f"{program.name} to best" for program in self.ours]
                + [f"{program.name} behind" for program in self.ours] + ["wrong", "same best"])

    def row(self, kind, queries, means):
        """The cells of a type; ratios of p50 are added to the lists of `means`, by column."""
        cells = [kind] + [spoken(figures(program, queries)) for program in self.programs]
        ratios = []
        for other in self.others:
            both = self.shared(queries, self.programs[0], other)
            ratios.append(ratio(figures(self.programs[0], both), figures(other, both)))
        behind = []
        for program in self.ours:
            ratios.append(ratio(figures(program, queries), self.better(queries)))
            behind.append(" ".join(name for name, value in zip(("p50", "p95"), ratios[-1] or ()) if value > 1))
        for column, pair in enumerate(ratios):
            if pair:
                means.setdefault(column, []).append(pair[0])
        cells += [spoken(pair, "{:.2f}") for pair in ratios] + behind
        cells.append(str(sum(wrong(program, queries, self.counts) for program in self.ours)))
        return cells + [self.agreement(kind, queries)]

    def agreement(self, kind, queries):
        if self.reference is None or kind in UNRANKED or not queries[0][1]:
            return "–"
        mine, theirs = self.programs[0].answers, self.reference.answers
        pairs = [(mine[number], theirs[number]) for number, _ in queries if number in mine and number in theirs]
        return f"{sum(agree(*pair) for pair in pairs)}/{len(pairs)}"

    def lines(self):
        means = {}
        rows = [self.row(kind, queries, means) for kind, queries in self.kinds.items()]
        columns = range(len(self.others) + len(self.ours))
        mean = [f"{math.exp(statistics.fmean(map(math.log, means[column]))):.2f}" if column in means else "–" for column in columns]
        foot = ["geometric mean of p50"] + [""] * len(self.programs) + mean + [""] * (len(self.ours) + 2)
        return ["\t".join(cells).rstrip() for cells in [self.titles()] + rows + [foot]]


def write_rows(path, log, programs):
    """A row a query: its number, type, k, the total known to a program, and each program's median time."""
    with open(path, "w", encoding="utf-8") as out:
        out.write("\t".join(["id", "type", "k", "total"] + [f"{program.name} us" for program in programs]) + "\n")
        for number, kind, k, _ in log:
            totals = [program.answers[number] for program in programs if number in program.answers]
            total = next((answer["total"] for answer in totals if answer.get("exact", True)), None)
            times = [f"{statistics.median(program.times[number]):.1f}" if number in program.times else "" for program in programs]
            out.write("\t".join([str(number), kind, str(k), "" if total is None else str(total)] + times) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--log", required=True)
    parser.add_argument("--counts")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--warm", type=int, default=2)
    parser.add_argument("--warm-more", default="", help="NAME=QUERIES,…: more queries before the first round, for programs that compile while they run")
    parser.add_argument("--core", type=int, default=1)
    parser.add_argument("--prefer", action="store_true", help="put the programs before other work of the machine")
    parser.add_argument("--only", default="", help="types, with commas between")
    parser.add_argument("--slow", default="", help="programs to ask a fifth of the queries, once")
    parser.add_argument("--best", default="lucene,tantivy", help="programs whose better one is to be beaten")
    parser.add_argument("--agree", default="lucene", help="the program whose best hits are compared")
    parser.add_argument("--rows", help="a file for the median time of each query")
    parser.add_argument("programs", nargs="+", metavar="NAME=COMMAND")
    options = parser.parse_args()
    with open(options.log, encoding="utf-8") as lines:
        log = [(int(number), kind, int(k), query) for number, kind, k, query in (line.rstrip("\n").split("\t") for line in lines)]
    if options.only:
        log = [entry for entry in log if entry[1] in options.only.split(",")]
    counts = {}
    if options.counts:
        with open(options.counts, encoding="utf-8") as lines:
            counts = {int(number): int(count) for number, count in (line.split("\t") for line in lines)}
    more = dict(part.split("=") for part in options.warm_more.split(",") if part)
    slow = options.slow.split(",")
    programs = []
    for text in options.programs:
        name, command = text.split("=", 1)
        programs.append(Program(name, command, log, options.core, options.prefer, name in slow))
    for program in programs:
        for _ in range(math.ceil(int(more.get(program.name, 0)) / len(program.lines))):
            program.round(False)
    for number in range(options.warm + options.rounds):
        for program in programs:
            if not program.is_slow or number in (options.warm - 1, options.warm):
                program.round(number >= options.warm)
    kinds = {}
    for number, kind, k, _ in log:
        kinds.setdefault(kind, []).append((number, k))
    print("\n".join(Comparison(programs, kinds, counts, options.best.split(","), options.agree).lines()))
    if options.rows:
        write_rows(options.rows, log, programs)
    for program in programs:
        program.close()


if __name__ == "__main__":
    sys.exit(main())
