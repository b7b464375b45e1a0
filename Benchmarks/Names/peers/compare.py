#!/usr/bin/env python3
"""Asks several programs the same labelled queries, one in flight, and prints their figures side by side.

  compare.py --universe U.tsv --queries Q.tsv --work FOLDER --out T.tsv --program 'NAME|BUILD COMMAND|ANSWER COMMAND' ...

The first program is the one the others are compared with. Each is built and asked in turn on the same machine; times are
those that the programs take around the search itself, without the protocol. The threshold of each is the one best for it (F1).
"""
import argparse
import bisect
import collections
import json
import os
import shlex
import subprocess
import sys
import time

# Classes that leave out so much of a name that a threshold for whole names says nothing about them.
PARTIAL = {"last_only", "prefix_edgar", "prefix_natural", "ent_prefix", "ent_partial", "ent_ticker", "first_initial",
           "hyphen_half"}


def quantile(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, int(share * len(values)))] if values else 0.0


def peak_megabytes(process):
    """The most memory a process has held; a server beside it is not counted."""
    try:
        with open(f"/proc/{process}/status") as lines:
            return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))
    except (OSError, StopIteration):
        return 0.0


def load_queries(path, per_class):
    counts = collections.Counter()
    queries = []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            number, group, text, right = line.rstrip("\n").split("\t")
            counts[group] += 1
            if counts[group] <= per_class:
                queries.append((number, group, text, {int(key) for key in right.split(",") if key}))
    return queries


def ask_all(command, queries, rounds, slow_seconds):
    """Asks every query, in rounds; a program whose first round is slow is asked once only."""
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def ask(number, text):
        process.stdin.write((json.dumps({"id": number, "query": text, "k": 10}, ensure_ascii=False) + "\n").encode())
        process.stdin.flush()
        line = process.stdout.readline()
        if not line:
            raise RuntimeError(f"it ended at {text!r}")
        response = json.loads(line)
        if response["id"] != number:
            raise RuntimeError(f"it answered {response['id']} when {number} was asked")
        return response

    started = time.perf_counter()
    for text in ("smith john", "Silver Oak Capital Partners II LP", "robert a", "jonhson"):
        ask("warm", text)
    start_seconds = time.perf_counter() - started
    wall = [[] for _ in queries]
    processor = [[] for _ in queries]
    responses = []
    for number in range(rounds):
        began = time.perf_counter()
        for place, (query, _, text, _) in enumerate(queries):
            response = ask(query, text)
            wall[place].append(response["microseconds"] / 1000)
            processor[place].append(response["processorMicroseconds"] / 1000)
            if number == 0:
                responses.append(response["hits"][:10])
        if time.perf_counter() - began > slow_seconds:
            break
    memory = peak_megabytes(process.pid)
    process.stdin.close()
    process.wait(timeout=60)
    return responses, [quantile(times, 0.5) for times in wall], [quantile(times, 0.5) for times in processor], \
        start_seconds, memory


def best_threshold(positives, absent):
    """The score with the best F1: (score, share of absent names below it, share of whole names right and at or above)."""
    events = sorted([(score, right) for score, right in positives] + [(score, None) for score in absent],
                    key=lambda event: -event[0])
    right_count = wrong_count = 0
    best = (-1.0, 0.0)
    for place, (score, right) in enumerate(events):
        if right:
            right_count += 1
        else:
            wrong_count += 1
        if place + 1 < len(events) and events[place + 1][0] == score:
            continue
        f1 = 2 * right_count / (2 * right_count + wrong_count + len(positives) - right_count)
        if f1 > best[0] and score != float("-inf"):
            best = (f1, score)
    score = best[1]
    rejected = sum(value < score for value in absent) / max(1, len(absent))
    kept = sum(value >= score for value, right in positives if right) / max(1, len(positives))
    # What is kept when one absent name in twenty may pass.
    ordered = sorted(absent)
    lenient = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))] if ordered else float("-inf")
    good = sorted(value for value, right in positives if right)
    return rejected, kept, (len(good) - bisect.bisect_right(good, lenient)) / max(1, len(positives))


def figures(queries, responses, wall, processor):
    classes = collections.defaultdict(list)
    positives, absent = [], []
    for (_, group, _, right), hits in zip(queries, responses):
        score = hits[0]["score"] if hits else float("-inf")
        if group.startswith("neg_"):
            absent.append(score)
            continue
        place = next((place for place, hit in enumerate(hits, 1) if hit["cik"] in right), 0)
        classes[group].append(place)
        if group not in PARTIAL:
            positives.append((score, place == 1))
    first = {group: sum(place == 1 for place in places) / len(places) for group, places in classes.items()}
    ten = {group: sum(place > 0 for place in places) / len(places) for group, places in classes.items()}
    rejected, kept, lenient = best_threshold(positives, absent)
    whole = {
        "first": sum(first.values()) / len(first), "among_ten": sum(ten.values()) / len(ten), "rejected": rejected,
        "kept": kept, "kept_at_5_percent": lenient, "p50_ms": quantile(wall, 0.5), "p95_ms": quantile(wall, 0.95),
        "p99_ms": quantile(wall, 0.99), "processor_p50_ms": quantile(processor, 0.5),
        "processor_mean_ms": sum(processor) / len(processor),
    }
    return whole, first, ten


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--universe", required=True)
    arguments.add_argument("--queries", required=True)
    arguments.add_argument("--work", required=True)
    arguments.add_argument("--out", required=True)
    arguments.add_argument("--per-class", type=int, default=50)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--slow-seconds", type=float, default=60)
    arguments.add_argument("--note", action="append", default=[], help="a line for the head of the table")
    arguments.add_argument("--program", action="append", required=True)
    options = arguments.parse_args()
    queries = load_queries(options.queries, options.per_class)
    rows, class_rows, notes = [], [], list(options.note)
    for program in options.program:
        name, build, answer = program.split("|")

        def command(text):
            return [word.replace("{universe}", options.universe).replace("{work}", options.work)
                    for word in shlex.split(text)]
        try:
            began = time.perf_counter()
            if build.strip():
                subprocess.run(command(build), check=True)
            build_seconds = time.perf_counter() - began
            responses, wall, processor, start_seconds, memory = ask_all(
                command(answer), queries, options.rounds, options.slow_seconds)
        except (OSError, RuntimeError, ValueError, KeyError, subprocess.SubprocessError) as error:
            notes.append(f"{name} was not measured: {error}")
            print(f"compare: {notes[-1]}", file=sys.stderr)
            continue
        whole, first, ten = figures(queries, responses, wall, processor)
        whole.update(build_s=build_seconds, start_s=start_seconds, peak_mb=memory)
        rows.append((name, whole))
        class_rows += [(name, group, first[group], ten[group]) for group in first]
        print(f"compare: {name}: first {whole['first']:.3f}, p50 {whole['p50_ms']:.3f} ms", file=sys.stderr)
    if not rows:
        sys.exit("compare: nothing could be measured")
    ours = rows[0][1]
    columns = ["first", "among_ten", "rejected", "kept", "kept_at_5_percent", "p50_ms", "p95_ms", "p99_ms",
               "processor_p50_ms", "processor_mean_ms", "build_s", "start_s", "peak_mb"]
    ratios = [("p50_ms", "times_ours_p50"), ("p99_ms", "times_ours_p99"), ("processor_mean_ms", "times_ours_processor")]
    lines = ["# " + note for note in notes]
    lines.append(f"# {len(queries)} queries, {options.per_class} a class at most; the same for all, one in flight")
    lines.append("\t".join(["program", *columns, *(title for _, title in ratios)]))
    for name, whole in rows:
        cells = [f"{whole[column]:.4f}" for column in columns]
        cells += [f"{whole[column] / ours[column]:.1f}" if ours[column] else "" for column, _ in ratios]
        lines.append("\t".join([name, *cells]))
    alike = [(whole["p50_ms"], name, whole) for name, whole in rows[1:] if whole["first"] >= ours["first"] - 0.10]
    if alike:
        _, name, whole = min(alike)
        lines.append(f"# fastest within 10 points of our recall@1: {name}; it takes {whole['p50_ms'] / ours['p50_ms']:.1f} times"
                     f" our median, {whole['processor_mean_ms'] / ours['processor_mean_ms']:.1f} times our processor time")
    else:
        lines.append("# no other program is within 10 points of our recall@1")
    lines.append("# classes: program, class, first, among ten")
    lines += [f"{name}\t{group}\t{first:.3f}\t{ten:.3f}" for name, group, first, ten in class_rows]
    text = "\n".join(lines) + "\n"
    with open(options.out, "w", encoding="utf-8") as file:
        file.write(text)
    head = [line for line in lines if line.count("\t") > 4 or line.startswith("#")]
    print("\n".join(head))


if __name__ == "__main__":
    main()
