"""Charts that set channels, formats or topics beside each other, each titled with what it shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import isnan

from charts.bars import group_bars
from charts.chart import Chart
from charts.months import breaks_of, channel_lines, known_only, months_of, platforms_of, trailing_of
from charts.trend import Words
from metrics.catalogue import metric
from metrics.channel_names import account_names
from metrics.claims import claimed
from metrics.facts import Facts
from metrics.figures import accounts_in, figures
from metrics.findings import growth_over, largest, last_value
from metrics.view import View
from metrics.wording import channel_name, figure_text, format_name

FOLLOWERS, REACH, PER_POST = metric("followers"), metric("reach"), metric("interactions_per_post")
MANY = 8
"""How many groups a chart shows at most."""


def trailing_reach_chart(facts: Facts, view: View) -> Chart | None:
    """Reach in 28 days, a line an account: what each platform itself has counted."""
    language = view.language
    accounts = list(accounts_in(facts, view.scope)["account_id"])
    months = {one: trailing_of(facts, view, one) for one in accounts}
    # A line is drawn of what is exact; a platform without 28-day windows has none.
    months = {one: rows for one, rows in months.items() if any(not isnan(month.value) for month in rows)}
    if not months:
        return None
    exact = {one: [month for month in rows if not isnan(month.value)] for one, rows in months.items()}
    latest = max(rows[-1].by for rows in exact.values())
    biggest = largest({one: rows[-1].value for one, rows in exact.items() if rows[-1].by == latest})
    last = exact[biggest][-1]
    finding = language.text(
        "{channel} reaches the most, {people} people in 28 days",
        channel=account_names(facts, view.organisation, language)[biggest],
        people=claimed(REACH, last, language),
    )
    words = Words(
        finding, language.text("People reached in the last 28 days of each month"), f"reach-28-{view.period.id}"
    )
    return channel_lines(facts, view, REACH, months, words)


def interactions_by(facts: Facts, view: View, by: str) -> Chart | None:
    """Interactions per post by channel, format or topic."""
    language = view.language
    rows = figures(facts, [PER_POST.id], view.scope, view.period, by=by).dropna(subset="value")
    rows = rows.sort_values("value", ascending=False).head(MANY)
    if len(rows) < 2:
        return None
    headings = {
        "platform": language.text("Channel"),
        "format": language.text("Format"),
        "topic": language.text("Topic"),
    }
    subtitles = {
        "platform": language.text("Interactions per post, by channel"),
        "format": language.text("Interactions per post, by format"),
        "topic": language.text("Interactions per post, by topic"),
    }
    names = _group_names(by, list(rows["by"]), view)
    best = rows.iloc[0]
    breaks = breaks_of(facts, view, PER_POST, view.scope)
    changed = [one for one in breaks if view.period.start < one.day <= view.period.end]
    if changed:
        finding = language.text(
            "{label} on {date}: what is from before and after cannot be ranked",
            label=changed[-1].text,
            date=language.day(changed[-1].day),
        )
    else:
        finding = language.text(
            "{group} engages the most: {figure} interactions per post",
            group=names[best["by"]],
            figure=figure_text(PER_POST, best["value"], best["low"], best["high"], language),
        )
    words = Words(finding, subtitles[by], f"interactions-{by}-{view.period.id}")
    chart = group_bars(rows, PER_POST, words, language, names=names, heading=headings[by])
    return replace(chart, of_posts=by != "platform")


def _group_names(by: str, keys: list[str], view: View) -> Mapping[str, str]:
    named = {"platform": channel_name, "format": format_name}.get(by)
    return {key: named(key, view.language) if named else key for key in keys}


def followers_by_channel(facts: Facts, view: View) -> Chart | None:
    """Followers by channel, where there are several."""
    language = view.language
    months = known_only({one: months_of(facts, view, FOLLOWERS, one) for one in platforms_of(facts, view)})
    if len(months) < 2:
        return None
    biggest = largest({one: last_value(rows) for one, rows in months.items()})
    # Where the growth of one is not known across a break, none is known to grow the fastest.
    broken = any(breaks_of(facts, view, FOLLOWERS, replace(view.scope, platforms=(one,))) for one in months)
    fastest = "" if broken else largest(growth_over(months))
    names = {"biggest": channel_name(biggest, language), "fastest": channel_name(fastest, language)}
    if not fastest:
        finding = language.text("{biggest} has the most followers", biggest=names["biggest"])
    elif biggest == fastest:
        finding = language.text("{biggest} has the most followers and grows the fastest", biggest=names["biggest"])
    else:
        finding = language.text("{biggest} has the most followers, {fastest} grows the fastest", **names)
    words = Words(
        finding, language.text("Followers at the end of each month, by channel"), f"followers-{view.period.id}"
    )
    return channel_lines(facts, view, FOLLOWERS, months, words)
