"""A page with one part of the comparison alone, for tests of the part: `?show=sector` or `?show=posts`."""

from __future__ import annotations

from metrics.peers.alike import group_of
from metrics.peers.comparison import compared_platforms, comparison, first_choice
from ui import view as reader
from ui.load import store_facts
from ui.notices import guarded
from ui.peers.best_posts import show_best_posts
from ui.peers.sectors import show_sectors
from ui.start import top_of_page

language = reader.begin()
try:
    with guarded(language):
        if top_of_page(language, data_page=False):
            view, facts = reader.current_view(), store_facts()
            if reader.chosen_one("show", ("sector", "posts"), "sector") == "sector":
                show_sectors(view)
            else:
                first = first_choice(facts, view.organisation)
                group = group_of(facts, view.organisation, first.group, view.period)
                platforms = compared_platforms(facts, view.platforms, view.accounts)
                show_best_posts(
                    view,
                    comparison(facts, first.metric, view.organisation, group, view.period, first.per, platforms),
                )
finally:
    reader.finish()
