"""Every figure of a comparison as rows: what is the same twice or nowhere known is left out."""

from __future__ import annotations

from charts.chart import Table
from charts.peers.table import peers_table
from locales import Language
from metrics.peers.comparison import Comparison
from metrics.peers.measures import Per
from tests.comparisons import NAN, comparison_of, measured_of

SV, EN = Language("sv"), Language("en")


def told(found: Comparison, language: Language = EN) -> tuple[Table, dict[str, list[str]]]:
    table = peers_table(found, language)
    return table, dict(zip(table.columns, map(list, zip(*table.shown, strict=True)), strict=True))


def test_an_estimated_comparison_has_both_what_was_counted_and_what_chance_leaves_of_it() -> None:
    values = [12.0, 8.0, 9.0, 10.0]
    found = comparison_of(
        measured_of(values, [0.04] * 4, [6.0, 7.9, 8.9, 9.9], figure=[600.0, 400.0, 450.0, 500.0],
                    denominator=[50.0] * 4, units=[50.0, 40.0, 30.0, 20.0]),
        "interactions", Per.POST,
    )  # fmt: skip
    table, columns = told(found)
    assert list(columns)[:9] == [
        *("Place", "Organisation", "Interactions per post", "With chance taken into account", "at least", "at most"),
        *("Place, at best", "Place, at worst", "Posts"),
    ]
    assert columns["Interactions"] == ["600", "500", "450", "400"]
    assert columns["Divided, per post"] == ["50"] * 4
    assert columns["Posts"] == ["50", "20", "30", "40"]
    assert "Remark" not in columns  # nobody has one
    assert "Year" not in columns
    raw = dict(zip(table.columns, zip(*table.rows, strict=True), strict=True))
    assert list(raw["With chance taken into account"]) == list(found.rows["shrunk"])
    assert list(raw["Interactions per post"]) == [12, 10, 9, 8]


def test_a_verdict_that_turns_without_the_largest_post_stands_in_its_column() -> None:
    values = [40.0, 10.0, 11.0, 9.0, 10.5, 9.5, 8.0, 12.0]
    without = [10.0, 9.8, 10.8, 8.8, 10.2, 9.2, 7.8, 11.8]
    _, columns = told(comparison_of(measured_of(values, [0.01] * 8, without), "interactions"))
    assert columns["Beside the middle"][0] == "above"
    assert columns["Without everybody's largest post"][0] == "cannot be told apart"


def test_what_is_counted_has_no_chance_in_it_and_can_always_be_told_apart() -> None:
    _, columns = told(comparison_of(measured_of([3.0, 2.0, 1.0])))
    assert list(columns) == ["Place", "Organisation", "Followers", "Days missing", "Beside the middle"]
    assert columns["Beside the middle"] == [
        "above the middle half of the group", "in the middle half of the group", "below the middle half of the group",
    ]  # fmt: skip


def test_weeks_that_stand_in_are_not_called_posts() -> None:
    found = comparison_of(measured_of([3.0, 2.0], [0.1, 0.1], units=[9.0, 4.0], of_weeks=[False, True]), "interactions")
    _, columns = told(found)
    assert columns["Posts"] == ["9", "–"]


def test_missing_is_a_dash_and_empty_in_the_file() -> None:
    sized = {"denominator": [10.0, NAN, 10.0], "denominator_year": [2025, NAN, 2024]}
    found = comparison_of(measured_of([3.0, NAN, 1.0], **sized), "followers", Per.INHABITANTS)
    table, columns = told(found, SV)
    assert columns["Plats"] == ["1", "2", "–"]
    assert columns["År"] == ["2025", "2024", "–"]
    assert table.rows[-1][0] is None
    assert [row[table.columns.index("År")] for row in table.rows] == [2025, 2024, None]
    assert table.marked == [0]
    assert table.muted == [2]
