"""Whether the goals of a period were met, in sentences of a report: how many were, and which were not."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from locales import N_, Language
from metrics.attainment import Status
from metrics.figures import Scope
from metrics.goal_numbers import all_goal_numbers, goal_count
from metrics.goal_runs import Spans, once, repeated, unjudged
from metrics.goal_sentences import NAMED_AT_MOST, goals_about
from metrics.goals import Goal, GoalResult
from metrics.narrative import capital, in_period
from metrics.number import Number
from metrics.period import Period
from metrics.sentence import Sentence, told

_Words = Callable[[Language, int, int], str]

OF_SPANS: Mapping[str, _Words] = {
    "week": lambda language, reached, of: language.counted(
        "one week of {all}", "{count} weeks of {all}", reached, beside=of, all=language.spelled(of)
    ),
    "month": lambda language, reached, of: language.counted(
        "one month of {all}", "{count} months of {all}", reached, beside=of, all=language.spelled(of)
    ),
    "quarter": lambda language, reached, of: language.counted(
        "one quarter of {all}", "{count} quarters of {all}", reached, beside=of, all=language.spelled(of)
    ),
}
"""In how many of its spans a goal was reached, for the rhythms at which goals are judged again and again."""

THE_SPANS: Mapping[str, Callable[[Language, int], str]] = {
    "week": lambda language, of: language.counted("that week", "the {count} weeks", of),
    "month": lambda language, of: language.counted("that month", "the {count} months", of),
    "quarter": lambda language, of: language.counted("that quarter", "the {count} quarters", of),
}

CHECKED = {
    "week": N_("The {goals} goals that are checked every week were reached {often}."),
    "month": N_("The {goals} goals that are checked every month were reached {often}."),
    "quarter": N_("The {goals} goals that are checked every quarter were reached {often}."),
}


@dataclass(frozen=True)
class Goals:
    """The results of goals in a period, whose they are, and the names of campaigns and accounts by id."""

    results: tuple[GoalResult, ...]
    period: Period
    scope: Scope
    names: Mapping[str, str]
    language: Language

    def about(self, goals: Sequence[Goal]) -> str:
        """What the goals are about: räckvidd på Facebook."""
        return goals_about(goals, self.names, self.language)

    def told(self, text: str, results: Sequence[GoalResult], *more: Number) -> Sentence:
        """A sentence on these results."""
        return told(text, self.language, *all_goal_numbers(results, self.scope), *more)

    def count(self, name: str, count: int) -> Number:
        """How many of the goals are of a sort."""
        return goal_count(name, self.scope, self.period.id, count)


def met(goals: Goals, *, naming: bool = True) -> tuple[Sentence, ...]:
    """Whether the goals were met: those with one answer first, then those that are judged again and again.

    `naming` names the few that were missed, where they are not told one by one.
    """
    counted, judged = counted_sentence(goals), once(goals.results)
    missed = [one for one in judged if one.status is Status.NOT_REACHED] if naming else []
    named = [_missed(goals, missed)] if 0 < len(missed) <= NAMED_AT_MOST and len(missed) < len(judged) else []
    return (*([counted] if counted else []), *named, *_neither(goals, judged), *_checked(goals), *_unjudged(goals))


def counted_sentence(goals: Goals) -> Sentence | None:
    """How many of the goals with one answer were met; None where there are none."""
    language, judged, when = goals.language, once(goals.results), in_period(goals.period, goals.language)
    if len(judged) < 2:
        return _one(goals, judged[0], when) if judged else None
    reached, all_of = sum(one.status is Status.REACHED for one in judged), len(judged)
    fields = {"all": language.spelled(all_of), "when": when}
    if reached == all_of:
        every = language.text("We reached all {all} goals {when}.", **fields)
        text = language.text("We reached both goals {when}.", when=when) if all_of == 2 else every
    elif reached:
        text = language.counted(
            "We reached one of {all} goals {when}.",
            "We reached {count} of {all} goals {when}.",
            reached,
            beside=all_of,
            **fields,
        )
    else:
        text = language.text("None of {all} goals was reached {when}.", **fields)
    return told(text, language, goals.count("reached", reached), goals.count("judged", all_of))


def before_sentence(goals: Goals, when: str) -> Sentence | None:
    """How many goals with one answer were met in an earlier period; None where there are not several."""
    judged = once(goals.results)
    if len(judged) < 2:
        return None
    reached, all_of = sum(one.status is Status.REACHED for one in judged), len(judged)
    fields = {"all": goals.language.spelled(all_of), "when": capital(when)}
    text = goals.language.text("{when} we reached none of {all} goals.", **fields)
    if reached:
        text = goals.language.counted(
            "{when} we reached one of {all} goals.",
            "{when} we reached {count} of {all} goals.",
            reached,
            beside=all_of,
            **fields,
        )
    return goals.told(text, (), goals.count("reached", reached), goals.count("judged", all_of))


def _one(goals: Goals, result: GoalResult, when: str) -> Sentence | None:
    """What is said of the only goal; nothing where it is neither met nor missed, which is told by itself."""
    fields = {"goals": goals.about([result.goal]), "when": when}
    if result.status is Status.REACHED:
        return goals.told(goals.language.text("The goal for {goals} was reached {when}.", **fields), [result])
    if result.status is Status.NOT_REACHED:
        return goals.told(goals.language.text("The goal for {goals} was not reached {when}.", **fields), [result])
    return None


def _missed(goals: Goals, missed: Sequence[GoalResult]) -> Sentence:
    text = goals.language.plural(
        "The goal for {goals} was not reached.",
        "The goals for {goals} were not reached.",
        len(missed),
        goals=goals.about([one.goal for one in missed]),
    )
    return goals.told(text, missed)


def _neither(goals: Goals, judged: Sequence[GoalResult]) -> list[Sentence]:
    """The goals with one answer that is neither yes nor no: met by some posts, or inside an interval."""
    said = [_of_posts(goals, one) for one in judged if one.status is Status.PARTLY and one.posts]
    untold = [one for one in judged if one.status is Status.CANNOT_TELL]
    if not untold:
        return said
    if len(untold) > NAMED_AT_MOST:
        text = goals.language.text(
            "{count} goals cannot be told: their targets lie inside intervals.",
            count=capital(goals.language.spelled(len(untold))),
        )
        return [*said, goals.told(text, (), goals.count("cannot_tell", len(untold)))]
    text = goals.language.plural(
        "It cannot be told whether the goal for {goals} was reached: the target lies inside an interval.",
        "It cannot be told whether the goals for {goals} were reached: the targets lie inside intervals.",
        len(untold),
        goals=goals.about([one.goal for one in untold]),
    )
    return [*said, goals.told(text, untold)]


def _of_posts(goals: Goals, result: GoalResult) -> Sentence:
    language, shares = goals.language, result.posts
    posts = shares.posts if shares else 0
    inside = round(shares.inside * posts / 100) if shares else 0
    text = language.text(
        "The goal for {goals} was met by {inside} of {posts} posts.",
        goals=goals.about([result.goal]),
        inside=language.spelled(inside, posts),
        posts=language.spelled(posts),
    )
    return goals.told(text, [result])


def _checked(goals: Goals) -> list[Sentence]:
    """The goals that are judged every week, month or quarter: one alone by its spans, several counted together."""
    said = []
    for rhythm in OF_SPANS:
        found = [spans for spans in repeated(goals.results) if spans.goal.rhythm == rhythm]
        if len(found) == 1:
            said.append(again_sentence(goals, found[0]))
        elif found:
            said.append(_together(goals, rhythm, found))
    return said


def again_sentence(goals: Goals, spans: Spans) -> Sentence:
    """How often a goal was reached that is judged again and again."""
    language, about = goals.language, goals.about([spans.goal])
    reached, of = spans.reached, len(spans.results)
    every = THE_SPANS[spans.goal.rhythm](language, of)
    if reached == of:
        text = language.text("The goal for {goals} was reached in all of {spans}.", goals=about, spans=every)
    elif reached:
        some = OF_SPANS[spans.goal.rhythm](language, reached, of)
        text = language.text("The goal for {goals} was reached {spans}.", goals=about, spans=some)
    else:
        text = language.text("The goal for {goals} was reached in none of {spans}.", goals=about, spans=every)
    counts = [goals.count(f"{spans.goal.id}.{name}", n) for name, n in (("reached", reached), ("judged", of))]
    return goals.told(text, (), *counts)


def _together(goals: Goals, rhythm: str, found: Sequence[Spans]) -> Sentence:
    counts = {
        "goals": len(found),
        "reached": sum(spans.reached for spans in found),
        "times": sum(len(spans.results) for spans in found),
    }
    language, times = goals.language, counts["times"]
    often = language.text("none of {all} times", all=language.spelled(times))
    if counts["reached"]:
        often = language.counted(
            "once of {all} times",
            "{count} of {all} times",
            counts["reached"],
            beside=times,
            all=language.spelled(times),
        )
    text = language.text(CHECKED[rhythm], goals=language.spelled(counts["goals"]), often=often)
    return goals.told(text, (), *(goals.count(f"{rhythm}.{name}", count) for name, count in counts.items()))


def _unjudged(goals: Goals) -> list[Sentence]:
    lacking = unjudged(goals.results)
    if not lacking:
        return []
    if len(lacking) > NAMED_AT_MOST:
        text = goals.language.text(
            "{count} goals lack figures and are not judged.", count=capital(goals.language.spelled(len(lacking)))
        )
        return [goals.told(text, (), goals.count("no_figures", len(lacking)))]
    text = goals.language.plural(
        "The goal for {goals} lacks figures and is not judged.",
        "The goals for {goals} lack figures and are not judged.",
        len(lacking),
        goals=goals.about(lacking),
    )
    return [goals.told(text, ())]
