"""Peers: the organisation beside others like it, size for size."""

from __future__ import annotations

from charts.peers import peer_chart, peers_table
from metrics.narrative import rows_of
from metrics.number import Number, exact
from metrics.peer_wording import own_name, peers_sentence
from metrics.peers import Comparison, Per, compared_platforms, comparison, first_choice, groups
from metrics.sentence import told
from reports.asked import Asked
from reports.draft import Draft
from reports.report import Section
from reports.source_line import source_line


def peers(asked: Asked) -> Section | None:
    """The comparison that the peers page opens with; None where the organisation has nobody to be compared with."""
    facts, view, language = asked.facts, asked.view, asked.language
    first = first_choice(facts, view.organisation)
    group = next(one for one in groups(facts, view.organisation) if one.id == first.group)
    platforms = compared_platforms(facts, view.platforms, view.accounts)
    found = comparison(facts, first.metric, view.organisation, group, asked.period, first.per, platforms)
    if found.ranked < 2:
        return None
    name, numbers = own_name(facts, view.organisation), peer_numbers(found)
    draft = Draft(asked.of, language)
    draft.say([told(peers_sentence(found, name, language), language, *numbers)])
    chart = peer_chart(found, name, language)
    draft.draw(chart, numbers)
    draft.list_rows(chart.subtitle, peers_table(found, language), numbers)
    return draft.section("peers", language.text("Peers"), chart.title, source_line(asked, "peers"))


def peer_numbers(found: Comparison) -> list[Number]:
    """The compared figure of every organisation, what it is made of, the place of each, and the group's middle."""
    measure = found.metric.id if found.per is Per.RAW else f"{found.metric.id}.{found.per}"
    period, group = found.period.id, found.group.id
    numbers = [
        exact(name, row.organisation, period, value)
        for row in rows_of(found.rows)
        for name, value in (
            (measure, row.value),
            (f"{found.metric.id}.undivided", row.figure),
            (f"{measure}.divided_by", row.denominator),
            (f"{measure}.place", row.rank),
            (f"{measure}.days_missing", row.days_missing),
        )
    ]
    middle = {"median": found.median, "lower_quartile": found.lower_quartile, "upper_quartile": found.upper_quartile}
    numbers += [exact(f"{measure}.{name}", group, period, value) for name, value in middle.items()]
    counts = {"ranked": found.ranked, "in_group": len(found.group.organisations)}
    numbers += [exact(f"{measure}.{name}", group, period, count) for name, count in counts.items()]
    return numbers
