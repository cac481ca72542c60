"""Channels as people add, change and close them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial as with_arguments
from pathlib import Path
from typing import Any

from data.columns import PLATFORMS
from data.errors import GenomslagError
from data.register.organisations import organisation_in, refuse_named
from data.register.tables import Row, existing, free_id, naming, rows_of, same, slug, taken_away, tidy, written
from data.template.words import PLATFORM_NAMES
from locales import N_

_CHOOSE = N_("Choose one of those that are listed.")


@dataclass(frozen=True)
class Account:
    """What people say of a channel; empty or None where nothing is said. `unit` is the part that runs it."""

    name: str = ""
    handle: str = ""
    unit: str = ""
    external_id: str = ""
    primary: bool | None = None
    opened_on: date | None = None
    closed_on: date | None = None

    def row(self) -> Row:
        """As it stands in accounts. Raises GenomslagError where it can't be so."""
        if self.opened_on and self.closed_on and self.closed_on < self.opened_on:
            raise GenomslagError(
                N_("The channel would be closed before it was opened."), todo=N_("Correct one of the two days.")
            )
        texts = {name: tidy(getattr(self, name)) for name in ("name", "unit", "external_id")}
        return asdict(self) | texts | {"handle": bare_handle(self.handle)}


def bare_handle(text: str) -> str | None:
    """A handle without @ and without the address it was copied in; None where nothing is left."""
    plain = tidy(text) or ""
    if re.match(r"(https?://)?(www\.)?[\w.-]+\.\w+/\S", plain) or "://" in plain:
        plain = re.sub(r"[?#].*", "", plain).rstrip("/").rsplit("/", 1)[-1]
    return plain.lstrip("@").strip() or None


def add_account(store: str | Path, org_id: str, platform: str, account: Account | None = None) -> str:
    """Adds a channel to an organisation and returns its id; without a name it is called as the organisation.

    One that is there, by the platform's own id, handle or name, gets what it lacks. Raises GenomslagError.
    """
    folder, said = existing(store), (account or Account()).row()
    if platform not in PLATFORMS:
        raise GenomslagError(N_("{platform} is no platform."), todo=_CHOOSE, platform=platform)
    organisation = organisation_in(rows_of(folder, "organisations"), org_id)
    said["name"] = said["name"] or organisation["name"]
    said |= {"org_id": org_id, "platform": platform}
    written(folder, "accounts", with_arguments(_added, said))
    return next(str(row["account_id"]) for row in rows_of(folder, "accounts") if is_it(row, said))


def _added(said: Row, there: Sequence[Row]) -> Iterator[Row]:
    found = next((row for row in there if is_it(row, said)), None)
    if found is None:
        own = slug(said["external_id"] or said["handle"] or "") or slug(said["name"])
        wanted = "-".join(filter(None, (said["platform"], own)))
        yield {"account_id": free_id(wanted, (row["account_id"] for row in there))} | said
        return
    if found["org_id"] != said["org_id"]:
        raise _somebody_elses(found)
    yield found | {name: value for name, value in said.items() if found[name] is None}


def is_it(row: Mapping[str, Any], said: Mapping[str, Any]) -> bool:
    """Whether a row is the channel that is spoken of: by the platform's id, else the handle, else its name."""
    if row["platform"] != said["platform"]:
        return False
    for name in ("external_id", "handle"):
        if row[name] and said[name]:
            return same(row[name], said[name])
    return row["org_id"] == said["org_id"] and same(row["name"], said["name"])


def _somebody_elses(row: Row) -> GenomslagError:
    return GenomslagError(
        N_("{name} on {platform} belongs to another organisation already."),
        todo=N_("Check the handle and the platform's id."),
        name=row["name"],
        platform=PLATFORM_NAMES[row["platform"]],
    )


def change_account(store: str | Path, account_id: str, account: Account) -> None:
    """Has a channel be as it is said to be, closed or not; only its id, platform and organisation stay.

    Raises GenomslagError.
    """
    folder, said = existing(store), account.row()

    def made(there: Sequence[Row]) -> Iterator[Row]:
        row = account_in(there, account_id)
        new = row | said | {"name": said["name"] or row["name"]}
        for other in there:
            if other is not row and other["platform"] == row["platform"]:
                taken = any(same(other[name], new[name]) for name in ("external_id", "handle"))
                if taken:
                    raise GenomslagError(
                        N_("{name} has that handle or id already."),
                        todo=N_("Check the handle and the platform's id."),
                        name=other["name"],
                    )
        yield new

    written(folder, "accounts", made)


def account_in(rows: Sequence[Row], account_id: str) -> Row:
    """The channel with this id. Raises GenomslagError."""
    for row in rows:
        if row["account_id"] == account_id:
            return row
    raise GenomslagError(N_("There is no channel {account_id} here any more."), todo=_CHOOSE, account_id=account_id)


def take_away_account(store: str | Path, account_id: str) -> None:
    """Takes away a channel that has no figures, goals or the like. Raises GenomslagError for another."""
    folder = existing(store)
    row = account_in(rows_of(folder, "accounts"), account_id)
    refuse_named(folder, "account_id", account_id, str(row["name"]), ["accounts"])
    taken_away(folder, "accounts", [row])
    if naming(folder, "account_id", account_id, ["accounts"]):  # somebody named it meanwhile
        written(folder, "accounts", lambda _there: [row])
