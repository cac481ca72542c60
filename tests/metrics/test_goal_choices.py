"""A goal is set on what its scope has figures of, as often as the figure means something."""

from __future__ import annotations

import pytest

from data.template.words import METRIC_NAMES
from metrics.catalogue import CATALOGUE
from metrics.goal_choices import metrics_for, rhythms_for


def test_an_organisation_may_have_a_goal_on_every_metric_but_the_share_of_no_kind() -> None:
    every_post = set(CATALOGUE) - {"share_of_posts"}
    assert set(metrics_for("organisation")) == set(metrics_for("platform")) == every_post


def test_a_goal_can_be_written_on_every_metric() -> None:
    """Where goals are written nothing is known of how metrics are computed, only what they are called."""
    assert set(METRIC_NAMES) == set(CATALOGUE)


def test_a_channel_has_no_web_visits_and_a_campaign_no_followers() -> None:
    assert set(metrics_for("account")) == set(metrics_for("unit"))
    assert set(CATALOGUE) - set(metrics_for("account")) == {"web_visits_social", "share_of_posts"}
    assert set(CATALOGUE) - set(metrics_for("campaign")) == {
        "followers", "net_followers", "follower_growth", "followers_per_1000_inhabitants", "answered_in_time",
        "hours_per_answer", "web_visits_social", "reach_rate", "share_of_posts",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("metric", "post", "standing"),
    [
        ("engagement_rate_followers", True, True),
        ("reach", True, False),
        ("reach_rate", True, False),
        ("posts", False, False),
        ("interactions_per_post", False, True),
        ("followers", False, True),
        ("follower_growth", False, False),
        ("answered_in_time", False, True),
        ("reach_share_of_inhabitants", False, False),
        ("cost_per_contact", True, True),
        ("cost_per_click", True, True),
        ("cost_per_conversion", False, True),
        ("clicks", True, False),
        ("hours_per_answer", False, True),
    ],
)
def test_how_often_it_can_be_met(metric: str, post: bool, standing: bool) -> None:
    found = rhythms_for(metric, "organisation")
    assert ("post" in found, "standing" in found) == (post, standing)
    assert {"week", "month", "quarter", "tertial", "half_year", "year"} <= set(found)
    assert "campaign" not in found
    assert rhythms_for(metric, "campaign")[0] == "campaign"


def test_of_posts_of_a_kind_goals_are_on_what_each_has_how_many_they_are_and_rates() -> None:
    found = metrics_for("organisation", of_kind=True)
    assert found[0] == "share_of_posts"
    assert {"share_of_posts", "posts", "engagement_rate_followers", "interactions_per_post", "reach"} <= set(found)
    assert not {"followers", "answered_in_time", "conversions", "spend_share", "web_visits_social"} & set(found)
    months = {one for one in found if "month" in rhythms_for(one, "organisation", of_kind=True)}
    assert months == {
        "posts", "share_of_posts", "interactions_per_post", "engagement_rate_followers",
        "interactions_per_1000_followers_and_post", "minutes_per_view", "cost_per_contact", "cost_per_click",
    }  # fmt: skip
    assert rhythms_for("reach", "organisation", of_kind=True) == ("post",)
    assert "post" not in rhythms_for("share_of_posts", "organisation", of_kind=True)
    assert rhythms_for("followers", "organisation", of_kind=True) == ()
