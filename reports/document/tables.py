"""Tables as HTML: real rows with headings, in parts where paper is too narrow for all columns."""

from __future__ import annotations

from collections.abc import Sequence

from charts.chart import Table
from locales import Language
from reports.drawing.text import width
from reports.markup import Markup, element, together

LONG, SHORT = 40, 24
"""Letters: a column with longer cells is given room, one with shorter ones only is never broken."""
KEPT = 10
"""Rows of a table that is not broken over pages."""
SLIM, LONG_TABLE = 310.0, 16
"""Pixels and rows: what is slimmer and longer stands in columns beside each other."""
SIZE, PADDING = 11.5, 12.0
"""Of the text of a table on paper, and right of each cell, in pixels."""
PAPER, PAPER_LYING = 655.0, 984.0
"""What A4 has room for between its margins, in pixels."""


def captioned(rows: Table, caption: str, name: str, language: Language, *, landscape: bool) -> Markup:
    """The table under its caption, in as many parts as paper needs; each part has the first column."""
    parts = _parts(rows, PAPER_LYING if landscape else PAPER)
    made = []
    for number, columns in enumerate(parts, 1):
        of = f"{caption} ({number}/{len(parts)})" if len(parts) > 1 else caption
        inner = _table(rows, columns, language, caption=element("caption", of))
        made.append(_scrolled(inner, _kept(rows), id=f"{name}-{number}", aria_label=of))
    return together(made)


def headed(rows: Table, heading: str, measure: str, name: str, language: Language, *, landscape: bool) -> Markup:
    """The table under a heading of its own; one that is slim and long stands in columns beside each other."""
    parts = _parts(rows, PAPER_LYING if landscape else PAPER)
    slim = len(parts) == 1 and _room(rows, parts[0]) < SLIM and len(rows.rows) > LONG_TABLE
    inner = (_table(rows, columns, language, aria_labelledby=name) for columns in parts)
    return element(
        "section",
        element("h3", heading, id=name),
        element("p", measure, class_="subtitle") if measure else None,
        *(_scrolled(one, "slim" if slim else None, aria_labelledby=name) for one in inner),
        class_=" ".join(["behind", *filter(None, [_kept(rows)])]),
    )


def _kept(rows: Table) -> str | None:
    """The class of a table that is kept on one page."""
    return "kept" if len(rows.rows) <= KEPT else None


def _scrolled(inner: Markup, class_: str | None = None, **named: str) -> Markup:
    """The table in a box that scrolls where a screen is too narrow for it."""
    return element("div", inner, class_=f"rows {class_}" if class_ else "rows", tabindex="0", role="region", **named)


def _table(
    rows: Table, columns: Sequence[int], language: Language, caption: Markup | None = None, **named: str
) -> Markup:
    looks = [_look(rows, at) for at in range(len(rows.columns))]
    head = [element("th", rows.columns[at], scope="col", class_=looks[at]) for at in columns]
    body = [element("tr", *(_cell(shown[at], at, looks[at], language) for at in columns)) for shown in rows.shown]
    parts = element("thead", element("tr", *head)), element("tbody", *body)
    return element("table", caption, *parts, **named)


def _cell(text: str, at: int, look: str | None, language: Language) -> Markup:
    """A cell; the first in a row names it, unless it is a number."""
    said = text or element("span", language.text("missing"), class_="quiet")
    names = at == 0 and look != "number"
    return element("th" if names else "td", said, scope="row" if names else None, class_=look)


def _look(rows: Table, at: int) -> str | None:
    """How a column is set: numbers to the right, short texts unbroken, long ones with room."""
    values = [row[at] for row in rows.rows]
    if any(isinstance(one, int | float) for one in values) and not any(isinstance(one, str) for one in values):
        return "number"
    longest = max((len(row[at]) for row in rows.shown), default=0)
    return "wide" if longest > LONG else "short" if longest < SHORT else None


def _parts(rows: Table, room: float) -> list[list[int]]:
    """The columns that fit beside each other, the first one in every part: few parts, about equally wide."""
    wide = [_least(rows, at) for at in range(len(rows.columns))]
    fewest = next(number for number in range(1, len(wide) + 1) if len(_filled(wide, room, number)) <= number)
    return _filled(wide, room, fewest)


def _filled(wide: Sequence[float], room: float, number: int) -> list[list[int]]:
    """The columns in parts that are as wide as so many of them would be, and never wider than the room."""
    share = wide[0] + sum(wide[1:]) / number
    parts = [[0]]
    for at in range(1, len(wide)):
        taken = sum(wide[one] for one in parts[-1])
        if len(parts[-1]) > 1 and (taken + wide[at] > room or taken + wide[at] / 2 > share + 1):
            parts.append([0])
        parts[-1].append(at)
    return parts


def _room(rows: Table, columns: Sequence[int]) -> float:
    """What columns need if none of their cells is broken."""
    cells = ([rows.columns[at], *(row[at] for row in rows.shown)] for at in columns)
    return sum(max(width(text, size=SIZE) for text in column) + PADDING for column in cells)


def _least(rows: Table, at: int) -> float:
    """The least room that a column can do with: that of its longest word, or of its longest cell if none is broken."""
    whole = _look(rows, at) in ("number", "short")
    cells = [text for row in rows.shown for text in ([row[at]] if whole else row[at].split(" "))]
    heading = [width(word, bold=True, size=SIZE) for word in rows.columns[at].split(" ")]
    return max([*heading, *(width(text, size=SIZE) for text in cells)]) + PADDING
