"""Goals in words: what is asked, of what, how it went."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from locales import Language
from metrics.attainment import STATUS_WORDS, Status, Target
from metrics.breaks import COUNTED_BOTH_WAYS
from metrics.campaign_costs import CampaignCost
from metrics.catalogue import CATALOGUE
from metrics.definition import Metric, Unit
from metrics.goals import RHYTHMS, Goal, GoalResult
from metrics.narrative import capital, lower
from metrics.wording import amount, channel_name, decimals_of, figure_text, format_name, with_sign

MOST_DECIMALS = 3


def metric_name(metric_id: str, language: Language) -> str:
    """A metric as it is written; an unknown one stands as its id."""
    metric = CATALOGUE.get(metric_id)
    return language.text(metric.label) if metric else metric_id


def scope_name(goal: Goal, names: Mapping[str, str], language: Language) -> str:
    """What the goal is about: a campaign, unit or account by its name, a channel, posts of a kind, or everything."""
    parts = [names.get(goal.campaign, goal.campaign), names.get(goal.account, goal.account), goal.unit]
    parts.append(channel_name(goal.platform, language) if goal.platform else "")
    parts.append(kind_name(goal, language))
    return ", ".join(dict.fromkeys(part for part in parts if part)) or language.text("All channels")


def kind_name(goal: Goal, language: Language) -> str:
    """The posts that a goal is about: film, ämnet Folkhälsa; empty where it is about all of them."""
    if goal.topic:
        return language.text("the topic {topic}", topic=goal.topic)
    return lower(format_name(goal.format, language)) if goal.format else ""


def goal_name(goal: Goal, names: Mapping[str, str], language: Language) -> str:
    """Scope and metric on one line: Facebook: räckvidd."""
    return f"{capital(scope_name(goal, names, language))}: {lower(metric_name(goal.metric, language))}"


def target_text(goal: Goal, language: Language, earlier: Target | None = None) -> str:
    """What is asked, or was asked in an earlier wording: at least 40 000, at most 12 kr, 5–7 %."""
    metric, target = CATALOGUE.get(goal.metric), earlier or goal.target
    if target.band:
        return f"{_bare(target.low, metric, language)}–{_signed_unit(metric, target.high, language)}"
    if not math.isnan(target.low):
        return language.text("at least {amount}", amount=_signed_unit(metric, target.low, language))
    return language.text("at most {amount}", amount=_signed_unit(metric, target.high, language))


def _bare(value: float, metric: Metric | None, language: Language) -> str:
    """A target with the digits it was set with, two decimals at most."""
    decimals = next((digits for digits in (0, 1) if round(value, digits) == value), 2)
    if decimals and metric and metric.unit is Unit.SEK:
        decimals = 2
    return language.number(value, decimals)


def _signed_unit(metric: Metric | None, value: float, language: Language) -> str:
    return with_sign(_bare(value, metric, language), metric.unit if metric else None, language)


def rhythm_text(goal: Goal, language: Language) -> str:
    """How often it is to be met: every month."""
    known = RHYTHMS.get(goal.rhythm)
    return language.text(known) if known else goal.rhythm


def outcome_text(result: GoalResult, language: Language) -> str:
    """The figure as it is read: a number, an interval, or how many posts lay inside."""
    metric = CATALOGUE.get(result.goal.metric)
    if metric is None:
        return "–"
    if result.posts is None:
        figure = result.figure
        return figure_text(_told_apart(metric, result), figure.value, figure.low, figure.high, language)
    if not result.posts.posts:
        return language.text("no posts")
    return language.text(
        "{inside} of {posts} posts, median {median}",
        inside=language.number(round(result.posts.inside * result.posts.posts / 100)),
        posts=language.number(result.posts.posts),
        median=amount(metric, result.posts.median, language),
    )


def _told_apart(metric: Metric, result: GoalResult) -> Metric:
    """The metric with as many decimals as tell a missed target from its figure: 84,6 beside 85."""
    value, target = result.figure.value, result.goal.target
    missed = [bound for bound in (target.low, target.high) if not math.isnan(bound) and not math.isnan(value)]
    while result.reached is False and metric.decimals < MOST_DECIMALS:
        digits = decimals_of(metric, value)
        if all(round(value, digits) != bound for bound in missed):
            break
        metric = replace(metric, decimals=metric.decimals + 1)
    return metric


def attainment_text(result: GoalResult, language: Language) -> str:
    """Attainment in per cent, as a number, an interval or a bound; a dash where there is none."""
    low, high = result.attainment_low, result.attainment_high
    if not math.isnan(result.attainment):
        return with_sign(_share(result.attainment, round, language), Unit.PER_CENT, language)
    if math.isnan(low):
        return "–"
    least = _share(low, math.floor, language)
    if math.isnan(high):
        return language.text("at least {amount}", amount=with_sign(least, Unit.PER_CENT, language))
    most = _share(high, math.ceil, language)
    said = most if least == most else f"{least}–{most}"
    return with_sign(said, Unit.PER_CENT, language)


def _share(value: float, to_whole: Callable[[float], float], language: Language) -> str:
    """A number that says 100 only where the target was met to the digit; an interval's bounds go outwards."""
    for decimals in range(4):
        # 61.7 × 10 is a hair off 617 in binary.
        shown = to_whole(round(value * 10**decimals, 6)) / 10**decimals
        if shown != 100 or value == 100:
            return language.number(shown, decimals)
    return language.number(value, 3)


def status_text(status: Status, language: Language) -> str:
    """The status in words: nådd, ej nådd, går inte att avgöra, pågår."""
    return language.text(STATUS_WORDS[status])


def projection_text(result: GoalResult, language: Language) -> str:
    """Where the figure ends, as it is read: between 380 and 460; empty where nothing is projected."""
    metric, ahead = CATALOGUE.get(result.goal.metric), result.projection
    if metric is None or ahead is None:
        return ""
    return figure_text(metric, math.nan, ahead.low, ahead.high, language)


def broken_sentences(
    results: Sequence[GoalResult], costs: Sequence[CampaignCost], names: Mapping[str, str], language: Language
) -> list[str]:
    """Each goal, and each campaign's cost per contact, that holds two ways of counting, as a sentence."""
    cost = lower(metric_name("cost_per_contact", language))
    told = [(goal_name(one.goal, names, language), one.figure.notes) for one in results]
    told += [(f"{names.get(one.campaign, one.campaign)}: {cost}", one.notes) for one in costs]
    said = [
        f"{name} – {note.text(language)}" for name, notes in told for note in notes if note.message == COUNTED_BOTH_WAYS
    ]
    return list(dict.fromkeys(said))
