"""What Python sends for tables, and what it waits with until it is asked."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from charts.chart import Table
from locales import Language
from ui import table
from ui.element import unpacked
from ui.figure import rows_and_readings
from ui.table import FEW, browse_table, show_table

ROWS = Table(["Ort", "Följare"], [[f"Ort {n}", n] for n in range(1_290)], [[f"Ort {n}", str(n)] for n in range(1_290)])


def first(rows: int) -> Table:
    return Table(ROWS.columns, ROWS.rows[:rows], ROWS.shown[:rows], marked={2, 0}, muted=(1,))


def shown() -> None:
    browse_table(ROWS, caption="Orter", key="many", language=Language("sv"), file_name="orter")
    browse_table(first(FEW), caption="Towns", key="few", language=Language("en"), file_name="towns.csv")
    show_table(first(3), caption="Orter", key="plain", language=Language("sv"))


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> AppTest:
    def unasked(*_: object) -> bytes:
        raise AssertionError("Nobody has asked for the workbook.")

    monkeypatch.setattr(table, "written", unasked)
    done = AppTest.from_string("from tests.ui.test_table import shown\nshown()").run()
    assert not done.exception, done.exception
    return done


def sent(run: AppTest) -> list[dict[str, Any]]:
    return [unpacked(element.proto.bytes) for element in run.get("bidi_component")]


def test_rows_that_stand_out_or_back_are_sent_by_number() -> None:
    rows = rows_and_readings(first(3))
    assert (rows["marked"], rows["muted"]) == ([0, 2], [1])
    assert not {"marked", "muted"} & rows_and_readings(ROWS).keys()


def test_a_table_to_browse_is_sent_with_its_words(run: AppTest) -> None:
    many, few, plain = sent(run)
    assert (many["words"]["all"], many["words"]["some"]) == ("1\u00a0290 rader", "{shown} av 1\u00a0290 rader")
    assert (few["words"]["all"], few["words"]["some"]) == ("8 rows", "{shown} of 8 rows")
    assert (many["words"]["csv"], few["words"]["csv"]) == ("Ladda ner alla rader som CSV", "Download all rows as CSV")
    assert (many["file"], few["file"]) == ("orter", "towns")
    assert {*plain["words"]} < {*many["words"]}
    assert plain["words"]["csv"] == "Ladda ner CSV"  # the words of other elements are as they were


def test_a_few_rows_need_no_search(run: AppTest) -> None:
    assert [one.get("searchable") for one in sent(run)] == [True, False, None]


def test_a_workbook_is_offered_and_not_written(run: AppTest) -> None:
    buttons = [button.proto for button in run.get("download_button")]
    assert [one.label for one in buttons] == ["Ladda ner alla rader som Excelfil", "Download all rows as an Excel file"]
    assert all(one.ignore_rerun for one in buttons)
