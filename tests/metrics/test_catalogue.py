"""What every declaration must hold, and that what is derived from it is not stale."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.schema import SCHEMAS
from metrics.catalogue import CATALOGUE, metric
from metrics.definition import INHABITANTS, REACH, Metric, RollUp, UnknownMetric
from metrics.reference import reference

LISTED = [
    *("followers", "net_followers", "follower_growth", "followers_per_1000_inhabitants", "reach"),
    *("reach_share_of_inhabitants", "views", "interactions", "posts", "interactions_per_post"),
    *("engagement_rate_followers", "engagement_rate_reach", "interactions_per_1000_followers_and_post"),
    *("video_views", "minutes_viewed", "minutes_per_view", "answered_in_time", "web_visits_social"),
    *("spend", "cost_per_contact"),
]
every_metric = pytest.mark.parametrize("declared", CATALOGUE.values(), ids=list(CATALOGUE))


def test_the_metrics_that_organisations_asked_for_come_first_in_their_order() -> None:
    assert list(CATALOGUE)[: len(LISTED)] == LISTED


@every_metric
def test_the_example_gives_what_it_says(declared: Metric) -> None:
    assert declared.value(declared.example.given) == pytest.approx(declared.example.expected, rel=1e-12)


@every_metric
def test_the_inputs_are_columns_of_the_contract(declared: Metric) -> None:
    for table, column in (name.split(".") for name in declared.inputs):
        assert column in SCHEMAS[table].column_names()


@every_metric
def test_what_counts_people_is_never_summed(declared: Metric) -> None:
    rests_on_people = any(column.endswith("_reach.reach") or column == "posts.reach" for column in declared.inputs)
    assert rests_on_people == (REACH in declared.amounts)
    assert declared.unique == rests_on_people
    if rests_on_people:
        assert {declared.over_days, declared.over_accounts} == {RollUp.UNIQUE}


@every_metric
def test_a_ratio_is_divided_after_adding_and_a_sum_is_not_divided(declared: Metric) -> None:
    if declared.over_accounts is RollUp.RATIO:
        assert declared.denominator not in (None, INHABITANTS)
    if declared.over_accounts is RollUp.SUM:
        assert declared.denominator in (None, INHABITANTS)


def test_the_public_metrics_need_nothing_that_only_the_owner_sees() -> None:
    private = {"views", "saves", "link_clicks", "messages_received", "minutes_viewed", "spend", "reach", "visits"}
    only_private = {one.id for one in CATALOGUE.values() if {column.split(".")[1] for column in one.inputs} <= private}
    assert only_private
    assert not [one for one in only_private if CATALOGUE[one].public]


def test_an_unknown_metric_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownMetric, match=r"There is no metric “likes”.*followers, net_followers"):
        metric("likes")


def test_the_reference_is_not_stale() -> None:
    page = Path(__file__).parents[2] / "docs" / "metrics.md"
    assert page.read_text(encoding="utf-8") == reference(), "run: python -m metrics.reference docs/metrics.md"
