"""What every page begins with: its question, the answer in one sentence, what is filtered and how fresh it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape
from math import isnan

import streamlit as st

from locales import Language
from metrics.change import beside
from metrics.facts import Facts
from metrics.figures import accounts_in, figure_columns
from metrics.freshness import most_provisional
from metrics.wording import channel_name, days_compared, period_name
from ui.filters import channel_names
from ui.load import kept
from ui.view import View

_FADED = "color:color-mix(in srgb, currentColor 74%, transparent)"
_STYLES = {
    "question": f"margin:0;font-size:.95rem;{_FADED}",
    "answer": "margin:.1rem 0 .4rem;padding:0;font-size:clamp(1.35rem,3.2vw,2rem);line-height:1.25;font-weight:600;"
    "letter-spacing:-.01em;max-width:56rem;text-wrap:pretty",
    "more": "margin:0 0 .6rem;font-size:1.06rem;line-height:1.5;max-width:46rem",
    "small": f"margin:0;font-size:.88rem;line-height:1.5;{_FADED}",
    "link": "color:inherit;font-size:.95rem;text-underline-offset:3px",
    "section": "margin:1.2rem 0 0;padding:0;font-size:1.3rem;font-weight:600",
}


def page_head(view: View, question: str, answer: str, more: Sequence[str] = ()) -> None:
    """Show the head of a page: one element, all of it text. `more` are sentences that go on from the answer."""
    lines = [
        _line("p", "question", question),
        _line("h1", "answer", answer),
        *([_line("p", "more", " ".join(more))] if more else []),
        *(_line("p", "small", text) for text in kept(_small_print, view)),
    ]
    st.html("".join(lines))


def start_head(title: str, text: str = "") -> None:
    """Show the head of a page that has nothing to answer with yet: what is so, and what to do."""
    st.html(_line("h1", "answer", title) + (_line("p", "more", text) if text else ""))


def section(title: str, text: str = "") -> None:
    """Show a heading inside a page, and perhaps a sentence under it."""
    st.html(_line("h2", "section", title) + (_line("p", "more", text) if text else ""))


def paragraphs(texts: Sequence[str]) -> None:
    """Show sentences as a list: text, never markup."""
    items = "".join(f"<li style='margin:.2rem 0'>{escape(text)}</li>" for text in texts)
    st.html(f'<ul style="margin:0;padding-left:1.2rem;font-size:1.02rem;line-height:1.5;max-width:46rem">{items}</ul>')


def back_link(text: str, href: str) -> None:
    """Show a link to another view of the page, at an address within it: Streamlit's own leaves the address alone."""
    st.html(f'<a href="{escape(href)}" target="_self" style="{_STYLES["link"]}">{escape(text)}</a>')


def _line(tag: str, style: str, text: str) -> str:
    return f'<{tag} style="{_STYLES[style]}">{escape(text)}</{tag}>'


def _small_print(facts: Facts, view: View) -> list[str]:
    """What is filtered, how fresh it is, and what the store says about itself: a text a line."""
    return [filters_in_words(facts, view), freshness(facts, view), *about_store(facts, view.language)]


def filters_in_words(facts: Facts, view: View) -> str:
    """The view in words: Exempelby kommun · alla kanaler · oktober 2026, jämfört med september 2026."""
    language = view.language
    names = dict(zip(facts.organisations["org_id"], facts.organisations["name"], strict=True))
    channels = channel_names(facts, view.organisation, language)
    chosen = ", ".join(channels[one] for one in view.channels) or language.text("all channels")
    earlier = beside(view.period, view.compare, facts.today)[1]
    compared = language.text(
        "{period}, compared with {earlier}",
        period=period_name(view.period, language),
        earlier=days_compared(view.period, earlier, language),
    )
    return " · ".join((str(names[view.organisation]), chosen, compared))


def freshness(facts: Facts, view: View) -> str:
    """How far the data goes: Uppgifter t.o.m. 31 oktober 2026 · Facebook · 2 dagar saknas · den sista är preliminär."""
    language, last = view.language, last_day(facts, view)
    if last is None:
        return language.text("No figures by day for these channels")
    parts = [language.text("Data to {day}", day=language.day(last)), ", ".join(_platforms(facts, view))]
    # Of the channel that lacks most: a sum over channels could be more days than the period has.
    columns = figure_columns(facts, ("followers", "interactions"), view.scope, view.period, "account")
    missing = max((days for days in columns["days_missing"] if not isnan(days)), default=0)
    if missing > 0:
        parts.append(language.plural("{count} day is missing", "{count} days are missing", int(missing)))
    if provisional := most_provisional(facts, view.scope, view.period):
        parts.append(
            language.plural("the last day is provisional", "the last {count} days are provisional", provisional)
        )
    return " · ".join(parts)


def last_day(facts: Facts, view: View) -> date | None:
    """The last day with figures from any of the chosen channels."""
    days = facts.last_days.reindex(accounts_in(facts, view.scope)["account_id"]).dropna()
    return None if days.empty else max(date(day.year, day.month, day.day) for day in days)


def about_store(facts: Facts, language: Language) -> list[str]:
    """What the store says about itself: that it is a demo, its source and licence."""
    store = facts.store
    if store.demo:
        return [language.text("Demo data: the organisations and their figures are invented.")]
    lines, about = [], store.about
    if about is not None and about.licence:
        licence = f"{about.licence} ({about.url})" if about.url else about.licence
        lines.append(
            language.text(
                "{title}. Source: {source}. Licence: {licence}.",
                title=about.title(language),
                source=about.source_in(language).rstrip("."),
                licence=licence,
            )
        )
    return lines


def _platforms(facts: Facts, view: View) -> list[str]:
    return sorted({channel_name(platform, view.language) for platform in accounts_in(facts, view.scope)["platform"]})
