"""Every text of a report, and whether each number in it is one of the report's figures.

How a figure may be written is told in tests/catalogue_figures.py: with up to so many decimals, people with three
digits, bounds rounded outwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from math import isclose

from charts.chart import Chart, Table
from locales import Language
from locales.typesetting import NUMBERED
from metrics.catalogue import CATALOGUE
from metrics.facts import Facts
from metrics.number import Number
from metrics.sentence import Sentence
from reports.method_section import READ
from reports.report import KeyFigures, Paragraph, Report, Rows, Section
from tests.catalogue_figures import Numbers
from tests.shown_numbers import Excused, Reading, drawn, patterns, strangers
from tests.test_numbers_shown import NOT_FIGURE_COLUMNS, NOT_FIGURES

NOISE, SEEN = 1e-9, 2e-6
CARRIED = 1e-6
"""To so much a chart or a file carries a figure."""
DECIMALS = 2
"""What is no metric of the catalogue may be written with so many decimals."""

NOT_FIGURES_IN_REPORTS: dict[str, tuple[tuple[str, ...], str]] = {
    "that is {value} followers per 1,000 inhabitants.": ((), "the ruler that a metric is measured with"),
    "the last {count} days are provisional": (("count",), "a count of days, told beside a figure and never as one"),
    "{count} channel is behind": (("count",), "a count of channels, of which each stands below"),
    "{count} channel lacks days {when}": (("count",), "a count of channels, of which each stands below"),
    "{count} channel has no figures by day": (("count",), "a count of channels, of which each stands below"),
    "earlier figures: {count}": (("count",), "how many figures a verdict rests on"),
    "figures since the way of counting changed: {count}": (("count",), "how many figures a verdict rests on"),
    "{days}, the same weekdays": (("days",), "days"),
    "{days}, as many days": (("days",), "days"),
    "{group} ({count})": (("count",), "how many organisations are compared"),
    "in {count} month": (("count",), "a count of months, of which each stands below"),
}


def spans_of_days(language: Language) -> re.Pattern[str]:
    """A pattern of days from one to another: 12–15 mars 2026."""
    months = "|".join(language.month_names())
    day = rf"\d{{1,2}}(?: (?:{months}))?(?: \d{{4}})?"
    return re.compile(rf"{day} ?– ?{day}(?<! )(?: (?:{months}))?(?: \d{{4}})?(?<=\d{{4}})", re.IGNORECASE)


def other_numbers(language: Language) -> re.Pattern[str]:
    """What is no figure wherever it stands: years (a figure has its thousands apart), numbered periods, 28 days."""
    return re.compile(
        rf"(?:{'|'.join(NUMBERED[language.code])}) \d{{1,2}},? \d{{4}}|\b(?:19|20)\d\d\b"
        r"|\b28 (?:dagar|dagarna|days)\b|(?<=avklippta vid )200|(?<=cut off at )200",
        re.IGNORECASE,
    )


SPELLED = {
    "sv": ("två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"),
    "en": ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
}
WORDS = {code: dict(zip(words, range(2, 13), strict=True)) for code, words in SPELLED.items()}
QUOTED = {"sv": re.compile(r"”[^”]*”"), "en": re.compile(r"“[^”]*”")}


def rest_of(text: str, excused: Excused, language: Language) -> str:
    """The text without what is no figure: quoted words, what is excused, years and days."""
    loose = re.sub(r"(?<=\d)\u00a0(?=[^\W\d])|(?<=[^\W\d])\u00a0(?=\d)|\u00a0(?=–)|(?<=–)\u00a0", " ", text)
    unspanned = spans_of_days(language).sub("·", QUOTED[language.code].sub("·", loose))
    return other_numbers(language).sub("·", excused.rest(unspanned))


def sentences(section: Section) -> Iterator[Sentence]:
    """Every sentence of a section."""
    for block in section.blocks:
        if isinstance(block, Paragraph):
            yield from block.sentences


def written(numbers: Iterable[Number], language: Language) -> Numbers:
    """The figures as they may be written, by the metric that they are of."""
    found = Numbers(language)
    for number in numbers:
        metric = number.metric.split(".")[0]
        decimals = CATALOGUE[metric].decimals + DECIMALS if metric in CATALOGUE else DECIMALS
        if number.value == number.value:
            # Either way where the noise of binary fractions decides: 64 212.500000001 is written as 64 213.
            noise = abs(number.value) * NOISE + SEEN
            sides = (number.value + noise, number.value, number.value - noise)
            found.add(metric, (*sides, *map(abs, sides)), decimals)
        else:
            found.add_intervals(metric, (number.low,), (number.high,), decimals)
    return found


def strange_in(sentence: Sentence, excused: Excused, language: Language) -> list[str]:
    """The numbers in a sentence, in figures and in words, that are none of the figures that it was made from."""
    own = written(sentence.numbers, language)
    rest = rest_of(sentence.text, excused, language)
    if sentence.text in {language.text(one) for one in READ}:
        return []
    found = strangers([Reading("sentence", rest, tuple(own.written))], own, Excused(language, {}, ()))
    said = [WORDS[language.code][word] for word in re.findall(r"\w+", rest.casefold()) if word in WORDS[language.code]]
    values = {round(abs(value)) for number in sentence.numbers for value in number.values}
    return found + [f"{number} in words in {sentence.text!r}" for number in said if number not in values]


def texts(section: Section, language: Language) -> Iterator[Reading]:
    """Everything else that stands in a section: its title, key figures, charts and tables."""
    yield Reading("title", section.title)
    for block in section.blocks:
        if isinstance(block, KeyFigures):
            for figure in block.figures:
                for text in (figure.label, figure.value, figure.verdict, *figure.changes, figure.note):
                    yield Reading(f"key figure {figure.label}", text)
        elif isinstance(block, Chart):
            for text in (block.title, block.subtitle, block.alt):
                yield Reading(f"chart {block.title}", text)
            yield from drawn(block.figure, block.title)
            yield from cells(block.table, block.title, language)
        elif isinstance(block, Rows):
            yield Reading("caption", block.caption)
            yield from cells(block.table, block.caption, language)


def cells(table: Table, where: str, language: Language) -> Iterator[Reading]:
    """A table's cells, raw and as they are read; columns of days and of posts' own words hold no figures."""
    skipped = {language.text(one) for one in (*NOT_FIGURE_COLUMNS, "Campaign", "Days", "Organisation", "Formula")}
    for place, heading in enumerate(table.columns):
        yield Reading(f"{where}, heading", heading)
        if heading in skipped:
            continue
        for row, shown in zip(table.rows, table.shown, strict=True):
            if isinstance(row[place], int | float):
                yield Reading(f"{where}, {heading}", float(row[place] or 0))
            yield Reading(f"{where}, {heading}", shown[place])


@cache
def _messages() -> dict[str, tuple[str, ...]]:
    return {message: fields for message, (fields, _) in (NOT_FIGURES | NOT_FIGURES_IN_REPORTS).items()}


def excused_in(names: Iterable[str], language: Language) -> Excused:
    """What is no figure in any text: dates, names, periods and the numbers of some messages."""
    known = {message: fields for message, fields in _messages().items() if _used(message, fields, language)}
    return Excused(language, known, names)


def _used(message: str, fields: tuple[str, ...], language: Language) -> bool:
    try:
        return bool(list(patterns(message, fields, language)))
    except KeyError:
        return False


def strange(report: Report, names: Iterable[str]) -> list[str]:
    """Every number in the report that is none of its figures."""
    language, excused = report.language, excused_in(names, report.language)
    found = []
    for section in report.sections:
        known = {number.key: number for number in section.numbers}
        for sentence in sentences(section):
            found += strange_in(sentence, excused, language)
            found += [f"{one} is not in the section" for one in sentence.numbers if one.known and one.key not in known]
        own = written(section.numbers, language)
        nothing = Excused(language, {}, ())
        computed = [value for number in section.numbers for value in (number.value, number.low, number.high)]
        for one in texts(section, language):
            where = f"{section.id}: {one.where}"
            if isinstance(one.said, str):
                said = rest_of(one.said, excused, language)
                found += strangers([Reading(where, said, tuple(own.written))], own, nothing)
            elif not any(isclose(one.said, value, rel_tol=CARRIED) for value in computed):
                found.append(f"{where}: {one.said}")
    return found


def names_in(facts: Facts) -> set[str]:
    """What the store itself says: names, comments, objectives and segments, in which a number is part of a name."""
    said = (
        *(facts.notes[name] for name in ("text", "author")),
        *(facts.organisations["name"], facts.accounts["name"], facts.accounts["unit"], facts.campaigns["name"]),
        *(facts.campaigns["objective"], facts.goals["objective"], facts.goals["set_by"]),
        facts.peer_groups["group_name"],
        facts.store.collect(facts.store.scan("audience_shares").select("segment").unique()).to_pandas()["segment"],
    )
    return {str(one).rstrip(".") for column in said for one in column.dropna()}
