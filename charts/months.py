"""The months of what is in view, and the charts that several pages draw of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from charts.chart import Chart
from charts.series import Marks, Series
from charts.theme import platform_colour
from charts.trend import Words, month_columns, month_intervals, month_lines
from metrics.catalogue import metric
from metrics.channel_names import account_names
from metrics.definition import Metric
from metrics.facts import Facts
from metrics.figures import Scope, accounts_in
from metrics.findings import trend_finding
from metrics.judgement import STANDS_FOR, Judgement, judgements
from metrics.monthly import TRENDS, Happening, Months, breaks, monthly, notes, trailing_reach, trend_span
from metrics.period import Period
from metrics.provisional import provisional_spans
from metrics.view import View
from metrics.wording import channel_name


def months_of(facts: Facts, view: View, metric: Metric, platform: str = "") -> Months:
    """The metric month by month up to the period in view, for all channels in view or one platform of them."""
    platforms = (platform,) if platform else view.platforms
    scope = Scope(view.organisation, platforms, view.accounts)
    table = facts.kept(("months", scope), lambda: monthly(facts, TRENDS, scope, _everything(facts)))
    return _in_span(table[metric.id], span_of(facts, view))


def trailing_of(facts: Facts, view: View, account: str = "") -> Months:
    """Persons reached in the 28 days to the end of each month up to the period in view: by all, or by one account."""
    scope = Scope(view.organisation, (), (account,)) if account else view.scope
    table = facts.kept(("trailing reach", scope), lambda: trailing_reach(facts, scope, _everything(facts)))
    return _in_span(table, span_of(facts, view))


def platforms_of(facts: Facts, view: View) -> list[str]:
    """The platforms in view, in the order of the alphabet."""
    return sorted(set(accounts_in(facts, view.scope)["platform"]))


def span_of(facts: Facts, view: View) -> Period:
    """The months that the trends of the view show."""
    return facts.kept(("trend span", view.period), lambda: trend_span(facts, view.period))


def marks_of(facts: Facts, view: View, *, with_notes: bool) -> Marks:
    """The last day with figures, the first that may still be restated, and the notes that belong beside a trend."""
    scope = view.scope
    noted = facts.kept(("notes", scope), lambda: notes(facts, scope, _everything(facts))) if with_notes else []
    provisional = facts.kept(("provisional from", scope), lambda: _provisional_from(facts, scope))
    return Marks(facts.last_day or date.min, _inside(noted, span_of(facts, view)), provisional)


def breaks_of(facts: Facts, view: View, metric: Metric, scope: Scope) -> tuple[Happening, ...]:
    """Changes of definition of the metric on the channels in scope, among the months that are shown."""
    key = ("breaks", scope, metric.id, view.language)
    found = facts.kept(key, lambda: breaks(facts, metric, scope, _everything(facts), view.language))
    return _inside(found, span_of(facts, view))


def judgements_of(facts: Facts, view: View, declared: Metric) -> Mapping[str, Judgement]:
    """The verdict on each month of the trend; none where another figure is judged in the metric's stead."""
    if declared.id in STANDS_FOR or declared.unique:
        return {}
    found = judgements(facts, declared.id, view.scope)
    span = span_of(facts, view)
    return {month: one for month, one in found.items() if f"{span.start:%Y-%m}" <= month <= f"{span.end:%Y-%m}"}


def trend_charts(
    facts: Facts,
    view: View,
    metric_ids: Sequence[str],
    *,
    columns: bool = False,
    with_notes: bool = True,
    most: int | None = None,
) -> tuple[Chart, ...]:
    """The trends of those metrics (at most so many) that have figures; notes stand in the first one only."""
    charts: list[Chart] = []
    for one in metric_ids:
        if len(charts) == most:
            break
        chart = trend_chart(facts, view, one, columns=columns, with_notes=with_notes and not charts)
        charts += [chart] if chart else []
    return tuple(charts)


def trend_chart(
    facts: Facts, view: View, metric_id: str, *, columns: bool = False, with_notes: bool = True
) -> Chart | None:
    """The metric's months as a line, columns or (distinct people) intervals; None where no month has a figure."""
    declared, language = metric(metric_id), view.language
    rows, marks = months_of(facts, view, declared), marks_of(facts, view, with_notes=with_notes)
    if not any(month.known for month in rows):
        return None
    broken = breaks_of(facts, view, declared, view.scope)
    said = judgements_of(facts, view, declared)
    words = Words(
        trend_finding(declared, rows, marks.last_day, [one.day for one in broken], said, language),
        language.text("{label} by month", label=language.text(declared.label)),
        f"{metric_id}-{view.period.id}",
    )
    draw = month_intervals if declared.unique else month_columns if columns else None
    series = Series(language.text(declared.label), rows, breaks=broken, judgements=said)
    return (
        draw(series, declared, words, marks, language)
        if draw
        else month_lines([series], declared, words, marks, language)
    )


def channel_lines(facts: Facts, view: View, declared: Metric, months: Mapping[str, Months], words: Words) -> Chart:
    """A line a platform or account, in the platform's colour; a platform's further accounts are dashed."""
    accounts = dict(zip(facts.accounts["account_id"], facts.accounts["platform"], strict=True))
    names = {platform: channel_name(platform, view.language) for platform in set(accounts.values())}
    names |= account_names(facts, view.organisation, view.language)
    lines, drawn = [], set()
    for key, rows in months.items():
        platform = str(accounts.get(key, key))
        own = Scope(view.organisation, (platform,), (key,) if key in accounts else ())
        broken = breaks_of(facts, view, declared, own)
        dash = "dot" if platform in drawn else "solid"
        lines.append(Series(names[key], rows, platform_colour(platform), dash, broken))
        drawn.add(platform)
    return month_lines(lines, declared, words, marks_of(facts, view, with_notes=False), view.language)


def known_only(months: Mapping[str, Months]) -> dict[str, Months]:
    """The series that have any figure."""
    return {key: rows for key, rows in months.items() if any(month.known for month in rows)}


def _provisional_from(facts: Facts, scope: Scope) -> date | None:
    spans = provisional_spans(facts)
    return min((spans[one][0] for one in accounts_in(facts, scope)["account_id"] if one in spans), default=None)


def _everything(facts: Facts) -> Period:
    months = facts.months.periods
    return Period(months[0].start, months[-1].end)


def _in_span(months: Months, span: Period) -> Months:
    first, last = f"{span.start:%Y-%m}", f"{span.end:%Y-%m}"
    return tuple(month for month in months if first <= month.by <= last)


def _inside(happenings: list[Happening], span: Period) -> tuple[Happening, ...]:
    return tuple(one for one in happenings if span.start <= one.day <= span.end)
