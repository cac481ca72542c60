"""Where organisations stand when chance is taken into account: shrunk values, intervals, and the places they may have.

Every organisation's value (a logarithm, or as it is) was seen with an error of its own. Between organisations the true
values are taken to vary normally, by how much being estimated from the values themselves: a value that is little known
is drawn towards the others, one that is well known stays where it is. Numbers are then drawn, not computed from the
shrunk values: those lie too close together for it.

Sources: B. Efron and C. Morris, "Stein's paradox in statistics" (1977), and R. Kass and D. Steffey (1989) for empirical
Bayes with the uncertainty of its own estimates; H. Goldstein and D. Spiegelhalter, "League tables and their
limitations" (1996, doi 10.2307/2983325), and T. Louis and W. Shen (1999) for ranks from draws.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from metrics.places import Numbers
from metrics.rows import Floats

LIKELY = 0.95
"""How much of the draws an interval holds: of values, and of places."""
DRAWS = 1_000
SEED = 1977
SPREADS, WIDEST = 80, 4.0
"""How many spreads between organisations are weighed, up to so many times that of the values."""


@dataclass(frozen=True)
class League:
    """Where each organisation stands, in the order in which they were given, on the scale of the values.

    `shrunk` is the mean of what the value may truly be, `low` and `high` hold it in 95 draws of 100, `first` and `last`
    the place (1 is the highest). `middle` is the mean of the true values and `spread` their standard deviation.
    """

    shrunk: Floats
    low: Floats
    high: Floats
    first: Numbers
    last: Numbers
    middle: float
    spread: float


def league(values: Floats, variances: Floats, *, draws: int = DRAWS) -> League:
    """The league of values that were seen with errors of these variances (above 0). Needs two values.

    The same values give the same draws: the seed is fixed, and an organisation keeps its random numbers whatever
    the others' values are.
    """
    spreads, weights = _spreads(values, variances)
    means, mean_variances = _means(values, variances, spreads)
    shrink = spreads[:, None] ** 2 / (spreads[:, None] ** 2 + variances)
    expected = weights @ (shrink * values + (1 - shrink) * means[:, None])

    random = np.random.default_rng(SEED)
    steps = (random.permutation(draws) + 0.5) / draws
    chosen = np.searchsorted(np.cumsum(weights), steps).clip(max=len(spreads) - 1)
    mean = means[chosen] + np.sqrt(mean_variances[chosen]) * random.standard_normal(draws)
    kept = shrink[chosen]
    true = kept * values + (1 - kept) * mean[:, None]
    true += np.sqrt(kept * variances) * random.standard_normal((draws, len(values)))

    tail = (1 - LIKELY) / 2
    low, high = np.quantile(true, (tail, 1 - tail), axis=0)
    places = places_of(true)
    first = np.quantile(places, tail, axis=0, method="lower").astype(np.intp)
    last = np.quantile(places, 1 - tail, axis=0, method="higher").astype(np.intp)
    return League(expected, low, high, first, last, float(weights @ means), float(weights @ spreads))


def places_of(values: Floats) -> Numbers:
    """The place of each value in its row, 1 for the highest; of equals the first comes first."""
    order = np.argsort(-values, axis=-1, kind="stable")
    places = np.empty_like(order)
    np.put_along_axis(places, order, np.broadcast_to(np.arange(1, values.shape[-1] + 1), order.shape), axis=-1)
    return places


def _spreads(values: Floats, variances: Floats) -> tuple[Floats, Floats]:
    """Standard deviations between organisations, and how likely each is: restricted likelihood, all equal before."""
    widest = WIDEST * float(np.std(values, ddof=1)) + 1e-9
    # Closer together near nought, where the likelihood changes most.
    spreads = widest * np.linspace(0, 1, SPREADS) ** 2
    steps = np.gradient(spreads)
    precision = 1 / (spreads[:, None] ** 2 + variances)
    total = precision.sum(axis=1)
    mean = (precision @ values) / total
    misfit = (precision * (values - mean[:, None]) ** 2).sum(axis=1)
    likelihood = 0.5 * (np.log(precision).sum(axis=1) - np.log(total) - misfit)
    weights = np.exp(likelihood - likelihood.max()) * steps
    return spreads, weights / weights.sum()


def _means(values: Floats, variances: Floats, spreads: Floats) -> tuple[Floats, Floats]:
    """The mean of the true values given each spread, and its variance."""
    precision = 1 / (spreads[:, None] ** 2 + variances)
    total = precision.sum(axis=1)
    return (precision @ values) / total, 1 / total
