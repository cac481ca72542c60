"""What a report says of how many were reached."""

from __future__ import annotations

from charts.months import months_of
from metrics.catalogue import metric
from metrics.compared import largest_channel
from metrics.number import Number
from metrics.reach_narrative import monthly_sentence, reach_numbers, reach_sentences
from metrics.sentence import Sentence
from reports.asked import Asked


def reached(asked: Asked) -> tuple[Sentence, ...]:
    """How many were reached in a month of a longer period where that is known, else in 28 days."""
    inhabitants, _ = asked.facts.inhabitants(asked.view.organisation, asked.period.end.year)
    months = months_of(asked.facts, asked.view, metric("reach"))
    monthly = monthly_sentence(months, asked.period, inhabitants, asked.of, asked.language)
    return (monthly,) if monthly else reach_sentences(asked.facts, asked.view, asked.trailing)


def reach_card_numbers(asked: Asked) -> tuple[Number, ...]:
    """The figures in the notes of reach's card: of all channels, and of the widest one where that stands for them."""
    account, own = largest_channel(asked.facts, asked.view)
    of_widest = reach_numbers(asked.scope, account, own) if own else ()
    return (*reach_numbers(asked.scope, "", asked.trailing), *of_widest)
