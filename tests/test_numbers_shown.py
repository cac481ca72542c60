"""No page shows a number, in words, cards, charts, tables or their CSV, that is not the catalogue's.

Every number on the pages of the demo (tests/shown_numbers.py) is looked up among the figures of its metric, computed
anew (tests/catalogue_figures.py). What is no figure at all, such as a place or a count of days, stands below with its
reason.
"""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from locales import LANGUAGES, Language
from metrics.__main__ import main
from metrics.catalogue import CATALOGUE
from metrics.definition_wording import definitions
from metrics.facts import Facts
from metrics.figures import Scope
from metrics.peers.group_wording import group_name
from metrics.peers.groups import groups
from metrics.period import Period
from tests.catalogue_figures import Numbers, numbers_of
from tests.pages.shown import open_page
from tests.shown_numbers import FIELD, Excused, Reading, of_card, of_table, patterns, readings, strangers, wordings
from ui.load import store_facts

OWN = Scope("region-alvmark")
VIEWS = [
    *(
        ("2026-10", page, code)
        for page in ("overview", "followers", "reach", "goals", "peers", "data")
        for code in LANGUAGES
    ),
    *(("2026-Q3", page, "sv") for page in ("overview", "followers", "reach", "goals")),
]

# Messages in which the fields named here, and digits of the message's own, are no figures.
DAYS = "a count of days, told beside a figure and never as one"
GOALS = "a count of goals or posts, of which the goals themselves are listed"
KNOWN = "how many figures a verdict rests on"
RULER = "the ruler that a metric is measured with, and part of its name"
NOT_FIGURES: dict[str, tuple[tuple[str, ...], str]] = {
    "place {rank} of {all}": (("rank", "all"), "a place among organisations"),
    "{measure} for {count} organisations, from {lowest} to {highest}. Median {median}; {name}: {own}.": (
        ("count",),
        "how many organisations are compared",
    ),
    "{count} in the group has no place: {why}.": (("count",), "how many organisations are not compared"),
    "{missing} of {expected} days are missing, counted channel by channel": (("missing", "expected"), DAYS),
    "{missing} of {expected} days are missing": (("missing", "expected"), DAYS),
    "{count} day is missing": (("count",), DAYS),
    "the last day is provisional": (("count",), DAYS),
    "The last {count} days are provisional: the platforms may restate them.": (("count",), DAYS),
    "In the last 28 days of the period": ((), DAYS),
    "Reach, 28 days": ((), DAYS),
    "compared with the 28 days before": ((), DAYS),
    "{channel} reaches the most, {people} people in 28 days": ((), DAYS),
    "People reached in the last 28 days of each month": ((), DAYS),
    "How many people each channel reached in a day, a week, 28 days or a month.": ((), DAYS),
    "{inside} of {posts} posts met the target {target}": (("inside", "posts"), GOALS),
    "{inside} of {posts} posts, median {median}": (("inside", "posts"), GOALS),
    "{period}: {reached} of {all} goals were reached": (("reached", "all"), GOALS),
    "{reached} of {count} month": (("reached", "count"), "a count of months, of which each stands below"),
    "{count} goal was missed": (("count",), GOALS),
    "{count} was not": (("count",), GOALS),
    "{count} in part": (("count",), GOALS),
    "{count} cannot be told": (("count",), GOALS),
    "{count} lacks figures": (("count",), GOALS),
    "{count} goal is under way": (("count",), GOALS),
    "{likely} of {all} goals under way are likely to be reached": (("likely", "all"), GOALS),
    "{reached} of {all} reached": (("reached", "all"), GOALS),
    "reached {reached} of {all} times": (("reached", "all"), GOALS),
    "{count} is uncertain": (("count",), GOALS),
    "{count} is likely to be reached": (("count",), GOALS),
    "{count} is unlikely to be reached": (("count",), GOALS),
    "Bars are cut off at {most}.": (("most",), "where the axis of a chart ends"),
    "Earlier figures to compare with: {count}. At least {needed} are needed, most of them in a row.": (
        ("count", "needed"),
        KNOWN,
    ),
    "Earlier figures since the way of counting changed on {changed}: {count}. At least {needed} are needed.": (
        ("count", "needed"),
        KNOWN,
    ),
    "The value lies where the {count} figures before lead one to expect.": (("count",), KNOWN),
    "in {count} month": (("count",), "how many months a verdict on a longer period is of"),
    "quarter {number} {year}": (("number", "year"), "a date"),
    "week {number}, {year}": (("number", "year"), "a date"),
    "Inhabitants as of {year}.": (("year",), "a date"),
    "per 1,000 inhabitants": ((), RULER),
    "All {rows} rows keep the data contract: types, keys, ranges and references.": (("rows",), "rows of the store"),
    **{text: ((), RULER) for one in CATALOGUE.values() for text in (one.label, one.explanation, one.formula)},
}
NOT_FIGURE_COLUMNS = {
    "Text": "a post's own words",
    "Post": "a post's own words",
    **dict.fromkeys(("Place", "Place, at best", "Place, at worst"), "a place among organisations"),
    "Divided by": "inhabitants or followers: what a metric is divided by",
    "Days missing": DAYS,
    "Days with figures": DAYS,
    "Question": "figures of single days and posts, which tests/plain_questions.py works out a second time",
    "Rows": "rows of the store",
}


@pytest.fixture(autouse=True)
def _demo(demo_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GENOMSLAG_STORE", raising=False)


@cache
def known(period: str, code: str) -> Numbers:
    return numbers_of(store_facts(), OWN, Period.parse(period), Language(code))


@cache
def excused(code: str) -> Excused:
    facts, language = store_facts(), Language(code)
    messages = {message: fields for message, (fields, _) in NOT_FIGURES.items()}
    return Excused(
        language, messages, (*names(facts), *(group_name(one, language) for one in groups(facts, OWN.organisation)))
    )


def names(facts: Facts) -> set[str]:
    """What the store itself says: names, comments and objectives, in which a number is a part of what is said."""
    said = (
        facts.notes["text"],
        facts.campaigns["name"],
        facts.organisations["name"],
        facts.accounts["name"],
        facts.accounts["unit"],
        facts.goals["objective"],
    )
    return {str(one).rstrip(".") for column in said for one in column.dropna()}


@pytest.mark.parametrize(("period", "page", "code"), VIEWS)
def test_every_number_on_a_page_is_a_figure_of_the_catalogue(period: str, page: str, code: str) -> None:
    shown = open_page(page, org=OWN.organisation, period=period, lang=code)
    found = list(readings(shown, Language(code), NOT_FIGURE_COLUMNS))
    strange = strangers(found, known(period, code), excused(code))
    assert len(found) > 10
    assert not strange, "\n".join(strange)


def planted(reading: Reading, code: str = "sv") -> list[str]:
    return strangers([reading], known("2026-10", code), excused(code))


@pytest.mark.parametrize(
    ("right", "rogue"),
    [
        ("Vi har 69\u00a0218 följarrelationer.", "Vi har 69\u00a0219 följarrelationer."),
        ("Vi nådde 91\u00a0000 personer.", "Vi nådde 91\u00a0100 personer."),
        ("Räckvidd: mellan 91\u00a0300 och 258\u00a0000", "Räckvidd: mellan 91\u00a0400 och 257\u00a0000"),
        ("Väntat: 8\u00a0500–41\u00a0000.", "Väntat: 8\u00a0510–41\u00a0000."),
        ("plats 1 av 21 i följare", "plats 123\u00a0456 i följare"),
        ("31 oktober 2026, de sista 3 dagarna är preliminära", "de sista 31\u00a0999 kronorna är preliminära"),
    ],
)
def test_a_planted_number_is_found_among_words(right: str, rogue: str) -> None:
    assert not planted(Reading("text", right))
    assert planted(Reading("text", rogue))


def test_a_card_may_show_its_own_metric_only() -> None:
    shown = open_page("overview", org=OWN.organisation, period="2026-10", lang="sv")
    card = next(one for one in shown.sent("overview-cards")["cards"] if one["label"] == "Följare")
    language, numbers = Language("sv"), known("2026-10", "sv")
    assert not strangers(of_card(card, language), numbers, excused("sv"))
    for wrong in (
        {"value": "32\u00a0531"},  # the interactions
        {"spark": [*card["spark"][:-1], card["spark"][-1] + 1]},
        {"changes": [{**card["changes"][0], "text": "+164\u00a0%"}]},
    ):
        assert strangers(of_card(card | wrong, language), numbers, excused("sv"))


def test_a_row_and_its_csv_may_show_their_own_metric_only() -> None:
    shown = open_page("followers", org=OWN.organisation, period="2026-10", lang="sv")
    content, language = shown.sent("followers-total"), Language("sv")
    table, numbers = content["table"], known("2026-10", "sv")
    assert not strangers(of_table(content, language, ()), numbers, excused("sv"))
    month, _, *rest = table["rows"][0]
    for wrong in (
        {"rows": [[month, 17323, *rest], *table["rows"][1:]]},  # the interactions of that month
        {"shown": [["oktober 2024", "17\u00a0323", *table["shown"][0][2:]], *table["shown"][1:]]},
    ):
        assert strangers(of_table(content | {"table": table | wrong}, language, ()), numbers, excused("sv"))


def test_every_number_in_the_glossary_is_its_own_metrics() -> None:
    language = Language("sv")
    numbers = known("2026-10", "sv")
    found = definitions(store_facts(), OWN, Period.parse("2026-10"), language)
    assert [one.id for one in found] == list(CATALOGUE)
    assert not strangers((Reading(one.id, one.value, (one.id,)) for one in found), numbers, excused("sv"))
    assert strangers([Reading("views", found[0].value, ("views",))], numbers, excused("sv"))


@pytest.mark.parametrize("command", [["--period", "2026-10"], ["--period", "2026-10", "--by", "account"], ["list"]])
def test_the_command_prints_metrics_of_the_catalogue_only(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command, "--format", "json"]) == 0
    assert {row["metric"] for row in json.loads(capsys.readouterr().out)} == set(CATALOGUE)


def test_what_is_no_figure_says_why() -> None:
    reasons = [reason for _, reason in NOT_FIGURES.values()] + list(NOT_FIGURE_COLUMNS.values())
    assert all(len(reason.split()) > 1 for reason in reasons)
    for message, (fields, _) in NOT_FIGURES.items():
        assert set(fields) <= set(FIELD.findall("".join(wordings(message, Language("en"))))), message
        assert any("(" in one for one in patterns(message, fields, Language("sv"))) or not fields, message


@pytest.mark.parametrize("page", ["overview", "followers", "reach"])
def test_nearly_every_number_of_four_digits_is_missed_when_it_is_another(page: str) -> None:
    language, numbers = Language("sv"), known("2026-10", "sv")
    shown = open_page(page, org=OWN.organisation, period="2026-10", lang="sv")
    changed = [
        replace(one, said=one.said + 7)
        for one in readings(shown, language, NOT_FIGURE_COLUMNS)
        if isinstance(one.said, float) and one.said >= 1000
    ]
    assert len(changed) > 20
    assert len(strangers(changed, numbers, excused("sv"))) > 0.95 * len(changed)
