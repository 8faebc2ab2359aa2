"""Plots as SVG, drawn by hand: ratios to B against their goals, and over the sizes."""

import math
from itertools import groupby

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH = 860
LABEL = 230  # room for the names of the cases
ROW = 26
BAR = 7
CHART = 300
COLOURS = ["#0f766e", "#b45309", "#6d28d9"]  # told apart by those who see few colours, too
LOWEST = 0.001
KEPT = (0, 0.25, 0.5, 0.8, 1)


def _along(ratio: float, most: float) -> float:
    """From a ratio to its place on a logarithmic scale."""
    share = math.log(max(ratio, LOWEST) / LOWEST) / math.log(most / LOWEST)
    return LABEL + share * (WIDTH - LABEL - 60)


def bars(results: list[dict]) -> SafeString:
    """A bar for each case and size, with a mark at its goal."""
    cases = list(dict.fromkeys(result["case"] for result in results))
    sizes = sorted({result["threads"] for result in results})
    most = max([1.0, *(result["ratio"] for result in results)])
    parts = [_legend(sizes)]
    for place, case in enumerate(cases):
        top = 30 + place * (ROW + BAR * len(sizes) - 6)
        parts.append(_text(LABEL - 10, top + 12, case, "end"))
        for result in (r for r in results if r["case"] == case):
            parts.append(_bar(result, top, sizes.index(result["threads"]), most, len(sizes)))
    height = 40 + len(cases) * (ROW + BAR * len(sizes) - 6)
    return _svg(height, "Ratio to B of each case, logarithmic; the mark is its goal", parts)


def _bar(result: dict, top: int, place: int, most: float, sizes: int) -> SafeString:
    y = top + place * (BAR + 2)
    end, goal = _along(result["ratio"], most), _along(result["goal"], most)
    bar = format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" fill="{}"/>',
        *(LABEL, y, f"{end - LABEL:.1f}", BAR, COLOURS[place % len(COLOURS)]),
    )
    mark = format_html(
        '<line x1="{0}" x2="{0}" y1="{1}" y2="{2}" class="goal"/>',
        *(f"{goal:.1f}", top - 3, top + sizes * (BAR + 2) + 1),
    )
    return bar + mark + _text(end + 5, y + BAR, f"{result['ratio']:.3f}", "start", small=True)


def lines(results: list[dict]) -> SafeString:
    """Each case over the number of threads, as a part of what it was at the smallest."""
    sizes = sorted({result["threads"] for result in results})
    if len(sizes) < 2:
        return SafeString("")
    parts = [_axis(sizes)]
    ends = []
    ordered = sorted(results, key=lambda r: (r["case"], r["threads"]))
    for number, (case, group) in enumerate(groupby(ordered, key=lambda r: r["case"])):
        kept = [(r["threads"], r["ratio"]) for r in group]
        points = [(_across(size, sizes), _up(ratio / kept[0][1])) for size, ratio in kept]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        hue = number * 137 % 360
        parts.append(format_html('<polyline points="{}" stroke="hsl({} 60% 40%)"/>', path, hue))
        ends.append((points[-1][1], case))
    lowest = 0.0
    for y, case in sorted(ends):  # names of lines that end together go below each other
        lowest = max(y, lowest + 13)
        parts.append(_text(WIDTH - 234, lowest + 4, case, "start", small=True))
    return _svg(CHART + 40, "What is kept as the archive grows, 1 being the smallest", parts)


def _across(size: int, sizes: list[int]) -> float:
    share = math.log(size / sizes[0]) / math.log(sizes[-1] / sizes[0])
    return 50 + share * (WIDTH - 290)


def _up(kept: float) -> float:
    return 20 + (1 - min(kept, 1.25) / 1.25) * (CHART - 20)


def _axis(sizes: list[int]) -> SafeString:
    across = format_html_join(
        "",
        '<line x1="50" x2="{}" y1="{}" y2="{}" class="grid"/>',
        ((WIDTH - 240, _up(kept), _up(kept)) for kept in KEPT),
    )
    parts = [_text(44, _up(kept) + 4, f"{kept:g}", "end", small=True) for kept in KEPT]
    for size in sizes:
        name = f"{size:,} threads"
        parts.append(_text(_across(size, sizes), CHART + 20, name, "middle", small=True))
    return across + SafeString("".join(parts))


def _legend(sizes: list[int]) -> SafeString:
    parts = []
    for place, size in enumerate(sizes):
        x = LABEL + place * 130
        colour = COLOURS[place % len(COLOURS)]
        parts.append(
            format_html('<rect x="{}" y="6" width="10" height="10" fill="{}"/>', x, colour)
        )
        parts.append(_text(x + 16, 15, f"{size:,} threads", "start", small=True))
    return SafeString("".join(parts))


def _text(x: float, y: float, words: str, anchor: str, *, small: bool = False) -> SafeString:
    size = "small" if small else "name"
    return format_html(
        '<text x="{}" y="{}" text-anchor="{}" class="{}">{}</text>',
        *(f"{x:.1f}", f"{y:.1f}", anchor, size, words),
    )


def _svg(height: int, title: str, parts: list[SafeString]) -> SafeString:
    return format_html(
        '<svg viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>',
        *(WIDTH, height, title, SafeString("".join(parts))),
    )
