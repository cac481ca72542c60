"""Breaks: days on which a platform began to count something in another way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd


@dataclass(frozen=True)
class Break:
    """A day on which a platform, or one account (`account`), began to count a column in another way."""

    platform: str
    account: str | None
    metric: str
    date: date
    label_sv: str
    label_en: str

    def meets(self, account: str, platform: str) -> bool:
        """Whether it is a break in this account's series."""
        return self.account == account if self.account else self.platform == platform


def read_breaks(series_breaks: pd.DataFrame) -> tuple[Break, ...]:
    """The rows of `series_breaks`, the earliest first."""
    return tuple(
        Break(
            row["platform"],
            row["account_id"] if isinstance(row["account_id"], str) and row["account_id"] else None,
            row["metric"],
            pd.Timestamp(row["date"]).date(),
            str(row["label_sv"]),
            str(row["label_en"]),
        )
        for row in series_breaks.sort_values("date").to_dict("records")
    )


def break_days(breaks: Sequence[Break], column: str, accounts: pd.DataFrame) -> npt.NDArray[np.float64]:
    """The ordinals of the days on which a column changed: breaks × accounts, NaN for accounts it does not meet."""
    of_column = [one for one in breaks if one.metric == column]
    places = list(zip(accounts["account_id"], accounts["platform"], strict=True))
    days = [[one.date.toordinal() if one.meets(*place) else np.nan for place in places] for one in of_column]
    return np.array(days, dtype=float).reshape(len(of_column), len(accounts))
