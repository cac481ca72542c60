"""Peers as a picture: a dot an organisation, the own one marked and named, the group's middle drawn."""

from __future__ import annotations

import json
import math
import re

import pandas as pd
import plotly.graph_objects as go

from charts.peers import MOST_NAMED, peer_chart, ranked_peers
from locales import Language
from metrics.catalogue import CATALOGUE
from metrics.peers.comparison import Comparison, compared, with_reasons
from metrics.peers.groups import PeerGroup
from metrics.peers.measures import Per
from metrics.peers.wording import peers_sentence, unranked_text
from metrics.period import Period

SV = Language("sv")
NAN = math.nan


def found(values: list[float], own: int = 0, per: Per = Per.RAW) -> Comparison:
    ids = [f"o{place}" for place in range(len(values))]
    rows = pd.DataFrame({"organisation": ids, "name": [f"Ort <b>{one}</b>" for one in ids], "value": values})
    rows = rows.assign(figure=values, denominator=NAN, days_missing=0.0, days_expected=31.0, own=rows.index == own)
    group = PeerGroup("all", "all", "", None, tuple(ids), member=True)
    return compared(with_reasons(rows, summed=False), CATALOGUE["followers"], group, Period.parse("2026-10"), per)


def figure(comparison: Comparison) -> go.Figure:
    chart = peer_chart(comparison, "Ort o0", SV)
    return go.Figure(json.loads(re.sub(r'"token:[^"]+"', '"#000000"', json.dumps(chart.figure))))


def test_best_on_top_with_the_own_marked_and_its_value_beside_it() -> None:
    median, others, own = figure(found([30.0, 50.0, 10.0])).data
    assert list(median.x) == [30, 30]
    assert list(others.x) == [50, 10]
    assert list(others.y) == [1, 3]
    assert (list(own.x), list(own.y), list(own.text)) == ([30], [2], ["  30  "])
    assert own.marker.size > others.marker.size


def test_equals_stand_on_rows_of_their_own_though_they_share_a_rank() -> None:
    comparison = found([5.0, 5.0, 1.0])
    assert list(comparison.rows["rank"]) == [1, 1, 3]
    assert [peer.row for peer in ranked_peers(comparison)] == [1, 2, 3]


def test_a_large_group_names_only_the_own_organisation() -> None:
    many = found([float(value) for value in range(MOST_NAMED + 5)], own=7)
    axis = peer_chart(many, "Ort", SV).figure["layout"]["yaxis"]
    assert axis["ticktext"] == ["Ort <b>o7</b>"]
    few = peer_chart(found([1.0, 2.0]), "Ort", SV).figure["layout"]["yaxis"]
    assert len(few["ticktext"]) == 2


def test_names_are_data_and_never_part_of_a_template() -> None:
    for trace in figure(found([3.0, 2.0, 1.0])).data:
        assert "<b>" not in (trace.hovertemplate or "")


def test_those_without_a_place_are_in_the_table_with_the_reason_and_counted_in_words() -> None:
    comparison = found([3.0, NAN, 1.0])
    table = peer_chart(comparison, "Ort", SV).table
    assert [row[0] for row in table.rows] == [1, 2, None]
    assert table.shown[-1][-1] == "uppgift saknas"
    assert unranked_text(comparison, SV) == "1 i gruppen går inte att rangordna: uppgift saknas (1)."


def test_the_quartiles_are_a_field_and_the_alt_text_says_them_in_words() -> None:
    comparison = found([10.0, 20.0, 30.0, 40.0, 50.0])
    chart = peer_chart(comparison, "Ort o0", SV)
    band = chart.figure["layout"]["meta"]["bands"][0]
    assert (band["x0"], band["x1"]) == (20, 40)
    assert "från 10 till 50. Median 30; Ort o0: 10." in chart.alt
    assert chart.title == "Ort o0 ligger under den mittersta hälften av gruppen, plats 5 av 5"


def test_alone_in_the_group_nobody_is_placed_in_the_sentence() -> None:
    assert peers_sentence(found([3.0]), "Ort", SV) == "Ingen annan i gruppen har uppgift om följare."
