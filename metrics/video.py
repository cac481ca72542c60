"""What is watched, and for how long."""

from locales import N_
from metrics.definition import Direction, Example, Metric, RollUp, Unit

VIDEO_VIEWS = Metric(
    id="video_views",
    label=N_("Video views"),
    explanation=N_("How many times the organisation's videos were played."),
    formula=N_("video views, added up over days and channels"),
    unit=Unit.COUNT,
    direction=Direction.HIGHER,
    over_days=RollUp.SUM,
    over_accounts=RollUp.SUM,
    public=True,
    inputs=("account_days.video_views", "posts.video_views"),
    numerator="video_views",
    example=Example({"video_views": 41_105}, 41_105, N_("Region Västerbotten on YouTube in 2015.")),
    differs=N_(
        "TikTok, Instagram and, since 31 March 2025, YouTube Shorts count a view from the first moment, LinkedIn "
        "after two seconds; Facebook long asked for three. What Meta now calls “views” holds pictures and texts as "
        "well: that is views here."
    ),
    caveats=(N_("Platforms require different lengths of play before they count a view."),),
)

MINUTES_VIEWED = Metric(
    id="minutes_viewed",
    label=N_("Minutes watched"),
    explanation=N_("How many minutes of video people watched."),
    formula=N_("minutes watched, added up over days and channels"),
    unit=Unit.MINUTES,
    direction=Direction.HIGHER,
    over_days=RollUp.SUM,
    over_accounts=RollUp.SUM,
    public=False,
    inputs=("account_days.minutes_viewed", "posts.minutes_viewed"),
    numerator="minutes_viewed",
    example=Example({"minutes_viewed": 182_094}, 182_094, N_("Region Västerbotten on YouTube in 2015.")),
    differs=N_(
        "YouTube's own tool shows hours. The platforms estimate the time, each in its own way, and adjust it "
        "afterwards."
    ),
    source=N_("The platforms' own estimates, such as estimated minutes watched (YouTube)."),
)

MINUTES_PER_VIEW = Metric(
    id="minutes_per_view",
    label=N_("Minutes per view"),
    explanation=N_("How long a video was watched on average each time it was played."),
    formula=N_("minutes watched / video views"),
    unit=Unit.MINUTES,
    direction=Direction.HIGHER,
    over_days=RollUp.RATIO,
    over_accounts=RollUp.RATIO,
    public=False,
    inputs=("account_days.minutes_viewed", "account_days.video_views"),
    numerator="minutes_viewed",
    denominator="video_views",
    decimals=2,
    example=Example(
        {"minutes_viewed": 182_094, "video_views": 41_105},
        182_094 / 41_105,
        N_("Region Västerbotten on YouTube in 2015."),
    ),
    differs=N_(
        "The platforms show the average video by video. Ours divides all minutes by all views, so a video counts for "
        "as much as it was played. Where views are counted from the first moment, as in YouTube Shorts, the average "
        "is low."
    ),
)
