"""YouTube Studio: videos (Table data) and daily totals (Totals), one by one or in the zip they come in.

The figures of a video are those of the period that was chosen in Studio. A post holds figures of its whole life, so
a video that was published before the period (where the file tells it) is not taken. Subscribers are the difference
between gained and lost, unless the file has both, and never how many there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice, pairwise

from data.importers.archive import is_workbook, is_zip, members
from data.importers.gathering import (
    Corrections,
    Found,
    Rows,
    faults_kept,
    found_in,
    is_total,
    net_followers,
    noon,
    places,
    refuse_without_rows,
    sheets_of,
    start_of,
    tables,
)
from data.importers.reading import Cell, Columns, Sheet
from data.importers.source import Answers, Channel, ImportRejected, Parsed, Rejected, Source
from data.importers.values import missing, share, spoiled_by_excel
from data.importers.youtube_left_out import LeftOut
from data.importers.youtube_words import (
    AMOUNTS,
    CONTENT,
    DATE,
    FOLLOWERS,
    HOURS,
    KIND,
    MINUTES,
    NET,
    PUBLISHED,
    TITLE,
    VIEWERS,
    kind_of,
)
from locales import N_

FILES = re.compile(r"(table data|chart data|totals|tabelldata|diagramdata|totalt)(?: ?\(\d+\))?\.csv", re.IGNORECASE)
MONTH = re.compile(r"\d{4}(-\d\d)?")
VIDEO_ID = re.compile(r"[\w-]{11}")
FORMATS = {"shorts": "reel", "short": "reel", "live": "live", "live stream": "live", "livestream": "live"}
ZIP_NAME = re.compile(r"(\d{4}-\d\d-\d\d)_(\d{4}-\d\d-\d\d)(?: (.+?))?(?: ?\(\d+\))?\.zip", re.IGNORECASE)
TRIED = 50  # rows by which a column is told
ZONE = "America/Los_Angeles"


class YouTube:
    """Files of YouTube Studio's advanced mode."""

    id = "youtube"
    label = N_("YouTube Studio: videos and daily totals")

    def detect(self, source: Source) -> bool:
        """Whether it is one of Studio's tables, or a zip of them."""
        if is_zip(source.content) and not is_workbook(source.content):
            inside = members(source.content, name=source.name)
            if _studios_own(inside):
                return True
            found = [found_in(sheet, kind_of) for member in inside for sheet in start_of(member)]
            kinds = {table.kind for table in found if table}
            return bool(kinds) and len(kinds) == len(found) == len(inside)  # a zip of several exports is taken apart
        return any(found_in(sheet, kind_of) for sheet in start_of(source))

    def parse(self, source: Source, answers: Answers) -> Sequence[Parsed]:  # noqa: ARG002 -- nothing is asked of it
        """What the tables give, together. Raises ImportRejected."""
        files = [source]
        if is_zip(source.content) and not is_workbook(source.content):
            files = members(source.content, name=source.name)
        sheets = [sheet for file in files for sheet in sheets_of(file)]
        found = [table for sheet in sheets if (table := found_in(sheet, kind_of))]
        kinds = _most_telling(found)
        if not kinds.keys() & {"videos", "days"}:
            raise _of_no_use(source, found, sheets)
        first, channel = _from_name(source)
        parsed = Parsed(self.id, channels=(channel,), day_zone=ZONE)
        rejected: list[Rejected] = []
        unused, corrections = list[str](), Corrections()
        days, reach, posts = (Rows(table, rejected) for table in ("account_days", "account_reach", "posts"))
        if "days" in kinds:
            begins = _daily(source.name, kinds["days"], days, reach, unused, corrections)
            first = min((day for day in (first, begins) if day), default=None)
        left_out = LeftOut(first)
        if "videos" in kinds:
            _videos(kinds["videos"], posts, left_out, unused, corrections)
        rows = (days, reach, posts) if any(any(table.records()) for table in kinds.values()) else ()
        if rows and not rejected and not any(gathered.by_key for gathered in rows):
            left_out.refuse_alone()
            raise _without_figures(source, unused)
        refuse_without_rows(source.name, rows, rejected)
        remarks = (*left_out.remarks(taken=bool(posts.by_key)), *corrections.remarks)
        unknown = tuple(dict.fromkeys(unused))
        parsed = replace(parsed, rejected=tuple(rejected), unknown=unknown, remarks=remarks)
        return [replace(parsed, tables=tables(days, reach, posts))]


def _studios_own(files: Sequence[Source]) -> bool:
    """Whether these are the files of one of Studio's zips, whatever they are divided by."""
    names = [told[1].casefold() for file in files if (told := FILES.fullmatch(file.name))]
    return bool(names) and len({*names}) == len(files)


def _most_telling(found: Iterable[Found]) -> dict[str, Found]:
    """Of each kind the table with most columns; days that are divided only where there are no others."""
    order = sorted(found, key=lambda table: (table.kind != "days" or not _divides(table), len(table.columns.names)))
    return {table.kind: table for table in order}


def _from_name(source: Source) -> tuple[date | None, Channel]:
    """The first day of the period and the channel's name, which a zip of Studio's has in its name."""
    told = ZIP_NAME.search(source.name)
    return (date.fromisoformat(told[1]), Channel("youtube", name=told[3] or "")) if told else (None, Channel("youtube"))


def _daily(
    name: str, found: Found, days: Rows, reach: Rows, unused: list[str], corrections: Corrections
) -> date | None:
    """Gathers the daily totals; gives the first day of the period."""
    columns = found.columns
    _refuse_divided(found, name)
    at = places(columns, {**AMOUNTS, **FOLLOWERS})
    split = "followers_gained" in at and "followers_lost" in at
    on = columns.need(*DATE)
    if months := [text for record in found.records() if MONTH.fullmatch(text := record.text(on) or "")]:
        raise _longer(*months[:2])
    orders = found.orders(on)
    hours, minutes, viewers = columns.find(*HOURS), columns.find(*MINUTES), columns.find(*VIEWERS)
    decimal = found.decimal(minutes if hours is None else hours)
    net = None if split else columns.find(*NET)
    seen: list[date] = []
    for record in found.records():
        with faults_kept(days.rejected, record.line):
            if is_total(record.cell(on)):
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
    known = [*DATE, *HOURS, *MINUTES, *VIEWERS, *(columns.names[place] for place in at.values())]
    unused += columns.unknown([*known, *(() if split else NET)])
    return min(seen, default=None)


def _minutes(hours: float | None, minutes: float | None) -> float | None:
    return minutes if hours is None else round(hours * 60, 4)


def _refuse_divided(found: Found, name: str) -> None:
    """Raises ImportRejected where a column beside the day holds words: the rows are parts of days."""
    if column := _divides(found):
        raise _divided(name, column)


def _divides(found: Found) -> str:
    """The column beside the day that holds words, empty where none does."""
    on = found.columns.find(*DATE)
    for place, column in enumerate(found.columns.names):
        words = [record.cell(place) for record in islice(found.records(), TRIED) if place != on]
        told = [cell for cell in words if not missing(cell)]
        if column and told and not any(map(_is_figure, told)):
            return column
    return ""


def _is_figure(cell: Cell) -> bool:
    try:
        return share(cell) is not None
    except ValueError:
        return isinstance(cell, str) and re.fullmatch(r"[\d:.]+", cell.strip()) is not None


def _refuse_weeks_and_months(days: Sequence[date]) -> None:
    """Raises ImportRejected where a row is not of one day: none of them is followed by the next."""
    ordered = sorted(set(days))
    if len(ordered) > 1 and all(later - day >= timedelta(days=7) for day, later in pairwise(ordered)):
        raise _longer(ordered[0], ordered[1])


def _longer(*days: object) -> ImportRejected:
    return ImportRejected(
        N_("Each row is of more than a day: {days}."),
        todo=N_("Choose figures by day in the tool, and download them again."),
        days=", ".join(map(str, days)),
    )


def _videos(found: Found, posts: Rows, left_out: LeftOut, unused: list[str], corrections: Corrections) -> None:
    """Gathers the videos with the figures of the period, where that is the whole life of the video."""
    columns = found.columns
    at = places(columns, AMOUNTS)
    content, title, published = columns.need(*CONTENT), columns.need(*TITLE), columns.need(*PUBLISHED)
    hours, minutes, kind = columns.find(*HOURS), columns.find(*MINUTES), columns.find(*KIND)
    orders, decimal = found.orders(published), found.decimal(minutes if hours is None else hours)
    for record in found.records():
        with faults_kept(posts.rejected, record.line):
            video = record.text(content) or ""
            unnamed = record.text(title) is None and record.text(published) is None
            if is_total(video) or (unnamed and not VIDEO_ID.fullmatch(video)):
                continue
            if not VIDEO_ID.fullmatch(video) and (video.startswith("#") or spoiled_by_excel(video)):
                raise record.fault(content, spoiled=True)
            if unnamed:
                left_out.removed.append(video)
                continue
            on = record.day(published, orders)
            if left_out.first and on < left_out.first - timedelta(days=1):
                left_out.older.append(video)
                continue
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
    unused += columns.unknown(known)


def _of_no_use(source: Source, found: Sequence[Found], sheets: Sequence[Sheet]) -> ImportRejected:
    if any(table.kind == "videos by day" for table in found):
        return ImportRejected(
            N_("{name} has the days of single videos. The channel's days are in Totals, its videos in Table data."),
            todo=N_("Choose the whole zip from YouTube Studio, or Totals.csv and Table data.csv from it."),
            name=source.name,
        )
    headers = [table.columns.names for table in found] or [
        Columns(sheet.rows[0]).names for sheet in sheets if sheet.rows
    ]
    return _divided(source.name, next((name for names in headers for name in names if name), "–"))


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
