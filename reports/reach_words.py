"""What a report says of how many were reached."""

from __future__ import annotations

from dataclasses import replace
from math import isnan, nan

from charts.months import months_of
from metrics.catalogue import metric
from metrics.compared import known, largest_channel
from metrics.narrative import reach_answer
from metrics.number import Number, of_row
from metrics.reach_narrative import monthly_sentence, reach_numbers, reach_sentences
from metrics.sentence import Sentence, told
from reports.asked import Asked


def reached(asked: Asked) -> tuple[Sentence, ...]:
    """How many were reached: in a month of a longer period, else in 28 days where that is exact, else in the period."""
    inhabitants, _ = asked.facts.inhabitants(asked.view.organisation, asked.period.end.year)
    months = months_of(asked.facts, asked.view, metric("reach"))
    monthly = monthly_sentence(months, asked.period, inhabitants, asked.of, asked.language)
    if monthly:
        return (monthly,)
    account, _ = largest_channel(asked.facts, asked.view)
    if account or not isnan(asked.trailing["reach"][0].value):
        return reach_sentences(asked.facts, asked.view, asked.trailing)
    return (in_the_period(asked),) if known(asked.rows["reach"][0]) else ()


def in_the_period(asked: Asked, *, with_interactions: bool = False) -> Sentence:
    """How many were reached in the period itself; and how many interactions there were."""
    now = {name: asked.rows[name][0] for name in ("reach", "interactions")}
    if not with_interactions:
        now["interactions"] = replace(now["interactions"], value=nan, low=nan, high=nan)
    text = reach_answer(metric("reach"), now, asked.period, asked.language)
    return told(text, asked.language, *(of_row(row, asked.of) for row in now.values() if known(row)))


def counted_exactly(asked: Asked) -> bool:
    """Whether the platform has counted exactly the period."""
    return asked.trailing["reach"][0].period == asked.period.id


def reach_card_numbers(asked: Asked) -> tuple[Number, ...]:
    """The figures in the notes of reach's card: of all channels, and of the widest one where that stands for them."""
    account, own = largest_channel(asked.facts, asked.view)
    of_widest = reach_numbers(asked.scope, account, own) if own else ()
    return (*reach_numbers(asked.scope, "", asked.trailing), *of_widest)
