#!/usr/bin/env python3
"""How long a program takes from its start to its first answer, and what memory of its own it holds then and after a log.

    opening.py --log LOG.tsv [--rounds 7] [--core 1] [--prefer] NAME=COMMAND ...

Programs are as for compare.py. Memory is what /proc/PID/smaps_rollup calls anonymous, and what is private and dirty: pages of a
mapped index belong to the page cache and are not in it. Rows: program, measure, value; the median of the rounds, files warm.
"""
import argparse
import json
import statistics
import time

from asked_program import is_ours, launch
from translate_queries import translate


def own_memory(process):
    """Anonymous and private dirty memory of a process, in MB."""
    fields = {}
    with open(f"/proc/{process.pid}/smaps_rollup") as lines:
        for line in lines:
            name, _, value = line.partition(":")
            if name in ("Anonymous", "Private_Dirty"):
                fields[name] = int(value.split()[0]) / 1024
    return fields["Anonymous"], fields["Private_Dirty"]


def ask(process, entry, name):
    number, kind, k, query = entry
    asked = {"id": int(number), "type": kind, "query": translate(query) if is_ours(name) else query, "k": int(k)}
    process.stdin.write((json.dumps(asked) + "\n").encode())
    process.stdin.flush()
    return json.loads(process.stdout.readline())


def measured(name, command, log, options):
    """The figures of a program: medians of starting it anew each round, and its memory after the whole log."""
    starts, inside, memory = [], [], []
    first = next(entry for entry in log if entry[1] == "and2")
    for number in range(options.rounds + 1):
        begin = time.perf_counter()
        process = launch(command, options.core, options.prefer)
        answer = ask(process, first, name)
        if number:
            starts.append((time.perf_counter() - begin) * 1000)
            inside.append(answer["us"] / 1000)
            memory.append(own_memory(process))
        if number == options.rounds:
            for entry in log:
                ask(process, entry, name)
            after = own_memory(process)
        process.stdin.close()
        process.wait()
    anonymous, dirty = (statistics.median(values) for values in zip(*memory))
    return [
        ("start_to_first_answer_ms", statistics.median(starts)), ("first_query_ms", statistics.median(inside)),
        ("anonymous_mb_at_first_answer", anonymous), ("private_dirty_mb_at_first_answer", dirty),
        ("anonymous_mb_after_log", after[0]), ("private_dirty_mb_after_log", after[1])]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--log", required=True)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--core", type=int, default=1)
    parser.add_argument("--prefer", action="store_true", help="put the programs before other work of the machine")
    parser.add_argument("programs", nargs="+", metavar="NAME=COMMAND")
    options = parser.parse_args()
    with open(options.log, encoding="utf-8") as lines:
        log = [line.rstrip("\n").split("\t") for line in lines]
    print("program\tmeasure\tvalue")
    for text in options.programs:
        name, command = text.split("=", 1)
        for measure, value in measured(name, command, log, options):
            print(f"{name}\t{measure}\t{value:.2f}")


if __name__ == "__main__":
    main()
