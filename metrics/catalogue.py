"""Every metric by id, in the order in which they are listed."""

from __future__ import annotations

from locales import N_
from metrics import audience, cost, interaction, reach, response, video, web
from metrics.definition import Metric, UnknownMetric

CATALOGUE: dict[str, Metric] = {
    metric.id: metric
    for metric in (
        audience.FOLLOWERS,
        audience.NET_FOLLOWERS,
        audience.FOLLOWER_GROWTH,
        audience.FOLLOWERS_PER_1000_INHABITANTS,
        reach.REACH_METRIC,
        reach.REACH_SHARE_OF_INHABITANTS,
        reach.VIEWS,
        interaction.INTERACTIONS,
        interaction.POSTS,
        interaction.INTERACTIONS_PER_POST,
        interaction.ENGAGEMENT_RATE_FOLLOWERS,
        interaction.ENGAGEMENT_RATE_REACH,
        interaction.INTERACTIONS_PER_1000_FOLLOWERS_AND_POST,
        video.VIDEO_VIEWS,
        video.MINUTES_VIEWED,
        video.MINUTES_PER_VIEW,
        response.ANSWERED_IN_TIME,
        web.WEB_VISITS_SOCIAL,
        cost.SPEND,
        cost.COST_PER_CONTACT,
        reach.REACH_RATE,
        cost.CONVERSIONS,
        web.CLICKS,
        cost.COST_PER_CLICK,
        cost.COST_PER_CONVERSION,
        response.HOURS_PER_ANSWER,
        interaction.SHARE_OF_POSTS,
        interaction.REACTIONS,
        interaction.COMMENTS,
        interaction.SHARES,
    )
}


def metric(metric_id: str) -> Metric:
    """The metric with this id. Raises UnknownMetric."""
    if metric_id not in CATALOGUE:
        raise UnknownMetric(
            N_("There is no metric “{metric}”."),
            todo=N_("Choose one of {choices}."),
            metric=metric_id,
            choices=", ".join(CATALOGUE),
        )
    return CATALOGUE[metric_id]
