"""What does each number mean?"""

from __future__ import annotations

from metrics.definition_wording import Definition, definitions, matching
from metrics.facts import Facts
from metrics.peer_wording import own_name
from metrics.wording import period_name
from ui.definitions import show_definitions
from ui.filters import search
from ui.load import kept, store_facts
from ui.notices import notice
from ui.page import page_head
from ui.view import View, current_view


def entries(facts: Facts, view: View) -> tuple[Definition, ...]:
    """Every metric, with its value for the view."""
    return definitions(facts, view.scope, view.period, view.language)


view = current_view()
language = view.language
every = kept(entries, view)
page_head(
    view,
    language.text("What does each number mean?"),
    language.plural(
        "{count} metric, with formula, example and your own value.",
        "{count} metrics, each with formula, example and your own value.",
        len(every),
    ),
)
wanted = search(language.text("Search"), key="search", placeholder=language.text("for example reach"))
found = matching(every, wanted)
owner = f"{own_name(store_facts(), view.organisation)}, {period_name(view.period, language)}"
if found:
    show_definitions(found, owner, language)
else:
    notice(
        language.text("No metric says “{wanted}”.", wanted=wanted),
        language.text("Try another word, or empty the search."),
    )
