"""The bar on top of every page: whose figures, which channels, which period, compared with what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from data.errors import NothingYet
from locales import LANGUAGES, N_, Language
from metrics.channel_names import channel_names
from metrics.facts import Facts
from metrics.view import AGAINST, Against, View
from ui import view
from ui.load import data_version
from ui.notices import notice
from ui.period_filter import Span, period_filter
from ui.view import DEFAULT_LANGUAGE

AGAINST_NAMES = {"previous": N_("Previous period"), "year": N_("Same period last year")}
PARAMETERS = {
    "org": N_("organisation"),
    "channels": N_("channel"),
    "period": N_("period"),
    "compare": N_("comparison"),
    "lang": N_("language"),
}
MORE_PARAMETERS = {
    "group": N_("group"),
    "metric": N_("metric"),
    "per": N_("division"),
    "part": N_("part"),
    "campaign": N_("campaign"),
    "status": N_("status"),
    "unit": N_("unit"),
    "sector": N_("sector"),
    "rank": N_("ranking"),
}
# In pixels, so that they stand two and two on a phone of 390.
NARROW, MIDDLE, FIRST, WIDE = 132, 168, 174, 208
# The bar's own class: less air above it than Streamlit leaves under its navigation.
_CLOSER = "<style>.st-key-filters { margin-top: -2.5rem; }</style>"


def filter_bar(facts: Facts, language: Language) -> View:
    """The view that the bar describes, which becomes the view of this run; the bar is drawn here. Raises NothingYet."""
    organisations, span = own_organisations(facts), figure_span(facts)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="filters"):
        st.html(_CLOSER)
        organisation = choice(
            language.text("Organisation"), tuple(organisations), organisations.__getitem__, key="org", width=FIRST
        )
        channels = _channels(facts, organisation, language)
        period = period_filter(span, language, kind_width=NARROW, width=WIDE)
        against = choice(
            language.text("Compare with"),
            AGAINST,
            lambda one: language.text(AGAINST_NAMES[one]),
            key="compare",
            width=MIDDLE,
            always=False,
        )
        language_choice(language)
    tell_refusals(language, *PARAMETERS)
    platforms, accounts = _resolved(facts, organisation, channels)
    compare: Against = "year" if against == "year" else "previous"
    shown = View(organisation, platforms, period, compare, language, data_version(facts), accounts, channels)
    view.set_view(shown)
    return shown


def language_choice(language: Language) -> None:
    """Draw the choice of language."""
    choice(
        language.text("Language"), tuple(LANGUAGES), LANGUAGES.__getitem__, key="lang", default=DEFAULT_LANGUAGE,
        width=NARROW, always=False,
    )  # fmt: skip


def choice(
    label: str,
    options: Sequence[str],
    name_of: Callable[[str], str],
    *,
    key: str,
    default: str | None = None,
    width: int = WIDE,
    always: bool = True,
) -> str:
    """The chosen option, an id, from a select box that the address keeps as `?key=id`.

    Pages use it for choices of their own. `always` has the address say it at its default too; leave it out only
    where the default never moves. Needs at least one option.
    """
    first = options[0] if default is None else default
    value = view.chosen_one(key, options, first)
    st.selectbox(label, options, format_func=name_of, key=key, width=width)
    view.remember(key, *((value,) if always or value != first else ()))
    return value


def own_organisations(facts: Facts) -> dict[str, str]:
    """Names of the organisations whose dashboard this is, by id: the own ones, or all where none is marked."""
    return facts.kept("own organisations", lambda: _own_organisations(facts))


def _own_organisations(facts: Facts) -> dict[str, str]:
    table = facts.organisations
    own = table[table["own"].fillna(False).astype(bool)]
    rows = own if len(own) else table
    if rows.empty:
        raise NothingYet(N_("The store names no organisation."), todo=N_("Add one on the page Data."))
    return dict(sorted(zip(rows["org_id"], rows["name"], strict=True), key=lambda pair: str(pair[1]).casefold()))


def figure_span(facts: Facts) -> Span:
    """The days that have figures; of a store with nothing by day, to the end of its last month. Raises NothingYet."""
    first, months = facts.first_day, facts.months.periods
    if first is None:
        raise NothingYet(N_("The store has no figures yet."))
    last = facts.last_day or min(months[-1].end, facts.today)
    return Span(min(_day(first), _day(last)), _day(last))


def _channels(facts: Facts, organisation: str, language: Language) -> tuple[str, ...]:
    names = channel_names(facts, organisation, language)
    chosen = view.chosen_many("channels", tuple(names))
    st.multiselect(
        language.text("Channels"),
        list(names),
        format_func=names.__getitem__,
        key="channels",
        width=MIDDLE,
        placeholder=language.text("All channels"),
        select_all=False,  # Streamlit says it in English
    )
    view.remember("channels", *chosen)
    return chosen


def _resolved(facts: Facts, organisation: str, channels: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Platforms and accounts as a scope takes them: one chosen account turns the platforms into accounts too."""
    if not channels:
        return (), ()
    accounts = facts.accounts[facts.accounts["org_id"] == organisation]
    platforms = tuple(one for one in channels if one in set(accounts["platform"]))
    if len(platforms) == len(channels):
        return platforms, ()
    wanted = accounts["platform"].isin(platforms) | accounts["account_id"].isin(channels)
    return (), tuple(accounts.loc[wanted, "account_id"])


def tell_refusals(language: Language, *parameters: str) -> None:
    """Say what the address asked for in vain, of these parameters."""
    for parameter, value in view.refused():
        if parameter not in parameters:
            continue
        name = language.text((PARAMETERS | MORE_PARAMETERS).get(parameter, parameter))
        notice(
            language.text("The link asks for the {name} “{value}”, which is not here.", name=name, value=value),
            language.text("The page shows its usual choice instead."),
        )


def _day(day: date) -> date:
    """A plain date, also where a frame holds moments."""
    return date(day.year, day.month, day.day)


def search(label: str, *, key: str, placeholder: str = "") -> str:
    """What the reader searches for, from a text field that the address keeps as `?key=text`."""
    wanted = view.remembered(key) if view.opened() else str(view.widget_value(key) or view.remembered(key))
    view.set_widget(key, wanted)
    st.text_input(label, key=key, placeholder=placeholder, width=WIDE * 2)
    view.remember(key, *((wanted,) if wanted else ()))
    return wanted
