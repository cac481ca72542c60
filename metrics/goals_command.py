"""`python -m metrics goals`: every goal beside its figure, now or as it was known on a day.

python -m metrics goals --store DIR --organisation ORG [--period 2026-10] [--as-of 2026-10-31] [--format json]
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from math import nan

from data.as_of import StoreAsOf
from data.store import open_store
from locales import LANGUAGES, Language
from metrics.attainment import MISSING
from metrics.facts import Facts, build_facts
from metrics.figures import known_organisation, own_organisation
from metrics.goal_log import Change, GoalLog, as_first_set, goal_log
from metrics.goal_log_wording import change_text, change_texts, first_set_text, set_text
from metrics.goal_results import campaign_days, goal_results, goals_of, scope_names
from metrics.goal_spans import spans
from metrics.goal_wording import attainment_text, goal_name, outcome_text, rhythm_text, status_text, target_text
from metrics.goals import NARROWED, Goal, GoalResult
from metrics.period import Kind, Period
from metrics.terminal import csv_text, json_text, plain
from metrics.wording import period_name

SCOPE_FIELDS = tuple({"unit": "organisation_unit"}.get(name, name) for name in NARROWED)
"""What narrows a goal, as it is called in a row; `unit` is there what the figure is counted in."""
FIELDS = (
    "goal", "scope", *SCOPE_FIELDS, "metric", "rhythm", "period", "value", "low", "high", "unit",
    "target_low", "target_high", "attainment", "attainment_low", "attainment_high", "status", "projection",
    "projection_low", "projection_high", "projected_from", "posts", "posts_inside", "posts_above", "post_median",
    "first_attainment", "days_missing", "objective", "set_at", "set_by", "changes",
)  # fmt: skip
WORDED = ("metric", *NARROWED, "rhythm", "starts_on", "ends_on", "objective")


def goals_text(options: argparse.Namespace, language: Language) -> str:
    """What the command says. Raises GenomslagError for a question that cannot be answered."""
    facts = _facts(options)
    organisation = known_organisation(facts, options.organisation or own_organisation(facts))
    results = _results(facts, organisation, Period.parse(options.period) if options.period else None)
    logs, names = goal_log(facts, organisation), scope_names(facts)
    if options.format == "text":
        entries = ("\n".join(_lines(result, logs[result.goal.id], names, language)) for result in results)
        return "\n\n".join(entries) or language.text("No goals are written down for this organisation.")
    rows = [_row(result, logs[result.goal.id], names) for result in results]
    if options.format == "json":
        return json_text(rows)
    changes = (" ".join(change_texts(logs[result.goal.id], names, language)) for result in results)
    return csv_text([row | {"changes": text} for row, text in zip(rows, changes, strict=True)], FIELDS)


def goals_parser() -> argparse.ArgumentParser:
    """What the command can be asked."""
    parser = argparse.ArgumentParser(prog="python -m metrics goals", description=__doc__)
    parser.add_argument("--store", help="folder of the store (default: GENOMSLAG_STORE, else the demo)")
    parser.add_argument("--organisation", help="org_id (default: the store's own organisation)")
    parser.add_argument(
        "--period",
        help="the goals of each span that this period touches, such as 2026-10, 2026-Q3 or 2026 "
        "(default: each goal in the newest of its spans that has begun)",
    )
    parser.add_argument(
        "--as-of",
        type=date.fromisoformat,
        help="a day, such as 2026-10-31: only what was known at its end. That day is not over, so a month "
        "is judged from the first day of the next one on",
    )
    parser.add_argument("--today", type=date.fromisoformat, help="the day to reckon from (default: today)")
    parser.add_argument("--format", choices=["text", "csv", "json"], default="text")
    parser.add_argument("--language", choices=list(LANGUAGES), default="en")
    return parser


def _facts(options: argparse.Namespace) -> Facts:
    if options.as_of:
        return build_facts(StoreAsOf(options.store, options.as_of), options.as_of)
    return build_facts(open_store(options.store), options.today)


def _results(facts: Facts, organisation: str, period: Period | None) -> list[GoalResult]:
    """The goals in each span that the period touches; without one, each in its newest span that has begun."""
    if period is not None:
        return list(goal_results(facts, organisation, period))
    newest = {goal.id: span for goal in goals_of(facts, organisation) if (span := _newest_span(facts, goal))}
    found = {
        (result.goal.id, span): result
        for span in dict.fromkeys(newest.values())
        for result in goal_results(facts, organisation, span)
        if result.span == span
    }
    return [found[key] for key in newest.items() if key in found]


def _newest_span(facts: Facts, goal: Goal) -> Period | None:
    """The newest of the goal's spans that has begun, and of which there can be figures."""
    yesterday = facts.today - timedelta(days=1)
    days = campaign_days(facts.campaigns).get(goal.campaign, (None, None))
    first = min(filter(None, (facts.first_day, goal.starts_on, days[0], yesterday)))
    for last in (min(facts.last_day or yesterday, yesterday), yesterday):
        if goal.rhythm in ("post", "standing"):  # these are judged over what is asked: the last month
            month = Period.of(Kind.MONTH, min(filter(None, (last, goal.ends_on, days[1]))))
            begun = spans(goal, month, days)
        else:
            begun = spans(goal, Period(min(first, last), last), days)
        begun = [span for span in begun if span.start <= last]
        if begun:
            return begun[-1]
    return None


def _row(result: GoalResult, log: GoalLog, names: Mapping[str, str]) -> dict[str, object]:
    goal, figure, shares, ends = result.goal, result.figure, result.posts, result.projection
    first = as_first_set(log, result)
    values = (
        goal.id, goal.scope, *(getattr(goal, name) for name in NARROWED), goal.metric, goal.rhythm, result.span.id,
        figure.value, figure.low, figure.high, figure.unit, goal.target.low, goal.target.high, result.attainment,
        result.attainment_low, result.attainment_high, result.status.value,
        *((ends.value, ends.low, ends.high, ends.basis.value) if ends else (nan, nan, nan, "")),
        *((shares.posts, shares.inside, shares.above, shares.median) if shares else (nan, nan, nan, nan)),
        first.attainment if first else nan, figure.days_missing, goal.objective,
        goal.set_at.isoformat() if goal.set_at else "", goal.set_by, [_change(one, names) for one in log.changes],
    )  # fmt: skip
    return {name: plain(value) if value != "" else None for name, value in zip(FIELDS, values, strict=True)}


def _change(change: Change, names: Mapping[str, str]) -> dict[str, object]:
    """A change for another program: when, by whom, and what each thing that was changed was and became."""
    when = change.later.goal.set_at
    told: dict[str, object] = {
        "set_at": when.isoformat() if when else None,
        "set_by": change.later.goal.set_by or None,
        "withdrawn": change.withdrawn,
    }
    sides = [_worded(one.goal, change.fields) for one in (change.earlier, change.later)]
    said = " ".join(change_text(change, names, Language("en")))
    return told | {"from": sides[0], "to": sides[1], "text": said}


def _worded(goal: Goal, fields: Sequence[str]) -> dict[str, object]:
    said: dict[str, object] = {name: str(getattr(goal, name) or "") or None for name in WORDED if name in fields}
    if "target" in fields:
        said |= {"low": plain(goal.target.low), "high": plain(goal.target.high)}
    return said


def _lines(result: GoalResult, log: GoalLog, names: Mapping[str, str], language: Language) -> Iterator[str]:
    """A goal as it is read in a terminal."""
    yield f"{goal_name(result.goal, names, language)}, {target_text(result.goal, language)}"
    yield f"  {period_name(result.span, language)} ({rhythm_text(result.goal, language)})"
    said = f"{outcome_text(result, language)} · {attainment_text(result, language)}"
    yield f"  {said} · {status_text(result.status, language)}"
    if ends := result.projection:
        heading = replace(result.figure, value=MISSING, low=ends.low, high=ends.high)
        yield "  " + language.text(
            "It is heading for {outcome}, from {basis}.",
            outcome=outcome_text(replace(result, figure=heading), language),
            basis=language.text(ends.basis.label),
        )
    if first := as_first_set(log, result):
        yield f"  {first_set_text(result, first, language)}"
    yield from (f"  {text}" for text in (set_text(log, language), *change_texts(log, names, language)))
