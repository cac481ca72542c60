"""LinkedIn page analytics: content and posts, new followers, visitors, and the older updates, by sheet.

The words of a header are known in English, Portuguese and, as far as they could be, Swedish; a sheet in another
language is known by its shape (`linkedin_shapes.py`). New followers are those of the day, who left is not told; the
demographic sheets count today's followers, but not all of them, and are taken only where a person asks for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime

from data.importers.gathering import (
    Corrections,
    Fault,
    Record,
    Rows,
    faults_kept,
    noon,
    refuse_without_rows,
    sheets_of,
    start_of,
    tables,
    totals_left_out,
)
from data.importers.linkedin_sheets import NEEDED, Layout, layouts
from data.importers.linkedin_words import FORMATS, POST, SPONSORED
from data.importers.source import Answers, Channel, Choice, ImportRejected, Parsed, Question, Rejected, Source
from locales import N_

FILE_NAME = re.compile(r"(?P<page>.+?)_(content|followers|visitors|updates)_(?P<at>1\d{12})\b", re.IGNORECASE)
URN = re.compile(r"(?:urn:li:(?:activity|share|ugcPost):|-(?:activity|share|ugcPost)-)(\d{15,20})", re.IGNORECASE)
ZONE = "UTC"


class LinkedIn:
    """Files of a LinkedIn page's analytics."""

    id = "linkedin"
    label = N_("LinkedIn page analytics: content, followers or visitors")

    def detect(self, source: Source) -> bool:
        """Whether some sheet is one of LinkedIn's, and not only of the kind that counts an audience."""
        kinds = [layout.found.kind for layout in layouts(start_of(source))]
        return any(kind != "audience" for kind in kinds) or kinds.count("audience") > 1

    def parse(self, source: Source, answers: Answers) -> Sequence[Parsed]:
        """What the sheets give, together. Raises ImportRejected."""
        sheets = sheets_of(source)
        read = layouts(sheets)
        kinds = {layout.found.kind for layout in read}
        if kinds <= {"competitors"}:
            raise ImportRejected(
                N_("{name} compares pages over a period, and has no days or posts."),
                todo=N_("Write the followers of other organisations in Genomslag's own template."),
                name=source.name,
            )
        channel, observed_at = _from_name(source.name)
        rejected: list[Rejected] = []
        known = {layout.found.sheet.name for layout in read}
        unknown = [sheet.name for sheet in sheets if sheet.name not in known]
        days, reach, posts = (Rows(table, rejected) for table in ("account_days", "account_reach", "posts"))
        corrections, left_out = Corrections(), list[int]()
        audience = [layout for layout in read if layout.found.kind == "audience"]
        for layout in read:
            if layout.found.kind not in NEEDED:
                unknown.append(layout.found.sheet.name)
                continue
            layout.check()
            if layout.found.kind == "posts":
                _posts(layout, layout.rows(left_out), posts, corrections)
            else:
                _daily(layout, layout.rows(left_out), days, reach, corrections)
            unknown += layout.unknown
        counted = max((_counted(layout) for layout in audience), default=0)
        if answers.metric == "followers" and counted:
            _stock(days, counted, observed_at or source.observed_at)
        elif counted and not (days.by_key or reach.by_key or posts.by_key or rejected):
            question = _audience_question(source, counted)
            return [Parsed(self.id, channels=(channel,), questions=(question,), day_zone=ZONE, observed_at=observed_at)]
        refuse_without_rows(source.name, (days, reach, posts), rejected)
        return [
            Parsed(
                self.id,
                tables(days, reach, posts),
                (channel,),
                rejected=tuple(rejected),
                unknown=tuple(dict.fromkeys(unknown)),
                remarks=(
                    *(remark for layout in read for remark in layout.remarks),
                    *totals_left_out(left_out),
                    *corrections.remarks,
                ),
                day_zone=ZONE,
                observed_at=observed_at,
            )
        ]


def _from_name(name: str) -> tuple[Channel, datetime | None]:
    """The page and the moment of the download, which LinkedIn writes in the file's name."""
    told = FILE_NAME.match(name)
    if not told:
        return Channel("linkedin"), None
    return Channel("linkedin", handle=told["page"]), datetime.fromtimestamp(int(told["at"]) / 1000, tz=UTC)


def _daily(layout: Layout, records: Iterable[Record], days: Rows, reach: Rows, corrections: Corrections) -> None:
    """Gathers the flows and the people of each day."""
    counts = {name: place for name, place in layout.at.items() if name not in ("date", "reach")}
    orders = layout.found.orders(layout.at["date"])
    for record in records:
        with faults_kept(days.rejected, record.line):
            on = record.day(layout.at["date"], orders)
            row = corrections.counts(record, counts, on)
            if any(value is not None for value in row.values()):
                days.add({"account_id": "0", "date": on} | row)
            people = record.count(layout.at.get("reach"))
            if people is not None:
                reach.add({"account_id": "0", "window_end": on, "window_days": 1, "reach": people})


def _posts(layout: Layout, records: Iterable[Record], posts: Rows, corrections: Corrections) -> None:
    """Gathers the posts, with the figures of their whole life."""
    at = layout.at
    counts = {name: place for name, place in at.items() if name in POST and not name.endswith("_views")}
    orders = layout.found.orders(at["created"])
    for record in records:
        with faults_kept(posts.rejected, record.line):
            url = record.text(at["link"]) or ""
            if not (told := URN.search(url)):
                raise Fault(N_("The row has no link to a post, so nothing tells which post it is."))
            kind = record.text(at.get("type"))
            row = corrections.counts(record, counts, told[1])
            row["video_views"] = _with(record.count(at.get("video_views")), record.count(at.get("offsite_views")))
            posts.add(
                {
                    "post_id": f"linkedin-{told[1]}",
                    "account_id": "0",
                    "published_at": noon(record.day(at["created"], orders)),
                    "format": FORMATS.get((record.text(at.get("format")) or "").casefold()),
                    "paid": None if kind is None else kind.casefold().startswith(SPONSORED),
                    "caption": record.text(at.get("title")),
                    "url": url,
                }
                | row
            )


def _with(views: int | None, elsewhere: int | None) -> int | None:
    return views if elsewhere is None else (views or 0) + elsewhere


def _counted(layout: Layout) -> int:
    """How many followers a demographic sheet counts: at most all of them."""
    counts = []
    for record in layout.found.records():
        with faults_kept([], record.line):
            counts.append(record.count(1) or 0)
    return sum(counts)


def _stock(days: Rows, followers: int, observed_at: datetime | None) -> None:
    """Adds the followers to the day of the download, or else to the last day there is."""
    dates = [row["date"] for row in days.by_key.values() if isinstance(row["date"], date)]
    on = observed_at.date() if observed_at else max(dates, default=datetime.now(UTC).date())
    days.by_key.setdefault(("0", on), {"account_id": "0", "date": on})["followers"] = followers


def _audience_question(source: Source, followers: int) -> Question:
    return Question(
        "metric",
        N_("{name} has no days, but counts {followers} followers by their background. Not everybody is counted."),
        (Choice("followers", N_("Take it as the number of followers on the day of the download")),),
        {"name": source.name, "followers": followers},
    )
