#!/usr/bin/env python3
"""Draws the rows of names-scale.sh as an SVG of four panels, both axes logarithmic, and prints how each figure grows.

  plot_scale.py ROWS.tsv PLOT.svg
"""
import math
import sys

PANELS = [
    ("Look-up, milliseconds of processor time", [
        ("latency", "processor_p50_ms", "p50"), ("latency", "processor_p95_ms", "p95"),
        ("latency", "processor_p99_ms", "p99"), ("latency", "processor_mean_ms", "mean")]),
    ("Build, seconds", [("universe", "build_seconds", "one thread")]),
    ("Bytes a name", [("universe", "bytes_per_name", "all sections")]),
    ("Memory, megabytes", [("universe", "build_peak_mb", "while building"), ("universe", "resident_mb", "while searching")]),
]
COLOURS = ["#1f5fa8", "#c2571a", "#2c7a3f", "#7a3f91"]
WIDTH, HEIGHT, LEFT, TOP, GAP = 400, 240, 70, 50, 110


def load(path):
    """Figures by (subject, measure): rows of number of names and value."""
    figures = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            if len(fields) == 4 and fields[0].isdigit():
                figures.setdefault((fields[1], fields[2]), []).append((int(fields[0]), float(fields[3])))
    return figures


def spoken(value):
    """A number as one reads it: 10,000 or 0.05."""
    return f"{value:,.0f}" if value >= 10 else f"{value:g}"


def ticks(low, high):
    """The powers of ten in a range, with halves and doubles between when there are few."""
    steps = [1] if math.log10(high / low) > 2.5 else [1, 2, 5]
    found = [step * 10.0 ** power for power in range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
             for step in steps]
    return [value for value in found if low * 0.999 <= value <= high * 1.001]


def panel(title, series, left, top):
    """The SVG elements of one panel."""
    points = [point for _, values in series for point in values if point[1] > 0]
    if not points:
        return []
    x_low, x_high = min(point[0] for point in points) / 1.3, max(point[0] for point in points) * 1.3
    y_low, y_high = min(point[1] for point in points) / 1.5, max(point[1] for point in points) * 1.5

    def x(value):
        return left + WIDTH * math.log(value / x_low) / math.log(x_high / x_low)

    def y(value):
        return top + HEIGHT - HEIGHT * math.log(value / y_low) / math.log(y_high / y_low)

    out = [f'<text x="{left}" y="{top - 14}" font-weight="bold">{title}</text>',
           f'<rect x="{left}" y="{top}" width="{WIDTH}" height="{HEIGHT}" fill="none" stroke="#888"/>']
    for value in ticks(y_low, y_high):
        out.append(f'<line x1="{left}" x2="{left + WIDTH}" y1="{y(value):.1f}" y2="{y(value):.1f}" stroke="#ddd"/>')
        out.append(f'<text x="{left - 6}" y="{y(value) + 4:.1f}" text-anchor="end">{spoken(value)}</text>')
    for value in sorted({point[0] for point in points}):
        out.append(f'<line x1="{x(value):.1f}" x2="{x(value):.1f}" y1="{top}" y2="{top + HEIGHT}" stroke="#ddd"/>')
        out.append(f'<text x="{x(value):.1f}" y="{top + HEIGHT + 16}" text-anchor="middle">{spoken(value)}</text>')
    for number, (name, values) in enumerate(series):
        colour = COLOURS[number]
        values = sorted(value for value in values if value[1] > 0)
        path = " ".join(f"{x(names):.1f},{y(value):.1f}" for names, value in values)
        out.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        out += [f'<circle cx="{x(names):.1f}" cy="{y(value):.1f}" r="3" fill="{colour}"><title>{name}: '
                f'{spoken(names)} names, {value:g}</title></circle>' for names, value in values]
        out.append(f'<text x="{left + 8}" y="{top + 16 + 14 * number}" fill="{colour}">{name}</text>')
    return out


def main():
    rows, plot = sys.argv[1:3]
    figures = load(rows)
    out = []
    for number, (title, wanted) in enumerate(PANELS):
        series = [(name, figures[subject, measure]) for subject, measure, name in wanted if (subject, measure) in figures]
        out += panel(title, series, LEFT + number % 2 * (WIDTH + GAP), TOP + number // 2 * (HEIGHT + GAP))
        for name, values in series:
            values = sorted(values)
            for (names, value), (more, larger) in zip(values, values[1:]):
                if value > 0 and larger > 0:
                    growth = math.log(larger / value) / math.log(more / names)
                    print(f"{title}, {name}: {value:g} at {spoken(names)}, {larger:g} at {spoken(more)},"
                          f" as the number of names to the power of {growth:.2f}")
    width, height = LEFT + 2 * WIDTH + GAP + 30, TOP + 2 * HEIGHT + GAP + 40
    with open(plot, "w", encoding="utf-8") as file:
        file.write(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif"'
                   f' font-size="11"><rect width="{width}" height="{height}" fill="white"/>\n')
        file.write("\n".join(out) + "\n</svg>\n")


if __name__ == "__main__":
    main()
