"""Visits to the web, gathered from what tools for web statistics export: what their sources are called here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

import polars as pl

from data.columns import SOCIAL_PLATFORMS
from data.importers.source import Answers, Choice, Question
from data.schema import dtypes
from data.template.words import PLATFORM_NAMES
from locales import N_

KEY = ("date", "source", "utm_campaign")
ALL = "all"  # the source of visits that are counted together, wherever they came from
# How links, tags and tools name a source; a host also stands for those below it (l.facebook.com).
SOURCES = {
    "facebook": ("facebook", "fb", "facebook.com", "fb.com", "fb.me", "fb.watch", "messenger.com",
                 "com.facebook.katana"),
    "instagram": ("instagram", "ig", "instagram.com", "com.instagram.android"),
    "linkedin": ("linkedin", "linkedin.com", "lnkd.in", "com.linkedin.android"),
    "x": ("x", "x.com", "twitter", "twitter.com", "t.co", "x (formerly twitter)", "x (twitter)", "com.twitter.android"),
    "youtube": ("youtube", "yt", "youtube.com", "youtu.be", "com.google.android.youtube"),
    "tiktok": ("tiktok", "tiktok.com"),
    "snapchat": ("snapchat", "snapchat.com"),
    "threads": ("threads", "threads.net", "threads.com"),
    "bluesky": ("bluesky", "bsky.app"),
    # All of them together: the same visits may be told by platform in another file.
    "social": (
        "social networks", "organic social", "paid social", "sociala nätverk", "organiska sociala medier",
        "sosiale nettverk", "soziale netzwerke", "sociale netværk", "sociale netwerken", "réseaux sociaux",
        "redes sociales",
        "sosiaaliset verkostot", "organisk social", "organiskt socialt", "betald social", "betalt socialt",
        "betalda sociala medier",
    ),
    # Networks that have no channels here.
    "other_networks": (
        "reddit", "reddit.com", "pinterest", "pinterest.com", "whatsapp", "whatsapp.com",
        "telegram", "telegram.org", "mastodon", "tumblr", "tumblr.com", "vkontakte", "vk.com", "flickr", "flickr.com",
        "vimeo", "xing", "discord", "hacker news", "stackoverflow", "wechat", "odnoklassniki",
    ),
    "direct": (
        "(direct)", "direct", "direct entry", "direkttrafik", "direkt", "direkte zugriffe", "entrées directes",
        "direkte treff", "direkte trafik", "suoraan", "direct bezoek", "entrada directa",
    ),
    "search": (
        "search engines", "organic search", "sökmotorer", "organisk sökning", "suchmaschinen", "søkemotorer",
        "søgemaskiner", "hakukoneet", "zoekmachines", "moteurs de recherche", "motores de búsqueda",
    ),
    "websites": (
        "websites", "referral", "webbplatser", "webbsidor", "hänvisning", "webseiten", "nettsteder", "hjemmesider",
        "sivustot", "sites web", "sitios de internet",
    ),
    "campaigns": ("campaigns", "kampanjer", "kampagnen", "kampagner", "kampanjat", "campagnes", "campañas"),
    "assistants": ("ai assistants", "ai-assistenter", "ai assistant"),
    "newsletter": ("newsletter", "nyhetsbrev", "email", "e-mail", "e-post"),
    "other": ("others", "(other)", "andra", "andere", "andre", "muut", "overige", "autres", "otros"),
}  # fmt: skip
SOCIAL_MEDIUM = re.compile(r"(paid|organic)?[\s_-]*(social|sm)([\s_-]*(network|media))?s?")
CALLED = {name: source for source, names in SOURCES.items() for name in names}
ENGINES = re.compile(r"(google|bing|yahoo!?|duckduckgo|ecosia|qwant|startpage|brave)(\.[\w.]+)?( images)?")
HOST = re.compile(r"([\w-]+\.)+[a-z]{2,}")
NOT_TOLD = re.compile(r"\(.*\)|-*")  # “(not set)”, “(direct)”, “(organic)” are no campaigns


def source_of(text: str, medium: str = "") -> str:
    """What a source is called in the contract: a platform, direct, search, newsletter …, or as the file has it."""
    name, medium = text.strip().casefold(), medium.strip().casefold()
    if found := platform_of(name):
        return found
    if medium in ("email", "e-mail", "e-post", "newsletter"):
        return "newsletter"
    if ENGINES.fullmatch(name) and medium in ("", "organic"):
        return "search"
    if SOCIAL_MEDIUM.fullmatch(medium):
        return "other_networks"
    return name


def platform_of(name: str) -> str | None:
    """The known source that a name or a host stands for."""
    host = name.split("/", maxsplit=1)[0].removeprefix("www.")
    below = [host.split(".", level)[-1] for level in range(host.count("."))] if HOST.fullmatch(host) else []
    return next((CALLED[one] for one in (name, *below) if one in CALLED), None)


def is_source(text: str) -> bool:
    """Whether a label can only be where visits came from: a host, a search engine, or a name of such."""
    name = text.strip().casefold()
    return bool(platform_of(name) or HOST.fullmatch(name) or ENGINES.fullmatch(name))


def campaign_of(text: str | None) -> str | None:
    """The campaign of a link, None where there was none."""
    return None if text is None or NOT_TOLD.fullmatch(text.strip()) else text.strip()


def told_source(answers: Answers) -> str | None:
    """Where a person has said that visits came from; None where nothing was said."""
    return ALL if answers.platform == "web" else answers.platform


def source_question() -> Question:
    """What is asked of visits that the file counts together."""
    return Question(
        "platform",
        N_("The file does not say where the visits came from. Which visits does it count?"),
        (
            Choice("web", N_("All visits, wherever they came from")),
            *(Choice(platform, PLATFORM_NAMES[platform]) for platform in (*SOCIAL_PLATFORMS, "newsletter")),
        ),
    )


class Visits:
    """Rows of `web_days` by day, source and campaign, without the organisation. Visits of one key are added up."""

    def __init__(self) -> None:
        self._figures: dict[tuple[date, str, str | None], dict[str, float | None]] = {}

    def add(self, on: date, source: str, campaign: str | None, figures: Mapping[str, float | None]) -> None:
        """Adds visits to those of their key; of a figure that is missing in one part, the whole is not known."""
        key = (on, source or ALL, campaign)
        there = self._figures.get(key)
        if there is None:
            self._figures[key] = dict(figures)
            return
        for name, figure in figures.items():
            known = there.get(name)
            there[name] = None if known is None or figure is None else known + figure

    @property
    def tables(self) -> dict[str, pl.DataFrame]:
        """The table `web_days` with the columns that have a figure; none without rows."""
        rows = [dict(zip(KEY, key, strict=True)) | figures for key, figures in self._figures.items()]
        given = {name for figures in self._figures.values() for name, value in figures.items() if value is not None}
        if not given:
            return {}
        schema = {name: dtype for name, dtype in dtypes("web_days").items() if name in KEY or name in given}
        return {"web_days": pl.DataFrame({name: [row.get(name) for row in rows] for name in schema}, schema=schema)}
