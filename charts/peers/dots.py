"""Peers as pictures: everyone on one scale, the own organisation marked, the group's middle drawn."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from charts.axis import unit_axis
from charts.chart import Cell, Chart, Table
from charts.theme import ACCENT, MEDIAN, PEER
from locales import Language
from metrics.peers.comparison import Comparison
from metrics.peers.measures import Per
from metrics.peers.wording import measure_name, place_text, subtitle, value_text

MOST_NAMED = 45
ROW_HEIGHT = 21
PADDING = 96
CROWD_HEIGHT = 560
FAR = 0.7  # of the largest value; from there the value stands to the left of its dot
ABOVE, BELOW = 0.2, 0.8  # where the median's line begins and ends, in rows


@dataclass(frozen=True)
class Peer:
    """One ranked organisation; `row` counts from the top, since equals share a rank."""

    name: str
    value: float
    row: int
    own: bool


def ranked_peers(found: Comparison) -> list[Peer]:
    """The ranked organisations, best first."""
    rows = found.rows[found.rows["rank"].notna()]
    columns = zip(rows["name"], rows["value"], rows["own"], strict=True)
    return [Peer(str(name), float(value), row, bool(own)) for row, (name, value, own) in enumerate(columns, start=1)]


def chart_height(found: Comparison) -> int:
    """The height in pixels: a line to each organisation where they are named, one height for all larger groups."""
    return PADDING + ROW_HEIGHT * found.ranked if found.ranked <= MOST_NAMED else CROWD_HEIGHT


def peer_chart(found: Comparison, name: str, language: Language) -> Chart:
    """A dot an organisation, best on top; the own marked, the group's median a line, its middle half a band.

    Large groups name only the own organisation; the rest are named on pointing.
    """
    peers = ranked_peers(found)
    data = [_dots([peer for peer in peers if peer.own is own], found, language, own=own) for own in (False, True)]
    layout = {
        "xaxis": unit_axis(found.metric.unit if found.per is Per.RAW else None, language),
        "yaxis": _names(peers, named=len(peers) <= MOST_NAMED),
        "meta": {"bands": [{"x0": found.lower_quartile, "x1": found.upper_quartile, "label": ""}]},
    }
    grey = language.text("grey: the middle half of the group")
    return Chart(
        title=_finding(found, name, language),
        subtitle=f"{subtitle(found, found.period, language)} · {grey}",
        figure={"data": [_median_line(found, len(peers), language), *data], "layout": layout},
        alt=_alt(found, peers, name, language),
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


def _dots(peers: Sequence[Peer], found: Comparison, language: Language, *, own: bool) -> dict[str, object]:
    values = [value_text(found, peer.value, language) for peer in peers]
    dots: dict[str, object] = {
        "type": "scatter",
        "mode": "markers+text" if own else "markers",
        "x": [peer.value for peer in peers],
        "y": [peer.row for peer in peers],
        "customdata": [[peer.name, value] for peer, value in zip(peers, values, strict=True)],
        "hovertemplate": "%{customdata[0]}: %{customdata[1]}<extra></extra>",
        "marker": {"color": ACCENT if own else PEER, "size": 13 if own else 9},
    }
    if not own:
        return dots
    far = [peer.value > FAR * found.rows["value"].max() for peer in peers]
    sides = ["middle left" if one else "middle right" for one in far]
    return dots | {"text": [f"  {value}  " for value in values], "textposition": sides}


def _names(peers: Sequence[Peer], *, named: bool) -> dict[str, object]:
    # Rows get lower as they get more, while the median's label above them does not.
    room = max(1, len(peers) / 20)
    axis: dict[str, object] = {"range": [len(peers) + BELOW, ABOVE - room], "zeroline": False}
    shown = [peer for peer in peers if named or peer.own]
    return axis | {"tickvals": [peer.row for peer in shown], "ticktext": [peer.name for peer in shown]}


def _finding(found: Comparison, name: str, language: Language) -> str:
    if math.isnan(found.own_rank):
        return language.text("{name} has no place in this comparison", name=name)
    quarter = "middle"
    if found.own_value > found.upper_quartile:
        quarter = "above"
    elif found.own_value < found.lower_quartile:
        quarter = "below"
    said = {
        "above": language.text("above the middle half of the group"),
        "middle": language.text("in the middle half of the group"),
        "below": language.text("below the middle half of the group"),
    }[quarter]
    return language.text("{name} lies {where}, {place}", name=name, where=said, place=place_text(found, language))


def _alt(found: Comparison, peers: Sequence[Peer], name: str, language: Language) -> str:
    if not peers:
        return language.text("No organisation has figures to compare.")
    return language.text(
        "{measure} for {count} organisations, from {lowest} to {highest}. Median {median}; {name}: {own}.",
        measure=measure_name(found.metric, found.per, language),
        count=language.number(len(peers)),
        lowest=value_text(found, min(peer.value for peer in peers), language),
        highest=value_text(found, max(peer.value for peer in peers), language),
        median=value_text(found, found.median, language),
        name=name,
        own=value_text(found, found.own_value, language),
    )


def peers_table(found: Comparison, language: Language) -> Table:
    """Every organisation of the group, ranked first: place, value, what it is made of, and why one has no place."""
    text = language.text
    columns = [
        text("Place"), text("Organisation"), measure_name(found.metric, found.per, language), text(found.metric.label),
        text("Divided by"), text("Days missing"), text("Remark"),
    ]  # fmt: skip
    kept = ("rank", "name", "value", "figure", "denominator", "days_missing", "reason")
    rows, shown = [], []
    for rank, name, value, figure, size, missing, reason in zip(*(found.rows[column] for column in kept), strict=True):
        remark = text(reason) if reason else ""
        rows.append([_cell(rank), name, _cell(value), _cell(figure), _cell(size), _cell(missing), remark])
        shown.append(
            [
                _number(rank, language), str(name), value_text(found, value, language),
                _number(figure, language, found.metric.decimals), _number(size, language),
                _number(missing, language), remark,
            ]
        )  # fmt: skip
    return _without_empty(Table(columns, rows, shown))


def _without_empty(table: Table) -> Table:
    """The table without columns that say nothing, or the same as another."""
    cells = list(zip(*table.shown, strict=True)) if table.shown else []
    kept = [
        place
        for place, column in enumerate(cells)
        if any(cell not in ("", "–") for cell in column) and column not in cells[:place]
    ]
    return Table(
        [table.columns[place] for place in kept],
        [[row[place] for place in kept] for row in table.rows],
        [[row[place] for place in kept] for row in table.shown],
    )


def _cell(value: float) -> Cell:
    return None if math.isnan(value) else value


def _number(value: float, language: Language, decimals: int = 0) -> str:
    return "–" if math.isnan(value) else language.number(value, decimals)
