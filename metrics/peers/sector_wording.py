"""Sectors in words: how it goes for one, what is usual in it, and where it stands among the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isnan

from locales import N_, Language
from locales.typesetting import bound
from metrics.narrative import capital, in_period
from metrics.peers.aspects import Aspect, metric_of
from metrics.peers.group_wording import sector_name
from metrics.peers.medians import Median, Standing
from metrics.peers.sector_course import Quarters
from metrics.peers.sectors import Sector, Sectors, Usual
from metrics.peers.wording import NAMED_AT_MOST, places_text
from metrics.wording import days_compared, listed, with_sign

DASH = "–"
NAMES = {
    Aspect.ACTIVITY: N_("Posts per organisation and month"),
    Aspect.FOLLOWERS: N_("Followers"),
    Aspect.GROWTH: N_("Follower growth"),
    Aspect.INTERACTION: N_("Interactions per 1,000 followers and post"),
}
THE = {
    "municipality": N_("the municipalities"),
    "region": N_("the regions"),
    "agency": N_("the agencies"),
    "utility": N_("the utilities"),
    "insurer": N_("the insurers"),
    "bank": N_("the banks"),
    "telecom": N_("the telecom operators"),
    "hospital": N_("the hospitals"),
    "party": N_("the parties"),
    "culture": N_("the cultural institutions"),
    "other": N_("the other organisations"),
}
TYPICAL = {
    "municipality": N_("A typical municipality"),
    "region": N_("A typical region"),
    "agency": N_("A typical agency"),
    "utility": N_("A typical utility"),
    "insurer": N_("A typical insurer"),
    "bank": N_("A typical bank"),
    "telecom": N_("A typical telecom operator"),
    "hospital": N_("A typical hospital"),
    "party": N_("A typical party"),
    "culture": N_("A typical cultural institution"),
    "other": N_("A typical organisation"),
}
"""The organisation in the middle: its figures are the medians."""
WAYS = {
    Aspect.ACTIVITY: {1: N_("post more often"), -1: N_("post less often")},
    Aspect.GROWTH: {1: N_("grow faster"), -1: N_("grow more slowly")},
    Aspect.INTERACTION: {
        1: N_("get more interactions per follower and post"),
        -1: N_("get fewer interactions per follower and post"),
    },
}
"""What of a sector has changed, said of its organisations; how many follow is told by how that grows."""
LEVELS = {
    Aspect.ACTIVITY: N_("{value} posts a month"),
    Aspect.FOLLOWERS: N_("{value} followers"),
    Aspect.GROWTH: N_("{value} more than before the period"),
    Aspect.INTERACTION: N_("{value} interactions per 1,000 followers and post"),
}
FEWER = N_("{value} fewer than before the period")


def the_sector(sector: str, language: Language) -> str:
    """A sector inside a sentence: kommunerna."""
    return language.text(THE[sector]) if sector in THE else sector_name(sector, language)


def aspect_name(aspect: Aspect, language: Language) -> str:
    """What a sector is followed on, as a heading."""
    return language.text(NAMES[aspect])


def aspect_text(aspect: Aspect, value: float, language: Language, *, beside: float = 0) -> str:
    """A value as it is read, with no more digits than it, or a larger one `beside` it, carries; a dash if missing."""
    if isnan(value):
        return DASH
    decimals = decimals_of(aspect, max(abs(value), abs(beside)))
    return with_sign(language.number(value, decimals), metric_of(aspect).unit, language)


def decimals_of(aspect: Aspect, value: float) -> int:
    """How many decimals a value is worth."""
    if aspect is Aspect.FOLLOWERS:
        return 0
    if aspect is Aspect.GROWTH:
        return 1
    return 0 if abs(value) >= 20 or value == 0 else 1 if abs(value) >= 1 else 2


def between_text(aspect: Aspect, low: float, high: float, language: Language) -> str:
    """Between what a median lies: mellan 1,9 och 2,7 %; with the same decimals at both ends."""
    decimals = decimals_of(aspect, max(abs(low), abs(high)))
    first, last = language.number(low, decimals), language.number(high, decimals)
    if first == last:
        return aspect_text(aspect, low, language, beside=high)
    return language.text("between {low} and {high}", low=first, high=aspect_text(aspect, high, language, beside=low))


def sector_answer(found: Sectors, sector: Sector, language: Language) -> str:
    """How it goes for the sector, in one sentence: what has surely changed, else what is usual in it."""
    ways = {aspect: sector.usual[aspect].way for aspect in WAYS}
    told = {"sector": the_sector(sector.id, language), "earlier": days_compared(found.over, found.earlier, language)}
    if moved := [language.text(WAYS[aspect][way]) for aspect, way in ways.items() if way]:
        said = language.text("{sector} {changes}, compared with {earlier}.", changes=listed(moved, language), **told)
        return bound(capital(said), language)
    if 0 in ways.values():
        said = language.text("It goes much as before for {sector}: nothing has surely changed since {earlier}.", **told)
        return bound(said, language)
    nothing = language.text("Nothing is known of {sector} in this period.", sector=told["sector"])
    return usual_sentence(found, sector, language) or nothing


def usual_sentence(found: Sectors, sector: Sector, language: Language) -> str:
    """What is usual in the sector: En typisk region i oktober 2026: 27 inlägg i månaden …; empty where nothing is."""
    parts = [
        _level(aspect, usual.median.value, language)
        for aspect, usual in sector.usual.items()
        if not isnan(usual.median.value)
    ]
    if not parts:
        return ""
    said = language.text(
        "{organisation} {when}: {levels}.",
        organisation=language.text(TYPICAL.get(sector.id, TYPICAL["other"])),
        when=in_period(found.period, language),
        levels=listed(parts, language),
    )
    return bound(said, language)


def _level(aspect: Aspect, value: float, language: Language) -> str:
    message = FEWER if aspect is Aspect.GROWTH and value < 0 else LEVELS[aspect]
    size = abs(value) if aspect is Aspect.GROWTH else value
    return language.text(message, value=aspect_text(aspect, size, language))


def relations_sentence(sector: Sector, language: Language) -> str:
    """How many follow all of them: relations, and never persons."""
    if isnan(sector.relations):
        return ""
    told = {"relations": language.number(sector.relations)}
    if sector.related == len(sector.organisations):
        return language.text(
            "Together they have {relations} follower relations: somebody who follows two of them counts twice.", **told
        )
    return language.text(
        "The {count} whose followers are known have {relations} follower relations together: somebody who follows two "
        "of them counts twice.",
        count=language.spelled(sector.related),
        **told,
    )


def change_text(usual: Usual, language: Language) -> str:
    """What has changed, with the interval: −10 % (−19 till −5); or that nothing has for certain."""
    if usual.way is None:
        return ""
    if usual.way == 0:
        return language.text("no certain change")
    decimals = 1 if usual.aspect is Aspect.GROWTH or abs(usual.change.value) < 10 else 0
    low, middle, high = (
        language.signed(one, decimals) for one in (usual.change.low, usual.change.value, usual.change.high)
    )
    if usual.aspect is Aspect.GROWTH:
        return language.text("{points} percentage points ({low} to {high})", points=middle, low=low, high=high)
    return language.text("{percent} % ({low} to {high})", percent=middle, low=low, high=high)


def standing_text(found: Sectors, sector: Sector, aspect: Aspect, language: Language) -> str:
    """The sector's place among the sectors, and those that it cannot be told apart from; empty where it has none."""
    standing = sector.usual[aspect].standing
    if isnan(standing.place):
        return ""
    place = sector_place(found, standing, aspect, language)
    alike = alike_text(sector.alike[aspect], language)
    if not alike:
        return language.text("{place} among the sectors", place=place)
    return language.text("{place} among the sectors, cannot be told apart from {others}", place=place, others=alike)


def sector_place(found: Sectors, standing: Standing, aspect: Aspect, language: Language) -> str:
    """A place among the sectors: plats 1–2 av 5; a dash where there is none."""
    if isnan(standing.place):
        return DASH
    placed = [one for one in found.sectors if not isnan(one.usual[aspect].standing.place)]
    return places_text(standing.first, standing.last, len(placed), language)


def alike_text(sectors: Sequence[str], language: Language) -> str:
    """The sectors by name, where they are few."""
    if len(sectors) > NAMED_AT_MOST:
        return language.text("{count} others", count=language.spelled(len(sectors)))
    return listed([the_sector(one, language) for one in sectors], language)


def rests_on(median: Median, sector: Sector, language: Language) -> str:
    """How many of the sector's organisations a median rests on."""
    counts = {"some": median.count, "all": len(sector.organisations)}
    return language.text(
        "{some} of {all} organisations", **{name: language.number(one) for name, one in counts.items()}
    )


def left_out_sentence(courses: Mapping[Aspect, Quarters], names: Mapping[str, str], language: Language) -> str:
    """Who is not followed in the lines, or that the members are not the same throughout; empty where all are."""
    came = [course for course in courses.values() if not course.constant]
    out = list(dict.fromkeys(one for course in courses.values() for one in course.left_out))
    if not out:
        return ""
    who = [names.get(one, one) for one in out]
    named = listed(who, language) if len(who) <= NAMED_AT_MOST else language.number(len(who))
    if came:
        return language.text("Not the same members in every quarter: {who} came or went.", who=named)
    return language.plural(
        "The same members in every quarter: {who}, which lacks some, is left out of a line.",
        "The same members in every quarter: {who}, which lack some, are left out of a line.",
        len(who),
        who=named,
    )


def how_sectors_are_read(found: Sectors, language: Language) -> str:
    """What a median, its interval and a place mean."""
    said = language.text(
        "Every figure is a median: half of the organisations have more. The interval says how much it depends on which "
        "organisations there are; it holds about 19 times of 20. Of fewer than five it goes from the lowest to the "
        "highest, and nothing is said of change or place."
    )
    if len(found.sectors) < 2:
        return said
    missions = language.text(
        "Sectors have different tasks: a place says that they differ, not that one does better than another."
    )
    return f"{said} {missions}"
