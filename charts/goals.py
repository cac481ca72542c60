"""Goals as pictures: how far each one was attained, and where the posts lie beside a band."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from charts.axis import unit_axis, value_axis
from charts.chart import Cell, Chart, Table
from charts.theme import ACCENT, faded
from locales import Language
from metrics.attainment import PENDING, Status
from metrics.catalogue import CATALOGUE
from metrics.definition import Unit
from metrics.goal_wording import attainment_text, goal_name, metric_name, outcome_text, status_text, target_text
from metrics.goals import GoalResult, PostValue
from metrics.period import Period
from metrics.wording import amount, listed, period_name, with_sign

NAMED_AT_MOST = 3
CLIPPED_AT = 200.0  # per cent
ROOM = 1.75  # how much further than its bars the axis goes, for what stands beside them
WORST_FIRST = (
    Status.NOT_REACHED,
    Status.PARTLY,
    Status.UNLIKELY,
    Status.CANNOT_TELL,
    Status.UNCERTAIN,
    Status.TOO_EARLY,
    Status.UNDER_WAY,
    Status.LIKELY,
    Status.REACHED,
    Status.NO_DATA,
    Status.UNKNOWN_METRIC,
)


def attainment_chart(
    results: Sequence[GoalResult], names: Mapping[str, str], period: Period, language: Language
) -> Chart:
    """Attainment of each goal in per cent of its target, a bar a goal from zero, the target as a line at 100.

    An interval is solid to its lower bound and pale to its upper one; a goal under way is hollow. What is far above
    its target is cut off, so that the others can be told apart; its figure stands beside it.
    """
    shown = single_spans(results)
    labels = [f"{goal_name(result.goal, names, language)}, {target_text(result.goal, language)}" for result in shown]
    said = [(attainment_text(result, language), status_text(result.status, language)) for result in shown]
    ends = [min(_bar(result) + _width(result), CLIPPED_AT) for result in shown]
    bars: dict[str, Any] = {
        "type": "bar",
        "orientation": "h",
        "x": [min(_bar(result), CLIPPED_AT) for result in shown],
        "y": labels,
        "marker": {"color": ACCENT},
        "hoverinfo": "skip",
        "meta": {"hollow": [place for place, result in enumerate(shown) if result.status in PENDING]},
    }
    rest: dict[str, Any] = {
        "type": "bar",
        "orientation": "h",
        "base": bars["x"],
        "x": [end - start for start, end in zip(bars["x"], ends, strict=True)],
        "y": labels,
        "marker": {"color": faded(ACCENT, 0.3)},
        "hoverinfo": "skip",
    }
    beside = {
        "type": "scatter",
        "mode": "text",
        "x": [max(100.0, end) for end in ends],
        "y": labels,
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
    # In two lines, for a phone.
    reached = beside | {"text": [f"  {words}" for words, _ in said], "textposition": "top right"}
    answers = beside | {"text": [f"  {words}" for _, words in said], "textposition": "bottom right"}
    furthest = max([100.0, *ends])
    layout = {
        "barmode": "overlay",
        "xaxis": unit_axis(Unit.PER_CENT, language) | {"range": [0, furthest * ROOM]},
        "yaxis": {"autorange": "reversed"},
        "meta": {"targets": [{"x": 100, "label": language.text("Target")}]},
    }
    table = goals_table(results, names, language)
    told = [f"{label}: {' · '.join(words)}" for label, words in zip(labels, said, strict=True)]
    return Chart(
        title=_finding(shown, names, language),
        subtitle=_subtitle(shown, period, language),
        figure={"data": [bars, rest, reached, answers], "layout": layout},
        alt=language.text("Bars: {goals}.", goals="; ".join(told)),
        table=table,
        file_name=f"goals-{period.id}",
        metrics=tuple(dict.fromkeys(one.goal.metric for one in shown if one.goal.metric in CATALOGUE)),
    )


def _subtitle(results: Sequence[GoalResult], period: Period, language: Language) -> str:
    said = language.text("Attainment, per cent of the target, {period}", period=period_name(period, language))
    if all(_bar(result) + _width(result) <= CLIPPED_AT for result in results):
        return said
    most = with_sign(language.number(CLIPPED_AT), Unit.PER_CENT, language)
    return f"{said}. {language.text('Bars are cut off at {most}.', most=most)}"


def single_spans(results: Sequence[GoalResult]) -> tuple[GoalResult, ...]:
    """The results of goals that have one span among them and something to draw, the missed first."""
    ids = [result.goal.id for result in results]
    found = [result for result in results if ids.count(result.goal.id) == 1 and not math.isnan(_bar(result))]
    return tuple(sorted(found, key=lambda result: (WORST_FIRST.index(result.status), _bar(result))))


def goals_table(results: Sequence[GoalResult], names: Mapping[str, str], language: Language) -> Table:
    """Every goal and span: target, outcome, attainment, status and the objective it serves."""
    text = language.text
    columns = [
        text("Goal"), text("Period"), text("Target"), text("Outcome"), text("Attainment"), text("Status"),
        text("Objective"),
    ]  # fmt: skip
    rows: list[list[Cell]] = []
    shown = []
    for result in results:
        words = [
            goal_name(result.goal, names, language),
            period_name(result.span, language),
            target_text(result.goal, language),
            outcome_text(result, language),
            attainment_text(result, language),
            status_text(result.status, language),
            result.goal.objective or "–",
        ]
        shown.append(words)
        value, per_cent = _cell(result.figure.value), _cell(result.attainment)
        outcome = words[3] if value is None else value
        rows.append([*words[:3], outcome, words[4] if per_cent is None else per_cent, *words[5:]])
    return Table(columns, rows, shown)


def _cell(value: float) -> float | None:
    return None if math.isnan(value) else value


def _bar(result: GoalResult) -> float:
    return result.attainment_low if math.isnan(result.attainment) else result.attainment


def _width(result: GoalResult) -> float:
    width = result.attainment_high - result.attainment_low
    return 0.0 if math.isnan(width) or not math.isnan(result.attainment) else width


def _finding(results: Sequence[GoalResult], names: Mapping[str, str], language: Language) -> str:
    missed = [result for result in results if result.status is Status.NOT_REACHED]
    over = [result for result in results if result.status not in PENDING]
    if len(over) == len(results) and all(result.status is Status.REACHED for result in over):
        return language.text("Every goal was reached")
    if not missed:
        return language.text("No goal was missed")
    if len(missed) > NAMED_AT_MOST:
        return language.plural("{count} goal was missed", "{count} goals were missed", len(missed))
    named = [goal_name(result.goal, names, language) for result in missed]
    return language.text("Missed: {goals}", goals=listed(named, language))


def band_chart(result: GoalResult, posts: Sequence[PostValue], language: Language) -> Chart:
    """Every post's value by the day it was published, beside the band that each is meant to lie in."""
    metric, target = CATALOGUE[result.goal.metric], result.goal.target
    known = sorted((post for post in posts if not math.isnan(post.value)), key=lambda post: post.published_on)
    values = [amount(metric, post.value, language) for post in known]
    dots = {
        "type": "scatter",
        "mode": "markers",
        "x": [post.published_on.isoformat() for post in known],
        "y": [post.value for post in known],
        "customdata": [[_short(post.caption), value] for post, value in zip(known, values, strict=True)],
        "hovertemplate": "%{x|%-d %b}: %{customdata[1]}<br>%{customdata[0]}<extra></extra>",
        "marker": {"color": faded(ACCENT, 0.75), "size": 9},
    }
    label = f"{language.text('Target')} {target_text(result.goal, language)}"
    marks = {"bands": [{"y0": target.low, "y1": target.high, "label": label}]} if target.band else _line(result, label)
    layout = {
        "xaxis": {"tickformat": "%-d %b\n%Y"},
        "yaxis": value_axis(metric, language),
        "meta": marks,
    }
    outcome, asked = outcome_text(result, language), target_text(result.goal, language)
    shares = result.posts
    inside = round(shares.inside * shares.posts / 100) if shares and shares.posts else 0
    return Chart(
        title=language.text(
            "{inside} of {posts} posts met the target {target}",
            inside=language.number(inside),
            posts=language.number(len(known)),
            target=asked,
        ),
        subtitle=language.text(
            "{metric}, a dot a post, {period}",
            metric=metric_name(result.goal.metric, language),
            period=period_name(result.span, language),
        ),
        figure={"data": [dots], "layout": layout},
        alt=language.text("{outcome}. Target: {target}.", outcome=outcome, target=asked),
        table=Table(
            [language.text("Published"), language.text("Post"), metric_name(result.goal.metric, language)],
            [[post.published_on.isoformat(), post.caption, post.value] for post in known],
            [[language.day(post.published_on), post.caption, value] for post, value in zip(known, values, strict=True)],
        ),
        file_name=f"posts-{result.goal.id}-{result.span.id}",
        metrics=(metric.id,),
        of_posts=True,
    )


def _line(result: GoalResult, label: str) -> dict[str, list[dict[str, object]]]:
    target = result.goal.target
    return {"targets": [{"y": target.high if math.isnan(target.low) else target.low, "label": label}]}


def _short(caption: str) -> str:
    return caption if len(caption) <= 60 else caption[:57].rstrip() + "…"
