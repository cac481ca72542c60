"""The words that people choose from in the template, in their language, for the contract's own words."""

from __future__ import annotations

from collections.abc import Mapping

from data import columns as c
from data.columns import metadata
from data.schema import SCHEMAS
from locales import LANGUAGES, N_, Language

PER_CENT = "%"

PLATFORM_NAMES = {
    "facebook": "Facebook",
    "instagram": "Instagram",
    "linkedin": "LinkedIn",
    "x": "X",
    "youtube": "YouTube",
    "tiktok": "TikTok",
    "snapchat": "Snapchat",
    "threads": "Threads",
    "bluesky": "Bluesky",
    "web": N_("Website"),
    "newsroom": N_("Newsroom"),
    "newsletter": N_("Newsletter"),
}
SECTOR_NAMES = {
    "municipality": N_("Municipality"),
    "region": N_("Region"),
    "agency": N_("Agency"),
    "utility": N_("Energy or water company"),
    "insurer": N_("Insurance company"),
    "bank": N_("Bank"),
    "telecom": N_("Telecom company"),
    "hospital": N_("Hospital"),
    "party": N_("Political party"),
    "culture": N_("Culture"),
    "other": N_("Other"),
}
AUDIENCE_NAMES = {
    "inhabitants": N_("Inhabitants"),
    "customers": N_("Customers"),
    "members": N_("Members"),
    "employees": N_("Employees"),
}
FORMAT_NAMES = {
    "photo": N_("Photo"),
    "album": N_("Album"),
    "video": N_("Video"),
    "reel": N_("Reel"),
    "story": N_("Story"),
    "live": N_("Live"),
    "link": N_("Link post"),
    "text": N_("Text only"),
    "event": N_("Event"),
    "poll": N_("Poll"),
}
GOAL_FORMAT_NAMES = {
    "film": N_("Film (video, reel, live)"),
    "pictures": N_("Pictures (photo, album)"),
    **FORMAT_NAMES,
}
PERIOD_NAMES = {
    "post": N_("Each post"),
    "week": N_("Week"),
    "month": N_("Month"),
    "quarter": N_("Quarter"),
    "tertial": N_("Four months"),
    "half_year": N_("Half-year"),
    "year": N_("Year"),
    "campaign": N_("Whole campaign"),
    "standing": N_("Until further notice"),
}
DIMENSION_NAMES = {"gender": N_("Gender"), "age": N_("Age"), "place": N_("Place"), "country": N_("Country")}
NAMES: dict[tuple[str, ...], Mapping[str, str]] = {
    c.PLATFORMS: PLATFORM_NAMES,
    c.SECTORS: SECTOR_NAMES,
    c.AUDIENCE_KINDS: AUDIENCE_NAMES,
    c.FORMATS: FORMAT_NAMES,
    c.GOAL_FORMATS: GOAL_FORMAT_NAMES,
    c.GOAL_PERIODS: PERIOD_NAMES,
    c.DIMENSIONS: DIMENSION_NAMES,
}
YES, NO = N_("Yes"), N_("No")
TRUE_WORDS = ("1", "x", "true", "sant", "yes", "ja", "y", "j")
FALSE_WORDS = ("0", "false", "falskt", "no", "nej", "n")

# The measures that goals are set on, as the catalogue calls them, and those that it counts in per cent.
METRIC_NAMES = {
    "followers": N_("Followers"),
    "net_followers": N_("Net new followers"),
    "follower_growth": N_("Follower growth"),
    "followers_per_1000_inhabitants": N_("Followers per 1,000 inhabitants"),
    "reach": N_("Reach"),
    "reach_share_of_inhabitants": N_("Reach as a share of inhabitants"),
    "views": N_("Views"),
    "interactions": N_("Interactions"),
    "posts": N_("Posts"),
    "interactions_per_post": N_("Interactions per post"),
    "engagement_rate_followers": N_("Engagement rate by followers"),
    "engagement_rate_reach": N_("Engagement rate by reach"),
    "interactions_per_1000_followers_and_post": N_("Interactions per 1,000 followers and post"),
    "video_views": N_("Video views"),
    "minutes_viewed": N_("Minutes watched"),
    "minutes_per_view": N_("Minutes per view"),
    "answered_in_time": N_("Answered in time"),
    "web_visits_social": N_("Web visits from social media"),
    "spend": N_("Spend"),
    "cost_per_contact": N_("Cost per contact"),
    "reach_rate": N_("Reach rate"),
    "conversions": N_("Conversions"),
    "clicks": N_("Clicks"),
    "cost_per_click": N_("Cost per click"),
    "cost_per_conversion": N_("Cost per conversion"),
    "hours_per_answer": N_("Hours until an answer"),
    c.SHARE_OF_POSTS: N_("Share of the posts"),
    "reactions": N_("Reactions"),
    "comments": N_("Comments"),
    "shares": N_("Shares"),
}
IN_PER_CENT = (
    "follower_growth", "reach_share_of_inhabitants", "engagement_rate_followers", "engagement_rate_reach",
    "answered_in_time", "reach_rate", c.SHARE_OF_POSTS,
)  # fmt: skip
SEGMENT_NAMES = {"women": N_("women"), "men": N_("men"), "unknown": N_("not known"), "other": N_("others")}
"""Parts of the followers that the contract has words for; others (ages, places) are named as they are."""
METRIC_COLUMNS = (("goals", "metric"), ("series_breaks", "metric"), ("organisations", "lead_metric"))


def choices(table: str, column: str) -> Mapping[str, str]:
    """What a column may hold: the contract's word → its message id. Empty where anything may stand."""
    if (table, column) in METRIC_COLUMNS:
        return METRIC_NAMES
    allowed = metadata(SCHEMAS[table].columns()[column]).get("choices")
    return NAMES[allowed] if allowed else {}


def spelt(table: str, column: str) -> dict[str, str]:
    """Every way of writing a choice, in lower case → the contract's word: its own, and the one of each language."""
    named = SEGMENT_NAMES if (table, column) == ("audience_shares", "segment") else choices(table, column)
    found = {}
    for code, message in named.items():
        for language in LANGUAGES:
            found[Language(language).text(message).casefold()] = code
    return found | {code: code for code in named}
