"""What the best of a group post, in words: what may be said of it, and what may not."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan

from locales import N_, Language
from locales.typesetting import bound
from metrics.definition import Unit
from metrics.narrative import lower
from metrics.peers.best_posts import FEWEST_OF_A_KIND, FEWEST_TO_SHARE, BestPosts, Kind, Part, apart
from metrics.peers.comparison import Comparison
from metrics.peers.medians import Median
from metrics.peers.wording import NAMED_AT_MOST, measure_name
from metrics.wording import format_name, listed, with_sign

PARTS = {Part.BEST: N_("the best"), Part.OWN: N_("our posts"), Part.REST: N_("the rest")}
NAMED = 2 * NAMED_AT_MOST
DECIMALS_BELOW = 10


def rate_text(value: float, language: Language) -> str:
    """Interactions per 1,000 followers, with no more digits than they carry; a dash where they are missing."""
    if isnan(value):
        return "–"
    return language.number(value, 1 if value < DECIMALS_BELOW else 0)


def kind_name(kind: Kind, column: str, language: Language) -> str:
    """A format or topic as it is read."""
    return format_name(kind.key, language) if column == "format" else kind.key


def not_loaded(language: Language) -> tuple[str, str]:
    """That nobody's posts are known, and what to do about it."""
    return language.text("No posts of the group are loaded for this period."), language.text(
        "Their daily figures are enough for the comparison, but to see what they post their posts are needed: "
        "import them on the page Data."
    )


def loaded_sentence(found: BestPosts, language: Language) -> str:
    """Of how many in the group the posts are known; empty where of all."""
    if found.loaded == found.asked:
        return ""
    return language.plural(
        "Posts of {count} of {all} in the group are loaded.",
        "Posts of {count} of {all} in the group are loaded.",
        found.loaded,
        all=language.number(found.asked),
    )


def best_sentence(found: BestPosts, comparison: Comparison, name: str, language: Language) -> str:
    """Who the best quarter are, by the comparison's own order; empty where nobody is ranked."""
    measure = lower(measure_name(comparison.metric, comparison.per, language))
    told = {"measure": measure, "name": name}
    if not found.best and not found.own_is_best:
        return ""
    if not found.best:
        return language.text("{name} is the best quarter in {measure} alone: there is no other to learn from.", **told)
    names = list(found.best) if len(found.best) <= NAMED else [language.number(len(found.best))]
    others = listed(names, language)
    if found.own_is_best:
        said = language.text("The best quarter in {measure} are {name} and {others}.", others=others, **told)
    else:
        said = language.text("The best quarter in {measure}: {others}.", others=others, measure=measure)
    return bound(said, language)


def share_finding(kinds: Sequence[Kind], column: str, own: str, language: Language) -> str:
    """The kind whose share differs most between the best and us; that none does for certain; or that few are known."""
    if all(isnan(kind.share[Part.BEST]) or isnan(kind.share[Part.OWN]) for kind in kinds):
        return language.text("Too few posts to say what is posted more")
    points = [apart(kind, Part.BEST, Part.OWN) for kind in kinds]
    known = [(abs(one), kind) for one, kind in zip(points, kinds, strict=True) if not isnan(one)]
    if not known:
        return language.text("No certain difference in what the best and {name} post", name=own)
    kind = max(known, key=lambda pair: pair[0])[1]
    return language.text(
        "Largest difference: {kind}, {theirs} of the best's posts and {ours} of those by {name}",
        kind=lower(kind_name(kind, column, language)),
        theirs=share_text(kind.share[Part.BEST], language),
        ours=share_text(kind.share[Part.OWN], language),
        name=own,
    )


def share_text(share: float, language: Language) -> str:
    """A share as it is read: 44 %."""
    return "–" if isnan(share) else with_sign(language.number(share), Unit.PER_CENT, language)


def typical_finding(kinds: Sequence[Kind], column: str, language: Language) -> str:
    """The kind that gives most among the best's posts, where no other's interval reaches it."""
    typical = {kind.key: kind.typical[Part.BEST] for kind in kinds if kind.typical[Part.BEST].count}
    if not typical:
        return language.text("Too few posts of each kind to say what they give")
    first, *others = sorted(typical, key=lambda key: -typical[key].value)
    name = next(kind_name(kind, column, language) for kind in kinds if kind.key == first)
    if any(typical[key].high >= typical[first].low for key in others):
        return language.text("No kind of post surely gives the best more than the others")
    return language.text(
        "{kind} gives the best most: {value} interactions per 1,000 followers",
        kind=name,
        value=rate_text(typical[first].value, language),
    )


def typical_text(one: Median, language: Language) -> str:
    """What a typical post gives: 26,9 (18,2–52,3)."""
    if isnan(one.value):
        return "–"
    between = f"{rate_text(one.low, language)}–{rate_text(one.high, language)}"
    return f"{rate_text(one.value, language)} ({between})"


def what_may_be_said(found: BestPosts, language: Language) -> list[str]:
    """How the parts are to be read, and what does not follow from them."""
    text = language.text
    said = [
        text(
            "This shows what goes together, not why. Those who come first may have other followers, other news or a "
            "post that spread; to do as they do may give something else."
        ),
        text(
            "What is typical is the median of the posts. It is told from {few} posts on, shares from {many}, and a "
            "difference only where it is at least ten percentage points and more than chance.",
            few=language.spelled(FEWEST_OF_A_KIND),
            many=language.number(FEWEST_TO_SHARE),
        ),
    ]
    if found.dominating:
        said.append(text("More than half of the best's posts are {name}'s.", name=found.dominating))
    if found.unrated:
        said.append(
            language.plural(
                "{count} post lacks interactions or followers, and is only counted.",
                "{count} posts lack interactions or followers, and are only counted.",
                found.unrated,
            )
        )
    if not found.topics:
        said.append(text("Topics are each organisation's own words, and are shown where several use the same."))
    said.append(text("Which of others' posts were advertised is not seen, so some may be."))
    return said
