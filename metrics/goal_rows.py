"""Goals as the rows of a store word them: each change adds a row, and none is ever edited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

import pandas as pd

from metrics.attainment import MISSING, Target
from metrics.goals import Goal


def current_goals(goals: pd.DataFrame, organisation: str) -> tuple[Goal, ...]:
    """The organisation's goals as last worded, the withdrawn left out, in the order of their ids."""
    return tuple(goal for goal in _goals(goals, organisation) if goal.until is None)


def withdrawn_goals(goals: pd.DataFrame, organisation: str) -> tuple[Goal, ...]:
    """The goals that the organisation has withdrawn, as they were worded then."""
    return tuple(goal for goal in _goals(goals, organisation) if goal.until is not None)


def _goals(goals: pd.DataFrame, organisation: str) -> Iterator[Goal]:
    own = goals[goals["org_id"] == organisation].sort_values(["goal_id", "set_at"], kind="stable")
    own = own.assign(withdrawn=own["withdrawn"].fillna(value=False).astype(bool))
    for _, rows in groupby(own.to_dict("records"), key=itemgetter("goal_id")):
        runs = [(gone, [_goal(row) for row in run]) for gone, run in groupby(rows, key=itemgetter("withdrawn"))]
        held = [place for place, (gone, _) in enumerate(runs) if not gone]
        if held:
            yield _as_it_held([goals for _, goals in runs], held[-1])


def _as_it_held(runs: Sequence[Sequence[Goal]], last: int) -> Goal:
    """The newest wording of the last run of wordings, which holds from its first one to the withdrawal after it.

    A first day of its own goes before the day on which the goal was first set, but not before one on which it was
    taken up again.
    """
    newest, first = runs[last][-1], runs[last][0]
    own_first_day = last == 0 and newest.starts_on is not None
    return replace(
        newest,
        since=None if own_first_day or newest.campaign else first.set_on,
        until=runs[last + 1][0].set_on if last + 1 < len(runs) else None,
    )


def _goal(row: dict[Any, Any]) -> Goal:
    return Goal(
        id=row["goal_id"],
        organisation=row["org_id"],
        metric=row["metric"],
        rhythm=row["period"],
        target=_target(row),
        campaign=_text(row["campaign_id"]),
        account=_text(row["account_id"]),
        platform=_text(row["platform"]),
        unit=_text(row["unit"]),
        topic=_text(row["topic"]),
        format=_text(row["format"]),
        starts_on=_day(row["starts_on"]),
        ends_on=_day(row["ends_on"]),
        objective=_text(row["objective"]),
        set_at=row["set_at"],
        set_by=_text(row["set_by"]),
    )


def _target(row: dict[Any, Any]) -> Target:
    low, high = (MISSING if pd.isna(row[side]) else float(row[side]) for side in ("low", "high"))
    return Target(low, high)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _day(value: Any) -> date | None:
    return None if pd.isna(value) else pd.Timestamp(value).date()
