"""How fresh each channel is: a calendar of the days with figures, and a table of one period."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from charts.chart import Cell, Chart, Table
from charts.freshness_words import finding, missing_days, partly_known, row_names, spoken, told
from charts.theme import BACKGROUND, MUTED, TEXT, platform_colour
from locales import N_, Language
from metrics.day_calendar import AccountDays, DayCalendar, DaySpan, DayState, day_calendar
from metrics.facts import Facts
from metrics.figures import Scope
from metrics.freshness import ChannelFreshness
from metrics.wording import channel_name

PADDING, ROW_HEIGHT, LINE_HEIGHT, LOWEST = 64, 26, 17, 140
LONGEST_LINE, MOST_LINES = 17, 3
"""In characters; on a phone, names of rows that are longer are broken over lines."""
Placed = tuple[str, AccountDays, DaySpan]
DRAWN = tuple(state for state in DayState if state is not DayState.NOT_OPEN)
WITH_FIGURES = (DayState.FIGURES, DayState.PARTLY, DayState.PROVISIONAL)
DAY_MS = 86_400_000
DASH = "–"
EDGE = timedelta(days=1)
"""Room for the outline of the first and the last day."""
HEIGHTS = {
    DayState.FIGURES: 0.44,
    DayState.PROVISIONAL: 0.44,
    DayState.PARTLY: 0.16,
    DayState.POSTS: 0.16,
    DayState.NOT_OPEN: 0.05,
}
OUTLINE_HEIGHT = 0.76
"""In rows, as the heights of the bars are: a day that lacks something stands out, however narrow it is."""
LOOKS = {
    DayState.PARTLY: N_("outlined with a core: part of the figures"),
    DayState.POSTS: N_("dots: days with posts, but no other figures"),
    DayState.PROVISIONAL: N_("striped: provisional"),
    DayState.MISSING: N_("outlined: missing"),
    DayState.NOT_OPEN: N_("thin line: the channel was not open"),
}


def calendar_chart(facts: Facts, scope: Scope, language: Language) -> Chart:
    """The freshness calendar of the accounts in scope."""
    return freshness_calendar(day_calendar(facts, scope), language)


def calendar_height(chart: Chart) -> int:
    """The height of the calendar in pixels: a row an account, each high enough for the longest name on a phone."""
    lines = [math.ceil(len(str(row[0])) / LONGEST_LINE) for row in chart.table.rows]
    return max(LOWEST, PADDING + len(lines) * max(ROW_HEIGHT, LINE_HEIGHT * min(MOST_LINES, max(lines, default=1))))


def freshness_calendar(calendar: DayCalendar, language: Language) -> Chart:
    """A row an account, day by day: solid with figures, outlined without, striped where they are provisional."""
    names = row_names(calendar.accounts, language)
    table = calendar_table(calendar, names, language)
    states = [state for state in DayState if any(account.of(state) for account in calendar.accounts)]
    looks = [language.text(LOOKS[state]) for state in states if state in LOOKS]
    days = language.text("Days with figures, {days}", days=language.days(calendar.first, calendar.last))
    return Chart(
        title=finding(calendar, names, language),
        subtitle=" · ".join([days, *looks]),
        figure={
            "data": [
                _rows(calendar, names, language),
                *(
                    _bars(calendar, names, state)
                    for state in states
                    if state not in (DayState.MISSING, DayState.PARTLY)
                ),
                _outlines(calendar, names),
                _bars(calendar, names, DayState.PARTLY),
                _silent(calendar, names, language),
            ],
            "layout": {
                "barmode": "overlay",
                "xaxis": {
                    "type": "date",
                    "range": [
                        (calendar.first - EDGE).isoformat(),
                        (calendar.last + timedelta(days=1) + EDGE).isoformat(),
                    ],
                    "tickformat": "%b\n%Y",
                },
                "yaxis": {"type": "category", "autorange": "reversed", "dtick": 1},
            },
        },
        alt=f"{days}. {spoken(calendar, names, language)}",
        table=table,
        file_name=f"freshness-{calendar.first}-{calendar.last}",
    )


def _outlines(calendar: DayCalendar, names: Sequence[str]) -> dict[str, Any]:
    """A box around every span of days that lack something: empty, or with a core of the figures that are there."""
    found = _spans(calendar, names, DayState.MISSING, DayState.PARTLY)
    return _lying(found, OUTLINE_HEIGHT, {"color": BACKGROUND, "line": {"color": TEXT, "width": 1.5}})


def _bars(calendar: DayCalendar, names: Sequence[str], state: DayState) -> dict[str, Any]:
    """Every span of one state, in the colours of the channels."""
    found = _spans(calendar, names, state)
    colours = [platform_colour(account.platform) for _, account, _ in found]
    # The line keeps a single day from vanishing where a day is less than a pixel.
    marker: dict[str, Any] = {"color": colours, "line": {"color": colours, "width": 1}}
    if state is DayState.PROVISIONAL:
        marker["pattern"] = {"shape": "/", "size": 5, "solidity": 0.3}
    elif state is DayState.PARTLY:
        marker = {"color": colours}
    elif state is DayState.NOT_OPEN:
        marker = {"color": MUTED}
    return _lying(found, HEIGHTS[state], marker)


def _spans(calendar: DayCalendar, names: Sequence[str], *states: DayState) -> list[Placed]:
    """Every span of these states, with the name of its row and its account."""
    rows = zip(names, calendar.accounts, strict=True)
    return [(name, account, span) for name, account in rows for span in account.of(*states)]


def _lying(found: Sequence[Placed], height: float, marker: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "base": [span.first.isoformat() for _, _, span in found],
        "x": [span.days * DAY_MS for _, _, span in found],
        "y": [name for name, _, _ in found],
        "width": height,
        "marker": marker,
        "hoverinfo": "skip",
    }


def _rows(calendar: DayCalendar, names: Sequence[str], language: Language) -> dict[str, Any]:
    """An unseen bar along each row, in the order of the accounts, that tells what there is when it is pointed at."""
    lines = [[name, *told(account, language)] for name, account in zip(names, calendar.accounts, strict=True)]
    most = max(map(len, lines), default=0)
    width = ((calendar.last - calendar.first).days + 1) * DAY_MS
    return {
        "type": "bar",
        "orientation": "h",
        "base": [calendar.first.isoformat()] * len(names),
        "x": [width] * len(names),
        "y": list(names),
        "width": 1,
        "marker": {"opacity": 0},
        "customdata": [line + [""] * (most - len(line)) for line in lines],
        "hovertemplate": [
            "<br>".join(f"%{{customdata[{place}]}}" for place in range(len(line))) + "<extra></extra>" for line in lines
        ],
    }


def _silent(calendar: DayCalendar, names: Sequence[str], language: Language) -> dict[str, Any]:
    """Words in the rows that have nothing to draw."""
    found = [(name, one) for name, one in zip(names, calendar.accounts, strict=True) if not one.of(*DRAWN)]
    return {
        "type": "scatter",
        "mode": "text",
        "x": [f"{calendar.first}T00:00"] * len(found),  # a day alone would be taken for the only tick there is
        "y": [name for name, _ in found],
        "text": [told(one, language)[0] for _, one in found],
        "textposition": "middle right",
        "hoverinfo": "skip",
    }


def calendar_table(calendar: DayCalendar, names: Sequence[str], language: Language) -> Table:
    """A row an account: how far its figures go, and every span of days without them, in words."""
    text = language.text
    columns = [
        text("Channel"), text("First day"), text("Last day"), text("Days with figures"), text("Days missing"),
        text("Provisional from"), text("Missing"), text("Part of the figures"), text("Not open"), text("Other"),
    ]  # fmt: skip
    rows: list[list[Cell]] = []
    shown = []
    for name, account in zip(names, calendar.accounts, strict=True):
        daily = account.last_day is not None
        provisional = next((span.first for span in account.of(DayState.PROVISIONAL)), None)
        days = (account.first_day, account.last_day, provisional)
        counts = [account.days(*WITH_FIGURES), account.days(DayState.MISSING)] if daily else [None, None]
        partly = [f"{lacking}: {', '.join(spans)}" for lacking, spans in partly_known(account, language).items()]
        words = [
            ", ".join(missing_days(account, language)),
            "; ".join(partly),
            ", ".join(language.days(span.first, span.last) for span in account.of(DayState.NOT_OPEN)),
            "" if daily else told(account, language)[0],
        ]
        first, last, restated = map(_iso, days)
        rows.append([name, first, last, *counts, restated, *words])
        first, last, restated = (_day(day, language) for day in days)
        numbers = [DASH if count is None else language.number(count) for count in counts]
        shown.append([name, first, last, *numbers, restated, *(word or DASH for word in words)])
    return _without_empty(Table(columns, rows, shown))


def _without_empty(table: Table) -> Table:
    """The table without the columns that say nothing of any channel."""
    kept = [place for place in range(len(table.columns)) if any(row[place] != DASH for row in table.shown)]
    return Table(
        [table.columns[place] for place in kept],
        [[row[place] for place in kept] for row in table.rows],
        [[row[place] for place in kept] for row in table.shown],
    )


def freshness_table(channels: Sequence[ChannelFreshness], language: Language) -> Table:
    """A row a channel: last day with figures, from when they are provisional, and days missing in the period."""
    text = language.text
    columns = [text("Channel"), text("Last day"), text("Provisional from"), text("Days missing"), text("Run by")]
    zoned = any(channel.day_zone for channel in channels)
    platforms = [channel.platform for channel in channels]
    rows: list[list[Cell]] = []
    shown = []
    for channel in channels:
        name = channel_name(channel.platform, language)
        if platforms.count(channel.platform) > 1:
            name = f"{name}: {channel.name}"
        last, missing = channel.last_day, None if math.isnan(channel.days_missing) else int(channel.days_missing)
        rest = [channel.unit or DASH, *([channel.day_zone or text("local time")] if zoned else [])]
        rows.append([name, _iso(last), _iso(channel.provisional_from), missing, *rest])
        days = language.day(last) if last else text("no figures"), _day(channel.provisional_from, language)
        shown.append([name, *days, DASH if missing is None else language.number(missing), *rest])
    return _without_empty(Table([*columns, *([text("Days counted in")] if zoned else [])], rows, shown))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(day: date | None, language: Language) -> str:
    return language.day(day) if day else DASH
