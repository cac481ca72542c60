"""The oracle's limits: the range of docs/decisions/0006-signal.md in loops, for the first two years of one level.

No season is known yet, and nothing has shifted: what is left is the method itself.
"""

from __future__ import annotations

from itertools import pairwise
from math import exp, hypot, log, pi, sqrt
from statistics import median

JULY = 7
Range = tuple[float, float, float]


def limits(values: list[float | None], months: list[int]) -> Range | None:
    """The low, middle and high to be expected of the last month, from the values of the months before it.

    `months` are the calendar months (1–12) of the earlier ones and of the one that is judged; None is missing.
    """
    known = [value for value in values if value is not None]
    counts = all(value >= 0 and value == int(value) for value in known)
    if not counts and min(known, default=1) <= 0:
        raise ValueError("neither counts nor positive values")
    more = 1 if counts else 0
    calm = [
        None if value is None or month == JULY else log(value + more)
        for value, month in zip(values, months[:-1], strict=True)
    ]
    points = [one for one in calm if one is not None]
    ranges = [abs(later - one) for one, later in pairwise(calm) if one is not None and later is not None]
    if len(known) < 6 or len(ranges) < 5:
        return None
    middle = median(points)
    width = 3 * deviation(points, ranges, counts=counts) * wider(len(points), len(ranges))
    if width > log(10):
        return None
    holiday = log(3) if months[-1] == JULY else 0
    low, high = exp(middle - holiday - width) - more, exp(middle + holiday + width) - more
    return max(low, 0), exp(middle) - more, high


def deviation(points: list[float], ranges: list[float], *, counts: bool) -> float:
    """What the moving ranges tell, or the spread of all values where that is more, up to an unseen season's."""
    middle = median(points)
    from_ranges = median(ranges) / 0.954
    spread = 1.4826 * median([abs(point - middle) for point in points])
    found = max(from_ranges, min(spread, hypot(from_ranges, 0.2)))
    number = max(exp(middle) - 1, 1)
    return max(found, 0.01, sqrt(number) / (number + 1) if counts else 0)


def wider(points: int, ranges: int) -> float:
    """How many times wider limits are whose middle and deviation are estimates, without a season."""
    return (0.92 + 3 / ranges) * sqrt(1 + pi / 2 / points)
