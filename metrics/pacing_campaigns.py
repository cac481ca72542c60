"""Where a campaign's figure ends: by the course of earlier campaigns, else by its own days so far."""

from __future__ import annotations

from datetime import date
from math import isnan, nan

import numpy as np
import pandas as pd

from metrics.attainment import Basis, Projection
from metrics.breaks import breaks_of
from metrics.catalogue import metric
from metrics.course_days import CourseDays, campaign_course
from metrics.definition import REACH, Metric, Unit
from metrics.facts import Facts
from metrics.goals import Pace
from metrics.horizon import Horizon
from metrics.paced_goal import MOST_COURSES, PacedGoal, projected
from metrics.pacing_days import quotient_ends
from metrics.pacing_people import people_ends
from metrics.period import Period
from metrics.usual_course import day_weights, from_own_days, so_far, total
from metrics.usual_growth import (
    UNKNOWN_PRICE,
    Course,
    Ends,
    Floats,
    from_courses,
    goes_alike,
    growth_of_people,
    noise,
    unknown_course,
)

LEAST_KNOWN = 7


def pace_of_campaign(one: PacedGoal) -> Pace:
    """How far a campaign has come, and where its figure ends."""
    days = _campaign_days(one.facts, one.goal.campaign, one.span, one.accounts, one.metric)
    last = days.last
    if last < days.first:  # posts alone tell of it
        last = one.last_day
    share = one.share(last)
    if share <= 0 or isnan(one.figure.low):
        return Pace(share, None)
    courses = _courses(one)
    begun, ended = ([course.at(at) for course in courses] for at in (share, 1.0))
    lower = from_courses([found.low for found in begun], [found.low for found in ended])
    if lower is None:
        return Pace(share, _own_course(one, days, share))
    alike = goes_alike(_course(one.metric, days), courses, share)
    if one.metric.unique:
        upper = from_courses([found.high for found in begun], [found.high for found in ended])
        return Pace(share, people_ends(one, [lower, upper], share, Basis.CAMPAIGNS, alike=alike))
    counts = one.metric.unit is Unit.COUNT
    chance = noise(one.figure.value, [found.low for found in begun], share) if counts else 0.0
    return Pace(share, projected(lower.of(one.figure.value, chance), share, Basis.CAMPAIGNS, alike=alike))


def _campaign_days(facts: Facts, campaign: str, span: Period, accounts: tuple[str, ...], metric: Metric) -> CourseDays:
    key = ("campaign course", campaign, span, accounts, metric.id)
    return facts.kept(key, lambda: campaign_course(facts, campaign, span, accounts, metric))


def _courses(one: PacedGoal) -> list[Course]:
    """The organisation's campaigns that were over by then and that no break cuts, the latest twelve."""
    facts = one.facts
    own = facts.campaigns[facts.campaigns["org_id"] == one.goal.organisation]
    cuts = [found.day for found in breaks_of(facts.breaks, one.metric, one.accounts)]
    found: list[tuple[date, Course]] = []
    for campaign, starts_on, ends_on in zip(own["campaign_id"], own["starts_on"], own["ends_on"], strict=True):
        if campaign == one.goal.campaign or pd.isna(starts_on) or pd.isna(ends_on):
            continue
        span = Period(pd.Timestamp(starts_on).date(), pd.Timestamp(ends_on).date())
        if span.end > one.known_until or any(span.start < cut <= span.end for cut in cuts):
            continue
        days = _campaign_days(facts, campaign, span, one.accounts, one.metric)
        course = _course(one.metric, days)
        if course.low[-1] > 0:
            found.append((span.end, course))
    return [course for _, course in sorted(found, key=lambda ended: ended[0])[-MOST_COURSES:]]


def _course(metric: Metric, days: CourseDays) -> Course:
    """What a campaign's figure was on each of its days: sums divided, people as counted since its start."""
    if metric.numerator == REACH:
        return Course(days.amounts["reach_low"], days.amounts["reach_high"])
    parts = [so_far(days.amounts[name]) for name in metric.amounts if name in days.amounts]
    if metric.unique or len(parts) < len(metric.amounts):
        return Course(*(np.full(len(parts[0]), nan) for _ in range(2)))
    with np.errstate(divide="ignore", invalid="ignore"):
        value = metric.times * parts[0] / (parts[1] if len(parts) > 1 else 1)
    return Course(value, value)


def _own_course(one: PacedGoal, days: CourseDays, share: float) -> Projection | None:
    """From the campaign's own days, weighted as days usually weigh on its channels: too few campaigns are known."""
    seen = round(share * one.span.days)
    if one.metric.numerator == REACH and one.metric.unique:
        bounds = (days.amounts["reach_low"], days.amounts["reach_high"])
        growths = [growth_of_people(side[:seen], one.span.days) for side in bounds]
        return people_ends(one, growths, share, Basis.OWN_DAYS)
    parts = [days.amounts[name] for name in one.metric.amounts if name in days.amounts]
    if one.metric.unique or len(parts) < len(one.metric.amounts):
        return None
    weights = _usual_weights(one)
    basis = Basis.STRAIGHT if (weights == 1).all() else Basis.OWN_DAYS
    left_days, left_weight = one.span.days - seen, total(weights[seen:])
    left = from_own_days(parts[-1][:seen], weights[:seen], left_weight, left_days, unknown_course(share))
    if left is None or one.metric.denominator is None:
        now = one.figure.value
        return projected(Ends(*(now + one.metric.times * side for side in left)) if left else None, share, basis)
    above = from_own_days(parts[0][:seen], parts[1][:seen], left.middle, left_days, UNKNOWN_PRICE)
    sums = {name: total(amounts[:seen]) for name, amounts in zip(one.metric.amounts, parts, strict=True)}
    ends = [quotient_ends(one, sums, np.array([side]), np.array([left.middle])).middle for side in above or ()]
    return projected(Ends(*ends) if ends else None, share, basis)


def _usual_weights(one: PacedGoal) -> Floats:
    """How each day of the span usually weighs on the goal's channels, by their views, else by their interactions."""
    for name in ("views", "interactions"):
        days = one.channel_days(metric(name))
        if days is None:
            continue
        known = min(days.last, one.known_until.toordinal()) - days.first + 1
        start = one.span.start.toordinal() - days.first
        if start >= 0 and known > LEAST_KNOWN:
            left = max(1, one.span.end.toordinal() - days.first + 1 - known)
            weights = day_weights(days.amounts[name], Horizon(days.first, 0, known, left))
            return weights[start : start + one.span.days]
    return np.ones(one.span.days)
