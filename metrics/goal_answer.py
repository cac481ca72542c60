"""Whether the goals of a period were met, in sentences of a report: how many were, and which were not."""

from __future__ import annotations

from collections.abc import Sequence

from metrics.attainment import Status
from metrics.goal_checks import checked
from metrics.goal_runs import once, unjudged
from metrics.goal_sentences import NAMED_AT_MOST
from metrics.goal_wording import outcome_text, target_text
from metrics.goals import GoalResult
from metrics.narrative import capital, in_period
from metrics.sentence import Sentence, told
from metrics.told_goals import Goals


def met(goals: Goals, *, naming: bool = True) -> tuple[Sentence, ...]:
    """Whether the goals were met: those with one answer first, then those that are judged again and again.

    `naming` names the few that were missed, where they are not told one by one.
    """
    counted, judged = counted_sentence(goals), once(goals.results)
    missed = [one for one in judged if one.status is Status.NOT_REACHED] if naming else []
    named = [_missed(goals, missed)] if 0 < len(missed) <= NAMED_AT_MOST and len(missed) < len(judged) else []
    return (*([counted] if counted else []), *named, *_neither(goals, judged), *checked(goals), *_unjudged(goals))


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
