"""What social media send on: clicks, and visits to the organisation's own web."""

from data.columns import SOCIAL_PLATFORMS
from locales import N_
from metrics.definition import Direction, Example, Metric, RollUp, Unit

ALL_SOCIAL = "social"  # visits from all social media together, as summaries have them
SOCIAL_PARTS = (*SOCIAL_PLATFORMS, "other_networks")

WEB_VISITS_SOCIAL = Metric(
    id="web_visits_social",
    label=N_("Web visits from social media"),
    explanation=N_("How many visits to the organisation's web came from social media."),
    formula=N_("visits by platform, added up; on days when all social media together have more, that figure"),
    unit=Unit.COUNT,
    direction=Direction.HIGHER,
    over_days=RollUp.SUM,
    over_accounts=RollUp.SUM,
    public=False,
    inputs=("web_days.visits",),
    numerator="web_visits",
    example=Example({"web_visits": 4_300}, 4_300),
    differs=N_(
        "The platforms count clicks on links. A click becomes a visit only when the page has opened and the visitor "
        "allows measurement, so visits are fewer. Visits from apps through links without campaign tags (UTM) are "
        "often counted as direct traffic, in GA4 too, and are then missing here."
    ),
    source=N_("The organisation's web statistics, such as sessions in Google Analytics 4."),
    caveats=(
        N_("Visitors who decline measurement, or open links in an app that hides their source, are not counted."),
    ),
)

CLICKS = Metric(
    id="clicks",
    label=N_("Clicks"),
    explanation=N_("How many times people clicked on what the organisation published."),
    formula=N_("clicks, added up over days and channels"),
    unit=Unit.COUNT,
    direction=Direction.HIGHER,
    over_days=RollUp.SUM,
    over_accounts=RollUp.SUM,
    public=False,
    inputs=("account_days.link_clicks", "posts.clicks", "campaign_days.clicks"),
    numerator="clicks",
    example=Example({"clicks": 1_240}, 1_240),
    differs=N_(
        "A channel's figure is the clicks on links that the platform tells by day. Of a campaign or a post it is what "
        "its own statistics call clicks: some tools count every click, also on the picture or “see more”."
    ),
    caveats=(
        N_("One person may click several times."),
        N_("The clicks of posts and campaigns are never added to a channel's: its own figure may hold them already."),
    ),
)
