"""Is our audience growing?"""

from __future__ import annotations

from dataclasses import dataclass

from charts.breakdown import followers_by_channel
from charts.card import Card
from charts.chart import Chart, Table
from charts.metric_cards import cards_of
from charts.months import trend_chart
from charts.tables import account_table
from metrics.catalogue import metric
from metrics.channel_names import account_names
from metrics.claims import remarks
from metrics.compared import compared_rows, earlier_period
from metrics.facts import Facts
from metrics.figures import accounts_in, figures
from metrics.judgement import judged
from metrics.narrative import followers_answer, in_period
from metrics.verdict_wording import verdict_sentences
from metrics.view import View
from ui.cards import show_cards
from ui.figure import show_chart
from ui.load import kept
from ui.page import page_head, section
from ui.table import show_table
from ui.view import current_view

CARDS = ("followers", "net_followers", "follower_growth", "followers_per_1000_inhabitants")
COLUMNS = ("followers", "net_followers", "follower_growth")


@dataclass(frozen=True)
class Followers:
    """Everything that the page says."""

    answer: str
    more: tuple[str, ...]
    cards: tuple[Card, ...]
    charts: dict[str, Chart]
    accounts: Table


def followers(facts: Facts, view: View) -> Followers:
    """The page for one view."""
    language, rows = view.language, compared_rows(facts, view, CARDS)
    accounts = accounts_in(facts, view.scope)
    now = rows["followers"][0]
    by_account = figures(facts, COLUMNS, view.scope, view.period, by="account")
    names = account_names(facts, view.organisation, language)
    said = judged(facts, "followers", view.scope, view.period)
    charts = {
        "total": trend_chart(facts, view, "followers"),
        "channels": followers_by_channel(facts, view),
        "new": trend_chart(facts, view, "net_followers", columns=True, with_notes=False),
    }
    return Followers(
        answer=followers_answer(now, view.period, earlier_period(facts, view), len(accounts) > 1, language),
        more=(
            *verdict_sentences({"followers": said}, in_period(view.period, language), language),
            *remarks(now, language, names),
        ),
        cards=tuple(cards_of(facts, view, rows, CARDS)),
        charts={name: chart for name, chart in charts.items() if chart},
        accounts=account_table(by_account, [metric(one) for one in COLUMNS], names, language),
    )


view = current_view()
language = view.language
page = kept(followers, view)
page_head(view, language.text("Is our audience growing?"), page.answer, page.more)
show_cards(page.cards, key="followers-cards", language=language)
for name, chart in page.charts.items():
    show_chart(chart, key=f"followers-{name}", language=language)
section(language.text("Channel by channel"))
show_table(
    page.accounts,
    caption=language.text("Followers by channel in the period"),
    key="followers-accounts",
    language=language,
    file_name=f"followers-{view.period.id}",
)
