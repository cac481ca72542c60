"""A chart of each kind that the app makes, drawn from figures made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from math import nan

import numpy as np
import pandas as pd

from charts.campaign import bullet_chart, daily_chart, variants_chart
from charts.chart import Chart
from charts.goals import attainment_chart, band_chart
from charts.peers.best_posts import share_chart, typical_chart
from charts.peers.course import course_chart
from charts.peers.dots import peer_chart
from charts.peers.funnel import funnel_chart
from charts.peers.platforms import strip_chart
from charts.peers.scatter import scatter_chart
from charts.peers.sector_lines import sector_lines
from charts.series import Series
from charts.theme import platform_colour
from charts.trend import month_lines
from locales import Language
from metrics.attainment import Basis, Projection, Target
from metrics.breaks import Break
from metrics.goals import Figure, PostValue
from metrics.monthly import Month
from metrics.peers.best_posts import BestPosts, Kind, Part
from metrics.peers.course import Course
from metrics.peers.medians import Median
from metrics.period import Period
from tests.charts import test_freshness, test_trend
from tests.charts.test_campaign_charts import CAMPAIGN, FEW, OPEN, SPAN, TOLD, goal, result
from tests.charts.test_goals_chart import MET, MISSED, OCTOBER, RUNNING
from tests.charts.test_goals_chart import OPEN as OPEN_GOAL
from tests.charts.test_goals_chart import result as goal_result
from tests.charts.test_sector_charts import course as quarters
from tests.charts.test_sector_charts import told as sector_told
from tests.comparisons import comparison_of, measured_of

ESTIMATED = comparison_of(
    measured_of([4.0 * 1.5**place for place in range(12)], [0.05] * 12, units=[2.0, *[40.0] * 11], of_weeks=False),
    metric="interactions", own=2,
)  # fmt: skip
NOT_DRAWN = np.empty(0)
QUARTERS_FOLLOWED, OTHERS_FOLLOWED = quarters(10, 20, 30, nan, 50, 60), quarters(*[40] * 6)
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
        *peers(language),
        *parts_of_groups(language),
        months_beside_a_group(language),
        *sector_lines(sector_told(QUARTERS_FOLLOWED, OTHERS_FOLLOWED), "region", language),
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


def peers(language: Language) -> list[Chart]:
    """A few counted; many estimated, one without a place; a crowd to which the own one does not belong."""
    few = comparison_of(measured_of([30.0, 50.0, 10.0, 41.0]))
    crowd = comparison_of(measured_of([float(value) for value in range(1, 61)], [0.04] * 60))
    crowd = replace(crowd, rows=crowd.rows.assign(own=False))
    drawn = [peer_chart(few, "Ort o0", language), peer_chart(ESTIMATED, "Ort o2", language)]
    return [*drawn, replace(peer_chart(crowd, "", language), file_name="crowd")]


def parts_of_groups(language: Language) -> list[Chart]:
    """A group on one platform, by precision, by two measures that go by factors, and what its best post."""
    spread = comparison_of(measured_of([3.0 * 1.8**place for place in range(12)], [0.02] * 12), own=11)
    posts = BestPosts(OCTOBER, 12, 12, pd.DataFrame(), 0, ("Ort o1",), own_is_best=False, dominating="",
                      formats=(mix("video", 8.0), mix("image", 3.0)), topics=())  # fmt: skip
    found = [funnel_chart(ESTIMATED, language), scatter_chart(spread, ESTIMATED, language)]
    return [
        strip_chart(ESTIMATED, "facebook", "Ort o2", language),
        *(one for one in found if one),
        share_chart(posts, "format", "Ort o2", language),
        typical_chart(posts, "format", language),
    ]


def mix(key: str, rate: float) -> Kind:
    """Posts of a format, of which the own organisation has too few."""
    shares = {Part.BEST: 60.0, Part.OWN: nan, Part.REST: 40.0}
    typical = {part: Median(rate, rate - 1, rate + 1, 9, NOT_DRAWN) for part in Part} | {
        Part.OWN: Median(nan, nan, nan, 1, NOT_DRAWN)
    }
    return Kind(key, dict.fromkeys(Part, 9), dict.fromkeys(Part, 20), shares, typical)


def months_beside_a_group(language: Language) -> Chart:
    """Six months, a gap, and one in which the largest post decides."""
    months = tuple(Period.parse(f"2026-{month:02d}") for month in range(5, 11))
    own, without = np.array([5, 6, nan, 9, 7, 8.0]), np.array([5, 5.5, nan, 4, 7, 8.0])
    low, middle, high = (np.array([2.0, 3, 3, 4, 3, 3]) + up for up in (0, 1.5, 3))
    told = Course(months, own, without, low, middle, high, (12,) * 6, constant=True, left_out=())
    return course_chart(ESTIMATED, told, "Ort o2 låg över gruppens mittersta hälft", "Ort o2", (), language)


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
