"""The forms that give posts to a campaign, by a rule whose posts are shown first, and that take posts out of one."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from functools import partial as with_arguments
from typing import Any

import pandas as pd
import streamlit as st

from charts.campaign_tables import matched_table
from charts.tables import shortened
from data.errors import GenomslagError
from data.register.campaigns import tag_posts
from locales import N_, Language
from metrics.campaign_posts import PostRule, matched_posts
from metrics.campaign_results import Campaign, campaigns_of
from metrics.campaign_wording import days_text
from metrics.channel_names import account_names
from metrics.facts import Facts
from metrics.figures import Scope, accounts_in
from metrics.goal_results import scope_names
from metrics.period import Period
from ui.goals.fields import FIRST_DAY, LAST_DAY, LONGEST, WIDE, day_fields, written
from ui.importing.outcome import STAYS, Values, key, submit
from ui.load import data_version, kept_for
from ui.table import show_table
from ui.view import held, widget_value

SHOWN = 100  # posts in the preview
CHOSEN = 180  # pixels
SEVERAL = 1_000  # characters: room for a handful of links
GIVE, TAKE = "give-posts", "take-posts"


def give_posts(folder: str, facts: Facts, organisation: str, language: Language) -> None:
    """Draw the rule, the posts that it matches, and the button that gives them to a campaign."""
    text = language.text
    campaign = _which_campaign(GIVE, facts, organisation, language)
    rule = _rule(f"{GIVE}-{campaign.id}", campaign, facts, language)
    if not (rule.hashtags or rule.links or rule.first or rule.last):
        st.caption(text("Write a hashtag or a link, or choose days. Then the posts that match are shown here."))
        return
    posts = kept_for(_matched, data_version(facts), organisation, rule)
    st.caption(_found(posts, campaign.id, language))
    if posts.empty:
        return
    names = {**scope_names(facts), **account_names(facts, organisation, language)}
    chosen = _chosen(posts, campaign.id, names, language)
    show_table(
        matched_table(posts.head(SHOWN), names, language), caption=text("Posts that match"), key="matched",
        language=language,
    )  # fmt: skip
    if len(posts) > SHOWN:
        st.caption(text("Only the first {count} are shown.", count=language.number(SHOWN)))
    if not chosen:
        st.caption(text("There is nothing more to give to the campaign."))
        return
    _give_form(folder, campaign, chosen, language)


def _give_form(folder: str, campaign: Campaign, chosen: tuple[str, ...], language: Language) -> None:
    # Other posts are another form, so that a press never gives posts that were not shown when it was made.
    form, last = f"{GIVE}-{campaign.id}-{hash(chosen)}", held("posts-given-by", list[str])
    with st.form(form, border=False):
        st.text_input(
            language.text("Who does it"), "".join(last), key=key(form, "by"), max_chars=LONGEST, width=WIDE,
            help=language.text("A name or a part of the organisation. It is kept with the change."),
        )  # fmt: skip
        label = language.plural("Give {count} post to the campaign", "Give {count} posts to the campaign", len(chosen))
        submit(form, label, {"by": STAYS}, with_arguments(_given, folder, campaign, chosen, last, language))


def take_posts(folder: str, facts: Facts, organisation: str, language: Language) -> None:
    """Draw the form that takes chosen posts out of a campaign."""
    text = language.text
    campaign = _which_campaign(TAKE, facts, organisation, language)
    posts = _own_posts(facts, organisation)
    posts = posts[posts["campaign_id"] == campaign.id].sort_values(["published_on", "post_id"])
    if posts.empty:
        st.caption(text("No post belongs to the campaign."))
        return
    form = f"{TAKE}-{campaign.id}"
    labels = _labels(posts, account_names(facts, organisation, language), language)
    with st.form(form, width=WIDE):
        with st.container(height=CHOSEN, border=False):  # the list shrinks when it is left: the button must not move
            _choose_posts(text("Posts to take out"), labels, key(form, "posts"), language)
        act = with_arguments(_taken, folder, campaign, language)
        submit(form, text("Take the posts out"), {"posts": []}, act)


def _which_campaign(doing: str, facts: Facts, organisation: str, language: Language) -> Campaign:
    """The chosen one; its days are told, for campaigns of different years may share a name."""
    campaigns = {one.id: one for one in campaigns_of(facts, organisation)}
    told = {one.id: f"{one.name} ({days_text(one, language)})" for one in campaigns.values()}
    chosen = st.selectbox(
        language.text("Campaign"), list(told), format_func=told.__getitem__, key=f"{doing}-campaign", width=WIDE
    )
    return campaigns[chosen]


def _rule(form: str, campaign: Campaign, facts: Facts, language: Language) -> PostRule:
    """Draw what posts are found by, the campaign's days at first, and return what was last sent.

    It is a form: a field that sent itself when it is left could swallow the press on a button that made it so.
    """
    text, accounts = language.text, account_names(facts, campaign.organisation, language)
    with st.form(form, width=WIDE):
        hashtags = st.text_input(text("Hashtags, with commas between"), key=key(form, "hashtags"), max_chars=SEVERAL)
        links = st.text_input(
            text("Links, with commas between"), key=key(form, "links"), max_chars=SEVERAL,
            help=text(
                "The beginning of an address, or a piece of one such as utm_campaign=sommarjobb. A shortened address "
                "does not tell where it leads."
            ),
        )  # fmt: skip
        day_fields(form, language, campaign.starts_on, campaign.ends_on)
        channels = st.multiselect(
            text("Channels"), list(accounts), format_func=accounts.__getitem__, key=key(form, "channels"),
            placeholder=text("All channels"), select_all=False,
        )  # fmt: skip
        st.form_submit_button(text("Show the posts that match"), key=key(form, "show"))
    return PostRule(
        hashtags=tuple(filter(None, re.split(r"[\s,;#]+", hashtags))),
        links=tuple(filter(None, re.split(r"[\s,]+", links))),
        first=widget_value(key(form, "starts_on")),
        last=widget_value(key(form, "ends_on")),
        accounts=tuple(sorted(channels)),
    )


def _matched(facts: Facts, organisation: str, rule: PostRule) -> pd.DataFrame:
    return matched_posts(_own_posts(facts, organisation), rule)


def _own_posts(facts: Facts, organisation: str) -> pd.DataFrame:
    """Every post of the organisation's, one row a post."""
    accounts = accounts_in(facts, Scope(organisation))["account_id"].tolist()
    everything = Period(FIRST_DAY, LAST_DAY)
    return facts.kept(("every post", organisation), lambda: facts.posts(accounts, everything))


def _found(posts: pd.DataFrame, campaign_id: str, language: Language) -> str:
    """How many posts match, and how many of them belong to this campaign already or to another one."""
    if posts.empty:
        return language.text("No post matches.")
    tagged = posts["campaign_id"].dropna()
    already = len(tagged[tagged == campaign_id])
    elsewhere = len(tagged) - already
    plural = language.plural
    said = [plural("{count} post matches.", "{count} posts match.", len(posts))]
    if already:
        said.append(
            plural("{count} belongs to the campaign already.", "{count} belong to the campaign already.", already)
        )
    if elsewhere:
        said.append(plural("{count} belongs to another campaign.", "{count} belong to another campaign.", elsewhere))
    return " ".join(said)


def _chosen(posts: pd.DataFrame, campaign_id: str, names: dict[str, str], language: Language) -> tuple[str, ...]:
    """The ids of the posts to give: those of no campaign, those of others where it is asked for, but for some."""
    text, free = language.text, posts["campaign_id"].isna()
    form, others = f"{GIVE}-{campaign_id}", ~free & (posts["campaign_id"] != campaign_id)
    if others.any() and st.toggle(text("Move the posts of other campaigns here too"), key=key(form, "move")):
        free |= others
    new = posts[free]
    if new.empty:
        return ()
    labels = _labels(new, names, language)
    left_out = _choose_posts(text("All but these (may be left empty)"), labels, key(form, "but"), language)
    return tuple(one for one in new["post_id"] if one not in left_out)


def _choose_posts(label: str, labels: dict[str, str], name: str, language: Language) -> list[str]:
    return st.multiselect(
        label, list(labels), format_func=lambda one: labels.get(one, one), key=name,
        placeholder=language.text("Choose posts"), select_all=False, width=WIDE,
    )  # fmt: skip


def _labels(posts: pd.DataFrame, names: dict[str, str], language: Language) -> dict[str, str]:
    """What each post is called in a list, by id: its day, channel and text, and its id where those are not its own."""
    found = {}
    for post in list[Any](posts.itertuples(index=False)):
        day = date(post.published_on.year, post.published_on.month, post.published_on.day)
        caption = "" if pd.isna(post.caption) else shortened(str(post.caption))
        parts = (language.day(day), names.get(post.account_id, post.account_id), caption)
        found[str(post.post_id)] = " · ".join(filter(None, parts))
    many = Counter(found.values())  # the list tells its options apart by what they are called
    return {one: f"{said} · {one}" if many[said] > 1 else said for one, said in found.items()}


def _given(
    folder: str, campaign: Campaign, posts: tuple[str, ...], last: list[str], language: Language, given: Values
) -> str:
    by = written(given, "by").strip()
    if not by:
        raise GenomslagError(N_("It is not said who does it."), todo=N_("Write a name or a part of the organisation."))
    count, last[:] = tag_posts(folder, campaign.id, posts, by=by), [by]
    if not count:
        return language.text("The posts belonged to {name} already.", name=campaign.name)
    said = language.plural(
        "{count} post belongs to {name} now.", "{count} posts belong to {name} now.", count, name=campaign.name
    )
    return f"{said} {language.text('It can be undone on the page Data, under Undo an import.')}"


def _taken(folder: str, campaign: Campaign, language: Language, given: Values) -> str:
    if not given["posts"]:
        raise GenomslagError(N_("No post is chosen."), todo=N_("Choose at least one post."))
    count = tag_posts(folder, None, given["posts"])
    said = language.plural(
        "{count} post no longer belongs to {name}.", "{count} posts no longer belong to {name}.", count,
        name=campaign.name,
    )  # fmt: skip
    return f"{said} {language.text('If that was wrong, give the campaign its posts again here.')}"
