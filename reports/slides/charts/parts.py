"""The parts that charts are put together from: texts, lines, markers, labels and the whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from locales import MINUS, Language
from reports.plot import Colour
from reports.slides.colours import Colours
from reports.slides.markup import DECLARED, EMU, tag, written, yes

SIZE = 12.0
"""Points: the smallest text in a chart, to be read on a wall."""
NAME_SIZE = 14.0
NO_FILL = tag("a:noFill")
NO_LINE = tag("a:ln", NO_FILL)
UNSEEN = tag("c:spPr", NO_FILL, NO_LINE)
HAIR = 0.75
"""Points: the line of an axis or a grid."""
DASHES = {"solid": "solid", "dash": "dash", "dot": "sysDot"}


@dataclass(frozen=True)
class Style:
    """What every part of a chart needs: its colours and its language; `face` is how wide its typeface is."""

    colours: Colours
    language: Language
    face: float = 1.0

    @property
    def tongue(self) -> str:
        """The language as documents name it: sv-SE."""
        return self.language.locale.replace("_", "-")

    def number_format(self, decimals: int, sign: str = "") -> str:
        """How a number is shown, grouped and with the signs of the reader's language."""
        locale = {"sv": "[$-41D]", "en": "[$-809]"}[self.language.code]
        number = "#,##0" + (f".{'0' * decimals}" if decimals else "") + (f'"{sign}"' if sign else "")
        return f'{locale}{number};{locale}"{MINUS}"{number}'

    def day_format(self) -> str:
        """How a day is shown: 5 mar 2026."""
        return {"sv": "[$-41D]d mmm yyyy", "en": "[$-809]d mmm yyyy"}[self.language.code]

    def month_format(self) -> str:
        """How a month is shown: mar 2026."""
        return {"sv": "[$-41D]mmm yyyy", "en": "[$-809]mmm yyyy"}[self.language.code]

    def run(self, text: str, ink: str, *, size: float = SIZE, bold: bool = False) -> str:
        """Text as it is written in a label."""
        look = tag(
            "a:rPr",
            tag("a:solidFill", self.colours.colour(ink)),
            lang=self.tongue,
            sz=round(size * 100),
            b=yes(bold),
        )
        return tag("a:r", look, tag("a:t", written(text)))

    def rich(self, text: str, ink: str, *, size: float = SIZE, bold: bool = False, side: str = "r") -> str:
        """A label's own text, a paragraph a line, set towards the point that it stands beside."""
        look = tag("a:pPr", algn={"r": "l", "l": "r"}.get(side, "ctr"))
        lines = [tag("a:p", look, self.run(line, ink, size=size, bold=bold)) for line in text.split("\n")]
        return tag("c:tx", tag("c:rich", tag("a:bodyPr", wrap="none"), tag("a:lstStyle"), *lines))

    def look(self, ink: str = "quiet", *, size: float = SIZE, bold: bool = False) -> str:
        """How texts that the program writes itself look."""
        run = tag(
            "a:defRPr",
            tag("a:solidFill", self.colours.colour(ink)),
            sz=round(size * 100),
            b=yes(bold),
        )
        paragraph = tag("a:p", tag("a:pPr", run), tag("a:endParaRPr", lang=self.tongue))
        return tag("c:txPr", tag("a:bodyPr"), tag("a:lstStyle"), paragraph)

    def line(self, colour: Colour, width: float, dash: str = "solid") -> str:
        """A line of a width in points, ended where its data ends."""
        drawn = tag("a:prstDash", val=DASHES[dash])
        return tag("a:ln", self.colours.fill(colour), drawn, tag("a:round"), w=round(width * EMU), cap="flat")

    def stroked(self, colour: Colour, width: float, dash: str = "solid") -> str:
        """Shape properties of a line."""
        return tag("c:spPr", self.line(colour, width, dash))

    def filled(self, colour: Colour, outline: Colour | None = None, width: float = 1.0) -> str:
        """Shape properties of a field, with an outline or none."""
        edge = self.line(outline, width) if outline else NO_LINE
        return tag("c:spPr", self.colours.fill(colour), edge)

    def marker(self, symbol: str, size: float, fill: Colour, edge: Colour | None = None) -> str:
        """A marker, its size in points."""
        shown = tag("c:spPr", self.colours.fill(fill), self.line(edge, 1.5) if edge else NO_LINE)
        return tag("c:marker", tag("c:symbol", val=symbol), tag("c:size", val=max(2, min(72, round(size)))), shown)


BEHIND = Colour("background", 0.75)
NO_MARKER = tag("c:marker", tag("c:symbol", val="none"))


@dataclass(frozen=True)
class Label:
    """A label of one point: its own text, or what the program writes. `up` moves it, as a share of the chart."""

    text: str = ""
    ink: str = "text"
    side: str = "r"
    bold: bool = False
    size: float = SIZE
    series_name: bool = False
    value: str = ""
    """A number format, where the point's value is written."""
    up: float = 0.0
    over: bool = False
    """Whether it may stand over data, and so needs paper behind it."""


def labels(found: Mapping[int, Label], style: Style) -> str:
    """The labels of a series, by point; no other point has one."""
    if not found:
        return ""
    single = [_label(place, found[place], style) for place in sorted(found)]
    return tag("c:dLbls", *single, *_shows())


def _label(place: int, label: Label, style: Style) -> str:
    moved = tag("c:layout", tag("c:manualLayout", tag("c:x", val="0"), tag("c:y", val=f"{-label.up:.4f}")))
    own = bool(label.text)
    return tag(
        "c:dLbl",
        tag("c:idx", val=place),
        *((moved,) if label.up else ()),
        *((style.rich(label.text, label.ink, size=label.size, bold=label.bold, side=label.side),) if own else ()),
        *((tag("c:numFmt", formatCode=label.value, sourceLinked="0"),) if label.value else ()),
        style.filled(BEHIND) if label.over else tag("c:spPr", NO_FILL, NO_LINE),
        *(() if own else (style.look(label.ink, size=label.size, bold=label.bold),)),
        tag("c:dLblPos", val=label.side),
        *_shows(value=bool(label.value) or own, series_name=label.series_name),
    )


def _shows(*, value: bool = False, series_name: bool = False) -> tuple[str, ...]:
    said = {"showLegendKey": False, "showVal": value, "showCatName": False, "showSerName": series_name}
    said |= {"showPercent": False, "showBubbleSize": False}
    return tuple(tag(f"c:{name}", val=yes(shown)) for name, shown in said.items())


def dropped(length: float, look: str) -> str:
    """A line down from each point, all of one length."""
    return tag(
        "c:errBars",
        tag("c:errDir", val="y"),
        tag("c:errBarType", val="minus"),
        tag("c:errValType", val="fixedVal"),
        tag("c:noEndCap", val="1"),
        tag("c:val", val=f"{length:.10g}"),
        look,
    )


@dataclass(frozen=True)
class Room:
    """What stands around the plot in a chart of `width` × `height`, in points."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float

    @property
    def across(self) -> float:
        """How wide the plot is."""
        return max(40.0, self.width - self.left - self.right)

    @property
    def up(self) -> float:
        """How high the plot is."""
        return max(40.0, self.height - self.top - self.bottom)

    def layout(self) -> str:
        """Where the plot stands in the chart."""
        inner = {
            "x": self.left / self.width, "y": self.top / self.height,
            "w": self.across / self.width, "h": self.up / self.height,
        }  # fmt: skip
        modes = tag("c:layoutTarget", val="inner"), tag("c:xMode", val="edge"), tag("c:yMode", val="edge")
        sizes = (tag(f"c:{name}", val=f"{share:.4f}") for name, share in inner.items())
        return tag("c:layout", tag("c:manualLayout", *modes, *sizes))


def chart_space(plot: str, style: Style) -> bytes:
    """The whole chart around its plot area: no title and no legend of its own, gaps as gaps."""
    chart = tag(
        "c:chart",
        tag("c:autoTitleDeleted", val="1"),
        plot,
        tag("c:plotVisOnly", val="1"),
        tag("c:dispBlanksAs", val="gap"),
    )
    whole = (
        tag("c:date1904", val="0"),
        tag("c:lang", val=style.tongue),
        tag("c:roundedCorners", val="0"),
        chart,
        UNSEEN,
        style.look("text"),
    )
    space = f"<c:chartSpace {DECLARED}>{''.join(whole)}</c:chartSpace>"
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{space}'.encode()
