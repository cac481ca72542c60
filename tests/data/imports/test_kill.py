"""Killed at random moments (`python -m tests.data.imports.kill 200` does it more often)."""

from __future__ import annotations

from tests.data.imports.kill import trials
from tests.thorough import TIMES


def test_a_killed_import_leaves_every_table_before_or_after_and_can_be_made_again():
    outcomes = list(trials(3 * TIMES, seed=7))
    assert len(outcomes) == 3 * TIMES
    assert [fault for _, _, fault in outcomes if fault] == []
    assert all(met for _, met, _ in outcomes)
