"""Control limits for a group's values by how precisely each is known: a funnel, wide where little is known.

D. Spiegelhalter, "Funnel plots for comparing institutional performance" (2005, doi 10.1002/sim.1970): the limits allow
for what each organisation's own chance does and for an additive random effect between organisations, whose size is
estimated from values that are winsorised, so that those which stand out do not widen the limits they stand out from.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from metrics.rows import Floats

WINSORISED = 0.1
"""The share of values at either end that are moved in to the next."""
LIMITS = {95.0: 1.96, 99.9: 3.29}
"""How many of a hundred unremarkable organisations lie within, and standard deviations."""


@dataclass(frozen=True)
class Funnel:
    """`middle` is the group's, `between` the standard deviation between organisations, on the scale of the values."""

    middle: float
    between: float

    def limits(self, errors: Floats, share: float) -> tuple[Floats, Floats]:
        """Lower and upper limit for values with such standard errors; `share` is one of LIMITS."""
        aside = LIMITS[share] * np.sqrt(errors**2 + self.between**2)
        return self.middle - aside, self.middle + aside


def funnel(values: Floats, variances: Floats) -> Funnel:
    """The funnel of values that are known with these variances."""
    precision = 1 / variances
    middle = float(np.average(values, weights=precision))
    distances = (values - middle) * np.sqrt(precision)
    low, high = np.quantile(distances, (WINSORISED, 1 - WINSORISED))
    surplus = float(np.mean(np.clip(distances, low, high) ** 2)) * len(values) - (len(values) - 1)
    whole = float(precision @ np.ones(len(values)))
    between = max(0.0, surplus / (whole - float(precision @ precision) / whole))
    weights = 1 / (variances + between)
    return Funnel(float(np.average(values, weights=weights)), between**0.5)
