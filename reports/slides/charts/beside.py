"""A chart over time under way, and what is drawn over its data: points that stand out, breaks and notes."""

from __future__ import annotations

from dataclasses import dataclass, field

from reports.plot import Colour, Plot
from reports.slides.charts.drawing import GAP, LINE, Canvas, keyed
from reports.slides.charts.parts import UNSEEN, Label, Room, dropped
from reports.slides.charts.scale import Scale
from reports.slides.charts.series import Look, line_series
from reports.slides.charts.slots import Along, Slots, across_all

SIGNS = {"clear": ("diamond", 11.0), "probably": ("circle", 8.0)}


@dataclass
class Upright:
    """A chart over time under way."""

    canvas: Canvas
    plot: Plot
    slots: Slots
    scale: Scale
    room: Room
    along: Along
    pair: int
    lines: list[str] = field(default_factory=list)

    def add(self, heading: str, values: list[float | None], look: Look) -> None:
        """One more series among the lines."""
        canvas = self.canvas
        column = canvas.sheet.numbers(heading, values)
        self.lines.append(line_series(canvas.number(), column, self.along.categories, look, canvas.style))

    def at(self, places: dict[int, float]) -> list[float | None]:
        """A value a slot: those that are given, and none elsewhere."""
        return [places.get(place) for place in range(len(self.slots))]


def draw_signals(chart: Upright) -> None:
    """The points that stand out, marked by shape; each kind is written once, at its latest point."""
    written: list[tuple[int, float, str]] = []
    for mark in chart.plot.series:
        for signal in mark.signals:
            points = [mark.points[at] for at in signal.at]
            at = {chart.slots.places[one.at]: one.value for one in points if one.value is not None}
            if not at:
                continue
            symbol, size = SIGNS[signal.kind]
            marker = chart.canvas.style.marker(symbol, size, Colour("text"), Colour("background"))
            last = max(at)
            up = _free(chart, written, last, at[last], signal.label)
            label = {last: Label(signal.label, "text", "t", up=up, over=True)}
            chart.add(signal.label, chart.at(at), Look(UNSEEN, marker=marker, labels=label))


def _free(chart: Upright, written: list[tuple[int, float, str]], place: int, value: float, label: str) -> float:
    """How far up a label is moved, as a share of the chart, so that it covers none that is written."""
    room, slot = chart.room, chart.room.across / len(chart.slots)
    height = chart.scale.share(value) * room.up
    for other, low, text in written:
        apart = abs(other - place) * slot
        if apart < (chart.canvas.wide(text) + chart.canvas.wide(label)) / 2 + GAP and abs(low - height) < LINE:
            height = low + LINE
    written.append((place, height, label))
    return (height - chart.scale.share(value) * room.up) / room.height


def draw_breaks(chart: Upright) -> None:
    """A dashed line in the gap of each break, or where days are counted at its first day, with its mark above it."""
    said = dict(zip(chart.plot.breaks, keyed(chart.plot, chart.canvas.language).breaks, strict=True))
    found: dict[int, list[str]] = {}
    for one in across_all(chart.plot):
        gap = (place for place, slot in enumerate(chart.slots.found) if one in slot.breaks)
        found.setdefault(next(gap, chart.slots.first_from(one.at)), []).append(said[one])
    scale, style = chart.scale, chart.canvas.style
    line = dropped(scale.high - scale.low, style.stroked(Colour("median"), 1.25, "dash"))
    up = LINE / chart.room.height if chart.plot.notes else 0.0
    for place, marks in found.items():
        text = "\n".join(marks)
        look = Look(UNSEEN, labels={place: Label(text, "median", "t", up=up)}, errors=(line,))
        chart.add(text, chart.at({place: scale.high}), look)


def draw_notes(chart: Upright) -> None:
    """A fine line at each note, with its number above it."""
    found: dict[int, list[str]] = {}
    for note in chart.plot.notes:
        found.setdefault(chart.slots.nearest(note.day), []).append(note.label)
    if not found:
        return
    scale, style = chart.scale, chart.canvas.style
    shape = style.stroked(Colour("axis"), 1.0, "dot")
    labels = {place: Label(", ".join(numbers), "text", "t", bold=True) for place, numbers in found.items()}
    look = Look(UNSEEN, labels=labels, errors=(dropped(scale.high - scale.low, shape),))
    chart.add(chart.canvas.language.text("Notes"), chart.at(dict.fromkeys(found, scale.high)), look)
