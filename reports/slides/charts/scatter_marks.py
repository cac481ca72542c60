"""How each mark of a plot is drawn in a scatter: bars and fields as thick strokes, hollow ones as a line around."""

from __future__ import annotations

from itertools import groupby

from reports.plot import Bars, Colour, Dots, Interval, Line, Mark, Point, Rule, Stroke, Words
from reports.slides.charts.drawing import GAP, LINE
from reports.slides.charts.parts import UNSEEN, Label
from reports.slides.charts.scatter import Scatter, Segment, names_of, rows_of
from reports.slides.charts.series import Look
from reports.slides.measure import lines_of

PIXEL = 0.75
USUAL_WIDTH = 0.6
"""How much of its row a bar takes."""
LOWEST = 12.5
"""Points: rows lower than this cannot all be named."""
EDGE = 1.5
"""Points: the line around what is hollow."""
PAPER = "background"
FIELD = Colour("band", 0.6)
SIDES = {"middle right": "r", "middle left": "l", "top center": "t", "bottom center": "b"}


def draw_mark(chart: Scatter, mark: Mark) -> None:
    """Draws one mark of the plot; words are drawn together, as they share places."""
    match mark:
        case Bars():
            _draw_bars(chart, mark)
        case Dots():
            _draw_dots(chart, mark)
        case Interval():
            _draw_interval(chart, mark)
        case Stroke():
            _draw_stroke(chart, mark)
        case Rule():
            _draw_rule(chart, mark)
        case Line():
            shape = chart.canvas.style.stroked(mark.colour, mark.width * PIXEL, mark.dash)
            points = [(chart.place(one.at), chart.value(one.value)) for one in mark.points if one.value is not None]
            chart.add(mark.name, points, Look(shape))


def _draw_bars(chart: Scatter, mark: Bars) -> None:
    """Bars as thick strokes from where they begin, a series a look; hollow ones as a line around them."""
    style, share = chart.canvas.style, mark.width or USUAL_WIDTH
    known = sorted((one for one in mark.points if one.value is not None), key=_bar_look)
    for (hollow, _, _), group in groupby(known, key=_bar_look):
        points = list(group)
        ink = points[0].colour
        if hollow:
            ink = Colour(ink.token) if ink.token != PAPER else mark.outline or Colour("text")
        stroke = style.stroked(ink, EDGE if hollow else chart.row * share, "dot" if mark.striped else "solid")
        found = [_around(chart, point, share / 2) if hollow else _segment(chart, point) for point in points]
        name = mark.name or chart.canvas.measure
        chart.segments(chart.canvas.language.text("{name}, hollow", name=name) if hollow else name, found, Look(stroke))


def _bar_look(point: Point) -> tuple[bool, str, float]:
    """What bars have in common that are drawn together: whether they are hollow, and their colour."""
    return point.hollow or point.colour.token == PAPER, point.colour.token, point.colour.opacity


def _segment(chart: Scatter, point: Point) -> Segment:
    at = chart.place(point.at)
    return (at, chart.value(point.start)), (at, chart.value(point.value or 0.0))


def _around(chart: Scatter, point: Point, half: float) -> Segment:
    """The corners of a bar, back to the first."""
    (at, start), (_, end) = _segment(chart, point)
    below, above = at - half, at + half
    return (below, start), (below, end), (above, end), (above, start), (below, start)


def _draw_dots(chart: Scatter, mark: Dots) -> None:
    style = chart.canvas.style
    known = [one for one in mark.points if one.value is not None]
    if not known:
        return
    first = known[0]
    said = {
        place: Label(one.text, "text", SIDES.get(one.side, "r"), bold=True)
        for place, one in enumerate(known)
        if one.text
    }
    marker = style.marker("circle", first.size * PIXEL, first.colour)
    points = [(chart.place(one.at), chart.value(one.value or 0.0)) for one in known]
    chart.add(mark.name, points, Look(UNSEEN, marker=marker, labels=said))


def draw_words(chart: Scatter) -> None:
    """The texts that stand at places without a mark; those of one place on lines of their own where rows are high."""
    found: dict[tuple[float, float], list[str]] = {}
    for mark in chart.plot.marks:
        for one in mark.points if isinstance(mark, Words) else ():
            if one.value is not None and one.text:
                found.setdefault((chart.place(one.at), chart.value(one.value)), []).append(one.text)
    if found:
        between = "\n" if chart.row >= LINE * 2 else " · "
        said = {place: Label(between.join(texts), "text", "r") for place, texts in enumerate(found.values())}
        chart.add(chart.canvas.language.text("Place of the words"), list(found), Look(UNSEEN, labels=said))


def _draw_interval(chart: Scatter, mark: Interval) -> None:
    """From low to high with a stroke across each end, and its dot."""
    canvas, style = chart.canvas, chart.canvas.style
    text, at = canvas.language.text, chart.place(mark.at)
    name = str(mark.at)
    look = style.stroked(mark.colour, mark.width * PIXEL)
    chart.add(text("{name}, lowest and highest", name=name), [(at, mark.low), (at, mark.high)], Look(look))
    half = mark.size * PIXEL / 2 / chart.row
    ends = [((at - half, value), (at + half, value)) for value in (mark.low, mark.high)]
    chart.segments(text("{name}, ends", name=name), ends, Look(look))
    if mark.value is not None:
        fill = Colour("band") if mark.hollow else mark.colour  # LibreOffice draws no edge, and paper would not be seen
        chart.add(name, [(at, mark.value)], Look(UNSEEN, marker=style.marker("circle", 10, fill, mark.colour)))


def _draw_stroke(chart: Scatter, mark: Stroke) -> None:
    """A thick stroke across the row."""
    half = mark.size * PIXEL / 2 / chart.row
    at = chart.place(mark.at)
    look = Look(chart.canvas.style.stroked(mark.colour, mark.width))
    chart.add(chart.canvas.language.text("Expected by now"), [(at - half, mark.value), (at + half, mark.value)], look)


def _draw_rule(chart: Scatter, mark: Rule) -> None:
    """A line at one value through the rows, its label above the first."""
    style = chart.canvas.style
    ends = [(chart.along.high, mark.value), (chart.along.low, mark.value)]
    label = {0: Label(mark.label, mark.colour.token, "t")} if mark.label else {}
    chart.add(
        mark.label or chart.canvas.language.text("Line"),
        ends,
        Look(style.stroked(mark.colour, mark.width), labels=label),
    )


def draw_bands(chart: Scatter) -> None:
    """A field: a stroke from its low to its high, as thick as the rows are together; over time, a line at each end."""
    canvas, along = chart.canvas, chart.along
    for band in chart.plot.bands:
        name = band.label or canvas.language.text("Field")
        middle = (band.low + band.high) / 2
        if chart.plot.lies:
            at = (along.low + along.high) / 2
            chart.add(name, [(at, band.low), (at, band.high)], Look(canvas.style.stroked(FIELD, chart.room.up)))
        else:
            edges = [((along.low, end), (along.high, end)) for end in (band.low, band.high)]
            chart.segments(name, edges, Look(canvas.style.stroked(Colour("target"), 1.5)))
        if band.label:
            label = {0: Label(band.label, "target", "t" if chart.plot.lies else "r", bold=True)}
            chart.add(canvas.language.text("Place of the words"), [(along.high, middle)], Look(UNSEEN, labels=label))


def draw_targets(chart: Scatter) -> None:
    """Each target as a line through all places, its label at the end."""
    style = chart.canvas.style
    for target in chart.plot.targets:
        ends = [(chart.along.low, target.value), (chart.along.high, target.value)]
        label = {1: Label(target.label, "target", "t" if chart.plot.lies else "r", bold=True)}
        chart.add(target.label, ends, Look(style.stroked(Colour("target"), 1.75), labels=label))


def draw_names(chart: Scatter) -> None:
    """The rows' names to the left of the plot; where they are too many to be read, only those that have a text."""
    names = names_of(chart.plot)
    if chart.row < LOWEST:
        told = {one.at for mark in chart.plot.marks if isinstance(mark, Dots) for one in mark.points if one.text}
        names = {row: name for row, name in names.items() if row in told}
    count, room = rows_of(chart.plot), chart.room.left - GAP * 1.5
    lines = max(1, int(chart.row / 14))
    said = {}
    for place, name in enumerate(names.values()):
        broken = lines_of(name, 12, room, face=chart.canvas.style.face)
        kept = broken if len(broken) <= lines else [*broken[: lines - 1], f"{broken[lines - 1].rstrip()} …"]
        said[place] = Label("\n".join(kept), "text", "l")
    sheet = chart.canvas.sheet
    sheet.texts(chart.canvas.language.text("Row"), list(names.values()))
    points = [(count + 1 - row, chart.across.low) for row in names]
    chart.add(chart.canvas.language.text("Names"), points, Look(UNSEEN, labels=said))
