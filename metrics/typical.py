"""What is typical of a peer group from month to month: the season of a series too young to show its own."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from math import nan

import numpy as np
import pandas as pd

from metrics.breaks import UNSEEN, breaks_of
from metrics.catalogue import metric
from metrics.change import MOST_MISSING
from metrics.facts import Facts
from metrics.figures import peer_figures
from metrics.monthly import TRENDS
from metrics.peers.groups import FEW, groups
from metrics.period import Period
from metrics.season import Floats, Places

PEERS_NEEDED = 5
"""In so many organisations at least a month must have a figure, for what is typical of it to be told."""
YEAR = 12
"""So many months with figures the level needs on each side of a break: that of fewer would be their season's."""


def typical_course(facts: Facts, organisation: str) -> pd.DataFrame:
    """What is typical of the organisation's own group in each month, by public metric: 1 is its usual level.

    Each organisation is measured by its own mean first, so that a large one weighs no more than a small; by one of its
    own on each side of a break.
    """
    return facts.kept(("typical months", organisation), lambda: _typical(facts, organisation))


def _typical(facts: Facts, organisation: str) -> pd.DataFrame:
    public = [one for one in TRENDS if metric(one).public]
    offered = groups(facts, organisation)
    members = next((one.organisations for one in offered if one.member and len(one.organisations) > FEW), ())
    others = [one for one in members if one != organisation]
    months = [month for month in facts.months.periods if month.end <= (facts.last_day or date.min)]
    index = pd.DatetimeIndex([month.start for month in months])
    if len(others) < PEERS_NEEDED or not months:
        return pd.DataFrame(index=index)
    found = np.array([_of_peers(peer_figures(facts, public, others, month), len(public)) for month in months])
    scaled = _to_own_level(found, _stretches(facts, public, others, months))
    enough = np.count_nonzero(~np.isnan(scaled), axis=2) >= PEERS_NEEDED
    middle = pd.DataFrame(scaled.reshape(-1, len(others))).median(axis=1).to_numpy().reshape(enough.shape)
    return pd.DataFrame(np.where(enough, middle, nan), index=index, columns=pd.Index(public))


def _of_peers(columns: pd.DataFrame, metrics: int) -> Floats:
    """Values by metric and organisation, NaN where too many days are missing, a break cuts the month, or a logarithm
    would have none."""
    lacking = columns["days_missing"] > MOST_MISSING * columns["days_expected"]
    cut = columns["notes"].map(bool)
    values = columns["value"].mask(lacking | cut | (columns["value"] <= 0))
    return values.to_numpy(dtype=float).reshape(metrics, -1)


def _stretches(
    facts: Facts, metric_ids: Sequence[str], organisations: Sequence[str], months: Sequence[Period]
) -> Places:
    """How many breaks each organisation's series had by the end of each month: months × metrics × organisations."""
    organisation_of = dict(zip(facts.accounts["account_id"], facts.accounts["org_id"], strict=True))
    seen = [one for one in facts.breaks if one.metric not in UNSEEN]
    ends = [month.end for month in months]
    found = np.zeros((len(months), len(metric_ids), len(organisations)), dtype=np.intp)
    for place, metric_id in enumerate(metric_ids):
        for one in breaks_of(seen, metric(metric_id), organisation_of):
            found[bisect_left(ends, one.day) :, place] += np.isin(
                organisations, [organisation_of[account] for account in one.cut]
            )
    return found


def _to_own_level(values: Floats, stretches: Places) -> Floats:
    """Months × metrics × organisations, each organisation in shares of its own (geometric) mean of the stretch."""
    logarithms, found = np.log(values), np.full(values.shape, nan)
    needed = np.where(stretches.max(axis=0) > 0, YEAR, 1)
    for stretch in range(int(stretches.max()) + 1):
        inside = np.where(stretches == stretch, logarithms, nan)
        series = pd.DataFrame(inside.reshape(len(values), -1))
        level = series.mean().where(series.count() >= needed.ravel()).to_numpy().reshape(needed.shape)
        found = np.where(np.isnan(inside), found, np.exp(inside - level))
    return found
