"""Figures: metrics of an organisation in a period, whole or by group, with bounds and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.errors import GenomslagError
from locales import N_
from metrics.amounts import GROUPS, OF_GROUP, Rows, account_rows, post_rows
from metrics.bounds import intervals
from metrics.catalogue import metric
from metrics.definition import REACH, Metric
from metrics.facts import Facts
from metrics.notes import Note, notes_for
from metrics.period import Period

KEY = ["organisation", "period", "by"]
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


@dataclass(frozen=True)
class Scope:
    """Whose figures: an organisation, and which of its channels (none named: all)."""

    organisation: str
    platforms: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()

    def of(self, accounts: pd.DataFrame) -> pd.DataFrame:
        """The accounts in scope."""
        chosen = accounts["org_id"] == self.organisation
        if self.platforms:
            chosen &= accounts["platform"].isin(list(self.platforms))
        if self.accounts:
            chosen &= accounts["account_id"].isin(list(self.accounts))
        return accounts[chosen]


class UnknownOrganisation(GenomslagError):
    """An organisation id that the store does not hold."""


def figures(
    facts: Facts, metric_ids: Sequence[str], scope: Scope, period: Period, by: str | None = None
) -> pd.DataFrame:
    """Figures in each metric's unit: one row a metric and group (COLUMNS; NaN where missing).

    `value` is missing where only an interval is known; `days_missing` where a figure does not rest on
    days. `by` is one of GROUPS or None. Raises UnknownOrganisation, UnknownMetric.
    """
    _known(facts, scope.organisation)
    accounts = scope.of(facts.accounts)
    if by in (None, "account", "platform", "month"):
        rows = account_rows(facts, accounts, period, by)
    elif by in GROUPS:
        rows = post_rows(facts, accounts, period, by)
    else:
        raise GenomslagError(N_("Figures cannot be grouped by “{by}”."), todo=N_("Choose one of {choices}."), by=by,
                             choices=", ".join(GROUPS))  # fmt: skip
    rows = rows.with_visits(facts, scope, period, by)
    return pd.concat([_figure(metric(one), rows, with_notes=True) for one in metric_ids], ignore_index=True)


def peer_figures(
    facts: Facts, metric_ids: Sequence[str], organisations: Sequence[str], period: Period, platforms: Sequence[str] = ()
) -> pd.DataFrame:
    """The same figures for many organisations at once: one row a metric and organisation."""
    accounts = facts.accounts[facts.accounts["org_id"].isin(list(organisations))]
    if platforms:
        accounts = accounts[accounts["platform"].isin(list(platforms))]
    rows = account_rows(facts, accounts, period, None, organisations)
    return pd.concat([_figure(metric(one), rows, with_notes=False) for one in metric_ids], ignore_index=True)


def _known(facts: Facts, organisation: str) -> None:
    if organisation not in set(facts.organisations["org_id"]):
        raise UnknownOrganisation(
            N_("There is no organisation “{organisation}” in the store."),
            todo=N_("Choose one of {choices}."),
            organisation=organisation,
            choices=", ".join(sorted(facts.organisations["org_id"])[:10]),
        )


def _figure(metric: Metric, rows: Rows, *, with_notes: bool) -> pd.DataFrame:
    """One metric's figures for every group of the rows."""
    of_rows = [amount for amount in metric.amounts if amount not in (REACH, *OF_GROUP)]
    covered = rows.has(metric)
    groups = rows.groups
    sums = rows.sums(of_rows, covered)
    low_of, high_of = dict(sums), dict(sums)
    for amount in OF_GROUP:
        if amount in metric.amounts:
            low_of[amount] = high_of[amount] = groups[amount].to_numpy(dtype=float)
    if metric.unique:
        low_of[REACH], high_of[REACH] = intervals(
            rows.frame["reach_low"], rows.frame["reach_high"], rows.position, len(groups), covered
        )
    low, high = _divided(metric, low_of, high_of)
    missing, expected = rows.days(metric, covered)
    exact = (low == high) & ~np.isnan(low)
    notes: list[tuple[Note, ...]] = [()] * len(groups)
    if with_notes:
        notes = notes_for(metric, rows, covered, high_known=~np.isnan(high), low_known=~np.isnan(low))
    return pd.DataFrame(
        {
            "metric": metric.id,
            **{key: groups[key] for key in KEY},
            "value": np.where(exact, low, np.nan),
            "low": low,
            "high": high,
            "exact": exact,
            "unit": metric.unit.value,
            "days_missing": missing,
            "days_expected": expected,
            "notes": notes,
        }
    )[COLUMNS]


def _divided(
    metric: Metric, low_of: dict[str, np.ndarray], high_of: dict[str, np.ndarray]
) -> tuple[np.ndarray, np.ndarray]:
    """Both bounds of the quotient. A larger divisor gives a smaller figure, so a divisor's bounds change places."""
    low, high = low_of[metric.numerator], high_of[metric.numerator]
    if metric.denominator is not None:
        small, large = low_of[metric.denominator], high_of[metric.denominator]
        with np.errstate(divide="ignore", invalid="ignore"):
            low, high = np.where(large != 0, low / large, np.nan), np.where(small != 0, high / small, np.nan)
    return metric.times * low, metric.times * high
