"""What is told of a campaign and of nothing else: clicks, and what each click and each conversion cost.

They are declared as all metrics are, but stand outside the catalogue: clicks are counted for posts and campaigns, and
not for a channel's days.
"""

from __future__ import annotations

from locales import N_
from metrics.catalogue import CATALOGUE
from metrics.definition import Direction, Example, Metric, RollUp, Unit

OWN_CREDIT = N_(
    "Every ad tool credits itself with what is done within its own number of days, so tools cannot be set against each "
    "other."
)

CLICKS = Metric(
    id="clicks",
    label=N_("Clicks"),
    explanation=N_("How many times people clicked on what the campaign published."),
    formula=N_("clicks, added up over days and channels"),
    unit=Unit.COUNT,
    direction=Direction.HIGHER,
    over_days=RollUp.SUM,
    over_accounts=RollUp.SUM,
    public=False,
    inputs=("campaign_days.clicks", "posts.clicks"),
    numerator="clicks",
    example=Example({"clicks": 1_240}, 1_240),
    differs=N_("Some ad tools count every click, also on the picture or “see more”, others only clicks on the link."),
    caveats=(N_("One person may click several times."),),
)

COST_PER_CLICK = Metric(
    id="cost_per_click",
    label=N_("Cost per click"),
    explanation=N_("What it cost each time somebody clicked."),
    formula=N_("spend / clicks"),
    unit=Unit.SEK,
    direction=Direction.LOWER,
    over_days=RollUp.RATIO,
    over_accounts=RollUp.RATIO,
    public=False,
    inputs=("campaign_days.spend", "campaign_days.clicks", "posts.spend", "posts.clicks"),
    numerator="spend",
    denominator="clicks",
    decimals=2,
    example=Example({"spend": 50_000, "clicks": 12_500}, 4),
    differs=N_("The ad tools leave out the clicks that were not paid for; a campaign's own clicks may hold them."),
    caveats=(N_("Over the days and channels that have both spend and clicks."),),
)

COST_PER_CONVERSION = Metric(
    id="cost_per_conversion",
    label=N_("Cost per conversion"),
    explanation=N_("What it cost each time somebody did what the campaign asked: signed up, applied, downloaded."),
    formula=N_("spend / conversions"),
    unit=Unit.SEK,
    direction=Direction.LOWER,
    over_days=RollUp.RATIO,
    over_accounts=RollUp.RATIO,
    public=False,
    inputs=("campaign_days.spend", "campaign_days.conversions"),
    numerator="spend",
    denominator="conversions",
    decimals=2,
    example=Example({"spend": 50_000, "conversions": 400}, 125),
    differs=OWN_CREDIT,
    caveats=(N_("Over the days and channels that have both spend and conversions."),),
)

OF_CAMPAIGNS = {one.id: one for one in (CLICKS, COST_PER_CLICK, COST_PER_CONVERSION)}

SHOWN = (
    *("reach", "views", "interactions", "clicks", "video_views", "conversions"),
    *("spend", "cost_per_contact", "cost_per_click", "cost_per_conversion"),
)
"""What is told of every campaign that has it, in the order in which it is read."""


def campaign_metric(metric_id: str) -> Metric:
    """The metric with this id, of the catalogue or of campaigns alone. Raises KeyError."""
    return OF_CAMPAIGNS.get(metric_id) or CATALOGUE[metric_id]
