"""Organisations to compare with, by name: what SCB and SKR say of municipalities and regions, as contract rows."""

from __future__ import annotations

import argparse
import difflib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import polars as pl

from data.errors import GenomslagError
from data.files import list_store, parts_of, resolve, together
from data.reference import municipalities, population, regions, skr_groups
from data.schema import dtypes
from data.write import write_table
from locales import LANGUAGES, N_, Language

ALIKE = ("habo-kommun",)  # Habo and Håbo
NEAR = 3  # names suggested for one that is not known


@dataclass(frozen=True)
class Place:
    """A municipality or a region: its official code and name, and how it may be asked for in few words."""

    code: str
    name: str
    sector: str
    county_code: str
    county: str
    short: tuple[str, ...]

    @property
    def org_id(self) -> str:
        """The id that it gets in a store: its name in lower case without accents."""
        plain = unicodedata.normalize("NFKD", self.name).encode("ascii", "ignore").decode().lower().replace(" ", "-")
        return f"{plain}-{self.code}" if plain in ALIKE else plain


@cache
def places() -> tuple[Place, ...]:
    """Every municipality and region, to choose from."""
    counties = dict(regions().select("code", "county").iter_rows())
    found = [
        Place(code, official, "municipality", county, counties[county], (name, f"{name} kommun", code))
        for code, name, official, county in municipalities().iter_rows()
    ]
    for code, name, county in regions().iter_rows():
        bare, area = name.removeprefix("Region "), county.removesuffix(" län").removesuffix("s")
        short = (bare, area, f"Region {area}", county, f"Region {county}", code)
        found.append(Place(code, name, "region", code, county, short))
    return tuple(found)


def place(name: str) -> Place:
    """The municipality or region of a name or an official code; of a name that both have, the municipality.

    Raises GenomslagError, with names that are near.
    """
    asked = _plain(name)
    for one in places():
        if asked == _plain(one.name):
            return one
    for one in places():  # municipalities first: “Uppsala” is the municipality, “Region Uppsala” the region
        if asked in {_plain(short) for short in one.short}:
            return one
    known = {_plain(text): text for one in places() for text in (one.short[0], one.name)}
    near = [known[text] for text in difflib.get_close_matches(asked, known, n=NEAR)]
    todo = N_("Did you mean {near}?") if near else N_("Write it as SCB does, such as Umeå or Region Skåne.")
    raise GenomslagError(
        N_("There is no municipality or region called {name}."), todo=todo, name=name, near=", ".join(near)
    )


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def peer_rows(name: str, org_id: str = "") -> Mapping[str, pl.DataFrame]:
    """Rows of organisations, audience_bases and peer_groups for a municipality or region, by its name or code.

    With an `org_id`, those of an organisation that the store has already, which keeps its own row.
    Raises GenomslagError.
    """
    found = place(name)
    own = org_id or found.org_id
    tables = {
        "audience_bases": population()
        .filter(code=found.code)
        .select(
            pl.lit(own).alias("org_id"),
            pl.lit("inhabitants").alias("kind"),
            "year",
            pl.col("inhabitants").alias("size"),
        ),
        "peer_groups": _groups(found, own),
    }
    if org_id:
        return tables
    organisation = {
        "org_id": own, "name": found.name, "sector": found.sector, "own": False, "official_code": found.code,
        "county_code": found.county_code,
    }  # fmt: skip
    return {"organisations": _frame("organisations", [organisation]), **tables}


def _groups(found: Place, org_id: str) -> pl.DataFrame:
    """SKR's groups of both years, and the county's municipalities in the division that the population is of."""
    rows = [
        {"org_id": org_id, "scheme": "skr", "year": year, "group_code": code, "group_name": name}
        for year, code, name in skr_groups()
        .filter(code=found.code)
        .select("year", "group_code", "group_name")
        .iter_rows()
    ]
    if found.sector == "municipality":
        year = population()["year"].max()
        group = {"group_code": found.county_code, "group_name": f"Kommuner i {found.county}"}
        rows.append({"org_id": org_id, "scheme": "county", "year": year, **group})
    return _frame("peer_groups", rows)


def _frame(table: str, rows: list[dict[str, object]]) -> pl.DataFrame:
    columns = list(rows[0]) if rows else list(dtypes(table))
    return pl.DataFrame(rows, schema={name: dtypes(table)[name] for name in columns})


def add_peers(location: str, names: Iterable[str]) -> list[Place]:
    """Writes the municipalities and regions to a store and returns them; nothing is written if one is not known.

    An organisation that the store has already, by its official code or its id, keeps its row and gets the rest.
    Raises GenomslagError.
    """
    wanted = list(dict.fromkeys(place(name) for name in names))
    known = _known(resolve(location))
    made = [peer_rows(one.code, known.get(one.code) or known.get(one.org_id, "")) for one in wanted]
    for table in ("organisations", "audience_bases", "peer_groups"):
        rows = [tables[table] for tables in made if table in tables and len(tables[table])]
        if rows:
            write_table(location, table, pl.concat(rows))
    return wanted


def _known(location: str) -> dict[str, str]:
    """The id of each organisation in the store, by its id and by its official code."""
    if "://" not in location and not Path(location).is_dir():
        return {}
    tables = list_store(location).tables
    if "organisations" not in tables:
        return {}
    rows = together("organisations", parts_of(tables["organisations"])).select("org_id", "official_code").collect()
    return {name: org_id for org_id, code in rows.iter_rows() for name in (org_id, code) if name}


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Makes `peers` one of the commands."""
    command = commands.add_parser("peers", help="add municipalities and regions to compare with, by name")
    command.add_argument("names", metavar="NAME", nargs="+", help="such as Umeå, “Region Skåne” or 2480")
    command.add_argument("--store", metavar="DIR", required=True, help="the store that they are added to")
    command.add_argument("--language", choices=tuple(LANGUAGES), default="en", help="of messages (en)")
    command.set_defaults(run=_run)


def _run(given: argparse.Namespace, language: Language) -> int:
    for one in add_peers(given.store, given.names):
        size = population().filter(code=one.code).sort("year").row(-1, named=True)
        line = language.text(
            N_("{name}: {inhabitants} inhabitants in {year}"),
            name=one.name,
            inhabitants=language.number(size["inhabitants"]),
            year=size["year"],
        )
        print(line)  # noqa: T201 -- a command prints
    return 0
