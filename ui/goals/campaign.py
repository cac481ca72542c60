"""One campaign closely: what it gave and cost, its goals, its days, its posts and their versions."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from charts.campaign import bullet_chart, daily_chart, drawable, variants_chart
from charts.campaign_tables import figures_table, money_table
from charts.chart import Chart, Table
from charts.goals import band_chart
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
from metrics.goal_results import goal_posts, goal_results, months_until, scope_names
from metrics.goal_sentences import campaign_answer
from metrics.goals import GoalResult
from metrics.variants import compared_variants
from metrics.view import View
from ui.figure import show_chart
from ui.filters import choice
from ui.load import kept
from ui.page import back_link, page_head, paragraphs, section
from ui.table import show_table
from ui.view import href_of, opened, remembered, widget_value

CAMPAIGN = "campaign"
DAILY = ("conversions", "clicks", "video_views", "views", "spend")
MOST_DAILY = 3
BULLET_HEIGHT, DAILY_HEIGHT, WIDTH = 120, 220, 420  # pixels


@dataclass(frozen=True)
class Closely:
    """Everything that is said of one campaign."""

    answer: str
    said: tuple[str, ...]
    days: str
    goals: tuple[Chart, ...]
    posts: tuple[Chart, ...]
    figures: Table
    beside: tuple[str, ...]
    daily: tuple[Chart, ...]
    money: Table
    money_notes: tuple[str, ...]
    best: Table
    versions: Chart | None
    version_notes: tuple[str, ...]


def campaign_in_view(facts: Facts, view: View) -> str:
    """The campaign that the address or its choice asks for (`?campaign=`); empty for none, and for one not here."""
    asked = remembered(CAMPAIGN) if opened() else str(widget_value(CAMPAIGN) or remembered(CAMPAIGN))
    return asked if asked in facts.campaigns_of(view.organisation) else ""


def choose_campaign(view: View, label: str, none: str) -> None:
    """Draw the choice of a campaign to look closely at; `none` is what the choice of no campaign is called."""
    names = {"": none, **kept(_names, view)}
    choice(label, tuple(names), names.__getitem__, key=CAMPAIGN, width=WIDTH, always=False)


def _names(facts: Facts, view: View) -> dict[str, str]:
    return {one.id: one.name for one in campaigns_of(facts, view.organisation)}


def campaign_closely(view: View, campaign_id: str) -> None:
    """Draw all that is known of a campaign, as a page of its own: other campaigns, and back to all goals, first."""
    language, page = view.language, kept(closely, view, campaign_id)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="campaign-filters"):
        choose_campaign(view, language.text("Campaign"), language.text("All goals and campaigns"))
        back_link(language.text("‹ All goals and campaigns"), href_of(view))
    page_head(view, page.days, page.answer, page.said)
    _show(page, language)


def closely(facts: Facts, view: View, campaign_id: str) -> Closely:
    """What is known of a campaign at the end of the period."""
    language, until = view.language, view.period.end
    campaign = next(one for one in campaigns_of(facts, view.organisation) if one.id == campaign_id)
    result, earlier = campaign_result(facts, campaign, until), against_previous(facts, campaign, until)
    money, outside = paid_and_organic(facts, campaign, until), posts_outside(facts, campaign, until)
    posts = campaign_posts(facts, campaign, result.span) if result.span else pd.DataFrame()
    versions = compared_variants(posts) if len(posts) else ()
    told = [outside_text(outside, language)] if outside else []
    goals = _goals(facts, view, campaign)
    return Closely(
        answer=campaign_answer(campaign.name, goals, language),
        said=(*campaign_sentences(result, language), *told),
        days=" · ".join(filter(None, (days_text(campaign, language), campaign.objective))),
        goals=tuple(bullet_chart(one, scope_names(facts), language) for one in goals if drawable(one)),
        posts=tuple(
            band_chart(one, goal_posts(facts, one), language) for one in goals if one.posts and one.posts.posts
        ),
        figures=figures_table(result, earlier, language),
        beside=(against_text(earlier, language), *change_notes(earlier, language)) if earlier else (),
        daily=tuple(_daily(facts, result, language)),
        money=money_table(money, language),
        money_notes=tuple(money_notes(money, language)),
        best=post_table(best_posts(facts, campaign, until), language),
        versions=variants_chart(versions, campaign, language) if versions else None,
        version_notes=tuple(variant_notes(versions, language)),
    )


def _goals(facts: Facts, view: View, campaign: Campaign) -> list[GoalResult]:
    """The campaign's goals, each as it stood at the end of the period."""
    found = goal_results(facts, view.organisation, months_until(view.period))
    return list({result.goal.id: result for result in found if result.goal.campaign == campaign.id}.values())


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
    for place, chart in enumerate(page.goals):
        show_chart(chart, key=f"campaign-goal-{place}", language=language, height=BULLET_HEIGHT)
    for place, chart in enumerate(page.posts):
        show_chart(chart, key=f"campaign-posts-{place}", language=language)
    if page.figures.rows:
        section(text("What it gave and cost"))
        show_table(page.figures, caption=text("What it gave and cost"), key="campaign-figures", language=language)
        paragraphs(page.beside)
    for place, (column, chart) in enumerate(zip(st.columns(MOST_DAILY), page.daily, strict=False)):
        with column:
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
