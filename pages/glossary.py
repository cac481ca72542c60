"""What does each number mean, and how do we judge it?"""

from __future__ import annotations

from metrics.definition_wording import Definition, Explanation, definitions, explanations, matching
from metrics.facts import Facts
from metrics.peers.wording import own_name
from metrics.view import View
from metrics.wording import period_name
from ui.definitions import show_definitions, show_explanations
from ui.filters import search
from ui.load import kept, store_facts
from ui.notices import notice
from ui.page import page_head, section
from ui.view import current_view


def entries(facts: Facts, view: View) -> tuple[tuple[Definition, ...], tuple[Explanation, ...]]:
    """Every metric, with its value for the view, and every method."""
    return definitions(facts, view.scope, view.period, view.language), explanations(view.language)


view = current_view()
language = view.language
metrics, methods = kept(entries, view)
page_head(
    view,
    language.text("What does each number mean?"),
    language.plural(
        "{count} metric, with formula, example and your own value, and how we judge it.",
        "{count} metrics, each with formula, example and your own value, and how we judge them.",
        len(metrics),
    ),
)
wanted = search(language.text("Search"), key="search", placeholder=language.text("for example reach"))
found, told = matching(metrics, wanted), matching(methods, wanted)
if found:
    section(language.text("The metrics"))
    owner = f"{own_name(store_facts(), view.organisation)}, {period_name(view.period, language)}"
    show_definitions(found, owner, language)
if told:
    section(language.text("How we judge"))
    show_explanations(told, language)
if not found and not told:
    notice(
        language.text("Nothing here says “{wanted}”.", wanted=wanted),
        language.text("Try another word, or empty the search."),
    )
