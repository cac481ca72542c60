"""Matomo: visits by day, from the summary or from a report of where visits came from, in several languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from data.importers.gathering import Found, Record, faults_kept, found_in, orders_of, places, sheets_of, start_of
from data.importers.matomo_words import (
    BESIDE,
    BY_TYPE,
    DATE,
    LABEL,
    LONGER,
    MEAN_SECONDS,
    NOTHING,
    PAGE_VIEWS,
    PAGES,
    SECONDS,
    SEGMENT,
    VISITS,
)
from data.importers.reading import Cell, Columns, text_of
from data.importers.source import Answers, Choice, ImportRejected, Parsed, Question, Rejected, Source
from data.importers.values import day, duration
from data.importers.web_visits import Visits, campaign_of, is_source, source_of, source_question, told_source
from locales import N_

FIGURES = {"visits": VISITS, "page_views": PAGE_VIEWS}
TAGGED = re.compile(r"campa|kampa", re.IGNORECASE)  # a file's name that speaks of campaigns
TRIED = 50  # rows by which a column is told
MONEY = re.compile(r"[\W\d_]*(kr|sek|eur|usd|nok|dkk|gbp)?[\W\d_]*", re.IGNORECASE)
PART_OF_TIME = re.compile(
    r"(\d+)\s*(d|h|t|m|s)[^\W\d_]*\.?\s*", re.IGNORECASE
)  # days, hours (timmar), minutes, seconds
SECONDS_IN = {"d": 86_400, "h": 3_600, "t": 3_600, "m": 60, "s": 1}
CAMPAIGNS = "campaigns"  # the source of visits by tagged links
SHORT = 200  # bytes: a report without rows is a sentence


def _kind(columns: Columns) -> str | None:
    """Whether a header has visits beside other figures of Matomo's, or so many of these that visits are missing."""
    beside = sum(bool(BESIDE.fullmatch(name.casefold())) for name in columns.names)
    others = [columns.find(*DATE), columns.find(*LABEL, *MEAN_SECONDS, *SECONDS)]
    lacking = beside > 1 and None not in others
    return "visits" if lacking or (beside and columns.find(*VISITS) is not None) else None


class Matomo:
    """Visits by day and source."""

    id = "matomo"
    label = N_("Matomo: visits to the web")

    def detect(self, source: Source) -> bool:
        """Whether a header has visits beside Matomo's other figures, or the file says that there are none."""
        return _says_nothing(source) or any(found_in(sheet, _kind) for sheet in start_of(source))

    def parse(self, source: Source, answers: Answers) -> Sequence[Parsed]:
        """The visits, or what has to be asked first. Raises ImportRejected."""
        if _says_nothing(source):
            raise ImportRejected(
                N_("{name} is a report from Matomo without any data."),
                todo=N_("Choose a period with visits in Matomo and export it again."),
                name=source.name,
            )
        found = next(one for sheet in sheets_of(source) if (one := found_in(sheet, _kind)))
        report = _Report(source, found, answers)
        report.refuse_other_reports()
        return [report.parsed()]


def _says_nothing(source: Source) -> bool:
    return len(source.content) < SHORT and bool(NOTHING.fullmatch(text_of(source.content).strip().strip('"')))


@dataclass
class _Report:
    """A report, its columns found: what it can give, and what has to be asked or refused."""

    source: Source
    found: Found
    answers: Answers

    def __post_init__(self) -> None:
        columns = self.found.columns
        self.records = list(self.found.records())
        self.date, self.segment = columns.find(*DATE), columns.find(*SEGMENT)
        self.label = self._label()
        self.figures = places(columns, FIGURES)
        self.types = {name: at for name, alike in BY_TYPE.items() if (at := columns.find(*alike)) is not None}

    def _label(self) -> int | None:
        """The column of labels: by its name, or as the only one of words, for some languages call it by its report."""
        columns = self.found.columns
        if (place := columns.find(*LABEL)) is not None:
            return place
        others = [at for at, name in enumerate(columns.names) if name and at not in (self.date, self.segment)]
        return next((at for at in others if self._holds_words(at)), None)

    def _holds_words(self, place: int) -> bool:
        told = [text for record in self.records[:TRIED] if (text := record.text(place))]
        return bool(told) and not any(_is_figure(text) for text in told) and "metadat" not in self._name(place)

    def _name(self, place: int) -> str:
        return self.found.columns.names[place].casefold()

    def refuse_other_reports(self) -> None:
        """Raises ImportRejected for what has no days, and for pages, whose visits are counted once for each page."""
        names = self.found.columns.names
        if not any(PAGES.fullmatch(name) for name in names):
            raw, *translated = VISITS
            self.found.columns.need(*translated, raw)
        if self.label is not None and any(PAGES.fullmatch(name) for name in names):
            raise ImportRejected(
                N_("{name} is Matomo's report of pages. One visit has several, so they cannot be added up to visits."),
                todo=N_("Export a report of where visits came from (Acquisition) or the visits summary instead."),
                name=self.source.name,
            )
        if self.date is None:
            raise self._without_days(N_("{name} does not say which day its visits were made on."))
        told = [text for record in self.records if (text := _text(record, self.date))]
        longer = next((text for text in told if _is_longer(text)), None)
        if told and not longer and not any(map(_is_day, told)):
            longer = told[0]  # a week or a month, in words
        if longer:
            raise self._without_days(N_("{name} counts longer periods than days: “{period}”."), period=longer)

    def _without_days(self, what: str, **fields: object) -> ImportRejected:
        return ImportRejected(
            what,
            todo=N_(
                "In Matomo, choose the report, press Export, and choose CSV, Report date: Day, "
                "and all days of the period (in an address: period=day and date=2026-01-01,2026-03-31)."
            ),
            name=self.source.name,
            **fields,
        )

    def parsed(self) -> Parsed:
        """The visits, or what has to be asked first."""
        questions = self._questions()
        rejected: list[Rejected] = []
        visits = Visits()
        orders = orders_of(record.cell(self.date) for record in self.records)
        for record in [] if questions else self.records:
            with faults_kept(rejected, record.line):
                self._add(visits, record, orders)
        if not questions and not visits.tables and not rejected:
            raise ImportRejected(
                N_("{name} has the names of its columns but no figures below them."),
                todo=N_("Choose a period with figures and download it again."),
                name=self.source.name,
            )
        return Parsed(
            Matomo.id,
            visits.tables,
            questions=questions,
            rejected=tuple(rejected),
            unknown=self.found.columns.unknown(self._used()),
        )

    def _used(self) -> Iterable[str]:
        used = [*DATE, *LABEL, *SEGMENT, *VISITS, *([] if self.label is None else [self._name(self.label)])]
        if self.types and self.label is None:
            return [*used, *(name for names in BY_TYPE.values() for name in names)]
        return [*used, *PAGE_VIEWS, *(SECONDS if self.found.columns.find(*SECONDS) is not None else MEAN_SECONDS)]

    def _questions(self) -> tuple[Question, ...]:
        if self.label is None:
            return () if self.types or told_source(self.answers) else (source_question(),)
        return () if self._labels_are else (_label_question(self.source),)

    @cached_property
    def _labels_are(self) -> str | None:
        """What labels are: `source` or `utm_campaign`; None where neither the file nor a person tells."""
        if self.answers.metric in ("source", "utm_campaign"):
            return self.answers.metric
        segments = {_text(record, self.segment).casefold() for record in self.records} - {""}
        if segments and all("referrertype==campaign" in segment for segment in segments):
            return "utm_campaign"
        if segments and all(segment.startswith("referrer") for segment in segments):
            return "source"
        if self.label is not None and TAGGED.search(self._name(self.label)):
            return "utm_campaign"
        if TAGGED.search(self.source.name):
            return None
        labels = [_text(record, self.label) for record in self.records]
        return "source" if labels and all(is_source(_deepest(label)) for label in labels) else None

    def _add(self, visits: Visits, record: Record, orders: Sequence[str]) -> None:
        on = record.day(self.date, orders)
        if self.label is None and self.types:
            for source, place in self.types.items():
                visits.add(on, source, None, {"visits": record.count(place)})
            return
        figures: dict[str, float | None] = {name: record.count(place) for name, place in self.figures.items()}
        figures["minutes"] = self._minutes(record, figures["visits"])
        label = _text(record, self.label)
        if self.label is None:
            visits.add(on, told_source(self.answers) or "", None, figures)
        elif self._labels_are == "source":
            first, _, below = label.partition(" - ")
            tagged = source_of(first) == CAMPAIGNS
            source = CAMPAIGNS if tagged else source_of(_deepest(label))
            visits.add(on, source, campaign_of(below or None) if tagged else None, figures)
        else:
            visits.add(on, CAMPAIGNS, campaign_of(label), figures)

    def _minutes(self, record: Record, visits: float | None) -> float | None:
        """The minutes that visits lasted together: as told, or their mean as many times as there were visits."""
        total, mean = self.found.columns.find(*SECONDS), self.found.columns.find(*MEAN_SECONDS)
        place = mean if total is None else total
        try:
            seconds = _seconds(record.cell(place))
        except ValueError:
            raise record.fault(place) from None
        if total is None and seconds is not None:
            seconds = None if visits is None else seconds * visits
        return None if seconds is None else seconds / 60


def _text(record: Record, place: int | None) -> str:
    return record.text(place) or ""


def _is_day(text: str) -> bool:
    try:
        return day(text, orders_of([text])) is not None
    except ValueError:
        return False


def _seconds(cell: Cell) -> float | None:
    """Seconds, also of a time in words: 4 min 31s, 1 hours 5 min, 2 days 3 hours. Raises ValueError."""
    if isinstance(cell, str) and (parts := PART_OF_TIME.findall(cell)) and not PART_OF_TIME.sub("", cell).strip(" ,"):
        return sum(float(count) * SECONDS_IN[unit[0].casefold()] for count, unit in parts)
    return duration(cell)


def _is_figure(text: str) -> bool:
    """Whether a cell holds a number, a share, an amount of money or a time, and no label."""
    if MONEY.fullmatch(text):
        return True
    try:
        return _seconds(text) is not None
    except ValueError:
        return False


def _is_longer(text: str) -> bool:
    found = LONGER.fullmatch(text.strip())
    return found is not None and (found["first"] is None or found["first"] != found["last"])


def _deepest(label: str) -> str:
    """Of a label in several levels, as “Social networks - Facebook”, the first that is a known source or a host."""
    parts = [part for part in label.split(" - ") if part.strip()]
    return next((part for part in reversed(parts) if is_source(part)), parts[0] if parts else "")


def _label_question(source: Source) -> Question:
    """What is asked of labels that could be anything; the file's name says which answer is likely."""
    choices = (
        Choice("source", N_("Where visits came from: websites, search engines or social networks")),
        Choice("utm_campaign", N_("Campaigns, as links were tagged")),
    )
    likely = choices[::-1] if TAGGED.search(source.name) else choices
    return Question("metric", N_("What do the labels in the file stand for?"), likely)
