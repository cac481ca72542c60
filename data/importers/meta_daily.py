"""Meta Business Suite's daily series: one metric a file, of Facebook or Instagram, in any language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from data.importers.damage import check_dates, check_numbers
from data.importers.gathering import (
    Corrections,
    Record,
    Rows,
    faults_kept,
    is_total,
    orders_of,
    refuse_without_rows,
    tables,
    totals_left_out,
)
from data.importers.meta_blocks import DAY_ZONE, PLATFORMS, START, Block, blocks, platform_told
from data.importers.meta_words import NOT_YET_VIEWS, OLD_VIEWS
from data.importers.reading import plain
from data.importers.source import Answers, Channel, Choice, ImportRejected, Parsed, Question, Rejected, Remark, Source
from locales import N_

# What a title counts, once the platform's name is taken from it: English titles, and those Swedish words that Meta's
# own exports of posts prove.
COUNTED = {
    "views": "views", "visningar": "views", "impressions": "views",
    "viewers": "reach", "reach": "reach", "page reach": "reach", "räckvidd": "reach",
    "content interactions": "interactions", "interactions": "interactions",
    "follows": "followers_gained", "new followers": "followers_gained", "new follows": "followers_gained",
    "unfollows": "followers_lost", "lost followers": "followers_lost",
    "visits": "profile_visits", "page visits": "profile_visits", "profile visits": "profile_visits",
    "page and profile visits": "profile_visits",
    "link clicks": "link_clicks", "länkklick": "link_clicks",
    "3-second video views": "video_views", "3-second views": "video_views", "minutes viewed": "minutes_viewed",
    "reactions": "reactions", "comments": "comments", "shares": "shares", "saves": "saves",
}  # fmt: skip
# Parts of words in other languages, from which a title is guessed, and then asked about.
HINTS = {
    r"unfollow|slutat följa": "followers_lost",
    r"follow|följ|seguid|segui|abonn|\blike|gilla": "followers_gained",
    r"intera": "interactions",
    r"visit|besök|besuch|besøg|besøk": "profile_visits",
    r"cli[ck]|klick|klik": "link_clicks",
    r"reach|räckv|alcan|reichw|couvert|viewer|tittar|rekkev": "reach",
    r"view|visning|visuali|aufruf|vues|impress|exponering": "views",
}
COUNTS = {
    "followers_gained": N_("New followers each day"),
    "followers_lost": N_("Followers lost each day"),
    "followers": N_("Followers in all, as of each day"),
    "views": N_("Views"),
    "reach": N_("People reached each day"),
    "interactions": N_("Interactions"),
    "reactions": N_("Reactions"),
    "comments": N_("Comments"),
    "shares": N_("Shares"),
    "saves": N_("Saves"),
    "link_clicks": N_("Link clicks"),
    "profile_visits": N_("Visits to the page or profile"),
    "video_views": N_("Video views"),
    "minutes_viewed": N_("Minutes watched"),
}
PLATFORM_IN_TITLE = re.compile(rf"\b((on|from|for|på|från|för) )?({'|'.join(PLATFORMS)})\b-?")
VIEWERS = re.compile(r"viewer|tittar")
EARNINGS = re.compile(r"earning|intäkt|ingreso|einnahm|revenu|monetiz|stars")


class MetaDaily:
    """Daily figures of a page or account, from “Results” in Meta Business Suite."""

    id = "meta_daily"
    label = N_("Daily figures from Meta Business Suite")

    def detect(self, source: Source) -> bool:
        """Whether the file has a title, a header and days, as these have."""
        found = blocks(source, START)
        return bool(found) and found[0].daily

    def parse(self, source: Source, answers: Answers) -> list[Parsed]:
        """The rows of each series in the file."""
        series = [block for block in blocks(source) if block.daily]
        return _people_once(series, [self._series(block, source, answers) for block in series])

    def _series(self, block: Block, source: Source, answers: Answers) -> Parsed:
        if EARNINGS.search(plain(block.title)):
            raise ImportRejected(
                N_("“{title}” is money earned, which Genomslag doesn't keep."),
                todo=N_("Choose the files of views, reach, interactions, follows, visits or link clicks."),
                title=block.title,
            )
        platform, questions = platform_told(block.title, source.name, answers)
        counted, asked = _counted(block.title, source.name, answers)
        day, figure = block.places
        records = [Record(row, block.header, line) for row, line in zip(block.rows, block.lines, strict=True)][1:]
        totals = [record.line for record in records if is_total(record.cell(day))]
        records = [record for record in records if record.line not in totals]
        check_numbers(block.header[figure], (record.cell(figure) for record in records))
        check_dates(block.header[day], (record.cell(day) for record in records))
        orders = orders_of(record.cell(day) for record in records)
        rejected: list[Rejected] = []
        rows = Rows("account_reach" if counted == "reach" else "account_days", rejected)
        corrections = Corrections()
        for record in records:
            with faults_kept(rejected, record.line):
                if counted and (row := _row(record, block.places, orders, counted, corrections)):
                    rows.add(row)
        if not records:
            refuse_without_rows(source.name, (), ())
        return Parsed(
            importer=self.id,
            tables=tables(rows),
            channels=(Channel(platform),),
            questions=(*questions, *asked),
            rejected=tuple(rejected),
            unknown=tuple(name for place, name in enumerate(block.header) if name and place not in (day, figure)),
            remarks=(*_read_as(block, counted), *totals_left_out(totals), *corrections.remarks),
            day_zone=DAY_ZONE,
        )


def _counted(title: str, name: str, answers: Answers) -> tuple[str, tuple[Question, ...]]:
    """The contract's column for a title, by its words or by what was answered, or else a question."""
    bare = plain(PLATFORM_IN_TITLE.sub(" ", plain(title)))
    if bare in COUNTED:
        return COUNTED[bare], ()
    if answers.metric in COUNTS:
        return str(answers.metric), ()
    likely = next((column for hint, column in HINTS.items() if re.search(hint, bare or plain(name))), "")
    choices = tuple(Choice(column, COUNTS[column]) for column in sorted(COUNTS, key=lambda column: column != likely))
    return "", (Question("metric", N_("What does “{title}” count?"), choices, {"title": title or name}),)


def _read_as(block: Block, counted: str) -> tuple[Remark, ...]:
    """What is said of a title that Meta has counted in two ways."""
    old = counted == "views" and any(word in plain(block.title) for word in OLD_VIEWS)
    return (Remark(NOT_YET_VIEWS, {"column": block.title}),) if old else ()


def _people_once(series: list[Block], found: list[Parsed]) -> list[Parsed]:
    """The series, without viewers on days of which the file also tells the reach: a day has one figure of people."""
    viewers, others = list[int](), list[int]()
    for place, parsed in enumerate(found):
        if "account_reach" in parsed.tables:
            (viewers if VIEWERS.search(plain(series[place].title)) else others).append(place)
    for place in viewers:
        for other in others:
            if found[place].channels == found[other].channels:
                found[place] = _without(found[place], found[other], series[other].title)
    return found


def _without(viewers: Parsed, reach: Parsed, title: str) -> Parsed:
    rows = viewers.tables.get("account_reach", reach.tables["account_reach"].clear())
    kept = rows.join(reach.tables["account_reach"], on="window_end", how="anti")
    if kept.height == rows.height:
        return viewers
    text = N_("The file has viewers and “{title}”. Both count people: viewers are kept on days without the other only.")
    told = Remark(text, {"title": title})
    return replace(viewers, tables={"account_reach": kept} if kept.height else {}, remarks=(*viewers.remarks, told))


def _row(
    record: Record, places: tuple[int, int], orders: Sequence[str], counted: str, corrections: Corrections
) -> dict[str, object] | None:
    """A day of the series, None where its figure is missing. Raises Fault."""
    day, figure = places
    on = record.day(day, orders)
    if counted == "minutes_viewed":
        value: object = record.amount(figure)
    else:
        value = corrections.counts(record, {counted: figure}, on)[counted]
    if value is None:
        return None
    if counted == "reach":
        return {"account_id": "0", "window_end": on, "window_days": 1, "reach": value}
    return {"account_id": "0", "date": on, counted: value}
