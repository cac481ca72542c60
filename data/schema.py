"""The data contract as schemas: every table's columns, types, units, key and row rules.

A column that may be missing (null, or absent from a file) is nullable. `docs/data-contract.md` says
in words what each table is; `data/columns.py` what kinds of column there are.
"""

from __future__ import annotations

import dataframely as dy
import polars as pl

from data import columns as c
from data.columns import PLATFORMS, SECTORS, SOCIAL_PLATFORMS
from data.schema_plans import Campaigns, Goals

__all__ = ["PLATFORMS", "SCHEMAS", "SECTORS", "SOCIAL_PLATFORMS", "TABLES"]


class Organisations(dy.Schema):
    """An organisation, own or peer."""

    org_id = c.identifier(key=True)
    name = c.text(nullable=False)
    sector = c.choice(SECTORS)
    own = dy.Bool(nullable=False)
    official_code = c.text()
    county_code = c.text()
    lead_metric = c.text()


class AudienceBases(dy.Schema):
    """The size of whom an organisation is for, one year."""

    org_id = c.identifier(key=True)
    kind = c.choice(c.AUDIENCE_KINDS, key=True)
    year = c.year()
    size = c.count("persons", nullable=False)


class PeerGroups(dy.Schema):
    """Membership of a group, with its year."""

    org_id = c.identifier(key=True)
    scheme = c.identifier(key=True)
    year = c.year()
    group_code = c.identifier()
    group_name = c.text()


class Accounts(dy.Schema):
    """A channel."""

    account_id = c.identifier(key=True)
    org_id = c.identifier()
    platform = c.choice(PLATFORMS)
    name = c.text(nullable=False)
    handle = c.text()
    external_id = c.text()
    unit = c.text()
    primary = dy.Bool(nullable=True)
    opened_on = c.day(nullable=True)
    closed_on = c.day(nullable=True)
    day_zone = c.text()

    closes_after_opening = c.row_rule(pl.col("opened_on") <= pl.col("closed_on"))


class AccountDays(dy.Schema):
    """An account and a day: `followers` is a stock, the rest are that day's flows."""

    account_id = c.identifier(key=True)
    date = c.day(key=True, past=True)
    followers = c.count("followers")
    followers_gained = c.count("followers")
    followers_lost = c.count("followers")
    views = c.count("views")
    reactions = c.count("reactions")
    comments = c.count("comments")
    shares = c.count("shares")
    saves = c.count("saves")
    link_clicks = c.count("clicks")
    profile_visits = c.count("visits")
    video_views = c.count("views")
    minutes_viewed = c.amount("minutes")
    posts_published = c.count("posts")
    messages_received = c.count("messages")
    messages_answered = c.count("messages")
    messages_answered_in_time = c.count("messages")
    answer_hours = c.amount("hours")
    interactions = c.count("interactions")
    import_id = c.identifier(nullable=True)


class AccountReach(dy.Schema):
    """Distinct people reached by an account in a window of days."""

    account_id = c.identifier(key=True)
    window_end = c.day(key=True, past=True)
    window_days = dy.Int64(min=1, metadata={"key": True, "unit": "days"})
    reach = c.count("persons")
    import_id = c.identifier(nullable=True)

    known_window = c.row_rule(
        pl.col("window_days").is_in(c.ROLLING_WINDOWS)
        | (pl.col("window_end").dt.month_end() == pl.col("window_end"))
        & (pl.col("window_end").dt.day() == pl.col("window_days"))
    )


class Posts(dy.Schema):
    """A post, as it was last observed."""

    post_id = c.identifier(key=True)
    account_id = c.identifier()
    published_at = c.time()
    format = c.choice(c.FORMATS, nullable=True)
    topic = c.text()
    campaign_id = c.identifier(nullable=True)
    paid = dy.Bool(nullable=True)
    variant = c.text()
    caption = c.text()
    url = c.text()
    followers_at_post = c.count("followers")
    reach = c.count("persons")
    views = c.count("views")
    reactions = c.count("reactions")
    comments = c.count("comments")
    shares = c.count("shares")
    saves = c.count("saves")
    clicks = c.count("clicks")
    video_views = c.count("views")
    minutes_viewed = c.amount("minutes")
    spend = c.amount("SEK")
    observed_at = c.time(nullable=True)
    import_id = c.identifier(nullable=True)


class CampaignDays(dy.Schema):
    """A campaign, account and day; `reach_to_date` counts distinct persons since the start."""

    campaign_id = c.identifier(key=True)
    account_id = c.identifier(key=True)
    date = c.day(key=True, past=True)
    views = c.count("views")
    clicks = c.count("clicks")
    conversions = c.count("conversions")
    video_views = c.count("views")
    spend = c.amount("SEK")
    reach_to_date = c.count("persons")
    import_id = c.identifier(nullable=True)


class Notes(dy.Schema):
    """A communicator's comment on a day or span."""

    note_id = c.identifier(key=True)
    written_at = c.time(key=True)
    org_id = c.identifier()
    account_id = c.identifier(nullable=True)
    from_date = c.day()
    to_date = c.day(nullable=True)
    text = c.text(nullable=False)
    author = c.text()
    withdrawn = dy.Bool(nullable=True)

    spans_forwards = c.row_rule(pl.col("from_date") <= pl.col("to_date"))


class SeriesBreaks(dy.Schema):
    """A change of definition, of one account or (where `account_id` is missing) of a platform."""

    platform = c.choice(PLATFORMS, key=True)
    account_id = c.identifier(key=True, nullable=True)
    metric = c.identifier(key=True)
    date = c.day(key=True)
    label_sv = c.text()
    label_en = c.text()
    source = c.text()


class AudienceShares(dy.Schema):
    """A segment of an account's followers on a day."""

    account_id = c.identifier(key=True)
    date = c.day(key=True, past=True)
    dimension = c.choice(c.DIMENSIONS, key=True)
    segment = c.identifier(key=True)
    share = dy.Float64(nullable=True, min=0, max=1, metadata={"unit": "share"})


class WebDays(dy.Schema):
    """Visits to the organisation's web from one source, campaign link and day."""

    org_id = c.identifier(key=True)
    date = c.day(key=True, past=True)
    source = c.identifier(key=True)
    utm_campaign = c.text(key=True)
    visits = c.count("visits")
    engaged_visits = c.count("visits")
    page_views = c.count("views")
    minutes = c.amount("minutes")
    import_id = c.identifier(nullable=True)


class Imports(dy.Schema):
    """One imported file."""

    import_id = c.identifier(key=True)
    file_name = c.text()
    sha256 = c.text()
    importer = c.text()
    rows_added = c.count("rows")
    rows_changed = c.count("rows")
    rows_same = c.count("rows")
    rows_rejected = c.count("rows")
    from_date = c.day(nullable=True)
    to_date = c.day(nullable=True)
    observed_at = c.time(nullable=True)
    imported_at = c.time(nullable=True)
    imported_by = c.text()
    undone_at = c.time(nullable=True)


SCHEMAS: dict[str, type[dy.Schema]] = {
    "organisations": Organisations,
    "audience_bases": AudienceBases,
    "peer_groups": PeerGroups,
    "accounts": Accounts,
    "account_days": AccountDays,
    "account_reach": AccountReach,
    "posts": Posts,
    "campaigns": Campaigns,
    "campaign_days": CampaignDays,
    "goals": Goals,
    "notes": Notes,
    "series_breaks": SeriesBreaks,
    "audience_shares": AudienceShares,
    "web_days": WebDays,
    "imports": Imports,
}
TABLES = tuple(SCHEMAS)
REQUIRED_TABLES = ("organisations", "accounts")
LARGE_TABLES = ("account_days", "account_reach", "posts", "campaign_days", "web_days")
PARENTS = {"org_id": "organisations", "account_id": "accounts", "campaign_id": "campaigns", "import_id": "imports"}


def dtypes(table: str) -> dict[str, pl.DataType]:
    """The contract's columns and their types, in its order."""
    return {name: column.dtype for name, column in SCHEMAS[table].columns().items()}


def marked(table: str, mark: str) -> tuple[str, ...]:
    """The columns whose metadata has the mark: `key` or `past`."""
    return tuple(name for name, column in SCHEMAS[table].columns().items() if c.metadata(column).get(mark))


def key_of(table: str) -> tuple[str, ...]:
    """The columns whose values, together, no two rows share."""
    return marked(table, "key")
