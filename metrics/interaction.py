"""How people react, and how often the organisation publishes."""

from locales import N_
from metrics.definition import ALL_POSTS, POSTS_OF_KIND, REACH, Direction, Example, Metric, RollUp, Unit

PARTS = ("reactions", "comments", "shares", "saves")
OF_DAYS = tuple(f"account_days.{part}" for part in (*PARTS, "interactions"))
OF_POSTS = tuple(f"posts.{part}" for part in PARTS)
CLICKS = N_(
    "Clicks are not counted as interactions. Some platforms include them in their own figure, which is then higher."
)
SAVES = N_("Saves are seen only by the owner, so they are not part of other organisations' figures.")

INTERACTIONS = Metric(
    id="interactions",
    label=N_("Interactions"),
    explanation=N_(
        "Reactions, comments, shares and saves: everything people do with the content short of clicking on it."
    ),
    formula=N_("reactions + comments + shares + saves"),
    unit=Unit.COUNT,
    direction=Direction.HIGHER,
    over_days=RollUp.SUM,
    over_accounts=RollUp.SUM,
    public=True,
    inputs=(*OF_DAYS, *OF_POSTS),
    numerator="interactions",
    example=Example({"interactions": 231_000}, 231_000, N_("Region Skåne's best post of 2020.")),
    differs=N_(
        "LinkedIn counts clicks as engagement, and so do some of Meta's reports. A report by post holds everything "
        "that the post has received so far, also after the period; ours holds what was done on the days of the "
        "period, as long as the platform tells it by day."
    ),
    caveats=(CLICKS, SAVES),
)


def _part(name: str, label: str, explanation: str, differs: str, given: int) -> Metric:
    """One of the things that people do with a post, which anyone can see."""
    return Metric(
        id=name,
        label=label,
        explanation=explanation,
        formula=N_("added up over days and channels"),
        unit=Unit.COUNT,
        direction=Direction.HIGHER,
        over_days=RollUp.SUM,
        over_accounts=RollUp.SUM,
        public=True,
        inputs=(f"account_days.{name}", f"posts.{name}"),
        numerator=name,
        example=Example({name: given}, given),
        differs=differs,
    )


REACTIONS = _part(
    "reactions",
    N_("Reactions"),
    N_("Likes and other reactions with a single press."),
    N_(
        "Some reports count likes alone and leave out the other reactions. A report by post holds those that came "
        "after the period too."
    ),
    2_750,
)
COMMENTS = _part(
    "comments",
    N_("Comments"),
    N_("Comments that people wrote, answers to them among them where the platform counts those."),
    N_("Some platforms count the organisation's own answers as comments, others do not."),
    210,
)
SHARES = _part(
    "shares",
    N_("Shares"),
    N_("How often people passed the content on to others."),
    N_("Platforms count shares in messages or not, as they please, and YouTube tells them to the owner alone."),
    160,
)

POSTS = Metric(
    id="posts",
    label=N_("Posts"),
    explanation=N_("How many posts the organisation published."),
    formula=N_("posts published, added up over days and channels"),
    unit=Unit.COUNT,
    direction=Direction.NONE,
    over_days=RollUp.SUM,
    over_accounts=RollUp.SUM,
    public=True,
    inputs=("account_days.posts_published", "posts.post_id"),
    numerator="posts",
    example=Example({"posts": 52}, 52),
    differs=N_(
        "The platforms' lists often leave out stories, which are gone after a day, and posts that were deleted later. "
        "Ours is what the platform reported for each day, where it did."
    ),
    caveats=(N_("More is not better in itself."),),
)

SHARE_OF_POSTS = Metric(
    id="share_of_posts",
    label=N_("Share of the posts"),
    explanation=N_("How large a part of the posts is about a topic, or of a format."),
    formula=N_("posts of the topic or format / all posts × 100"),
    unit=Unit.PER_CENT,
    direction=Direction.NONE,
    over_days=RollUp.RATIO,
    over_accounts=RollUp.RATIO,
    public=False,
    inputs=("posts.post_id", "posts.topic", "posts.format"),
    numerator=POSTS_OF_KIND,
    denominator=ALL_POSTS,
    times=100,
    decimals=0,
    example=Example({POSTS_OF_KIND: 12, ALL_POSTS: 40}, 30),
    differs=N_(
        "The platforms' reports have no categories of the organisation's own, and some leave out stories and posts "
        "that were deleted. Here a share is of the posts in the store."
    ),
    source=N_("Länsförsäkringar Östgöta, which has goals for the mix of its content."),
    caveats=(
        N_("Told by topic and by format, never of everything together."),
        N_(
            "A post without a topic or format may be of any, and so may a story be film or a picture: then the share "
            "is an interval."
        ),
    ),
)

INTERACTIONS_PER_POST = Metric(
    id="interactions_per_post",
    label=N_("Interactions per post"),
    explanation=N_("How many interactions a post gave on average."),
    formula=N_("interactions / posts"),
    unit=Unit.PER_POST,
    direction=Direction.HIGHER,
    over_days=RollUp.RATIO,
    over_accounts=RollUp.RATIO,
    public=True,
    inputs=(*OF_DAYS, "account_days.posts_published"),
    numerator="interactions",
    denominator="posts",
    decimals=1,
    example=Example({"interactions": 3_120, "posts": 52}, 60),
    differs=N_(
        "The platforms show interactions post by post. Ours divides all interactions on the days of the period, those "
        "on older posts too, by the posts that were published in it."
    ),
    caveats=(N_("A single post that spreads widely can carry the whole figure."), CLICKS),
)

ENGAGEMENT_RATE_FOLLOWERS = Metric(
    id="engagement_rate_followers",
    label=N_("Engagement rate by followers"),
    explanation=N_(
        "Reactions to a post in per cent of the followers when it was published; for several posts together."
    ),
    formula=N_("reactions / followers at the post × 100"),
    unit=Unit.PER_CENT,
    direction=Direction.HIGHER,
    over_days=RollUp.RATIO,
    over_accounts=RollUp.RATIO,
    public=True,
    inputs=("posts.reactions", "posts.followers_at_post", "account_days.followers"),
    numerator="rated_reactions",
    denominator="rated_followers",
    times=100,
    decimals=2,
    example=Example(
        {"rated_reactions": 720, "rated_followers": 12_000},
        6,
        N_("Västervik wants every post to lie between 5 and 7 %."),
    ),
    differs=N_(
        "LinkedIn's engagement rate divides by impressions and counts clicks, comments and shares. Most tools for "
        "Meta's channels divide by reach. Ours divides reactions alone by followers, and is therefore another number."
    ),
    source=N_("Västerviks kommun's formula: number of reactions / number of followers × 100."),
    caveats=(N_("Counts reactions only, not comments and shares."),),
)

ENGAGEMENT_RATE_REACH = Metric(
    id="engagement_rate_reach",
    label=N_("Engagement rate by reach"),
    explanation=N_("Interactions in per cent of the people reached: of those who saw it, how many reacted."),
    formula=N_("interactions / reach × 100"),
    unit=Unit.PER_CENT,
    direction=Direction.HIGHER,
    over_days=RollUp.UNIQUE,
    over_accounts=RollUp.UNIQUE,
    public=False,
    inputs=(*OF_DAYS, *OF_POSTS, "account_reach.reach", "posts.reach"),
    numerator="interactions",
    denominator=REACH,
    times=100,
    decimals=1,
    example=Example({"interactions": 231_000, REACH: 1_000_000}, 23.1, N_("Region Skåne's best post of 2020.")),
    differs=N_(
        "LinkedIn divides by impressions instead of people, which lowers its rate, and counts clicks, which raises "
        "it. Some tools show the mean of the posts' rates, where a post that few saw weighs as much as one that many "
        "saw."
    ),
    caveats=(N_("One person can interact several times. Where reach is an interval, so is the rate."), CLICKS),
)

INTERACTIONS_PER_1000_FOLLOWERS_AND_POST = Metric(
    id="interactions_per_1000_followers_and_post",
    label=N_("Interactions per 1,000 followers and post"),
    explanation=N_(
        "How many interactions a post gave for every 1,000 followers, so that channels of any size can be compared."
    ),
    formula=N_("interactions / (posts × followers) × 1,000, channel by channel"),
    unit=Unit.PER_THOUSAND,
    direction=Direction.HIGHER,
    over_days=RollUp.RATIO,
    over_accounts=RollUp.RATIO,
    public=True,
    inputs=(*OF_DAYS, "account_days.posts_published", "account_days.followers"),
    numerator="interactions",
    denominator="exposure",
    times=1000,
    decimals=2,
    example=Example({"interactions": 3_120, "exposure": 52 * 12_000}, 5),
    differs=N_(
        "No platform gives this figure. Other tools often show the mean of the posts' engagement rates; here every "
        "post meets the followers of its own channel before anything is divided."
    ),
    caveats=(N_("Small channels often have a higher figure than large ones."), CLICKS),
)
