"""`python -m metrics sector`: how it goes for whole sectors, and who stands where in one of them.

python -m metrics sector --store DIR [--sector region] [--period 2026-Q3] [--by quarter] [--format json]
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from math import nan

from data.errors import GenomslagError
from data.store import open_store
from locales import N_, Language
from metrics.change import AGAINST
from metrics.facts import Facts, build_facts
from metrics.figures import known_organisation, own_organisation
from metrics.peers.aspects import Aspect
from metrics.peers.command import FIELDS as OF_ORGANISATIONS
from metrics.peers.command import IN_A_TERMINAL as RANKED_IN_A_TERMINAL
from metrics.peers.command import comparison_rows, store_options
from metrics.peers.sector_course import sector_course, whole_quarters
from metrics.peers.sector_ranking import sector_ranking
from metrics.peers.sector_wording import sector_answer
from metrics.peers.sectors import FEWEST_MEMBERS, Sector, Sectors, sector_members, sectors
from metrics.period import Kind, Period
from metrics.terminal import csv_text, json_text, plain, table_text

UNITS = {
    Aspect.ACTIVITY: "posts per month",
    Aspect.FOLLOWERS: "followers",
    Aspect.GROWTH: "per cent",
    Aspect.INTERACTION: "per 1000 followers and post",
}
WAYS = {1: "up", -1: "down", 0: "none", None: None}
FIELDS = (
    "sector", "aspect", "unit", "median", "low", "high", "organisations", "members", "rank", "rank_low", "rank_high",
    "not_told_apart", "change", "change_low", "change_high", "change_verdict", "follower_relations", "period",
    "earlier_period",
)  # fmt: skip
IN_A_TERMINAL = (
    "sector", "aspect", "median", "low", "high", "organisations", "rank_low", "rank_high", "change", "change_verdict"
)  # fmt: skip
OF_QUARTERS = ("sector", "aspect", "unit", "quarter", "median", "organisations", "same_organisations")
OF_RANKING = ("sector", "aspect", *OF_ORGANISATIONS)


class UnknownSector(GenomslagError):
    """A sector that the store does not have, or too few organisations of."""


def sector_text(options: argparse.Namespace, language: Language) -> str:
    """What the command says. Raises GenomslagError for a question that cannot be answered."""
    facts = build_facts(open_store(options.store), options.today)
    organisation = known_organisation(facts, options.organisation) if options.organisation else own_organisation(facts)
    if options.sector:
        _known(facts, options.sector)
    period = Period.parse(options.period) if options.period else _newest_quarter(facts)
    platforms = tuple(options.platform or ())
    if options.by == "quarter":
        return _written(
            _quarters(facts, period, platforms, options.sector), OF_QUARTERS, OF_QUARTERS, options, language
        )
    if options.sector:
        rows = _ranked(facts, organisation, options.sector, period, platforms, language)
        return _written(rows, OF_RANKING, ("aspect", *RANKED_IN_A_TERMINAL), options, language)
    found = sectors(facts, period, options.compare, platforms)
    said = "" if options.format != "table" else "\n".join(sector_answer(found, one, language) for one in found.sectors)
    told = _written(_medians(found), FIELDS, IN_A_TERMINAL, options, language)
    return f"{said}\n\n{told}" if said else told


def sector_parser() -> argparse.ArgumentParser:
    """What the command can be asked."""
    parser = argparse.ArgumentParser(
        prog="python -m metrics sector", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    store_options(parser)
    parser.add_argument("--sector", help="the organisations of this sector in order, such as region (default: sectors)")
    parser.add_argument(
        "--period", help="such as 2026-Q3, 2026-10 or 2026 (default: the last quarter with figures to its end)"
    )
    parser.add_argument("--compare", choices=AGAINST, default=AGAINST[0], help="what changes are told since")
    parser.add_argument("--by", choices=["quarter"], help="medians of the same organisations, quarter by quarter")
    return parser


def _known(facts: Facts, sector: str) -> None:
    known = sector_members(facts)
    if sector not in known:
        raise UnknownSector(
            N_("There is no sector “{sector}” with at least {count} organisations."),
            todo=N_("Choose one of {choices}.") if known else "",
            sector=sector,
            count=FEWEST_MEMBERS,
            choices=", ".join(known),
        )


def _newest_quarter(facts: Facts) -> Period:
    """The last quarter that has figures to its end, else the one that the last figures lie in."""
    day = facts.last_day or facts.today
    whole = whole_quarters(facts, day)
    return whole[-1] if whole else Period.of(Kind.QUARTER, day)


def _written(
    rows: Sequence[Mapping[str, object]],
    fields: Sequence[str],
    in_a_terminal: Sequence[str],
    options: argparse.Namespace,
    language: Language,
) -> str:
    if options.format == "json":
        return json_text(rows)
    if options.format == "csv":
        return csv_text(rows, fields)
    return table_text(rows, in_a_terminal, language)


def _medians(found: Sectors) -> list[dict[str, object]]:
    return [_median(found, sector, aspect) for sector in found.sectors for aspect in Aspect]


def _median(found: Sectors, sector: Sector, aspect: Aspect) -> dict[str, object]:
    usual = sector.usual[aspect]
    median, standing, change = usual.median, usual.standing, usual.change
    moved = (change.value, change.low, change.high) if change.sure else (nan, nan, nan)
    values = (
        sector.id, aspect.value, UNITS[aspect], median.value, median.low, median.high, median.count,
        len(sector.organisations), standing.place, standing.first, standing.last, " ".join(sector.alike[aspect]),
        *moved, WAYS[usual.way], sector.relations if aspect is Aspect.FOLLOWERS else None, found.period.id,
        found.earlier.id,
    )  # fmt: skip
    return {name: plain(value) for name, value in zip(FIELDS, values, strict=True)}


def _quarters(facts: Facts, period: Period, platforms: tuple[str, ...], sector: str | None) -> list[dict[str, object]]:
    told = sector_course(facts, period, platforms)
    return [
        {
            "sector": one,
            "aspect": aspect.value,
            "unit": UNITS[aspect],
            "quarter": quarter.id,
            "median": plain(float(course.middle[at])),
            "organisations": course.members[at],
            "same_organisations": course.constant,
        }
        for one, courses in told.courses.items()
        if sector in (None, one)
        for aspect, course in courses.items()
        for at, quarter in enumerate(told.quarters)
    ]


def _ranked(
    facts: Facts, organisation: str, sector: str, period: Period, platforms: tuple[str, ...], language: Language
) -> list[dict[str, object]]:
    ranking = sector_ranking(facts, organisation, sector, period, platforms)
    return [
        {"sector": sector, "aspect": aspect.value, **row}
        for aspect, found in ranking.items()
        for row in comparison_rows(found, language)
    ]
