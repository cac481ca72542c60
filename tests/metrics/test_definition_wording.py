"""What the glossary says of metrics and methods: examples, rates, breaks and the search."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from data.known_breaks import KNOWN_BREAKS
from locales import LANGUAGES, NBSP, Language
from metrics.catalogue import CATALOGUE
from metrics.definition import Metric
from metrics.definition_wording import example_text, explanations, listing, matching
from metrics.methods import METHODS, NOTICED
from metrics.verdict import Verdict

DECISIONS = Path(__file__).parents[2] / "docs" / "decisions"
every_language = pytest.mark.parametrize("language", list(map(Language, LANGUAGES)), ids=list(LANGUAGES))


@pytest.mark.parametrize(
    ("metric_id", "text"),
    [
        (
            "followers_per_1000_inhabitants",
            "27 000 följare / 245 000 invånare × 1 000 = 110,2. Region Västernorrland i december 2020.",
        ),
        ("reach_rate", "8 500 nådda personer / 5 600 följare × 100 = 151,8 %. Ett inlägg från Rymdstyrelsen,"),
        ("interactions_per_post", "3 120 interaktioner / 52 inlägg = 60."),
        ("minutes_per_view", "182 094 visade minuter / 41 105 videovisningar = 4,43 minuter. Region Västerbotten"),
        ("posts", "52 inlägg."),
    ],
)
def test_an_example_is_a_sum_that_can_be_checked_by_hand(metric_id: str, text: str) -> None:
    said = example_text(CATALOGUE[metric_id], Language("sv")).replace(NBSP, " ")
    assert said.startswith(text)


@every_language
@pytest.mark.parametrize("declared", CATALOGUE.values(), ids=list(CATALOGUE))
def test_an_example_says_its_result_once(declared: Metric, language: Language) -> None:
    expected = declared.example.expected
    story = language.text(declared.example.story).replace(NBSP, " ")
    for decimals in {0, declared.decimals}:
        result = language.number(expected, decimals).replace(NBSP, " ")
        assert not re.search(rf"(?<![\d.,])(?<!\d ){re.escape(result)}(?![\d.,]*\d)", story)


def test_no_two_metrics_differ_from_the_platforms_in_the_same_words() -> None:
    said = [one.differs for one in CATALOGUE.values()]
    assert all(said)
    assert len(set(said)) == len(said)


def test_the_rates_are_those_that_were_measured() -> None:
    decision = (DECISIONS / "0006-signal.md").read_text(encoding="utf-8")
    head = next(line for line in decision.splitlines() if line.startswith("| variation from month to month"))
    steps = [int(cell.replace("−", "-").replace("%", "")) for cell in head.split("|")[2:-1]]
    rows = re.findall(r"^\| (\d+) % \| (.*) \|$", decision, re.MULTILINE)
    measured = {
        int(variation): dict(zip(steps, (int(cell.split("/")[0]) for cell in cells.split("|")), strict=True))
        for variation, cells in rows
    }
    assert {row: dict(zip(NOTICED.steps, seen, strict=True)) for row, seen in NOTICED.seen.items()} == {
        row: {step: seen[step] for step in NOTICED.steps} for row, seen in measured.items()
    }


@every_language
def test_the_methods_name_every_verdict_and_every_known_break(language: Language) -> None:
    by_id = {one.id: one for one in explanations(language)}
    assert [term.casefold() for _, term in by_id["verdicts"].first if term] == [
        language.text(one.label) for one in (Verdict.WITHIN, Verdict.PROBABLY, Verdict.CLEAR, Verdict.TOO_LITTLE)
    ]
    named = [f"{term} {text}" for text, term in by_id["breaks"].more]
    for row, said in zip(KNOWN_BREAKS, named, strict=True):
        assert language.day(row["date"]) in said
        assert row[f"label_{language.code}"] in said
        assert row["source"] in by_id["breaks"].source


def test_a_table_of_rates_has_its_headings_first() -> None:
    power = next(one for one in explanations(Language("sv")) if one.id == "power")
    assert power.rows[0] == ("Variation", *(f"{step}{NBSP}%" for step in ("−50", "−30", "+30", "+50", "+100")))
    assert power.rows[2] == (f"10{NBSP}%", "100", "95", "81", "98", "100")


@every_language
def test_a_search_finds_words_anywhere_in_any_case(language: Language) -> None:
    said = explanations(language)
    assert [one.id for one in matching(said, "SHEWHART")] == ["verdicts"]
    assert matching(said, "") == said
    assert not matching(said, "shewhart zzz")
    assert [one.id for one in matching(said, "method-reach")] == ["reach"]
    assert len({one.id for one in METHODS}) == len(METHODS)


def test_the_listing_holds_all_that_a_declaration_says() -> None:
    row = next(row for row in listing(Language("en")) if row["metric"] == "engagement_rate_followers")
    declared = CATALOGUE["engagement_rate_followers"]
    assert (row["decimals"], row["inputs"]) == (2, " ".join(declared.inputs))
    assert (row["differs"], row["source"], row["caveats"]) == (declared.differs, declared.source, declared.caveats[0])
