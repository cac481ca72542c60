"""Who is compared, per what, in which order."""

import math

import pandas as pd
import pytest

from data.errors import NotComparable
from metrics import peers
from metrics.catalogue import CATALOGUE
from metrics.peers.comparison import Comparison, compared, with_reasons
from metrics.peers.groups import PeerGroup, groups
from metrics.peers.measures import Per, pers
from metrics.period import Period

OCTOBER = Period.parse("2026-10")
NAN = math.nan
GROUP = PeerGroup("all", "all", "", None, ("a", "b", "c", "d"), member=True)


def rows(values: list[float], missing: float = 0.0, figure: float = 1.0) -> pd.DataFrame:
    ids = list("abcdefgh")[: len(values)]
    frame = pd.DataFrame({"organisation": ids, "value": values, "figure": figure, "denominator": 1.0})
    frame = frame.assign(days_missing=missing, days_expected=31.0, name=[one.upper() for one in ids])
    return frame.assign(own=frame["organisation"] == "a")


def ranked(frame: pd.DataFrame, metric: str = "followers", per: Per = Per.RAW) -> Comparison:
    return compared(with_reasons(frame, summed=False), CATALOGUE[metric], GROUP, OCTOBER, per)


def test_ties_share_a_rank_and_the_next_is_skipped() -> None:
    found = ranked(rows([5.0, 9.0, 5.0, 1.0]))
    assert dict(zip(found.rows["organisation"], found.rows["rank"], strict=True)) == {"b": 1, "a": 2, "c": 2, "d": 4}
    assert found.own_rank == 2
    assert found.ranked == 4


def test_quartiles_are_over_the_ranked_alone() -> None:
    found = ranked(rows([1.0, 2.0, 3.0, 4.0, 5.0, NAN]))
    assert (found.lower_quartile, found.median, found.upper_quartile) == (2, 3, 4)
    assert found.ranked == 5
    assert found.rows["organisation"].iloc[-1] == "f"


def test_index_puts_the_group_median_at_100() -> None:
    found = ranked(rows([10.0, 20.0, 40.0]), per=Per.INDEX)
    assert found.median == 100
    assert list(found.rows["value"]) == [200, 100, 50]


def test_index_of_a_median_that_is_not_above_zero_ranks_nobody() -> None:
    found = ranked(rows([-1.0, -2.0, 3.0]), per=Per.INDEX)
    assert found.ranked == 0
    assert set(found.rows["reason"]) == {"the group's median is not above zero"}


def test_the_reasons_why_one_has_no_place() -> None:
    frame = rows([1.0, NAN, NAN, 4.0])
    frame["figure"] = [1.0, 1.0, NAN, 4.0]
    frame["days_missing"] = [3.0, 0.0, 31.0, 4.0]
    reasons = with_reasons(frame, summed=True)["reason"]
    assert list(reasons) == ["", "the size to divide by is missing", "no figures", "too many days missing"]
    assert list(with_reasons(frame, summed=False)["reason"])[3] == ""


def test_ranks_are_the_same_whatever_the_order_of_the_rows() -> None:
    frame = rows([3.0, 1.0, 4.0, 1.0, 5.0])
    straight = ranked(frame).rows.set_index("organisation")["rank"]
    turned = ranked(frame.iloc[::-1].reset_index(drop=True)).rows.set_index("organisation")["rank"]
    assert straight.sort_index().to_dict() == turned.sort_index().to_dict()


def test_a_metric_is_not_divided_by_itself_or_twice() -> None:
    assert Per.FOLLOWERS not in pers(CATALOGUE["followers"])
    assert pers(CATALOGUE["followers_per_1000_inhabitants"]) == (Per.RAW, Per.INDEX)
    assert set(pers(CATALOGUE["interactions"])) == set(Per)


class Few:
    """Facts of four organisations, as far as a comparison asks."""

    organisations = pd.DataFrame(
        {"org_id": list("abcd"), "name": ["Å", "B", "C", "D"], "sector": ["region", "region", "region", "agency"]}
    )
    peer_groups = pd.DataFrame(
        [
            ("a", "skr", 2017, "R1", "Gamla"),
            ("a", "skr", 2023, "R2", "Nya"),
            ("b", "skr", 2023, "R2", "Nya"),
            ("d", "skr", 2023, "R9", None),
        ],
        columns=["org_id", "scheme", "year", "group_code", "group_name"],
    )

    def inhabitants(self, organisation: str, year: int) -> tuple[float, float]:
        known = {"a": 1000.0, "b": 2000.0, "c": 0.0}
        return known.get(organisation, NAN), float(year)


def test_own_groups_come_first_the_newest_before_then_sector_all_and_the_others() -> None:
    found = groups(Few(), "a")  # type: ignore[arg-type]  # as far as it asks
    assert [group.id for group in found] == ["skr:2023:R2", "skr:2017:R1", "sector:region", "all", "skr:2023:R9"]
    assert found[0].organisations == ("a", "b")
    assert [group.member for group in found] == [True, True, True, True, False]
    assert found[-1].name == "R9"
    assert found[2].organisations == ("a", "b", "c")


def test_a_sector_that_a_list_already_holds_is_not_offered_twice() -> None:
    assert [group.id for group in groups(Few(), "d")] == ["skr:2023:R9", "all", "skr:2023:R2", "skr:2017:R1"]  # type: ignore[arg-type]  # as far as it asks


def invented(
    _facts: object, ids: list[str], organisations: list[str], _period: Period, _platforms: tuple[str, ...]
) -> pd.DataFrame:
    known = {"followers": [100.0, 150.0, 70.0, 60.0], "followers_per_1000_inhabitants": [100.0, 75.0, NAN, NAN]}
    found = [(one, org, known[one]["abcd".index(org)]) for one in ids for org in organisations]
    frame = pd.DataFrame(found, columns=["metric", "organisation", "value"])
    return frame.assign(days_missing=0.0, days_expected=31.0, notes=pd.Series([()] * len(frame), dtype=object))


def test_size_changes_the_order_and_unknown_size_leaves_one_unranked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peers, "peer_figures", invented)
    raw = peers.comparison(Few(), "followers", "a", GROUP, OCTOBER)  # type: ignore[arg-type]  # as far as it asks
    assert list(raw.rows["organisation"]) == ["b", "a", "c", "d"]
    sized = peers.comparison(Few(), "followers", "a", GROUP, OCTOBER, Per.INHABITANTS)  # type: ignore[arg-type]  # the same
    assert list(sized.rows["organisation"][:2]) == ["a", "b"]
    assert sized.ranked == 2
    assert list(sized.rows["reason"][2:]) == ["the size to divide by is missing"] * 2


def test_the_own_organisation_is_compared_though_the_group_leaves_it_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peers, "peer_figures", invented)
    others = PeerGroup("x", "x", "", 2026, ("b", "c"), member=False)
    found = peers.comparison(Few(), "followers", "a", others, OCTOBER)  # type: ignore[arg-type]  # as far as it asks
    assert set(found.rows["organisation"]) == {"a", "b", "c"}


def test_what_only_the_owner_sees_is_never_compared() -> None:
    for metric_id in ("reach", "views", "spend", "answered_in_time"):
        with pytest.raises(NotComparable):
            peers.comparison(Few(), metric_id, "a", GROUP, OCTOBER)  # type: ignore[arg-type]  # as far as it asks


def test_a_division_that_says_nothing_is_refused() -> None:
    with pytest.raises(NotComparable):
        peers.comparison(Few(), "followers", "a", GROUP, OCTOBER, Per.FOLLOWERS)  # type: ignore[arg-type]  # the same
