"""What an import does, in words."""

from __future__ import annotations

import pytest

from data.errors import GenomslagError
from data.importers.registry import IMPORTERS
from data.importers.source import Choice, Question, Rejected, Remark
from data.imports.changes import Counts
from data.imports.commands import as_json, described
from data.imports.plan import File
from data.imports.restore import Kept
from data.imports.undo import Undone
from data.imports.wording import STATUS, importer_label, rejected_text, status_text, undone_lines
from locales import Language

SV, EN = Language("sv"), Language("en")
COUNTS = {"account_days": Counts(1200, 2, 3), "posts": Counts(1, 0, 0)}
STOPPED = File(
    "{x}.csv", "stopped", importer="x", accounts=("fb",), counts=COUNTS, unknown=("New {column}",),
    rejected=(Rejected(14, "{column} is empty.", {"column": "y"}),),
    remarks=(Remark("{name} is empty.", {"name": "z"}),),
)  # fmt: skip
QUESTION = Question("platform", "Which platform is {name} from?", (Choice("x", "X"),), {"name": "a.csv"})
ASKS = File("a.csv", "asks", questions=(QUESTION,))
REFUSED = File("b.csv", "refused", error=GenomslagError("{name} is empty.", todo="Choose {name}.", name="{b}"))


def test_a_file_is_described_line_by_line():
    assert described(STOPPED, EN).splitlines() == [
        "{x}.csv: not imported: rows were rejected (--partial imports the others)",
        "  fb  – : 1,201 rows added, 2 changed, 3 same, 1 rejected",
        "  row 14: y is empty.",
        "  not used: New {column}",
        "  z is empty.",
    ]
    assert described(ASKS, EN).splitlines() == [
        "a.csv: not imported: a question is open", "  Which platform is a.csv from?  --platform", "    x  X",
    ]  # fmt: skip
    assert described(REFUSED, EN).splitlines() == ["b.csv: cannot be imported", "  {b} is empty. Choose {b}."]


def test_programs_are_told_the_same():
    told = as_json(STOPPED, EN)
    assert told["rejected"] == [{"row": 14, "reason": "y is empty."}]
    assert (told["rows_added"], told["rows_rejected"], told["remarks"]) == (1201, 1, ["z is empty."])
    assert as_json(REFUSED, EN)["rejected"] == [{"row": None, "reason": "{b} is empty. Choose {b}."}]


def test_a_row_says_its_line_in_the_readers_language():
    assert rejected_text(STOPPED.rejected[0], SV) == "rad 14: y är tom."
    assert rejected_text(Rejected(0, "{column} is empty.", {"column": "y"}), SV) == "y är tom."


@pytest.mark.parametrize("status", STATUS)
def test_no_status_names_an_option_of_the_command_line(status):
    assert "--" not in status_text(File("a", status), SV)


def test_importers_are_called_by_what_they_read():
    assert importer_label("meta_daily", SV) == "Dagliga siffror från Meta Business Suite"
    assert importer_label("gone", SV) == "gone"
    names = {importer_label(importer.id, SV) for importer in IMPORTERS}
    assert len(names) == len(IMPORTERS)
    assert names.isdisjoint(importer.id for importer in IMPORTERS)


def test_undoing_says_what_it_could_not_put_back():
    kept = (
        Kept("account_days", "views", "b", 2, "2026-10-01"),
        Kept("account_days", "shares", "", 1, "2026-10-02"),
        Kept("campaigns", "", "", 3, "spring"),
    )
    lines = list(undone_lines(Undone("a", {"account_days": 4}, {"account_days": 5}, kept), EN))
    assert lines == [
        "account_days: 4 rows taken away, 5 put back",
        "account_days.views: 2 values stay, since b said them later (2026-10-01)",
        "account_days.shares: 1 values stay, since they were changed by hand (2026-10-02)",
        "campaigns: 3 rows stay, since others name them (spring)",
    ]
    lines = list(undone_lines(Undone("a", {"account_days": 4}, {"account_days": 5}, kept), SV, {"b": "B {x}.csv"}))
    assert lines[:2] == [
        "Kanaler per dag: 4 rader togs bort, 5 återställdes",
        "Kanaler per dag, Visningar: 2 värden står kvar, eftersom B {x}.csv angav dem senare (2026-10-01)",
    ]
