"""What a chart of months shows, in one line: its title."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from math import isnan, nan

from locales import NBSP, Language
from metrics.change import MOST_MISSING
from metrics.claims import claimed
from metrics.definition import Metric
from metrics.judgement import Judgement
from metrics.monthly import Month, Months
from metrics.narrative import in_period
from metrics.period import Period
from metrics.verdict import Verdict


def largest(last: dict[str, float]) -> str:
    """The key of the largest value that is known, or an empty text."""
    known = {key: value for key, value in last.items() if not isnan(value)}
    return max(known, key=lambda key: known[key], default="")


def growth_over(series: dict[str, Months]) -> dict[str, float]:
    """Growth in per cent from the first to the last figure of each series; NaN where there are not two."""
    found = {}
    for key, months in series.items():
        known = [month.value for month in months if not isnan(month.value)]
        rose = len(known) > 1 and known[0] > 0
        found[key] = 100 * (known[-1] / known[0] - 1) if rose else nan
    return found


def last_value(months: Months) -> float:
    """The last figure of a series; an interval counts by its lower bound; NaN where there is none."""
    known = [month.low if isnan(month.value) else month.value for month in months if month.known]
    return known[-1] if known else nan


def trend_finding(
    metric: Metric,
    months: Months,
    last_day: date,
    breaks: Sequence[date],
    judgements: Mapping[str, Judgement],
    language: Language,
) -> str:
    """A trend in one line: its last whole month with the verdict on it, else the change in a year.

    No change is told where it is broken or lacks days.
    """
    by_month = {month.by: month for month in months}
    known = [month for month in months if month.known]
    whole = [row for row in known if Period.parse(row.by).end <= last_day] or known
    label = language.text(metric.label)
    if not whole:
        return language.text("{label}: no figures", label=label)
    last = whole[-1]
    month = Period.parse(last.by)
    told = language.text(
        "{label}: {value} {when}", label=label, value=claimed(metric, last, language), when=in_period(month, language)
    )
    if last.by in judgements and judgements[last.by].verdict is not Verdict.TOO_LITTLE:
        verdict = language.text(judgements[last.by].verdict.label)
        return language.text("{told}, {verdict}", told=told, verdict=verdict)
    before = by_month.get(month.year_before().id)
    broken = any(month.year_before().start < day <= month.end for day in breaks)
    if before is None or broken or not (_whole(before) and _whole(last)) or before.value == 0:
        return told
    percent = f"{language.signed(100 * (last.value / before.value - 1))}{NBSP}%"
    return language.text("{told}, {percent} in a year", told=told, percent=percent)


def _whole(row: Month) -> bool:
    """Whether a figure is one number that rests on enough of its days to be compared."""
    share = row.days_missing / row.days_expected if row.days_expected > 0 else 0.0
    return not isnan(row.value) and not share > MOST_MISSING
