"""What a verdict rests on: the points before it, the season, and nothing from before a break."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from time import perf_counter

import numpy as np
import pandas as pd
import pytest

from locales import Language
from metrics.season import Season
from metrics.signal import verdicts, verdicts_of
from metrics.verdict import REASONS, Verdict

NUMBERS = ["value", "low", "centre", "high"]
CALLED = [Verdict.PROBABLY, Verdict.CLEAR]


def months(count: int, first: str = "2022-01-01") -> pd.DatetimeIndex:
    return pd.date_range(first, periods=count, freq="MS")


def steady(count: int, level: float = 1000, seed: int = 1, first: str = "2022-01-01", july: float = 1.0) -> pd.Series:
    """Whole numbers that vary by five per cent around a level, with a July of its own."""
    periods = months(count, first)
    noise = np.random.default_rng(seed).normal(1, 0.05, count)
    return pd.Series(np.round(level * noise * np.where(periods.month == 7, july, 1)), periods)


def mixed_bag(seed: int, count: int = 48) -> pd.Series:
    """A series of any kind: counts, shares or net changes, with holes and a jump."""
    random = np.random.default_rng(seed)
    kinds = (
        random.poisson(random.choice([0.5, 8, 900]), count).astype(float),
        random.gamma(20, 0.3, count),
        random.normal(30, 40, count),
        np.round(random.gamma(1, 50, count)),
    )
    values = kinds[seed % len(kinds)]
    values[random.integers(20, count) :] *= random.choice([1, 3])
    values[random.random(count) < 0.1] = np.nan
    return pd.Series(values, months(count))


def in_july(judged: pd.DataFrame) -> pd.DataFrame:
    return judged[pd.DatetimeIndex(judged.index).month == 7]


def same(one: pd.DataFrame, other: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(one, other, check_freq=False)


@pytest.mark.filterwarnings("error::RuntimeWarning")
@pytest.mark.parametrize("times", [1e-6, 1e3, 1e9])
def test_limits_of_values_of_any_size_are_in_their_unit(times: float) -> None:
    """A net change in millions, with years behind it, is judged as one in units."""
    random = np.random.default_rng(4)
    values = pd.Series(random.normal(0.5, 40, 60) + 60 * (np.arange(60) % 12 == 2), months(60))
    one, other = verdicts(values), verdicts(values * times)
    assert {Season.OWN, Season.NONE} == set(one["season"])
    assert one["verdict"].tolist() == other["verdict"].tolist()
    np.testing.assert_allclose(other[NUMBERS], one[NUMBERS] * times)


@pytest.mark.parametrize("seed", range(12))
def test_a_verdict_stays_what_it_was(seed: int) -> None:
    values, peers = mixed_bag(seed), mixed_bag(seed + 1).abs() + 1 if seed % 2 else None
    breaks = [date(2023, 5, 1)] if seed % 3 else []
    whole = verdicts(values, breaks=breaks, peers=peers)
    for length in (7, 19, 26, 37, 47):
        known_then = None if peers is None else peers.iloc[:length]
        same(verdicts(values.iloc[:length], breaks=breaks, peers=known_then), whole.iloc[:length])


@pytest.mark.parametrize("place", range(1, 48, 3))
@pytest.mark.parametrize("days", [0, 14])
def test_nothing_before_a_break_counts_after_it(place: int, days: int) -> None:
    values, peers = mixed_bag(place), mixed_bag(3).abs() + 1
    changed = (values.index[place] - timedelta(days=days)).date()
    other, other_peers = values.copy(), peers.copy()
    other.iloc[:place] = np.random.default_rng(place).gamma(1, 1e4, place)
    other_peers.iloc[:place] = 7.0
    one = verdicts(values, breaks=[changed], peers=peers)
    same(one.iloc[place:], verdicts(other, breaks=[changed], peers=other_peers).iloc[place:])


def test_a_break_is_not_a_change() -> None:
    values = steady(40)
    values.iloc[25:] *= 10
    assert verdicts(values)["verdict"].iloc[25] == Verdict.CLEAR
    judged = verdicts(values, breaks=[date(2024, 2, 1)])
    assert not judged["verdict"].iloc[25:].isin(CALLED).any()
    assert judged["verdict"].iloc[25] == Verdict.TOO_LITTLE
    assert judged["fields"].iloc[25] == {"count": 0, "needed": 6, "changed": "2024-02-01"}


def test_a_month_that_a_break_cuts_is_not_judged_and_judges_nothing() -> None:
    values = steady(40)
    cut, without = values.copy(), values.copy()
    cut.iloc[30], without.iloc[30] = 55_555, np.nan
    judged = verdicts(cut, breaks=[date(2024, 7, 15)])
    assert judged["verdict"].iloc[30] == Verdict.TOO_LITTLE
    assert judged["fields"].iloc[30] == {"changed": "2024-07-15"}
    assert judged[["low", "centre", "high"]].iloc[30].isna().all()
    assert np.isnan(verdicts_of(cut.to_frame(0), breaks={0: [date(2024, 7, 15)]}).distance[0, 30])
    same(judged.iloc[31:], verdicts(without, breaks=[date(2024, 7, 15)]).iloc[31:])


def test_a_peak_is_a_clear_change_and_leaves_the_range_as_it_was() -> None:
    values = steady(30)
    peak = values.copy()
    peak.iloc[28] = 5000
    judged, calm = verdicts(peak), verdicts(values)
    assert judged["verdict"].iloc[28] == Verdict.CLEAR
    assert "Higher" in judged["reason"].iloc[28]
    assert judged["verdict"].iloc[29] == Verdict.WITHIN
    assert judged["high"].iloc[29] < 1.05 * calm["high"].iloc[29]


def test_a_fall_is_told_as_a_fall() -> None:
    values = steady(30)
    values.iloc[28] = 300
    judged = verdicts(values).iloc[28]
    assert judged["verdict"] == Verdict.CLEAR
    assert "Lower" in judged["reason"]
    assert judged["value"] < judged["low"] < judged["centre"] < judged["high"]


def test_a_lasting_step_is_a_new_level_from_its_first_month() -> None:
    values = steady(48)
    values.iloc[30:] *= 1.3
    judged = verdicts(values)
    confirmed = judged[[("since" in fields) for fields in judged["fields"]]]
    assert confirmed["fields"].iloc[0]["since"] == "2024-07-01"
    assert confirmed.index[0] <= values.index[33]
    assert not judged["verdict"].iloc[36:].isin(CALLED).any()
    assert judged["centre"].iloc[40:].between(1200, 1400).all()


def test_the_value_lies_in_the_range_unless_it_is_called_for_itself() -> None:
    for seed in range(20):
        judged = verdicts(mixed_bag(seed)).dropna(subset=NUMBERS)
        outside = (judged["value"] < judged["low"] - 1e-9) | (judged["value"] > judged["high"] + 1e-9)
        assert (judged["verdict"][outside] == Verdict.CLEAR).all()
        assert (judged["low"] <= judged["centre"] + 1e-9).all()
        assert (judged["centre"] <= judged["high"] + 1e-9).all()


@pytest.mark.parametrize("july", [0.4, 0.7, 1.6])
def test_july_never_triggers_by_itself(july: float) -> None:
    unknown, known = [], []
    for first in ("2022-01-01", "2021-11-01", "2022-06-01"):
        table = pd.DataFrame({seed: steady(60, seed=seed, first=first, july=july) for seed in range(25)})
        judged = verdicts_of(table)
        called = judged.verdict[:, judged.periods.month == 7] >= tuple(Verdict).index(Verdict.PROBABLY)
        unknown.append(called[:, :2])
        known.append(called[:, 2:])
    assert not np.any(unknown)
    assert np.mean(known) <= 0.04  # as any other month: chance


def test_a_july_outside_all_seasons_is_told() -> None:
    values = steady(60, july=0.7)
    third = values.index == "2024-07-01"
    values[third] = 150
    assert verdicts(values)["verdict"][third].item() == Verdict.CLEAR
    first = steady(12, july=0.1)
    assert verdicts(first)["verdict"].loc["2022-07-01"] == Verdict.CLEAR


def test_the_first_july_says_that_its_season_is_not_known() -> None:
    judged = verdicts(steady(12, july=0.6)).loc["2022-07-01"]
    assert judged["verdict"] == Verdict.WITHIN
    assert judged["season"] == Season.NONE
    assert "holiday" in judged["reason"]


def test_the_season_is_the_own_earlier_years_then_the_peers_then_none() -> None:
    values = steady(36, july=0.6)
    assert list(verdicts(values)["season"].iloc[[20, 23, 24, 35]]) == [Season.NONE] * 2 + [Season.OWN] * 2
    with_peers = verdicts(values, peers=steady(36, level=50, seed=2, july=0.6))
    assert list(with_peers["season"].iloc[[20, 23, 24]]) == [Season.PEERS, Season.PEERS, Season.OWN]


def with_november(factor: float, seed: int) -> pd.Series:
    values = steady(24, seed=seed)
    values[pd.DatetimeIndex(values.index).month == 11] *= factor
    return values


@pytest.mark.parametrize(
    ("factor", "verdict"),
    [(1.5, Verdict.WITHIN), (1.25, Verdict.WITHIN), (1.0, Verdict.WITHIN), (0.6, Verdict.CLEAR), (2.5, Verdict.CLEAR)],
)
def test_peers_explain_a_season_that_one_need_not_share(factor: float, verdict: Verdict) -> None:
    values = steady(24)
    values.loc["2023-11-01"] = 1000 * factor
    judged = verdicts(values, peers=with_november(1.5, seed=5)).loc["2023-11-01"]
    assert judged["verdict"] == verdict
    assert judged["season"] == Season.PEERS
    alone = verdicts(values).loc["2023-11-01", "verdict"]
    assert (alone == Verdict.WITHIN) == (factor == 1.0)


def test_a_july_of_ones_own_is_no_change_beside_peers_who_have_none() -> None:
    judged = verdicts(steady(24, july=0.5), peers=steady(24, level=80, seed=5))
    assert list(in_july(judged)["verdict"]) == [Verdict.WITHIN] * 2
    assert list(in_july(judged)["season"]) == [Season.PEERS] * 2


def test_one_viral_month_is_not_next_years_season() -> None:
    values = steady(36)
    values.loc["2023-03-01"] = 5000
    judged = verdicts(values).loc["2024-03-01"]
    assert judged["season"] == Season.OWN
    assert judged["verdict"] == Verdict.WITHIN
    assert 900 < judged["centre"] < 1100


def test_the_season_in_the_range_is_the_one_in_the_data() -> None:
    values = steady(60, july=0.5)
    values[pd.DatetimeIndex(values.index).month == 11] *= 1.4
    judged = verdicts(values)
    assert judged["centre"].loc["2026-07-01"] == pytest.approx(500, rel=0.12)
    assert judged["centre"].loc["2026-11-01"] == pytest.approx(1400, rel=0.12)


@pytest.mark.parametrize(
    ("values", "last"),
    [
        ([7] * 12 + [7], Verdict.WITHIN),
        ([0] * 12 + [0], Verdict.WITHIN),
        ([0] * 12 + [1], Verdict.WITHIN),
        ([0] * 12 + [40], Verdict.CLEAR),
        ([4, 4, 4, 4, 5, 4, 4, 4, 4, 4, 4, 4, 8], Verdict.WITHIN),
        ([97.1, 97.3, 97.0, 97.2, 97.1, 97.3, 97.2, 97.1, 97.0, 97.2, 96.0], Verdict.WITHIN),
        ([97.1, 97.3, 97.0, 97.2, 97.1, 97.3, 97.2, 97.1, 97.0, 97.2, 60.0], Verdict.CLEAR),
        ([-5, 12, 3, 8, -2, 10, 4, 7, 1, 9, 6], Verdict.WITHIN),
        ([-5, 12, 3, 8, -2, 10, 4, 7, 1, 9, -90], Verdict.CLEAR),
        ([900, 950, 1010, 980, 990, 940, 1030, 970, 0], Verdict.CLEAR),
        ([900.5, 950, 1010, 980, 990, 940, 1030, 970, -3], Verdict.CLEAR),
        ([2**33 + 1000 * number for number in (1, 5, 2, 7, 3, 6, 4, 5)] + [2**34], Verdict.CLEAR),
    ],
)
def test_values_of_every_kind(values: Sequence[float], last: Verdict) -> None:
    series = pd.Series(values, months(len(values), "2023-08-01"), dtype=float)
    series = series.set_axis(pd.date_range("2022-08-01", periods=len(values), freq="MS"))
    assert verdicts(series)["verdict"].iloc[-1] == last


def test_five_earlier_figures_are_too_few_and_six_are_enough() -> None:
    judged = verdicts(steady(8, first="2022-09-01"))
    assert list(judged["verdict"]) == [Verdict.TOO_LITTLE] * 6 + [Verdict.WITHIN] * 2
    assert judged["fields"].iloc[5] == {"count": 5, "needed": 6}
    assert judged[["low", "centre", "high"]].iloc[:6].isna().all(axis=None)


def test_a_missing_figure_gets_no_verdict_but_a_range() -> None:
    values = steady(30)
    values.iloc[20] = np.nan
    judged = verdicts(values.drop(values.index[25]))
    assert len(judged) == 30
    for place in (20, 25):
        assert judged["verdict"].iloc[place] == Verdict.TOO_LITTLE
        assert judged["low"].iloc[place] < 1000 < judged["high"].iloc[place]
        assert judged["fields"].iloc[place] == {}


def test_a_series_too_wild_for_a_range_says_so() -> None:
    wild = pd.Series(np.exp(np.random.default_rng(4).normal(6, 2, 20)).round(), months(20))
    judged = verdicts(wild).iloc[8:]
    assert not (judged["verdict"] == Verdict.WITHIN).any()
    told = judged[judged["verdict"] == Verdict.TOO_LITTLE]
    assert len(told) > 5
    assert told["reason"].str.contains("vary so much").all()
    assert told["high"].isna().all()


def test_the_unit_changes_nothing() -> None:
    shares = pd.Series(np.random.default_rng(6).gamma(40, 0.1, 40), months(40))
    one, thousand = verdicts(shares), verdicts(1000 * shares)
    assert list(one["verdict"]) == list(thousand["verdict"])
    np.testing.assert_allclose(1000 * one[NUMBERS], thousand[NUMBERS], rtol=1e-9)


def test_many_series_are_judged_as_each_alone() -> None:
    table = pd.DataFrame({seed: mixed_bag(seed) for seed in range(8)})
    breaks = {seed: [date(2023, 4, 10)] for seed in range(0, 8, 2)}
    together = verdicts_of(table, breaks=breaks)
    for seed in range(8):
        same(together.of(seed), verdicts(table[seed], breaks=breaks.get(seed, [])))


def test_weeks_have_a_season_too() -> None:
    weeks = pd.date_range("2021-01-04", periods=190, freq="7D")
    means = 400 * np.where(weeks.month == 7, 0.5, 1)
    judged = verdicts(pd.Series(np.random.default_rng(8).poisson(means).astype(float), weeks), per_year=52)
    assert list(judged["season"].iloc[[60, 150]]) == [Season.NONE, Season.OWN]
    assert judged["centre"].loc["2024-07-15"] == pytest.approx(200, rel=0.15)
    assert in_july(judged)["verdict"].isin(CALLED).sum() <= 1  # of seventeen


@pytest.mark.parametrize("days", [["2024-01-01", "2024-02-02"], ["2024-01-01", "2024-01-01"]])
def test_other_days_than_the_first_of_each_period_are_refused(days: list[str]) -> None:
    with pytest.raises(ValueError, match="first day"):
        verdicts(pd.Series([1.0, 2.0], pd.DatetimeIndex(days)))


def test_no_values_no_verdicts() -> None:
    assert verdicts(pd.Series([], pd.DatetimeIndex([]), dtype=float)).empty


def test_every_reason_can_be_read_in_both_languages() -> None:
    fields = {"count": 7, "needed": 6, "changed": "2025-11-15", "since": "2025-10-01"}
    messages = {text for _, high, low in REASONS.values() for text in (high, low)}
    messages |= {one.label for one in (*Verdict, *Season)}
    for message in messages:
        english, swedish = (Language(code).text(message, **fields) for code in ("en", "sv"))
        assert english
        assert swedish != english
        assert "{" not in english + swedish


def test_sixty_channels_six_metrics_three_years_are_judged_at_once() -> None:
    table = pd.DataFrame(np.random.default_rng(9).poisson(300, (36, 360)).astype(float), months(36))
    rounds = []
    for _ in range(5):
        began = perf_counter()
        verdicts_of(table)
        rounds.append(perf_counter() - began)
    assert min(rounds) < 0.2  # 0.04 s on two quiet cores; make bench has the aim of 0.1
