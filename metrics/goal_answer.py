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
from metrics.goal_wording import metric_name, outcome_text, target_text
from metrics.goals import Goal, GoalResult
from metrics.narrative import capital, in_period, lower
from metrics.number import Number
from metrics.period import Period
from metrics.sentence import Sentence, told
from metrics.wording import CHANNEL_NAMES, channel_name, listed

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


@dataclass(frozen=True)
class Goals:
    """The results of goals in a period, whose they are, and the names of campaigns and accounts by id."""

    results: tuple[GoalResult, ...]
    period: Period
    scope: Scope
    names: Mapping[str, str]
    language: Language

    def about(self, goals: Sequence[Goal]) -> str:
        """What the goals are about: räckvidd på Facebook; följare på Facebook och LinkedIn."""
        channels = [self.names.get(one.account, channel_name(one.platform, self.language)) for one in goals]
        of_channels = all(name in CHANNEL_NAMES.values() for name in channels) and not any(
            one.campaign for one in goals
        )
        if len({one.metric for one in goals}) > 1 or len(set(channels)) < len(goals) or not of_channels:
            return goals_about(goals, self.names, self.language)
        metrics = lower(metric_name(goals[0].metric, self.language))
        return self.language.text("{metrics} on {channel}", metrics=metrics, channel=listed(channels, self.language))

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
    about = goals.about([one.goal for one in untold])
    if len(untold) == 1 and untold[0].posts is None:
        text = goals.language.text(
            "It cannot be told whether the goal for {goals} was reached: the outcome was {outcome} and the target "
            "{target}.",
            goals=about,
            outcome=outcome_text(untold[0], goals.language),
            target=target_text(untold[0].goal, goals.language),
        )
    else:
        text = goals.language.text(
            "It cannot be told whether the goals for {goals} were reached: the targets lie inside intervals.",
            goals=about,
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
