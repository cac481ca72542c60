"""A campaign as pictures: each goal with its target, the days one by one, and versions around nought."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from charts.axis import unit_axis, value_axis
from charts.campaign_tables import variants_table
from charts.chart import Chart, Table
from charts.theme import ACCENT, MUTED, TEXT, faded
from locales import Language
from metrics.attainment import Status
from metrics.breaks import Break
from metrics.campaign_results import Campaign, CampaignResult, expected_by_now
from metrics.campaign_wording import answer_text, interval_text, variants_finding
from metrics.catalogue import CATALOGUE
from metrics.definition import Metric, Unit
from metrics.goal_wording import attainment_text, goal_name, outcome_text, status_text, target_text
from metrics.goals import GoalResult
from metrics.notes import Note
from metrics.period import Period
from metrics.variants import Compared
from metrics.wording import amount, figure_text, listed, period_name

ROOM = 1.08
"""How much further than what it shows a bullet's axis goes."""
SETTLED = (Status.REACHED, Status.NOT_REACHED, Status.PARTLY, Status.CANNOT_TELL)
"""What is said of a figure that is settled; with any other status the bar is hollow."""


def drawable(result: GoalResult) -> bool:
    """Whether the goal has a bullet: a known metric, a figure, and no post by post (those have `band_chart`)."""
    known = not (math.isnan(result.figure.low) and math.isnan(result.figure.high))
    return result.goal.metric in CATALOGUE and result.posts is None and known


def bullet_chart(result: GoalResult, names: Mapping[str, str], language: Language) -> Chart:
    """One goal lying down: the figure as a bar from zero (an interval goes on pale), the target as a line or band.

    What is expected by now is a thick stroke, and between what it will probably end a thin line with ends. Stephen
    Few's bullet graph, with intervals in the place of his shades. Needs `drawable`.
    """
    metric, target, ahead = CATALOGUE[result.goal.metric], result.goal.target, result.projection
    expected = expected_by_now(result)
    low, high = _ends(result)
    name = goal_name(result.goal, names, language)
    bar: dict[str, Any] = {"type": "bar", "orientation": "h", "y": [name], "hoverinfo": "skip", "width": [0.5]}
    solid = bar | {"x": [low], "marker": {"color": ACCENT}}
    solid |= {"meta": {"hollow": []} if result.status in SETTLED else {"hollow": [0]}}
    data = [solid, bar | {"base": [low], "x": [high - low], "marker": {"color": faded(ACCENT, 0.3)}}]
    if ahead is not None and not (math.isnan(ahead.low) or math.isnan(ahead.high)):
        data.append(_line([ahead.low, ahead.high], name, MUTED, size=12, width=2.0))
    if not math.isnan(expected):
        data.append(_line([expected], name, TEXT, size=34, width=3.0))
    drawn = [low, high, target.low, target.high, expected, *((ahead.low, ahead.high) if ahead else ())]
    furthest = max(value for value in drawn if not math.isnan(value))
    facts = _facts(result, expected, language)
    layout = {
        "barmode": "overlay",
        "xaxis": value_axis(metric, language) | {"range": [0, furthest * ROOM or 1]},
        "yaxis": {"type": "category", "showticklabels": False},
        "meta": _target(result, language),
    }
    return Chart(
        title=f"{name}: {outcome_text(result, language)}, {status_text(result.status, language)}",
        subtitle=" · ".join([*(f"{label}: {words}" for label, words, _ in facts[1:]), _when(result, language)]),
        figure={"data": data, "layout": layout},
        alt=". ".join(f"{label}: {words}" for label, words, _ in facts) + ".",
        table=Table(
            [language.text("What"), language.text("Value")],
            [[label, words if value is None else value] for label, words, value in facts],
            [[label, words] for label, words, _ in facts],
        ),
        file_name=f"goal-{result.goal.id}-{result.span.id}",
        metrics=(metric.id,),
    )


def _ends(result: GoalResult) -> tuple[float, float]:
    """Where the bar ends and where its pale part does; of a bound alone, both there."""
    low, high = result.figure.low, result.figure.high
    return (0.0 if math.isnan(low) else low), (low if math.isnan(high) else high)


def _line(x: list[float], name: str, colour: str, *, size: int, width: float) -> dict[str, Any]:
    marker = {"symbol": "line-ns", "size": size, "color": colour, "line": {"color": colour, "width": width}}
    line = {"color": colour, "width": width}
    named = {"y": [name] * len(x), "hoverinfo": "skip"}
    return {"type": "scatter", "mode": "lines+markers", "x": x, "marker": marker, "line": line} | named


def _target(result: GoalResult, language: Language) -> dict[str, Any]:
    target, label = result.goal.target, f"{language.text('Target')} {target_text(result.goal, language)}"
    if target.band:
        return {"bands": [{"x0": target.low, "x1": target.high, "label": label}]}
    return {"targets": [{"x": target.high if math.isnan(target.low) else target.low, "label": label}]}


Fact = tuple[str, str, float | None]
"""What is told, in words, and as a number where it is one."""


def _facts(result: GoalResult, expected: float, language: Language) -> list[Fact]:
    metric, value, ahead = CATALOGUE[result.goal.metric], result.figure.value, result.projection
    found: list[Fact] = [
        (language.text("Outcome"), outcome_text(result, language), None if math.isnan(value) else value),
        (language.text("Target"), target_text(result.goal, language), None),
        (language.text("Attainment"), attainment_text(result, language), None),
    ]
    if not math.isnan(expected):
        found.append((language.text("Expected by now"), amount(metric, expected, language), expected))
    if ahead is not None and not (math.isnan(ahead.low) and math.isnan(ahead.high)):
        words = figure_text(metric, math.nan, ahead.low, ahead.high, language)
        found.append((language.text("Will probably end at"), words, None))
    return found


def _when(result: GoalResult, language: Language) -> str:
    return period_name(result.span, language)


def daily_chart(
    result: CampaignResult,
    metric_id: str,
    days: Sequence[tuple[date, float]],
    breaks: Sequence[Break],
    language: Language,
) -> Chart:
    """A daily result of the campaign, a bar a day from zero, all channels together; a day without one is a gap.

    Spend has a chart of its own: two measures never share an axis. `breaks` are those that concern the metric.
    """
    metric, span = CATALOGUE[metric_id], result.span or Period(date.min, date.min)
    known = dict(days)
    every = [span.start + timedelta(days=number) for number in range(span.days)]
    values = [known.get(day) for day in every]
    shown = [language.text("missing") if value is None else amount(metric, value, language) for value in values]
    bars = {
        "type": "bar",
        "x": [day.isoformat() for day in every],
        "y": values,
        "customdata": [[text] for text in shown],
        "hovertemplate": "%{x|%-d %B %Y}: %{customdata[0]}<extra></extra>",
        "marker": {"color": MUTED if metric_id == "spend" else ACCENT},
    }
    label = language.text(metric.label)
    inside = [one for one in breaks if span.start < one.day <= span.end]
    meta = [{"x": one.day.isoformat(), "label": Note("{label}", one.said).text(language)} for one in inside]
    subtitle = language.text("{metric} a day, all channels, {days}", metric=label, days=period_name(span, language))
    return Chart(
        title=_peak(metric, days, language),
        subtitle=subtitle,
        figure={"data": [bars], "layout": {"yaxis": value_axis(metric, language), "meta": {"breaks": meta}}},
        alt=f"{subtitle}. {_peak(metric, days, language)}. {_lacking(values.count(None), language)}".strip(),
        table=Table(
            [language.text("Day"), label],
            [[day.isoformat(), value] for day, value in zip(every, values, strict=True)],
            [[language.day(day), text] for day, text in zip(every, shown, strict=True)],
        ),
        file_name=f"{result.campaign.id}-{metric_id}",
        metrics=(metric_id,) if metric_id in CATALOGUE else (),
    )


def _peak(metric: Metric, days: Sequence[tuple[date, float]], language: Language) -> str:
    label = language.text(metric.label)
    if not days:
        return language.text("{metric}: no daily results", metric=label)
    day, most = max(days, key=lambda one: one[1])
    said = {"metric": label, "day": language.day(day), "amount": amount(metric, most, language)}
    return language.text("{metric}: {amount} at most, on {day}", **said)


def _lacking(days: int, language: Language) -> str:
    return language.plural("{count} day has no figure.", "{count} days have no figure.", days) if days else ""


def variants_chart(found: Sequence[Compared], campaign: Campaign, language: Language) -> Chart:
    """How much more or less the second version gave than the first, a line a rate with its interval, around nought."""
    told = [one for one in found if not math.isnan(one.low)]
    pairs = {(one.first, one.second): _pair(one, language) for one in found}
    rows = [_row(one, pairs if len(pairs) > 1 else {}, language) for one in told]
    data = [_interval(one, row, language) for one, row in zip(told, rows, strict=True)]
    furthest = max((abs(bound) for one in told for bound in (one.low, one.high)), default=1.0)
    subject = {"pairs": listed(list(pairs.values()), language), "campaign": campaign.name}
    axis = unit_axis(Unit.PER_CENT, language) | {"range": [-furthest * ROOM, furthest * ROOM], "zeroline": True}
    return Chart(
        title=variants_finding(found, language),
        subtitle=language.text("{pairs}: difference in per cent with its interval, {campaign}", **subject),
        figure={"data": data, "layout": {"xaxis": axis, "yaxis": {"type": "category", "autorange": "reversed"}}},
        alt="; ".join(f"{row} ({interval_text(one, language)})" for one, row in zip(told, rows, strict=True)) + ".",
        table=variants_table(found, language),
        file_name=f"{campaign.id}-versions",
        of_posts=True,
    )


def _row(one: Compared, pairs: Mapping[tuple[str, str], str], language: Language) -> str:
    """The rate and the answer, with the pair where there are several."""
    label, pair = language.text(one.rate.label), pairs.get((one.first, one.second))
    return f"{label}{f', {pair}' if pair else ''}: {answer_text(one, language)}"


def _pair(one: Compared, language: Language) -> str:
    return language.text("{second} against {first}", first=one.first, second=one.second)


def _interval(one: Compared, row: str, language: Language) -> dict[str, Any]:
    holds_nothing = one.low <= 0 <= one.high
    colour = MUTED if holds_nothing else ACCENT
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [one.low, one.difference, one.high],
        "y": [row] * 3,
        "customdata": [[interval_text(one, language)]] * 3,
        "hovertemplate": "%{y}: %{customdata[0]}<extra></extra>",
        "line": {"color": colour, "width": 3},
        "marker": {
            "color": colour,
            "size": [12, 11, 12],
            "symbol": ["line-ns", "circle-open" if holds_nothing else "circle", "line-ns"],
            "line": {"color": colour, "width": 2},
        },
    }
