"""Goals as people set, change and withdraw them: each wording is a row of its own, and none is ever edited."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial as with_arguments
from pathlib import Path
from typing import Any

from data.columns import GOAL_FORMATS, GOAL_PERIODS, PLATFORMS, SHARE_OF_POSTS
from data.errors import GenomslagError
from data.register.accounts import account_in
from data.register.organisations import organisation_in
from data.register.tables import Row, existing, free_id, rows_of, tidy, written
from data.template.words import IN_PER_CENT, METRIC_NAMES
from locales import N_

MAY_BE_NEGATIVE = ("net_followers", "follower_growth")
MAY_PASS_A_HUNDRED = ("follower_growth", "reach_rate")
"""Of the metrics in per cent, those of which 100 is not all there is."""
SCOPE = ("campaign_id", "account_id", "platform", "unit", "topic", "format")
_STEP = timedelta(microseconds=1)
_CHOOSE = N_("Choose one of those that are listed.")


@dataclass(frozen=True)
class GoalWording:
    """What a goal asks: at least `low`, at most `high`, or between them, in the metric's unit (per cent: 0–100).

    It is about a campaign, an account, a unit's accounts or a platform, and of their posts perhaps those about a topic
    or of a format (one of GOAL_FORMATS); where nothing is named, about the whole organisation. `period` is how often
    it is to be met, one of GOAL_PERIODS, and it holds from `starts_on` to `ends_on`.
    """

    metric: str
    period: str
    low: float | None = None
    high: float | None = None
    campaign_id: str = ""
    account_id: str = ""
    platform: str = ""
    unit: str = ""
    topic: str = ""
    format: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    objective: str = ""

    def row(self) -> Row:
        """As it stands in goals, but for whose goal it is and who set it. Raises GenomslagError where it can't be."""
        if self.metric not in METRIC_NAMES:
            raise GenomslagError(N_("There is no metric {metric} to set a goal on."), todo=_CHOOSE, metric=self.metric)
        if self.period not in GOAL_PERIODS:
            raise GenomslagError(N_("Goals are not set for {period}."), todo=_CHOOSE, period=self.period)
        if self.platform and self.platform not in PLATFORMS:
            raise GenomslagError(N_("{platform} is no platform."), todo=_CHOOSE, platform=self.platform)
        refuse_kind(self.metric, self.campaign_id, self.topic, self.format)
        if self.period == "campaign" and not self.campaign_id:
            raise GenomslagError(
                N_("A goal for the whole campaign needs a campaign."),
                todo=N_("Choose the campaign, or another period."),
            )
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise GenomslagError(N_("The goal would end before it begins."), todo=N_("Correct one of the two days."))
        refuse_target(self.metric, self.low, self.high)
        return (
            asdict(self) | {name: getattr(self, name) or None for name in SCOPE} | {"objective": tidy(self.objective)}
        )


def refuse_kind(metric: str, campaign_id: str, topic: str, post_format: str) -> None:
    """Raises GenomslagError where a goal cannot be about such posts."""
    if post_format and post_format not in GOAL_FORMATS:
        raise GenomslagError(N_("{format} is no format."), todo=_CHOOSE, format=post_format)
    if len([one for one in (campaign_id, topic, post_format) if one]) > 1:
        raise GenomslagError(
            N_("A goal is about a campaign, a topic or a format, and not about two of them."),
            todo=N_("Set a goal for each."),
        )
    if metric == SHARE_OF_POSTS and not (topic or post_format):
        raise GenomslagError(
            N_("It is not said of which posts it is the share."), todo=N_("Choose a topic or a format.")
        )


def refuse_target(metric: str, low: float | None, high: float | None) -> None:
    """Raises GenomslagError where no goal on the metric can ask for this."""
    asked = [value for value in (low, high) if value is not None]
    if not asked or not all(map(math.isfinite, asked)):
        raise GenomslagError(
            N_("The goal does not say how much."), todo=N_("Write a number for at least, for at most, or for both.")
        )
    if low is not None and high is not None and low > high:
        raise GenomslagError(N_("The lowest value is above the highest."), todo=N_("Correct one of the two."))
    if metric not in MAY_BE_NEGATIVE:
        if min(asked) < 0:
            raise GenomslagError(N_("The figure cannot fall below 0."), todo=N_("Write a number of at least 0."))
        if low == 0 and high is None:
            raise GenomslagError(
                N_("At least 0 is always reached."), todo=N_("Write a number above 0, or a number for at most.")
            )
    if metric in IN_PER_CENT and metric not in MAY_PASS_A_HUNDRED and max(asked) > 100:
        raise GenomslagError(
            N_("More than 100 per cent cannot be reached."), todo=N_("Write a number of per cent from 0 to 100.")
        )


def set_goal(
    store: str | Path,
    org_id: str,
    wording: GoalWording,
    *,
    by: str,
    goal_id: str = "",
    now: datetime | None = None,
) -> str:
    """Sets a goal, or words the one with this id anew, and returns its id; what it was called before stays.

    What a goal measures, and of what, does not change: that is another goal. A withdrawn goal that is worded anew
    holds again. Worded as it is already, nothing is written. Raises GenomslagError.
    """
    folder, said, who = existing(store), wording.row() | {"org_id": org_id, "withdrawn": False}, _who(by)
    _refuse_scope(folder, org_id, said)
    at = now or datetime.now(UTC)
    if goal_id:
        written(folder, "goals", with_arguments(_reworded, said, goal_id, who, at))
        return goal_id
    made: list[str] = []
    written(folder, "goals", with_arguments(_new, said, who, at, made))
    return made[-1]


def withdraw_goal(store: str | Path, goal_id: str, *, by: str, now: datetime | None = None) -> None:
    """Withdraws a goal: it is followed no more, and what was asked stays on record. Raises GenomslagError."""
    who, at = _who(by), now or datetime.now(UTC)

    def made(there: Sequence[Row]) -> Iterator[Row]:
        newest = newest_wording(there, goal_id)
        if not newest["withdrawn"]:
            yield newest | {"set_at": _after(newest, at), "set_by": who, "withdrawn": True}

    written(existing(store), "goals", made)


def newest_wording(rows: Sequence[Row], goal_id: str) -> Row:
    """The wording of a goal that counts. Raises GenomslagError."""
    worded = [row for row in rows if row["goal_id"] == goal_id]
    if not worded:
        raise GenomslagError(N_("There is no goal {goal_id} here any more."), todo=_CHOOSE, goal_id=goal_id)
    return max(worded, key=lambda row: row["set_at"])


def _who(by: str) -> str:
    if found := tidy(by):
        return found
    raise GenomslagError(
        N_("It is not said who decides on the goal."),
        todo=N_("Write a name, or the part of the organisation. It stands beside the goal."),
    )


def _after(newest: Row, at: datetime) -> datetime:
    """When the next wording is from: each has a time of its own, and the order they were written in."""
    before: datetime = newest["set_at"]
    return max(at, before + _STEP)


def _reworded(said: Row, goal_id: str, who: str, at: datetime, there: Sequence[Row]) -> Iterator[Row]:
    newest = newest_wording(there, goal_id)
    if any(newest[name] != said[name] for name in ("org_id", "metric", *SCOPE)):
        raise GenomslagError(
            N_("A goal that measures something else, or is about something else, is another goal."),
            todo=N_("Withdraw this one and set a new one, so that both stay on record."),
        )
    new = newest | said | {"withdrawn": False}
    if new != newest | {"withdrawn": bool(newest["withdrawn"])}:
        _refuse_twin(new, goal_id, there)
        yield new | {"set_at": _after(newest, at), "set_by": who}


def _new(said: Row, who: str, at: datetime, made: list[str], there: Sequence[Row]) -> Iterator[Row]:
    _refuse_twin(said, "", there)
    scope = [said[name] for name in SCOPE if said[name]] or [said["org_id"]]
    goal_id = free_id(" ".join([*scope, said["metric"], said["period"]]), (row["goal_id"] for row in there))
    made.append(goal_id)
    yield said | {"goal_id": goal_id, "set_at": at, "set_by": who}


def _refuse_twin(said: Row, goal_id: str, there: Sequence[Row]) -> None:
    """Raises GenomslagError where another goal asks for the same on the same days."""
    newest = {row["goal_id"]: row for row in sorted(there, key=lambda row: row["set_at"])}
    for one in newest.values():
        alike = all(one[name] == said[name] for name in ("org_id", "metric", "period", *SCOPE))
        if one["goal_id"] != goal_id and alike and not one["withdrawn"] and overlap(one, said):
            raise GenomslagError(
                N_("There is a goal on the same figure for the same days already."),
                todo=N_("Change that one, or choose other days."),
            )


def overlap(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two rows share a day, from `starts_on` to `ends_on`."""
    first, last = (max, "starts_on", date.min), (min, "ends_on", date.max)
    start, end = (pick(row[name] or open_ended for row in (one, other)) for pick, name, open_ended in (first, last))
    return bool(start <= end)


def _refuse_scope(folder: Path, org_id: str, said: Row) -> None:
    """Raises GenomslagError where what the goal is about is not the organisation's."""
    organisation_in(rows_of(folder, "organisations"), org_id)
    if said["campaign_id"]:
        campaign_in(rows_of(folder, "campaigns"), said["campaign_id"], org_id)
    if said["account_id"]:
        account = account_in(rows_of(folder, "accounts"), said["account_id"])
        if account["org_id"] != org_id or said["platform"] not in (None, account["platform"]):
            raise GenomslagError(N_("{name} is no channel of the organisation."), todo=_CHOOSE, name=account["name"])
    if said["unit"]:
        accounts = rows_of(folder, "accounts")
        if not any((row["org_id"], row["unit"]) == (org_id, said["unit"]) for row in accounts):
            raise GenomslagError(N_("{unit} runs no channel of the organisation."), todo=_CHOOSE, unit=said["unit"])


def campaign_in(rows: Sequence[Row], campaign_id: str, org_id: str = "") -> Row:
    """The campaign with this id, of this organisation where one is named. Raises GenomslagError."""
    for row in rows:
        if row["campaign_id"] == campaign_id and org_id in ("", row["org_id"]):
            return row
    raise GenomslagError(N_("There is no campaign {campaign_id} here any more."), todo=_CHOOSE, campaign_id=campaign_id)
