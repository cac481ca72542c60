"""What is judged, beside what: whole months with their days, one counting at a time, the exact counts of people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from math import isnan
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from data.store import open_store
from locales import Language
from metrics.facts import Facts, build_facts
from metrics.figures import Scope, figures
from metrics.judgement import GAPS, INTERVAL, NOT_COUNTED, NOT_OVER, judged, judgements, strongest
from metrics.period import Kind, Period
from metrics.season import Season
from metrics.signal import verdicts
from metrics.typical import PEERS_NEEDED, typical_course
from metrics.verdict import Verdict
from metrics.verdict_wording import verdict_text
from tests.stores import write_store

FIRST, LAST, TODAY = date(2023, 1, 1), date(2026, 10, 15), date(2026, 10, 16)
OWN = Scope("own")
CALLED = (Verdict.CLEAR, Verdict.PROBABLY)
Rows = list[dict[str, Any]]


def daily(account: str, size: float, first: date = FIRST, last: date = LAST, seed: int = 1) -> Rows:
    """Days with some chance in them: ten followers more each, views that vary by a tenth."""
    random = np.random.default_rng(seed)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [
        {
            "account_id": account,
            "date": day,
            "followers": int(size * 1000 + 10 * number),
            "views": int(size * 100 * random.normal(1, 0.1)),
            "reactions": int(size * 20 * random.normal(1, 0.1)),
            "posts_published": 1,
        }
        for number, day in enumerate(days)
    ]


def windows(account: str, people: int, length: int = 28) -> Rows:
    days = (FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1))
    random = np.random.default_rng(3)
    return [
        {"account_id": account, "window_end": day, "window_days": length, "reach": int(people * random.normal(1, 0.05))}
        for day in days
    ]


def store(folder: Path, days: Rows, **tables: Rows) -> Facts:
    accounts = list(dict.fromkeys(row["account_id"] for row in days))
    return build_facts(
        open_store(
            str(
                write_store(
                    folder,
                    {
                        "organisations": [{"org_id": "own", "name": "Own", "sector": "region", "own": True}],
                        "accounts": [
                            {"account_id": one, "org_id": "own", "platform": one, "name": one.title()}
                            for one in accounts
                        ],
                        "account_days": days,
                        **tables,
                    },
                )
            )
        ),
        TODAY,
    )


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    """LinkedIn and the smaller TikTok, four years and half a month, with exact 28 days of both."""
    days = [*daily("linkedin", 5), *daily("tiktok", 2, seed=2)]
    return store(
        tmp_path_factory.mktemp("two"), days, account_reach=[*windows("linkedin", 9000), *windows("tiktok", 4000)]
    )


def test_the_judged_series_is_the_months_own_figures(two: Facts) -> None:
    found = judgements(two, "views", OWN)
    table = figures(two, ["views"], OWN, Period(FIRST, date(2026, 10, 31)), "month").set_index("by")["value"]
    months = pd.date_range("2023-01-01", "2026-10-01", freq="MS")
    values = pd.Series(table.to_numpy(dtype=float), months)
    values.iloc[-1] = np.nan  # not over
    expected = verdicts(values)
    assert list(found) == [f"{month:%Y-%m}" for month in months]
    for (_, row), one in zip(expected.iterrows(), found.values(), strict=True):
        numbers = (one.value, one.low, one.centre, one.high)
        assert numbers == pytest.approx((row["value"], row["low"], row["centre"], row["high"]), nan_ok=True)
        assert (one.verdict, one.season) == (row["verdict"], row["season"])


def test_a_month_under_way_is_not_judged(two: Facts) -> None:
    (october,) = judged(two, "views", OWN, Period.parse("2026-10"))
    assert (october.verdict, october.reason) == (Verdict.TOO_LITTLE, NOT_OVER)
    assert isnan(october.value)
    (september,) = judged(two, "views", OWN, Period.parse("2026-09"))
    assert september.verdict is Verdict.WITHIN
    assert september.season is Season.OWN


@pytest.mark.parametrize(("lost", "told"), [(3, False), (4, True)])
def test_more_than_a_tenth_of_the_days_missing_judges_nothing(tmp_path: Path, lost: int, told: bool) -> None:
    gone = [date(2026, 8, 10) + timedelta(days=number) for number in range(lost)]
    facts = store(tmp_path, [row for row in daily("linkedin", 5) if row["date"] not in gone])
    (august,) = judged(facts, "views", OWN, Period.parse("2026-08"))
    assert (august.reason == GAPS) is told
    assert isnan(august.value) is told


def test_followers_are_judged_by_their_change(two: Facts) -> None:
    (one,) = judged(two, "followers", OWN, Period.parse("2026-09"))
    assert one.metric == "net_followers"
    assert one.value == 2 * 30 * 10
    assert verdict_text((one,), "followers", {}, Language("en")) == "New followers: within normal variation"


def test_reach_is_judged_by_the_exact_count_of_the_widest_channel(two: Facts) -> None:
    (one,) = judged(two, "reach", OWN, Period.parse("2026-09"))
    exact = next(row["reach"] for row in windows("linkedin", 9000) if row["window_end"] == date(2026, 9, 30))
    assert (one.account, one.value) == ("linkedin", exact)
    (small,) = judged(two, "reach", Scope("own", ("tiktok",)), Period.parse("2026-09"))
    assert small.account == "tiktok"
    assert verdict_text((one,), "reach", {"linkedin": "LinkedIn"}, Language("en")).startswith("LinkedIn: ")


def test_what_the_platform_has_not_counted_is_not_judged(tmp_path: Path) -> None:
    rows = [row for row in windows("linkedin", 9000) if row["window_end"] != date(2026, 9, 30)]
    facts = store(tmp_path, daily("linkedin", 5), account_reach=rows)
    (september,) = judged(facts, "reach", OWN, Period.parse("2026-09"))
    assert september.reason == NOT_COUNTED
    (rate,) = judged(facts, "engagement_rate_reach", OWN, Period.parse("2026-08"))
    assert rate.reason == INTERVAL


@pytest.mark.parametrize("account", [None, "linkedin"])
def test_nothing_is_judged_across_a_break(tmp_path: Path, account: str | None) -> None:
    days = daily("linkedin", 5)
    for row in days:
        row["views"] *= 1 if row["date"] < date(2026, 3, 15) else 3
    changed = {"platform": "linkedin", "account_id": account, "metric": "views", "date": date(2026, 3, 15),
               "label_sv": "Nytt", "label_en": "New", "source": "test"}  # fmt: skip
    found = judgements(store(tmp_path / "broken", days, series_breaks=[changed]), "views", OWN)
    assert not [one.by for one in found.values() if one.verdict in CALLED]
    assert found["2026-03"].verdict is Verdict.TOO_LITTLE
    assert found["2026-03"].fields == {"changed": "2026-03-15"}
    unbroken = judgements(store(tmp_path / "whole", days), "views", OWN)
    assert unbroken["2026-04"].verdict is Verdict.CLEAR
    assert unbroken["2026-04"].higher


def test_a_longer_period_is_told_by_its_months(two: Facts) -> None:
    found = judged(two, "interactions", OWN, Period.parse("2026-Q3"))
    assert [one.by for one in found] == ["2026-07", "2026-08", "2026-09"]
    assert strongest(found) is Verdict.WITHIN
    assert verdict_text(found, "interactions", {}, Language("en")) == "Every month within normal variation"
    assert judged(two, "interactions", OWN, Period(date(2026, 8, 10), date(2026, 8, 20))) == ()
    assert strongest(()) is None


def test_weeks_are_judged_beside_weeks(two: Facts) -> None:
    found = judgements(two, "views", OWN, Kind.WEEK)
    week = found["2026-W41"]
    assert week.value == figures(two, ["views"], OWN, Period.parse("2026-W41")).loc[0, "value"]
    assert found["2026-W42"].reason == NOT_OVER
    assert len([one for one in found.values() if one.verdict is Verdict.CLEAR]) <= 0.02 * len(found)


def test_28_days_are_judged_beside_the_same_28_days_of_earlier_months(two: Facts) -> None:
    period = Period.of(Kind.ROLLING, date(2026, 10, 15))
    (one,) = judged(two, "views", OWN, period)
    assert one.value == figures(two, ["views"], OWN, period).loc[0, "value"]
    assert one.verdict is Verdict.WITHIN
    (at_end,) = judged(two, "reach", OWN, Period.of(Kind.ROLLING, date(2026, 9, 30)))
    (month,) = judged(two, "reach", OWN, Period.parse("2026-09"))
    assert (at_end.value, at_end.low, at_end.high) == (month.value, month.low, month.high)


def test_a_store_without_days_judges_nothing(tmp_path: Path) -> None:
    tables: dict[str, Rows] = {
        "organisations": [{"org_id": "own", "name": "Own", "sector": "region", "own": True}],
        "accounts": [{"account_id": "x", "org_id": "own", "platform": "x", "name": "X"}],
    }
    facts = build_facts(open_store(str(write_store(tmp_path, tables))), TODAY)
    assert judgements(facts, "views", OWN) == {}
    assert judged(facts, "reach", OWN, Period.parse("2026-09")) == ()


def with_peers(folder: Path, sizes: Sequence[float]) -> Facts:
    """A young organisation whose Julys are half, among peers of every size whose Julys are half too."""

    def halved(rows: Rows) -> Rows:
        return [{**row, "reactions": row["reactions"] // (2 if row["date"].month == 7 else 1)} for row in rows]

    peers = [f"peer{number}" for number in range(len(sizes))]
    days = halved(daily("own", 3, first=date(2025, 1, 1)))
    for number, (peer, size) in enumerate(zip(peers, sizes, strict=True)):
        days += halved(daily(peer, size, seed=number))
    everyone = ["own", *peers]
    tables: dict[str, Rows] = {
        "organisations": [
            {"org_id": one, "name": one, "sector": "region", "own": one == "own"} for one in everyone
        ],
        "accounts": [
            {"account_id": one, "org_id": one, "platform": "linkedin", "name": one,
             "opened_on": date(2025, 1, 1) if one == "own" else None}
            for one in everyone
        ],
        "account_days": days,
    }  # fmt: skip
    return build_facts(open_store(str(write_store(folder, tables))), TODAY)


def test_a_young_series_takes_its_season_from_the_peers(tmp_path: Path) -> None:
    facts = with_peers(tmp_path, [1, 2, 5, 40, 200])
    course = typical_course(facts, "own")["interactions"]
    assert course["2025-07-01"] / course["2025-06-01"] == pytest.approx(0.5, rel=0.1)
    (july,) = judged(facts, "interactions", OWN, Period.parse("2026-05"))
    assert july.season is Season.PEERS
    alone = with_peers(tmp_path / "few", [1] * (PEERS_NEEDED - 1))
    assert typical_course(alone, "own").empty
    (unseen,) = judged(alone, "interactions", OWN, Period.parse("2026-05"))
    assert unseen.season is Season.NONE


def test_a_large_peer_weighs_no_more_than_a_small_one(tmp_path: Path) -> None:
    small, large = (
        typical_course(with_peers(tmp_path / name, sizes), "own")["interactions"]
        for name, sizes in (("small", [1, 1, 1, 1, 1]), ("large", [1, 1, 1, 1, 5000]))
    )
    assert np.allclose(small, large, rtol=0.1)
