"""Peers: the organisation beside others like it, size for size."""

from __future__ import annotations

from charts.peers.course import months_beside
from charts.peers.dots import MOST_NAMED, peer_chart
from charts.peers.table import places_table
from metrics.peers.comparison import first_comparison
from metrics.peers.numbers import comparison_numbers, course_numbers, group_numbers, own_numbers
from metrics.peers.ranking_wording import ranking_finding
from metrics.peers.wording import FEWEST, evidence, how_certain, own_name, peers_sentence, remarks
from metrics.sentence import told
from reports.asked import Asked
from reports.draft import Draft
from reports.report import Kind, Section
from reports.source_line import source_line

BY_MONTH = (Kind.QUARTER, Kind.YEAR)
"""Reports with the course of months; a month has its places alone."""


def peers(asked: Asked) -> Section | None:
    """The comparison that the peers page opens with; None where the organisation has nobody to be compared with.

    A large group has no table here: all of it is behind the chart.
    """
    view, language = asked.view, asked.language
    found = first_comparison(asked.facts, view)
    if found.ranked < FEWEST:
        return None
    name = own_name(asked.facts, view.organisation)
    months = months_beside(asked.facts, view, found) if asked.kind in BY_MONTH else None
    draft, numbers = Draft(asked.of, language), [*own_numbers(found), *group_numbers(found)]
    by_month = course_numbers(found, months.told) if months else []
    said = (peers_sentence(found, name, language), *evidence(found, language))
    known = (*remarks(found, language, accounts_chosen=bool(view.accounts)), how_certain(found, language))
    read = [told(text, language, *numbers) for text in known]
    read += [told(text, language, *by_month) for text in (months.remarks if months else ())]
    draft.say(told(text, language, *numbers) for text in said)
    draft.say(read, language.text("How the comparison is read"))
    draft.draw(peer_chart(found, name, language), comparison_numbers(found))
    draft.draw(months.chart if months else None, by_month)
    if len(found.rows) <= MOST_NAMED:
        draft.list_rows(language.text("Everyone in the group"), places_table(found, language))
    title = told(ranking_finding(found, name, language), language, *numbers)
    return draft.section("peers", language.text("Peers"), title, source_line(asked, "peers"))
