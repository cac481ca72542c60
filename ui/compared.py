"""What the cards and sentences of a page stand on: figures of the view beside both earlier periods."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from metrics.change import compared
from metrics.facts import Facts
from metrics.figures import Scope
from metrics.period import Kind, Period
from ui.load import kept_for
from ui.view import AGAINST, View

Rows = dict[str, list[Any]]
"""By metric id: its row beside the earlier period in view, then beside the other one."""


def compared_rows(view: View, metric_ids: Sequence[str]) -> Rows:
    """The figures of the period in view."""
    return _rows(view, metric_ids, view.period)


def last_28_days(facts: Facts, view: View) -> Rows:
    """Reach and its share of inhabitants in the 28 days that the period, or the data, ends with."""
    end = min(view.period.end, facts.last_day or view.period.end)
    return _rows(view, ("reach", "reach_share_of_inhabitants"), Period.of(Kind.ROLLING, end))


def earlier_period(view: View) -> Period:
    """The period that the view is compared with."""
    return view.period.previous() if view.compare == "previous" else view.period.year_before()


def _rows(view: View, metric_ids: Sequence[str], period: Period) -> Rows:
    order = sorted(AGAINST, key=lambda against: against != view.compare)
    if period.previous() == period.year_before():
        order = order[:1]
    asked = tuple(metric_ids), view.scope, period
    found = [kept_for(_compared, view.store_version, *asked, against) for against in order]
    return {metric_id: [rows[metric_id] for rows in found] for metric_id in metric_ids}


def _compared(facts: Facts, metric_ids: tuple[str, ...], scope: Scope, period: Period, against: str) -> dict[str, Any]:
    return {row.metric: row for row in compared(facts, metric_ids, scope, period, against)}
