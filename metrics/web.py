"""What social media send on to the organisation's own web."""

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
