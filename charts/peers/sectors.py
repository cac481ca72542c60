"""A sector as cards, and all sectors as rows."""

from __future__ import annotations

from math import isnan

from charts.card import Card, Change
from charts.chart import Cell, Table
from charts.series import in_json
from locales import Language
from metrics.peers.aspects import Aspect, metric_of
from metrics.peers.group_wording import sector_name
from metrics.peers.medians import FEWEST
from metrics.peers.sector_wording import (
    DASH,
    alike_text,
    aspect_name,
    aspect_text,
    between_text,
    change_text,
    rests_on,
    sector_place,
    standing_text,
)
from metrics.peers.sectors import Sector, Sectors, Usual
from metrics.wording import days_compared


def sector_cards(found: Sectors, sector: Sector, language: Language) -> tuple[Card, ...]:
    """A card for each thing that is known of the sector: its median, between what it lies, change and place."""
    known = [(aspect, usual) for aspect, usual in sector.usual.items() if not isnan(usual.median.value)]
    return tuple(
        Card(
            label=aspect_name(aspect, language),
            value=aspect_text(aspect, usual.median.value, language),
            help=language.text(metric_of(aspect).explanation),
            changes=(_change(found, usual, language),),
            note=_note(aspect, usual, sector, language),
            verdict=standing_text(found, sector, aspect, language),
        )
        for aspect, usual in known
    )


def _note(aspect: Aspect, usual: Usual, sector: Sector, language: Language) -> str:
    """Between what the median lies, and how many it rests on."""
    between = between_text(aspect, usual.median.low, usual.median.high, language)
    return f"{between} · {rests_on(usual.median, sector, language)}"


def _change(found: Sectors, usual: Usual, language: Language) -> Change:
    label = language.text("compared with {period}", period=days_compared(found.over, found.earlier, language))
    if usual.way is not None:
        return Change(label, change_text(usual, language))
    few = language.text(
        "Fewer than {count} organisations have comparable figures of both.", count=language.spelled(FEWEST)
    )
    return Change(label, language.text("no change can be told"), few)


def sectors_table(found: Sectors, chosen: str, language: Language) -> Table:
    """A row for each aspect of each sector, the highest first, and for its follower relations; the chosen is marked."""
    text = language.text
    columns = [
        text("Sector"), text("Measure"), text("Median"), text("at least"), text("at most"), text("Place"),
        text("Cannot be told apart from"),
        text("Since {period}", period=days_compared(found.over, found.earlier, language)), text("Organisations"),
    ]  # fmt: skip
    lines = [
        _aspect_row(found, sector, aspect, language) for aspect in Aspect for sector in _highest_first(found, aspect)
    ]
    lines += [_relations_row(sector, language) for sector in found.sectors if not isnan(sector.relations)]
    name = sector_name(chosen, language)
    marked = [place for place, (row, _) in enumerate(lines) if row[0] == name]
    return Table(columns, [row for row, _ in lines], [shown for _, shown in lines], marked=marked)


def _highest_first(found: Sectors, aspect: Aspect) -> list[Sector]:
    known = [one for one in found.sectors if not isnan(one.usual[aspect].median.value)]
    return sorted(known, key=lambda one: -one.usual[aspect].median.value)


def _aspect_row(found: Sectors, sector: Sector, aspect: Aspect, language: Language) -> tuple[list[Cell], list[str]]:
    usual, name = sector.usual[aspect], sector_name(sector.id, language)
    median, measure = usual.median, aspect_name(aspect, language)
    alike, changed = alike_text(sector.alike[aspect], language), change_text(usual, language)
    numbers = (median.value, median.low, median.high)
    place = sector_place(found, usual.standing, aspect, language)
    raw: list[Cell] = [name, measure, *map(in_json, numbers), place, alike, changed, median.count]
    read = [aspect_text(aspect, one, language, beside=median.high) for one in numbers]
    return raw, [name, measure, *read, place, alike or DASH, changed or DASH, language.number(median.count)]


def _relations_row(sector: Sector, language: Language) -> tuple[list[Cell], list[str]]:
    name, measure = sector_name(sector.id, language), language.text("Follower relations, all together")
    count, members = sector.relations, sector.related
    raw: list[Cell] = [name, measure, in_json(count), None, None, "", "", "", members]
    return raw, [name, measure, language.number(count), DASH, DASH, DASH, DASH, DASH, language.number(members)]
