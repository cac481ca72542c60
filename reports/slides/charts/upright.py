"""Charts over time: lines, columns and intervals over months or days, with what stands beside them."""

from __future__ import annotations

from math import isnan

from reports.plot import Bars, Colour, Line, Place, Plot, Point
from reports.slides.charts.axes import Side, Written, value_axis
from reports.slides.charts.beside import Upright, draw_breaks, draw_notes, draw_signals
from reports.slides.charts.columns import behind, columns, field_of
from reports.slides.charts.drawing import GAP, LINE, Canvas, keyed, known, number_format, spread
from reports.slides.charts.parts import NAME_SIZE, Label, Room
from reports.slides.charts.scale import Scale, given, scaled
from reports.slides.charts.series import Look, bar_chart, line_chart
from reports.slides.charts.slots import across_all, along, gaps, slots_of
from reports.slides.markup import tag
from reports.slides.measure import lines_of

PIXEL = 0.75
"""Points in a pixel of the app's pictures."""
NAMES = 0.24
"""How much of the chart's width names at the ends of lines may take."""
FURTHER = 0.5
"""How much further than the data the axis goes for the field behind it, of what the data spans."""
FOOT = 40.0
"""Points below the plot: months, and years under them."""


def upright(plot: Plot, canvas: Canvas) -> str:
    """The plot area of a chart over time."""
    slots = slots_of(plot)
    scale = _scale(plot)
    room = _room(plot, canvas, scale)
    named = along(slots, plot, canvas.sheet, room.across, canvas.style)
    bars = [mark for mark in plot.marks if isinstance(mark, Bars)]
    ground = field_of(plot, slots)
    pair = 2 if ground and bars else 1
    chart = Upright(canvas, plot, slots, scale, room, named, pair)
    groups = [bar_chart(behind(ground, canvas, named.categories), pair=1, stacked=True, gap=0)] if ground else []
    groups += columns(bars, slots, canvas, named.categories, pair=pair, width=room.across, sign=plot.across.sign)
    _draw_lines(chart)
    if chart.lines:
        groups.append(line_chart(chart.lines, pair=pair))
    return tag("c:plotArea", room.layout(), *groups, *_axes(chart))


def _scale(plot: Plot) -> Scale:
    """As far as the data goes, and to the field behind it where that is not much further."""
    if plot.across.ends:
        return given(*plot.across.ends)
    values = [end for mark in plot.series for one in mark.points for end in _ends(one)]
    values += [target.value for target in plot.targets]
    values += [end for band in plot.bands for end in (band.low, band.high)]
    seen = [value for value in values if not isnan(value)] + [0.0] * plot.across.from_zero
    least, most = min(seen, default=0.0), max(seen, default=1.0)
    beyond = (most - least) * FURTHER
    field_ends = [end for one in plot.expected for end in (*one.low, *one.high) if end is not None]
    reached = [min(max(end, least - beyond), most + beyond) for end in field_ends]
    return scaled([*values, *reached], from_zero=plot.across.from_zero)


def _ends(point: Point) -> tuple[float, float]:
    """Both ends of a point; a bar without a value has none."""
    return known(point.value), point.start if point.value is not None else known(None)


def _named(label: str, canvas: Canvas) -> str:
    """A name to the right of the plot, broken over lines so that it leaves room for what it names."""
    room = canvas.width * NAMES
    return "\n".join(lines_of(label, NAME_SIZE, room, bold=True, face=canvas.style.face))


def _names(plot: Plot, canvas: Canvas) -> list[str]:
    """What stands to the right of the plot."""
    lines = [mark for mark in plot.marks if isinstance(mark, Line)]
    names = [line.label for line in lines if line.label] + [target.label for target in plot.targets]
    if len(lines) == 1 and not lines[0].label:
        last = [point for point in lines[0].points if point.value is not None][-1:]
        names += [one.told[0] for one in last if one.told and number_format(one, plot.across.sign, canvas.style)]
    return [_named(name, canvas) for name in names]


def _room(plot: Plot, canvas: Canvas, scale: Scale) -> Room:
    """Room for the axis' numbers to the left, names to the right, marks above and days below."""
    language = canvas.language
    numbers = [language.number(tick, scale.decimals) + plot.across.sign for tick in scale.ticks()]
    left = max(map(canvas.wide, numbers)) + GAP * 1.5
    right = [canvas.wide(name, size=NAME_SIZE, bold=True) for name in _names(plot, canvas)]
    # The name of what stands out is as wide to the right of its point as to the left.
    right += [canvas.wide(one.label) / 2 for mark in plot.series for one in mark.signals]
    above = LINE * (bool(across_all(plot)) + bool(plot.notes)) + GAP * 1.5
    return Room(canvas.width, canvas.height, left, max(right, default=0) + GAP * 2, above, FOOT)


def _axes(chart: Upright) -> list[str]:
    style, scale, sign = chart.canvas.style, chart.scale, chart.plot.across.sign
    said = Written(style.number_format(scale.decimals, sign))
    found = [chart.along.axis(Side("b"), style), value_axis(Side("l"), scale, said, style)]
    if chart.pair == 2:
        hidden = Side("b", 2, shown=False), Side("r", 2, shown=False, crosses="max")
        found += [value_axis(hidden[1], scale, said, style), chart.along.axis(hidden[0], style)]
    return found


def _draw_lines(chart: Upright) -> None:
    """The lines with their names, and after them what is drawn over them."""
    lines = [mark for mark in chart.plot.marks if isinstance(mark, Line)]
    moved = _name_places(chart, lines)
    for line in lines:
        _draw_line(chart, line, moved.get(id(line), 0.0))
    for target in chart.plot.targets:
        last = len(chart.slots) - 1
        text = _named(target.label, chart.canvas)
        label = {last: Label(text, "target", bold=True, size=NAME_SIZE, up=moved.get(id(target), 0.0))}
        shape = chart.canvas.style.stroked(Colour("target"), 1.75)
        chart.add(target.label, [target.value] * len(chart.slots), Look(shape, labels=label))
    draw_signals(chart)
    draw_breaks(chart)
    draw_notes(chart)


def _name_places(chart: Upright, lines: list[Line]) -> dict[int, float]:
    """How far up each name at a line's end is moved, as a share of the chart, so that none covers another."""
    named = [(id(line), _last(line), line.label) for line in lines if line.label]
    ends = [one for one in named if not isnan(one[1])]
    ends += [(id(target), target.value, target.label) for target in chart.plot.targets]
    room = chart.room
    places = [room.top + room.up * (1 - chart.scale.share(value)) for _, value, _ in ends]
    heights = [LINE * (_named(label, chart.canvas).count("\n") + 1) for _, _, label in ends]
    settled = spread(places, heights, room.top - LINE / 2, room.top + room.up + LINE / 2)
    pairs = zip(ends, places, settled, strict=True)
    return {key: (own - new) / room.height for (key, _, _), own, new in pairs}


def _last(line: Line) -> float:
    values = [point.value for point in line.points if point.value is not None]
    return values[-1] if values else known(None)


def _draw_line(chart: Upright, line: Line, up: float) -> None:
    """A line; where a break is its own alone, what comes after it is a series of its own, marked where it begins."""
    cuts = [one for one in chart.plot.breaks if one not in gaps(chart.plot) and one.cuts(line)]
    edges = [one.at for one in cuts]
    parts: list[list[Point]] = [[] for _ in range(len(edges) + 1)]
    for point in line.points:
        day = chart.slots.found[chart.slots.places[point.at]].day
        parts[sum(edge <= day.toordinal() for edge in edges) if day else 0].append(point)
    marks = dict(zip(chart.plot.breaks, keyed(chart.plot, chart.canvas.language).breaks, strict=True))
    last = max((number for number, part in enumerate(parts) if any(one.value is not None for one in part)), default=0)
    for number, part in enumerate(parts):
        began = marks[cuts[number - 1]] if number else ""
        _draw_part(chart, line, part, began, up if number == last else None)


def _draw_part(chart: Upright, line: Line, part: list[Point], began: str, up: float | None) -> None:
    values = chart.slots.values(part)
    if not any(value is not None for value in values):
        return
    style, places = chart.canvas.style, chart.slots.places
    width = line.width * PIXEL * 1.2
    points = {places[one.at]: _dot(chart, one, line) for one in part if _marked(one, values, places)}
    found: dict[int, Label] = {}
    first = next(place for place, value in enumerate(values) if value is not None)
    if began:
        points[first] = style.marker("square", 8, Colour("background"), line.colour)
        found[first] = Label(began, line.colour.token, "t")
    if up is not None:
        found |= _end_label(chart, line, part, up)
    heading = line.name or chart.canvas.measure
    look = Look(style.stroked(line.colour, width, line.dash), points=points, labels=found)
    chart.add(f"{heading} ({began})" if began else heading, values, look)


def _end_label(chart: Upright, line: Line, part: list[Point], up: float) -> dict[int, Label]:
    """The line's name at its last point, or its value where it stands alone."""
    last = [point for point in part if point.value is not None][-1]
    place = chart.slots.places[last.at]
    token = line.colour.token
    if line.label:
        return {place: Label(_named(line.label, chart.canvas), token, bold=True, size=NAME_SIZE, up=up)}
    look = number_format(last, chart.plot.across.sign, chart.canvas.style)
    return {place: Label(ink=token, bold=True, size=NAME_SIZE, value=look)} if look else {}


def _marked(point: Point, values: list[float | None], places: dict[Place, int]) -> bool:
    """Whether a point of a line is drawn: unfinished, alone, or one that the page draws."""
    if point.value is None:
        return False
    padded = [None, *values, None]
    place = places[point.at]
    return point.hollow or bool(point.size) or (padded[place] is None and padded[place + 2] is None)


def _dot(chart: Upright, point: Point, line: Line) -> str:
    style, size = chart.canvas.style, max(point.size * PIXEL, 5.0)
    return (
        style.marker("circle", size + 2, Colour("background"), line.colour)
        if point.hollow
        else style.marker("circle", size, line.colour)
    )
