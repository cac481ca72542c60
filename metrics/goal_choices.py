"""What a goal can be set on: the metrics that a scope has figures of, and how often each can be met."""

from __future__ import annotations

from metrics.campaigns import AMOUNTS
from metrics.catalogue import CATALOGUE
from metrics.definition import INHABITANTS, Metric, RollUp
from metrics.goals import RHYTHMS
from metrics.roll_up import OF_A_POST
from metrics.rows import WEB_VISITS

OF_ONE_POST = {*OF_A_POST, "reach_followers"} - {"exposure"}
OF_A_CAMPAIGN = {*OF_A_POST, *AMOUNTS, "posts", INHABITANTS}
AT_ALL_TIMES = (RollUp.RATIO, RollUp.LAST)
"""Of these a figure means the same whatever days it is of; a sum grows with them, and so do people reached."""


def metrics_for(scope: str) -> tuple[str, ...]:
    """The ids of the metrics that have figures of a scope: organisation, platform, account or campaign."""
    return tuple(one.id for one in CATALOGUE.values() if _has(one, scope))


def _has(metric: Metric, scope: str) -> bool:
    if scope == "campaign":
        return OF_A_CAMPAIGN.issuperset(metric.amounts)
    return scope != "account" or WEB_VISITS not in metric.amounts


def rhythms_for(metric_id: str, scope: str) -> tuple[str, ...]:
    """How often a goal on the metric can be met, as in RHYTHMS; what a campaign is usually judged by comes first."""
    metric = CATALOGUE[metric_id]
    found = [one for one in RHYTHMS if one not in ("post", "campaign", "standing")]
    if OF_ONE_POST.issuperset(metric.amounts):
        found.insert(0, "post")
    if metric.over_days in AT_ALL_TIMES and "stock_change" not in metric.amounts:
        found.append("standing")
    return ("campaign", *found) if scope == "campaign" else tuple(found)
