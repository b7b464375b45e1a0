#!/usr/bin/env python3
"""Times the parser against libxml2's bare SAX, and the whole import beside other programs, in turns, in one run.

    compare.py --tar TAR --filings PROGRAM --bench PROGRAM --sax PROGRAM [--python PYTHON] [--rounds 3] [--work FOLDER]

Each round runs every program once, one after the other; a figure is the median over rounds, a ratio that of medians.
Wall time is that of a shared machine: hold figures of one run against each other and no others.
"""
import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time


def run(command, label):
    """Wall and processor seconds of a command, the most memory it took, and its output."""
    output = tempfile.TemporaryFile()
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=output, stderr=subprocess.PIPE)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{label} ended with {process.returncode}: {errors.decode()[-500:]}")
    output.seek(0)
    return (time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output.read().decode())


def size(folder):
    return sum(os.path.getsize(os.path.join(place, name)) for place, _, names in os.walk(folder) for name in names)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--tar", required=True)
    options.add_argument("--filings", required=True)
    options.add_argument("--bench", required=True)
    options.add_argument("--sax", required=True)
    options.add_argument("--python", default="")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--work", required=True)
    options = options.parse_args()
    here = os.path.dirname(os.path.abspath(__file__))
    cores = len(os.sched_getaffinity(0))
    index = os.path.join(options.work, "index")

    print(f"machine\t{cores} cores, load {os.getloadavg()[0]:.1f}")
    parse = {"libxml2 SAX, empty handlers": [options.sax, options.tar, "1"],
             "filings, XML to Filing": [options.bench, "parse", options.tar, "1"]}
    seconds = {name: [] for name in parse}
    for _ in range(options.rounds):
        for name, command in parse.items():
            fields = run(command, name)[3].split("\t")
            seconds[name].append(float(fields[0]))
            documents, size_bytes = int(fields[1]), int(fields[2])
    print(f"corpus\t{documents} documents, {size_bytes / 1e6:.0f} MB of XML")
    print("parse\tprocessor µs a document\tMB/s\tratio to bare SAX")
    least = statistics.median(seconds["libxml2 SAX, empty handlers"])
    for name, values in seconds.items():
        middle = statistics.median(values)
        print(f"{name}\t{middle / documents * 1e6:.2f}\t{size_bytes / middle / 1e6:.0f}\t{least / middle:.2f}")

    programs = {"filings rebuild": [options.filings, "rebuild", "-q", options.tar, "--index", index]}
    if cores > 1:
        programs["filings rebuild, 1 core"] = ["taskset", "-c", "0"] + programs["filings rebuild"]
    if options.python:
        for name, script in (("lxml + Tantivy", "lxml_tantivy.py"), ("lxml + SQLite FTS5", "lxml_sqlite.py")):
            programs[name] = [options.python, os.path.join(here, script), options.tar, index, str(cores)]
    results = {name: [] for name in programs}
    for _ in range(options.rounds):
        for name, command in programs.items():
            shutil.rmtree(index, ignore_errors=True)
            wall, processor, memory, _ = run(command, name)
            results[name].append((wall, processor, memory, size(index) / 1e6))
    print("import\tfilings/s\twall s\tprocessor s\tpeak MB\tindex MB\ttimes as long as filings rebuild")
    own = statistics.median(r[0] for r in results["filings rebuild"])
    for name, rows in results.items():
        wall, processor, memory, index_size = (statistics.median(column) for column in zip(*rows))
        print(f"{name}\t{documents / wall:.0f}\t{wall:.2f}\t{processor:.2f}\t{memory:.0f}\t{index_size:.0f}"
              f"\t{wall / own:.2f}")
    shutil.rmtree(index, ignore_errors=True)


main()
