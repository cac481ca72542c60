"""The code and the oracle agree on what is known of every organisation before anyone is ranked, and on who may be."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from metrics.catalogue import CATALOGUE
from metrics.facts import Facts
from metrics.peers.comparison import with_reasons
from metrics.peers.measured import Measured, Scale, Seen, measured
from metrics.peers.measures import Per, pers, public_metrics
from metrics.period import Period
from tests.peer_stores import PEER_STORES
from tests.plain_calendar import span_named
from tests.plain_peers import OF_FOLLOWERS, OF_POSTS, Asked, Told, told
from tests.stores import Made, drawn, facts_of, periods

PLATFORMS = st.sampled_from(((), (), ("facebook",), ("facebook", "youtube")))
DIVIDED = ("interactions_per_post", "interactions_per_1000_followers_and_post")
MEASURES = [(metric.id, per) for metric in public_metrics() for per in pers(metric) if per is not Per.INDEX]


def test_the_oracle_knows_how_every_public_metric_is_estimated() -> None:
    counted = {"followers", "posts", "followers_per_1000_inhabitants"}
    assert {metric for metric, _ in MEASURES} - counted == set(OF_POSTS) - set(DIVIDED) | set(OF_FOLLOWERS)


@drawn(5)
@given(st.data())
def test_code_and_oracle_agree(data: st.DataObject) -> None:
    store, found = data.draw(PEER_STORES), []
    with facts_of(store.tables, store.today) as facts:
        for _ in range(3):
            period, platforms = data.draw(periods(store)), data.draw(PLATFORMS)
            for metric, per in data.draw(st.lists(st.sampled_from(MEASURES), min_size=9, max_size=9, unique=True)):
                found += differences(store, facts, metric, per, period, platforms)
    assert not found, "\n".join(found)


def differences(
    store: Made, facts: Facts, metric: str, per: Per, period: Period, platforms: tuple[str, ...]
) -> list[str]:
    ids = tuple(facts.organisations["org_id"])
    ours = measured(facts, CATALOGUE[metric], ids, period, per, platforms)
    rows = with_reasons(ours, CATALOGUE[metric])
    theirs = told(store.tables, Asked(metric, per.value, ids, span_named(period.id), store.today, platforms))
    where = f"{metric} {per} {period.id} {platforms}"
    pairs = zip(theirs, shown(ours, rows), strict=True)
    return [f"{where} {one.organisation}: oracle {one}, code {row}" for one, row in pairs if not alike(one, row)]


Shown = tuple[float, float, float, float, str, float, float, float, float]


def shown(ours: Measured, rows: pd.DataFrame) -> Sequence[Shown]:
    nothing = Seen(*(np.full(len(rows), math.nan) for _ in range(2)))
    seen, without = ours.seen if ours.scale is not Scale.NONE else nothing, ours.without or nothing
    columns = (rows["value"], rows["figure"], rows["denominator"], rows["units"], rows["reason"], seen.level,
               seen.variance, without.level, without.variance)  # fmt: skip
    return list(zip(*columns, strict=True))


def alike(one: Told, row: Shown) -> bool:
    value, figure, size, units, reason, *levels = row
    theirs = (one.level, one.variance, one.level_without, one.variance_without)
    numbers = [(value, one.value), (figure, one.figure)]
    if one.value is not None:  # of who has none, nothing is shown or ranked
        numbers += [(size, one.size), *zip(levels, theirs, strict=True)]
    same = all(math.isnan(ours) if known is None else math.isclose(ours, known, rel_tol=1e-9, abs_tol=1e-9)
               for ours, known in numbers)  # fmt: skip
    return same and reason == one.reason and (math.isnan(units) or units == one.units)
