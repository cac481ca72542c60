"""Facebook Insights as it was exported until 2023: a page's days, or its posts. A row below the header explains it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from data.importers.facebook_insights_audience import METRICS, Audience
from data.importers.gathering import (
    Fault,
    Record,
    Rows,
    faults_kept,
    found_in,
    orders_of,
    refuse_without_rows,
    sheets_of,
    start_of,
    tables,
)
from data.importers.meta_words import NOT_YET_VIEWS
from data.importers.reading import Cell, Columns, Sheet
from data.importers.source import Answers, Channel, Parsed, Rejected, Remark, Source
from data.importers.values import moment
from locales import N_

ZONE = "America/Los_Angeles"
KEYS = {"page": ("Date",), "posts": ("Post ID",)}
POSTED, PERMALINK, MESSAGE, TYPE = ("Posted",), ("Permalink",), ("Post Message",), ("Type",)
EXPLAINED = ("Description",)  # the column that explains a workbook's lesser sheets
UNIQUE = "(unique users)"  # in a column's explanation: people and not times
OF_A_POST = re.compile("lifetime post ", re.IGNORECASE)
MEASURED = re.compile(r"(lifetime|daily|weekly|28 days) ", re.IGNORECASE)
NAME = re.compile(r"Insights Data Export(?: \([\w ]+\))? - (?P<page>.+) - (?P<day>\d{4}-\d\d-\d\d)", re.IGNORECASE)
# Pages had likes and followers; likes are the followers of their time where followers aren't told (see decision 7).
LIKES = ("Lifetime Total Likes",)
DAYS = {
    "followers": ("Lifetime Total Follows", "Lifetime Total Followers", *LIKES),
    "followers_gained": ("Daily New Follows", "Daily New Followers", "Daily New Likes"),
    "followers_lost": ("Daily Unfollows", "Daily Unlikes"),
    "views": ("Daily Total Impressions",),
    "profile_visits": ("Daily Total views count per Page", "Daily Total Page Views", "Daily Page Views"),
    "video_views": ("Daily Total Video Views",),
    "link_clicks": ("Daily Page Consumptions By Type - link clicks",),
    "comments": ("Daily Positive Feedback - comment", "Daily Positive Feedback from Users - comment"),
    "shares": ("Daily Positive Feedback - link", "Daily Positive Feedback from Users - link"),
    "reactions": ("Daily Positive Feedback - like", "Daily Positive Feedback from Users - like"),
}
PEOPLE = ("followers", "followers_gained", "followers_lost", "reach")  # counted once each
WINDOWS = {1: ("Daily Total Reach",), 7: ("Weekly Total Reach",), 28: ("28 Days Total Reach",)}
POST = {
    "reach": ("Lifetime Post Total Reach",),
    "views": ("Lifetime Post Total Impressions",),
    "reactions": ("Lifetime Post Stories by action type - like",),
    "comments": ("Lifetime Post Stories by action type - comment",),
    "shares": ("Lifetime Post Stories by action type - share",),
    "clicks": ("Lifetime Matched Audience Targeting Consumptions on Post", "Lifetime Post Consumptions"),
}
VIDEO = (("Lifetime Organic Video Views",), ("Lifetime Paid Video Views",))
PAID = (("Lifetime Post Paid Impressions",), ("Lifetime Post Paid Reach",))
FORMATS = {
    "status": "text", "photo": "photo", "album": "album", "link": "link", "video": "video", "sharedvideo": "video",
    "shared video": "video", "event": "event", "live": "live", "reel": "reel", "reels": "reel",
}  # fmt: skip


def _kind(columns: Columns) -> str | None:
    """Of which kind a header is; that of a workbook's lesser sheets, whose names say the metric, is of none."""
    measured = sum(bool(MEASURED.match(name)) for name in columns.names)
    of_posts = columns.find(*KEYS["posts"]) is not None or any(map(OF_A_POST.match, columns.names))
    return "posts" if measured and of_posts else "page" if measured > 1 else None


class FacebookInsights:
    """A page's days with reach in one, seven and 28 days, or its posts with their figures so far."""

    id = "facebook_insights"
    label = N_("Facebook Insights, the export used until 2023")

    def detect(self, source: Source) -> bool:
        """Whether a header has columns for a lifetime, a day, a week or 28 days."""
        return any(found_in(sheet, _kind) for sheet in start_of(source))

    def parse(self, source: Source, answers: Answers) -> Sequence[Parsed]:  # noqa: ARG002 -- nothing is asked of it
        """The days or the posts, whichever the file holds. Raises ImportRejected."""
        export = _export(sheets_of(source))
        return [_page(source, export) if export.kind == "page" else _posts(source, export)]


@dataclass(frozen=True)
class Export:
    """The sheets of an export side by side: what the columns are called, what explains them, and the rows."""

    kind: str
    columns: Columns
    explained: Sequence[str]
    records: Sequence[Record]

    def place(self, names: Iterable[str], *, people: bool = False) -> int | None:
        """The first column with one of the names; one that counts people only where people are asked for.

        Some metrics stand twice under one name, once as times and once as people: only the explanations differ, and
        without them neither is used.
        """
        found = next((places for name in names if (places := self.columns.all(name))), [])
        if len(found) > 1 and not any(self.explained[place] for place in found):
            return None
        return next((place for place in found if people or UNIQUE not in self.explained[place]), None)

    def places(self, words: Mapping[str, Iterable[str]]) -> dict[str, int]:
        """Where each of the contract's columns stands, of those that are there."""
        found = {name: self.place(alike, people=name in PEOPLE) for name, alike in words.items()}
        return {name: place for name, place in found.items() if place is not None}

    def read_as(self, columns: Mapping[str, int]) -> tuple[Remark, ...]:
        """What is said of columns that were something else in their time."""
        said = {"views": NOT_YET_VIEWS}
        if columns.get("followers") in self.columns.all(*LIKES):
            said["followers"] = N_("“{column}” is kept as followers, which the file does not tell.")
        names = {name: self.columns.names[place] for name, place in columns.items() if name in said}
        return tuple(Remark(said[name], {"column": told}) for name, told in names.items())

    def unknown(self, used: Iterable[int | None]) -> tuple[str, ...]:
        """The columns that aren't used; a metric that is split by city, country and so on is named once."""
        known = {*used}
        left = (name for place, name in enumerate(self.columns.names) if place not in known and name)
        return tuple(dict.fromkeys(name.split(" - ")[0] for name in left))


def _export(sheets: Sequence[Sheet]) -> Export:
    found = [one for sheet in sheets if (one := found_in(sheet, _kind))]
    main = next((one for one in found if one.columns.find(*KEYS[one.kind]) is not None), found[0])
    key, records = main.columns.need(*KEYS[main.kind]), list(main.records())
    columns = _Side(list(main.sheet.rows[main.header]), [[*record.cells] for record in records])
    keys = [record.text(key) for record in records]
    for sheet in sheets:
        if sheet is not main.sheet:
            columns.put_beside(sheet, main.kind, keys)
    header = Columns(columns.header)
    rows = [Record(cells, header.names, record.line) for cells, record in zip(columns.rows, records, strict=True)]
    explains = bool(rows) and keys[0] is None
    return Export(main.kind, header, _explained(header, rows[0] if explains else None), rows[explains:])


def _explained(columns: Columns, record: Record | None) -> list[str]:
    """Each column's explanation; of a metric that is split by type only the first column has one."""
    told: dict[str, str] = {}
    explained = []
    for place, name in enumerate(columns.names):
        metric, _, part = name.partition(" - ")
        text = (record.text(place) or "").casefold() if record else ""
        if text:
            told[metric] = text
        explained.append(text or (told.get(metric, "") if part else ""))
    return explained


@dataclass
class _Side:
    """The columns of several sheets side by side. A workbook has a sheet for each metric that is split by type."""

    header: list[Cell]
    rows: list[list[Cell]]

    def put_beside(self, sheet: Sheet, kind: str, keys: Sequence[str | None]) -> None:
        """Adds the columns of a sheet that are not there yet, named as in a CSV file."""
        names = Columns(sheet.rows[0] if sheet.rows else ())
        key = names.find(*KEYS[kind])
        if key is None:
            return
        new = [place for place, name in enumerate(names.names) if name and name not in (*self.header, *EXPLAINED)]
        found = {Record(row, names.names, 0).text(key): row for row in sheet.rows[1:]}
        if (told := names.find(*EXPLAINED)) is not None:
            text = next((row[told] for row in sheet.rows[1:] if told < len(row) and row[told]), None)
            found[None] = [text] * len(names.names)
        width = len(self.header)
        self.header += [f"{_metric(sheet.name)} - {names.names[place]}" for place in new]
        for name, cells in zip(keys, self.rows, strict=True):
            row = found.get(name, [])
            cells.extend([None] * (width - len(cells)))
            cells.extend(row[place] if place < len(row) else None for place in new)


def _metric(sheet: str) -> str:
    """The metric that a sheet is named for; Excel leaves room for 31 letters."""
    start = sheet.rstrip(". …").casefold()
    split = [name.partition(" - ") for names in (*DAYS.values(), *POST.values()) for name in names]
    metrics = [metric for metric, _, part in split if part]
    return next((metric for metric in (*metrics, *METRICS) if metric.casefold().startswith(start)), sheet)


def _told_by_name(source: Source) -> tuple[Channel, datetime | None]:
    """The page, and the day of the download, as Facebook wrote them in the file's name."""
    found = NAME.search(source.name)
    if not found:
        return Channel("facebook"), None
    try:
        read = datetime.fromisoformat(found["day"]).replace(tzinfo=UTC)
    except ValueError:
        read = None
    return Channel("facebook", name=found["page"].strip()), read


def _page(source: Source, export: Export) -> Parsed:
    rejected: list[Rejected] = []
    days, reach, shares = (Rows(table, rejected) for table in ("account_days", "account_reach", "audience_shares"))
    date, columns = export.columns.need(*KEYS["page"]), export.places(DAYS)
    windows = {length: export.place(names, people=True) for length, names in WINDOWS.items()}
    orders = orders_of(record.cell(date) for record in export.records)
    audience = Audience(export.columns.names, export.place(LIKES, people=True))
    for record in export.records:
        with faults_kept(rejected, record.line):
            on = record.day(date, orders)
            figures = {name: record.count(place) for name, place in columns.items()}
            people = {window: record.count(place) for window, place in windows.items()}
            if any(count is not None for count in figures.values()):
                days.add({"account_id": "0", "date": on, **figures})
            audience.add(shares, record, on)
            for window, count in people.items():
                if count is not None:
                    reach.add({"account_id": "0", "window_end": on, "window_days": window, "reach": count})
    refuse_without_rows(source.name, [days, reach, shares], rejected)
    channel, read = _told_by_name(source)
    return Parsed(
        FacebookInsights.id,
        tables(days, reach, shares),
        channels=(channel,),
        rejected=tuple(rejected),
        unknown=export.unknown([date, *columns.values(), *windows.values(), *audience.used]),
        remarks=export.read_as(columns),
        day_zone=ZONE,
        observed_at=source.observed_at or read,
    )


def _posts(source: Source, export: Export) -> Parsed:
    rejected: list[Rejected] = []
    rows = Rows("posts", rejected)
    columns = export.places(POST)
    videos = [place for names in VIDEO if (place := export.place(names)) is not None]
    paid = [place for names in PAID if (place := export.place(names, people=True)) is not None]
    pages: dict[str, int] = {}
    for record in export.records:
        with faults_kept(rejected, record.line):
            page, post = _ids(record, export.columns.need(*KEYS["posts"]))
            row = _post(export.columns, record)
            row |= {name: record.count(place) for name, place in columns.items()}
            if videos:
                row["video_views"] = _all_of([record.count(place) for place in videos])
            if paid:
                row["paid"] = any(record.count(place) for place in paid)
            account = str(pages.setdefault(page, len(pages)))
            rows.add({"post_id": f"facebook-{post}", "account_id": account, **row})
    refuse_without_rows(source.name, [rows], rejected)
    channel, read = _told_by_name(source)
    used = [export.columns.find(*names) for names in (KEYS["posts"], POSTED, PERMALINK, MESSAGE, TYPE)]
    return Parsed(
        FacebookInsights.id,
        tables(rows),
        channels=tuple(replace(channel, external_id=page) for page in pages) or (channel,),
        rejected=tuple(rejected),
        unknown=export.unknown([*used, *columns.values(), *videos, *paid]),
        remarks=export.read_as(columns),
        day_zone=ZONE,
        observed_at=source.observed_at or read,
    )


def _ids(record: Record, place: int) -> tuple[str, str]:
    """The ids of the page (empty where it isn't told) and the post. Raises Fault."""
    told = record.text(place) or ""
    page, _, post = told.rpartition("_")
    if not post.isdecimal() or isinstance(record.cell(place), float):
        raise Fault(N_("“{value}” is not the id of a post."), value=told)
    return page, post


def _post(columns: Columns, record: Record) -> dict[str, object]:
    """When a post was published, what kind it is, and what it says. Raises Fault."""
    posted = columns.need(*POSTED)
    try:
        published = moment(record.cell(posted), ZONE)
    except ValueError:
        published = None
    if published is None:
        raise record.not_a_date(posted)
    return {
        "published_at": published,
        "format": FORMATS.get((record.text(columns.find(*TYPE)) or "").casefold()),
        "caption": record.text(columns.find(*MESSAGE)),
        "url": record.text(columns.find(*PERMALINK)),
    }


def _all_of(counts: Sequence[int | None]) -> int | None:
    """The counts together, None where one is missing."""
    told = [count for count in counts if count is not None]
    return sum(told) if len(told) == len(counts) else None
