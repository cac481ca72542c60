"""TikTok: daily overviews, followers and viewers, and videos, of Business Suite and of Studio."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from data.importers.gathering import (
    Corrections,
    Fault,
    Found,
    Record,
    Rows,
    faults_kept,
    found_in,
    net_followers,
    noon,
    orders_of,
    places,
    refuse_without_rows,
    sheets_of,
    start_of,
    tables,
)
from data.importers.reading import Cell, Columns, Sheet
from data.importers.source import Answers, Channel, Parsed, Question, Rejected, Source
from data.importers.values import missing, moment, whole
from data.importers.yearless import dated_as_told, month_day, year_question
from locales import N_

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
ID_IN_LINK = re.compile(r"/(video|photo)/(\d{15,20})")
HANDLE_IN_LINK = re.compile(r"tiktok\.com/@([^/?#]+)")
TRIED = 50  # rows by which a shape is told
ZONE = "UTC"


def _kind(columns: Columns) -> str | None:
    has = columns.find
    if has(*LINK) is not None and has(*POSTED) is not None and has(*VIDEO["views"]) is not None:
        return "videos"
    pairs = (
        (VIEWS, (*PROFILE, *REACHED, *NET)),
        (GAINED, (*STOCK, *LOST, *NET, *ENGAGED)),
        (FOLLOWERS, DIFFERENCE),
        (REACHED, NEW_VIEWERS),
    )
    days = has(*DATE) is not None and any(has(*one) is not None and has(*other) is not None for one, other in pairs)
    return "days" if days else None


def _found(sheet: Sheet) -> Found | None:
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


class TikTok:
    """Files of TikTok Business Suite and TikTok Studio."""

    id = "tiktok"
    label = N_("TikTok, Business Suite or Studio: overview, followers, viewers or videos")

    def detect(self, source: Source) -> bool:
        """Whether some sheet has the columns of one of its files."""
        return any(_found(sheet) for sheet in start_of(source))

    def parse(self, source: Source, answers: Answers) -> Sequence[Parsed]:
        """What each sheet gives. Raises ImportRejected."""
        sheets = [found for sheet in sheets_of(source) if (found := _found(sheet))]
        return [
            self._videos(source, found) if found.kind == "videos" else self._days(source, found, answers)
            for found in sheets
        ]

    def _days(self, source: Source, found: Found, answers: Answers) -> Parsed:
        rejected: list[Rejected] = []
        dated, question = _dates(source, found, answers, rejected)
        if question:
            return Parsed(self.id, channels=(Channel("tiktok"),), questions=(question,), rejected=tuple(rejected))
        days, reach = Rows("account_days", rejected), Rows("account_reach", rejected)
        columns, corrections = found.columns, Corrections()
        at = places(columns, DAYS)
        if "followers" not in at and columns.find(*DIFFERENCE) is not None:
            at |= places(columns, {"followers": FOLLOWERS})
        net = None if "followers_gained" in at and "followers_lost" in at else columns.find(*NET)
        for record, on in dated:
            with faults_kept(rejected, record.line):
                row = corrections.counts(record, at, on)
                if net is not None:
                    row |= net_followers(record.count(net, signed=True))
                if "views" in row:
                    row["video_views"] = row["views"]  # every view on TikTok is of a video
                people = record.count(columns.find(*REACHED))
                if any(value is not None for value in row.values()):
                    days.add({"account_id": "0", "date": on} | row)
                if people is not None:
                    reach.add({"account_id": "0", "window_end": on, "window_days": 1, "reach": people})
        refuse_without_rows(source.name, (days, reach), rejected)
        known = [*DATE, *REACHED, *(NET if net is not None else ())]
        known += [columns.names[place] for place in at.values()]
        return Parsed(
            self.id,
            tables(days, reach),
            (Channel("tiktok"),),
            rejected=tuple(rejected),
            unknown=(*columns.unknown(known), *corrections.told),
            day_zone=ZONE,
        )

    def _videos(self, source: Source, found: Found) -> Parsed:
        rejected: list[Rejected] = []
        posts = Rows("posts", rejected)
        columns, handles = found.columns, dict[str, int]()
        at = places(columns, VIDEO)
        link, title, posted = columns.find(*LINK), columns.find(*TITLE), columns.find(*POSTED)
        for record in found.records():
            with faults_kept(rejected, record.line):
                url = record.text(link) or ""
                if not (told := ID_IN_LINK.search(url)):
                    raise Fault(N_("The row has no link to a video, so nothing tells which post it is."))
                name = HANDLE_IN_LINK.search(url)
                account = handles.setdefault(name[1] if name else "", len(handles))
                row = {column: record.count(place) for column, place in at.items()}
                filmed = {"video_views": row.get("views")} if told[1] == "video" else {}
                posts.add(
                    {
                        "post_id": f"tiktok-{told[2]}",
                        "account_id": str(account),
                        "published_at": _published(record, posted, int(told[2])),
                        "format": "video" if told[1] == "video" else "album",
                        "caption": record.text(title),
                        "url": url,
                    }
                    | row
                    | filmed
                )
        refuse_without_rows(source.name, (posts,), rejected)
        known = [*LINK, *TITLE, *POSTED, *(columns.names[place] for place in at.values())]
        channels = tuple(Channel("tiktok", handle=handle) for handle in handles) or (Channel("tiktok"),)
        return Parsed(
            self.id,
            tables(posts),
            channels,
            rejected=tuple(rejected),
            unknown=columns.unknown(known),
            day_zone=ZONE,
        )


def _dates(
    source: Source, found: Found, answers: Answers, rejected: list[Rejected]
) -> tuple[list[tuple[Record, date]], Question | None]:
    """Every row with its day, or the question for the year where the days don't say it."""
    place = found.columns.find(*DATE)
    records = list(found.records())
    yearless = [(record, told) for record in records if (told := month_day(record.cell(place)))]
    if not yearless:
        dated, orders = [], orders_of(record.cell(place) for record in records)
        for record in records:
            with faults_kept(rejected, record.line):
                dated.append((record, record.day(place, orders)))
        return dated, None
    without = {record.line for record, _ in yearless}
    for record in records:
        if record.line not in without:
            with faults_kept(rejected, record.line):
                raise record.not_a_date(place)
    days = [told for _, told in yearless]
    if answers.year is None:
        return [], year_question(source, days)
    on = dated_as_told(source, days, answers.year)
    return [(record, at) for (record, _), at in zip(yearless, on, strict=True)], None


def _published(record: Record, place: int | None, video: int) -> datetime:
    """When a video was published, in UTC; at noon where only its day is told.

    A day without a year is the first such day from its upload on: the upper half of a video's id is the second in
    which it was uploaded.
    """
    cell = record.cell(place)
    if told := month_day(cell):
        uploaded = datetime.fromtimestamp(video >> 32, tz=UTC).date() - timedelta(days=1)
        days = [on for year in (0, 1) if (on := _day(told, uploaded.year + year)) and on >= uploaded]
        if days:
            return noon(days[0])
    else:
        try:
            at = moment(cell, ZONE, ("ymd", "month_name"))
        except ValueError:
            at = None
        if at:
            return noon(at.date()) if _only_a_day(cell) else at
    raise record.not_a_date(place)


def _day(told: tuple[int, int], year: int) -> date | None:
    try:
        return date(year, *told)
    except ValueError:
        return None


def _only_a_day(cell: object) -> bool:
    return ":" not in str(cell) if isinstance(cell, str) else not isinstance(cell, datetime)
