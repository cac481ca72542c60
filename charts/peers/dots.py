"""Everyone on one scale: a dot and what chance may do to it, the own organisation marked, the group's middle drawn."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from charts.axis import unit_axis
from charts.chart import Chart
from charts.peers.table import peers_table
from charts.series import in_json
from charts.theme import ACCENT, MEDIAN, PEER, faded
from locales import Language
from metrics.peers.comparison import Comparison
from metrics.peers.measures import Per
from metrics.peers.ranking_wording import ranking_finding
from metrics.peers.wording import interval_text, measure_name, places_text, subtitle, value_text

MOST_NAMED = 45
ROW_HEIGHT = 21
PADDING = 96
CROWD_HEIGHT = 560
FEWEST_IN_BAND = 10
"""Organisations; of fewer the middle half is no group, and only the dots are shown."""
AIR = "   "  # from the middle of a dot to the value beside it
ABOVE, BELOW = 0.2, 0.8  # where the median's line begins and ends, in rows
GAP = 1  # row between the ranked and those without a place


@dataclass(frozen=True)
class Peer:
    """One organisation in the picture; `row` counts from the top, since equals share a place."""

    name: str
    counted: float
    value: float
    low: float
    high: float
    row: int
    own: bool
    ranked: bool
    said: str


def drawn_peers(found: Comparison, language: Language) -> list[Peer]:
    """The ranked organisations, best first, and below them those that have a value but no place."""
    rows = found.rows[found.rows["value"].notna()]
    columns = ("name", "value", "shrunk", "low", "high", "own", "rank", "rank_low", "rank_high", "reason")
    peers = []
    for row, one in enumerate(zip(*(rows[name] for name in columns), strict=True), start=1):
        name, counted, shrunk, low, high, own, rank, first, last, reason = one
        ranked = not math.isnan(rank)
        said = places_text(first, last, found.ranked, language) if ranked else language.text(reason)
        at = row if ranked else row + GAP
        peers.append(Peer(str(name), counted, shrunk if ranked else counted, low, high, at, bool(own), ranked, said))
    return peers


def chart_height(found: Comparison) -> int:
    """The height in pixels: a line to each organisation where they are named, one height for all larger groups."""
    rows = int(found.rows["value"].count())
    return PADDING + ROW_HEIGHT * (rows + GAP) if rows <= MOST_NAMED else CROWD_HEIGHT


def peer_chart(found: Comparison, own: str, language: Language) -> Chart:
    """A dot an organisation with its interval, best on top; the own marked, the median a line, the middle half a band.

    `own` is the own organisation's name, empty where it is none of them. A ring is the value as it was counted.
    Organisations without a place stand hollow below the others. Large groups name only the own organisation; the rest
    are named on pointing.
    """
    peers = drawn_peers(found, language)
    ranked = [peer for peer in peers if peer.ranked]
    crowd = len(peers) > MOST_NAMED
    data = [_median_line(found, len(ranked), language)]
    if found.certainty.estimated:
        data.append(_rings(ranked, language, crowd=crowd))
    groups = ([peer for peer in ranked if peer.own is mine] for mine in (False, True))
    data += [_dots(some, found, language, crowd=crowd) for some in groups if some]
    data += [_value_beside(peer, ranked, found, language) for peer in ranked if peer.own]
    if without := [peer for peer in peers if not peer.ranked]:
        data.append(_without_place(without, found, language, crowd=crowd))
    banded = found.ranked >= FEWEST_IN_BAND
    bands = [{"x0": found.lower_quartile, "x1": found.upper_quartile, "label": ""}] if banded else []
    layout = {
        "xaxis": unit_axis(found.metric.unit if found.per is Per.RAW else None, language),
        "yaxis": _names(peers, crowd=crowd),
        "meta": {"bands": bands},
    }
    grey = f" · {language.text('grey: the middle half of the group')}" if banded else ""
    return Chart(
        title=ranking_finding(found, own, language),
        subtitle=f"{subtitle(found, found.period, language)}{grey}",
        figure={"data": data, "layout": layout},
        alt=_alt(found, ranked, own, language),
        table=peers_table(found, language),
        file_name=f"peers-{found.metric.id}-{found.per}-{found.period.id}",
    )


def _median_line(found: Comparison, rows: int, language: Language) -> dict[str, object]:
    return {
        "type": "scatter",
        "mode": "lines+text",
        "x": [found.median, found.median],
        "y": [ABOVE, rows + BELOW],
        "text": [f"{language.text('Median')} {value_text(found, found.median, language)}", ""],
        "textposition": "top center",
        "line": {"color": MEDIAN, "width": 1.5},
        "hoverinfo": "skip",
    }


def _rings(peers: Sequence[Peer], language: Language, *, crowd: bool) -> dict[str, object]:
    """The values as they were counted."""
    return {
        "type": "scatter",
        "mode": "markers",
        "name": language.text("As it was counted"),
        "x": [in_json(peer.counted) for peer in peers],
        "y": [peer.row for peer in peers],
        "marker": {"color": PEER, "size": 4 if crowd else 7, "symbol": "circle-open"},
        "hoverinfo": "skip",
    }


def _dots(peers: Sequence[Peer], found: Comparison, language: Language, *, crowd: bool) -> dict[str, object]:
    """The own organisation's dot, or all the others', each with its interval where chance was reckoned with."""
    own = peers[0].own
    dots = _pointed(peers, found, language) | {
        "name": peers[0].name if own else measure_name(found.metric, found.per, language),
        "marker": {"color": ACCENT if own else PEER, "size": 13 if own else 5 if crowd else 9},
    }
    return dots | ({"error_x": _intervals(peers, fine=crowd and not own)} if found.certainty.estimated else {})


def _value_beside(peer: Peer, ranked: Sequence[Peer], found: Comparison, language: Language) -> dict[str, object]:
    """The own value and between what it lies, at the end of its interval that has more room beside it."""
    lowest, highest = min(0.0, *(one.low for one in ranked)), max(one.high for one in ranked)
    left = peer.low - lowest > highest - peer.high
    return {
        "type": "scatter",
        "mode": "text",
        "x": [in_json(peer.low if left else peer.high)],
        "y": [peer.row],
        "text": [f"{AIR}{_told(peer, found, language)}{AIR}"],
        "textposition": "middle left" if left else "middle right",
        "hoverinfo": "skip",
    }


def _intervals(peers: Sequence[Peer], *, fine: bool) -> dict[str, object]:
    """How far each interval reaches to both sides of its dot; `fine` lines are those of many."""
    return {
        "type": "data",
        "symmetric": False,
        "array": [in_json(peer.high - peer.value) for peer in peers],
        "arrayminus": [in_json(peer.value - peer.low) for peer in peers],
        "color": faded(ACCENT if peers[0].own else PEER, 0.35 if fine else 0.6),
        "thickness": 1 if fine else 2,
        "width": 0,
    }


def _without_place(peers: Sequence[Peer], found: Comparison, language: Language, *, crowd: bool) -> dict[str, object]:
    looks = {"color": PEER, "size": 5 if crowd else 9, "symbol": "circle-open-dot"}
    return _pointed(peers, found, language) | {"name": language.text("Without a place"), "marker": looks}


def _pointed(peers: Sequence[Peer], found: Comparison, language: Language) -> dict[str, object]:
    """Dots at their values, and what pointing at them tells."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [in_json(peer.value) for peer in peers],
        "y": [peer.row for peer in peers],
        "customdata": [[peer.name, _told(peer, found, language), peer.said] for peer in peers],
        "hovertemplate": "%{customdata[0]}: %{customdata[1]}<br>%{customdata[2]}<extra></extra>",
    }


def _told(peer: Peer, found: Comparison, language: Language) -> str:
    """A value as it was counted and between what it lies: 22,9 (19,2–27,4)."""
    value = value_text(found, peer.counted, language)
    if not peer.ranked or peer.low == peer.high:
        return value
    return f"{value} ({interval_text(found, peer.low, peer.high, language)})"


def _names(peers: Sequence[Peer], *, crowd: bool) -> dict[str, object]:
    # Rows get lower as they get more, while the median's label above them does not.
    last = max((peer.row for peer in peers), default=0)
    room = max(1, last / 20)
    axis: dict[str, object] = {"range": [last + BELOW, ABOVE - room], "zeroline": False}
    shown = [peer for peer in peers if peer.own or not crowd]
    return axis | {"tickvals": [peer.row for peer in shown], "ticktext": [peer.name for peer in shown]}


def _alt(found: Comparison, peers: Sequence[Peer], own: str, language: Language) -> str:
    if not peers:
        return language.text("No organisation has figures to compare.")
    told = {
        "measure": measure_name(found.metric, found.per, language),
        "count": language.number(len(peers)),
        "lowest": value_text(found, min(peer.counted for peer in peers), language),
        "highest": value_text(found, max(peer.counted for peer in peers), language),
        "median": value_text(found, found.median, language),
    }
    if not own:
        return language.text(
            "{measure} for {count} organisations, from {lowest} to {highest}. Median {median}.", **told
        )
    return language.text(
        "{measure} for {count} organisations, from {lowest} to {highest}. Median {median}; {name}: {own}.",
        **told,
        name=own,
        own=value_text(found, found.own_value, language),
    )
