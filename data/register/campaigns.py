"""Campaigns as people add and change them, and the posts that somebody says belong to one."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from functools import partial as with_arguments
from pathlib import Path

import polars as pl

from data.errors import GenomslagError
from data.imports.changes import TRACE
from data.imports.following import Followed
from data.imports.plan import changed
from data.imports.table import attempted, opened
from data.register.goals import campaign_in, overlap
from data.register.organisations import organisation_in
from data.register.tables import Row, existing, free_id, named, rows_of, same, tidy, written
from locales import N_

BY_HAND = N_("by hand")
"""What the table imports has as the importer of a campaign that somebody gave to posts."""


@dataclass(frozen=True)
class Campaign:
    """What people say of a campaign; `budget` is in SEK, and None is not said."""

    name: str
    starts_on: date | None = None
    ends_on: date | None = None
    objective: str = ""
    budget: float | None = None

    def row(self) -> Row:
        """As it stands in campaigns. Raises GenomslagError where it can't be so."""
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise GenomslagError(
                N_("The campaign would end before it begins."), todo=N_("Correct one of the two days.")
            )
        if self.budget is not None and not (math.isfinite(self.budget) and self.budget >= 0):
            raise GenomslagError(N_("The budget is no sum."), todo=N_("Write a number of kronor, or leave it empty."))
        return asdict(self) | {"name": named(self.name), "objective": tidy(self.objective)}


def add_campaign(store: str | Path, org_id: str, campaign: Campaign) -> str:
    """Adds a campaign to an organisation and returns its id. Raises GenomslagError."""
    folder, said, made = existing(store), campaign.row() | {"org_id": org_id}, list[str]()
    organisation_in(rows_of(folder, "organisations"), org_id)

    def new(there: Sequence[Row]) -> Iterator[Row]:
        _refuse_twin(said, there)
        year = "" if said["starts_on"] is None else str(said["starts_on"].year)
        wanted = said["name"] if year in said["name"] else f"{said['name']} {year}"
        made.append(free_id(wanted, (row["campaign_id"] for row in there)))
        yield said | {"campaign_id": made[-1]}

    written(folder, "campaigns", new)
    return made[-1]


def change_campaign(store: str | Path, campaign_id: str, campaign: Campaign) -> None:
    """Has a campaign be as it is said to be; only its id and organisation stay. Raises GenomslagError."""
    folder, said = existing(store), campaign.row()

    def made(there: Sequence[Row]) -> Iterator[Row]:
        new = campaign_in(there, campaign_id) | said
        _refuse_twin(new, [row for row in there if row["campaign_id"] != campaign_id])
        yield new

    written(folder, "campaigns", made)


def _refuse_twin(said: Row, others: Sequence[Row]) -> None:
    for one in others:
        if one["org_id"] == said["org_id"] and same(one["name"], said["name"]) and overlap(one, said):
            raise GenomslagError(
                N_("There is a campaign called {name} on those days already."),
                todo=N_("Write another name, or choose other days."),
                name=one["name"],
            )


def tag_posts(
    store: str | Path,
    campaign_id: str | None,
    post_ids: Collection[str],
    *,
    by: str = "",
    now: datetime | None = None,
) -> int:
    """Says that posts belong to a campaign, or with None to none, and returns how many that changed; all or nothing.

    That a post belongs to a campaign is an observation like any other, made now: files that were read off a
    platform before do not change it, however late they are imported, and it can be undone among the imports. That
    it belongs to none is written as a value changed by hand is. Raises GenomslagError.
    """
    folder, at = existing(store), now or datetime.now(UTC)
    wanted = sorted(set(post_ids))
    campaign = None if campaign_id is None else campaign_in(rows_of(folder, "campaigns"), campaign_id)
    posts = _posts(folder, wanted)
    _refuse_posts(folder, posts, wanted, campaign)
    posts = posts.filter(pl.col("campaign_id").ne_missing(pl.lit(campaign_id, dtype=pl.String)))
    if posts.is_empty():
        return 0
    said = posts.select("post_id", pl.lit(campaign_id, dtype=pl.String).alias("campaign_id"))
    if campaign is None:
        attempted(f"{folder}/posts", lambda: opened(folder, "posts").commit(said, "", only_new=False))
        return said.height
    import_id = _import_id(said, at)
    row = _import_row(posts, str(campaign["name"]), by, at) | {"import_id": import_id}
    written(folder, "imports", lambda _there: [row])
    attempted(f"{folder}/posts", with_arguments(_tagged, Followed(folder), said, at, import_id))
    return said.height


def _posts(folder: Path, wanted: Sequence[str]) -> pl.DataFrame:
    rows = opened(folder, "posts").rows().select("post_id", "account_id", "published_at", "campaign_id")
    return rows.filter(pl.col("post_id").is_in(list(wanted))).collect()


def _refuse_posts(folder: Path, posts: pl.DataFrame, wanted: Sequence[str], campaign: Row | None) -> None:
    """Raises GenomslagError for a post that is not there, or is not the campaign's organisation's."""
    own = set(posts["post_id"])
    if campaign is not None:
        owners = {row["account_id"]: row["org_id"] for row in rows_of(folder, "accounts")}
        pairs = posts.select("post_id", "account_id").iter_rows()
        own = {post for post, account in pairs if owners.get(account) == campaign["org_id"]}
    if missing := [post for post in wanted if post not in own]:
        raise GenomslagError(
            N_("{count} of the posts are not the organisation's, such as {post}. None has been marked."),
            todo=N_("Choose posts in the organisation's own channels."),
            count=len(missing),
            post=missing[0],
        )


def _tagged(store: Followed, said: pl.DataFrame, at: datetime, import_id: str) -> None:
    """Keeps an image of what is said, and writes it; the posts' figures stay traced to their own files."""
    table = store.opened("posts")
    found = changed(table, said, store.recorded().observed, at, import_id)
    mark = table.next_mark(in_effect=True)
    table.keep(import_id, mark, found.image)
    table.commit(found.rows.drop(TRACE), import_id, mark, only_new=False)


def _import_id(said: pl.DataFrame, at: datetime) -> str:
    told = [at.isoformat(), *map(str, said.rows())]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:20]


def _import_row(posts: pl.DataFrame, campaign: str, by: str, at: datetime) -> Row:
    days = posts["published_at"].dt.date()
    return {
        "file_name": campaign, "importer": BY_HAND, "rows_added": 0, "rows_changed": posts.height, "rows_same": 0,
        "rows_rejected": 0, "from_date": days.min(), "to_date": days.max(), "observed_at": at, "imported_at": at,
        "imported_by": tidy(by),
    }  # fmt: skip
