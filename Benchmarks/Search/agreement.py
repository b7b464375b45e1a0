#!/usr/bin/env python3
"""Asks two programs the same query log and reports how far their answers agree, for each type of query.

    agreement.py --log LOG.tsv [--only TYPES] [--tolerance 1e-5] [--show 3] [--core 1] NAME=COMMAND NAME=COMMAND

Programs and log are those of compare.py. Columns: queries that both answer with hits; of these how many have

    total    the same number of matches, out of those for which both tell it exactly
    order    the same hits in the same order
    ties     the same scores rank by rank, and the same hits at each score but the last, whose hits may be others of
             the same score: they agree up to ties
    scores   the same scores rank by rank, whatever the hits

and the lowest, middle and highest ratio of the first program's score to the second's, over hits that both have.
Scores count as the same within the relative tolerance. --show prints so many of the queries of each type that do not agree.
"""
import argparse
import statistics
import sys

from asked_program import Program


def same(left, right, tolerance):
    return abs(left - right) <= tolerance * max(abs(left), abs(right), 1e-9)


def agree(left, right, tolerance):
    """Whether two lists of (hit, score) are equal in order, up to ties, and in their scores."""
    order = [hit for hit, _ in left] == [hit for hit, _ in right]
    scores = len(left) == len(right) and all(same(a[1], b[1], tolerance) for a, b in zip(left, right))
    ties = scores
    if scores and left:
        for one, other in ((left, dict(right)), (right, dict(left))):
            for hit, score in one:
                if not same(score, one[-1][1], tolerance):
                    ties = ties and hit in other and same(score, other[hit], tolerance)
    return order, ties, scores


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--log", required=True)
    parser.add_argument("--only", default="")
    parser.add_argument("--tolerance", type=float, default=1e-5)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--core", type=int, default=1)
    parser.add_argument("programs", nargs=2)
    options = parser.parse_args()
    log = []
    for line in open(options.log, encoding="utf-8"):
        number, kind, k, query = line.rstrip("\n").split("\t")
        if int(k) > 0 and (not options.only or kind in options.only.split(",")):
            log.append((int(number), kind, int(k), query))
    programs = [Program(*text.split("=", 1), log, options.core) for text in options.programs]
    for program in programs:
        program.round(False)
    print("type\tqueries\ttotal\torder\tties\tscores\tratio")
    kinds = {}
    for number, kind, k, query in log:
        kinds.setdefault(kind, []).append((number, query))
    for kind, queries in kinds.items():
        asked, exact, totals, counts, ratios, shown = 0, 0, 0, [0, 0, 0], [], 0
        for number, query in queries:
            answers = [program.answers.get(number) for program in programs]
            if None in answers:
                continue
            asked += 1
            if all(answer.get("exact", True) and answer["total"] is not None for answer in answers):
                exact += 1
                totals += answers[0]["total"] == answers[1]["total"]
            lists = [[(hit["accession"], hit["score"]) for hit in answer["hits"]] for answer in answers]
            found = agree(*lists, options.tolerance)
            counts = [count + one for count, one in zip(counts, found)]
            other = dict(lists[1])
            ratios += [score / other[hit] for hit, score in lists[0] if other.get(hit)]
            if not found[1] and shown < options.show:
                shown += 1
                print(f"{kind} {number}: {query}", *lists, sep="\n    ", file=sys.stderr)
        ratio = (
            f"{min(ratios):.6f} {statistics.median(ratios):.6f} {max(ratios):.6f}" if ratios else "–"
        )
        print(f"{kind}\t{asked}\t{totals}/{exact}\t" + "\t".join(map(str, counts)) + f"\t{ratio}")
    for program in programs:
        program.close()


if __name__ == "__main__":
    sys.exit(main())
