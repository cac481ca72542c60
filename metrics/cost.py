"""What advertising costs, and what it gives."""

from locales import N_
from metrics.definition import Direction, Example, Metric, RollUp, Unit

SPEND = Metric(
    id="spend",
    label=N_("Spend"),
    explanation=N_("What the organisation paid the platforms for advertising."),
    formula=N_("spend, added up over days and channels"),
    unit=Unit.SEK,
    direction=Direction.NONE,
    over_days=RollUp.SUM,
    over_accounts=RollUp.SUM,
    public=False,
    inputs=("campaign_days.spend", "posts.spend"),
    numerator="spend",
    example=Example({"spend": 50_000}, 50_000),
    differs=N_(
        "The invoice may differ: the platforms' ad tools show spend without VAT, by the days of the ad account's time "
        "zone, and adjust it afterwards."
    ),
    caveats=(N_("A campaign's posts are not counted again where the campaign's own daily spend is known."),),
)

COST_PER_CONTACT = Metric(
    id="cost_per_contact",
    label=N_("Cost per contact"),
    explanation=N_("What it cost each time paid content was shown to someone."),
    formula=N_("spend / views of what was paid for"),
    unit=Unit.SEK,
    direction=Direction.LOWER,
    over_days=RollUp.RATIO,
    over_accounts=RollUp.RATIO,
    public=False,
    inputs=("campaign_days.spend", "campaign_days.views", "posts.spend", "posts.views"),
    numerator="contact_spend",
    denominator="contacts",
    decimals=2,
    example=Example({"contact_spend": 50_000, "contacts": 250_000}, 0.2),
    differs=N_(
        "The ad tools show the cost per 1,000 views (CPM), which is 1,000 times as much, or the cost per person "
        "reached, which is higher. For a boosted post our views hold the unpaid ones too, so the cost is lower than "
        "in the ad tool."
    ),
    source=N_("Tullverket, which follows up its campaigns by cost per contact."),
    caveats=(N_("A contact is one view. One person may account for several, and persons cannot be added over days."),),
)

CONVERSIONS = Metric(
    id="conversions",
    label=N_("Conversions"),
    explanation=N_("How many times people did what a campaign asked of them: signed up, applied, downloaded."),
    formula=N_("conversions, added up over days and channels"),
    unit=Unit.COUNT,
    direction=Direction.HIGHER,
    over_days=RollUp.SUM,
    over_accounts=RollUp.SUM,
    public=False,
    inputs=("campaign_days.conversions",),
    numerator="conversions",
    example=Example({"conversions": 412}, 412),
    differs=N_(
        "Every ad tool credits itself: Meta counts what is done within seven days of a click or a day of a view, web "
        "statistics often only the last click. The same registration can therefore be counted by several."
    ),
    caveats=(N_("What counts as a conversion is decided in each campaign."),),
)

COST_PER_CLICK = Metric(
    id="cost_per_click",
    label=N_("Cost per click"),
    explanation=N_("What it cost each time somebody clicked."),
    formula=N_("spend / clicks on what was paid for"),
    unit=Unit.SEK,
    direction=Direction.LOWER,
    over_days=RollUp.RATIO,
    over_accounts=RollUp.RATIO,
    public=False,
    inputs=("campaign_days.spend", "campaign_days.clicks", "posts.spend", "posts.clicks"),
    numerator="click_spend",
    denominator="paid_clicks",
    decimals=2,
    example=Example({"click_spend": 50_000, "paid_clicks": 12_500}, 4),
    differs=N_("The ad tools leave out the clicks that were not paid for; a campaign's own clicks may hold them."),
    caveats=(N_("Over the days, channels and posts that have both spend and clicks."),),
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
    numerator="conversion_spend",
    denominator="paid_conversions",
    decimals=2,
    example=Example({"conversion_spend": 50_000, "paid_conversions": 400}, 125),
    differs=N_(
        "Every ad tool credits itself with what is done within its own number of days, so tools cannot be set against "
        "each other."
    ),
    caveats=(N_("Over the days and channels that have both spend and conversions."),),
)
