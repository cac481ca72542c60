"""Municipalities and regions to compare with, added by name, and groups of one's own choosing."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial as with_arguments
from pathlib import Path

from data.errors import GenomslagError
from data.reference.peers import Place, latest, place
from data.register.organisations import Organisation, add_all, organisation_in
from data.register.tables import Row, existing, free_id, named, rows_of, same, slug, taken_away, writable, written
from locales import LANGUAGES, N_, Language

OWN_LIST = "own-"  # each list is a scheme, for an organisation may be in several lists of one year


def add_peers(store: str | Path, names: Iterable[str]) -> list[Place]:
    """Adds municipalities and regions by name or code, and returns them; nothing is written if one is not known.

    An organisation that the store has already, by its official code or its id, keeps its row and gets the rest.
    Raises GenomslagError.
    """
    wanted = list(dict.fromkeys(place(name) for name in names))
    add_all(writable(store), [Organisation(one.name, one.sector, False, one) for one in wanted])
    return wanted


def set_group(store: str | Path, name: str, members: Iterable[str], year: int | None = None) -> str:
    """Makes a group of organisations, by id, to compare with each other, and returns its scheme.

    A group of that name gets these members in place of those that it had. Raises GenomslagError.
    """
    folder, name, wanted = existing(store), named(name), list(dict.fromkeys(members))
    organisations = rows_of(folder, "organisations")
    for org_id in wanted:
        organisation_in(organisations, org_id)
    if len(wanted) < 2:
        raise GenomslagError(
            N_("A group needs at least two organisations."), todo=N_("Choose those that are to be compared.")
        )
    there = rows_of(folder, "peer_groups")
    scheme = _scheme(name, there)
    left_out = [row for row in there if row["scheme"] == scheme and row["org_id"] not in wanted]
    written(
        folder, "peer_groups", with_arguments(_memberships, scheme, name, wanted, year or datetime.now(UTC).date().year)
    )
    if left_out:
        taken_away(folder, "peer_groups", left_out)
    return scheme


def _scheme(name: str, there: Sequence[Row]) -> str:
    """The scheme of the list of that name, or a new one."""
    for row in there:
        if row["scheme"].startswith(OWN_LIST) and same(row["group_name"], name):
            return str(row["scheme"])
    return free_id(OWN_LIST + (slug(name) or "list"), (row["scheme"] for row in there))


def _memberships(scheme: str, name: str, wanted: Sequence[str], year: int, there: Sequence[Row]) -> Iterator[Row]:
    """A row a member, of the year that the list was first made."""
    first = min((int(row["year"]) for row in there if row["scheme"] == scheme), default=year)
    for org_id in wanted:
        yield {"org_id": org_id, "scheme": scheme, "year": first, "group_code": scheme, "group_name": name}


def take_away_group(store: str | Path, scheme: str) -> None:
    """Takes away a group of one's own choosing; the organisations stay. Raises GenomslagError."""
    folder = existing(store)
    rows = [row for row in rows_of(folder, "peer_groups") if row["scheme"] == scheme]
    if not rows or not scheme.startswith(OWN_LIST):
        raise GenomslagError(
            N_("There is no such group here any more."), todo=N_("Choose one of those that are listed.")
        )
    taken_away(folder, "peer_groups", rows)


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Makes `peers` one of the commands."""
    command = commands.add_parser("peers", help="add municipalities and regions to compare with, by name")
    command.add_argument("names", metavar="NAME", nargs="+", help="such as Umeå, “Region Skåne” or 2480")
    command.add_argument("--store", metavar="DIR", required=True, help="the store that they are added to")
    command.add_argument("--language", choices=tuple(LANGUAGES), default="en", help="of messages (en)")
    command.set_defaults(run=_run)


def _run(given: argparse.Namespace, language: Language) -> int:
    for one in add_peers(given.store, given.names):
        people, year = latest(one.code)
        text = N_("{name}: {inhabitants} inhabitants in {year}")
        print(language.text(text, name=one.name, inhabitants=language.number(people), year=year))  # noqa: T201 -- a command prints
    return 0
