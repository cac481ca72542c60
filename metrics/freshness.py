"""How fresh each channel is: its last day with figures, and the days of a period that are missing or provisional."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from metrics.facts import Facts
from metrics.figures import Scope, accounts_in, figures
from metrics.period import Period
from metrics.provisional import provisional_days, provisional_spans

DAILY = ("followers", "interactions")


@dataclass(frozen=True)
class ChannelFreshness:
    """One account: `last_day` is None without figures; `days_missing` is NaN where nothing is expected by day.

    `provisional_from` is the first day that the platform may still restate, None where there is none.
    """

    name: str
    platform: str
    unit: str
    day_zone: str
    last_day: date | None
    days_missing: float
    provisional_from: date | None = None


def channel_freshness(facts: Facts, scope: Scope, period: Period) -> tuple[ChannelFreshness, ...]:
    """Each account in scope, in the store's order. A day is missing where followers or interactions are."""
    found = figures(facts, DAILY, scope, period, "account")
    missing = found.groupby("by")["days_missing"].max().to_dict()
    accounts = accounts_in(facts, scope)
    columns = (accounts[column] for column in ("account_id", "name", "platform", "unit", "day_zone"))
    last_days, provisional = facts.last_days.to_dict(), provisional_spans(facts)
    return tuple(
        ChannelFreshness(
            str(name),
            platform,
            _text(unit),
            _text(zone),
            last_days.get(account),
            missing.get(account, float("nan")),
            provisional.get(account, (None,))[0],
        )
        for account, name, platform, unit, zone in zip(*columns, strict=True)
    )


def most_provisional(facts: Facts, scope: Scope, period: Period) -> int:
    """How many days of the period are provisional, for the account in scope that has most."""
    return max((provisional_days(facts, one, period) for one in accounts_in(facts, scope)["account_id"]), default=0)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
