"""What the sheets and columns of the template are called, and how each column is filled in (message ids)."""

from __future__ import annotations

from typing import NamedTuple

from data.schema import PARENTS, SCHEMAS
from locales import N_, Language


class Wording(NamedTuple):
    """A heading, and what to fill in under it."""

    heading: str
    explanation: str


SHEETS: dict[str, Wording] = {
    "organisations": Wording(N_("Organisations"), N_("Your own organisation and those that you compare it with.")),
    "audience_bases": Wording(
        N_("Population and customers"), N_("How many people an organisation is for, one row a year.")
    ),
    "peer_groups": Wording(N_("Peer groups"), N_("Which organisations are compared with each other.")),
    "accounts": Wording(N_("Channels"), N_("Every account, page and website.")),
    "account_days": Wording(
        N_("Channels by day"), N_("Figures that you note by hand, such as the number of followers on a day.")
    ),
    "account_reach": Wording(
        N_("Reach of channels"), N_("How many different people a channel reached in 1, 7 or 28 days, or in a month.")
    ),
    "posts": Wording(N_("Posts"), N_("What was published and how it has gone, one row a post.")),
    "campaigns": Wording(N_("Campaigns"), N_("Campaigns and projects that are followed up.")),
    "campaign_days": Wording(N_("Campaigns by day"), N_("What a campaign gave on a channel and a day.")),
    "goals": Wording(N_("Goals"), N_("What you want to achieve. Change a goal with a new row, so that both are kept.")),
    "notes": Wording(N_("Notes"), N_("What happened, for whoever reads the figures later.")),
    "series_breaks": Wording(
        N_("Changed measures"), N_("Days when figures began to be counted in another way and stop being comparable.")
    ),
    "audience_shares": Wording(N_("Who the followers are"), N_("Gender, age and place, as shares of the followers.")),
    "web_days": Wording(N_("Web visits by day"), N_("Visits to your website, by where they came from.")),
}

_ID = N_("A name of your own without spaces. It must never change, or the rows count as new.")
_PER_DAY = N_("The number on that day, not in total. Leave empty what you do not know; 0 means none.")
_PER_POST = N_("What the post has received so far. Leave empty what you do not know; 0 means none.")
_DAY = N_("Year, month and day: 2026-03-05.")
_OPTIONAL_DAY = N_("Year, month and day: 2026-03-05. May be left empty.")
_MAY_BE_EMPTY = N_("May be left empty.")
_MOMENT = N_("Day and time: 2026-03-05 14:30. In Swedish time, or with an offset such as +00:00.")

COLUMNS: dict[str, Wording] = {
    "org_id": Wording(N_("Organisation id"), _ID),
    "name": Wording(N_("Name"), N_("As it is written on the pages.")),
    "sector": Wording(N_("Sector"), N_("Choose from the list.")),
    "own": Wording(N_("Our own"), N_("Yes for your own organisation, No for those that you compare with.")),
    "official_code": Wording(
        N_("SCB code"), N_("Four digits for a municipality, two for a region. Keep the zero first.")
    ),
    "county_code": Wording(N_("County code"), N_("Two digits. Keep the zero first.")),
    "lead_metric": Wording(N_("Lead metric"), N_("The measure to show first. May be left empty.")),
    "kind": Wording(N_("Who is counted"), N_("Choose from the list.")),
    "year": Wording(N_("Year"), N_("Four digits.")),
    "size": Wording(N_("Number of people"), N_("A whole number of people.")),
    "scheme": Wording(N_("Grouping"), N_("What the group belongs to: skr, or a name of your own such as neighbours.")),
    "group_code": Wording(N_("Group code"), N_("A short name of the group, such as B3.")),
    "group_name": Wording(N_("Group name"), N_("As it is written on the pages.")),
    "account_id": Wording(N_("Channel id"), _ID),
    "platform": Wording(N_("Platform"), N_("Choose from the list.")),
    "external_id": Wording(
        N_("The platform's id"),
        N_("The platform's number for the channel, by which exports are matched. May be empty."),
    ),
    "handle": Wording(N_("Handle"), N_("The name in the address, without @. May be left empty.")),
    "unit": Wording(N_("Unit"), N_("The part of the organisation that runs the channel. May be left empty.")),
    "primary": Wording(N_("Main channel"), N_("Yes or No. May be left empty.")),
    "opened_on": Wording(N_("Opened"), _OPTIONAL_DAY),
    "closed_on": Wording(N_("Closed"), _OPTIONAL_DAY),
    "day_zone": Wording(
        N_("Time zone of days"), N_("Empty means Swedish days. Meta counts days in America/Los_Angeles.")
    ),
    "date": Wording(N_("Date"), _DAY),
    "followers": Wording(N_("Followers"), N_("The total number of followers at the end of the day, not the new ones.")),
    "followers_gained": Wording(N_("New followers"), _PER_DAY),
    "followers_lost": Wording(N_("Lost followers"), _PER_DAY),
    "views": Wording(N_("Views"), _PER_DAY),
    "reactions": Wording(N_("Reactions"), _PER_DAY),
    "comments": Wording(N_("Comments"), _PER_DAY),
    "shares": Wording(N_("Shares"), _PER_DAY),
    "saves": Wording(N_("Saves"), _PER_DAY),
    "link_clicks": Wording(N_("Link clicks"), _PER_DAY),
    "profile_visits": Wording(N_("Profile visits"), _PER_DAY),
    "video_views": Wording(N_("Video views"), _PER_DAY),
    "minutes_viewed": Wording(N_("Minutes watched"), N_("In minutes; decimals are allowed.")),
    "posts_published": Wording(N_("Posts published"), _PER_DAY),
    "messages_received": Wording(N_("Questions received"), _PER_DAY),
    "messages_answered": Wording(N_("Questions answered"), _PER_DAY),
    "messages_answered_in_time": Wording(N_("Questions answered in time"), _PER_DAY),
    "answer_hours": Wording(
        N_("Hours waited for answers"),
        N_(
            "How long those who were answered that day had waited, added up: three answers after 1, 2 and 6 hours are "
            "9. Decimals are allowed."
        ),
    ),
    "interactions": Wording(
        N_("Interactions"), N_("Only where reactions, comments and shares cannot be told apart. Else leave it empty.")
    ),
    "window_end": Wording(N_("Last day"), N_("The last of the days that the reach was counted over.")),
    "window_days": Wording(
        N_("Number of days"), N_("1, 7 or 28, or all the days of the month that ends on the last day.")
    ),
    "reach": Wording(N_("Reach"), N_("Different people, as the platform counts them. Never the sum of several days.")),
    "post_id": Wording(N_("Post id"), N_("The platform's own id, or a name of your own. It must never change.")),
    "published_at": Wording(N_("Published, Swedish time"), _MOMENT),
    "format": Wording(N_("Format"), N_("Choose from the list. May be left empty.")),
    "topic": Wording(N_("Topic"), N_("Your own categories. May be left empty.")),
    "campaign_id": Wording(N_("Campaign id"), _ID),
    "paid": Wording(N_("Paid"), N_("Yes or No. May be left empty.")),
    "variant": Wording(N_("Variant"), N_("A or B in a test of two versions. May be left empty.")),
    "caption": Wording(N_("Text"), _MAY_BE_EMPTY),
    "url": Wording(N_("Link"), _MAY_BE_EMPTY),
    "followers_at_post": Wording(N_("Followers when published"), _MAY_BE_EMPTY),
    "clicks": Wording(N_("Clicks"), _PER_DAY),
    "spend": Wording(N_("Spend, SEK"), N_("In kronor; decimals are allowed.")),
    "observed_at": Wording(N_("Read off, Swedish time"), N_("When you read the figures: 2026-03-05 14:30.")),
    "starts_on": Wording(N_("Starts"), _OPTIONAL_DAY),
    "ends_on": Wording(N_("Ends"), _OPTIONAL_DAY),
    "objective": Wording(N_("Objective"), N_("The aim that it serves. May be left empty.")),
    "budget": Wording(N_("Budget, SEK"), N_("In kronor. May be left empty.")),
    "conversions": Wording(N_("Conversions"), _PER_DAY),
    "reach_to_date": Wording(N_("Reach so far"), N_("Different people since the campaign began.")),
    "goal_id": Wording(N_("Goal id"), N_("A name of your own. A changed goal keeps it, with a new day of decision.")),
    "set_at": Wording(N_("Decided, Swedish time"), N_("The day when the goal was decided: 2026-01-15.")),
    "metric": Wording(N_("Metric"), N_("Choose from the list, or write the name of the measure in the glossary.")),
    "period": Wording(N_("Period"), N_("What the goal applies to. Choose from the list.")),
    "low": Wording(N_("At least"), N_("The lowest value that is good enough. Write per cent with its sign: 5 %.")),
    "high": Wording(N_("At most"), N_("The highest value that is good enough. Write per cent with its sign: 7 %.")),
    "set_by": Wording(N_("Decided by"), _MAY_BE_EMPTY),
    "withdrawn": Wording(N_("Withdrawn"), N_("Yes if it no longer applies. Else leave it empty.")),
    "note_id": Wording(N_("Note id"), N_("A name of your own. A changed note keeps it, with a new day of writing.")),
    "written_at": Wording(N_("Written, Swedish time"), N_("The day when it was written: 2026-03-05.")),
    "from_date": Wording(N_("From"), _DAY),
    "to_date": Wording(N_("To"), _OPTIONAL_DAY),
    "text": Wording(N_("Note"), N_("What happened, in a sentence or two.")),
    "author": Wording(N_("Author"), _MAY_BE_EMPTY),
    "label_sv": Wording(N_("Swedish explanation"), N_("What was changed, in Swedish.")),
    "label_en": Wording(N_("English explanation"), N_("What was changed, in English.")),
    "source": Wording(N_("Source"), N_("Where it is described.")),
    "dimension": Wording(N_("Split by"), N_("Choose from the list.")),
    "segment": Wording(N_("Part of the followers"), N_("Such as women, 25–34 or Umeå.")),
    "share": Wording(N_("Share"), N_("Write per cent with its sign, 56 %, or a fraction, 0,56.")),
    "utm_campaign": Wording(N_("Campaign in the link (UTM)"), _MAY_BE_EMPTY),
    "visits": Wording(N_("Visits"), _PER_DAY),
    "engaged_visits": Wording(N_("Engaged visits"), N_("Visits where somebody read on, clicked or stayed.")),
    "page_views": Wording(N_("Page views"), _PER_DAY),
    "minutes": Wording(N_("Minutes"), N_("In minutes; decimals are allowed.")),
}
FROM_ANOTHER_SHEET = {
    "org_id": N_("The id from the sheet Organisations."),
    "account_id": N_("The id from the sheet Channels."),
    "campaign_id": N_("The id from the sheet Campaigns."),
}
IN_ONE_TABLE: dict[tuple[str, str], Wording] = {
    **{
        ("posts", name): Wording(COLUMNS[name].heading, _PER_POST)
        for name in ("views", "reactions", "comments", "shares", "saves", "clicks", "video_views")
    },
    ("posts", "campaign_id"): Wording(
        COLUMNS["campaign_id"].heading, N_("The id from the sheet Campaigns. May be left empty.")
    ),
    ("goals", "campaign_id"): Wording(
        COLUMNS["campaign_id"].heading, N_("The id from the sheet Campaigns. May be left empty.")
    ),
    ("goals", "account_id"): Wording(
        COLUMNS["account_id"].heading, N_("If the goal is for one channel: the id from the sheet Channels.")
    ),
    ("goals", "platform"): Wording(
        COLUMNS["platform"].heading, N_("If the goal is for one platform. Else leave it empty.")
    ),
    ("goals", "unit"): Wording(
        COLUMNS["unit"].heading, N_("If the goal is for one part of the organisation. Else leave it empty.")
    ),
    ("goals", "topic"): Wording(
        COLUMNS["topic"].heading, N_("If the goal is for posts about one topic: the topic. Else leave it empty.")
    ),
    ("goals", "format"): Wording(
        COLUMNS["format"].heading, N_("If the goal is for posts of one format: choose it. Else leave it empty.")
    ),
    ("notes", "account_id"): Wording(
        COLUMNS["account_id"].heading, N_("If the note is about one channel: the id from the sheet Channels.")
    ),
    ("series_breaks", "account_id"): Wording(
        COLUMNS["account_id"].heading, N_("If it applies to one channel: the id from the sheet Channels.")
    ),
    ("series_breaks", "date"): Wording(COLUMNS["date"].heading, N_("The first day that is counted in the new way.")),
    ("web_days", "source"): Wording(
        COLUMNS["source"].heading,
        N_("Where the visits came from, such as facebook; “social” is all social media together."),
    ),
}


def columns_of(table: str) -> tuple[str, ...]:
    """The columns of a table that people fill in, in the contract's order."""
    return tuple(name for name in SCHEMAS[table].columns() if name != "import_id")


def wording(table: str, column: str) -> Wording:
    """What a column is called and how it is filled in, as message ids."""
    common = COLUMNS[column]
    if PARENTS.get(column, table) != table:
        common = Wording(common.heading, FROM_ANOTHER_SHEET[column])
    return IN_ONE_TABLE.get((table, column), common)


def heading(table: str, column: str, language: Language) -> str:
    """What a column is called in a language."""
    return language.text(wording(table, column).heading)
