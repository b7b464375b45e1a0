#!/usr/bin/env python3
"""Draws the rows of names-scale.sh as an SVG of four panels, both axes logarithmic, and prints how each figure grows.

  plot_scale.py ROWS.tsv PLOT.svg
"""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import scale_plot

PANELS = [
    ("Look-up, milliseconds of processor time", [
        ("latency", "processor_p50_ms", "p50"), ("latency", "processor_p95_ms", "p95"),
        ("latency", "processor_p99_ms", "p99"), ("latency", "processor_mean_ms", "mean")]),
    ("Build, seconds", [("universe", "build_seconds", "one thread")]),
    ("Bytes a name", [("universe", "bytes_per_name", "all sections")]),
    ("Memory, megabytes", [("universe", "build_peak_mb", "while building"), ("universe", "resident_mb", "while searching")]),
]


def load(path):
    """Figures by (subject, measure): rows of number of names and value."""
    figures = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            if len(fields) == 4 and fields[0].isdigit():
                figures.setdefault((fields[1], fields[2]), []).append((int(fields[0]), float(fields[3])))
    return figures


def main():
    rows, plot = sys.argv[1:3]
    figures = load(rows)
    panels = []
    for title, wanted in PANELS:
        series = [(name, figures[subject, measure]) for subject, measure, name in wanted if (subject, measure) in figures]
        panels.append((title, series))
        for line in scale_plot.growth(title, series, "names"):
            print(line)
    scale_plot.write(plot, panels, "names")


if __name__ == "__main__":
    main()
