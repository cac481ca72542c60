"""A series as the store has it and as an import would leave it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from charts.chart import Cell, Chart, Table
from charts.theme import ACCENT, MUTED
from data.imports.preview import POSTS, BeforeAfter, Point
from data.template.headings import wording
from locales import N_, Language
from metrics.wording import channel_name

DASH = "–"
MARKED = 6  # pixels
NOW, THEN = N_("now"), N_("after the import")
STEPS = {"day": N_("by day"), "week": N_("by week"), "month": N_("by month")}
HEADINGS = {"day": N_("Day"), "week": N_("Week from"), "month": N_("Month")}
HOVER = {"day": "%{x|%-d %B %Y}", "week": "%{x|%-d %B %Y}", "month": "%{x|%B %Y}"}


def before_after_chart(found: BeforeAfter, language: Language) -> Chart:
    """What the import would leave, in the accent colour; over it, dashed and grey, what is there now."""
    before, after = [point.before for point in found.points], [point.after for point in found.points]
    lines = [_line(found, THEN, after, language) | {"line": {"color": ACCENT, "width": 2.5}}]
    if any(value is not None for value in before):
        lines.append(_line(found, NOW, before, language) | {"line": {"color": MUTED, "width": 2, "dash": "dash"}})
    title, subtitle = finding(found, language), measure(found, language)
    return Chart(
        title=title,
        subtitle=subtitle,
        figure={"data": lines, "layout": {"xaxis": {"type": "date"}, "yaxis": {"rangemode": "tozero"}}},
        alt=f"{subtitle}. {title}. {_in_words(found, language)}",
        table=_table(found, language),
        file_name=f"import-{found.table}",
    )


def finding(found: BeforeAfter, language: Language) -> str:
    """How many of the file's days, or posts, are new, and how many would change."""
    plural = language.plural
    if found.table == "posts":
        new = plural("{count} new post", "{count} new posts", found.new)
        changed = plural("{count} post changes", "{count} posts change", found.changed)
        same = plural("{count} post is there already", "{count} posts are there already", found.same)
    else:
        new = plural("{count} new day", "{count} new days", found.new)
        changed = plural("{count} day changes", "{count} days change", found.changed)
        same = plural("{count} day is there already", "{count} days are there already", found.same)
    if not found.new and not found.changed:
        return language.text("Nothing changes: {same}", same=same)
    return ", ".join(said for said, count in ((new, found.new), (changed, found.changed)) if count)


def measure(found: BeforeAfter, language: Language) -> str:
    """What is drawn, whose, and how it is divided: “Views, Region Älvmark (Facebook), by day”."""
    what = language.text("Number of posts") if found.column == POSTS else _heading(found, language)
    if found.window_days:
        what = language.plural("Reach in {count} day", "Reach in {count} days", found.window_days)
    whose = f"{found.name} ({channel_name(found.platform, language)})" if found.platform else found.name
    return f"{what}, {whose}, {language.text(STEPS[found.step])}"


def _heading(found: BeforeAfter, language: Language) -> str:
    return language.text(wording(found.table, found.column).heading)


def _line(found: BeforeAfter, name: str, values: Sequence[float | None], language: Language) -> dict[str, Any]:
    named = language.text(name)
    return {
        "type": "scatter",
        "name": named,
        "mode": "lines+markers",
        "marker": {"size": [MARKED if alone else 0 for alone in _alone(values)]},
        "x": [point.day.isoformat() for point in found.points],
        "y": list(values),
        "customdata": [_figure(value, language) for value in values],
        "hovertemplate": f"{HOVER[found.step]}<br>%{{fullData.name}}: %{{customdata}}<extra></extra>",
        "connectgaps": False,
        "meta": {"label": named},
    }


def _alone(values: Sequence[float | None]) -> list[bool]:
    """Of each value, whether it has no neighbour that a line could join it to."""
    padded = [None, *values, None]
    return [one is None and other is None for one, other in zip(padded, padded[2:], strict=False)]


def _figure(value: float | None, language: Language) -> str:
    if value is None:
        return DASH
    return language.number(value, 0 if float(value).is_integer() or abs(value) >= 100 else 1)


def _when(point: Point, found: BeforeAfter, language: Language) -> str:
    return language.month(point.day) if found.step == "month" else language.day(point.day)


def _in_words(found: BeforeAfter, language: Language) -> str:
    """The lowest and the highest of what would be there, and when."""
    known = [(point.after, point) for point in found.points if point.after is not None]
    if not known:
        return ""
    (low, lowest), (high, highest) = (choose(known, key=lambda one: one[0]) for choose in (min, max))
    return language.text(
        "After the import the lowest is {low} ({lowest}) and the highest {high} ({highest}).",
        low=_figure(low, language), lowest=_when(lowest, found, language),
        high=_figure(high, language), highest=_when(highest, found, language),
    )  # fmt: skip


def _table(found: BeforeAfter, language: Language) -> Table:
    text = language.text
    columns = [text(HEADINGS[found.step]), text("Now"), text("After the import"), text("What happens")]
    rows: list[list[Cell]] = []
    shown = []
    for point in found.points:
        happens = _happens(point, language)
        rows.append([point.day.isoformat(), point.before, point.after, happens])
        figures = [_figure(value, language) for value in (point.before, point.after)]
        shown.append([_when(point, found, language), *figures, happens or DASH])
    return Table(columns, rows, shown)


def _happens(point: Point, language: Language) -> str:
    if point.before == point.after:
        return ""
    return language.text("new") if point.before is None else language.text("changes")
