"""TikTok: daily overviews, followers and viewers, and videos, of Business Suite and of Studio."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from data.importers.archive import is_workbook, is_zip, members
from data.importers.gathering import (
    Corrections,
    Fault,
    Found,
    Record,
    Rows,
    faults_kept,
    is_total,
    net_followers,
    noon,
    orders_of,
    places,
    refuse_without_rows,
    sheets_of,
    start_of,
    tables,
    totals_left_out,
)
from data.importers.source import Answers, Channel, ImportRejected, Parsed, Question, Rejected, Source
from data.importers.tiktok_audience import audience
from data.importers.tiktok_words import (
    DATE,
    DAYS,
    DIFFERENCE,
    FOLLOWERS,
    ID_IN_LINK,
    LINK,
    NET,
    POSTED,
    REACHED,
    TITLE,
    VIDEO,
    table_in,
)
from data.importers.values import moment
from data.importers.yearless import dated_as_told, month_day, year_question
from locales import N_

# What Studio's zips are called, and the files in them.
ZIP_NAME = re.compile(
    r"(?:Overview|Viewers|Followers|Content)_(?:\d{4}-\d\d-\d\d_\d+_)?(?P<handle>[\w.]+?)(?: ?\(\d+\))?\.zip",
    re.IGNORECASE,
)
FILES = re.compile(
    r"(overview|viewers|content|follower(history|activity|gender|topterritories))( ?\(\d+\))?\.(csv|xlsx)"
)
HANDLE_IN_LINK = re.compile(r"tiktok\.com/@([^/?#]+)")
ZONE = "UTC"


def _is_zip(source: Source) -> bool:
    return is_zip(source.content) and not is_workbook(source.content)


def _studios_own(source: Source) -> bool:
    """Whether a zip holds Studio's files of one account, and nothing else."""
    files = members(source.content, name=source.name)
    names = [told[1] for file in files if (told := FILES.fullmatch(file.name.casefold()))]
    if not names or len({*names}) != len(files):
        return False
    return all(any(table_in(sheet) for sheet in start_of(file)) for file in files)


def _with_handle(source: Source, given: Sequence[Parsed]) -> list[Parsed]:
    """The same, of the account in the zip's name where their files tell none."""
    told = ZIP_NAME.fullmatch(source.name)
    if not told:
        return list(given)
    account = (Channel("tiktok", handle=told["handle"]),)
    return [
        parsed if any(one.handle for one in parsed.channels) else replace(parsed, channels=account) for parsed in given
    ]


class TikTok:
    """Files of TikTok Business Suite and TikTok Studio."""

    id = "tiktok"
    label = N_("TikTok, Business Suite or Studio: overview, followers, viewers or videos")

    def detect(self, source: Source) -> bool:
        """Whether some sheet has the columns of one of its files, or it is one of Studio's zips."""
        if _is_zip(source):
            return _studios_own(source)
        return any(table_in(sheet) for sheet in start_of(source))

    def parse(self, source: Source, answers: Answers) -> Sequence[Parsed]:
        """What each sheet gives. Raises ImportRejected."""
        if not _is_zip(source):
            sheets = [found for sheet in sheets_of(source) if (found := table_in(sheet))]
            return [self._parsed(source, found, answers) for found in sheets]
        return _with_handle(source, list(self._of_zip(source, answers)))

    def _of_zip(self, source: Source, answers: Answers) -> Iterator[Parsed]:
        """What the files of a zip give; those without rows, as some always are, give nothing. Raises ImportRejected."""
        files = [replace(file, observed_at=source.observed_at) for file in members(source.content, name=source.name)]
        found = [(file, one) for file in files for sheet in sheets_of(file) if (one := table_in(sheet))]
        given = [(file, one) for file, one in found if one.kind != "activity" and any(one.records())]
        if not given:
            self._parsed(source, found[0][1], answers)  # says why
        for file, one in given:
            yield self._parsed(file, one, answers)

    def _parsed(self, source: Source, found: Found, answers: Answers) -> Parsed:
        if found.kind == "activity":
            raise ImportRejected(
                N_("{name} says in which hours the followers are active, which Genomslag does not keep."),
                todo=N_("Choose the overview, the followers, the viewers or the content in TikTok Studio."),
                name=source.name,
            )
        if found.kind == "videos":
            return self._videos(source, found)
        if found.columns.find(*DIFFERENCE) is not None:
            found.columns.need(*FOLLOWERS)
        return self._days(source, found, answers) if found.kind == "days" else self._audience(source, found)

    def _audience(self, source: Source, found: Found) -> Parsed:
        rejected: list[Rejected] = []
        rows = audience(source, found, rejected)
        refuse_without_rows(source.name, (rows,), rejected)
        return Parsed(self.id, tables(rows), (Channel("tiktok"),), rejected=tuple(rejected), day_zone=ZONE)

    def _days(self, source: Source, found: Found, answers: Answers) -> Parsed:
        rejected: list[Rejected] = []
        totals = [record.line for record in found.records() if is_total(record.cell(found.columns.find(*DATE)))]
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
            unknown=columns.unknown(known),
            remarks=(*totals_left_out(totals), *corrections.remarks),
            day_zone=ZONE,
        )

    def _videos(self, source: Source, found: Found) -> Parsed:
        rejected: list[Rejected] = []
        posts = Rows("posts", rejected)
        columns, handles, corrections = found.columns, dict[str, int](), Corrections()
        at = places(columns, VIDEO)
        link, title, posted = columns.need(*LINK), columns.find(*TITLE), columns.need(*POSTED)
        for record in found.records():
            with faults_kept(rejected, record.line):
                url = record.text(link) or ""
                if not (told := ID_IN_LINK.search(url)):
                    raise Fault(N_("The row has no link to a video, so nothing tells which post it is."))
                name = HANDLE_IN_LINK.search(url)
                account = handles.setdefault(name[1] if name else "", len(handles))
                row = corrections.counts(record, at, told[2])
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
            remarks=corrections.remarks,
            day_zone=ZONE,
        )


def _dates(
    source: Source, found: Found, answers: Answers, rejected: list[Rejected]
) -> tuple[list[tuple[Record, date]], Question | None]:
    """Every row with its day, or the question for the year where the days don't say it."""
    place = found.columns.need(*DATE)
    records = [record for record in found.records() if not is_total(record.cell(place))]
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
