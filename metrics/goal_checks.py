"""Goals that are judged every week, month or quarter, in sentences of a report: how often they were met."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from locales import N_, Language
from metrics.goal_runs import Spans, repeated
from metrics.sentence import Sentence
from metrics.told_goals import Goals

_Words = Callable[[Language, int, int], str]

SOME_OF: Mapping[str, _Words] = {
    "week": lambda language, some, of: language.counted(
        "one week of {all}", "{count} weeks of {all}", some, beside=of, all=language.spelled(of)
    ),
    "month": lambda language, some, of: language.counted(
        "one month of {all}", "{count} months of {all}", some, beside=of, all=language.spelled(of)
    ),
    "quarter": lambda language, some, of: language.counted(
        "one quarter of {all}", "{count} quarters of {all}", some, beside=of, all=language.spelled(of)
    ),
}
"""Some of the spans of a goal, for the rhythms at which goals are judged again and again."""

BOTH = {"week": N_("both weeks"), "month": N_("both months"), "quarter": N_("both quarters")}
EVERY = {"week": N_("all {count} weeks"), "month": N_("all {count} months"), "quarter": N_("all {count} quarters")}
DURING = {"week": N_("the {count} weeks"), "month": N_("the {count} months"), "quarter": N_("the {count} quarters")}

CHECKED = {
    "week": N_("The {goals} goals that are checked every week were reached {often}"),
    "month": N_("The {goals} goals that are checked every month were reached {often}"),
    "quarter": N_("The {goals} goals that are checked every quarter were reached {often}"),
}


def checked(goals: Goals) -> list[Sentence]:
    """The goals that are judged again and again: several counted together first, then those that are alone."""
    together, alone = [], []
    for rhythm in ("quarter", "month", "week"):
        found = [spans for spans in repeated(goals.results) if spans.goal.rhythm == rhythm]
        if len(found) == 1:
            alone.append(again_sentence(goals, found[0]))
        elif found:
            together.append(_together(goals, rhythm, found))
    return [*together, *alone]


def again_sentence(goals: Goals, spans: Spans) -> Sentence:
    """How often a goal was reached that is judged again and again, and how often that cannot be told."""
    language, of = goals.language, len(spans.results)
    about, during = goals.about([spans.goal]), language.text(DURING[spans.goal.rhythm], count=language.spelled(of))
    if spans.open == of:
        text = language.text(
            "It cannot be told whether the goal for {goals} was reached in {spans}", goals=about, spans=during
        )
    elif spans.reached:
        some = SOME_OF[spans.goal.rhythm](language, spans.reached, of)
        often = every(spans.goal.rhythm, of, language) if spans.reached == of else some
        text = language.text("The goal for {goals} was reached in {spans}", goals=about, spans=often)
    elif spans.missed == of:
        text = language.text("The goal for {goals} was not reached at all in {spans}", goals=about, spans=during)
    else:
        some = SOME_OF[spans.goal.rhythm](language, spans.missed, of)
        text = language.text("The goal for {goals} was missed in {spans}", goals=about, spans=some)
    counts = {"reached": spans.reached, "missed": spans.missed, "judged": of, "open": spans.open}
    numbers = (goals.count(f"{spans.goal.id}.{name}", count) for name, count in counts.items())
    more = "" if spans.open == of else _and_open(spans.open, of, language)
    return goals.told(f"{text}{more}.", (), *numbers)


def every(rhythm: str, of: int, language: Language) -> str:
    """All spans of a goal: båda veckorna, alla tre månaderna."""
    return language.text(BOTH[rhythm]) if of == 2 else language.text(EVERY[rhythm], count=language.spelled(of))


def _and_open(count: int, beside: int, language: Language) -> str:
    """That it cannot be told how the rest went; nothing where there is none."""
    if not count:
        return ""
    return language.counted(
        ", and once it cannot be told", ", and {count} times it cannot be told", count, beside=beside
    )


def _together(goals: Goals, rhythm: str, found: Sequence[Spans]) -> Sentence:
    counts = {
        "goals": len(found),
        "reached": sum(spans.reached for spans in found),
        "times": sum(len(spans.results) for spans in found),
        "open": sum(spans.open for spans in found),
    }
    language, times, reached = goals.language, counts["times"], counts["reached"]
    often = language.text("none of {all} times", all=language.spelled(times))
    if reached:
        often = language.counted(
            "once of {all} times", "{count} of {all} times", reached, beside=times, all=language.spelled(times)
        )
    text = language.text(CHECKED[rhythm], goals=language.spelled(counts["goals"]), often=often)
    numbers = (goals.count(f"{rhythm}.{name}", count) for name, count in counts.items())
    return goals.told(f"{text}{_and_open(counts['open'], times, language)}.", (), *numbers)
