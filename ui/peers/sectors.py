"""The sector view: how it goes for whole sectors, and who stands where in one of them."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from charts.card import Card
from charts.chart import Chart, Table
from charts.peers.dots import chart_height
from charts.peers.sector_lines import lines_height, sector_lines
from charts.peers.sector_ranking import ranking_chart, ranking_table
from charts.peers.sectors import sector_cards, sectors_table
from metrics.facts import Facts
from metrics.peers.aspects import Aspect
from metrics.peers.comparison import compared_platforms
from metrics.peers.group_wording import group_name, sector_name
from metrics.peers.sector_course import sector_course
from metrics.peers.sector_ranking import FEWEST_RANKED, first_aspect, sector_group, sector_ranking
from metrics.peers.sector_wording import (
    aspect_name,
    how_sectors_are_read,
    left_out_sentence,
    relations_sentence,
    sector_answer,
    usual_sentence,
)
from metrics.peers.sectors import FEWEST_MEMBERS, sector_members, sector_of, sectors
from metrics.peers.wording import how_certain, own_name, remarks
from metrics.view import View
from ui.cards import show_cards
from ui.figure import show_chart
from ui.filters import choice, tell_refusals
from ui.load import kept
from ui.notices import notice
from ui.page import page_head, paragraphs, section
from ui.table import browse_table

SECTOR_WIDTH, RANK_WIDTH = 330, 330


@dataclass(frozen=True)
class SectorView:
    """Everything that is said of a sector beside the others."""

    answer: str
    more: str
    cards: tuple[Card, ...]
    others: Table | None
    how: str
    lines: tuple[Chart, ...]
    followed: str


@dataclass(frozen=True)
class RankingView:
    """The organisations of a sector in order."""

    chart: Chart | None
    height: int
    remarks: tuple[str, ...]
    table: Table


def sector_view(facts: Facts, view: View, sector_id: str) -> SectorView:
    """The part for one view and sector."""
    language, platforms = view.language, compared_platforms(facts, view.platforms, view.accounts)
    found = sectors(facts, view.period, view.compare, platforms)
    sector = found.of(sector_id)
    told = sector_course(facts, view.period, platforms)
    names = dict(zip(facts.organisations["org_id"], facts.organisations["name"], strict=True))
    answer, usual = sector_answer(found, sector, language), usual_sentence(found, sector, language)
    more = [usual if usual != answer else "", relations_sentence(sector, language)]
    return SectorView(
        answer=answer,
        more=" ".join(filter(None, more)),
        cards=sector_cards(found, sector, language),
        others=sectors_table(found, sector_id, language) if len(found.sectors) > 1 else None,
        how=how_sectors_are_read(found, language),
        lines=sector_lines(told, sector_id, language),
        followed=left_out_sentence(told.courses[sector_id], names, language),
    )


def ranking_view(facts: Facts, view: View, sector: str, rank: str) -> RankingView:
    """The ranking on one measure, with the others in its table."""
    language, platforms = view.language, compared_platforms(facts, view.platforms, view.accounts)
    ranking = sector_ranking(facts, view.organisation, sector, view.period, platforms)
    found = ranking[Aspect(rank)]
    own = own_name(facts, view.organisation) if found.group.member else ""
    return RankingView(
        chart=ranking_chart(found, own, language) if found.ranked >= FEWEST_RANKED else None,
        height=chart_height(found),
        remarks=(*remarks(found, language, accounts_chosen=bool(view.accounts)), how_certain(found, language)),
        table=ranking_table(ranking, Aspect(rank), language),
    )


def sector_choices(facts: Facts, view: View) -> tuple[dict[str, str], str]:
    """The sectors that can be chosen, as they are read, and the one to begin with; none where no sector is shown."""
    names = {one: group_name(sector_group(facts, one), view.language) for one in sector_members(facts)}
    return dict(sorted(names.items(), key=lambda pair: pair[1].casefold())), sector_of(facts, view.organisation)


def first_rank(facts: Facts, view: View, sector: str) -> str:
    """The measure on which the ranking begins."""
    platforms = compared_platforms(facts, view.platforms, view.accounts)
    return first_aspect(sector_ranking(facts, view.organisation, sector, view.period, platforms)).value


def show_sectors(view: View) -> None:
    """Draw the sector view, with its choice of sector (`?sector=`) and of what to rank on (`?rank=`)."""
    language, (names, own) = view.language, kept(sector_choices, view)
    if not names:
        notice(
            language.text("No sector has {count} organisations.", count=language.spelled(FEWEST_MEMBERS)),
            language.text("Add others on the page Data, under Organisations and channels, and give them a sector."),
        )
        return
    head = st.container()
    sector = choice(
        language.text("Sector"), tuple(names), names.__getitem__, key="sector", default=own, width=SECTOR_WIDTH
    )
    tell_refusals(language, "sector")
    found = kept(sector_view, view, sector)
    with head:
        page_head(view, language.text("How are the sectors doing?"), found.answer, (found.more,) if found.more else ())
    if found.cards:
        show_cards(found.cards, key="sector-cards", language=language)
    st.caption(found.how)
    _show_lines(view, found)
    if found.others:
        title = language.text("All sectors")
        section(title)
        browse_table(
            found.others, caption=title, key="sectors-table", language=language,
            file_name=f"sectors-{view.period.id}", about=(found.how,),
        )  # fmt: skip
    _show_ranking(view, sector)


def _show_lines(view: View, found: SectorView) -> None:
    if not found.lines:
        return
    section(view.language.text("Quarter by quarter"), found.followed)
    columns = [column for _ in range((len(found.lines) + 1) // 2) for column in st.columns(2)]
    for place, (column, chart) in enumerate(zip(columns, found.lines, strict=False)):
        with column:
            show_chart(chart, key=f"sector-lines-{place}", language=view.language, height=lines_height(chart))


def _show_ranking(view: View, sector: str) -> None:
    language = view.language
    title = language.text("{sector} in order", sector=sector_name(sector, language))
    section(title)
    rank = choice(
        language.text("Rank on"), [one.value for one in Aspect], lambda one: aspect_name(Aspect(one), language),
        key="rank", default=kept(first_rank, view, sector), width=RANK_WIDTH,
    )  # fmt: skip
    tell_refusals(language, "rank")
    found = kept(ranking_view, view, sector, rank)
    if found.chart:
        show_chart(found.chart, key="sector-ranking", language=language, height=found.height)
    if found.remarks:
        paragraphs(found.remarks)
    browse_table(
        found.table, caption=title, key="sector-table", language=language,
        file_name=f"sector-{sector}-{view.period.id}", about=found.remarks,
    )  # fmt: skip
