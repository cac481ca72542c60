"""How certain each organisation's place is: shrunk values, intervals and places, with and without the largest posts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import pandas as pd

from metrics.peers.league import League, league
from metrics.peers.measured import Measured, Scale, Seen
from metrics.rows import Mask

FEWEST = 2
"""Organisations; of fewer there is no league."""


class Verdict(StrEnum):
    """Where an organisation stands beside the middle of its group. The value stands in exported rows."""

    ABOVE = "above"
    MIDDLE = "middle"
    BELOW = "below"


@dataclass(frozen=True)
class Certainty:
    """Columns of a comparison by organisation: shrunk, low, high, rank, rank_low, rank_high, verdict, flips, variance.

    `estimated` says whether chance was reckoned with; `middle` and `spread` are the group's on the league's scale.
    """

    columns: dict[str, Any]
    scale: Scale
    estimated: bool
    middle: float = np.nan
    spread: float = np.nan


def certainty(found: Measured, ranked: Mask, *, lower_is_better: bool = False) -> Certainty:
    """The certainty of the organisations that can be ranked; others have no place."""
    sign = -1.0 if lower_is_better else 1.0
    if found.scale is Scale.NONE or not known_variances(found.seen, ranked) or ranked.sum() < FEWEST:
        return _counted(found, ranked, sign)
    seen = _complete(found.seen, ranked)
    whole = league(sign * seen.level, seen.variance)
    verdicts = _verdicts(whole)
    columns = _columns(found, whole, sign) | {"verdict": verdicts, "flips": [None] * len(verdicts)}
    if found.without is not None:
        other = _verdicts(league(sign * (left := _without(found.without, found.seen, ranked)).level, left.variance))
        known = ~np.isnan(found.without.level[ranked])
        columns["flips"] = [
            one is not two if has else None for one, two, has in zip(verdicts, other, known, strict=True)
        ]
    return Certainty(
        _spread_out(columns, ranked) | {"variance": found.seen.variance},
        found.scale, True, sign * whole.middle, whole.spread,
    )  # fmt: skip


def verdict_of(first: int, last: int, count: int) -> Verdict:
    """Where one stands whose place is between these two of so many.

    Nothing can be told where the middle place is among them, or more than half of all places.
    """
    middle = (count + 1) / 2
    if first <= middle <= last or last - first + 1 > count / 2:
        return Verdict.MIDDLE
    return Verdict.ABOVE if last < middle else Verdict.BELOW


def known_variances(seen: Seen, ranked: Mask) -> bool:
    """Whether anything is known of how much chance does."""
    return bool((~np.isnan(seen.variance[ranked])).any())


def _complete(seen: Seen, ranked: Mask) -> Seen:
    """The ranked ones; of whom nothing is known of chance, as uncertain as the most uncertain."""
    variance = seen.variance[ranked]
    return Seen(seen.level[ranked], np.where(np.isnan(variance), np.nanmax(variance), variance))


def _without(without: Seen, seen: Seen, ranked: Mask) -> Seen:
    """The ranked ones without their largest posts; those whose posts are not known as they were."""
    known = ~np.isnan(without.level)
    return _complete(
        Seen(np.where(known, without.level, seen.level), np.where(known, without.variance, seen.variance)), ranked
    )


def _counted(found: Measured, ranked: Mask, sign: float) -> Certainty:
    """Values that are what they are: one place each, which equals share."""
    value = found.rows["value"].where(ranked)
    rank, last = ((-sign * value).rank(method=ends) for ends in ("min", "max"))
    worse, better = sorted(sign * float(value.quantile(part)) for part in (0.25, 0.75))
    places = [None if np.isnan(one) else _beside(sign * one, worse, better) for one in value]
    columns = {"shrunk": value, "low": value, "high": value, "rank": rank, "rank_low": rank, "rank_high": last}
    nothing = {"flips": [None] * len(value), "variance": np.full(len(value), np.nan)}
    return Certainty(columns | {"verdict": places} | nothing, found.scale, estimated=False)


def _beside(value: float, worse: float, better: float) -> Verdict:
    """Where a counted value stands beside the middle half of its group."""
    return Verdict.ABOVE if value > better else Verdict.BELOW if value < worse else Verdict.MIDDLE


def _verdicts(found: League) -> list[Verdict]:
    count = len(found.first)
    return [verdict_of(int(first), int(last), count) for first, last in zip(found.first, found.last, strict=True)]


def _columns(found: Measured, told: League, sign: float) -> dict[str, Any]:
    bounds = (told.low, told.high) if sign > 0 else (-told.high, -told.low)
    values = {"shrunk": sign * told.shrunk, "low": bounds[0], "high": bounds[1]}
    if found.scale is Scale.LOG:
        values = {name: np.exp(one) for name, one in values.items()}
    rank = pd.Series(-told.shrunk).rank(method="min").to_numpy()
    # A place by shrunk values lies among the drawn ones but for rounding.
    first, last = np.minimum(told.first, rank), np.maximum(told.last, rank)
    return {**values, "rank": rank, "rank_low": first, "rank_high": last}


def _spread_out(columns: dict[str, Any], ranked: Mask) -> dict[str, Any]:
    """Columns of the ranked as columns of all, missing for the others."""
    found = {}
    for name, values in columns.items():
        texts = name in ("verdict", "flips")
        whole = np.full(len(ranked), None if texts else np.nan, dtype=object if texts else float)
        whole[ranked] = values
        found[name] = whole
    return found
