"""Everyone on one scale: best on top, the own marked, intervals where chance plays a part, names never in templates."""

from __future__ import annotations

from typing import Any

import pytest

from charts.peers.dots import CROWD_HEIGHT, FEWEST_IN_BAND, GAP, MOST_NAMED, chart_height, drawn_peers, peer_chart
from locales import Language
from metrics.peers.comparison import Comparison
from metrics.peers.measures import Per
from metrics.peers.wording import peers_sentence, unranked_text
from tests.charts.peers.drawn import figure
from tests.comparisons import NAN, comparison_of, measured_of

SV, EN = Language("sv"), Language("en")


def counted(values: list[float], own: int = 0, **columns: Any) -> Comparison:
    names = [f"Ort <b>o{place}</b>" for place in range(len(values))]
    return comparison_of(measured_of(values, **columns), own=own, names=names)


def estimated(count: int, own: int = 0, **columns: Any) -> Comparison:
    values = [10.0 + place for place in range(count)]
    return comparison_of(measured_of(values, [0.01] * count, **columns), "interactions", Per.POST, own)


def test_best_on_top_with_the_own_marked_and_its_value_beside_it() -> None:
    median, others, own = figure(peer_chart(counted([30.0, 50.0, 10.0]), "Ort o0", SV)).data
    assert list(median.x) == [30, 30]
    assert list(others.x) == [50, 10]
    assert list(others.y) == [1, 3]
    assert (list(own.x), list(own.y), list(own.text)) == ([30], [2], ["  30  "])
    assert own.marker.size > others.marker.size


def test_what_chance_may_do_is_a_line_and_what_was_counted_a_ring() -> None:
    found = estimated(6)
    _, lines, rings, others, own = figure(peer_chart(found, "Ort o0", SV)).data
    rows = found.rows
    assert [x for x in lines.x if x is not None] == [
        end for low, high in zip(rows["low"], rows["high"], strict=True) for end in (low, high)
    ]
    assert list(rings.x) == list(rows["value"])
    assert sorted([*others.x, *own.x]) == pytest.approx(sorted(rows["shrunk"]))
    assert [*others.x] == sorted(others.x, reverse=True)
    name, value, places = own.customdata[0]
    assert (name, places) == ("Ort o0", f"plats {found.own['rank_low']:.0f}–{found.own['rank_high']:.0f} av 6")
    assert "–" in value


def test_an_index_of_followers_is_drawn_as_an_index() -> None:
    found = comparison_of(measured_of([10.0, 20.0, 40.0]), per=Per.INDEX)
    _, others, own = figure(peer_chart(found, "Ort o0", SV)).data
    assert (list(own.x), list(others.x)) == ([50], [200, 100])


def test_equals_stand_on_rows_of_their_own_though_they_share_a_rank() -> None:
    found = counted([5.0, 5.0, 1.0])
    assert list(found.rows["rank"]) == [1, 1, 3]
    assert [peer.row for peer in drawn_peers(found, SV)] == [1, 2, 3]


def test_those_without_a_place_stand_hollow_below_the_others_with_the_reason() -> None:
    assert figure(peer_chart(counted([3.0, 9.0, NAN]), "Ort", SV)).data[-1].marker.symbol is None
    found = comparison_of(measured_of([3.0, 9.0, 1.0], [0.1] * 3, units=[40, 2, 40]), "interactions")
    hollow = figure(peer_chart(found, "Ort", SV)).data[-1]
    assert (list(hollow.x), list(hollow.y)) == ([9], [3 + GAP])
    assert hollow.marker.symbol == "circle-open-dot"
    assert hollow.customdata[0][2] == "för få inlägg"


def test_a_large_group_names_only_the_own_organisation() -> None:
    many = counted([float(value) for value in range(MOST_NAMED + 5)], own=7)
    axis = peer_chart(many, "Ort", SV).figure["layout"]["yaxis"]
    assert axis["ticktext"] == ["Ort <b>o7</b>"]
    assert chart_height(many) == CROWD_HEIGHT
    few = peer_chart(counted([1.0, 2.0]), "Ort", SV).figure["layout"]["yaxis"]
    assert len(few["ticktext"]) == 2
    assert chart_height(counted([1.0] * 20)) > chart_height(counted([1.0] * 3))


def test_names_are_data_and_never_part_of_a_template() -> None:
    for trace in figure(peer_chart(counted([3.0, 2.0, 1.0]), "Ort <b>o0</b>", SV)).data:
        assert "<b>" not in (trace.hovertemplate or "")


@pytest.mark.parametrize(("count", "banded"), [(FEWEST_IN_BAND - 1, False), (FEWEST_IN_BAND, True)])
def test_ten_or_more_have_a_middle_half(count: int, banded: bool) -> None:
    chart = peer_chart(estimated(count), "Ort o0", SV)
    bands = chart.figure["layout"]["meta"]["bands"]
    assert bool(bands) is banded
    assert ("grått: den mittersta hälften av gruppen" in chart.subtitle) is banded
    if banded:
        found = estimated(count)
        assert (bands[0]["x0"], bands[0]["x1"]) == (found.lower_quartile, found.upper_quartile)


def test_the_title_is_the_finding_and_the_alt_text_says_the_ends() -> None:
    chart = peer_chart(counted([10.0, 20.0, 30.0, 40.0, 50.0]), "Ort o0", SV)
    assert chart.title == "Ort o0: plats 5 av 5, under den mittersta hälften av gruppen"
    assert "från 10 till 50. Median 30; Ort o0: 10." in chart.alt
    unknown = peer_chart(counted([NAN, 2.0, 3.0]), "Ort o0", EN)
    assert unknown.title == "Ort o0 has no place in this comparison"
    assert unknown.alt.endswith("Ort o0: –.")
    assert figure(unknown)


def test_an_undecided_place_is_said_to_be() -> None:
    found = comparison_of(measured_of([10.0, 11.0, 9.0, 10.5], [0.2] * 4), "interactions")
    assert peer_chart(found, "Ort", SV).title == "Ort: plats 1–4 av 4, går inte att skilja från gruppens mitt"


def test_those_without_a_place_are_in_the_table_with_the_reason_and_counted_in_words() -> None:
    found = counted([3.0, NAN, 1.0])
    table = peer_chart(found, "Ort", SV).table
    assert [row[0] for row in table.rows] == [1, 2, None]
    assert table.shown[-1][-1] == "uppgift saknas"
    assert unranked_text(found, SV) == "1 i gruppen går inte att rangordna: uppgift saknas (Ort <b>o1</b>)."


def test_alone_in_the_group_nobody_is_placed_in_the_sentence() -> None:
    assert peers_sentence(counted([3.0]), "Ort", SV) == "Ingen annan i gruppen har uppgift om följare."
