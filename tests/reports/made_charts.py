"""A chart of each kind that the app makes, drawn from figures made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from charts.campaign import bullet_chart, daily_chart, variants_chart
from charts.chart import Chart
from charts.goals import attainment_chart, band_chart
from charts.peers import peer_chart
from charts.series import Series
from charts.theme import platform_colour
from charts.trend import month_lines
from locales import Language
from metrics.attainment import Basis, Projection, Target
from metrics.breaks import Break
from metrics.goals import Figure, PostValue
from metrics.monthly import Month
from tests.charts import test_freshness, test_peers_chart, test_trend
from tests.charts.test_campaign_charts import CAMPAIGN, FEW, OPEN, SPAN, TOLD, goal, result
from tests.charts.test_goals_chart import MET, MISSED, OCTOBER, RUNNING
from tests.charts.test_goals_chart import OPEN as OPEN_GOAL
from tests.charts.test_goals_chart import result as goal_result

PLATFORMS = ("facebook", "instagram", "linkedin", "youtube", "tiktok", "x", "web", "newsroom")


def made_charts(language: Language) -> list[Chart]:
    """Every kind, and of those whose look depends on the data, the looks that they can have."""
    return [
        *test_trend.charts(),
        channels(language),
        attainment_chart([MET, RUNNING, OPEN_GOAL, MISSED], {}, OCTOBER, language),
        many_goals(language),
        posts(language),
        *bullets(language),
        days(language),
        variants_chart([TOLD, OPEN, FEW], CAMPAIGN, language),
        peer_chart(test_peers_chart.found([30.0, 50.0, 10.0, 41.0]), "Ort o0", language),
        peer_chart(test_peers_chart.found([float(value) for value in range(60)], own=7), "Ort o7", language),
        test_freshness.chart(test_freshness.WHOLE, test_freshness.HOLED, test_freshness.CLOSED, language=language),
    ]


def channels(language: Language) -> Chart:
    """Two years of eight channels that end close to each other, one with a break of its own, one below nought."""
    found = []
    for number, platform in enumerate(PLATFORMS):
        rows = tuple(
            Month(
                f"{2024 + (8 + at) // 12}-{(8 + at) % 12 + 1:02d}",
                *[1_000.0 + number * 7 + at * 13 - 1_200 * (number == 7)] * 3,
            )
            for at in range(25)
        )
        breaks = (test_trend.BREAK,) if platform == "facebook" else ()
        found.append(
            Series(f"{platform.title()}: ett ganska långt namn", rows, platform_colour(platform), breaks=breaks)
        )
    return month_lines(
        found, test_trend.FOLLOWERS, replace(test_trend.WORDS, file_name="channels"), test_trend.MARKS, language
    )


def many_goals(language: Language) -> Chart:
    """More goals than a slide has room for."""
    goals = [goal_result(f"g{at}", 40 + 3 * at, platform="facebook", account=f"konto-{at}") for at in range(60)]
    chart = attainment_chart(goals, {f"konto-{at}": f"Konto {at}" for at in range(60)}, OCTOBER, language)
    return replace(chart, file_name="many-goals")


def posts(language: Language) -> Chart:
    """A dot a post beside a band."""
    aimed = goal_result("p", 5.0, metric="engagement_rate_followers", rhythm="post", target=Target(5.0, 7.0))
    values = [PostValue(date(2026, 10, 1) + timedelta(days=at * 2), f"Inlägg {at}", 4 + at / 5) for at in range(14)]
    return band_chart(aimed, values, language)


def bullets(language: Language) -> list[Chart]:
    """A goal with what is to come, one that is an interval beside a band."""
    flow = goal(Figure(246, 246, 246), Target(low=400), metric="conversions", finished=False)
    outlook = Projection(410, 350, 460, 0.6, Basis.OWN_DAYS)
    found = [replace(flow, projection=outlook), goal(Figure(float("nan"), 900, 1400), Target(1000, 1200))]
    return [bullet_chart(one, {"k": "Kampanjen"}, language) for one in found]


def days(language: Language) -> Chart:
    """Days with a gap and a break."""
    change = Break("clicks", date(2026, 5, 3), "Ny räkning", "New count", frozenset({"fb"}), frozenset({"fb"}))
    return daily_chart(result(clicks=12), "clicks", ((SPAN.start, 3.0), (SPAN.end, 9.0)), [change], language)
