"""From one trace of a figure to the mark that it is: a line, bars, dots, words, an interval, a stroke or a rule."""

from __future__ import annotations

from typing import cast

from reports.plot import (
    Bars,
    Dash,
    Dots,
    Expected,
    Interval,
    Line,
    Mark,
    Place,
    Point,
    Rule,
    Side,
    Signal,
    Standing,
    Stroke,
    Words,
)
from reports.plot.vocabulary import Json, UnknownVocabulary, colour, day, fields, is_day, listed, number, word

DAY_MS = 86_400_000
LINE, DOT, HOLLOW_DOT = 2.0, 6.0, 8.0
"""What `static/layout.js` draws where a figure says nothing, in pixels."""


def mark_of(trace: Json, places: str, values: str) -> Mark | None:
    """What the trace draws, None where that is nothing. `places` and `values` are its fields: x and y, or y and x."""
    if not trace["x"] or trace.get("marker", {}).get("opacity") == 0:
        return None
    kind = word("trace", trace.get("type"))
    fields("trace meta", fields(kind, trace).get("meta", {}))
    for part in (trace, trace.get("marker", {})):
        fields("line", part.get("line", {}))
    marker = fields("marker", trace.get("marker", {}))
    if kind == "bar":
        return _bars(trace, _points(trace, places, values, marker["color"]))
    return _scattered(trace, places, values)


def _scattered(trace: Json, places: str, values: str) -> Mark:
    """A scatter trace by its mode, and by its symbols where they are strokes."""
    mode, marker, line = word("mode", trace["mode"]), trace.get("marker", {}), trace.get("line", {})
    symbols = [word("symbol", one) for one in listed(marker.get("symbol", "circle"))]
    inks = line.get("color") if "lines" in mode else marker.get("color", "token:text")
    points, name = _points(trace, places, values, inks), trace.get("name", "")
    if "line-ns" in symbols:
        return _stroked(trace, points, hollow="circle-open" in symbols)
    if mode == "lines+text":
        return _rule(trace, points)
    if mode == "text":
        return Words(points)
    if "lines" not in mode:
        return Dots(name, points)
    dash, width = word("dash", line.get("dash", "solid")), float(line.get("width", LINE))
    label = trace.get("meta", {}).get("label", "")
    return Line(name, points, colour(inks), width, cast(Dash, dash), label, _expected(trace), _signals(trace))


def _bars(trace: Json, points: tuple[Point, ...]) -> Bars:
    marker, opened = trace["marker"], trace.get("meta", {}).get("open", {})
    line = marker.get("line", {})
    outlines = {colour(one) for one in listed(line.get("color", []))}
    widths = set(listed(trace.get("width", [])))
    if len(widths) > 1:
        raise UnknownVocabulary("width", widths)
    return Bars(
        name=trace.get("name", ""),
        points=points,
        width=float(widths.pop()) if widths else None,
        outline=outlines.pop() if len(outlines) == 1 else None,  # several are those of the bars themselves
        outline_width=float(line.get("width", 0)),
        striped="pattern" in marker,
        open_label=opened.get("label", ""),
        expected=_expected(trace),
        signals=_signals(trace),
    )


def _stroked(trace: Json, points: tuple[Point, ...], *, hollow: bool) -> Interval | Stroke:
    """Strokes across one row: one alone, or two as the ends of an interval with a dot between them or none."""
    found = [point.value for point in points if point.value is not None]
    if len({point.at for point in points}) > 1 or len(found) != len(points) or len(found) > 3:
        raise UnknownVocabulary("interval", trace)
    first, width, size = points[0], float(trace["line"]["width"]), float(listed(trace["marker"]["size"])[0])
    if len(found) == 1:
        return Stroke(first.at, found[0], first.colour, width, size)
    middle = found[1] if len(found) == 3 else None
    return Interval(first.at, found[0], found[-1], middle, first.colour, width, size, hollow, first.told)


def _rule(trace: Json, points: tuple[Point, ...]) -> Rule:
    first, last = points
    if first.value is None or first.value != last.value or not isinstance(first.at, float | int):
        raise UnknownVocabulary("rule", trace)
    rows = (number(first.at), number(cast(float, last.at)))
    return Rule(first.value, *rows, first.text, first.colour, float(trace["line"]["width"]))


def _points(trace: Json, places: str, values: str, inks: object) -> tuple[Point, ...]:
    count, marker, meta = len(trace["x"]), trace.get("marker", {}), trace.get("meta", {})
    dotted = "markers" in trace.get("mode", "")
    columns = (
        trace[places],
        trace[values],
        trace.get("base", [None] * count),
        listed(inks, count),
        listed(trace.get("text", ""), count),
        listed(trace.get("textposition", "middle right"), count),
        trace.get("customdata", [[]] * count),
        listed(marker.get("size", DOT if dotted else 0), count),
    )
    hollow, opened = meta.get("hollow", ()), meta.get("open", {}).get("at", ())
    found = []
    for place, (at, value, base, ink, text, side, told, size) in enumerate(zip(*columns, strict=True)):
        start, end = _ends(base, value)
        large = HOLLOW_DOT if place in hollow and trace["type"] == "scatter" else float(size)
        found.append(
            Point(
                _place(at, named=places == "y"), end, colour(ink), start, text.strip(),
                cast(Side, word("textposition", side)), tuple(map(str, listed(told))), place in hollow,
                place in opened, large,
            )
        )  # fmt: skip
    return tuple(found)


def _place(said: str | float, *, named: bool) -> Place:
    """A day, a row's number, or its name, which may look like a day."""
    if isinstance(said, str):
        return day(said) if is_day(said) and not named else said
    return float(said)


def _ends(base: str | float | None, value: str | float | None) -> tuple[float, float | None]:
    """Where a bar begins and where it ends; one that begins on a day has its length in milliseconds."""
    start = 0.0 if base is None else number(base)
    if value is None:
        return start, None
    return start, start + (number(value) / DAY_MS if isinstance(base, str) else number(value))


def _expected(trace: Json) -> Expected | None:
    said = trace.get("meta", {}).get("expected")
    return Expected(said["label"], tuple(said["low"]), tuple(said["high"])) if said else None


def _signals(trace: Json) -> tuple[Signal, ...]:
    said = trace.get("meta", {}).get("signals", ())
    return tuple(Signal(cast(Standing, word("signal", one["kind"])), one["label"], tuple(one["at"])) for one in said)
