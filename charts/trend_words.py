"""A trend without its picture: the table behind it, and what it shows in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan, nan

from charts.chart import Cell, Table
from charts.judged import DASH, HEADINGS, judgement_cells, judgement_reason, judgement_sentences
from charts.series import Marks, Series, in_json, month_of
from locales import Language
from metrics.definition import Metric
from metrics.monthly import Month
from metrics.wording import amount, figure_text


def month_table(series: Sequence[Series], metric: Metric, marks: Marks, language: Language) -> Table:
    """The rows behind a trend: a month a row, each series with its bounds and its judgement where it has any.

    The last column, where it is needed, says what a reader must know of the month.
    """
    by_month = {one.name: {row.by: row for row in one.months} for one in series}
    columns, rows, shown = [language.text("Month")], [], []
    for one in series:
        columns.append(one.name)
        columns += [language.text("lowest"), language.text("highest")] if metric.unique else []
        columns += [language.text(heading) for heading in HEADINGS] if one.judgements else []
    for month in sorted({month for found in by_month.values() for month in found}):
        cells: list[Cell] = [month]
        words = [language.month(month_of(month).start)]
        for one in series:
            raw, read = _cells(one, by_month[one.name].get(month) or Month(month, nan, nan, nan), metric, language)
            cells += raw
            words += read
        rows.append(cells)
        shown.append(words)
    remarks = [month_remark(series, str(row[0]), marks, language) for row in rows]
    if any(remarks):
        columns.append(language.text("remark"))
        rows = [[*row, remark] for row, remark in zip(rows, remarks, strict=True)]
        shown = [[*row, remark or DASH] for row, remark in zip(shown, remarks, strict=True)]
    return Table(columns, rows, shown)


def _cells(series: Series, row: Month, metric: Metric, language: Language) -> tuple[list[Cell], list[str]]:
    raw: list[Cell] = [in_json(row.value)]
    read = [figure_text(metric, row.value, row.low, row.high, language)]
    if metric.unique:
        raw += [in_json(row.low), in_json(row.high)]
        read += [_bound(metric, bound, language) for bound in (row.low, row.high)]
    if series.judgements:
        judged, in_words = judgement_cells(metric, series.judgements.get(row.by), language)
        raw += judged
        read += in_words
    return raw, read


def _bound(metric: Metric, value: float, language: Language) -> str:
    return "" if isnan(value) else amount(metric, value, language)


def month_remark(series: Sequence[Series], month: str, marks: Marks, language: Language) -> str:
    """What a reader must know of a month: changes of definition, missing days, that it is not over, notes."""
    period = month_of(month)
    told = []
    for one in series:
        found = [
            f"{language.day(each.day)}: {each.text}" for each in one.breaks if period.start <= each.day <= period.end
        ]
        found += [reason] if (reason := judgement_reason(one.judgements.get(month), language)) else []
        found += [_missing(row, language) for row in one.months if row.by == month and row.days_missing > 0]
        told += [f"{one.name}: {text}" if len(series) > 1 else text for text in found]
    if period.end > marks.last_day >= period.start:
        told.append(language.text("figures to {day}", day=language.day(marks.last_day)))
    elif marks.provisional_from and period.start <= marks.last_day and period.end >= marks.provisional_from:
        told.append(language.text("provisional from {day}", day=language.day(marks.provisional_from)))
    told += [f"{language.day(note.day)}: {note.text}" for note in marks.notes if period.start <= note.day <= period.end]
    return "; ".join(text.rstrip(".") for text in told)


def _missing(row: Month, language: Language) -> str:
    """Days without figures, counted channel by channel: of several channels there are more than the month has."""
    counts = {"missing": language.number(row.days_missing), "expected": language.number(row.days_expected)}
    if row.days_expected <= month_of(row.by).days:
        return language.text("{missing} of {expected} days are missing", **counts)
    return language.text("{missing} of {expected} days are missing, counted channel by channel", **counts)


def trend_in_words(series: Sequence[Series], metric: Metric, subtitle: str, marks: Marks, language: Language) -> str:
    """What the picture shows, in sentences: from where to where, the verdicts, and what happened on the way."""
    sentences = [subtitle + "."]
    for one in series:
        known = [row for row in one.months if row.known]
        if not known:
            sentences.append(language.text("{name}: no figures.", name=one.name))
            continue
        first, last = known[0], known[-1]
        sentences.append(
            language.text(
                "{name}: from {first} in {start} to {last} in {end}.",
                name=one.name,
                first=figure_text(metric, first.value, first.low, first.high, language),
                start=language.month(month_of(first.by).start),
                last=figure_text(metric, last.value, last.low, last.high, language),
                end=language.month(month_of(last.by).start),
            )
        )
        sentences += judgement_sentences(one.judgements, language)
    beside = sorted(
        {*(found for one in series for found in one.breaks), *marks.notes}, key=lambda one: (one.day, one.text)
    )
    sentences += [f"{language.day(one.day)}: {one.text.rstrip('.')}." for one in beside]
    return " ".join(sentences)
