"""The period in figures: the table that an annual report or an interim report quotes."""

from __future__ import annotations

from typing import Any

from charts.months import months_of
from charts.period_table import Column, month_rows, period_table, whole
from metrics.catalogue import metric
from metrics.compared import compared_rows
from metrics.figures import figures
from metrics.narrative import capital, rows_of
from metrics.number import change_of, of_row, percent_of
from metrics.period import Period
from metrics.view import View
from metrics.wording import period_name
from reports.asked import Asked
from reports.draft import Draft
from reports.report import Kind, Section
from reports.source_line import source_line
from reports.trend_numbers import trend_numbers

METRICS = (
    *("followers", "net_followers", "follower_growth", "followers_per_1000_inhabitants", "reach"),
    *("reach_share_of_inhabitants", "views", "interactions", "posts", "interactions_per_post"),
    *("engagement_rate_followers", "video_views", "minutes_viewed", "answered_in_time", "web_visits_social", "spend"),
)

BY_MONTH = ("followers", "net_followers", "reach", "interactions", "posts")


def in_figures(asked: Asked) -> Section | None:
    """The period beside earlier ones; of a year the two years before, else the period before and a year before."""
    view = asked.view
    of_a_year = View(**{**vars(view), "compare": "year"})
    now = {name: pair[0] for name, pair in compared_rows(asked.facts, of_a_year, METRICS).items()}
    year_before = Period.parse(next(iter(now.values())).earlier_period)
    before = asked.period.previous().previous() if asked.kind is Kind.YEAR else asked.period.previous()
    spans = [*({before, year_before} - {asked.period})]
    earlier = [(span, _figures(asked, span)) for span in sorted(spans)]
    columns = [Column(capital(period_name(span, asked.language)), rows) for span, rows in earlier]
    columns.append(Column(capital(period_name(asked.period, asked.language)), now))
    told = [column for column in columns if any(map(whole, column.rows.values()))]
    changes = Column(period_name(year_before, asked.language), now)
    draft = Draft(asked.of, asked.language)
    numbers = [of_row(row, asked.of) for column in told for row in column.rows.values() if whole(row)]
    numbers += [number for row in now.values() for number in (change_of(row, asked.of), percent_of(row, asked.of))]
    name = asked.language.text("{period} in figures", period=capital(period_name(asked.period, asked.language)))
    draft.list_rows(name, period_table(told, changes, asked.language), numbers)
    _month_by_month(asked, draft)
    return draft.section("figures", asked.language.text("In figures"), name, source_line(asked, "figures"))


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


def _figures(asked: Asked, span: Period) -> dict[str, Any]:
    return {row.metric: row for row in rows_of(figures(asked.facts, METRICS, asked.scope, span))}
