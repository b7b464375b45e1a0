#!/usr/bin/env python3
"""Asks several programs the same query log in turns, holds totals against known counts, and prints µs a type.

    compare.py --log LOG.tsv [--counts COUNTS.tsv] [--rounds 5] [--warm 2] [--core 1] NAME=COMMAND ...

A COMMAND reads lines {"id","type","query","k"} and answers {"id","total","hits","us"}, or {"id","na":true} for what it
cannot do; a first line with "ready" is passed over. One whose NAME begins with `filings` gets the log in the
product's query language. The first name is held against each other one: below 1 it is the faster. All run on one core,
round by round in turns, so that a change in the machine's speed meets all of them.
"""
import argparse
import json
import os
import shlex
import statistics
import subprocess
import sys
import threading

from translate_queries import translate


class Program:
    """One program under measurement."""

    def __init__(self, name, command, log, core):
        self.name = name
        pin = lambda: os.sched_setaffinity(0, {core})
        self.process = subprocess.Popen(
            shlex.split(command), stdin=subprocess.PIPE, stdout=subprocess.PIPE, preexec_fn=pin)
        own = name.startswith("filings")
        self.lines = []
        for number, kind, k, query in log:
            asked = {"id": int(number), "type": kind, "query": translate(query) if own else query, "k": int(k)}
            self.lines.append((json.dumps(asked) + "\n").encode())
        self.times = {}
        self.answers = {}

    def round(self, is_measured):
        """Asks the whole log once."""
        data = b"".join(self.lines)

        def write():
            self.process.stdin.write(data)
            self.process.stdin.flush()

        writer = threading.Thread(target=write)
        writer.start()
        for _ in self.lines:
            answer = json.loads(self.process.stdout.readline())
            while "ready" in answer:
                answer = json.loads(self.process.stdout.readline())
            if answer.get("na") or "error" in answer:
                continue
            self.answers[answer["id"]] = answer
            if is_measured:
                self.times.setdefault(answer["id"], []).append(answer["us"])
        writer.join()


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--log", required=True)
    parser.add_argument("--counts")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--warm", type=int, default=2)
    parser.add_argument("--core", type=int, default=1)
    parser.add_argument("--only", default="")
    parser.add_argument("programs", nargs="+")
    options = parser.parse_args()
    log = [line.rstrip("\n").split("\t") for line in open(options.log, encoding="utf-8")]
    if options.only:
        log = [entry for entry in log if entry[1] in options.only.split(",")]
    counts = {}
    if options.counts:
        counts = {int(a): int(b) for a, b in (line.split("\t") for line in open(options.counts, encoding="utf-8"))}
    programs = [Program(*text.split("=", 1), log, options.core) for text in options.programs]
    for number in range(options.warm + options.rounds):
        for program in programs:
            program.round(number >= options.warm)
    kinds = {}
    for number, kind, k, _ in log:
        kinds.setdefault(kind, []).append((int(number), int(k)))
    titles = [f"{program.name} p50/p95" for program in programs] + [f"to {program.name}" for program in programs[1:]]
    print("type\t" + "\t".join(titles) + "\twrong")
    for kind, queries in kinds.items():
        cells, middles, wrong = [], [], 0
        for program in programs:
            times = [statistics.median(program.times[number]) for number, _ in queries if number in program.times]
            middles.append((percentile(times, 0.5), percentile(times, 0.95)) if times else None)
            cells.append(f"{middles[-1][0]:.0f}/{middles[-1][1]:.0f}" if times else "–")
        for number, k in queries:
            answer = programs[0].answers.get(number)
            if answer is None or number not in counts:
                continue
            isExact = answer.get("exact", True)
            rightHits = len(answer["hits"]) == min(k, counts[number])
            wrong += not rightHits or (isExact and answer["total"] != counts[number])
        for middle in middles[1:]:
            both = middles[0] and middle
            cells.append(f"{middles[0][0] / middle[0]:.2f}/{middles[0][1] / middle[1]:.2f}" if both else "–")
        print(f"{kind}\t" + "\t".join(cells) + f"\t{wrong}")
    for program in programs:
        program.process.stdin.close()
        program.process.wait()


if __name__ == "__main__":
    sys.exit(main())
