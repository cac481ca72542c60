"""LinkedIn's sheets in any language, known by their shape: how many columns they have and which are others' sums.

LinkedIn writes its headers in the language of whoever downloads. The columns and their order are the same in all,
and every total stands beside its parts, so a sheet is believed only where the sums hold in every row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from data.importers.gathering import HEADER_WITHIN, Found, is_total, orders_of
from data.importers.reading import Cell, Columns, Sheet
from data.importers.values import day, missing, number

CONTENT_WIDTH, VISITORS_WIDTH, POST_WIDTH, FOLLOWERS_WIDTHS = 20, 25, 20, (4, 5)
WIDTHS = {CONTENT_WIDTH, VISITORS_WIDTH, POST_WIDTH, *FOLLOWERS_WIDTHS}
CONTENT = {"date": 0, "views": 3, "reach": 4, "link_clicks": 7, "reactions": 10, "comments": 13, "shares": 16}
VISITORS = {"date": 0, "profile_visits": 21}
POSTS = {
    "title": 0, "link": 1, "type": 2, "created": 5, "views": 9, "video_views": 10, "offsite_views": 11, "clicks": 12,
    "reactions": 14, "comments": 15, "shares": 16, "format": 19,
}  # fmt: skip
CLICK_RATE = 13
ROUNDING = 0.0006  # a rate may be written with three decimals
POST_LINK = re.compile(r"linkedin\.com/.*(activity|share|ugcPost)", re.IGNORECASE)
Row = Sequence[Cell]


def shaped(sheet: Sheet, *, followers: bool = True) -> tuple[Found, dict[str, int]] | None:
    """What kind a sheet is and where its columns stand, None where it has none of LinkedIn's shapes.

    The shape of the sheet of followers is a common one: it counts only where `followers` says that it may.
    """
    for place, cells in enumerate(sheet.rows[:HEADER_WITHIN]):
        named = all(isinstance(cell, str) and cell.strip() and not _is_day(cell) for cell in cells[:4])
        if not named or len(cells) not in WIDTHS:
            continue
        below = [row for row in sheet.rows[place + 1 :] if not all(missing(cell) for cell in row)]
        below = [row for row in below if not any(is_total(cell) for cell in row[:2])]
        if below and (told := _told(len(cells), below)) and (followers or told[0] != "followers"):
            return Found(told[0], sheet, Columns(cells), place), told[1]
    return None


def _told(width: int, rows: Sequence[Row]) -> tuple[str, dict[str, int]] | None:
    if width == POST_WIDTH and all(_is_post(row) for row in rows):
        return "posts", POSTS
    if not all(_is_day(row[0]) for row in rows):
        return None
    if width == CONTENT_WIDTH and _adds_up(rows, _content):
        return "content", CONTENT
    if width == VISITORS_WIDTH and _adds_up(rows, _visitors):
        return "visitors", VISITORS
    if width in FOLLOWERS_WIDTHS and _adds_up(rows, _followers):
        return "followers", {"date": 0, "followers_gained": width - 1}
    return None


def _adds_up(rows: Sequence[Row], holds: Callable[[list[float]], bool]) -> bool:
    """Whether a rule holds in every row, and some row has anything in it at all."""
    read = [_numbers(row[1:]) for row in rows]
    figures = [row for row in read if row is not None]
    return len(figures) == len(rows) and all(map(holds, figures)) and any(any(row) for row in figures)


def _numbers(cells: Row) -> list[float] | None:
    try:
        return [number(cell) or 0.0 for cell in cells]
    except ValueError:
        return None


def _content(row: list[float]) -> bool:
    totals = (0, 4, 7, 10, 13)
    return row[3] <= row[0] and all(row[start] + row[start + 1] == row[start + 2] for start in totals)


def _visitors(row: list[float]) -> bool:
    return all(row[start] + row[start + 1] == row[start + 2] for start in (0, 6, 12, 18))


def _followers(row: list[float]) -> bool:
    return sum(row[:-1]) == row[-1]


def _is_post(row: Row) -> bool:
    figures = _numbers(row[9:18])
    if figures is None or not POST_LINK.search(str(row[1])) or not _is_day(row[POSTS["created"]]):
        return False
    views, clicks, rate = figures[0], figures[3], figures[CLICK_RATE - 9]
    return not views or abs(clicks / views - rate) < ROUNDING


def _is_day(cell: Cell) -> bool:
    if missing(cell) or isinstance(cell, int | float):
        return False
    try:
        return day(cell, orders_of([cell])) is not None
    except ValueError:
        return False
