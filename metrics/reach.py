"""How many are reached: distinct people, and how often the content is shown."""

from locales import N_
from metrics.definition import INHABITANTS, REACH, Direction, Example, Metric, RollUp, Unit

NEVER_SUMMED = N_(
    "Reach counts persons and cannot be added: someone reached on Monday and on Tuesday is one person. Where the "
    "platform has not counted exactly this period, the figure is an interval that is certain to hold the answer."
)
NEW_VIEWS = N_("Meta changed from impressions to views: Instagram on 21 April 2025, Facebook on 15 November 2025.")
NEW_REACH = N_("Facebook changed how reach is counted on 15 June 2026.")
SEVERAL_CHANNELS = N_(
    "Over several channels the interval runs from the largest channel's reach (everyone is in it) to the sum "
    "(nobody is in two)."
)

REACH_METRIC = Metric(
    id="reach",
    label=N_("Reach"),
    explanation=N_("How many different people saw something from the organisation at least once in the period."),
    formula=N_("the platform's own count of distinct people, else the interval that its counts guarantee"),
    unit=Unit.PERSONS,
    direction=Direction.HIGHER,
    over_days=RollUp.UNIQUE,
    over_accounts=RollUp.UNIQUE,
    public=False,
    inputs=("account_reach.reach",),
    numerator=REACH,
    example=Example({REACH: 121_540}, 121_540, N_("Region Västernorrland, an average month during the pandemic.")),
    differs=N_(
        "Meta's tools show the days that are chosen in them, most often the last 28, and a calendar month has another "
        "number. A tool that adds up daily reach shows far too much, since most people are then counted several "
        "times. LinkedIn speaks of unique impressions and YouTube of unique viewers: all of them estimate people from "
        "accounts."
    ),
    source=N_(
        "The platforms' own counts: page_total_media_view_unique (Facebook), reach (Instagram), unique impressions "
        "(LinkedIn), unique viewers (YouTube)."
    ),
    caveats=(NEVER_SUMMED, SEVERAL_CHANNELS, NEW_REACH),
)

REACH_SHARE_OF_INHABITANTS = Metric(
    id="reach_share_of_inhabitants",
    label=N_("Reach as a share of inhabitants"),
    explanation=N_("Reach in per cent of how many people live in the area."),
    formula=N_("reach / inhabitants × 100"),
    unit=Unit.PER_CENT,
    direction=Direction.HIGHER,
    over_days=RollUp.UNIQUE,
    over_accounts=RollUp.UNIQUE,
    public=False,
    inputs=("account_reach.reach", "audience_bases.size"),
    numerator=REACH,
    denominator=INHABITANTS,
    times=100,
    decimals=1,
    example=Example(
        {REACH: 121_540, INHABITANTS: 245_000},
        12_154_000 / 245_000,
        N_("Region Västernorrland, an average month during the pandemic."),
    ),
    differs=N_("No platform gives this figure. It is no more certain than the reach that it is made of."),
    source=N_("Region Västernorrland, whose goal is to reach at least a tenth of the inhabitants."),
    caveats=(NEVER_SUMMED, N_("The people reached need not live in the area.")),
)

REACH_RATE = Metric(
    id="reach_rate",
    label=N_("Reach rate"),
    explanation=N_("Reach in per cent of the followers: over 100 the content has travelled beyond them."),
    formula=N_("reach / followers × 100"),
    unit=Unit.PER_CENT,
    direction=Direction.HIGHER,
    over_days=RollUp.UNIQUE,
    over_accounts=RollUp.UNIQUE,
    public=False,
    inputs=("account_reach.reach", "account_days.followers"),
    numerator=REACH,
    denominator="reach_followers",
    times=100,
    decimals=1,
    example=Example(
        {REACH: 8_500, "reach_followers": 5_600}, 8_500 / 56, N_("A post by Rymdstyrelsen, without advertising.")
    ),
    differs=N_(
        "The platforms give no such rate; Meta shows instead how many of those reached already follow. Other tools "
        "often divide by today's followers. Ours divides by the followers at the end of the period, and a post's "
        "reach by those it had when it was published."
    ),
    caveats=(NEVER_SUMMED,),
)

VIEWS = Metric(
    id="views",
    label=N_("Views"),
    explanation=N_("How many times the organisation's content was shown. One person can account for many views."),
    formula=N_("views, added up over days and channels"),
    unit=Unit.COUNT,
    direction=Direction.HIGHER,
    over_days=RollUp.SUM,
    over_accounts=RollUp.SUM,
    public=False,
    inputs=("account_days.views", "posts.views"),
    numerator="views",
    example=Example({"views": 310_000}, 310_000),
    differs=N_(
        "Meta counts each time that content is on a screen, repeats too; before the change it counted impressions, "
        "and plays of videos by themselves. LinkedIn still counts impressions, and YouTube plays of videos only. No "
        "platform has the sum over channels."
    ),
    source=N_(
        "The platforms' own counts: page_media_view (Facebook), views (Instagram, YouTube, TikTok), impressions "
        "(LinkedIn)."
    ),
    caveats=(NEW_VIEWS, N_("Platforms count a view differently; compare a channel with itself.")),
)
