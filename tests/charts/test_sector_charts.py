"""Sectors as pictures, cards and rows: everything is Plotly's, text is data, and no line crosses a break."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import numpy as np
import plotly.graph_objects as go
import pytest

from charts.chart import Chart
from charts.peers.best_posts import MOST_KINDS, mix_height, share_chart, top_table, typical_chart
from charts.peers.sector_lines import sector_lines
from charts.peers.sector_ranking import ranking_chart, ranking_table
from charts.peers.sectors import sector_cards, sectors_table
from locales import Language
from metrics.breaks import Break
from metrics.facts import Facts
from metrics.peers.aspects import Aspect
from metrics.peers.best_posts import BestPosts, Part, best_posts
from metrics.peers.sector_course import Quarters, SectorCourse
from metrics.peers.sector_ranking import Ranking, sector_ranking
from metrics.peers.sector_wording import aspect_text, between_text, left_out_sentence, sector_answer, usual_sentence
from metrics.peers.sectors import Sectors, sectors
from metrics.period import Period
from tests.metrics.sector_worlds import TODAY, world
from tests.stores import facts_of

SV, EN = Language("sv"), Language("en")
JULY = Period.parse("2026-07")
HOSTILE = "<b>Ort</b> %{x}"


@pytest.fixture(scope="module")
def facts() -> Iterator[Facts]:
    tables = world({"region": 8, "municipality": 6, "agency": 3}, 9, first=date(2025, 12, 1))
    for row in tables["organisations"]:
        row["name"] = f"{HOSTILE} {row['org_id']}"
    seldom = [post for post in tables["posts"] if post["account_id"].startswith("region-7")]
    last = {post["account_id"]: post for post in seldom}
    tables["posts"] = [post for post in tables["posts"] if post not in seldom or post in last.values()]
    with facts_of(tables, TODAY) as made:
        yield made


@pytest.fixture(scope="module")
def found(facts: Facts) -> Sectors:
    return sectors(facts, JULY, "previous")


@pytest.fixture(scope="module")
def ranking(facts: Facts) -> Ranking:
    return sector_ranking(facts, "region-0", "region", JULY)


@pytest.fixture(scope="module")
def posts(facts: Facts, ranking: Ranking) -> BestPosts:
    return best_posts(facts, ranking[Aspect.INTERACTION])


def drawn(chart: Chart) -> go.Figure:
    return go.Figure(json.loads(re.sub(r'"token:[^"]+"', '"#000000"', json.dumps(chart.figure))))


def course(
    *middle: float, breaks: tuple[Break, ...] = (), left_out: tuple[str, ...] = (), constant: bool = True
) -> Quarters:
    return Quarters(np.array(middle), (5,) * len(middle), constant, left_out, breaks)


QUARTERS = tuple(Period.parse(f"{year}-Q{quarter}") for year in (2025, 2026) for quarter in (1, 2, 3, 4))[:6]
BREAK = Break("followers", date(2025, 8, 10), "Gilla blev följa", "Likes became followers", frozenset(), frozenset())


def told(own: Quarters, other: Quarters | None = None) -> SectorCourse:
    courses = {"region": {Aspect.FOLLOWERS: own}} | ({"agency": {Aspect.FOLLOWERS: other}} if other else {})
    nothing = course(*[np.nan] * 6)
    return SectorCourse(QUARTERS, {one: dict.fromkeys(Aspect, nothing) | of for one, of in courses.items()})


def test_a_line_a_sector_with_the_chosen_one_last_and_stronger() -> None:
    (chart,) = sector_lines(told(course(1, 2, 3, 4, 5, 6), course(9, 9, 9, 9, 9, 9)), "region", SV)
    agency, region = drawn(chart).data
    assert (agency.name, region.name) == ("Myndigheter", "Regioner")
    assert region.line.width > agency.line.width
    assert list(region.y) == [1, 2, 3, 4, 5, 6]
    assert chart.title == "Följare: 6 under kvartal 2 2026, 2 ett år tidigare"
    assert chart.alt.endswith("Kvartal för kvartal från och med kvartal 1 2025: som lägst 1, som högst 6.")
    assert list(chart.table.rows[0][:3]) == ["2025-Q1", 1, 5]


def test_no_figure_is_set_beside_one_from_before_a_break() -> None:
    (chart,) = sector_lines(told(course(1, 2, np.nan, 4, 5, 6, breaks=(BREAK,))), "region", SV)
    assert chart.title == "Följare: 6 under kvartal 2 2026"
    assert chart.figure["layout"]["meta"]["breaks"] == [{"x": "2025-07-01", "label": "Gilla blev följa"}]
    assert drawn(chart).data[0].connectgaps is False
    assert list(drawn(chart).data[0].y) == [1, 2, None, 4, 5, 6]


def test_a_single_quarter_is_no_development() -> None:
    assert sector_lines(told(course(*[np.nan] * 5, 6)), "region", SV) == ()


def test_who_is_left_out_and_who_came_and_went_is_told() -> None:
    names = {f"r{number}": f"Region {number}" for number in range(9)}

    def said(*left_out: str, constant: bool = True) -> str:
        return left_out_sentence({Aspect.GROWTH: course(1, left_out=left_out, constant=constant)}, names, SV)

    assert said() == ""
    assert said("r1").startswith("Samma organisationer i varje kvartal: Region 1 saknar")
    assert said(*names).startswith("Samma organisationer i varje kvartal: 9 saknar")
    assert said("r1", "r2", constant=False).endswith("Region 1 och Region 2 har tillkommit eller fallit bort.")


def test_a_card_for_each_thing_that_is_known(found: Sectors) -> None:
    cards = sector_cards(found, found.of("region"), SV)
    assert len(cards) == len(Aspect)
    for card in cards:
        assert card.note.endswith(" av 8 organisationer")
        assert "bland sektorerna" in card.verdict
        assert card.help
    few = sector_cards(found, found.of("agency"), SV)
    assert {card.verdict for card in few} == {""}
    assert {card.changes[0].reason for card in few} == {
        "Färre än fem organisationer har jämförbara uppgifter från båda perioderna."
    }


def test_all_sectors_have_a_row_for_each_aspect_the_highest_first(found: Sectors) -> None:
    table = sectors_table(found, "region", SV)
    rows = table.rows
    assert {rows[place][0] for place in table.marked} == {"Regioner"}
    known = [one for sector in found.sectors for one in sector.usual.values() if one.median.count]
    assert len(rows) == len(known) + len(found.sectors)
    of_measure: dict[object, list[float]] = {}
    for row in rows[: len(known)]:
        of_measure.setdefault(row[1], []).append(float(str(row[2])))
    assert len(of_measure) == len(Aspect)
    assert all(values == sorted(values, reverse=True) for values in of_measure.values())
    together = rows[-3:]
    assert {row[1] for row in together} == {"Följarrelationer, alla tillsammans"}
    assert all(row[3] is row[4] is None for row in together)


def test_the_ranking_is_plotlys_and_names_are_data(ranking: Ranking) -> None:
    for found in ranking.values():
        chart = ranking_chart(found, f"{HOSTILE} region-0", SV)
        for trace in drawn(chart).data:
            assert HOSTILE not in (trace.hovertemplate or "")
        assert chart.title.startswith(f"{HOSTILE} region-0: plats") or "går inte att rangordna" in chart.title


def test_an_interval_stands_where_chance_was_reckoned_with(ranking: Ranking) -> None:
    interaction = drawn(ranking_chart(ranking[Aspect.INTERACTION], "", SV))
    assert [trace.error_x.array is not None for trace in interaction.data][-1]
    assert interaction.data[0].marker.symbol == "circle-open"
    posts = drawn(ranking_chart(ranking[Aspect.ACTIVITY], "", SV))
    assert all(trace.error_x.array is None for trace in posts.data)


def test_of_a_sector_that_one_is_not_in_it_says_who_may_be_the_highest(facts: Facts) -> None:
    others = sector_ranking(facts, "region-0", "municipality", JULY)
    for found in others.values():
        title = ranking_chart(found, "", EN).title
        first = [name for name, place in zip(found.rows["name"], found.rows["rank_low"], strict=True) if place == 1]
        assert title.endswith("is the highest") if len(first) == 1 else "which cannot be told" in title


def test_the_table_has_every_measure_and_begins_with_the_chosen_one(ranking: Ranking) -> None:
    for first in Aspect:
        table = ranking_table(ranking, first, SV)
        order = list(ranking[first].rows["name"])
        assert [row[0] for row in table.rows] == order
        assert len(table.columns) == len(set(table.columns)) == 1 + 2 * len(Aspect)
        values = [one for one in ranking[first].rows["value"] if one == one]  # noqa: PLR0124 -- NaN is not itself
        assert [row[1] for row in table.rows if row[1] is not None] == pytest.approx(values, rel=1e-7)


def test_who_has_no_place_has_the_reason_in_its_stead(ranking: Ranking) -> None:
    found = ranking[Aspect.INTERACTION]
    without = found.rows.loc[found.rows["reason"] != "", "name"]
    rows = {row[0]: row for row in ranking_table(ranking, Aspect.INTERACTION, EN).rows}
    assert all(rows[name][2] == "too few posts" for name in without)
    assert len(without)


def test_the_mix_has_a_bar_for_each_part_with_its_name(posts: BestPosts) -> None:
    for chart in (share_chart(posts, "format", "Region Ö", SV), typical_chart(posts, "format", SV)):
        figure = drawn(chart)
        assert [trace.name for trace in figure.data] == ["de bästa", "egna", "de övriga"]
        assert all(len(trace.x) == len(trace.y) == len(posts.formats[:MOST_KINDS]) for trace in figure.data)
        known = [text for trace in figure.data for text in trace.text if text]
        assert all(text.startswith(("de bästa ", "egna ", "de övriga ")) for text in known)
        longest = max(value for trace in figure.data for value in trace.x if value is not None)
        assert figure.layout.xaxis.range[1] > longest
    assert mix_height(posts.formats) > 0


def test_a_missing_share_has_no_bar(posts: BestPosts) -> None:
    few = replace(posts.formats[0], share=dict.fromkeys(Part, np.nan))
    figure = drawn(share_chart(replace(posts, formats=(few,)), "format", "Region Ö", SV))
    assert all(list(trace.x) == [None] and list(trace.text) == [""] for trace in figure.data)


def test_top_posts_are_rows_with_raw_figures(posts: BestPosts) -> None:
    table = top_table(posts, SV)
    assert len(table.rows) == len(posts.top)
    assert all(isinstance(row[5], int) and isinstance(row[7], float) for row in table.rows)
    assert list(table.links) == [3]


@pytest.mark.parametrize(
    ("aspect", "value", "read"),
    [
        (Aspect.ACTIVITY, 25.4, "25"),
        (Aspect.ACTIVITY, 4.26, "4,3"),
        (Aspect.ACTIVITY, 0.256, "0,26"),
        (Aspect.ACTIVITY, 0.0, "0"),
        (Aspect.FOLLOWERS, 39_715.0, "39\u00a0715"),
        (Aspect.GROWTH, -0.34, "−0,3\u00a0%"),
        (Aspect.INTERACTION, 9.006, "9,0"),
        (Aspect.INTERACTION, float("nan"), "–"),
    ],
)
def test_no_more_digits_than_a_value_carries(aspect: Aspect, value: float, read: str) -> None:
    assert aspect_text(aspect, value, SV) == read


def test_both_ends_of_an_interval_have_the_same_decimals() -> None:
    assert between_text(Aspect.ACTIVITY, 17.0, 31.2, SV) == "mellan 17 och 31"
    assert between_text(Aspect.GROWTH, -0.2, 1.94, SV) == "mellan −0,2 och 1,9\u00a0%"
    assert between_text(Aspect.INTERACTION, 5.01, 5.04, SV) == "5,0"


def test_what_has_changed_is_said_first_and_then_what_is_usual(found: Sectors) -> None:
    region = found.of("region")

    def with_ways(**ways: int | None) -> str:
        class Way:
            def __init__(self, way: int | None) -> None:
                self.way, self.median = way, region.usual[Aspect.GROWTH].median

        usual = {aspect: Way(ways.get(aspect.value)) for aspect in Aspect}
        return sector_answer(found, replace(region, usual=usual), SV)  # type: ignore[arg-type]  # as far as it asks

    assert with_ways(activity=1, growth=-1, interaction=0) == (
        "Regionerna publicerar oftare och växer långsammare, jämfört med juni 2026."
    )
    assert with_ways(activity=-1, growth=1, interaction=-1) == (
        "Regionerna publicerar mer sällan, växer snabbare och får färre interaktioner per följare och inlägg, "
        "jämfört med juni 2026."
    )
    assert with_ways(growth=0).startswith("Det går ungefär som förut för regionerna")
    assert with_ways().startswith("En typisk region i juli 2026: ")


def test_what_is_usual_names_what_is_known(found: Sectors) -> None:
    said = usual_sentence(found, found.of("municipality"), SV)
    assert said.startswith("En typisk kommun i juli 2026: ")
    assert said.count("interaktioner") == 1
