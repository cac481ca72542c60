"""What TikTok calls its columns, in English and Swedish, and which of its tables a sheet is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.importers.gathering import Found, found_in
from data.importers.reading import Cell, Columns, Sheet
from data.importers.tiktok_audience import audience_kind
from data.importers.values import missing, whole

DATE = ("Date", "Datum", "Dato", "Fecha", "Data", "Päivämäärä")
VIEWS = ("Video views", "Videovisningar")
PROFILE = ("Profile views", "Profilvisningar")
STOCK = ("Total followers", "Totalt antal följare", "Antal följare totalt")
FOLLOWERS = ("Followers", "Följare")
DIFFERENCE = ("Difference in followers from previous day", "Skillnad i följare från föregående dag")
GAINED = ("New followers", "Nya följare")
LOST = ("Lost followers", "Tappade följare", "Förlorade följare")
NET = ("Net growth", "Nettotillväxt")
REACHED = ("Reached audience", "Målgrupp som nåtts", "Total viewers", "Unique viewers", "Totalt antal tittare")
NEW_VIEWERS = ("New viewers", "Nya tittare")
ENGAGED = ("Engaged audience", "Engagerad målgrupp")
DAYS = {
    "followers": STOCK,
    "followers_gained": GAINED,
    "followers_lost": LOST,
    "views": VIEWS,
    "reactions": ("Likes", "Gilla-markeringar", "Gillanden"),
    "comments": ("Comments", "Kommentarer"),
    "shares": ("Shares", "Delningar"),
    "link_clicks": ("Website clicks", "Webbplatsklickar", "Webbplatsklick"),
    "profile_visits": PROFILE,
}
LINK = ("Video link", "Videolänk", "Link", "Länk")
TITLE = ("Video title", "Videotitel")
POSTED = ("Post time", "Publiceringstid", "Publishing time", "Publish time")
VIDEO = {
    "views": (*VIEWS, "Total views", "Views", "Visningar", "Totalt antal visningar"),
    "reactions": ("Likes", "Total likes", "Gilla-markeringar", "Totalt antal gilla-markeringar"),
    "comments": ("Comments", "Total comments", "Kommentarer", "Totalt antal kommentarer"),
    "shares": ("Shares", "Total shares", "Delningar", "Totalt antal delningar"),
    "saves": ("Add to Favorites", "Favorites", "Total favorites", "Total bookmarks", "Lägg till i Favoriter"),
    "reach": ("Reached audience", "Målgrupp som nåtts"),
}
# What Studio's list of videos has, and no other tool.
TOTALS_OF_VIDEOS = (
    ("Total likes", "Totalt antal gilla-markeringar"),
    ("Total comments", "Totalt antal kommentarer"),
    ("Total shares", "Totalt antal delningar"),
    ("Total views", "Totalt antal visningar"),
)
SURE = 3  # columns by which a table is known without one that it needs
STUDIO = (
    "Time",
    "Video title",
    "Video link",
    "Post time",
    "Total likes",
    "Total comments",
    "Total shares",
    "Total views",
)
ACTIVE = ("Active followers", "Aktiva följare")
ID_IN_LINK = re.compile(r"/(video|photo)/(\d{15,20})")
TRIED = 50  # rows by which a shape is told


def _kind(columns: Columns) -> str | None:
    """Of which table a header is; also of one that lacks a column it needs, where the others are TikTok's alone."""
    has = columns.find
    if sum(has(*names) is not None for names in TOTALS_OF_VIDEOS) >= SURE:
        return "videos"
    listed = has(*VIDEO["saves"]) is not None and has(*LINK, *TITLE, *VIDEO["views"]) is not None
    if has(*POSTED) is not None and (listed or (has(*LINK) is not None and has(*VIDEO["views"]) is not None)):
        return "videos"
    if has(*DATE) is not None and has(*ACTIVE) is not None:
        return "activity"
    pairs = (
        (VIEWS, (*PROFILE, *REACHED, *NET)),
        (GAINED, (*STOCK, *LOST, *NET, *ENGAGED)),
        (FOLLOWERS, DIFFERENCE),
        (REACHED, NEW_VIEWERS),
    )
    paired = any(has(*one) is not None and has(*other) is not None for one, other in pairs)
    known = sum(has(*names) is not None for names in (*DAYS.values(), NET, REACHED, ENGAGED))
    days = paired and (has(*DATE) is not None or known >= SURE)
    told = days or has(*DIFFERENCE) is not None or _nothing_but_days(columns)
    return "days" if told else audience_kind(columns)


def _nothing_but_days(columns: Columns) -> bool:
    """Whether every column is one of the overview's, among them the day and the views of videos."""
    known = [name for words in (DATE, *DAYS.values()) for name in words]
    told = columns.find(*DATE) is not None and columns.find(*VIEWS) is not None
    return told and len(columns.names) > len((DATE, VIEWS)) and not columns.unknown(known)


def table_in(sheet: Sheet) -> Found | None:
    """A sheet by its words; Studio's list of videos also by its shape, and then named as it is in English."""
    if found := found_in(sheet, _kind):
        return found
    rows = [row for row in sheet.rows[:TRIED] if any(not missing(cell) for cell in row)]
    header = next(iter(rows), [])
    if len(header) != len(STUDIO) or not rows[1:] or not all(map(_is_video, rows[1:])):
        return None
    return Found("videos", sheet, Columns(STUDIO), sheet.rows.index(header))


def _is_video(row: Sequence[Cell]) -> bool:
    """Whether a row has a video's link in its place, and counts after it, of which the views are the most."""
    try:
        *others, views = [whole(cell) or 0 for cell in row[4:]]
    except ValueError:
        return False
    return len(row) == len(STUDIO) and bool(ID_IN_LINK.search(str(row[2]))) and views >= max(others)
