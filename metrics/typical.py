"""What is typical of a peer group from month to month: the season of a series too young to show its own."""

from __future__ import annotations

from datetime import date
from math import nan

import numpy as np
import pandas as pd

from metrics.catalogue import metric
from metrics.change import MOST_MISSING
from metrics.facts import Facts
from metrics.figures import peer_figures
from metrics.monthly import TRENDS
from metrics.peers import FEW, groups
from metrics.season import Floats

PEERS_NEEDED = 5
"""In so many organisations at least a month must have a figure, for what is typical of it to be told."""


def typical_course(facts: Facts, organisation: str) -> pd.DataFrame:
    """What is typical of the organisation's own group in each month, by public metric: 1 is its usual level.

    Each organisation is measured by its own mean first, so that a large one weighs no more than a small.
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
    scaled = _to_own_level(found)
    enough = np.count_nonzero(~np.isnan(scaled), axis=2) >= PEERS_NEEDED
    middle = pd.DataFrame(scaled.reshape(-1, len(others))).median(axis=1).to_numpy().reshape(enough.shape)
    return pd.DataFrame(np.where(enough, middle, nan), index=index, columns=pd.Index(public))


def _of_peers(columns: pd.DataFrame, metrics: int) -> Floats:
    """Values by metric and organisation, NaN where too many days are missing or a logarithm would have none."""
    lacking = columns["days_missing"] > MOST_MISSING * columns["days_expected"]
    values = columns["value"].mask(lacking | (columns["value"] <= 0))
    return values.to_numpy(dtype=float).reshape(metrics, -1)


def _to_own_level(values: Floats) -> Floats:
    """Months × metrics × organisations, each organisation in shares of its own (geometric) mean."""
    logarithms = np.log(values)
    level = pd.DataFrame(logarithms.reshape(len(values), -1)).mean().to_numpy()
    return np.asarray(np.exp(logarithms - level.reshape(values.shape[1:])))
