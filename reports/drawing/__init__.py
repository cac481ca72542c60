"""A chart as a picture: SVG that stands in a document as it is, without a script and without any other file.

`charts/` and `static/layout.js` decide what a chart looks like in the app; here it is drawn the same way for paper,
every text as text. docs/decisions/0013-document.md says why this is not Plotly's picture.
"""

from __future__ import annotations

from collections.abc import Iterator

from charts.chart import Chart
from locales import Language
from reports.drawing import key
from reports.drawing.axes import Above, above, before, behind, foot, level_labels, line_ends, ticks
from reports.drawing.beside import Kind, fields, named, signals, usual
from reports.drawing.fitting import fitted, labels_beside, lowered, usual_beside
from reports.drawing.frame import Frame
from reports.drawing.marks import definitions, drawn
from reports.drawing.svg import Box, room_of, tagged
from reports.drawing.text import LINE, SIZE
from reports.drawing.ticks import Tick
from reports.markup import Markup, element, together
from reports.plot import Plot
from reports.plot.reading import plot_of

FAMILY = "Genomslag Sans, Source Sans 3, Segoe UI, Helvetica Neue, Arial, sans-serif"
AIR = 8.0
"""Between the rows of labels, and over the highest point, in pixels."""


def picture(chart: Chart, name: str, language: Language, wide: float, class_: str | None = None) -> Markup:
    """The chart as SVG of that width in pixels. `name` is its own in the document."""
    plot = plot_of(chart)
    frame, over = _framed(plot, language, wide, ())
    shown, unnamed = named(frame, _taken(frame))
    if unnamed:
        frame, over = _framed(plot, language, wide, unnamed)
        shown = [one for one in named(frame, _taken(frame))[0] if not any(kind.label in one for kind in unnamed)]
    height = foot(frame, max((len(tick.lines) for tick in _under(frame)), default=0) - 1) + LINE / 2
    return element(
        "svg",
        element("title", chart.title, id=f"{name}-title"),
        element("desc", chart.alt, id=f"{name}-desc"),
        definitions(plot.marks, name),
        together(key.drawn(key.entries(plot, wide, unnamed), wide)),
        together(_layers(frame, over, shown, name)),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {wide:g} {height:.0f}",
        preserveAspectRatio="xMinYMin",
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
        font_family=FAMILY,
        font_size=SIZE,
        class_=class_,
    )


def _framed(plot: Plot, language: Language, wide: float, unnamed: tuple[Kind, ...] | list[Kind]) -> tuple[Frame, Above]:
    """The frame with room for the key and the labels over it, and these labels."""
    frame = fitted(plot, language, wide)
    rows = key.rows(key.entries(plot, wide, unnamed), wide)
    top = len(rows) * key.ROW + (AIR if rows else 0)
    end = top + above(frame, 0).height
    return lowered(frame, end + AIR), above(frame, end)


def _under(frame: Frame) -> list[Tick]:
    """The ticks that stand under the area."""
    return frame.value_ticks if frame.plot.lies else frame.place_ticks


def _taken(frame: Frame) -> list[Box]:
    """Where labels stand that give way to nobody."""
    return [room_of(text, at, "start", bold=bold) for text, at, _, bold in level_labels(frame)]


def _layers(frame: Frame, over: Above, shown: list[Markup], name: str) -> Iterator[Markup]:
    """Everything in the order in which it is painted."""
    yield from fields(frame)
    yield from behind(frame)
    yield from ticks(frame)
    yield from (drawn(mark, frame, name) for mark in frame.plot.marks)
    yield from before(frame)
    yield from signals(frame)
    yield from over.shapes
    if labels_beside(frame.plot, frame.width):
        yield from line_ends(frame)
    if label := usual_beside(frame.plot, frame.width):
        yield from usual(frame, label)
    yield from (tagged(text, at, "start", ink, bold=bold) for text, at, ink, bold in level_labels(frame))
    yield from shown
