"""Comparisons made of numbers, without a store: what `metrics/peers/measured.py` would have found in one."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from metrics.catalogue import CATALOGUE
from metrics.peers.comparison import Comparison, compared, with_reasons
from metrics.peers.groups import PeerGroup
from metrics.peers.measured import Measured, Scale, Seen
from metrics.peers.measures import Per
from metrics.period import Period

OCTOBER = Period.parse("2026-10")
NAN = math.nan


def measured_rows(values: Sequence[float], **columns: Any) -> pd.DataFrame:
    """The rows of organisations o0, o1 …, of which everything is known; `columns` say what is otherwise."""
    ids = [f"o{place}" for place in range(len(values))]
    known = {"value": values, "figure": values, "denominator": NAN, "denominator_year": NAN, "units": 40.0}
    known |= {"of_weeks": False, "days_missing": 0.0, "days_expected": 31.0, "apart": [()] * len(values)}
    return pd.DataFrame({"organisation": ids} | known | columns)


def measured_of(
    values: Sequence[float],
    variances: Sequence[float] | None = None,
    without: Sequence[float] | None = None,
    **columns: Any,
) -> Measured:
    """Values that are counted; or, with the variances of their logarithms, estimated.

    `without` are the values without everybody's largest post.
    """
    rows = measured_rows(values, **columns)
    if variances is None:
        return Measured(rows, Scale.NONE, Seen(np.array(values, dtype=float), np.full(len(values), NAN)))
    spread = np.array(variances, dtype=float)
    left = None if without is None else Seen(np.log(np.array(without, dtype=float)), spread)
    return Measured(rows, Scale.LOG, Seen(np.log(np.array(values, dtype=float)), spread), left)


def comparison_of(
    found: Measured, metric: str = "followers", per: Per = Per.RAW, own: int = 0, names: Sequence[str] = ()
) -> Comparison:
    """The comparison of measured organisations, one of which is the own."""
    rows = with_reasons(found, CATALOGUE[metric])
    ids = tuple(rows["organisation"])
    rows = rows.assign(name=list(names) or [f"Ort {one}" for one in ids], own=rows["organisation"] == ids[own])
    group = PeerGroup("all", "all", "", None, ids, member=True)
    return compared(rows, found, CATALOGUE[metric], group, OCTOBER, per)
