"""Everyone on one scale: a dot and what chance may do to it, the own organisation marked, the group's middle drawn."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from charts.axis import unit_axis
from charts.chart import Chart
from charts.peers.table import peers_table
from charts.theme import ACCENT, MEDIAN, PEER, faded
from locales import Language
from metrics.peers.comparison import Comparison
from metrics.peers.measures import Per
from metrics.peers.wording import (
    interval_text,
    measure_name,
    place_text,
    places_text,
    subtitle,
    value_text,
    verdict_text,
)

MOST_NAMED = 45
ROW_HEIGHT = 21
PADDING = 96
CROWD_HEIGHT = 560
FEWEST_IN_BAND = 10
"""Organisations; of fewer the middle half is no group, and only the dots are shown."""
FAR = 0.7  # of the largest value; from there the value stands to the left of its dot
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


def peer_chart(found: Comparison, name: str, language: Language) -> Chart:
    """A dot an organisation with its interval, best on top; the own marked, the median a line, the middle half a band.

    A ring is the value as it was counted. Organisations without a place stand hollow below the others. Large groups
    name only the own organisation; the rest are named on pointing.
    """
    peers = drawn_peers(found, language)
    ranked = [peer for peer in peers if peer.ranked]
    data = [_median_line(found, len(ranked), language)]
    if found.certainty.estimated:
        data += [_intervals(ranked), _rings(ranked)]
    data += [_dots([peer for peer in ranked if peer.own is own], found, language, own=own) for own in (False, True)]
    if without := [peer for peer in peers if not peer.ranked]:
        data.append(_hollow(without, found, language))
    banded = found.ranked >= FEWEST_IN_BAND
    bands = [{"x0": found.lower_quartile, "x1": found.upper_quartile, "label": ""}] if banded else []
    layout = {
        "xaxis": unit_axis(found.metric.unit if found.per is Per.RAW else None, language),
        "yaxis": _names(peers, named=len(peers) <= MOST_NAMED),
        "meta": {"bands": bands},
    }
    grey = f" · {language.text('grey: the middle half of the group')}" if banded else ""
    return Chart(
        title=_finding(found, name, language),
        subtitle=f"{subtitle(found, found.period, language)}{grey}",
        figure={"data": data, "layout": layout},
        alt=_alt(found, ranked, name, language),
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


def _intervals(peers: Sequence[Peer]) -> dict[str, object]:
    """One trace of all intervals: a line for each, and a gap after it."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [end for peer in peers for end in (peer.low, peer.high, None)],
        "y": [end for peer in peers for end in (peer.row, peer.row, None)],
        "line": {"color": faded(PEER, 0.6), "width": 2 if len(peers) <= MOST_NAMED else 1},
        "hoverinfo": "skip",
    }


def _rings(peers: Sequence[Peer]) -> dict[str, object]:
    """The values as they were counted."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [peer.counted for peer in peers],
        "y": [peer.row for peer in peers],
        "marker": {"color": PEER, "size": 7, "symbol": "circle-open"},
        "hoverinfo": "skip",
    }


def _dots(peers: Sequence[Peer], found: Comparison, language: Language, *, own: bool) -> dict[str, object]:
    values = [value_text(found, peer.value, language) for peer in peers]
    dots: dict[str, object] = {
        "type": "scatter",
        "mode": "markers+text" if own else "markers",
        "x": [peer.value for peer in peers],
        "y": [peer.row for peer in peers],
        "customdata": [[peer.name, _told(peer, found, language), peer.said] for peer in peers],
        "hovertemplate": "%{customdata[0]}: %{customdata[1]}<br>%{customdata[2]}<extra></extra>",
        "marker": {"color": ACCENT if own else PEER, "size": 13 if own else 9},
    }
    if not own:
        return dots
    if found.certainty.estimated:  # beside the dot lies its interval
        return dots | {"text": values, "textposition": "top center"}
    far = [peer.value > FAR * found.rows["value"].max() for peer in peers]
    sides = ["middle left" if one else "middle right" for one in far]
    return dots | {"text": [f"  {value}  " for value in values], "textposition": sides}


def _told(peer: Peer, found: Comparison, language: Language) -> str:
    """A value on pointing: 22,9 (19,2–27,4)."""
    value = value_text(found, peer.value, language)
    if peer.low == peer.high:
        return value
    return f"{value} ({interval_text(found, peer.low, peer.high, language)})"


def _hollow(peers: Sequence[Peer], found: Comparison, language: Language) -> dict[str, object]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [peer.value for peer in peers],
        "y": [peer.row for peer in peers],
        "customdata": [[peer.name, value_text(found, peer.value, language), peer.said] for peer in peers],
        "hovertemplate": "%{customdata[0]}: %{customdata[1]}<br>%{customdata[2]}<extra></extra>",
        "marker": {"color": PEER, "size": 9, "symbol": "circle-open-dot"},
    }


def _names(peers: Sequence[Peer], *, named: bool) -> dict[str, object]:
    # Rows get lower as they get more, while the median's label above them does not.
    last = max((peer.row for peer in peers), default=0)
    room = max(1, last / 20)
    axis: dict[str, object] = {"range": [last + BELOW, ABOVE - room], "zeroline": False}
    shown = [peer for peer in peers if named or peer.own]
    return axis | {"tickvals": [peer.row for peer in shown], "ticktext": [peer.name for peer in shown]}


def _finding(found: Comparison, name: str, language: Language) -> str:
    if math.isnan(found.own_rank):
        return language.text("{name} has no place in this comparison", name=name)
    return language.text(
        "{name}: {place}, {verdict}",
        name=name,
        place=place_text(found, language),
        verdict=verdict_text(found, found.own["verdict"], language),
    )


def _alt(found: Comparison, peers: Sequence[Peer], name: str, language: Language) -> str:
    if not peers:
        return language.text("No organisation has figures to compare.")
    return language.text(
        "{measure} for {count} organisations, from {lowest} to {highest}. Median {median}; {name}: {own}.",
        measure=measure_name(found.metric, found.per, language),
        count=language.number(len(peers)),
        lowest=value_text(found, min(peer.counted for peer in peers), language),
        highest=value_text(found, max(peer.counted for peer in peers), language),
        median=value_text(found, found.median, language),
        name=name,
        own=value_text(found, found.own_value, language),
    )
