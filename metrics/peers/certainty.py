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
DIGITS = 9
PLACES = ("without_low", "without_high")
TEXTS = ("verdict", "verdict_without", "flips")


class Verdict(StrEnum):
    """Where an organisation stands beside the middle of its group. The value stands in exported rows."""

    ABOVE = "above"
    MIDDLE = "middle"
    BELOW = "below"


@dataclass(frozen=True)
class Certainty:
    """Columns of a comparison by organisation: shrunk, low, high, rank, rank_low, rank_high, verdict, variance, and
    without everybody's largest post verdict_without, without_low, without_high and flips (whether the verdict turns).

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
    if found.scale is Scale.NONE or not known_variances(found.seen, ranked) or np.count_nonzero(ranked) < FEWEST:
        return _counted(found, ranked, sign)
    seen = _complete(found.seen, ranked)
    whole = league(sign * seen.level, seen.variance)
    columns = _columns(found, whole, sign) | {"verdict": _verdicts(whole)}
    columns |= _without_largest(found, ranked, sign, columns["verdict"])
    filled = _spread_out(columns, ranked) | {"variance": found.seen.variance}
    return Certainty(filled, found.scale, estimated=True, middle=sign * whole.middle, spread=whole.spread)


def _without_largest(found: Measured, ranked: Mask, sign: float, verdicts: list[Verdict]) -> dict[str, Any]:
    """Places without everybody's largest post, and whether the verdict is then another one."""
    if found.without is None:
        return dict.fromkeys(("flips", "verdict_without"), [None] * len(verdicts)) | dict.fromkeys(PLACES, np.nan)
    left = _without(found.without, found.seen, ranked)
    league_left = league(sign * left.level, left.variance)
    known, others = ~np.isnan(found.without.level[ranked]), _verdicts(league_left)
    told = zip(verdicts, others, known, strict=True)
    return {
        "flips": [verdict is not other if has else None for verdict, other, has in told],
        "verdict_without": [other if has else None for other, has in zip(others, known, strict=True)],
        "without_low": np.where(known, league_left.first, np.nan),
        "without_high": np.where(known, league_left.last, np.nan),
    }


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
    none, unknown = [None] * len(value), np.full(len(value), np.nan)
    nothing = {"flips": none, "verdict_without": none, **dict.fromkeys((*PLACES, "variance"), unknown)}
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
    # Equals share a place, whatever sums in another order leave of them.
    rank = pd.Series(-told.shrunk.round(DIGITS)).rank(method="min").to_numpy()
    # A place by shrunk values lies among the drawn ones but for rounding.
    first, last = np.minimum(told.first, rank), np.maximum(told.last, rank)
    return {**values, "rank": rank, "rank_low": first, "rank_high": last}


def _spread_out(columns: dict[str, Any], ranked: Mask) -> dict[str, Any]:
    """Columns of the ranked as columns of all, missing for the others."""
    found = {}
    for name, values in columns.items():
        texts = name in TEXTS
        whole = np.full(len(ranked), None if texts else np.nan, dtype=object if texts else float)
        whole[ranked] = values
        found[name] = whole
    return found
