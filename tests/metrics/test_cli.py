"""The command prints the figures that the pages show, in three forms, and refuses in plain words."""

from __future__ import annotations

import csv
import io
import json
import math
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from data.store import open_store
from metrics.__main__ import main
from metrics.catalogue import CATALOGUE
from metrics.change import compare
from metrics.facts import build_facts
from metrics.figures import Scope, figures
from metrics.period import Period
from tests.stores import write_store

ROOT = Path(__file__).parents[2]
FIELDS = [
    *("metric", "organisation", "period", "by", "value", "low", "high", "exact", "unit", "days_missing", "note"),
    *("verdict", "judged", "judged_account", "expected_low", "expected_high", "verdict_reason"),
]
IDS = [
    *("followers", "net_followers", "follower_growth", "followers_per_1000_inhabitants"),
    *("reach", "reach_share_of_inhabitants", "views", "interactions", "posts", "interactions_per_post"),
    *("engagement_rate_followers", "engagement_rate_reach", "interactions_per_1000_followers_and_post"),
    *(
        "video_views",
        "minutes_viewed",
        "minutes_per_view",
        "answered_in_time",
        "web_visits_social",
        "spend",
        "cost_per_contact",
    ),
]
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Two accounts over October and November, with a missing day, reach as an interval and a campaign."""
    days = [date(2026, 10, 1) + timedelta(days=number) for number in range(52)]
    daily = [
        {"account_id": account, "date": day, "views": 100 * size, "reactions": 5 * size, "followers": 1000 * size}
        for account, size in (("fb", 1), ("ig", 2))
        for day in days
        if (account, day) != ("ig", date(2026, 10, 7))
    ]
    windows = [
        {"account_id": "fb", "window_end": date(2026, 10, 31), "window_days": 28, "reach": 41_000},
        *({"account_id": "fb", "window_end": date(2026, 10, day), "window_days": 1, "reach": 200} for day in (1, 2, 3)),
    ]
    tables: dict[str, list[dict[str, Any]]] = {
        "organisations": [
            {"org_id": "alvmark", "name": "Region Älvmark", "sector": "region", "own": True},
            {"org_id": "other", "name": "Region Å", "sector": "region", "own": False},
        ],
        "audience_bases": [{"org_id": "alvmark", "kind": "inhabitants", "year": 2025, "size": 100_000}],
        "accounts": [
            {"account_id": "fb", "org_id": "alvmark", "platform": "facebook", "name": "Älvmark"},
            {"account_id": "ig", "org_id": "alvmark", "platform": "instagram", "name": "@alvmark"},
        ],
        "account_days": daily,
        "account_reach": windows,
        "campaigns": [{"campaign_id": "vaccin", "org_id": "alvmark", "name": "Vaccin"}],
        "campaign_days": [
            {"campaign_id": "vaccin", "account_id": "fb", "date": day, "spend": 50.0, "views": 400} for day in days[:4]
        ],
    }
    return str(write_store(tmp_path_factory.mktemp("cli"), tables))


@pytest.fixture
def ask(store: str, capsys: pytest.CaptureFixture[str]):
    """Rows that the command prints as JSON."""

    def asked(*arguments: str, organisation: str = "alvmark") -> list[dict[str, Any]]:
        fixed = ["--store", store, "--organisation", organisation, "--format", "json", "--today", str(TODAY)]
        assert main([*fixed, *arguments]) == 0
        return json.loads(capsys.readouterr().out)

    return asked


def test_a_row_has_the_fields_that_other_programs_rely_on(ask) -> None:
    (row,) = ask("--metric", "views", "--period", "2026-10")
    assert list(row) == FIELDS
    assert row | {"note": ""} == {
        "metric": "views",
        "organisation": "alvmark",
        "period": "2026-10",
        "by": None,
        "value": 31 * 100 + 30 * 200,
        "low": 9100,
        "high": 9100,
        "exact": True,
        "unit": "count",
        "days_missing": 1,
        "note": "",
        "verdict": "too_little",
        "judged": "views",
        "judged_account": None,
        "expected_low": None,
        "expected_high": None,
        "verdict_reason": "Earlier figures to compare with: 0. At least 6 are needed, most of them in a row.",
    }


def test_where_only_an_interval_is_known_the_value_is_null(ask) -> None:
    (row,) = ask("--metric", "reach", "--period", "2026-10")
    assert (row["value"], row["low"], row["high"], row["exact"]) == (None, 41_000, 41_600, False)


def test_rates_are_in_per_cent(ask) -> None:
    (row,) = ask("--metric", "reach_share_of_inhabitants", "--period", "28d:2026-10-31")
    assert (row["value"], row["unit"], row["exact"]) == (41.0, "per cent", True)
    assert "2025" in row["note"]  # the year of the inhabitants is not the year asked for


def test_what_is_unknown_is_null_and_never_nan(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--store", store, "--organisation", "alvmark", "--period", "2024", "--format", "json", "--today", str(TODAY)])
    printed = capsys.readouterr().out
    rows = json.loads(printed, parse_constant=lambda name: pytest.fail(f"{name} is not JSON"))
    assert [row["metric"] for row in rows][: len(IDS)] == IDS
    assert all(row["value"] is row["low"] is row["high"] is None and row["exact"] is False for row in rows)


@pytest.mark.parametrize(
    ("by", "keys"),
    [("account", ["fb", "ig"]), ("platform", ["facebook", "instagram"]), ("month", ["2026-10", "2026-11", "2026-12"])],
)
def test_groups_add_up_to_the_whole(ask, by: str, keys: list[str]) -> None:
    rows = ask("--metric", "views", "--period", "2026-Q4", "--by", by)
    (whole,) = ask("--metric", "views", "--period", "2026-Q4")
    assert [row["by"] for row in rows] == keys
    assert sum(row["value"] or 0 for row in rows) == whole["value"]


def test_by_campaign(ask) -> None:
    (row,) = ask("--metric", "cost_per_contact", "--period", "2026-10", "--by", "campaign")
    assert (row["by"], row["value"]) == ("vaccin", 0.125)


@pytest.mark.parametrize(
    "period", ["2026-10", "2026-Q3", "2026-T2", "2026-H1", "2026", "28d:2026-10-31", "2026-01-15..2026-03-02"]
)
def test_a_period_is_answered_under_the_name_it_was_asked_by(ask, period: str) -> None:
    assert {row["period"] for row in ask("--metric", "followers", "--metric", "reach", "--period", period)} == {period}


@pytest.mark.parametrize("by", [None, "account", "platform", "month", "campaign", "topic", "format", "post"])
def test_the_same_figures_as_the_pages(ask, store: str, by: str | None) -> None:
    facts = build_facts(open_store(store), TODAY)
    shown = figures(facts, list(CATALOGUE), Scope("alvmark"), Period.parse("2026-10"), by).to_dict("records")
    printed = ask("--period", "2026-10", *(["--by", by] if by else []))
    assert len(printed) == len(shown) > 0 or by in ("topic", "format", "post")
    for row, figure in zip(printed, shown, strict=True):
        for name in ("value", "low", "high", "days_missing"):
            assert row[name] == (None if math.isnan(figure[name]) else figure[name])
        assert [row[name] for name in ("metric", "unit", "exact")] == [
            figure[name] for name in ("metric", "unit", "exact")
        ]


@pytest.mark.parametrize(("against", "earlier"), [("previous", "2026-09"), ("year", "2025-10")])
def test_a_comparison_names_the_earlier_period(ask, store: str, against: str, earlier: str) -> None:
    (row,) = ask("--metric", "views", "--period", "2026-10", "--compare", against)
    facts = build_facts(open_store(store), TODAY)
    (shown,) = compare(facts, ["views"], Scope("alvmark"), Period.parse("2026-10"), against).to_dict("records")
    assert row["earlier_period"] == shown["earlier_period"] == earlier
    assert row["earlier_value"] is row["change"] is row["change_percent"] is None
    assert row["note"]


def test_csv_and_json_say_the_same(ask, store: str, capsys: pytest.CaptureFixture[str]) -> None:
    question = ["--metric", "views", "--metric", "reach", "--period", "2026-10", "--by", "account"]
    rows = ask(*question)
    fixed = ["--store", store, "--organisation", "alvmark", "--today", str(TODAY), "--format", "csv"]
    assert main([*fixed, *question]) == 0
    printed = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert list(printed[0]) == FIELDS
    assert [{key: "" if value is None else str(value) for key, value in row.items()} for row in rows] == printed


def test_a_table_for_people_has_a_head_and_aligned_columns(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--store", store, "--metric", "views", "--period", "2026-10", "--by", "account"]) == 0
    head, *lines = capsys.readouterr().out.splitlines()
    assert head.split()[:4] == ["metric", "organisation", "period", "by"]
    assert [line.index("2026-10") for line in lines] == [head.index("period")] * 2
    assert "3,100" in lines[0]


def test_list_names_every_metric_in_the_agreed_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["metric"] for row in rows][: len(IDS)] == IDS
    told = ("label", "unit", "explanation", "formula", "example", "differs", "inputs", "over_days", "over_accounts")
    assert all(row[field] for row in rows for field in told)
    assert {type(row["decimals"]) for row in rows} == {int}
    assert any(row["source"] for row in rows)
    assert any(row["caveats"] for row in rows)


def test_list_is_read_entry_by_entry_and_as_csv(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "--language", "sv"]) == 0
    entries = capsys.readouterr().out.split("\n\n")
    assert len([entry for entry in entries if entry.startswith("metric ")]) == len(CATALOGUE)
    assert "27\u00a0000 följare" in entries[0]
    assert "YouTube avrundar" in entries[0]
    assert main(["list", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["metric"] for row in rows] == list(CATALOGUE)
    assert rows[0]["differs"] == CATALOGUE["followers"].differs


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["--metric", "likes"], "likes"),
        (["--period", "October"], "October"),
        (["--period", "2026-13"], "2026-13"),
        (["--organisation", "nobody"], "nobody"),
        (["--store", "/nowhere/at/all"], "/nowhere/at/all"),
    ],
)
def test_a_question_that_has_no_answer_is_refused_in_plain_words(
    store: str, capsys: pytest.CaptureFixture[str], arguments: list[str], named: str
) -> None:
    asked = ["--store", store, "--organisation", "alvmark", "--metric", "views", "--period", "2026-10", *arguments]
    assert main([*asked, "--today", str(TODAY)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert named in printed.err
    assert "Traceback" not in printed.err


@pytest.mark.parametrize("arguments", [["--by", "colour"], ["--compare", "never"], ["--format", "xml"]])
def test_an_option_that_does_not_exist_is_a_usage_error(
    store: str, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--store", store, *arguments])
    assert stopped.value.code == 2
    assert arguments[1] in capsys.readouterr().err


def test_as_a_program(store: str) -> None:
    """Once through the shell: the module starts, prints JSON and nothing else, and exits as it should."""
    command = [sys.executable, "-m", "metrics", "--store", store, "--organisation", "alvmark", "--period", "2026-10"]
    answered = subprocess.run(
        [*command, "--metric", "followers", "--format", "json"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert answered.returncode == 0
    assert [row["value"] for row in json.loads(answered.stdout)] == [3000]
    refused = subprocess.run([*command, "--metric", "likes"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "likes" in refused.stderr


def test_the_verdict_stands_beside_the_figure(demo_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--store", str(demo_store), "--organisation", "region-alvmark", "--period", "2026-10"]
    chosen = ["--metric", "followers", "--metric", "reach", "--metric", "spend", "--language", "sv"]
    assert main([*arguments, *chosen, "--today", "2026-11-22", "--format", "json"]) == 0
    followers, reach, spend = json.loads(capsys.readouterr().out)
    assert (followers["verdict"], followers["judged"]) == ("clear", "net_followers")
    assert followers["expected_low"] < followers["expected_high"] < 1290  # net new followers in the demo's October
    assert followers["verdict_reason"].startswith("Högre än vad normal variation förklarar. Väntat (nya följare): ")
    assert (reach["verdict"], reach["judged_account"]) == ("too_little", "alvmark-facebook")
    assert spend["judged"] == "spend"
    assert main([*arguments, "--metric", "views", "--by", "topic", "--format", "json"]) == 0
    assert {row["verdict"] for row in json.loads(capsys.readouterr().out)} == {None}


def test_each_month_has_its_verdict(demo_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--store", str(demo_store), "--organisation", "region-alvmark", "--period", "2026-Q3"]
    chosen = ["--metric", "interactions", "--today", "2026-11-22", "--format", "json"]
    assert main([*arguments, *chosen, "--by", "month"]) == 0
    months = json.loads(capsys.readouterr().out)
    assert [row["verdict"] for row in months] == ["within"] * 3
    assert all(row["expected_low"] < row["value"] < row["expected_high"] for row in months)
    assert main([*arguments, *chosen]) == 0
    (quarter,) = json.loads(capsys.readouterr().out)
    assert (quarter["verdict"], quarter["expected_low"]) == ("within", None)
