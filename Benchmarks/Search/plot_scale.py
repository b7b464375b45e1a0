#!/usr/bin/env python3
"""Draws how the time of searches grows with the collection, as an SVG with a panel for each group of types, and says it in words.

    plot_scale.py PLOT.svg FILINGS=ROWS.tsv FILINGS=ROWS.tsv ...

ROWS.tsv is what compare.py --rows writes for a collection of so many filings. A point is the geometric mean over the group's
types of the median over a type's queries; a program has one only where it answered every type of the group. Both axes are logarithmic.
"""
import math
import os
import statistics
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import scale_plot

GROUPS = [
    ("One word", ("term_rare", "term_med", "term_common")),
    ("All of several words", ("and2", "and3")),
    ("Any of several words", ("or2", "or3", "or4", "or5")),
    ("Any of three words, the best hundred", ("top100",)),
    ("Phrases", ("phrase2", "phrase3")),
    ("A word that must stand and two that add", ("mixed",)),
    ("Beginnings", ("prefix",)),
    ("A word within one edit", ("fuzzy1", "person_fuzzy")),
    ("Names of issuers and owners", ("issuer", "person")),
    ("A word within days", ("daterange",)),
    ("Counts of two words", ("count_and2", "count_or2")),
    ("Counts of phrases", ("count_phrase2",)),
]


def medians(path):
    """The median time in µs by program and type, out of rows id, type, k, total and a column for each program."""
    with open(path, encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines if not line.startswith("#")]
    times = {}
    for row in rows[1:]:
        for title, value in zip(rows[0][4:], row[4:]):
            if value:
                times.setdefault((title.removesuffix(" us"), row[1]), []).append(float(value))
    return {key: statistics.median(values) for key, values in times.items()}


def series(kinds, sizes):
    """All programs with their points for a group, pairs of size and value; some have none."""
    found = {}
    for size, times in sizes.items():
        for program in dict.fromkeys(program for program, _ in times):
            points = found.setdefault(program, [])
            if all((program, kind) in times for kind in kinds):
                mean = math.exp(statistics.fmean(math.log(times[program, kind]) for kind in kinds))
                points.append((size, round(mean, 1)))
    return list(found.items())


def main():
    plot = sys.argv[1]
    sizes = {}
    for text in sys.argv[2:]:
        size, path = text.split("=", 1)
        sizes[int(size)] = medians(path)
    panels = []
    for title, kinds in GROUPS:
        lines = series(kinds, sizes)
        panels.append((title + ", µs", lines))
        for line in scale_plot.growth(title, lines, "filings"):
            print(line)
    scale_plot.write(plot, panels, "filings")


if __name__ == "__main__":
    main()
