"""The organisations of a sector in order: a picture of one measure, and a table of all."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan
from typing import Any

from charts.axis import unit_axis
from charts.chart import Cell, Chart, Table
from charts.peers.dots import MOST_NAMED, Peer, drawn_peers
from charts.peers.table import peers_table
from charts.series import in_json
from charts.theme import ACCENT, PEER, faded
from locales import Language
from metrics.narrative import lower
from metrics.peers.aspects import Aspect
from metrics.peers.comparison import Comparison
from metrics.peers.measures import Per
from metrics.peers.sector_ranking import Ranking
from metrics.peers.sector_ranking_wording import ranking_finding
from metrics.peers.wording import interval_text, measure_name, places_text, subtitle, value_text

DASH = "–"
BELOW = 0.8  # rows of air over the first and under the last


def ranking_chart(found: Comparison, own: str, language: Language) -> Chart:
    """A dot an organisation that has a place, the highest on top, with the interval that chance leaves.

    `own` is the own organisation's name where it is one of them: it is marked.
    """
    peers = [peer for peer in drawn_peers(found, language) if peer.ranked]
    crowd = len(peers) > MOST_NAMED
    groups = [[peer for peer in peers if peer.own is mark] for mark in (False, True)]
    dots = [_dots(some, found, language, crowd=crowd) for some in groups if some]
    rings = [_rings(peers)] if found.certainty.estimated and not crowd else []
    named = [peer for peer in peers if not crowd or peer.own]
    finding = ranking_finding(found, own, language)
    return Chart(
        title=finding,
        subtitle=subtitle(found, found.period, language),
        figure={
            "data": [*rings, *dots],
            "layout": {
                "xaxis": unit_axis(found.metric.unit if found.per is Per.RAW else None, language),
                "yaxis": {
                    "range": [len(peers) + BELOW, 1 - BELOW],
                    "tickvals": [peer.row for peer in named],
                    "ticktext": [peer.name for peer in named],
                    "zeroline": False,
                },
            },
        },
        alt=f"{finding}. " + _ends(found, peers, language),
        table=peers_table(found, language),
        file_name=f"{found.group.id.replace(':', '-')}-{found.metric.id}-{found.period.id}",
    )


def _dots(peers: Sequence[Peer], found: Comparison, language: Language, *, crowd: bool) -> dict[str, Any]:
    colour = ACCENT if peers[0].own else PEER
    dots: dict[str, Any] = {
        "type": "scatter",
        "mode": "markers",
        "x": [in_json(peer.value) for peer in peers],
        "y": [peer.row for peer in peers],
        "customdata": [[peer.name, _told(peer, found, language), peer.said] for peer in peers],
        "hovertemplate": "%{customdata[0]}: %{customdata[1]}<br>%{customdata[2]}<extra></extra>",
        "marker": {"color": colour, "size": 12 if peers[0].own else 5 if crowd else 8},
    }
    if found.certainty.estimated:
        dots["error_x"] = {
            "type": "data",
            "symmetric": False,
            "array": [in_json(peer.high - peer.value) for peer in peers],
            "arrayminus": [in_json(peer.value - peer.low) for peer in peers],
            "color": faded(colour, 0.35 if crowd and not peers[0].own else 0.6),
            "thickness": 1 if crowd and not peers[0].own else 2,
            "width": 0,
        }
    return dots


def _rings(peers: Sequence[Peer]) -> dict[str, Any]:
    """The values as they were counted, before chance was taken into account."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [in_json(peer.counted) for peer in peers],
        "y": [peer.row for peer in peers],
        "marker": {"color": PEER, "size": 6, "symbol": "circle-open"},
        "hoverinfo": "skip",
    }


def _told(peer: Peer, found: Comparison, language: Language) -> str:
    value = value_text(found, peer.value, language)
    if not found.certainty.estimated:
        return value
    return f"{value} ({interval_text(found, peer.low, peer.high, language)})"


def _ends(found: Comparison, peers: Sequence[Peer], language: Language) -> str:
    if not peers:
        return ""
    return language.text(
        "From {lowest} to {highest}, for {count} organisations.",
        lowest=value_text(found, min(peer.value for peer in peers), language),
        highest=value_text(found, max(peer.value for peer in peers), language),
        count=language.number(len(peers)),
    )


def ranking_table(ranking: Ranking, first: Aspect, language: Language) -> Table:
    """An organisation a row, in the order of the first measure: of each measure the value and the places it may be."""
    shown = [aspect for aspect, found in ranking.items() if found.ranked]
    order = [first, *(aspect for aspect in shown if aspect is not first)]
    columns, cells = [language.text("Organisation")], []
    for aspect in order:
        found = ranking[aspect]
        measure = measure_name(found.metric, found.per, language)
        columns += [measure, language.text("Place in {measure}", measure=lower(measure))]
        cells.append(_cells(found, language))
    of_first = ranking[first].rows
    rows: list[list[Cell]] = []
    read: list[list[str]] = []
    for organisation, name in zip(of_first["organisation"], of_first["name"], strict=True):
        rows.append([str(name), *(cell for one in cells for cell in one[organisation][0])])
        read.append([str(name), *(cell for one in cells for cell in one[organisation][1])])
    marked = [place for place, own in enumerate(of_first["own"]) if own]
    muted = [place for place, reason in enumerate(of_first["reason"]) if reason]
    return Table(columns, rows, read, marked=marked, muted=muted)


def _cells(found: Comparison, language: Language) -> dict[str, tuple[list[Cell], list[str]]]:
    """By organisation: the value and the places, raw and as they are read; the reason where it has none."""
    names = ("organisation", "value", "rank_low", "rank_high", "reason")
    cells: dict[str, tuple[list[Cell], list[str]]] = {}
    for organisation, value, first, last, reason in zip(*(found.rows[name] for name in names), strict=True):
        placed = not isnan(first)
        place = places_text(first, last, found.ranked, language) if placed else language.text(reason)
        raw = None if isnan(value) else in_json(value)
        cells[organisation] = [raw, place], [value_text(found, value, language), place]
    return cells
