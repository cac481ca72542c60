"""What stands under every title: what is filtered, how fresh it is, and what the store says about itself."""

from __future__ import annotations

from datetime import date
from math import isnan

from locales import Language
from metrics.change import beside
from metrics.channel_names import channel_names
from metrics.facts import Facts
from metrics.figures import accounts_in, figure_columns
from metrics.freshness import most_provisional
from metrics.view import View
from metrics.wording import channel_name, days_compared, period_name


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
