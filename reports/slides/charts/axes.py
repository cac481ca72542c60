"""The axes of a chart: of places, of days or months, and of values; in pairs, as DrawingML wants them."""

from __future__ import annotations

from dataclasses import dataclass

from reports.plot import Colour
from reports.slides.charts.parts import HAIR, NO_LINE, Style
from reports.slides.charts.scale import Scale
from reports.slides.markup import tag, yes


def axes(number: int) -> tuple[str, str]:
    """The ids of the first or second pair of axes, as a chart group names them."""
    return tag("c:axId", val=100 * number + 1), tag("c:axId", val=100 * number + 2)


@dataclass(frozen=True)
class Side:
    """Where an axis stands (b, l, t or r), whether it is shown, and in which pair it is."""

    place: str
    pair: int = 1
    shown: bool = True
    reversed: bool = False
    crosses: str = "autoZero"


def category_axis(side: Side, style: Style, *, skip: int = 1) -> str:
    """The axis of places, every so many of them written."""
    return tag(
        "c:catAx",
        *_places(side, style, "General"),
        tag("c:auto", val="0"),
        tag("c:lblAlgn", val="ctr"),
        tag("c:lblOffset", val="100"),
        tag("c:tickLblSkip", val=skip),
        tag("c:tickMarkSkip", val="1"),
        tag("c:noMultiLvlLbl", val="0"),
    )


def date_axis(side: Side, style: Style, *, unit: str, every: int, look: str) -> str:
    """An axis of days or months, every so many of them written."""
    return tag(
        "c:dateAx",
        *_places(side, style, look),
        tag("c:auto", val="0"),
        tag("c:lblOffset", val="100"),
        tag("c:baseTimeUnit", val=unit),
        tag("c:majorUnit", val=every),
        tag("c:majorTimeUnit", val=unit),
    )


def _places(side: Side, style: Style, look: str) -> tuple[str, ...]:
    own, other = 100 * side.pair + 1, 100 * side.pair + 2
    return (
        tag("c:axId", val=own),
        tag("c:scaling", tag("c:orientation", val="maxMin" if side.reversed else "minMax")),
        tag("c:delete", val=yes(not side.shown)),
        tag("c:axPos", val=side.place),
        tag("c:numFmt", formatCode=look, sourceLinked="0"),
        tag("c:majorTickMark", val="none"),
        tag("c:minorTickMark", val="none"),
        tag("c:tickLblPos", val="low"),
        style.stroked(Colour("axis"), HAIR),
        style.look(),
        tag("c:crossAx", val=other),
        tag("c:crosses", val=side.crosses),
    )


@dataclass(frozen=True)
class Written:
    """How an axis of values is written and ruled."""

    look: str
    labelled: str = "nextTo"
    grid: bool = True
    line: bool = False


def value_axis(side: Side, scale: Scale, said: Written, style: Style, *, own: int = 2, crosses: str = "between") -> str:
    """An axis of values; `own` is its number in its pair, 1 where it stands for the places in a scatter."""
    number = 100 * side.pair + own
    other = 100 * side.pair + (1 if own == 2 else 2)
    return tag(
        "c:valAx",
        tag("c:axId", val=number),
        tag(
            "c:scaling",
            tag("c:orientation", val="maxMin" if side.reversed else "minMax"),
            tag("c:max", val=f"{scale.high:.10g}"),
            tag("c:min", val=f"{scale.low:.10g}"),
        ),
        tag("c:delete", val=yes(not side.shown)),
        tag("c:axPos", val=side.place),
        *((tag("c:majorGridlines", style.stroked(Colour("grid"), HAIR)),) if said.grid and side.shown else ()),
        tag("c:numFmt", formatCode=said.look, sourceLinked="0"),
        tag("c:majorTickMark", val="none"),
        tag("c:minorTickMark", val="none"),
        tag("c:tickLblPos", val=said.labelled),
        style.stroked(Colour("axis"), HAIR) if said.line else tag("c:spPr", NO_LINE),
        style.look(),
        tag("c:crossAx", val=other),
        tag("c:crosses", val=side.crosses),
        tag("c:crossBetween", val=crosses),
        tag("c:majorUnit", val=f"{scale.step:.10g}"),
    )
