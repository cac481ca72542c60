"""A report as plain JSON, which is how a frozen one is kept, and as it was again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from math import isnan, nan
from typing import Any

from charts.chart import Chart, Group, Table
from locales import Language
from metrics.number import Number
from metrics.period import Period
from metrics.sentence import Sentence
from reports.report import Comment, KeyFigure, KeyFigures, Kind, Paragraph, Report, Rows, Section

MARK = "is"
PARTS: dict[str, type] = {
    one.__name__: one
    for one in (Report, Section, Paragraph, KeyFigures, KeyFigure, Rows, Comment, Chart, Table, Group, Sentence, Number)
}
TEXTS: dict[type, tuple[Callable[[Any], str], Callable[[str], Any]]] = {
    Period: (lambda period: str(period.id), Period.parse),
    Language: (lambda language: str(language.code), Language),
    Kind: (lambda kind: str(kind.value), Kind),
    datetime: (datetime.isoformat, datetime.fromisoformat),
}
"""What is kept as one text: how it is written and read."""
NAMED = {one.__name__: one for one in TEXTS}
FIGURES = ("value", "low", "high")


def contents_of(report: Report) -> dict[str, Any]:
    """What is kept of a report: its `figures`, a list a figure, and the `report` itself."""
    return {"figures": [[*one.key, *map(_plain, _values(one))] for one in report.numbers], "report": _plain(report)}


def report_in(contents: Mapping[str, Any]) -> Report:
    """The report that was kept. Raises ValueError where it is none; parts that are no longer known are left out."""
    try:
        found = _whole(contents["report"])
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(str(error)) from error
    if not isinstance(found, Report):
        raise ValueError(type(found).__name__)  # noqa: TRY004 -- what was read is wrong, not what was passed
    return found


def figures_in(contents: Mapping[str, Any]) -> dict[tuple[str, str, str], Number]:
    """The figures that were kept, by what makes each the same in another report."""
    rows: list[list[Any]] = contents["figures"]
    found = (Number(*one[:3], *(nan if value is None else float(value) for value in one[3:])) for one in rows)
    return {one.key: one for one in found}


def _values(number: Number) -> tuple[float, ...]:
    return number.value, number.low, number.high


def _plain(value: Any) -> Any:
    """What JSON can hold of a part of a report."""
    kind: type = type(value)
    if kind in TEXTS:
        return {MARK: kind.__name__, "text": TEXTS[kind][0](value)}
    if is_dataclass(value):
        return {MARK: kind.__name__} | {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if hasattr(value, "tolist"):  # a number or an array of NumPy's, in a chart
        value = value.tolist()
    if isinstance(value, set | frozenset):
        value = sorted(value)
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return None if isinstance(value, float) and isnan(value) else value


def _whole(value: Any) -> Any:
    """The part of a report that JSON held; what has no mark is as it is, such as a chart's picture."""
    if isinstance(value, list):
        return tuple(_whole(one) for one in value)
    if not isinstance(value, dict) or MARK not in value:
        return value
    name = value[MARK]
    if name in NAMED:
        return TEXTS[NAMED[name]][1](value["text"])
    known = {one.name for one in fields(PARTS[name])}
    given = {key: _whole(one) for key, one in value.items() if key in known}
    if name == "Table":  # JSON has texts for keys
        given["links"] = {int(column): addresses for column, addresses in value.get("links", {}).items()}
    if name == "Number":
        given |= {one: nan for one in FIGURES if given[one] is None}
    return PARTS[name](**given)
