"""The axis of a metric carries the sign of its unit and begins at zero."""

from __future__ import annotations

import pytest

from charts.axis import unit_axis, value_axis
from locales import NBSP, Language
from metrics.catalogue import CATALOGUE
from metrics.definition import Unit


@pytest.mark.parametrize(
    ("metric_id", "language", "sign"),
    [
        ("reach_rate", "sv", f"{NBSP}%"),
        ("cost_per_contact", "sv", f"{NBSP}kr"),
        ("cost_per_contact", "en", f"{NBSP}SEK"),
        ("followers", "sv", None),
        ("followers_per_1000_inhabitants", "sv", None),
    ],
)
def test_the_sign_of_the_unit_stands_at_every_tick(metric_id: str, language: str, sign: str | None) -> None:
    assert value_axis(CATALOGUE[metric_id], Language(language)).get("ticksuffix") == sign


@pytest.mark.parametrize("unit", [None, *Unit])
def test_every_axis_begins_at_zero(unit: Unit | None) -> None:
    assert unit_axis(unit, Language("sv"))["rangemode"] == "tozero"
