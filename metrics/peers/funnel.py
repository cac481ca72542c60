"""Control limits for a group's values by how precisely each is known: a funnel, wide where little is known.

D. Spiegelhalter, "Funnel plots for comparing institutional performance" (2005, doi 10.1002/sim.1970): the limits allow
for what each organisation's own chance does and for an additive random effect between organisations, whose size is
estimated from values that are winsorised, so that those which stand out do not widen the limits they stand out from.
The effect is as large as makes winsorised distances vary as those of unremarkable values do (R. Paule and J. Mandel,
"Consensus values and weighting factors", 1982). The paper's own moment estimate, at one glance and with nothing given
back for what is winsorised, gave limits of 95 per cent that held 85 where organisations differ much.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from metrics.rows import Floats

WINSORISED = 0.1
"""The share of values at either end that are moved in to the next."""
LEFT = 0.679
"""What winsorising leaves of the variance of values that vary normally."""
HALVINGS = 40
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
    """The funnel of values that are known with these variances. Needs two values."""
    low, high = 0.0, float(np.var(values) * len(values))
    for _ in range(HALVINGS):
        between = (low + high) / 2
        low, high = (between, high) if _misfit(values, variances + between) > 1 else (low, between)
    return Funnel(_middle(values, variances + high), high**0.5)


def _misfit(values: Floats, variances: Floats) -> float:
    """How much the winsorised distances vary, where 1 is what those of values with these variances do."""
    distances = (values - _middle(values, variances)) / np.sqrt(variances)
    low, high = np.quantile(distances, (WINSORISED, 1 - WINSORISED))
    return float(np.mean(np.clip(distances, low, high) ** 2)) / LEFT * len(values) / (len(values) - 1)


def _middle(values: Floats, variances: Floats) -> float:
    return float(np.average(values, weights=1 / variances))
