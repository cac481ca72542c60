"""The log of goals in words: "Målet ändrades den 12 mars 2026 från minst 40 000 till minst 30 000 (Anna)."."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from locales import N_, Language
from metrics.goal_log import AsFirstSet, Change, GoalLog, Worded
from metrics.goal_wording import attainment_text, metric_name, rhythm_text, scope_name, target_text
from metrics.goals import NARROWED, Goal, GoalResult

CHANGED = {
    "target": N_("The goal was changed on {day} from {earlier} to {later} ({who})."),
    "metric": N_("What is measured was changed on {day} from {earlier} to {later} ({who})."),
    "scope": N_("What the goal is about was changed on {day} from {earlier} to {later} ({who})."),
    "rhythm": N_("How often was changed on {day} from {earlier} to {later} ({who})."),
    "starts_on": N_("The first day was changed on {day} from {earlier} to {later} ({who})."),
    "ends_on": N_("The last day was changed on {day} from {earlier} to {later} ({who})."),
    "objective": N_("The objective was changed on {day} from {earlier} to {later} ({who})."),
}
WITHDRAWN, AGAIN = N_("The goal was withdrawn on {day} ({who})."), N_("The goal was taken up again on {day} ({who}).")


def set_text(log: GoalLog, language: Language) -> str:
    """When the goal was first set, by whom, and what it asked."""
    return language.text(
        "The goal was set on {day}: {target} ({who}).",
        target=target_text(log.first.goal, language),
        **_when(log.first, language),
    )


def change_texts(log: GoalLog, names: Mapping[str, str], language: Language) -> list[str]:
    """Every change of a goal in sentences, the first one first; `names` are of campaigns and accounts, by id."""
    return [text for change in log.changes for text in change_text(change, names, language)]


def change_text(change: Change, names: Mapping[str, str], language: Language) -> list[str]:
    """A change in a sentence for each thing that was changed."""
    when = _when(change.later, language)
    told = list(dict.fromkeys("scope" if name in NARROWED else name for name in change.fields))
    said = [
        language.text(
            CHANGED[name],
            earlier=_said(name, change.earlier.goal, names, language),
            later=_said(name, change.later.goal, names, language),
            **when,
        )
        for name in sorted(told, key=list(CHANGED).index)
    ]
    if change.withdrawn is None:
        return said
    return [language.text(WITHDRAWN if change.withdrawn else AGAIN, **when), *said]


def _said(name: str, goal: Goal, names: Mapping[str, str], language: Language) -> str:
    if name == "scope":
        return scope_name(goal, names, language)
    if name == "objective":
        return goal.objective or language.text("none")
    if name in ("starts_on", "ends_on"):
        day: date | None = getattr(goal, name)
        return language.day(day) if day else language.text("no set day")
    texts = {"target": target_text(goal, language), "rhythm": rhythm_text(goal, language)}
    return texts[name] if name in texts else metric_name(goal.metric, language)


def _when(worded: Worded, language: Language) -> dict[str, str]:
    who = worded.goal.set_by or language.text("by nobody named")
    return {"day": language.day(worded.goal.set_on) if worded.goal.set_on else language.text("no set day"), "who": who}


def first_set_text(result: GoalResult, first: AsFirstSet, language: Language) -> str:
    """What is attained of the goal as it was first set."""
    as_it_was = replace(
        result,
        goal=replace(result.goal, target=first.target),
        attainment=first.attainment,
        attainment_low=first.attainment_low,
        attainment_high=first.attainment_high,
    )
    return language.text(
        "Of the goal as it was first set ({target}), the attainment is {attainment}.",
        target=target_text(as_it_was.goal, language),
        attainment=attainment_text(as_it_was, language),
    )
