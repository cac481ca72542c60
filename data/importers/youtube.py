"""YouTube Studio: videos (Table data) and daily totals (Totals), one by one or in the zip they come in.

The figures of a video are those of the period that was chosen in Studio. A post holds figures of its whole life, so
a video that was published before the period (where the file tells it) is not taken. Subscribers are the difference
between gained and lost, unless the file has both, and never how many there are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice, pairwise

from data.importers.archive import is_workbook, is_zip, members
from data.importers.gathering import (
    Corrections,
    Fault,
    Found,
    Rows,
    faults_kept,
    found_in,
    net_followers,
    noon,
    places,
    refuse_without_rows,
    sheets_of,
    start_of,
    tables,
)
from data.importers.reading import Cell, Columns
from data.importers.source import Answers, Channel, ImportRejected, Parsed, Rejected, Source
from data.importers.values import missing, share, spoiled_by_excel
from locales import N_

DATE = ("Date", "Datum")
CONTENT = ("Content", "Innehåll", "Video", "Video ID", "Video-id")
TITLE = ("Video title", "Videotitel")
PUBLISHED = ("Video publish time", "Publiceringstid för video", "Publish time", "Publiceringstid")
KIND = ("Content type", "Innehållstyp")
HOURS = ("Watch time (hours)", "Visningstid (timmar)")
MINUTES = ("Watch time (minutes)", "Visningstid (minuter)")
NET = ("Subscribers", "Prenumeranter")
VIEWERS = ("Unique viewers", "Unika tittare")
AMOUNTS: dict[str, Sequence[str]] = {
    "views": ("Views", "Visningar"),
    "reactions": ("Likes", "Gilla-markeringar", "Gillningar"),
    "comments": ("Comments added", "Comments", "Tillagda kommentarer", "Kommentarer som lagts till", "Kommentarer"),
    "shares": ("Shares", "Delningar"),
}
FOLLOWERS: dict[str, Sequence[str]] = {
    "followers_gained": ("Subscribers gained", "Nya prenumeranter", "Vunna prenumeranter"),
    "followers_lost": ("Subscribers lost", "Förlorade prenumeranter", "Tappade prenumeranter"),
}
# Columns that no other tool's files have, by which daily totals without any of the above are known.
OF_STUDIO = (
    *HOURS,
    *MINUTES,
    "Average view duration",
    "Genomsnittlig visningslängd",
    "Average percentage viewed (%)",
    "Genomsnittlig procent som har visats (%)",
    "Impressions click-through rate (%)",
    "Klickfrekvens för exponeringar (%)",
    "Engaged views",
    "Stayed to watch (%)",
    "Average views per viewer",
    *FOLLOWERS["followers_gained"],
    *FOLLOWERS["followers_lost"],
)
TOTAL = {"total", "totals", "totalt", "summa", "gesamt", "totaal", "yhteensä", "i alt"}
VIDEO_ID = re.compile(r"[\w-]{11}")
FORMATS = {"shorts": "reel", "short": "reel", "live": "live", "live stream": "live", "livestream": "live"}
ZIP_NAME = re.compile(r"(\d{4}-\d\d-\d\d)_(\d{4}-\d\d-\d\d)(?: (.+?))?(?: ?\(\d+\))?\.zip", re.IGNORECASE)
TRIED = 50  # rows by which a column is told
ZONE = "America/Los_Angeles"


def _kind(columns: Columns) -> str | None:
    content, on = columns.find(*CONTENT), columns.find(*DATE)
    if content is not None and columns.find(*TITLE) is not None:
        return "videos" if on is None else "videos by day"
    if on is not None and (columns.find(*OF_STUDIO) is not None or _nothing_but_totals(columns)):
        return "days"
    studio = columns.find(*HOURS) is not None and columns.find(*AMOUNTS["views"]) is not None
    return "breakdown" if studio and content is None else None


def _nothing_but_totals(columns: Columns) -> bool:
    known = [name for words in AMOUNTS.values() for name in words]
    named = [name for name in columns.names if name]
    return len(named) > 1 and not columns.unknown([*DATE, *NET, *VIEWERS, "Impressions", "Exponeringar", *known])


class YouTube:
    """Files of YouTube Studio's advanced mode."""

    id = "youtube"
    label = N_("YouTube Studio: videos and daily totals")

    def detect(self, source: Source) -> bool:
        """Whether it is one of Studio's tables, or a zip of them."""
        if is_zip(source.content) and not is_workbook(source.content):
            inside = members(source.content, name=source.name)
            found = [found_in(sheet, _kind) for member in inside for sheet in start_of(member)]
            kinds = {table.kind for table in found if table}
            return bool(kinds) and len(kinds) == len(found) == len(inside)  # a zip of several exports is taken apart
        return any(found_in(sheet, _kind) for sheet in start_of(source))

    def parse(self, source: Source, answers: Answers) -> Sequence[Parsed]:  # noqa: ARG002 -- nothing is asked of it
        """What the tables give, together. Raises ImportRejected."""
        files = [source]
        if is_zip(source.content) and not is_workbook(source.content):
            files = members(source.content, name=source.name)
        found = [table for file in files for sheet in sheets_of(file) if (table := found_in(sheet, _kind))]
        kinds = {table.kind: table for table in found}
        if not kinds.keys() & {"videos", "days"}:
            raise _of_no_use(source, found[0])
        first, channel = _from_name(source)
        parsed = Parsed(self.id, channels=(channel,), day_zone=ZONE)
        rejected: list[Rejected] = []
        unused: list[str] = []
        days, reach, posts = (Rows(table, rejected) for table in ("account_days", "account_reach", "posts"))
        if "days" in kinds:
            first = _daily(source.name, kinds["days"], days, reach, unused) or first
        if "videos" in kinds:
            _videos(kinds["videos"], posts, first, unused)
        rows = (days, reach, posts) if any(any(table.records()) for table in kinds.values()) else ()
        if rows and not rejected and not any(gathered.by_key for gathered in rows):
            raise _without_figures(source, unused)
        refuse_without_rows(source.name, rows, rejected)
        unknown = tuple(dict.fromkeys(unused))
        return [replace(parsed, tables=tables(days, reach, posts), rejected=tuple(rejected), unknown=unknown)]


def _from_name(source: Source) -> tuple[date | None, Channel]:
    """The first day of the period and the channel's name, which a zip of Studio's has in its name."""
    told = ZIP_NAME.search(source.name)
    return (date.fromisoformat(told[1]), Channel("youtube", name=told[3] or "")) if told else (None, Channel("youtube"))


def _daily(name: str, found: Found, days: Rows, reach: Rows, unused: list[str]) -> date | None:
    """Gathers the daily totals; gives the first day of the period."""
    columns, corrections = found.columns, Corrections()
    _refuse_divided(found, name)
    at = places(columns, {**AMOUNTS, **FOLLOWERS})
    split = "followers_gained" in at and "followers_lost" in at
    on = columns.need(*DATE)
    orders = found.orders(on)
    hours, minutes, viewers = columns.find(*HOURS), columns.find(*MINUTES), columns.find(*VIEWERS)
    decimal = found.decimal(minutes if hours is None else hours)
    net = None if split else columns.find(*NET)
    seen: list[date] = []
    for record in found.records():
        with faults_kept(days.rejected, record.line):
            if (record.text(on) or "").casefold() in TOTAL:
                continue
            day = record.day(on, orders)
            seen.append(day)
            row = corrections.counts(record, at, day)
            row["minutes_viewed"] = _minutes(record.amount(hours, decimal), record.amount(minutes, decimal))
            row["video_views"] = row.get("views")
            if net is not None:
                row |= net_followers(record.count(net, signed=True))
            if any(value is not None for value in row.values()):
                days.add({"account_id": "0", "date": day} | row)
            if (people := record.count(viewers)) is not None:
                reach.add({"account_id": "0", "window_end": day, "window_days": 1, "reach": people})
    _refuse_weeks_and_months(seen)
    known = [
        *DATE,
        *HOURS,
        *MINUTES,
        *VIEWERS,
        *(() if split else NET),
        *(columns.names[place] for place in at.values()),
    ]
    unused += (*columns.unknown(known), *corrections.told)
    return min(seen, default=None)


def _minutes(hours: float | None, minutes: float | None) -> float | None:
    return minutes if hours is None else round(hours * 60, 4)


def _refuse_divided(found: Found, name: str) -> None:
    """Raises ImportRejected where a column beside the day holds words: the rows are parts of days."""
    on = found.columns.find(*DATE)
    for place, column in enumerate(found.columns.names):
        words = [record.cell(place) for record in islice(found.records(), TRIED) if place != on]
        told = [cell for cell in words if not missing(cell)]
        if column and told and not any(map(_is_figure, told)):
            raise _divided(name, column)


def _is_figure(cell: Cell) -> bool:
    try:
        return share(cell) is not None
    except ValueError:
        return isinstance(cell, str) and re.fullmatch(r"[\d:.]+", cell.strip()) is not None


def _refuse_weeks_and_months(days: Sequence[date]) -> None:
    """Raises ImportRejected where a row is not of one day: none of them is followed by the next."""
    ordered = sorted(set(days))
    if len(ordered) > 1 and all(later - day >= timedelta(days=7) for day, later in pairwise(ordered)):
        raise ImportRejected(
            N_("Each row is of more than a day: the first two are {one} and {other}."),
            todo=N_("Choose figures by day in the tool, and download them again."),
            one=ordered[0],
            other=ordered[1],
        )


def _videos(found: Found, posts: Rows, first: date | None, unused: list[str]) -> None:
    """Gathers the videos with the figures of the period, where that is the whole life of the video."""
    columns, corrections = found.columns, Corrections()
    at = places(columns, AMOUNTS)
    content, title, published = columns.need(*CONTENT), columns.need(*TITLE), columns.need(*PUBLISHED)
    hours, minutes, kind = columns.find(*HOURS), columns.find(*MINUTES), columns.find(*KIND)
    orders, decimal = found.orders(published), found.decimal(minutes if hours is None else hours)
    for record in found.records():
        with faults_kept(posts.rejected, record.line):
            video = record.text(content) or ""
            unnamed = record.text(title) is None and record.text(published) is None
            if video.casefold() in TOTAL or (unnamed and not VIDEO_ID.fullmatch(video)):
                continue
            if not VIDEO_ID.fullmatch(video) and (video.startswith("#") or spoiled_by_excel(video)):
                raise record.fault(content, spoiled=True)
            if unnamed:
                raise Fault(
                    N_("The video {video} has no day on which it was published: it is removed or private."), video=video
                )
            on = record.day(published, orders)
            if first and on < first - timedelta(days=1):
                raise Fault(
                    N_(
                        "The video was published on {day}, before the period of the file, which begins on {first}: "
                        "its figures are a part of all. Choose the period Lifetime in YouTube Studio."
                    ),
                    day=on,
                    first=first,
                )
            row = corrections.counts(record, at, video)
            posts.add(
                {
                    "post_id": f"youtube-{video}",
                    "account_id": "0",
                    "published_at": noon(on),
                    "format": FORMATS.get((record.text(kind) or "").casefold(), "video"),
                    "caption": record.text(title),
                    "url": f"https://www.youtube.com/watch?v={video}",
                    "video_views": row.get("views"),
                    "minutes_viewed": _minutes(record.amount(hours, decimal), record.amount(minutes, decimal)),
                }
                | row
            )
    known = [*CONTENT, *TITLE, *PUBLISHED, *KIND, *HOURS, *MINUTES, *(columns.names[place] for place in at.values())]
    unused += (*columns.unknown(known), *corrections.told)


def _of_no_use(source: Source, found: Found) -> ImportRejected:
    if found.kind == "videos by day":
        return ImportRejected(
            N_("{name} has the days of single videos. The channel's days are in Totals, its videos in Table data."),
            todo=N_("Choose the whole zip from YouTube Studio, or Totals.csv and Table data.csv from it."),
            name=source.name,
        )
    return _divided(source.name, next((name for name in found.columns.names if name), "–"))


def _divided(name: str, column: str) -> ImportRejected:
    return ImportRejected(
        N_("{name} is divided by “{column}”, and Genomslag keeps YouTube's figures by day and by video."),
        todo=N_("Choose the tab Content in YouTube Studio's advanced mode, and download again."),
        name=name,
        column=column,
    )


def _without_figures(source: Source, unused: Sequence[str]) -> ImportRejected:
    return ImportRejected(
        N_("Of the figures in {name}, Genomslag keeps none: {columns}."),
        todo=N_("Choose Views, Watch time or Subscribers above the chart in YouTube Studio, and download again."),
        name=source.name,
        columns=", ".join(unused),
    )
