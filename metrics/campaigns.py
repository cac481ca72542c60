"""What campaigns gave day by day, combined over any period."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from metrics.period import Period
from metrics.roll_up import BOUGHT, CAMPAIGN_FLOWS, additive

Floats = npt.NDArray[np.float64]

AMOUNTS = (*CAMPAIGN_FLOWS, *BOUGHT)
COLUMN_OF = {name: name for name in CAMPAIGN_FLOWS} | dict.fromkeys(BOUGHT, "spend")
"""The column that decides whether a campaign's days or its posts give an amount: who has it by day, has it by day."""


@dataclass(frozen=True)
class CampaignDays:
    """Every campaign's results on every account (`keys`), by day from the ordinal `first`.

    `flows[k, d, i]` is the amount AMOUNTS[k] of key i on day d and `reach[d, i]` the people counted since
    the campaign's start, NaN where missing; `present[d, i]` says whether there is a row at all.
    """

    keys: pd.DataFrame
    first: int
    flows: Floats
    reach: Floats
    present: npt.NDArray[np.bool_]

    def results(self, period: Period) -> pd.DataFrame:
        """Results combined over the period, one row a campaign and account that has any day in it.

        `reach_low` and `reach_high` bound the persons reached in the period. The platform counts them
        since the campaign's start: of those, at most the ones counted before the period were not reached
        in it. `first_day` and `last_day` are the ordinals of the days in the period that it has rows for.
        """
        start = int(np.clip(period.start.toordinal() - self.first, 0, len(self.present)))
        end = int(np.clip(period.end.toordinal() + 1 - self.first, 0, len(self.present)))
        shown = self.present[start:end].any(axis=0)
        present = self.present[start:end, shown]
        days = np.broadcast_to(self.first + np.arange(start, end)[:, None], present.shape)
        flows = self.flows[:, start:end, shown]
        known = ~np.isnan(flows).all(axis=1)
        sums = np.where(known, np.nansum(flows, axis=1), np.nan)
        counted, before = _last(self.reach[start:end, shown]), _last(self.reach[:start, shown])
        before = np.where(self.present[:start, shown].any(axis=0), before, 0)
        return self.keys[shown].assign(
            **dict(zip(additive(AMOUNTS), sums, strict=True)),
            reach_low=np.maximum(0, counted - before),
            reach_high=counted,
            first_day=np.min(days, axis=0, where=present, initial=self.first + end),
            last_day=np.max(days, axis=0, where=present, initial=self.first + start),
        )

    @cached_property
    def columns(self) -> dict[str, frozenset[str]]:
        """Which results each campaign ever has, by campaign."""
        found: dict[str, frozenset[str]] = {}
        for name, table in (*zip(AMOUNTS, self.flows, strict=True), ("reach_to_date", self.reach)):
            for campaign in self.keys.loc[~np.isnan(table).all(axis=0), "campaign_id"]:
                found[campaign] = found.get(campaign, frozenset()) | {name}
        return found


def campaign_days(facts: pd.DataFrame) -> CampaignDays:
    """The results in `roll_up.campaign_facts` by day, laid out for slicing."""
    keys = facts[["campaign_id", "account_id"]].drop_duplicates().sort_values(["campaign_id", "account_id"])
    keys = keys.reset_index(drop=True)
    day = pd.to_datetime(facts["bucket"]).map(pd.Timestamp.toordinal).to_numpy(dtype=np.int64)
    first, days = (int(day.min()), int(day.max() - day.min()) + 1) if len(day) else (0, 0)
    cell = (day - first, pd.MultiIndex.from_frame(keys).get_indexer(pd.MultiIndex.from_frame(facts[list(keys)])))
    columns = np.full((len(AMOUNTS) + 1, days, len(keys)), np.nan)
    for place, name in enumerate((*AMOUNTS, "reach_to_date")):
        columns[place][cell] = facts[name].to_numpy(dtype=float, na_value=np.nan)
    present = np.zeros((days, len(keys)), dtype=bool)
    present[cell] = True
    return CampaignDays(keys, first, columns[:-1], columns[-1], present)


def _last(values: Floats) -> Floats:
    """The last known value of each column, NaN where there is none."""
    if not len(values):
        return np.full(values.shape[1], np.nan)
    places = np.where(np.isnan(values), 0, np.arange(len(values))[:, None]).max(axis=0)
    found: Floats = values[places, np.arange(values.shape[1])]
    return found
