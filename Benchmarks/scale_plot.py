"""Plots of how figures grow: an SVG of panels with both axes logarithmic, and each figure's growth in words."""
import math

COLOURS = ["#1f5fa8", "#c2571a", "#2c7a3f", "#7a3f91", "#8a7a1f", "#1f8a8a", "#5a5a5a"]
WIDTH, HEIGHT, LEFT, TOP, GAP = 400, 240, 70, 50, 110


def spoken(value):
    """A number as one reads it: 10,000 or 0.05."""
    return f"{value:,.0f}" if value >= 10 else f"{value:g}"


def ticks(low, high):
    """The powers of ten in a range, with halves and doubles between when there are few."""
    steps = [1] if math.log10(high / low) > 2.5 else [1, 2, 5]
    found = [step * 10.0 ** power for power in range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
             for step in steps]
    return [value for value in found if low * 0.999 <= value <= high * 1.001]


def panel(title, series, left, top, unit):
    """The SVG elements of one panel; a series is a name and its points, pairs of size and value.

    One without points leaves its colour out, so that a name can have the same colour in all panels.
    """
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
        if not values:
            continue
        colour = COLOURS[number]
        values = sorted(value for value in values if value[1] > 0)
        path = " ".join(f"{x(size):.1f},{y(value):.1f}" for size, value in values)
        out.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        out += [f'<circle cx="{x(size):.1f}" cy="{y(value):.1f}" r="3" fill="{colour}"><title>{name}: '
                f'{spoken(size)} {unit}, {value:g}</title></circle>' for size, value in values]
        out.append(f'<text x="{left + 8}" y="{top + 16 + 14 * number}" fill="{colour}">{name}</text>')
    return out


def write(path, panels, unit):
    """Writes panels, pairs of title and series, two a row; `unit` says what sizes count, as "names"."""
    out = []
    for number, (title, series) in enumerate(panels):
        out += panel(title, series, LEFT + number % 2 * (WIDTH + GAP), TOP + number // 2 * (HEIGHT + GAP), unit)
    rows = (len(panels) + 1) // 2
    width, height = LEFT + 2 * WIDTH + GAP + 30, TOP + rows * HEIGHT + (rows - 1) * GAP + 40
    with open(path, "w", encoding="utf-8") as file:
        file.write(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif"'
                   f' font-size="11"><rect width="{width}" height="{height}" fill="white"/>\n')
        file.write("\n".join(out) + "\n</svg>\n")


def growth(title, series, unit):
    """A line for each step of each series: with which power of the size its value grows."""
    for name, values in series:
        values = sorted(values)
        for (size, value), (more, larger) in zip(values, values[1:]):
            if value > 0 and larger > 0:
                power = math.log(larger / value) / math.log(more / size)
                yield (f"{title}, {name}: {value:g} at {spoken(size)}, {larger:g} at {spoken(more)},"
                       f" as the number of {unit} to the power of {power:.2f}")
