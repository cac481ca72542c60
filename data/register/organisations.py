"""Organisations as people add them: own ones, those to compare with, and the size of whom each is for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial as with_arguments
from operator import itemgetter
from pathlib import Path
from typing import Any

from data.columns import AUDIENCE_KINDS, SECTORS
from data.errors import GenomslagError
from data.reference.peers import Place, facts_of, place
from data.register.tables import (
    Row,
    existing,
    founded,
    free_id,
    is_store,
    named,
    naming,
    rows_of,
    same,
    taken_away,
    writable,
    written,
)
from data.schema import dtypes, key_of
from locales import N_

OF_ITS_OWN = ("organisations", "audience_bases", "peer_groups")
LISTED_SECTORS = ("municipality", "region")
MANY = 1_000_000_000


@dataclass(frozen=True)
class Size:
    """How many people an organisation is for in a year, and who they are."""

    kind: str
    year: int
    people: int

    def row(self, org_id: str) -> Row:
        """As it stands in audience_bases. Raises GenomslagError where it can't be so."""
        if self.kind not in AUDIENCE_KINDS:
            raise GenomslagError(N_("Nobody is counted as {kind}."), todo=_CHOOSE, kind=self.kind)
        if not (1800 <= self.year <= 2200 and 1 <= self.people <= MANY):
            raise GenomslagError(
                N_("{people} in {year} is no size."),
                todo=N_("Write a whole number of people of at least 1, and a year with four digits."),
                people=self.people,
                year=self.year,
            )
        return {"org_id": org_id, "kind": self.kind, "year": self.year, "size": self.people}


_CHOOSE = N_("Choose one of those that are listed.")


def add_organisation(
    store: str | Path, name: str, sector: str = "", *, own: bool = True, size: Size | None = None
) -> str:
    """Adds an organisation and returns its id; an empty folder becomes a store.

    A municipality or region of SCB's list gets its code, inhabitants and groups; no sector need be told of it. One
    that isn't listed needs its size. An organisation that is there gets what it lacks; one to compare with becomes
    an own one, never the other way. Raises GenomslagError.
    """
    folder, name = writable(store), named(name)
    listed = _listed(name, sector, size)
    if listed is not None and name == listed.code:
        name = listed.name
    new = Organisation(name, sector or (listed.sector if listed else ""), own, listed)
    if size is not None:
        size.row("")
    (org_id,) = add_all(folder, [new])
    if size is not None:
        set_size(folder, org_id, size)
    return org_id


@dataclass(frozen=True)
class Organisation:
    """One that is to be added: its name, sector, whether it is an own one, and its place in SCB's list."""

    name: str
    sector: str
    own: bool
    listed: Place | None = None

    def is_it(self, row: Mapping[str, Any]) -> bool:
        """Whether a row is this organisation's: by SCB's code, else by its id or name."""
        if self.listed is None:
            return bool(same(row["name"], self.name) and row["sector"] == self.sector)
        if row["official_code"]:
            return bool(row["official_code"] == self.listed.code)
        return bool(
            row["org_id"] == self.listed.org_id or (same(row["name"], self.name) and row["sector"] == self.sector)
        )

    def rows(self, there: Sequence[Row]) -> Iterator[Row]:
        """Its row, as it is to stand. Raises GenomslagError where another organisation has its name."""
        found = next(filter(self.is_it, there), None)
        if found is None:
            refuse_name(self.name, there)
            wanted = self.listed.org_id if self.listed else self.name
            new = {"org_id": free_id(wanted, (row["org_id"] for row in there)), "name": self.name}
            yield new | {"sector": self.sector, "own": self.own} | self._codes()
        else:
            yield found | {"own": found["own"] or self.own} | ({} if found["official_code"] else self._codes())

    def _codes(self) -> Row:
        if self.listed is None:
            return {}
        return {"official_code": self.listed.code, "county_code": self.listed.county_code}


def add_all(folder: Path, new: Sequence[Organisation]) -> list[str]:
    """Adds organisations with what SCB and SKR say of them, and returns their ids; a folder becomes a store."""

    def made(there: Sequence[Row]) -> list[Row]:
        rows: list[Row] = []
        for one in new:
            rows += one.rows([*there, *rows])
        return rows

    if is_store(folder):
        written(folder, "organisations", made)
    else:
        founded(folder, made)
    rows = rows_of(folder, "organisations")
    ids = [next(str(row["org_id"]) for row in rows if one.is_it(row)) for one in new]
    add_facts(folder, {org_id: one.listed for org_id, one in zip(ids, new, strict=True) if one.listed})
    return ids


def _listed(name: str, sector: str, size: Size | None) -> Place | None:
    """The organisation in SCB's list, None for one that needn't be there. Raises GenomslagError."""
    if sector and sector not in SECTORS:
        raise GenomslagError(N_("{sector} is no sector."), todo=_CHOOSE, sector=sector)
    if sector and sector not in LISTED_SECTORS:
        return None
    try:
        return place(name, sector)
    except GenomslagError as error:
        if not sector:
            raise GenomslagError(
                N_("{name} is no municipality or region by that name, so its sector has to be told."),
                todo=N_("Choose a sector, or write the name as SCB does, such as Umeå or Region Skåne."),
                name=name,
            ) from error
        if size is None:
            raise
        return None


def add_facts(folder: Path, listed: Mapping[str, Place]) -> None:
    """Adds SCB's inhabitants and the groups of municipalities and regions, by id; what somebody has written stays."""
    facts = [facts_of(one, org_id) for org_id, one in listed.items()]
    for table in OF_ITS_OWN[1:]:
        rows = [row for one in facts for row in one[table]]
        written(folder, table, with_arguments(_not_there, table, rows))


def _not_there(table: str, rows: Sequence[Row], there: Sequence[Row]) -> list[Row]:
    key = itemgetter(*key_of(table))
    known = set(map(key, there))
    return [row for row in rows if key(row) not in known]


def refuse_name(name: str, rows: Iterable[Row]) -> None:
    """Raises GenomslagError where an organisation has the name."""
    if any(same(row["name"], name) for row in rows):
        raise GenomslagError(
            N_("There is an organisation called {name} already."), todo=N_("Write another name."), name=name
        )


def rename_organisation(store: str | Path, org_id: str, name: str) -> None:
    """Gives an organisation another name; its id stays. Raises GenomslagError."""
    folder, name = existing(store), named(name)

    def made(there: Sequence[Row]) -> Iterator[Row]:
        row = organisation_in(there, org_id)
        refuse_name(name, (other for other in there if other is not row))
        yield row | {"name": name}

    written(folder, "organisations", made)


def set_size(store: str | Path, org_id: str, size: Size) -> None:
    """Notes how many people an organisation is for in a year, in place of what was said before.

    Raises GenomslagError.
    """
    folder, row = existing(store), size.row(org_id)
    organisation_in(rows_of(folder, "organisations"), org_id)
    written(folder, "audience_bases", lambda _there: [row])


def organisation_in(rows: Sequence[Row], org_id: str) -> Row:
    """The organisation with this id. Raises GenomslagError."""
    for row in rows:
        if row["org_id"] == org_id:
            return row
    raise GenomslagError(N_("There is no organisation {org_id} here any more."), todo=_CHOOSE, org_id=org_id)


def take_away_organisation(store: str | Path, org_id: str) -> None:
    """Takes away an organisation that has no channels, goals or the like. Raises GenomslagError for another."""
    folder = existing(store)
    organisations = rows_of(folder, "organisations")
    row = organisation_in(organisations, org_id)
    if row["own"] and sum(bool(one["own"]) for one in organisations) == 1:
        raise GenomslagError(
            N_("{name} is your only organisation, and figures have to be somebody's."),
            todo=N_("Change its name instead, or add another one first."),
            name=row["name"],
        )
    refuse_named(folder, "org_id", org_id, str(row["name"]), OF_ITS_OWN)
    for table in OF_ITS_OWN[1:]:
        own = [one for one in rows_of(folder, table) if one["org_id"] == org_id]
        if own:
            taken_away(folder, table, own)
    taken_away(folder, "organisations", [row])
    if naming(folder, "org_id", org_id, OF_ITS_OWN):  # somebody named it meanwhile
        written(folder, "organisations", lambda _there: [row])


def refuse_named(folder: Path, column: str, value: str, name: str, apart: Sequence[str]) -> None:
    """Raises GenomslagError where rows of other tables name it."""
    found = naming(folder, column, value, apart)
    if not found:
        return
    what, todo = N_("{name} has goals, campaigns, notes or reports, and so it stays."), ""
    if "accounts" in found:
        what = N_("{name} has channels, and so it stays.")
        todo = N_("Take away its channels first.")
    elif any("import_id" in dtypes(table) for table in found):
        what = N_("{name} has figures, and so it stays.")
        todo = N_("Undo the imports that they came with first. A channel that is no longer used can be closed.")
    raise GenomslagError(what, todo=todo, name=name)
