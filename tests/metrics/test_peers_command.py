"""`python -m metrics peers` and `sector` print what the pages show, in three forms, and refuse in plain words."""

from __future__ import annotations

import csv
import io
import json
import math
from pathlib import Path
from typing import Any

import pytest

from data.store import open_store
from metrics.__main__ import main
from metrics.facts import Facts, build_facts
from metrics.peers.alike import group_of
from metrics.peers.aspects import Aspect
from metrics.peers.command import FIELDS
from metrics.peers.comparison import comparison, first_choice
from metrics.peers.measures import Per
from metrics.peers.sector_command import FIELDS as OF_SECTORS
from metrics.peers.sector_command import OF_RANKING
from metrics.peers.sector_course import sector_course
from metrics.peers.sector_ranking import sector_ranking
from metrics.peers.sectors import sectors
from metrics.period import Period
from tests.golden.store import write_golden_store
from tests.metrics.sector_worlds import FIRST, TODAY, world
from tests.stores import write_store

JULY = Period.parse("2026-07")
AGREED = [
    "organisation", "name", "value", "shrunk", "low", "high", "rank", "rank_low", "rank_high", "peers", "denominator",
    "denominator_year", "days_missing", "flips_without_top_post", "verdict", "reason",
]  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Regions and municipalities of three months, one of which hardly posts."""
    return str(write_store(tmp_path_factory.mktemp("peers"), world({"region": 7, "municipality": 6}, 3, holes=0.02)))


@pytest.fixture(scope="module")
def facts(store: str) -> Facts:
    return build_facts(open_store(store), TODAY)


@pytest.fixture
def ask(store: str, capsys: pytest.CaptureFixture[str]):
    def asked(command: str, *more: str, folder: str = store, today: str = str(TODAY), form: str = "json") -> Any:
        assert main([command, "--store", folder, "--today", today, "--format", form, *more]) == 0
        said = capsys.readouterr().out
        return (
            json.loads(said, parse_constant=lambda name: pytest.fail(f"{name} is not JSON")) if form == "json" else said
        )

    return asked


def test_a_row_has_the_fields_that_other_programs_rely_on(ask) -> None:
    rows = ask("peers", "--period", "2026-07")
    assert all(list(row) == list(FIELDS) for row in rows)
    assert set(AGREED) <= set(FIELDS)


def same(printed: object, figure: Any) -> bool:
    return printed is None if figure is None or figure != figure else printed == figure  # noqa: PLR0124 -- NaN is not itself


@pytest.mark.parametrize(
    ("metric", "per", "group"),
    [
        ("interactions", "followers_post", "sector:region"),
        ("followers", "inhabitants", "all"),
        ("posts", "raw", "picked:municipality-1,municipality-2"),
        ("follower_growth", "index", "alike:4:1-0-1"),
        ("comments", "post", "sector:region"),
    ],
)
def test_the_same_figures_as_the_page(ask, facts: Facts, metric: str, per: str, group: str) -> None:
    printed = ask("peers", "--metric", metric, "--per", per, "--group", group, "--period", "2026-07")
    members = group_of(facts, "region-0", group, JULY)
    found = comparison(facts, metric, "region-0", members, JULY, Per(per))
    assert [row["organisation"] for row in printed] == list(found.rows["organisation"])
    for row, (_, shown) in zip(printed, found.rows.iterrows(), strict=True):
        for name in ("value", "shrunk", "low", "high", "rank", "rank_low", "rank_high", "denominator", "days_missing"):
            assert same(row[name], shown[name]), name
        assert same(row["verdict"], shown["verdict"])
        assert same(row["flips_without_top_post"], shown["flips"])
        assert (row["peers"], row["own"]) == (found.ranked, row["organisation"] == "region-0")
        assert bool(row["reason"]) == math.isnan(shown["rank"])


def test_it_begins_where_the_page_begins(ask, facts: Facts) -> None:
    first = first_choice(facts, "region-0")
    row = ask("peers")[0]
    assert (row["metric"], row["per"], row["group"], row["period"]) == (first.metric, first.per, first.group, "2026-07")
    row = ask("peers", "--metric", "followers")[0]
    assert row["per"] == "raw"  # what the page begins with cannot be asked of followers


def test_a_platform_is_compared_alone(ask) -> None:
    alone = ask("peers", "--platform", "facebook", "--metric", "followers", "--per", "raw", "--group", "all")
    both = ask("peers", "--metric", "followers", "--per", "raw", "--group", "all")
    figures = [{row["organisation"]: row["value"] or 0 for row in rows} for rows in (alone, both)]
    assert all(figures[0][one] <= figures[1][one] for one in figures[0])
    assert figures[0] != figures[1]


@pytest.mark.parametrize("command", ["peers", "sector"])
def test_csv_and_json_say_the_same(ask, command: str) -> None:
    rows = ask(command, "--period", "2026-07")
    printed = list(csv.DictReader(io.StringIO(ask(command, "--period", "2026-07", form="csv"))))
    assert [{key: "" if value is None else str(value) for key, value in row.items()} for row in rows] == printed


def test_in_a_terminal_it_opens_with_the_sentence_of_the_page(ask) -> None:
    said = ask("peers", "--period", "2026-07", "--language", "sv", form="table").splitlines()
    assert said[0] == "Interaktioner per 1\u00a0000 följare och inlägg · Regioner (7) · juli 2026"
    assert said[1].startswith("region 0 ligger på")
    head = next(line for line in said if line.startswith("name"))
    assert head.split()[:3] == ["name", "value", "shrunk"]


@pytest.mark.parametrize(
    ("per", "order"),
    [
        ("raw", ["Region Skåne", "Region Västernorrland", "Region Sörmland"]),
        ("inhabitants", ["Region Västernorrland", "Region Sörmland", "Region Skåne"]),
    ],
)
def test_the_golden_regions_change_places_with_what_they_are_divided_by(
    ask, tmp_path: Path, per: str, order: list[str]
) -> None:
    write_golden_store(tmp_path)
    asked = ["--organisation", "region-skane", "--metric", "followers", "--per", per, "--period", "2020"]
    rows = ask("peers", *asked, "--group", "region:2020:regions", folder=str(tmp_path), today="2021-01-15")
    assert [row["name"] for row in rows] == order
    assert [row["rank"] for row in rows] == [1, 2, 3]
    assert {row["peers"] for row in rows} == {3}


def test_in_the_sector_the_golden_regions_are_ranked_by_inhabitants(ask, tmp_path: Path) -> None:
    write_golden_store(tmp_path)
    rows = ask("sector", "--sector", "region", "--period", "2020", folder=str(tmp_path), today="2021-01-15")
    followers = [row for row in rows if row["aspect"] == "followers"]
    assert [row["name"] for row in followers[:3]] == ["Region Västernorrland", "Region Sörmland", "Region Skåne"]
    assert followers[3]["reason"] == "no figures"
    assert {row["per"] for row in followers} == {"inhabitants"}


def test_every_sector_with_every_aspect(ask, facts: Facts) -> None:
    printed = ask("sector", "--period", "2026-07")
    found = sectors(facts, JULY, "previous")
    assert [(row["sector"], row["aspect"]) for row in printed] == [
        (one, aspect.value) for one in ("municipality", "region") for aspect in Aspect
    ]
    for row in printed:
        assert list(row) == list(OF_SECTORS)
        usual = found.of(row["sector"]).usual[Aspect(row["aspect"])]
        assert same(row["median"], usual.median.value)
        assert (same(row["low"], usual.median.low), same(row["high"], usual.median.high)) == (True, True)
        assert same(row["rank_low"], usual.standing.first)
        assert row["members"] == len(found.of(row["sector"]).organisations)
        assert row["earlier_period"] == "2026-06"
    relations = {row["sector"]: row["follower_relations"] for row in printed if row["aspect"] == "followers"}
    assert relations == {one.id: one.relations for one in found.sectors}


def test_the_organisations_of_a_sector_in_order(ask, facts: Facts) -> None:
    printed = ask("sector", "--sector", "municipality", "--period", "2026-07")
    assert list(printed[0]) == list(OF_RANKING)
    assert not any(row["own"] for row in printed)
    for aspect, found in sector_ranking(facts, "region-0", "municipality", JULY).items():
        ours = [row for row in printed if row["aspect"] == aspect]
        assert [row["organisation"] for row in ours] == list(found.rows["organisation"])
        assert {row["organisation"].split("-")[0] for row in ours} == {"municipality"}


def test_quarter_by_quarter(tmp_path: Path, ask) -> None:
    folder = write_store(tmp_path / "year", world({"region": 4}, first=FIRST.replace(month=1), holes=0.0))
    rows = ask("sector", "--by", "quarter", folder=str(folder))
    told = sector_course(build_facts(open_store(str(folder)), TODAY), JULY)
    assert [row["quarter"] for row in rows if row["aspect"] == "followers"] == [one.id for one in told.quarters]
    followers = [row["median"] for row in rows if row["aspect"] == "followers"]
    assert followers == list(told.courses["region"][Aspect.FOLLOWERS].middle)
    assert {row["same_organisations"] for row in rows} == {True}


def test_without_a_period_it_is_the_last_whole_quarter(ask) -> None:
    assert {row["period"] for row in ask("sector")} == {"2026-Q2"}


def test_without_a_whole_quarter_it_is_the_one_that_figures_lie_in(tmp_path: Path, ask) -> None:
    folder = write_store(tmp_path / "month", world({"region": 3}, first=JULY.start))
    assert {row["period"] for row in ask("sector", folder=str(folder))} == {"2026-Q3"}


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["peers", "--group", "skr:1999:Z"], "skr:1999:Z"),
        (["peers", "--group", "sector:bank"], "alike:10:1-1-1"),
        (["peers", "--metric", "likes"], "likes"),
        (["peers", "--metric", "followers", "--per", "post"], "inhabitants"),
        (["peers", "--organisation", "nobody"], "nobody"),
        (["peers", "--period", "October"], "October"),
        (["sector", "--sector", "bank"], "municipality, region"),
        (["sector", "--organisation", "nobody"], "nobody"),
        (["sector", "--period", "2026-13"], "2026-13"),
    ],
)
def test_a_question_that_has_no_answer_is_refused_in_plain_words(
    store: str, capsys: pytest.CaptureFixture[str], arguments: list[str], named: str
) -> None:
    command, *more = arguments
    assert main([command, "--store", store, "--today", str(TODAY), *more]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert named in printed.err
    assert "{" not in printed.err


def test_what_cannot_be_divided_so_is_told_in_the_language_asked_for(
    store: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["peers", "--store", store, "--metric", "followers", "--per", "post", "--language", "sv"])
    assert "Det går inte att jämföra ”Följare” per inlägg." in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [["--per", "colour"], ["--platform", "myspace"], ["--format", "xml"], ["--language", "de"]]
)
def test_an_option_that_does_not_exist_is_a_usage_error(
    store: str, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["peers", "--store", store, *arguments])
    assert stopped.value.code == 2
    assert arguments[1] in capsys.readouterr().err


def test_the_help_says_how_a_group_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["peers", "--help"])
    said = " ".join(capsys.readouterr().out.split())
    for written in (
        "scheme:year:code",
        "sector:region",
        "county:municipality:12",
        "size:municipality:20000",
        "picked:a,b,c",
    ):
        assert written in said
