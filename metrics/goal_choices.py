"""What a goal can be set on: the metrics that a scope has figures of, and how often each can be met."""

from __future__ import annotations

from metrics.campaigns import AMOUNTS
from metrics.catalogue import CATALOGUE
from metrics.definition import ALL_POSTS, INHABITANTS, POSTS_OF_KIND, Metric, RollUp
from metrics.goals import RHYTHMS
from metrics.roll_up import OF_A_POST
from metrics.rows import WEB_VISITS

OF_ONE_POST = {*OF_A_POST, "reach_followers"} - {"exposure"}
OF_A_CAMPAIGN = {*OF_A_POST, *AMOUNTS, "posts", INHABITANTS}
OF_POSTS_OF_KIND = {*OF_ONE_POST, "exposure", "posts", POSTS_OF_KIND, ALL_POSTS}
AT_ALL_TIMES = (RollUp.RATIO, RollUp.LAST)
"""Of these a figure means the same whatever days it is of; a sum grows with them, and so do people reached."""


def metrics_for(scope: str, *, of_kind: bool = False) -> tuple[str, ...]:
    """The ids of the metrics that have figures of a scope (as in `Goal.scope`), or of the posts of a kind in it.

    Of a kind, the share of the posts comes first: it can be asked of nothing else.
    """
    if not of_kind:
        return tuple(one.id for one in CATALOGUE.values() if _has(one, scope))
    found = [one for one in CATALOGUE.values() if rhythms_for(one.id, scope, of_kind=True)]
    return tuple(one.id for one in sorted(found, key=lambda one: POSTS_OF_KIND not in one.amounts))


def _has(metric: Metric, scope: str) -> bool:
    if scope == "campaign":
        return OF_A_CAMPAIGN.issuperset(metric.amounts)
    whole = POSTS_OF_KIND not in metric.amounts
    return whole and (scope not in ("account", "unit") or WEB_VISITS not in metric.amounts)


def rhythms_for(metric_id: str, scope: str, *, of_kind: bool = False) -> tuple[str, ...]:
    """How often a goal on the metric can be met, as in RHYTHMS; what a campaign is usually judged by comes first.

    Of posts of a kind, sums can be asked of each post and not of a period: posts of which the kind is not told are
    missing from them. How many posts there are, and rates, can be asked of both.
    """
    metric = CATALOGUE[metric_id]
    found = [one for one in RHYTHMS if one not in ("post", "campaign", "standing")]
    if of_kind and not (metric.id == "posts" or OF_POSTS_OF_KIND.issuperset(metric.amounts)):
        return ()
    if of_kind and metric.id != "posts" and metric.over_days is not RollUp.RATIO:
        found = []
    if OF_ONE_POST.issuperset(metric.amounts):
        found.insert(0, "post")
    if found and metric.over_days in AT_ALL_TIMES and "stock_change" not in metric.amounts:
        found.append("standing")
    return ("campaign", *found) if scope == "campaign" else tuple(found)
