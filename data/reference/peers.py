"""Municipalities and regions by name: what SCB and SKR say of each, as contract rows."""

from __future__ import annotations

import difflib
import unicodedata
from dataclasses import dataclass
from functools import cache

from data.errors import GenomslagError
from data.reference import municipalities, population, regions, skr_groups
from locales import N_

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


def place(name: str, sector: str = "") -> Place:
    """The municipality or region of a name or an official code; of a name that both have, the municipality.

    With a sector, only those of it are meant. Raises GenomslagError, with names that are near.
    """
    asked = _plain(name)
    asked_for = [one for one in places() if sector in ("", one.sector)]
    for one in asked_for:
        if asked == _plain(one.name):
            return one
    for one in asked_for:  # municipalities first: “Uppsala” is the municipality, “Region Uppsala” the region
        if asked in {_plain(short) for short in one.short}:
            return one
    known = {_plain(text): text for one in asked_for for text in (one.short[0], one.name)}
    near = [known[text] for text in difflib.get_close_matches(asked, known, n=NEAR)]
    todo = N_("Did you mean {near}?") if near else N_("Write it as SCB does, such as Umeå or Region Skåne.")
    raise GenomslagError(
        N_("There is no municipality or region called {name}."), todo=todo, name=name, near=", ".join(near)
    )


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def latest(code: str) -> tuple[int, int]:
    """Inhabitants of a municipality or region and the year that they were counted, the latest known."""
    return _latest()[code]


@cache
def _latest() -> dict[str, tuple[int, int]]:
    rows = population().sort("year").select("code", "inhabitants", "year").iter_rows()
    return {code: (people, year) for code, people, year in rows}


def facts_of(found: Place, org_id: str) -> dict[str, list[dict[str, object]]]:
    """Rows of audience_bases and peer_groups: the inhabitants of every year known, SKR's groups and the county."""
    known = population().filter(code=found.code).sort("year").select("year", "inhabitants").iter_rows()
    sizes: list[dict[str, object]] = [
        {"org_id": org_id, "kind": "inhabitants", "year": year, "size": people} for year, people in known
    ]
    return {"audience_bases": sizes, "peer_groups": _groups(found, org_id)}


def _groups(found: Place, org_id: str) -> list[dict[str, object]]:
    """SKR's groups of both years, and the county's municipalities in the division that the population is of."""
    known = skr_groups().filter(code=found.code).select("year", "group_code", "group_name").iter_rows()
    rows: list[dict[str, object]] = [
        {"org_id": org_id, "scheme": "skr", "year": year, "group_code": code, "group_name": name}
        for year, code, name in known
    ]
    if found.sector == "municipality":
        year = population()["year"].max()
        group = {"group_code": found.county_code, "group_name": f"Kommuner i {found.county}"}
        rows.append({"org_id": org_id, "scheme": "county", "year": year, **group})
    return rows
