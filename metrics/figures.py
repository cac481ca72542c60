"""Figures: metrics of an organisation in a period, whole or by group, with bounds and what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import numpy as np
import pandas as pd

from data.errors import GenomslagError
from locales import N_
from metrics.amounts import GROUPS, account_rows, month_key, organisation_rows, period_rows, post_rows
from metrics.bounds import intervals
from metrics.breaks import Break, apart_notes, mixed_notes
from metrics.catalogue import metric
from metrics.combine import BASE_DAYS
from metrics.definition import POSTS_OF_KIND, REACH, Metric
from metrics.facts import Facts
from metrics.notes import Note, notes_for
from metrics.period import Period
from metrics.rows import OF_GROUP, WEB_VISITS, Floats, Rows

NUMBERS = ("value", "low", "high", "exact", "days_missing", "days_expected")
COLUMNS = [
    "metric",
    "organisation",
    "period",
    "by",
    "value",
    "low",
    "high",
    "exact",
    "unit",
    "days_missing",
    "days_expected",
    "notes",
]
NO_VISITS = pd.DataFrame()


@dataclass(frozen=True)
class Scope:
    """Whose figures: an organisation, and which of its channels (none named: all), or those that a unit runs."""

    organisation: str
    platforms: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    unit: str = ""

    def of(self, accounts: pd.DataFrame) -> pd.DataFrame:
        """The accounts in scope."""
        chosen = accounts["org_id"] == self.organisation
        if self.platforms:
            chosen &= accounts["platform"].isin(list(self.platforms))
        if self.accounts:
            chosen &= accounts["account_id"].isin(list(self.accounts))
        if self.unit:
            chosen &= accounts["unit"] == self.unit
        return accounts[chosen]


def accounts_in(facts: Facts, scope: Scope) -> pd.DataFrame:
    """The accounts in scope, looked up once."""
    return facts.kept(("accounts", scope), lambda: scope.of(facts.accounts))


class UnknownOrganisation(GenomslagError):
    """An organisation id that the store does not hold."""


def figures(
    facts: Facts, metric_ids: Sequence[str], scope: Scope, period: Period, by: str | None = None
) -> pd.DataFrame:
    """Figures in each metric's unit: one row a metric and group (COLUMNS; NaN where missing).

    `value` is missing where only an interval is known; `days_missing` where a figure does not rest on
    days. `by` is one of GROUPS or None. Raises UnknownOrganisation, UnknownMetric.
    """
    return pd.DataFrame(figure_columns(facts, metric_ids, scope, period, by))[COLUMNS]


def figure_columns(
    facts: Facts, metric_ids: Sequence[str], scope: Scope, period: Period, by: str | None = None
) -> Mapping[str, Any]:
    """The columns of `figures`, not yet a frame, and worked out once."""
    key = ("figures", tuple(metric_ids), scope, period, by)
    return facts.kept(key, lambda: _figure_columns(facts, metric_ids, scope, period, by))


def _figure_columns(
    facts: Facts, metric_ids: Sequence[str], scope: Scope, period: Period, by: str | None
) -> Mapping[str, Any]:
    known_organisation(facts, scope.organisation)
    accounts = accounts_in(facts, scope)
    wanted = [metric(one) for one in metric_ids]
    if by == "month":
        parts = {month_key(part): part for part in period.months()}
        visits = _visits(facts, scope, period, wanted)
        rows = period_rows(facts, scope.organisation, accounts, parts, visits, _asked(wanted))
    elif by in (None, "account", "platform"):
        visits = _visits(facts, scope, period, wanted)
        rows = account_rows(facts, scope.organisation, accounts, period, by, visits, _asked(wanted))
    elif by in GROUPS:
        rows = post_rows(facts, scope.organisation, accounts, period, by, _asked(wanted))
    else:
        raise GenomslagError(
            N_("Figures cannot be grouped by “{by}”."),
            todo=N_("Choose one of {choices}."),
            by=by,
            choices=", ".join(GROUPS),
        )
    return _table([_figure(one, rows, _reached(facts, period)) for one in wanted], period)


def figure_series(
    facts: Facts, metric_ids: Sequence[str], scope: Scope, periods: Sequence[Period]
) -> Mapping[str, Any]:
    """The columns of `figures` in each of the periods, without notes: one row a metric and period (`by` is its id).

    The periods are in order and do not overlap.
    """
    wanted, whole = [metric(one) for one in metric_ids], Period(periods[0].start, periods[-1].end)
    parts = {one.id: one for one in periods}
    visits = _visits(facts, scope, whole, wanted)
    rows = period_rows(facts, scope.organisation, accounts_in(facts, scope), parts, visits, _asked(wanted))
    return _table([_figure(one, rows) for one in wanted], whole)


def peer_figures(
    facts: Facts, metric_ids: Sequence[str], organisations: Sequence[str], period: Period, platforms: Sequence[str] = ()
) -> pd.DataFrame:
    """The same figures for many organisations at once: one row a metric and organisation.

    The only notes are on breaks because of which a figure is not counted as those of the others.
    """
    found = peer_columns(facts, metric_ids, organisations, period, platforms)
    return pd.DataFrame(_table(list(found.values()), period))[COLUMNS]


def peer_columns(
    facts: Facts, metric_ids: Sequence[str], organisations: Sequence[str], period: Period, platforms: Sequence[str] = ()
) -> dict[str, dict[str, Any]]:
    """The columns of `peer_figures` by metric, an organisation a place, not yet frames.

    Beside them `numerator` and `denominator`, the amounts that each was made of (NaN where it has none, or people).
    """
    accounts = peer_accounts(facts, organisations, platforms)
    wanted = [metric(one) for one in metric_ids]
    rows = organisation_rows(facts, organisations, accounts, period, _asked(wanted))
    breaks = _reached(facts, period)
    return {
        one.id: _figure(one, rows) | _parts(one, rows) | {"notes": _by_group(apart_notes(breaks, one, rows), rows)}
        for one in wanted
    }


def peer_accounts(facts: Facts, organisations: Sequence[str], platforms: Sequence[str] = ()) -> pd.DataFrame:
    """The accounts of these organisations, on these platforms (none: all), looked up once."""

    def found() -> pd.DataFrame:
        accounts = facts.accounts[facts.accounts["org_id"].isin(list(organisations))]
        return accounts[accounts["platform"].isin(list(platforms))] if platforms else accounts

    return facts.kept(("peer accounts", tuple(organisations), tuple(platforms)), found)


def _parts(metric: Metric, rows: Rows) -> dict[str, Floats]:
    """The amounts that a metric divides, by group."""
    names = {"numerator": metric.numerator, "denominator": metric.denominator}
    added = [name for name in names.values() if name and name not in (REACH, *OF_GROUP)]
    sums = rows.sums(added, rows.has(metric)) | {name: rows.groups.amount(name) for name in OF_GROUP}
    nothing = np.full(len(rows.groups), np.nan)
    return {part: sums.get(name or "", nothing) for part, name in names.items()}


def _reached(facts: Facts, period: Period) -> tuple[Break, ...]:
    """The breaks that the figures of the period, and the followers before it, may hold."""
    opening = period.start - timedelta(days=BASE_DAYS)
    return tuple(one for one in facts.breaks if one.unsettled[0] <= period.end and opening < one.unsettled[1])


def _by_group(found: Mapping[int, list[Note]], rows: Rows) -> list[tuple[Note, ...]]:
    return [tuple(found.get(group, ())) for group in range(len(rows.groups))]


def _asked(wanted: Sequence[Metric]) -> frozenset[str]:
    return frozenset(amount for one in wanted for amount in one.amounts)


def _visits(facts: Facts, scope: Scope, period: Period, wanted: Sequence[Metric]) -> pd.DataFrame:
    """Web visits of the organisation, or of the platforms in scope; none of accounts, or where nothing asks."""
    if scope.accounts or scope.unit or not any(WEB_VISITS in one.amounts for one in wanted):
        return NO_VISITS
    visits = facts.web_visits(scope.organisation, period)
    return visits[visits["source"].isin(list(scope.platforms))] if scope.platforms else visits


def own_organisation(facts: Facts) -> str:
    """The first of the organisations that are marked as own; empty where none is."""
    own = facts.organisations.loc[facts.organisations["own"].fillna(False).astype(bool), "org_id"]
    return str(own.iloc[0]) if len(own) else ""


def known_organisation(facts: Facts, organisation: str) -> str:
    """The organisation, if the store holds it. Raises UnknownOrganisation."""
    if organisation not in facts.kept("organisations", lambda: frozenset(facts.organisations["org_id"])):
        raise UnknownOrganisation(
            N_("There is no organisation “{organisation}” in the store."),
            todo=N_("Choose one of {choices}."),
            organisation=organisation,
            choices=", ".join(sorted(facts.organisations["org_id"])[:10]),
        )
    return organisation


def _figure(metric: Metric, rows: Rows, breaks: Sequence[Break] | None = None) -> dict[str, Any]:
    """One metric's figures for every group of the rows, as columns; with notes where the breaks are given."""
    groups = rows.groups
    covered = rows.has(metric)
    sums = rows.sums([name for name in metric.amounts if name not in (REACH, *OF_GROUP)], covered)
    sums |= {name: groups.amount(name) for name in metric.amounts if name in OF_GROUP}
    low_of, high_of = dict(sums), dict(sums)
    if metric.unique:
        reach = rows.amount("reach_low"), rows.amount("reach_high")
        low_of[REACH], high_of[REACH] = intervals(*reach, rows.position, len(groups), covered)
    if POSTS_OF_KIND in metric.amounts:
        low_of[POSTS_OF_KIND] = np.nan_to_num(sums[POSTS_OF_KIND])
        high_of[POSTS_OF_KIND] = low_of[POSTS_OF_KIND] + groups.untold
    low, high = _divided(metric, low_of, high_of)
    missing, expected = rows.days(metric, covered)
    exact = low == high
    notes: list[tuple[Note, ...]] = [()] * len(groups)
    if breaks is not None:
        said = notes_for(metric, rows, covered, high_known=~np.isnan(high), low_known=~np.isnan(low))
        mixed = _by_group(mixed_notes(breaks, metric, rows, covered), rows) if breaks else notes
        notes = [(*one, *other) for one, other in zip(said, mixed, strict=True)]
    return {
        "metric": [metric.id] * len(groups),
        "organisation": groups.organisations,
        "by": groups.keys,
        "value": np.where(exact, low, np.nan),
        "low": low,
        "high": high,
        "exact": exact,
        "unit": [metric.unit.value] * len(groups),
        "days_missing": missing,
        "days_expected": expected,
        "notes": notes,
    }


def _table(figures: Sequence[dict[str, Any]], period: Period) -> dict[str, Any]:
    """The figures' columns, one after the other."""
    whole = {name: np.concatenate([np.asarray(one[name]) for one in figures]) for name in NUMBERS}
    others = [name for name in COLUMNS if name not in (*whole, "period")]
    texts = {name: [value for one in figures for value in one[name]] for name in others}
    return {**texts, **whole, "by": np.array(texts["by"], dtype=object), "period": [period.id] * len(texts["metric"])}


def _divided(metric: Metric, low_of: Mapping[str, Floats], high_of: Mapping[str, Floats]) -> tuple[Floats, Floats]:
    """Both bounds of the quotient. A larger divisor gives a smaller figure, so a divisor's bounds change places."""
    # Multiplied first, so that the division rounds once: 700 of 10 000 is 7 %, and within a band that ends at 7.
    low, high = metric.times * low_of[metric.numerator], metric.times * high_of[metric.numerator]
    if metric.denominator is not None:
        small, large = low_of[metric.denominator], high_of[metric.denominator]
        with np.errstate(divide="ignore", invalid="ignore"):
            low, high = np.where(large != 0, low / large, np.nan), np.where(small != 0, high / small, np.nan)
    return low, high
