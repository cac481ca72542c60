"""Every number that a page may show because the catalogue has it: figures, changes, what was expected, goals, peers.

Written for tests/test_numbers_shown.py. Figures are asked of `metrics/` anew, by metric; how they are written is told
here and not taken from the pages: a number is right if it is a figure rounded to any number of decimals up to one more
than its metric has, or (for people) to three digits; the bounds of an interval must be rounded outwards.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import product
from math import ceil, floor, log10
from typing import Any

import pandas as pd

from locales import NBSP, Language
from metrics.campaign_costs import campaign_costs
from metrics.catalogue import CATALOGUE
from metrics.change import AGAINST, compare
from metrics.definition import Metric, Unit
from metrics.expected_range import expected_limits
from metrics.facts import Facts
from metrics.figures import Scope, accounts_in, figures, peer_figures
from metrics.goal_log import goal_log
from metrics.goal_results import goal_posts, goal_results, months_until
from metrics.judgement import judgements
from metrics.monthly import trend_span
from metrics.peers.best_posts import BestPosts, best_posts
from metrics.peers.comparison import comparison, first_choice
from metrics.peers.course import course
from metrics.peers.groups import groups
from metrics.peers.measures import DIVIDED_METRIC
from metrics.period import Kind, Period

ATTAINMENT, TARGET = "attainment", "target"
"""Not metrics but what goals make of them: a figure in per cent of its target, and the target itself."""

ROUNDED = 1e-8
ToWhole = Callable[[float], float]
GROUPS = (None, "account", "platform", "format", "kind", "topic", "campaign", "post")


@dataclass
class Numbers:
    """Numbers by the metric that they are of, as they are computed (to seven digits) and as they may be written."""

    language: Language
    computed: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    written: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, metric_id: str, values: Iterable[Any], decimals: int, to_whole: ToWhole = round) -> None:
        """Take in values of a metric, which may be written with up to so many decimals."""
        declared = CATALOGUE.get(metric_id)
        people = declared is not None and declared.unit is Unit.PERSONS
        for value in {float(one) for one in values if not pd.isna(one)}:
            self.computed[metric_id].add(digits(value))
            forms = [written(value, places, to_whole, self.language) for places in range(decimals + 1)]
            if people and value >= 1000:
                forms.append(written(value, 2 - floor(log10(value)), to_whole, self.language))
            self.written[metric_id] |= {bare(form) for form in forms}

    def add_intervals(self, metric_id: str, lows: Iterable[Any], highs: Iterable[Any], decimals: int) -> None:
        """Take in intervals, whose bounds are rounded outwards, and their middles, through which a card's line goes."""
        bounds = [(low, high) for low, high in zip(lows, highs, strict=True) if low != high]
        self.add(metric_id, (low for low, _ in bounds), decimals, floor)
        self.add(metric_id, (high for _, high in bounds), decimals, ceil)
        self.computed[metric_id] |= {digits((low + high) / 2) for low, high in bounds}

    def holds(self, number: str, metric_ids: Iterable[str]) -> bool:
        """Whether the written number is one of these metrics'."""
        return any(bare(number).lstrip("+") in self.written[one] for one in metric_ids)

    def has(self, number: float, metric_ids: Iterable[str]) -> bool:
        """Whether the number is one of these metrics'; a file may have rounded it before."""
        told = {digits(number), digits(number * (1 + ROUNDED)), digits(number * (1 - ROUNDED))}
        return any(not told.isdisjoint(self.computed[one]) for one in metric_ids)


def written(value: float, places: int, to_whole: ToWhole, language: Language) -> str:
    """A number with so many decimals (fewer than none: whole tens, hundreds …), rounded as told."""
    # What is left of 12.6 × 10 is no reason to round it up.
    return language.number(to_whole(round(value * 10.0**places, 6)) / 10.0**places, max(0, places))


def digits(number: float) -> str:
    """A number to the seven digits that charts and files are sure to carry."""
    return f"{number:.7g}"


def bare(number: str) -> str:
    """A written number without the spaces inside it."""
    return number.replace(NBSP, "")


def numbers_of(facts: Facts, scope: Scope, period: Period, language: Language) -> Numbers:
    """Everything that the catalogue says of the channels in scope, in the period and in what stands beside it."""
    found = Numbers(language)
    trend = trend_span(facts, period)
    rolling = Period.of(Kind.ROLLING, min(period.end, facts.last_day or period.end))
    _figures(found, facts, scope, period, trend, rolling)
    _changes(found, facts, scope, (period, rolling, Period.of(Kind.MONTH, period.end)))
    _expected(found, facts, scope)
    _goals(found, facts, scope, period)
    _peers(found, facts, scope, period)
    return found


def _figures(found: Numbers, facts: Facts, scope: Scope, period: Period, trend: Period, rolling: Period) -> None:
    narrower = [Scope(scope.organisation, (), (one,)) for one in accounts_in(facts, scope)["account_id"]]
    narrower += [
        Scope(scope.organisation, (one,), scope.accounts) for one in set(accounts_in(facts, scope)["platform"])
    ]
    spans = [period, period.previous(), period.year_before(), rolling, rolling.previous(), rolling.year_before()]
    for span, by in product(spans, (None, "account")):
        _take(found, figures(facts, list(CATALOGUE), scope, span, by))
    for by in GROUPS:
        _take(found, figures(facts, list(CATALOGUE), scope, period, by))
    for one in (scope, *narrower):
        _take(found, figures(facts, list(CATALOGUE), one, trend, "month"))
    for month in trend.months():
        last = Period.of(Kind.ROLLING, month.end)
        _take(found, figures(facts, ["reach", "reach_share_of_inhabitants"], scope, last, "account"))
        _take(found, figures(facts, ["reach", "reach_share_of_inhabitants"], scope, last))


def _take(found: Numbers, table: pd.DataFrame) -> None:
    for name, rows in table.groupby("metric"):
        metric_id, decimals = str(name), CATALOGUE[str(name)].decimals + 1
        found.add(metric_id, rows["value"].unique(), decimals)
        found.add_intervals(metric_id, rows["low"], rows["high"], decimals)


def _changes(found: Numbers, facts: Facts, scope: Scope, periods: Iterable[Period]) -> None:
    for period, against, by in product(set(periods), AGAINST, (None, "account")):
        table = compare(facts, list(CATALOGUE), scope, period, against, by)
        for metric_id, rows in table.groupby("metric"):
            changes = [*rows["change"], *(abs(rows["change"])), *rows["change_percent"]]
            found.add(str(metric_id), changes, max(1, CATALOGUE[str(metric_id)].decimals))


def _expected(found: Numbers, facts: Facts, scope: Scope) -> None:
    for metric_id, kind in product(CATALOGUE, (Kind.MONTH, Kind.WEEK, Kind.ROLLING)):
        for one in judgements(facts, metric_id, scope, kind).values():
            decimals = CATALOGUE[one.metric].decimals
            for told in {metric_id, one.metric}:
                found.add(told, expected_limits(one), decimals)


def _goals(found: Numbers, facts: Facts, scope: Scope, period: Period) -> None:
    year = months_until(period)
    for span in (period, year):
        asked = (scope.organisation, span, scope.platforms, scope.accounts)
        for result in goal_results(facts, *asked, withdrawn=True):
            decimals = _decimals(CATALOGUE.get(result.goal.metric)) + 2
            figure = result.figure
            found.add(result.goal.metric, [figure.value], decimals)
            found.add_intervals(result.goal.metric, [figure.low], [figure.high], decimals)
            if result.projection:
                found.add_intervals(result.goal.metric, [result.projection.low], [result.projection.high], decimals)
            found.add(ATTAINMENT, [result.attainment], 1)
            found.add_intervals(ATTAINMENT, [result.attainment_low], [result.attainment_high], 1)
            if result.posts:
                values = [post.value for post in goal_posts(facts, result)]
                found.add(result.goal.metric, [*values, result.posts.median], decimals)
    for log in goal_log(facts, scope.organisation).values():
        for worded in log.wordings:
            found.add(TARGET, (worded.goal.target.low, worded.goal.target.high), 2)
    for cost in campaign_costs(facts, scope, year):
        found.add("spend", [cost.spend], 2)
        found.add("cost_per_contact", [cost.cost_per_contact], 2)


def _decimals(declared: Metric | None) -> int:
    return declared.decimals if declared else 0


def _peers(found: Numbers, facts: Facts, scope: Scope, period: Period) -> None:
    """The figures of everybody in the group that is compared first, what chance leaves of them, and the months.

    On all channels in scope together and on each by itself; and the posts that people did most with.
    """
    first = first_choice(facts, scope.organisation)
    group = next(one for one in groups(facts, scope.organisation) if one.id == first.group)
    public = [one.id for one in CATALOGUE.values() if one.public]
    members = sorted({*group.organisations, scope.organisation})
    _take(found, peer_figures(facts, public, members, period, scope.platforms))
    measure = DIVIDED_METRIC.get((first.metric, first.per), first.metric)
    for platforms in (scope.platforms, *((one,) for one in sorted(set(accounts_in(facts, scope)["platform"])))):
        compared = comparison(facts, first.metric, scope.organisation, group, period, first.per, platforms)
        decimals = compared.decimals
        found.add(measure, (compared.median, compared.lower_quartile, compared.upper_quartile), decimals)
        for name in ("value", "shrunk", "low", "high", "denominator"):
            found.add(measure, compared.rows[name], decimals)
        _take(found, peer_figures(facts, [first.metric], members, period, platforms))
    compared = comparison(facts, first.metric, scope.organisation, group, period, first.per, scope.platforms)
    found.add(measure, compared.rows["variance"] ** -0.5, 1)
    months = course(facts, compared, trend_span(facts, period))
    for values in (months.own, months.without, months.low, months.middle, months.high):
        found.add(measure, values, compared.decimals)
    found.add("posts", compared.rows["units"], 0)
    _best_posts(found, best_posts(facts, compared))


def _best_posts(found: Numbers, told: BestPosts) -> None:
    """The posts that people did most with, and the formats and topics of the best, the organisation and the rest."""
    for name in ("interactions", "followers"):
        found.add(name, told.top[name], 0)
    found.add("interactions", told.top["rate"], 1)
    for kind in (*told.formats, *told.topics):
        typical = [value for one in kind.typical.values() for value in (one.value, one.low, one.high)]
        for metric_id in ("posts", "interactions"):  # each chart has all of them in its table
            found.add(metric_id, (*kind.posts.values(), *kind.of.values(), *kind.share.values(), *typical), 1)
