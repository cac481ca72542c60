"""The figures in charts of months and of groups."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from charts.months import judgements_of, months_of, platforms_of, trailing_of
from metrics.catalogue import metric
from metrics.figures import accounts_in
from metrics.monthly import Month, Months
from metrics.number import Number, exact, expected_of, owner
from metrics.period import Kind, Period
from reports.asked import Asked


def trend_numbers(asked: Asked, metric_ids: Sequence[str]) -> list[Number]:
    """Each metric in each month that its trend shows, and what was to be expected of it."""
    found = []
    for one in metric_ids:
        declared = metric(one)
        months = months_of(asked.facts, asked.view, declared)
        found += [_of_month(month, one, asked.of, asked.facts.today) for month in months]
        found += _in_a_year(months, one, asked.of, asked.facts.today)
        found += [expected_of(said, asked.of) for said in judgements_of(asked.facts, asked.view, declared).values()]
    return found


def platform_numbers(asked: Asked, metric_id: str) -> list[Number]:
    """A metric in each month, platform by platform."""
    return [
        _of_month(month, metric_id, owner(asked.scope, "platform", platform), asked.facts.today)
        for platform in platforms_of(asked.facts, asked.view)
        for month in months_of(asked.facts, asked.view, metric(metric_id), platform)
    ]


def trailing_numbers(asked: Asked) -> list[Number]:
    """People reached in the 28 days to the end of each month, account by account."""
    return [
        Number("reach", owner(asked.scope, "account", account), _last_28(month), month.value, month.low, month.high)
        for account in accounts_in(asked.facts, asked.scope)["account_id"]
        for month in trailing_of(asked.facts, asked.view, account)
    ]


def _in_a_year(months: Months, metric_id: str, of: str, today: date) -> list[Number]:
    """How much each month differs from the same one a year before, in per cent: what a trend's title tells."""
    by_month = {month.by: month.value for month in months}
    found = []
    for month in months:
        before = Period.parse(month.by).year_before().id
        if by_month.get(before, 0) > 0:
            percent, spans = 100 * (month.value / by_month[before] - 1), f"{_span(month, today)}/{before}"
            found.append(exact(f"{metric_id}.change_percent", of, spans, percent))
    return found


def _of_month(month: Month, metric_id: str, of: str, today: date) -> Number:
    return Number(metric_id, of, _span(month, today), month.value, month.low, month.high)


def _span(month: Month, today: date) -> str:
    """The month, by its days where it is not over: what is told of it elsewhere is told of the days that are."""
    period = Period.parse(month.by)
    return month.by if period.end < today else f"{period.start}..{period.end}"


def _last_28(month: Month) -> str:
    return Period.of(Kind.ROLLING, Period.parse(month.by).end).id
