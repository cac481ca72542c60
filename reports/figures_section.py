"""The period in figures: the table that an annual report or an interim report quotes."""

from __future__ import annotations

from dataclasses import replace

from charts.months import months_of
from charts.period_table import Column, month_rows, period_table, whole
from locales import Language
from metrics.catalogue import metric
from metrics.compared import compared_rows, known
from metrics.figures import figures
from metrics.narrative import capital, lower, rows_of
from metrics.number import change_of, of_row, percent_of
from metrics.period import Period
from metrics.sentence import Sentence, told
from metrics.wording import listed, period_name
from reports.asked import Asked
from reports.draft import Draft
from reports.report import Kind, Section
from reports.source_line import source_line
from reports.trend_numbers import trend_numbers

METRICS = (
    *("followers", "net_followers", "follower_growth", "followers_per_1000_inhabitants", "reach"),
    *("reach_share_of_inhabitants", "views", "interactions", "posts", "interactions_per_post"),
    *(
        "engagement_rate_followers",
        "video_views",
        "minutes_viewed",
        "minutes_per_view",
        "answered_in_time",
        "web_visits_social",
        "spend",
    ),
)

BY_MONTH = ("followers", "net_followers", "reach", "interactions", "posts")


def in_figures(asked: Asked) -> Section | None:
    """The period beside earlier ones; of a year the two years before, else the period before and a year before.

    Of an earlier period a figure is left out of which too many days are missing: it would be taken for the period's.
    """
    language = asked.language
    rows = compared_rows(asked.facts, replace(asked.view, compare="year"), METRICS)
    now = {name: pair[0] for name, pair in rows.items()}
    year_before = Period.parse(next(iter(now.values())).earlier_period)
    before = asked.period.previous().previous() if asked.kind is Kind.YEAR else asked.period.previous()
    columns = [_column(asked, span) for span in sorted({before, year_before} - {asked.period})]
    own = Column(_name(asked.period, language), {name: row for name, row in now.items() if known(row)})
    told_of = [column for column in (*columns, own) if column.rows]
    changes = Column(period_name(year_before, language), now)
    draft, name = Draft(asked.of, language), language.text("{period} in figures", period=own.name)
    numbers = [of_row(row, asked.of) for column in told_of for row in column.rows.values()]
    numbers += [number for row in now.values() for number in (change_of(row, asked.of), percent_of(row, asked.of))]
    draft.list_rows(name, period_table(told_of, changes, language), numbers)
    draft.say(_lacking(own, language))
    _month_by_month(asked, draft)
    return draft.section("figures", language.text("In figures"), name, source_line(asked, "figures"))


def _column(asked: Asked, span: Period) -> Column:
    found = rows_of(figures(asked.facts, METRICS, asked.scope, span))
    return Column(_name(span, asked.language), {row.metric: row for row in found if known(row) and whole(row)})


def _name(span: Period, language: Language) -> str:
    return capital(period_name(span, language))


def _lacking(own: Column, language: Language) -> list[Sentence]:
    """Of which figures of the period itself so many days are missing that they do not stand for all of it."""
    lacking = [lower(language.text(metric(name).label)) for name, row in own.rows.items() if not whole(row)]
    if not lacking:
        return []
    text = language.text("More than a tenth of the days are missing of {metrics}.", metrics=listed(lacking, language))
    return [told(text, language)]


def _month_by_month(asked: Asked, draft: Draft) -> None:
    """What each month of a longer period had: a stock and people cannot be told from the whole alone."""
    months = [month.id for month in asked.period.months() if month.whole_months]
    found = {
        name: {month.by: month for month in months_of(asked.facts, asked.view, metric(name)) if month.by in months}
        for name in BY_MONTH
    }
    series = {name: of for name, of in found.items() if any(month.known for month in of.values())}
    known = [by for by in months if any(by in of and of[by].known for of in series.values())]
    if len(known) > 1:
        caption = asked.language.text("Month by month")
        units = ("", *(metric(name).unit.value for name in series))
        draft.list_rows(caption, month_rows(known, series, asked.language), trend_numbers(asked, tuple(series)), units)
