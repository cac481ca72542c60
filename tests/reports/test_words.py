"""How a report is written: as it was read and kept, in short sentences, without causes, in lines that hold together."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from locales import NBSP, Language
from locales.typesetting import NUMBERED
from metrics.sentence import Sentence
from reports.contents import SECTIONS
from reports.report import Paragraph, Report
from tests.reports.examples import EXAMPLES, READ, told
from tests.reports.reading import QUOTED, sentences
from tests.reports.stores import made

MOST_WORDS = 25
ENDS = re.compile(r"(?<=[.!?])[ \u00a0](?=[A-ZÅÄÖ])")
CAUSES = {
    "sv": r"eftersom|därför|beror|berodde|orsak\w*|tack vare|på grund av|ledde till|gjorde att",
    "en": r"because|since|therefore|due to|thanks to|caused?|led to|as a result",
}


def loose(code: str) -> re.Pattern[str]:
    """A space that breaks a line inside a date, before a sign or before the number of a period."""
    language = Language(code)
    months, numbered = "|".join(language.month_names()), "|".join(NUMBERED[code])
    return re.compile(rf"\d (?:{months}|%|kr\b|SEK\b)|(?:{numbered}) \d", re.IGNORECASE)


REPORTS = sorted({(one.store, one.organisation, one.period, one.code) for one in EXAMPLES})
EXPLAIN = ("method", "freshness")


def split(sentence: Sentence, language: Language) -> Iterator[str]:
    """Its sentences, with quoted words, names in quotation marks and numbers with their signs as one word each."""
    told = QUOTED[language.code].sub("X", sentence.text)
    yield from ENDS.split(re.sub(rf"(?<=\d){NBSP}(?=\d|%|kr\b)", "", told))


def everything(report: Report) -> list[tuple[str, Sentence]]:
    return [(section.id, one) for section in report.sections for one in sentences(section)]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: f"{one.store}-{one.organisation}-{one.period}-{one.code}")
def test_an_example_is_as_it_was_read(example) -> None:
    """`python -m tests.reports.examples` writes them anew; read what has changed before it is kept."""
    kept = READ.read_text(encoding="utf-8").rstrip("\n").split("\n\n")
    for block in told(example):
        assert block.replace(NBSP, " ") in kept


def test_there_are_many_examples_of_every_section() -> None:
    heads = re.findall(r"^== (.*)$", READ.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(heads) == len(set(heads)) >= 60
    assert {head.rsplit(" · ", 1)[1] for head in heads} | {"figures", "peers", "method"} == set(SECTIONS)


@pytest.mark.parametrize(("store", "organisation", "period", "code"), REPORTS)
def test_no_sentence_is_long(store: str, organisation: str, period: str, code: str) -> None:
    report = made(store, organisation, period, code)
    long = [
        f"{len(text.split())}: {text}"
        for _, one in everything(report)
        for text in split(one, report.language)
        if len(text.split()) > MOST_WORDS
    ]
    assert not long, "\n".join(long)


@pytest.mark.parametrize(("store", "organisation", "period", "code"), REPORTS)
def test_no_cause_is_told(store: str, organisation: str, period: str, code: str) -> None:
    """But in the quoted words of those who wrote a note or a post, and where the method is explained."""
    report = made(store, organisation, period, code)
    told_of = [one.text for section, one in everything(report) if section not in EXPLAIN]
    found = [
        text for text in told_of if re.search(rf"\b({CAUSES[code]})\b", QUOTED[code].sub("X", text), re.IGNORECASE)
    ]
    assert not found


@pytest.mark.parametrize(("store", "organisation", "period", "code"), REPORTS)
def test_lines_do_not_break_in_dates_and_before_signs(store: str, organisation: str, period: str, code: str) -> None:
    report = made(store, organisation, period, code)
    texts = [
        report.title,
        *(section.title for section in report.sections),
        *(one.text for _, one in everything(report)),
    ]
    assert not [text for text in texts if loose(code).search(text)]


@pytest.mark.parametrize(("store", "organisation", "period", "code"), REPORTS)
def test_every_sentence_is_one(store: str, organisation: str, period: str, code: str) -> None:
    """It begins with a capital letter (or a name, a number or quoted words) and ends; no field is left open."""
    for _, one in everything(made(store, organisation, period, code)):
        assert one.text[:1].isupper() or not one.text[:1].isalpha(), one.text
        assert one.text.endswith((".", "?", "”", "…")), one.text
        assert "{" not in one.text
        assert "  " not in one.text
        assert "nan" not in one.text.casefold().split()


def test_nothing_is_said_twice_in_a_paragraph_or_beside_its_title() -> None:
    for section in made("demo", "region-alvmark", "2026-03").sections:
        for block in section.blocks:
            if isinstance(block, Paragraph):
                said = [one.text for one in block.sentences]
                assert len(said) == len(set(said))
                assert block.listed or block.heading or f"{section.title}." not in said
