"""Projections in plain Python, day by day, from docs/decisions/0009 and not from the code."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from math import ceil, exp, log, sqrt
from statistics import mean, median, stdev

from tests.plain_calendar import public_holidays

T_90 = [3.078, 1.886, 1.638, 1.533, 1.476, 1.440, 1.415, 1.397, 1.383, 1.372]
Z_90 = 1.2816


def student(freedom: float) -> float:
    """Student's t at 0.9, between whole degrees on the line between them."""
    if freedom > 10:
        return Z_90 + (Z_90**3 + Z_90) / (4 * freedom)
    whole = min(int(freedom), 9)
    return T_90[whole - 1] + (freedom - whole) * (T_90[whole] - T_90[whole - 1])


def kind_of(day: date) -> int:
    """The weekday; that of Sunday on public holidays and Midsummer's Eve."""
    away = [one for days in public_holidays(day.year).values() for one in days]
    return 6 if day in away else day.weekday()


def weights(first: date, amounts: Sequence[float], days: int) -> list[float]:
    """What each day weighs, also of the days to come, from the latest 26 weeks."""
    start = max(0, len(amounts) - 182)
    seen = amounts[start:]
    ordered = sorted(seen)
    at = 0.95 * (len(ordered) - 1)
    cap = ordered[int(at)] + (at - int(at)) * (ordered[min(int(at) + 1, len(ordered) - 1)] - ordered[int(at)])
    kinds = [kind_of(first + timedelta(days=place)) for place in range(len(amounts) + days)]
    capped = [min(amount, cap) for amount in seen]
    found = []
    for kind in range(7):
        mine = [amount for amount, one in zip(capped, kinds[start : len(amounts)], strict=True) if one == kind]
        found.append((sum(mine) / mean(capped) + 2) / (len(mine) + 2))
    return [found[kind] for kind in kinds]


def rest(first: date, amounts: Sequence[float], days: int, cuts: Sequence[int] = ()) -> list[float]:
    """What so many days after the amounts may give, one an earlier forecast that erred.

    From each of the cuts on, days were counted in another way.
    """
    weight, known = weights(first, amounts, days), len(amounts)
    edges = [0, *cuts, known]
    back = min(max(days, 28), 91, known - edges[-2])

    def fit(ahead: int) -> float:
        stretches = [edges[place + 1] - edges[place] for place in range(len(edges) - 1)]
        return sum(one / (back + ahead) for one in stretches if one >= back + ahead)

    tried = days
    while tried > 7 and fit(tried) < 3:
        tried = max(7, tried - 7)

    def alike(start: int, end: int) -> bool:
        return start >= 0 and end <= known and not any(start < cut < end for cut in cuts)

    def expected(place: int, ahead: int) -> float:
        level = sum(amounts[place - back : place]) / sum(weight[place - back : place])
        votes = [0.0]
        for ago in (place - 364, place - 728):
            if alike(ago - back, ago + ahead):
                then = sum(amounts[ago : ago + ahead]) / sum(weight[ago : ago + ahead])
                before = sum(amounts[ago - back : ago]) / sum(weight[ago - back : ago])
                votes += [log(then / before)] if then and before else []
        return level * sum(weight[place : place + ahead]) * exp(mean(votes))

    step = 7 * max(1, round(tried / 28))
    last = known - 7 * ceil(tried / 7)
    places = [one for one in range(last, back - 1, -step) if alike(one - back, one + tried)][:104]
    came = {one: sum(amounts[one : one + tried]) for one in places}
    same = [one for one in places if (expected(one, tried) > 0) == (expected(known, days) > 0)]
    added = 0.5 if expected(known, days) > 0 else max(0.5, mean(came[one] for one in same))
    errors = [log((came[one] + added) / (expected(one, tried) + added)) for one in same]
    independent = min(fit(tried), 1 + 103 * step / (tried + back)) * len(same) / len(places)
    wider = student(max(1.0, independent - 1)) * sqrt(1 + 1 / independent) / Z_90 * sqrt(days / tried)
    widened = [median(errors) + (error - median(errors)) * wider for error in errors]
    return [max(0.0, (expected(known, days) + added) * exp(error) - added) for error in widened]


def place_of(values: Sequence[float], share: float) -> float:
    """The value that leaves a share of one more than there are below it."""
    ordered, at = sorted(values), share * (len(values) + 1)
    whole = min(max(int(at), 1), len(ordered) - 1)
    return ordered[whole - 1] + min(max(at - whole, 0), 1) * (ordered[whole] - ordered[whole - 1])


def sum_ends(
    first: date, amounts: Sequence[float], days: int, so_far: float, cuts: Sequence[int] = ()
) -> tuple[float, float]:
    """Where a sum ends, four times out of five."""
    values = [so_far + may for may in rest(first, amounts, days, cuts)]
    return place_of(values, 0.1), place_of(values, 0.9)


def campaign_ends(begun: Sequence[float], ended: Sequence[float], now: float) -> tuple[float, float]:
    """Where a campaign ends that has come as far as the earlier ones had."""
    grown = [log(end / start) for start, end in zip(begun, ended, strict=True)]
    reach = student(len(grown) - 1) * stdev(grown) * sqrt(1 + 1 / len(grown))
    return now * exp(mean(grown) - reach), now * exp(mean(grown) + reach)


def goes_alike(halves: Sequence[float], begun: Sequence[float], half: float, now: float) -> bool:
    """Whether a course lies where the earlier ones said at half of the days so far that it would."""
    low, high = campaign_ends(halves, begun, half)
    return low <= now <= high


def period_ends(begun: Sequence[float], ended: Sequence[float], now: float, share: float) -> tuple[float, float]:
    """Where people reached in a period end: as far as it is not seen, where the periods before ended."""
    growth = mean(log(end / start) for start, end in zip(begun, ended, strict=True))
    usual = mean(log(end) for end in ended)
    errors = [
        log(end) - (share * (log(start) + growth) + (1 - share) * usual)
        for start, end in zip(begun, ended, strict=True)
    ]
    spread = sqrt(sum(error**2 for error in errors) / (len(errors) - 2))
    reach = student(len(errors) - 2) * spread * sqrt(1 + 1 / len(errors))
    middle = share * (log(now) + growth) + (1 - share) * usual
    return exp(middle - reach), exp(middle + reach)
