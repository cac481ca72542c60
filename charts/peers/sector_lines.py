"""Sectors quarter by quarter: a small chart for each thing they are followed on, a line a sector."""

from __future__ import annotations

from collections.abc import Mapping
from math import isnan
from typing import Any

from charts.axis import unit_axis
from charts.chart import Cell, Chart, Table
from charts.series import in_json
from charts.theme import ACCENT, PEER
from locales import Language
from metrics.breaks import Break
from metrics.peers.aspects import Aspect, metric_of
from metrics.peers.group_wording import sector_name
from metrics.peers.sector_course import Quarters, SectorCourse
from metrics.peers.sector_wording import aspect_name, aspect_text
from metrics.period import Kind, Period
from metrics.wording import period_name

LINES_HEIGHT, NAME_HEIGHT, PADDING = 210, 17, 60
FEWEST_QUARTERS = 2


def lines_height(chart: Chart) -> int:
    """The height of such a chart in pixels: the names at the lines' ends need room."""
    return max(LINES_HEIGHT, PADDING + NAME_HEIGHT * len(chart.figure["data"]))


def sector_lines(told: SectorCourse, sector: str, language: Language) -> tuple[Chart, ...]:
    """The charts of the aspects on which the sector has at least FEWEST_QUARTERS medians."""
    charts = []
    for aspect in Aspect:
        of_aspect = {one: courses[aspect] for one, courses in told.courses.items() if courses}
        if sector in of_aspect and of_aspect[sector].known >= FEWEST_QUARTERS:
            charts.append(_chart(aspect, told.quarters, of_aspect, sector, language))
    return tuple(charts)


def _chart(
    aspect: Aspect, quarters: tuple[Period, ...], courses: Mapping[str, Quarters], sector: str, language: Language
) -> Chart:
    own = courses[sector]
    # The sector last, so that its line lies over the others'.
    order = [one for one in courses if one != sector and courses[one].known >= FEWEST_QUARTERS] + [sector]
    finding = _finding(aspect, quarters, own, language)
    members = language.plural("median of {count} organisation", "median of {count} organisations", max(own.members))
    # A quarter's figure holds what came after a break in it, so the break stands before the quarter.
    breaks = [
        {"x": Period.of(Kind.QUARTER, one.day).start.isoformat(), "label": _label(one, language)} for one in own.breaks
    ]
    return Chart(
        title=finding,
        subtitle=f"{sector_name(sector, language)} · {members}",
        figure={
            "data": [_line(aspect, quarters, courses[one], one, language, own=one == sector) for one in order],
            "layout": {
                "xaxis": {"type": "date", **_ticks(quarters, language)},
                "yaxis": {**unit_axis(metric_of(aspect).unit, language), "nticks": 4},
                "hovermode": "closest",
                "meta": {"breaks": breaks} if breaks else {},
            },
        },
        alt=f"{finding}. " + _alt(aspect, quarters, own, language),
        table=_table(aspect, quarters, {one: courses[one] for one in reversed(order)}, language),
        file_name=f"sector-{sector}-{aspect.value}-{quarters[-1].id}",
    )


def _label(one: Break, language: Language) -> str:
    return one.label_sv if language.code == "sv" else one.label_en


def _line(
    aspect: Aspect, quarters: tuple[Period, ...], course: Quarters, sector: str, language: Language, *, own: bool
) -> dict[str, Any]:
    name = sector_name(sector, language)
    told = [
        [f"{name}, {period_name(quarter, language)}", aspect_text(aspect, value, language)]
        for quarter, value in zip(quarters, course.middle, strict=True)
    ]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": name,
        "x": [quarter.start.isoformat() for quarter in quarters],
        "y": [in_json(value) for value in course.middle],
        "customdata": told,
        "hovertemplate": "%{customdata[0]}: %{customdata[1]}<extra></extra>",
        "line": {"color": ACCENT if own else PEER, "width": 2.5 if own else 1.5},
        "marker": {"color": ACCENT if own else PEER, "size": 5 if own else 3},
        "connectgaps": False,
        "meta": {"label": name},
    }


def _ticks(quarters: tuple[Period, ...], language: Language) -> dict[str, object]:
    """A year where it begins; of so few quarters that none begins one, each by its name."""
    begin = [quarter for quarter in quarters if quarter.start.month == 1]
    named = {quarter: str(quarter.start.year) for quarter in begin} or {
        quarter: period_name(quarter, language) for quarter in quarters
    }
    days = [quarter.start.isoformat() for quarter in named]
    return {"tickmode": "array", "tickvals": days, "ticktext": list(named.values())}


def _finding(aspect: Aspect, quarters: tuple[Period, ...], own: Quarters, language: Language) -> str:
    """The last median that is known, and the one a year before where both are counted alike."""
    last = max(at for at, value in enumerate(own.middle) if not isnan(value))
    told = {
        "measure": aspect_name(aspect, language),
        "value": aspect_text(aspect, own.middle[last], language),
        "quarter": period_name(quarters[last], language),
    }
    before = quarters.index(year) if (year := quarters[last].year_before()) in quarters else -1
    between = any(year.start < one.day <= quarters[last].end for one in own.breaks)
    if before < 0 or between or isnan(own.middle[before]):
        return language.text("{measure}: {value} in {quarter}", **told)
    earlier = aspect_text(aspect, own.middle[before], language)
    return language.text("{measure}: {value} in {quarter}, {earlier} a year before", **told, earlier=earlier)


def _alt(aspect: Aspect, quarters: tuple[Period, ...], own: Quarters, language: Language) -> str:
    known = [at for at, value in enumerate(own.middle) if not isnan(value)]
    first, lowest, highest = known[0], min(own.middle[known]), max(own.middle[known])
    return language.text(
        "By quarter from {start}: the lowest is {low}, the highest {high}.",
        start=period_name(quarters[first], language),
        low=aspect_text(aspect, lowest, language),
        high=aspect_text(aspect, highest, language),
    )


def _table(aspect: Aspect, quarters: tuple[Period, ...], courses: Mapping[str, Quarters], language: Language) -> Table:
    """A quarter a row; of each sector the median and how many organisations it is of."""
    columns = [language.text("Quarter")]
    for sector in courses:
        name = sector_name(sector, language)
        columns += [name, language.text("{sector}, organisations", sector=name)]
    rows: list[list[Cell]] = []
    shown: list[list[str]] = []
    for at, quarter in enumerate(quarters):
        raw: list[Cell] = [quarter.id]
        read = [period_name(quarter, language)]
        for course in courses.values():
            raw += [in_json(course.middle[at]), course.members[at]]
            read += [aspect_text(aspect, course.middle[at], language), language.number(course.members[at])]
        rows.append(raw)
        shown.append(read)
    return Table(columns, rows, shown)
