"""The limits of the first two years, by hand."""

from __future__ import annotations

from math import isclose, isnan
from random import Random

import pandas as pd
import pytest

from metrics.signal import verdicts
from tests.plain_signal import limits

MONTHS = 24


def series(seed: int) -> list[float | None]:
    """Counts or positive amounts, of a level and a variation, some missing."""
    random = Random(seed)
    level, variation, missing = (
        random.choice((3, 40, 9_000)),
        random.choice((0.02, 0.2, 0.6)),
        random.choice((0, 0, 0.1)),
    )
    values = [level * random.lognormvariate(0, variation) for _ in range(MONTHS)]
    whole = random.random() < 0.6
    return [None if random.random() < missing else float(round(one)) if whole else one for one in values]


@pytest.mark.parametrize("seed", range(60))
def test_limits_are_those_by_hand(seed: int) -> None:
    values = series(seed)
    index = pd.date_range(f"2024-{seed % 12 + 1:02}-01", periods=MONTHS, freq="MS")
    found = verdicts(pd.Series(values, index=index, dtype=float)).to_dict("records")
    shifted = next((place for place, row in enumerate(found) if "since" in row["fields"]), MONTHS - 1)
    for place in range(shifted + 1):
        row = found[place]
        by_hand = limits(values[:place], list(index.month[: place + 1]))
        told = None if isnan(row["low"]) else (row["low"], row["centre"], row["high"])
        assert (told is None) == (by_hand is None), (place, row, by_hand)
        if told and by_hand:
            assert all(
                isclose(one, other, rel_tol=1e-9, abs_tol=1e-9) for one, other in zip(told, by_hand, strict=True)
            )
