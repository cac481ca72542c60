"""A figure beside its earlier self: the change, or the reason why none may be claimed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.errors import GenomslagError
from locales import N_
from metrics.amounts import month_key
from metrics.catalogue import metric
from metrics.definition import Metric, RollUp
from metrics.facts import Facts
from metrics.figures import Scope, figures
from metrics.notes import Note
from metrics.period import Kind, Period

AGAINST = ("previous", "year")
MOST_MISSING = 0.1
"""The share of expected days that may be missing on either side of a comparison."""

BROKEN = N_("No change is given: {label} on {date}.")
OVERLAP = Note(N_("No change is given: the intervals overlap, so it cannot be told which is larger."))
AT_LEAST_SO_MUCH = Note(N_("The change is at least this large: one of the figures is an interval."))
INCOMPLETE = Note(N_("No change is given: too many days are missing in one of the periods."))
NOTHING_EARLIER = Note(N_("There is nothing earlier to compare with."))


def compare(
    facts: Facts,
    metric_ids: Sequence[str],
    scope: Scope,
    period: Period,
    against: str = "previous",
    by: str | None = None,
) -> pd.DataFrame:
    """Figures with the same figures of an earlier period, one row a metric and group.

    A period that is not over is compared with the same number of days of the earlier one.

    Adds earlier_period, earlier_value, earlier_low, earlier_high, `change` (in the metric's unit; for
    intervals that do not overlap the smallest change that is certain) and `change_percent` (of the
    earlier value), NaN where none may be claimed; the reason is among the notes.
    """
    so_far = _so_far(period, facts.today)
    now = figures(facts, metric_ids, scope, so_far, by).assign(period=period.id)
    if by == "month":
        pairs = {month_key(part): (part, _same_part(part, against)) for part in so_far.months()}
        parts = [figures(facts, metric_ids, scope, before).assign(by=key) for key, (_, before) in pairs.items()]
        then = pd.concat(parts, ignore_index=True)
    else:
        before = _as_long_as(so_far, _earlier(period, against)) if so_far != period else _earlier(period, against)
        then = figures(facts, metric_ids, scope, before, by)
        pairs = dict.fromkeys(now["by"], (so_far, before))
    earlier = then.set_index(["metric", "by"])[["value", "low", "high", "days_missing", "days_expected"]]
    earlier = earlier.reindex(pd.MultiIndex.from_frame(now[["metric", "by"]]))
    earlier.index = now.index
    return _with_change(facts, scope, now, earlier, pairs, by)


def _same_part(part: Period, against: str) -> Period:
    """The days of an earlier month that answer to these days of a month."""
    month = Period.of(Kind.MONTH, part.start)
    earlier = _earlier(month, against)
    if part == month:
        return earlier
    start = min(earlier.end, earlier.start + (part.start - month.start))
    return Period(start, min(earlier.end, start + timedelta(days=part.days - 1)))


def _so_far(period: Period, today: date) -> Period:
    """The days of the period that are over; the period itself where all of them, or none, are."""
    yesterday = today - timedelta(days=1)
    return Period(period.start, yesterday) if period.start <= yesterday < period.end else period


def _as_long_as(period: Period, earlier: Period) -> Period:
    """The earlier period's first days, as many as the period has."""
    return Period(earlier.start, min(earlier.end, earlier.start + timedelta(days=period.days - 1)))


def _earlier(period: Period, against: str) -> Period:
    if against not in AGAINST:
        raise GenomslagError(N_("“{against}” cannot be compared with."), todo=N_("Choose one of {choices}."),
                             against=against, choices=", ".join(AGAINST))  # fmt: skip
    return period.previous() if against == "previous" else period.year_before()


def _with_change(
    facts: Facts,
    scope: Scope,
    now: pd.DataFrame,
    then: pd.DataFrame,
    spans: Mapping[Any, tuple[Period, Period]],
    by: str | None,
) -> pd.DataFrame:
    up, down = now["low"] - then["high"], now["high"] - then["low"]
    change = np.where(up > 0, up, np.where(down < 0, down, np.where((up == 0) & (down == 0), 0.0, np.nan)))
    known = now[["low", "high"]].notna().any(axis=1) & then[["low", "high"]].notna().any(axis=1)
    reasons = _reasons(facts, scope, now, then, spans, by, known.to_numpy(), np.isnan(change))
    refused = np.array([reason is not None for reason in reasons])
    change = np.where(refused, np.nan, change)
    base = then["value"].where(then["value"] > 0)
    certain = ~np.isnan(change) & ~(now["exact"] & then["value"].notna()).to_numpy()
    remarks = [reason or (AT_LEAST_SO_MUCH if least else None) for reason, least in zip(reasons, certain, strict=True)]
    notes = [(*known, remark) if remark else known for known, remark in zip(now["notes"], remarks, strict=True)]
    return now.assign(
        notes=pd.Series(notes, index=now.index, dtype=object),
        earlier_period=[spans[key][1].id for key in now["by"]],
        earlier_value=then["value"],
        earlier_low=then["low"],
        earlier_high=then["high"],
        change=change,
        change_percent=np.where(now["exact"], 100 * change / base, np.nan),
    )


def _reasons(
    facts: Facts,
    scope: Scope,
    now: pd.DataFrame,
    then: pd.DataFrame,
    spans: Mapping[Any, tuple[Period, Period]],
    by: str | None,
    known: npt.NDArray[np.bool_],
    untold: npt.NDArray[np.bool_],
) -> list[Note | None]:
    """Why each row may claim no change; None where it may."""
    found: list[Note | None] = []
    incomplete = (_share_missing(now) > MOST_MISSING) | (_share_missing(then) > MOST_MISSING)
    for i, (metric_id, key) in enumerate(zip(now["metric"], now["by"], strict=True)):
        declared = metric(metric_id)
        if not known[i]:
            found.append(NOTHING_EARLIER if now["low"].notna().iloc[i] else None)
        elif broken := _break(facts, scope, declared, spans[key], by, key):
            found.append(broken)
        elif incomplete[i] and declared.over_days is not RollUp.LAST:
            found.append(INCOMPLETE)
        else:
            found.append(OVERLAP if untold[i] else None)
    return found


def _share_missing(frame: pd.DataFrame) -> npt.NDArray[np.float64]:
    share = frame["days_missing"] / frame["days_expected"].where(frame["days_expected"] > 0)
    return share.fillna(0).to_numpy(dtype=float)


def _break(
    facts: Facts, scope: Scope, metric: Metric, span: tuple[Period, Period], by: str | None, key: str | None
) -> Note | None:
    """The change of definition between the two periods, if any of the channels had one."""
    breaks = facts.series_breaks
    if breaks.empty:
        return None
    accounts = scope.of(facts.accounts)
    if by in ("account", "platform"):
        accounts = accounts[accounts[f"{by}_id" if by == "account" else by] == key]
    columns = {metric.id, *(column.split(".")[1] for column in metric.inputs)}
    dates = pd.to_datetime(breaks["date"]).dt.date
    between = (dates > span[1].start) & (dates <= span[0].end) & breaks["metric"].isin(columns)
    ours = breaks["account_id"].isin(accounts["account_id"]) | (
        breaks["account_id"].fillna("").eq("") & breaks["platform"].isin(accounts["platform"])
    )
    hit = breaks[between & ours]
    if hit.empty:
        return None
    first = hit.sort_values("date").iloc[0]
    return Note(BROKEN, {"label": first["label_en"], "label_sv": first["label_sv"], "date": str(first["date"])[:10]})
