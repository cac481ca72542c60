"""The words that figures are written in, as far as reports know them. Anything else is refused by name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from reports.plot import Colour

Json = Mapping[str, Any]
DAY = re.compile(r"\d{4}-\d{2}(-\d{2}(T00:00)?)?")
KNOWN = {
    "figure": {"data", "layout"},
    "layout": {"xaxis", "yaxis", "barmode", "meta"},
    "axis": {
        *("type", "rangemode", "ticksuffix", "range", "autorange", "zeroline", "showticklabels"),
        *("tickvals", "ticktext", "tickformat", "dtick"),
    },
    "layout meta": {"breaks", "targets", "bands", "marks"},
    "scatter": {
        *("type", "name", "mode", "x", "y", "line", "marker", "text", "textposition", "customdata"),
        *("hovertemplate", "hoverinfo", "connectgaps", "cliponaxis", "meta"),
    },
    "bar": {
        *("type", "name", "orientation", "x", "y", "base", "width", "marker", "text", "textposition"),
        *("customdata", "hovertemplate", "hoverinfo", "cliponaxis", "meta"),
    },
    "trace meta": {"label", "hollow", "expected", "signals", "open"},
    "marker": {"color", "size", "symbol", "line", "pattern", "opacity"},
    "line": {"color", "width", "dash"},
}
WORDS = {
    "trace": {"scatter", "bar"},
    "barmode": {"overlay"},
    "mode": {"lines", "lines+markers", "markers", "markers+text", "lines+text", "text"},
    "symbol": {"circle", "circle-open", "line-ns"},
    "dash": {"solid", "dash", "dot"},
    "textposition": {
        *("outside", "top right", "bottom right", "middle right", "middle left", "top center", "bottom center"),
    },
    "signal": {"clear", "probably"},
}


class UnknownVocabulary(ValueError):
    """A figure says something that no report knows how to draw: `reports/plot` and what draws it must learn it."""

    def __init__(self, kind: str, said: object) -> None:
        super().__init__(f"No report knows how to draw this {kind} of a chart: {said}")


def fields(kind: str, part: Json) -> Json:
    """The same part of a figure, once all its fields are known."""
    if unknown := set(part) - KNOWN[kind]:
        raise UnknownVocabulary(kind, ", ".join(sorted(unknown)))
    return part


def word(kind: str, said: Any) -> str:
    """The same word, once it is known."""
    if said not in WORDS[kind]:
        raise UnknownVocabulary(kind, said)
    return str(said)


def colour(said: Any) -> Colour:
    """The colour that a token names."""
    if not isinstance(said, str) or not said.startswith("token:"):
        raise UnknownVocabulary("colour", said)
    token, _, opacity = said.removeprefix("token:").partition("/")
    return Colour(token, float(opacity or 1))


def listed(value: Any, count: int = 1) -> Sequence[Any]:
    """One for each: the list itself, or the same one so many times."""
    return value if isinstance(value, list | tuple) else [value] * count


def is_day(said: Any) -> bool:
    """Whether it is a day as figures write it: 2026-10, 2026-10-01 or 2026-10-01T00:00."""
    return isinstance(said, str) and DAY.fullmatch(said) is not None


def day(said: str) -> date:
    """The day, or the first of the month."""
    return date.fromisoformat(said[:10] if len(said) > 7 else f"{said}-01")


def number(said: str | float) -> float:
    """A number as it is, and a day by its number."""
    return float(day(said).toordinal()) if isinstance(said, str) else float(said)
