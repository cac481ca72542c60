"""X: the account's days and its posts, as X delivers them today and as Twitter Analytics did until 2023."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from data.importers.gathering import (
    Fault,
    Found,
    Record,
    Rows,
    faults_kept,
    found_in,
    is_total,
    noon,
    orders_of,
    places,
    refuse_without_rows,
    sheets_of,
    start_of,
    tables,
    totals_left_out,
)
from data.importers.reading import Columns
from data.importers.source import Answers, Channel, Parsed, Rejected, Source
from data.importers.values import moment
from locales import N_

DATE = ("Date", "time", "Datum")
ID = ("Post id", "Tweet id")
LINK = ("Post Link", "Tweet permalink")
TEXT = ("Post text", "Tweet text")
PROMOTED = ("promoted impressions",)
VIEWS = ("Impressions", "Visningar")
# What the account's days have beside impressions: one that no others have, or two of those that few have.
X_ALONE = ("New follows", "Tweets published", "Create Post")
OF_X = ("Unfollows", "Reposts", "Replies", "Bookmarks", "Profile visits", "Media views", "Engagements", "retweets")
# “Follows” and “user profile clicks” of the old files are those that came from posts alone, and are left out.
DAYS = {
    "followers_gained": ("New follows",),
    "followers_lost": ("Unfollows",),
    "views": VIEWS,
    "reactions": ("Likes", "favorites"),
    "comments": ("Replies",),
    "shares": ("Reposts", "retweets"),
    "saves": ("Bookmarks",),
    "link_clicks": ("url clicks",),
    "profile_visits": ("Profile visits",),
    "video_views": ("Video views",),
    "posts_published": ("Create Post", "Tweets published", "Posts published"),
}
POST = {
    "views": VIEWS,
    "reactions": DAYS["reactions"],
    "comments": DAYS["comments"],
    "shares": DAYS["shares"],
    "saves": DAYS["saves"],
    "clicks": DAYS["link_clicks"],
    "video_views": DAYS["video_views"],
}
STATUS = re.compile(r"/(?:(?P<handle>\w+)/)?status(?:es)?/(?P<id>\d+)")
ROUNDED = re.compile(r"[1-9]\d{0,14}0{4,}")  # what is left of 19 digits when Excel keeps 15
ZONE = "UTC"
# An id holds the moment in which it was given out, in thousandths of a second since X began to do so.
EPOCH = datetime(2010, 11, 4, 1, 42, 54, 657000, tzinfo=UTC)
CLOCK_BITS = 22


def _kind(columns: Columns) -> str | None:
    has = columns.find
    if sum(has(*names) is not None for names in (ID, LINK, TEXT)) > 1:
        return "posts"
    beside = sum(has(name) is not None for name in OF_X) > 1
    if has(*X_ALONE) is not None and beside:
        return "days"
    told = has(*X_ALONE) is not None or beside
    return "days" if told and has(*VIEWS) is not None and has(*DATE) is not None else None


class XAnalytics:
    """The account's days, or its posts with their figures so far."""

    id = "x"
    label = N_("X: days and posts")

    def detect(self, source: Source) -> bool:
        """Whether a header has the columns that X's files have."""
        return any(found_in(sheet, _kind) for sheet in start_of(source))

    def parse(self, source: Source, answers: Answers) -> Sequence[Parsed]:  # noqa: ARG002 -- nothing is asked of it
        """The days or the posts, whichever the file holds. Raises ImportRejected."""
        found = [one for sheet in sheets_of(source) if (one := found_in(sheet, _kind))]
        return [_days(source, one) if one.kind == "days" else _posts(source, one) for one in found]


def _days(source: Source, found: Found) -> Parsed:
    rejected: list[Rejected] = []
    rows = Rows("account_days", rejected)
    date, columns = found.columns.need(*DATE), places(found.columns, DAYS)
    found.columns.need(*VIEWS)
    records = [record for record in found.records() if not is_total(record.cell(date))]
    totals = [record.line for record in found.records() if is_total(record.cell(date))]
    orders = orders_of(record.cell(date) for record in records)
    for record in records:
        with faults_kept(rejected, record.line):
            figures = {name: record.count(place) for name, place in columns.items()}
            rows.add({"account_id": "0", "date": record.day(date, orders), **figures})
    refuse_without_rows(source.name, [rows], rejected)
    return Parsed(
        XAnalytics.id,
        tables(rows),
        channels=(Channel("x"),),
        rejected=tuple(rejected),
        unknown=found.columns.unknown([*DATE, *_names(DAYS)]),
        remarks=totals_left_out(totals),
        day_zone=ZONE,
    )


def _posts(source: Source, found: Found) -> Parsed:
    rejected: list[Rejected] = []
    rows = Rows("posts", rejected)
    columns, link = places(found.columns, POST), found.columns.find(*LINK)
    handles = list(dict.fromkeys(_handle(record.text(link)) for record in found.records()))
    known = [handle for handle in handles if handle] or [""]
    for record in found.records():
        with faults_kept(rejected, record.line):
            handle = _handle(record.text(link)) or (known[0] if len(known) == 1 else "")
            if handle not in known:
                raise Fault(N_("The row does not say which account it is of, and the file has several."))
            figures = {name: record.count(place) for name, place in columns.items()}
            rows.add({"account_id": str(known.index(handle)), **_post(found.columns, record), **figures})
    refuse_without_rows(source.name, [rows], rejected)
    return Parsed(
        XAnalytics.id,
        tables(rows),
        channels=tuple(Channel("x", handle=handle) for handle in known),
        rejected=tuple(rejected),
        unknown=found.columns.unknown([*DATE, *ID, *LINK, *TEXT, *PROMOTED, *_names(POST)]),
        day_zone=ZONE,
    )


def _handle(link: str | None) -> str:
    """The account in a post's link, without differences in case; empty where the link does not tell."""
    found = STATUS.search(link or "")
    handle = (found["handle"] or "") if found else ""
    return "" if handle in ("i", "web") else handle.casefold()


def _post(columns: Columns, record: Record) -> dict[str, object]:
    """Which post it is, when it was published, and what it says."""
    link = record.text(columns.find(*LINK))
    found = STATUS.search(link or "")
    number = found["id"] if found else _whole_id(record, columns.find(*ID))
    row: dict[str, object] = {
        "post_id": f"x-{number}",
        "published_at": _published(number, record, columns.need(*DATE)),
        "caption": record.text(columns.find(*TEXT)),
        "url": link,
    }
    if (place := columns.find(*PROMOTED)) is not None:
        row["paid"] = bool(record.count(place))
    return row


def _whole_id(record: Record, place: int | None) -> str:
    """The id in a cell. Raises Fault where Excel has rounded it, and the post can't be told from others."""
    number = record.text(place) or ""
    if not number.isdecimal() or isinstance(record.cell(place), float) or ROUNDED.fullmatch(number):
        raise Fault(
            N_(
                "The post's id “{value}” is not whole: Excel rounds long numbers. Choose the file as it was downloaded."
            ),
            value=number,
        )
    return number


def _published(number: str, record: Record, place: int) -> datetime:
    """When the post was published: as its time says, or else its id, or else its day at noon. Raises Fault."""
    try:
        told = moment(record.cell(place), ZONE)
    except ValueError:
        told = None
    if told is None:
        raise record.not_a_date(place)
    if ":" in str(record.cell(place)):
        return told
    by_id = EPOCH + timedelta(milliseconds=min(int(number), 1 << 63) >> CLOCK_BITS)
    return by_id if abs(by_id - noon(told.date())) <= timedelta(hours=36) else noon(told.date())


def _names(words: Mapping[str, Iterable[str]]) -> list[str]:
    return [name for alike in words.values() for name in alike]
