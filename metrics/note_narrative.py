"""What happened beside the figures, in sentences of a report: notes in their author's own words, and breaks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from locales import Language
from metrics.catalogue import metric
from metrics.facts import Facts
from metrics.figures import Scope
from metrics.monthly import breaks, current_notes
from metrics.period import Period
from metrics.sentence import Sentence, told
from metrics.wording import shortened

QUOTED = 140
"""So many letters of a note stand in a report; the whole of it stands beside the chart of its month."""


def note_sentences(facts: Facts, scope: Scope, period: Period, language: Language) -> tuple[Sentence, ...]:
    """The notes on days of the period, quoted with their days and who wrote them, the earliest first.

    They are the communicator's own words: nothing is concluded from them.
    """
    rows: list[Any] = list(current_notes(facts, scope).itertuples(index=False))
    spans = [(_day(row.from_date), _day(row.to_date) or _day(row.from_date), row) for row in rows]
    inside = [(first, last, row) for first, last, row in spans if first and last and _meets(first, last, period)]
    return tuple(_note(first, last, row, language) for first, last, row in sorted(inside, key=lambda one: one[:2]))


def _note(first: date, last: date, row: Any, language: Language) -> Sentence:
    who = row.author if isinstance(row.author, str) and row.author.strip() else ""
    fields = {"words": shortened(str(row.text), QUOTED)}
    if first == last:
        fields["day"] = language.day(first)
        text = (
            language.text("{who} wrote about {day}: “{words}”", who=shortened(who), **fields)
            if who
            else language.text("A note about {day}: “{words}”", **fields)
        )
    else:
        fields["days"] = language.days(first, last)
        text = (
            language.text("{who} wrote about the days {days}: “{words}”", who=shortened(who), **fields)
            if who
            else language.text("A note about the days {days}: “{words}”", **fields)
        )
    return told(text, language)


def _meets(first: date, last: date, period: Period) -> bool:
    return first <= period.end and last >= period.start


def _day(value: Any) -> date | None:
    return None if pd.isna(value) else pd.Timestamp(value).date()


def break_sentences(
    facts: Facts, metric_ids: Sequence[str], scope: Scope, period: Period, language: Language
) -> tuple[Sentence, ...]:
    """Each change of definition of the metrics since a year before the period: nothing is compared across it."""
    span = Period(period.year_before().start, period.end)
    found = {one for name in metric_ids for one in breaks(facts, metric(name), scope, span, language)}
    return tuple(
        told(
            language.text(
                "{label} on {day}. Figures from before and after are not compared.",
                label=one.text,
                day=language.day(one.day),
            ),
            language,
        )
        for one in sorted(found, key=lambda one: (one.day, one.text))
    )
