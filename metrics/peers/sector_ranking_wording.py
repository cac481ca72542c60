"""A sector's ranking in words: who may be the highest, and where the own organisation stands."""

from __future__ import annotations

from math import isnan

from locales import Language
from metrics.narrative import capital
from metrics.peers.comparison import Comparison
from metrics.peers.wording import NAMED_AT_MOST, place_text, verdict_text
from metrics.wording import listed


def ranking_finding(found: Comparison, own: str, language: Language) -> str:
    """Where the own organisation stands, by its name; of a sector that it is not in, who may be the highest."""
    if not own:
        return highest_text(found, language)
    if isnan(found.own_rank):
        return language.text("{name} has no place in this comparison", name=own)
    return language.text(
        "{name}: {place}, {verdict}",
        name=own,
        place=place_text(found, language),
        verdict=verdict_text(found, found.own["verdict"], language),
    )


def highest_text(found: Comparison, language: Language) -> str:
    """Who may have the first place: one, or several that cannot be told apart."""
    names = [str(name) for name in found.rows.loc[found.rows["rank_low"] == 1, "name"]]
    if not names:
        return language.text("Nobody has a place")
    if len(names) == 1:
        return language.text("{name} is the highest", name=names[0])
    if len(names) <= NAMED_AT_MOST:
        return language.text("One of {names} is the highest: which cannot be told", names=listed(names, language))
    count = capital(language.spelled(len(names)))
    return language.text("{count} may be the highest: which cannot be told", count=count)
