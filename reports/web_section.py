"""The web: how many visits social media gave, from where, and whether those who came stayed."""

from __future__ import annotations

from math import isnan

from charts.breakdown import visits_by_channel
from charts.months import trend_chart
from metrics.definition import Unit
from metrics.figures import figures
from metrics.metric_narrative import level_sentence
from metrics.narrative import rows_of
from metrics.number import exact, of_row, owner
from metrics.sentence import Sentence, told
from metrics.web_reading import reading
from metrics.wording import with_sign
from reports.asked import Asked
from reports.draft import Draft
from reports.report import Section
from reports.source_line import source_line
from reports.trend_numbers import trend_numbers

VISITS = "web_visits_social"
SHORT = 2
"""Under so many minutes a visit is told in seconds."""


def web(asked: Asked) -> Section | None:
    """Visits from social media; None where the web statistics tell of none, or single accounts are in view."""
    language, row = asked.language, asked.rows[VISITS][0]
    title = level_sentence(row, asked.of, language)
    if title is None:
        return None
    draft = Draft(asked.of, language)
    draft.say((title, *_stayed(asked)))
    months = trend_chart(asked.facts, asked.view, VISITS, columns=True, with_notes=False)
    draft.draw(months, trend_numbers(asked, (VISITS,)))
    found = figures(asked.facts, (VISITS,), asked.scope, asked.period, by="platform")
    numbers = (of_row(one, owner(asked.scope, "platform", one.by)) for one in rows_of(found))
    draft.draw(visits_by_channel(asked.facts, asked.view), numbers)
    return draft.section("web", language.text("Web"), title, source_line(asked, "web"))


def _stayed(asked: Asked) -> list[Sentence]:
    """How many of the visits stayed, and how long a visit lasted, where the web statistics tell."""
    language, found = asked.language, reading(asked.facts, asked.scope, asked.period)
    said = []
    if not isnan(found.engaged_share):
        share = with_sign(language.number(round(found.engaged_share)), Unit.PER_CENT, language)
        number = exact("web_visits_social.engaged_share", asked.of, asked.period.id, found.engaged_share)
        said.append(told(language.text("{share} of those visits stayed and read.", share=share), language, number))
    if not isnan(found.minutes_per_visit):
        said.append(_lasted(asked, found.minutes_per_visit))
    return said


def _lasted(asked: Asked, minutes: float) -> Sentence:
    """How long a visit lasted, in seconds where it was short."""
    of, period, language = asked.of, asked.period.id, asked.language
    if minutes < SHORT:
        number = exact("web_visits_social.seconds_per_visit", of, period, 60 * minutes)
        text = language.text("A visit lasted {seconds} seconds on average.", seconds=language.number(60 * minutes))
    else:
        number = exact("web_visits_social.minutes_per_visit", of, period, minutes)
        text = language.text("A visit lasted {minutes} minutes on average.", minutes=language.number(minutes, 1))
    return told(text, language, number)
