"""One campaign closely: what it gave and cost, its goals, its days, its posts and their versions."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from charts.campaign import bullet_chart, daily_chart, drawable, variants_chart
from charts.campaign_tables import figures_table, money_table
from charts.chart import Chart, Table
from charts.tables import post_table
from locales import Language
from metrics.breaks import breaks_of
from metrics.campaign_change import against_previous
from metrics.campaign_posts import best_posts, paid_and_organic
from metrics.campaign_results import (
    Campaign,
    CampaignResult,
    campaign_days,
    campaign_posts,
    campaign_result,
    campaigns_of,
    posts_outside,
)
from metrics.campaign_wording import (
    against_text,
    campaign_sentences,
    change_notes,
    days_text,
    money_notes,
    outside_text,
    variant_notes,
)
from metrics.catalogue import CATALOGUE
from metrics.facts import Facts
from metrics.goal_results import goal_results, months_until, scope_names
from metrics.variants import compared_variants
from ui.figure import show_chart
from ui.filters import choice, tell_refusals
from ui.load import kept
from ui.page import paragraphs, section
from ui.table import show_table
from ui.view import View

DAILY = ("conversions", "clicks", "video_views", "views", "spend")
MOST_DAILY = 3
BULLET_HEIGHT, DAILY_HEIGHT, WIDTH = 120, 220, 420  # pixels


@dataclass(frozen=True)
class Closely:
    """Everything that is said of one campaign."""

    said: tuple[str, ...]
    days: str
    goals: tuple[Chart, ...]
    figures: Table
    beside: tuple[str, ...]
    daily: tuple[Chart, ...]
    money: Table
    money_notes: tuple[str, ...]
    best: Table
    versions: Chart | None
    version_notes: tuple[str, ...]


def campaign_closely(facts: Facts, view: View) -> None:
    """Draw the choice of a campaign (`?campaign=`) and, once one is chosen, all that is known of it."""
    language, campaigns = view.language, {one.id: one.name for one in campaigns_of(facts, view.organisation)}
    if not campaigns:
        return
    section(language.text("One campaign closely"))
    names = {"": language.text("Choose a campaign"), **campaigns}
    chosen = choice(
        language.text("Campaign"), tuple(names), names.__getitem__, key="campaign", width=WIDTH, always=False
    )
    tell_refusals(language, "campaign")
    if chosen:
        _show(kept(closely, view, chosen), language)


def closely(facts: Facts, view: View, campaign_id: str) -> Closely:
    """What is known of a campaign at the end of the period."""
    language, until = view.language, view.period.end
    campaign = next(one for one in campaigns_of(facts, view.organisation) if one.id == campaign_id)
    result, earlier = campaign_result(facts, campaign, until), against_previous(facts, campaign, until)
    money, outside = paid_and_organic(facts, campaign, until), posts_outside(facts, campaign, until)
    posts = campaign_posts(facts, campaign, result.span) if result.span else pd.DataFrame()
    versions = compared_variants(posts) if len(posts) else ()
    told = [outside_text(outside, language)] if outside else []
    return Closely(
        said=(*campaign_sentences(result, language), *told),
        days=" · ".join(filter(None, (campaign.name, days_text(campaign, language), campaign.objective))),
        goals=tuple(_goals(facts, view, campaign)),
        figures=figures_table(result, earlier, language),
        beside=(against_text(earlier, language), *change_notes(earlier, language)) if earlier else (),
        daily=tuple(_daily(facts, result, language)),
        money=money_table(money, language),
        money_notes=tuple(money_notes(money, language)),
        best=post_table(best_posts(facts, campaign, until), language),
        versions=variants_chart(versions, campaign, language) if versions else None,
        version_notes=tuple(variant_notes(versions, language)),
    )


def _goals(facts: Facts, view: View, campaign: Campaign) -> list[Chart]:
    """A bullet a goal of the campaign, as it stood at the end of the period."""
    found = goal_results(facts, view.organisation, months_until(view.period))
    latest = {result.goal.id: result for result in found if result.goal.campaign == campaign.id and drawable(result)}
    names = scope_names(facts)
    return [bullet_chart(result, names, view.language) for result in latest.values()]


def _daily(facts: Facts, result: CampaignResult, language: Language) -> list[Chart]:
    """A chart for each of the most telling daily results."""
    if result.span is None:
        return []
    charts = []
    for metric in [one for one in DAILY if one in result.daily][:MOST_DAILY]:
        days = campaign_days(facts, result.campaign, result.span, metric)
        breaks = breaks_of(facts.breaks, CATALOGUE[metric], result.accounts)
        charts.append(daily_chart(result, metric, days, breaks, language))
    return charts


def _show(page: Closely, language: Language) -> None:
    text = language.text
    section(page.days, " ".join(page.said))
    for place, chart in enumerate(page.goals):
        show_chart(chart, key=f"campaign-goal-{place}", language=language, height=BULLET_HEIGHT)
    if page.figures.rows:
        section(text("What it gave and cost"))
        show_table(page.figures, caption=text("What it gave and cost"), key="campaign-figures", language=language)
        paragraphs(page.beside)
    for place, chart in enumerate(page.daily):
        show_chart(chart, key=f"campaign-days-{place}", language=language, height=DAILY_HEIGHT)
    if page.versions:
        show_chart(page.versions, key="campaign-versions", language=language, height=DAILY_HEIGHT)
        paragraphs(page.version_notes)
    if page.money.rows:
        section(text("Paid and organic posts"))
        show_table(page.money, caption=text("Paid and organic posts"), key="campaign-money", language=language)
        paragraphs(page.money_notes)
    if page.best.rows:
        section(text("The posts with most interactions"))
        show_table(page.best, caption=text("The posts with most interactions"), key="campaign-best", language=language)
