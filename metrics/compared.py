"""What cards and sentences stand on: figures of what is in view beside both earlier periods."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan
from typing import Any

from metrics.change import Compared, beside, compared
from metrics.facts import Facts
from metrics.figures import Scope
from metrics.judgement import judged
from metrics.period import Kind, Period
from metrics.view import AGAINST, View

REACHED = ("reach", "reach_share_of_inhabitants")
Rows = dict[str, list[Compared]]
"""By metric id: its row beside the earlier period in view, then beside the other one."""


def compared_rows(facts: Facts, view: View, metric_ids: Sequence[str]) -> Rows:
    """The figures of the period in view."""
    return _rows(facts, view, metric_ids, view.period)


def last_28(facts: Facts, view: View) -> Period:
    """The 28 days that the period, or the data, ends with."""
    return Period.of(Kind.ROLLING, min(view.period.end, facts.last_day or view.period.end))


def last_28_days(facts: Facts, view: View) -> Rows:
    """Reach and its share of inhabitants in the 28 days that the period, or the data, ends with.

    In the period itself, where the platform has counted exactly that and no channel's 28 days.
    """
    rows = _rows(facts, view, REACHED, last_28(facts, view))
    if rows["reach"][0].exact or _widest(facts, view):
        return rows
    whole = _rows(facts, view, REACHED, view.period)
    return whole if whole["reach"][0].exact else rows


def largest_channel(facts: Facts, view: View) -> tuple[str, Rows]:
    """The channel that reaches the most in those 28 days, with the platform's exact count of it.

    An empty account where all channels in view have an exact number together, or none of them has one.
    """
    account = _widest(facts, view)
    if not account or last_28_days(facts, view)["reach"][0].exact:
        return "", {}
    rows = _rows(facts, view, REACHED, last_28(facts, view), Scope(view.organisation, (), (account,)))
    return (account, rows) if rows["reach"][0].exact else ("", {})


def _widest(facts: Facts, view: View) -> str:
    """The channel whose exact reach is judged; an empty text where none has any."""
    return next((one.account for one in judged(facts, "reach", view.scope, last_28(facts, view))), "")


def earlier_period(facts: Facts, view: View) -> Period:
    """The days that the view is compared with."""
    return beside(view.period, view.compare, facts.today)[1]


def known(row: Any) -> bool:
    """Whether anything is known of a figure."""
    return not (isnan(row.low) and isnan(row.high))


def _rows(facts: Facts, view: View, metric_ids: Sequence[str], period: Period, scope: Scope | None = None) -> Rows:
    order = sorted(AGAINST, key=lambda against: against != view.compare)
    if period.previous() == period.year_before():
        order = order[:1]
    asked = tuple(metric_ids), scope or view.scope, period
    found = [_compared(facts, *asked, against) for against in order]
    return {metric_id: [rows[metric_id] for rows in found] for metric_id in metric_ids}


def _compared(
    facts: Facts, metric_ids: tuple[str, ...], scope: Scope, period: Period, against: str
) -> dict[str, Compared]:
    key = ("compared", metric_ids, scope, period, against)
    return facts.kept(key, lambda: {row.metric: row for row in compared(facts, metric_ids, scope, period, against)})
