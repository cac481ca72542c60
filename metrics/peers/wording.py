"""A comparison with peers in words: the place, what is certain of it, and what it does and doesn't mean."""

from __future__ import annotations

import math
from collections.abc import Mapping

from locales import N_, Language
from metrics.definition import Metric
from metrics.facts import Facts
from metrics.narrative import lower
from metrics.notes import Note
from metrics.peers.certainty import Verdict
from metrics.peers.comparison import Comparison, compared_platforms, comparison, first_choice
from metrics.peers.group_wording import group_name
from metrics.peers.groups import groups
from metrics.peers.measured import Scale
from metrics.peers.measures import OF_PEOPLE, PER_WORDS, Per
from metrics.period import Period
from metrics.view import View
from metrics.wording import listed, period_name, with_sign

FEWEST = 2
NAMED_AT_MOST = 3
CHANGED = N_("{label} on {date}")
BESIDE_MIDDLE: Mapping[Verdict, str] = {
    Verdict.ABOVE: N_("above the middle of the group"),
    Verdict.MIDDLE: N_("cannot be told apart from the middle of the group"),
    Verdict.BELOW: N_("below the middle of the group"),
}
BESIDE_MIDDLE_HALF: Mapping[Verdict, str] = {
    Verdict.ABOVE: N_("above the middle half of the group"),
    Verdict.MIDDLE: N_("in the middle half of the group"),
    Verdict.BELOW: N_("below the middle half of the group"),
}
"""Of what is counted and not estimated."""
VISITORS = N_(
    "Shows how far into the population it reaches. Followers may live elsewhere: visitors and people with second homes "
    "lift small places."
)
MEANS: Mapping[Per, str] = {
    Per.RAW: N_("Shows size more than skill: who is large stands high."),
    Per.INHABITANTS: VISITORS,
    Per.CUSTOMERS: N_("Shows how far it reaches among the customers. Followers need not be customers."),
    Per.MEMBERS: N_("Shows how far it reaches among the members. Followers need not be members."),
    Per.FOLLOWERS: N_("Shows how much the followers do. Small channels often have more for every follower."),
    Per.POST: N_("Shows what a post gives. Who has many followers stands high."),
    Per.FOLLOWERS_POST: N_(
        "Shows how much a post moves those who follow: neither many followers nor many posts help. Small channels "
        "often have more."
    ),
    Per.INDEX: N_("Shows how far from the median of the group: 200 is twice the median. Size is not taken away."),
}
"""What a division does and doesn't show."""


def own_name(facts: Facts, organisation: str) -> str:
    """The organisation's name."""
    return str(facts.organisations.set_index("org_id").loc[organisation, "name"])


def per_name(per: str, language: Language) -> str:
    """A division as it is chosen: Per 1 000 invånare."""
    text = language.text(PER_WORDS[Per(per)])
    return text[:1].upper() + text[1:]


def measure_name(metric: Metric, per: Per, language: Language) -> str:
    """What is compared: Följare per 1 000 invånare."""
    name = language.text(metric.label)
    if per is Per.RAW:
        return name
    return f"{name}, {language.text(PER_WORDS[per])}" if per is Per.INDEX else f"{name} {language.text(PER_WORDS[per])}"


def value_text(found: Comparison, value: float, language: Language) -> str:
    """A compared value as it is read; a dash where it is missing."""
    if math.isnan(value):
        return "–"
    text = language.number(value, found.decimals)
    return with_sign(text, found.metric.unit if found.per is Per.RAW else None, language)


def interval_text(found: Comparison, low: float, high: float, language: Language) -> str:
    """Between what a value lies: 19,2–27,4."""
    if math.isnan(low) or low == high:
        return value_text(found, low, language)
    return f"{language.number(low, found.decimals)}–{value_text(found, high, language)}"


def places_text(first: float, last: float, count: int, language: Language) -> str:
    """A place or the places that it may be: plats 4–11 av 21."""
    told = language.number(first) if first == last else f"{language.number(first)}–{language.number(last)}"
    return language.text("place {rank} of {all}", rank=told, all=language.number(count))


def place_text(found: Comparison, language: Language) -> str:
    """The own place: plats 3 av 21, or plats 4–11 av 21."""
    return places_text(found.own["rank_low"], found.own["rank_high"], found.ranked, language)


def verdict_text(found: Comparison, verdict: Verdict, language: Language) -> str:
    """Where one stands beside the middle: över gruppens mitt, går inte att skilja från gruppens mitt."""
    return language.text((BESIDE_MIDDLE if found.certainty.estimated else BESIDE_MIDDLE_HALF)[verdict])


def peers_sentence(found: Comparison, name: str, language: Language) -> str:
    """The sentence that answers how the organisation compares, size for size."""
    measure = lower(measure_name(found.metric, found.per, language))
    if found.ranked < FEWEST and found.breaks:
        return language.text(
            "Nobody can be placed in {measure} in this period: {changed}. Choose one that ends before, or begins then.",
            measure=measure,
            changed=changed_text(found.breaks[0], language),
        )
    if found.ranked < FEWEST:
        return language.text("Nobody else in the group has {measure} to compare with.", measure=measure)
    if math.isnan(found.own_rank):
        return language.text("{name} cannot be placed: {reason}.", name=name, reason=language.text(found.own["reason"]))
    return language.text(
        "{name} is in {place} in {measure}: {verdict}.",
        name=name,
        measure=measure,
        place=place_text(found, language),
        verdict=verdict_text(found, found.own["verdict"], language),
    )


def standing_sentence(facts: Facts, view: View) -> str:
    """Where the organisation stands in the comparison that it begins with; empty where it has no place there."""
    first, organisation = first_choice(facts, view.organisation), view.organisation
    group = next(group for group in groups(facts, organisation) if group.id == first.group)
    platforms = compared_platforms(facts, view.platforms, view.accounts)
    found = comparison(facts, first.metric, organisation, group, view.period, first.per, platforms)
    if found.ranked < FEWEST or math.isnan(found.own_rank):
        return ""
    return peers_sentence(found, own_name(facts, organisation), view.language)


def evidence(found: Comparison, language: Language) -> list[str]:
    """What the sentence rests on: the value beside the median, and whether one post decides."""
    if found.ranked < FEWEST or math.isnan(found.own_rank):
        return []
    said = [
        language.text(
            "The value is {value}, and the median of the group {median}.",
            value=value_text(found, found.own_value, language),
            median=value_text(found, found.median, language),
        )
    ]
    if found.own["flips"] is True:
        said.append(
            language.text(
                "Without everybody's largest post it would be {place}: {verdict}. So one post decides.",
                place=places_text(found.own["without_low"], found.own["without_high"], found.ranked, language),
                verdict=verdict_text(found, found.own["verdict_without"], language),
            )
        )
    return said


def changed_text(note: Note, language: Language) -> str:
    """What changed and when: Exponeringar blev visningar den 15 november 2025."""
    return Note(CHANGED, note.fields).text(language)


def unranked_text(found: Comparison, language: Language) -> str:
    """Who in the group has no place, and why; empty where all have one."""
    without = found.rows[found.rows["reason"] != ""]
    if without.empty:
        return ""
    names: dict[str, list[str]] = {}
    for reason, name in zip(without["reason"], without["name"], strict=True):
        names.setdefault(reason, []).append(str(name))
    why = [f"{language.text(reason)} ({_named(some, language)})" for reason, some in names.items()]
    return language.plural(
        "{count} in the group has no place: {why}.",
        "{count} in the group have no place: {why}.",
        len(without),
        why=", ".join(why),
    )


def _named(names: list[str], language: Language) -> str:
    return listed(names, language) if len(names) <= NAMED_AT_MOST else language.number(len(names))


def remarks(found: Comparison, language: Language, *, accounts_chosen: bool = False) -> list[str]:
    """What a reader must know about the comparison: what it means, who has no place, and what is left out for all.

    Others' accounts do not match the own ones, so where single accounts are chosen their platforms are compared.
    """
    text = language.text
    said = [text(MEANS[found.per]) if found.metric.denominator is None else ""]
    said += [_years(found, language), unranked_text(found, language)]
    said += [f"{changed_text(note, language)}." for note in found.breaks]
    if accounts_chosen:
        said.append(text("Whole platforms are compared, not single accounts."))
    if "interactions" in found.metric.id:
        said.append(text("Saved posts are left out for everyone, since only the owner sees them."))
    if not found.metric.public:
        said.append(text("Only those that have shared these figures with the store are compared."))
    return [one for one in said if one]


def _years(found: Comparison, language: Language) -> str:
    """Of which years the number of inhabitants is, where it is not of the period's own."""
    years = sorted({int(year) for year in found.rows["denominator_year"].dropna()})
    if found.per not in OF_PEOPLE or not years or years == [found.period.end.year]:
        return ""
    told = str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
    return language.text("The number of people is of {years}, the nearest known.", years=told)


def how_certain(found: Comparison, language: Language) -> str:
    """How places are to be read, below the picture."""
    if found.certainty.scale is not Scale.NONE and not found.certainty.estimated:
        return language.text("How much chance does cannot be told from so little: places are as they were counted.")
    if not found.certainty.estimated:
        return language.text("Counted, not estimated: every place is what it is, however small the difference.")
    return language.text(
        "Lines and places hold what is true 95 times of 100: so much can chance do in single posts. Dots lie nearer "
        "the middle than what was counted (rings), the more so the fewer the posts. At least five posts and figures "
        "for nine days of ten are asked for a place."
    )


def advice(facts: Facts, found: Comparison, language: Language) -> tuple[str, str] | None:
    """What is missing for a comparison and how to add it; None where nothing is."""
    text = language.text
    if len(facts.organisations) < FEWEST:
        return text("There is nobody to compare with: the store holds one organisation."), text(
            "Add others on the page Data, under Organisations and channels. Figures that anyone can see are enough."
        )
    if found.per is Per.INHABITANTS and found.rows["denominator"].isna().all():
        return text("The number of inhabitants is not known for anyone in the group."), text(
            "Add it to the table audience_bases, with kind inhabitants and a year."
        )
    return None


def subtitle(found: Comparison, period: Period, language: Language) -> str:
    """The measure, the group and the period."""
    parts = (
        measure_name(found.metric, found.per, language),
        group_name(found.group, language),
        period_name(period, language),
    )
    return " · ".join(parts)
