"""What the freshness calendar says in words: which days each channel lacks, and the finding of them all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from locales import Language
from metrics.catalogue import CATALOGUE
from metrics.day_calendar import AccountDays, DayCalendar, DaySpan, DayState
from metrics.wording import channel_name, listed

SPOKEN_AT_MOST = 10
SPANS_AT_MOST = 3
LONG_SILENCE = timedelta(days=31)
"""Longer than an organisation that reads its figures once a month is without new ones."""


def row_names(accounts: Sequence[AccountDays], language: Language) -> list[str]:
    """Each account by its platform, and by what sets it apart where a platform has several."""
    platforms = [account.platform for account in accounts]
    named = [(account.platform, account.name) for account in accounts]
    names = []
    for account in accounts:
        parts = [channel_name(account.platform, language)]
        if platforms.count(account.platform) > 1:
            parts.append(account.name)
        if named.count((account.platform, account.name)) > 1:
            parts.append(account.account_id)
        names.append(": ".join(parts))
    return names


def finding(calendar: DayCalendar, names: Sequence[str], language: Language) -> str:
    """Which channels lack days or part of their figures, which have stopped, and which have nothing at all."""
    days = [account.last_day for account in calendar.accounts if account.last_day]
    if not days:
        return language.text("There are no figures by day for these channels")
    day = language.day(max(days))
    if calendar.last - max(days) > LONG_SILENCE:
        return language.text("There are no figures after {day}", day=day)
    if lacking := _lacking(calendar, names, max(days), language):
        return listed(lacking, language)
    if any(one.late for one in calendar.accounts):
        return language.text("No day is missing between the first figures and {day}", day=day)
    return language.text("No day is missing up to {day}", day=day)


def _lacking(calendar: DayCalendar, names: Sequence[str], last: date, language: Language) -> list[str]:
    """What channels lack, a clause for each kind: a channel by its name, several by their number."""
    plural, said = language.plural, []
    named = list(zip(names, calendar.accounts, strict=True))
    holed = [name for name, one in named if one.holed]
    partly = [name for name, one in named if one.of(DayState.PARTLY) and not one.holed]
    behind = [(name, one.last_day) for name, one in named if one.last_day and one.stopped and one.last_day < last]
    silent = [name for name, one in named if one.last_day is None and not one.has_posts]
    if holed:
        said.append(plural("{name} lacks days", "{count} channels lack days", len(holed), name=holed[0]))
    if partly:
        one, count = partly[0], len(partly)
        said.append(plural("{name} lacks part of its figures", "{count} channels lack part of theirs", count, name=one))
    if behind:
        (one, day), count = behind[0], len(behind)
        to = language.day(day)
        said.append(
            plural(
                "{name} has no figures after {day}", "{count} channels are behind the others", count, name=one, day=to
            )
        )
    if silent:
        one, count = silent[0], len(silent)
        said.append(plural("{name} has no figures by day", "{count} channels have no figures by day", count, name=one))
    return said


def spoken(calendar: DayCalendar, names: Sequence[str], language: Language) -> str:
    """What there is of each channel in words; of many, of those that lack something first."""
    lines = [
        (not (account.holed or account.of(DayState.PARTLY)), f"{name}: {'; '.join(told(account, language))}.")
        for name, account in zip(names, calendar.accounts, strict=True)
    ]
    if len(lines) > SPOKEN_AT_MOST:
        lines.sort(key=lambda line: line[0])
    said = [line for _, line in lines[:SPOKEN_AT_MOST]]
    if rest := len(lines) - len(said):
        said.append(language.plural("{count} channel more.", "{count} channels more.", rest))
    return " ".join(said)


def told(account: AccountDays, language: Language) -> list[str]:
    """What there is of an account, a line each: how far the figures go, what is missing and what is provisional."""
    text = language.text
    if account.last_day is None:
        return [text("posts, but no figures by day") if account.has_posts else text("no figures by day")]
    lines = [text("figures to {day}", day=language.day(account.last_day))]
    if missing := missing_days(account, language, told_to=account.last_day):
        lines.append(text("missing: {days}", days=_shortened(missing, language)))
    lines += [f"{metric}: {_shortened(days, language)}" for metric, days in partly_known(account, language).items()]
    for span in account.of(DayState.PROVISIONAL)[:1]:
        lines.append(text("provisional from {day}", day=language.day(span.first)))
    return lines


def _shortened(spans: Sequence[str], language: Language) -> str:
    if len(spans) <= SPANS_AT_MOST:
        return ", ".join(spans)
    rest = language.number(len(spans) - SPANS_AT_MOST + 1)
    return language.text("{days} and {count} more", days=", ".join(spans[: SPANS_AT_MOST - 1]), count=rest)


def missing_days(account: AccountDays, language: Language, told_to: date | None = None) -> list[str]:
    """Every missing span in words: 3–5 March 2026, or with one end before the first figures and after the last.

    What comes after `told_to` is left out, where that is told already.
    """
    spans = [span for span in account.of(DayState.MISSING) if told_to is None or span.first < told_to]
    return [_span(account, span, language) for span in spans]


def _span(account: AccountDays, span: DaySpan, language: Language) -> str:
    if account.last_day and span.first > account.last_day:
        return language.text("after {day}", day=language.day(account.last_day))
    if account.first_day and span.last < account.first_day:
        return language.text("before {day}", day=language.day(account.first_day))
    return language.days(span.first, span.last)


def partly_known(account: AccountDays, language: Language) -> dict[str, list[str]]:
    """The days that have some figures but not all, in words, by the metric that they lack."""
    found: dict[str, list[str]] = {}
    for span in account.of(DayState.PARTLY):
        for metric in span.lacking:
            lacking = language.text("without {metric}", metric=language.text(CATALOGUE[metric].label).lower())
            found.setdefault(lacking, []).append(language.days(span.first, span.last))
    return found
