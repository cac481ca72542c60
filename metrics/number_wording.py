"""What the figures of a report are called and counted in, also those that are worked out from a metric's."""

from __future__ import annotations

from collections.abc import Mapping

from locales import N_, Language
from metrics.audience_split import DIMENSIONS, segment_name
from metrics.catalogue import CATALOGUE
from metrics.definition import Unit
from metrics.peers.measures import Per
from metrics.peers.wording import measure_name

OF_METRIC: Mapping[str, str] = {
    "change": N_("{metric}, change"),
    "change_percent": N_("{metric}, change in per cent"),
    "times": N_("{metric}, times as many"),
    "expected": N_("{metric}, expected"),
    "months_beyond": N_("{metric}, months outside normal variation"),
    "mean_of_months": N_("{metric}, mean of the months"),
    "target": N_("{metric}, target"),
    "attainment": N_("{metric}, attained of the target"),
    "attainment_as_first_set": N_("{metric}, attained of the target as it was first set"),
    "projected": N_("{metric}, where it is heading"),
    "median": N_("{metric}, typical post"),
    "inside": N_("{metric} inside the goal"),
    "usual": N_("{metric}, usual in the channel"),
    "share": N_("{metric}, share of all"),
    "of_posts": N_("{metric}, of these posts"),
    "without_one": N_("{metric}, without the largest post"),
    "share_of_budget": N_("{metric}, share of the budget"),
    "engaged_share": N_("{metric}, share that stayed"),
    "seconds_per_visit": N_("{metric}, seconds a visit"),
    "minutes_per_visit": N_("{metric}, minutes a visit"),
}
"""What is worked out from a metric, by what stands after its id."""
OF_COMPARISON: Mapping[str, str] = {
    "": "{metric}",
    "estimate": N_("{metric}, with chance taken into account"),
    "lowest": N_("{metric}, at least"),
    "highest": N_("{metric}, at most"),
    "place": N_("{metric}, place"),
    "best_place": N_("{metric}, place at best"),
    "worst_place": N_("{metric}, place at worst"),
    "best_place_without": N_("{metric}, place at best without everybody’s largest post"),
    "worst_place_without": N_("{metric}, place at worst without everybody’s largest post"),
    "divided_by": N_("{metric}, divided by"),
    "rests_on": N_("{metric}, posts or weeks that it rests on"),
    "days_missing": N_("{metric}, days missing"),
    "median": N_("{metric}, median"),
    "lower_quartile": N_("{metric}, lower quartile"),
    "upper_quartile": N_("{metric}, upper quartile"),
    "members": N_("{metric}, members of the group"),
    "compared": N_("{metric}, organisations compared"),
    "ranked": N_("{metric}, organisations with a place"),
    "unranked": N_("{metric}, organisations without a place"),
    "by_month": N_("{metric}, month by month"),
    "by_month_without": N_("{metric}, month by month without the largest post"),
    "by_month_lower_quartile": N_("{metric}, lower quartile month by month"),
    "by_month_median": N_("{metric}, median month by month"),
    "by_month_upper_quartile": N_("{metric}, upper quartile month by month"),
    "by_month_members": N_("{metric}, members month by month"),
    "months": N_("{metric}, months beside the group"),
    "months_above": N_("{metric}, months above the middle half"),
    "months_in": N_("{metric}, months in the middle half"),
    "months_below": N_("{metric}, months below the middle half"),
    "left_out": N_("{metric}, organisations that lack some month"),
}
"""What is told of a comparison, by what stands after its metric and division."""
COUNTED: Mapping[str, str] = {
    "campaigns": N_("Campaigns"),
    "days_missing": N_("Days missing"),
    "goals.reached": N_("Goals that were reached"),
    "goals.judged": N_("Goals that can be judged"),
    "goals.cannot_tell": N_("Goals that cannot be judged"),
    "goals.no_figures": N_("Goals without figures"),
    "goals.more_missed": N_("Further goals that were missed"),
    "goals.always": N_("Goals that were reached every time"),
    "goals.more_in_doubt": N_("Further goals in doubt"),
    "goals.too_early": N_("Goals that it is too early to judge"),
    "goals.likely": N_("Goals that are likely to be reached"),
    "goals.under_way": N_("Goals under way"),
    "goals.not_reached": N_("Goals missed for many months in a row"),
    "goals.not_reached.months": N_("Months in a row from which a missed goal is brought up"),
    "goals.reached.months": N_("Months in a row from which a reached goal is brought up"),
}
"""What is counted and of no metric."""
OF_GOAL: Mapping[str, str] = {
    "goals": N_("{goal}, how many"),
    "times": N_("{goal}, times judged altogether"),
    "judged": N_("{goal}, times judged"),
    "reached": N_("{goal}, times reached"),
    "missed": N_("{goal}, times missed"),
    "open": N_("{goal}, times under way or not known"),
    "reached_in_a_row": N_("{goal}, times reached in a row"),
    "not_reached_in_a_row": N_("{goal}, times missed in a row"),
}
"""What is counted of a goal, or of all with a rhythm, by what stands after its id."""
RHYTHMS: Mapping[str, str] = {
    "week": N_("Goals of every week"),
    "month": N_("Goals of every month"),
    "quarter": N_("Goals of every quarter"),
}
AUDIENCE, GOALS = "audience", "goals"
DIVISIONS = frozenset(per.value for per in Per)
SHARES = frozenset(
    {"change_percent", "attainment", "attainment_as_first_set", "share", "share_of_budget", "engaged_share"}
)
MINUTES = "minutes_per_visit"
PLAIN = frozenset({"times", "months_beyond", "inside", "seconds_per_visit"})
VALUES = frozenset({"", "estimate", "lowest", "highest", "median", "lower_quartile", "upper_quartile", "by_month"})
"""What of a comparison is in the unit of its metric, where it is not divided."""


def number_name(metric: str, language: Language) -> str:
    """What a figure is called: Räckvidd, förändring. One that we have no words for goes by its id."""
    if metric in COUNTED:
        return language.text(COUNTED[metric])
    base, _, more = metric.partition(".")
    if base in (AUDIENCE, GOALS):
        return _share_name(more, language) if base == AUDIENCE else _goal_name(more, language)
    if base not in CATALOGUE:
        return metric
    label = language.text(CATALOGUE[base].label)
    if not more:
        return label
    per, _, what = more.partition(".")
    if per in DIVISIONS and what in OF_COMPARISON:
        return language.text(OF_COMPARISON[what], metric=measure_name(CATALOGUE[base], Per(per), language))
    return language.text(OF_METRIC[more], metric=label) if more in OF_METRIC else metric


def _goal_name(more: str, language: Language) -> str:
    """What is counted of a goal: Målet alvmark-posts, gånger som det nåddes."""
    goal, _, what = more.rpartition(".")
    if what not in OF_GOAL:
        return f"{GOALS}.{more}"
    named = language.text(RHYTHMS[goal]) if goal in RHYTHMS else language.text("The goal {goal}", goal=goal)
    return language.text(OF_GOAL[what], goal=named)


def _share_name(more: str, language: Language) -> str:
    """The share of a segment: Andel följare, ålder 25–34."""
    dimension, _, segment = more.removesuffix(".change").partition(".")
    told = {
        "dimension": language.text(DIMENSIONS[dimension]) if dimension in DIMENSIONS else dimension,
        "segment": segment_name(segment, language),
    }
    if more.endswith(".change"):
        return language.text("{dimension}: {segment}, change of the share", **told)
    return language.text("{dimension}: {segment}, share of the followers", **told)


def number_unit(metric: str) -> Unit | None:
    """What a figure is counted in; None where its name says it."""
    base, _, more = metric.partition(".")
    if metric in COUNTED or more in PLAIN or base == GOALS:
        return Unit.COUNT
    if base == AUDIENCE or more in SHARES:
        return Unit.PER_CENT
    if base not in CATALOGUE:
        return None
    per, _, what = more.partition(".")
    if per not in DIVISIONS:
        return Unit.MINUTES if more == MINUTES else CATALOGUE[base].unit
    if what not in VALUES:
        return None if what.startswith("by_month") else Unit.COUNT
    return CATALOGUE[base].unit if Per(per) is Per.RAW else None
