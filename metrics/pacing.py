"""Will a goal be reached? Where its figure is heading, with an interval that holds the end four times out of five.

What is known decides the way (`metrics/usual_course.py` has the methods and their sources): a campaign goes on as the
organisation's earlier campaigns did from the same share of their days, where three of them are known; people reached
in a period grow as in the periods before; everything else comes day by day, as the channel's days usually do. Nothing
is drawn as a straight line unless nothing else is known, and then `basis` says so.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from metrics.catalogue import CATALOGUE, metric
from metrics.facts import Facts
from metrics.figures import accounts_in
from metrics.goals import Figure, Goal, Pace
from metrics.paced_goal import PacedGoal, grows
from metrics.pacing_campaigns import pace_of_campaign
from metrics.pacing_days import pace_of_days
from metrics.pacing_people import pace_of_people
from metrics.period import Period


def pace(facts: Facts, goal: Goal, span: Period, figure: Figure, known_until: date) -> Pace:
    """How far a goal has come in its span, and where it ends, as was known on a day; worked out once."""
    key = ("pace", goal, span, known_until)
    return facts.kept(key, lambda: _pace(facts, goal, span, figure, known_until))


def _pace(facts: Facts, goal: Goal, span: Period, figure: Figure, known_until: date) -> Pace:
    over = ((known_until - span.start).days + 1) / span.days
    if goal.rhythm == "post" or goal.metric not in CATALOGUE:
        return Pace(over)
    if goal.posts_of:
        return Pace(over, grows=grows(metric(goal.metric)), planned=True)
    scope = goal.channels
    one = PacedGoal(facts, goal, span, figure, known_until, tuple(accounts_in(facts, scope)["account_id"]))
    if goal.campaign:
        found = pace_of_campaign(one)
    else:
        found = pace_of_people(one, scope) if one.metric.unique else pace_of_days(one)
    return replace(found, share=over, grows=grows(one.metric))
