"""Who follows: the stock of followers, how it moves, and its size beside the population."""

from locales import N_
from metrics.definition import INHABITANTS, Direction, Example, Metric, RollUp, Unit

FOLLOWER_RELATIONS = N_(
    "One person may follow several channels. Over several channels the figure counts follower relations, not persons."
)
LIKES = N_("Facebook counted likes before it counted followers; figures from before and after cannot be compared.")

FOLLOWERS = Metric(
    id="followers",
    label=N_("Followers"),
    explanation=N_("How many follow the organisation's channels on the last day of the period that has a figure."),
    formula=N_("last observed followers of each channel, added up"),
    unit=Unit.FOLLOWERS,
    direction=Direction.HIGHER,
    over_days=RollUp.LAST,
    over_accounts=RollUp.SUM,
    public=True,
    inputs=("account_days.followers",),
    numerator="followers",
    example=Example({"followers": 27_000}, 27_000, N_("Region Västernorrland, December 2020.")),
    differs=N_(
        "The channel's own page shows the number right now; ours is the last one observed in the period. When a "
        "platform removes false or closed accounts, the number falls without anybody having left. YouTube rounds the "
        "number that others see down to three digits."
    ),
    source=N_(
        "The platforms' own counts: page_follows (Facebook), followers_count (Instagram), followers (LinkedIn), "
        "subscribers (YouTube)."
    ),
    caveats=(FOLLOWER_RELATIONS, LIKES),
)

NET_FOLLOWERS = Metric(
    id="net_followers",
    label=N_("Net new followers"),
    explanation=N_("How many more (or fewer) follow the channels at the end of the period than just before it."),
    formula=N_("followers − followers before the period"),
    unit=Unit.FOLLOWERS,
    direction=Direction.HIGHER,
    over_days=RollUp.SUM,
    over_accounts=RollUp.SUM,
    public=True,
    inputs=("account_days.followers", "account_days.followers_gained", "account_days.followers_lost"),
    numerator="net_followers",
    example=Example({"net_followers": 47_000}, 47_000, N_("Region Skåne in 2020: from 11 000 to 58 000.")),
    differs=N_(
        "LinkedIn's “new followers” leaves out those who left, and Meta shows both, each by itself. Ours is the "
        "difference between two counts, so accounts that the platform has removed count as lost."
    ),
    caveats=(FOLLOWER_RELATIONS, LIKES),
)

FOLLOWER_GROWTH = Metric(
    id="follower_growth",
    label=N_("Follower growth"),
    explanation=N_("Net new followers in per cent of the followers just before the period."),
    formula=N_("net new followers / followers before the period × 100"),
    unit=Unit.PER_CENT,
    direction=Direction.HIGHER,
    over_days=RollUp.RATIO,
    over_accounts=RollUp.RATIO,
    public=True,
    inputs=("account_days.followers",),
    numerator="stock_change",
    denominator="followers_before",
    times=100,
    decimals=1,
    example=Example(
        {"stock_change": 22_500, "followers_before": 4_500}, 500, N_("Region Västernorrland: from 4 500 to 27 000.")
    ),
    differs=N_(
        "The per cent beside new followers in Meta's and LinkedIn's tools says how many more they were than in the "
        "days before. Ours says how many more follow than did to begin with."
    ),
    caveats=(N_("A small channel grows fast in per cent: look at the number of followers too."), LIKES),
)

FOLLOWERS_PER_1000_INHABITANTS = Metric(
    id="followers_per_1000_inhabitants",
    label=N_("Followers per 1,000 inhabitants"),
    explanation=N_(
        "Followers in relation to how many people live in the area, so that large and small can be compared."
    ),
    formula=N_("followers / inhabitants × 1,000"),
    unit=Unit.PER_THOUSAND,
    direction=Direction.HIGHER,
    over_days=RollUp.LAST,
    over_accounts=RollUp.SUM,
    public=True,
    inputs=("account_days.followers", "audience_bases.size"),
    numerator="followers",
    denominator=INHABITANTS,
    times=1000,
    decimals=1,
    example=Example(
        {"followers": 27_000, INHABITANTS: 245_000}, 27_000 / 245, N_("Region Västernorrland, December 2020.")
    ),
    differs=N_("No platform gives this figure, since none knows how many live in the area."),
    caveats=(
        FOLLOWER_RELATIONS,
        N_("Followers need not live in the area: visitors, owners of second homes and former inhabitants count too."),
    ),
)
