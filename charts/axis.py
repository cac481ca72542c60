"""The axis that a metric is read on: from zero, with the sign of its unit."""

from __future__ import annotations

from locales import Language
from metrics.definition import Metric, Unit
from metrics.wording import with_sign

Axis = dict[str, object]


def value_axis(metric: Metric, language: Language) -> Axis:
    """Plotly's axis for the metric's values."""
    return unit_axis(metric.unit, language)


def unit_axis(unit: Unit | None, language: Language) -> Axis:
    """Plotly's axis for values in the unit; None for what is no metric's own unit, such as a place or an index.

    How many decimals a tick has is left to Plotly, which gives all ticks as many as their distance needs.
    """
    axis: Axis = {"rangemode": "tozero"}
    if sign := with_sign("", unit, language):
        axis["ticksuffix"] = sign
    return axis
