"""From figures to verdicts on them."""

from __future__ import annotations

from pathlib import Path
from statistics import median

import numpy as np

from benchmarks.bounds import cpu_seconds
from benchmarks.result import Result, ratio
from benchmarks.signal import World, judged
from data.store import open_store
from metrics.facts import Facts, build_facts
from metrics.figures import Scope
from metrics.judgement import judgements
from metrics.monthly import TRENDS, monthly
from metrics.period import Kind, Period


def verdicts(store: Path, rounds: int) -> list[Result]:
    """Processor time of the verdicts on every month (and week) of an organisation, beside the figures they are on."""
    facts = build_facts(open_store(str(store)))
    own = facts.organisations.loc[facts.organisations["own"].fillna(False).astype(bool), "org_id"].iloc[0]
    scope, months = Scope(own), facts.months.periods
    span = Period(months[0].start, months[-1].end)
    periods, values = World().draw(360, 36, np.random.default_rng(3))
    figures, by_month, by_week, many = [], [], [], []
    for _ in range(rounds):
        facts.answers.clear()
        figures.append(cpu_seconds(lambda: monthly(facts, TRENDS, scope, span)))
        by_month.append(cpu_seconds(lambda: _judge(facts, scope, Kind.MONTH)))
        by_week.append(cpu_seconds(lambda: _judge(facts, scope, Kind.WEEK)))
        many.append(cpu_seconds(lambda: judged(periods, values, 12)))
    size = f"{len(TRENDS)} metrics × {len(months)} months"
    return [
        Result(f"verdicts on {size}, with their peers' season", 1000 * median(by_month), "ms", None, by_month),
        ratio(f"verdicts on {size}, against the figures themselves", by_month, figures),
        Result(f"verdicts on the weeks of {len(months)} months", 1000 * median(by_week), "ms", None, by_week),
        Result("verdicts on 360 series of 36 months", 1000 * median(many), "ms", None, many),
    ]


def _judge(facts: Facts, scope: Scope, kind: Kind) -> None:
    for metric_id in TRENDS:
        judgements(facts, metric_id, scope, kind)
