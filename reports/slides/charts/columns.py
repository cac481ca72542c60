"""Columns over time, intervals among them, and the field behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.plot import Bars, Colour, Plot, Point
from reports.slides.charts.drawing import GAP, Canvas, number_format
from reports.slides.charts.parts import NO_LINE, UNSEEN, Label
from reports.slides.charts.series import Look, bar_chart, bar_series
from reports.slides.charts.slots import Slots
from reports.slides.markup import tag

FIELD = Colour("band", 0.6)
STRIPES = "ltUpDiag"


@dataclass(frozen=True)
class Field:
    """A field behind the data: from `low` to `high` in each slot, None where there is none."""

    label: str
    low: tuple[float | None, ...]
    high: tuple[float | None, ...]


def field_of(plot: Plot, slots: Slots) -> Field | None:
    """The goal that is a band, or else what was to be expected; a gap at a break."""
    if plot.bands:
        band = plot.bands[0]
        return Field(band.label, (band.low,) * len(slots), (band.high,) * len(slots))
    for mark in plot.series:
        if mark.expected:
            expected = mark.expected
            lows, highs = (
                {one.at: value for one, value in zip(mark.points, ends, strict=True)}
                for ends in (expected.low, expected.high)
            )
            days = [slot.day for slot in slots.found]
            return Field(
                expected.label,
                tuple(lows.get(day) if day else None for day in days),
                tuple(highs.get(day) if day else None for day in days),
            )
    return None


def behind(found: Field, canvas: Canvas, places: str) -> list[str]:
    """The field as stacked columns without a gap: what is below it unseen, and what is below nought by itself."""
    text, style = canvas.language.text, canvas.style
    ends = zip(found.low, found.high, strict=True)
    pairs = [None if low is None or high is None else (low, high) for low, high in ends]
    parts = [(text("{name}, lowest", name=found.label), [pair and max(pair[0], 0.0) for pair in pairs], UNSEEN)]
    parts.append((found.label, [pair and max(pair[1], 0.0) - max(pair[0], 0.0) for pair in pairs], style.filled(FIELD)))
    if any(pair and pair[0] < 0 for pair in pairs):
        below = text("{name}, below nought", name=found.label)
        parts.append((f"{below} 1", [pair and min(pair[1], 0.0) for pair in pairs], UNSEEN))
        parts.append((below, [pair and min(pair[0], 0.0) - min(pair[1], 0.0) for pair in pairs], style.filled(FIELD)))
    series = []
    for heading, values, shape in parts:
        column = canvas.sheet.numbers(heading, values)
        series.append(bar_series(canvas.number(), column, places, Look(shape), style))
    canvas.sheet.numbers(text("{name}, highest", name=found.label), found.high)
    return series


def columns(
    bars: Sequence[Bars], slots: Slots, canvas: Canvas, places: str, *, pair: int, width: float, sign: str
) -> list[str]:
    """The chart groups of the columns: from nought, or from the lowest to the highest where they are intervals."""
    if not bars:
        return []
    if any(point.start for mark in bars for point in mark.points if point.value is not None):
        series = [one for mark in bars for one in _interval(mark, slots, canvas, places)]
        return [bar_chart(series, pair=pair, stacked=True)]
    series = [_plain(mark, slots, canvas, places, width=width, sign=sign) for mark in bars]
    return [bar_chart(series, pair=pair)]


def _plain(mark: Bars, slots: Slots, canvas: Canvas, places: str, *, width: float, sign: str) -> str:
    first = mark.points[0].colour
    looks = {slots.places[one.at]: _look(one, mark, first, canvas) for one in mark.points}
    points = {place: look for place, look in looks.items() if look}
    column = canvas.sheet.numbers(mark.name or canvas.measure, slots.values(mark.points))
    # The edge keeps columns apart in LibreOffice, which gives all columns of a chart the same gap.
    shape = canvas.style.filled(first, Colour("background"), 1.0)
    look = Look(shape, points=points, labels=_values(mark, slots, canvas, width, sign))
    return bar_series(canvas.number(), column, places, look, canvas.style)


def _values(mark: Bars, slots: Slots, canvas: Canvas, width: float, sign: str) -> dict[int, Label]:
    """Each column's value above it, where all of them have room for it."""
    known = [point for point in mark.points if point.value is not None and point.told]
    room = width / max(1, len(slots))
    if mark.signals or any(canvas.wide(point.told[0]) + GAP / 2 > room for point in known):
        return {}
    looks = {slots.places[point.at]: number_format(point, sign, canvas.style) for point in known}
    return {place: Label(side="outEnd", value=look) for place, look in looks.items() if look}


def _interval(mark: Bars, slots: Slots, canvas: Canvas, places: str) -> list[str]:
    """Two series: the lowest, which is unseen, and how high the bar is: an exact figure is a sliver, to be seen.

    The bounds themselves stand in the chart's own table, on the second sheet.
    """
    text, style, name = canvas.language.text, canvas.style, mark.name or canvas.measure
    known = {slots.places[one.at]: one for one in mark.points if one.value is not None}
    lows = [known[place].start if place in known else None for place in range(len(slots))]
    heights = [_height(known[place]) if place in known else None for place in range(len(slots))]
    low = canvas.sheet.numbers(text("{name}, lowest", name=name), lows)
    height = canvas.sheet.numbers(text("{name}, height of the bar", name=name), heights)
    first = mark.points[0].colour
    points = {place: look for place, one in known.items() if (look := _look(one, mark, first, canvas))}
    opened = [place for place, one in known.items() if one.open]
    label = {max(opened): Label(mark.open_label, "text", "inBase")} if opened and mark.open_label else {}
    shape = style.filled(first, mark.outline, mark.outline_width * 0.75)
    number = canvas.number()
    return [
        bar_series(number, low, places, Look(UNSEEN), style),
        bar_series(canvas.number(), height, places, Look(shape, points=points, labels=label), style),
    ]


def _height(point: Point) -> float:
    return (point.value or 0.0) - point.start


def _look(point: Point, mark: Bars, usual: Colour, canvas: Canvas) -> str:
    """How one column looks that is not as the others: an outline where it is unfinished, fading where it is open."""
    style = canvas.style
    if point.value is None:
        return ""
    if point.hollow:
        return style.filled(Colour("background"), mark.outline or Colour(point.colour.token), 1.5)
    if point.open:
        ends = ((0, point.colour), (100_000, Colour(point.colour.token, 0.0)))
        stops = [tag("a:gs", style.colours.colour(one.token, one.opacity), pos=at) for at, one in ends]
        fade = tag("a:gradFill", tag("a:gsLst", *stops), tag("a:lin", ang=16_200_000, scaled=0))
        return tag("c:spPr", fade, NO_LINE)
    if mark.striped:
        ink, paper = style.colours.colour(point.colour.token), style.colours.colour("background")
        return tag("c:spPr", tag("a:pattFill", tag("a:fgClr", ink), tag("a:bgClr", paper), prst=STRIPES), NO_LINE)
    return style.filled(point.colour) if point.colour != usual else ""
