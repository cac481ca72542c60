"""A comparison with peers in words."""

from __future__ import annotations

import math

from locales import N_, Language
from metrics.definition import Metric
from metrics.facts import Facts
from metrics.notes import Note
from metrics.peers.comparison import Comparison
from metrics.peers.groups import PeerGroup
from metrics.peers.measures import PER_WORDS, Per
from metrics.period import Period
from metrics.wording import period_name, with_sign

FEWEST = 2
CHANGED = N_("{label} on {date}")
SECTORS = {
    "municipality": N_("Municipalities"),
    "region": N_("Regions"),
    "agency": N_("Agencies"),
    "utility": N_("Utilities"),
    "insurer": N_("Insurers"),
    "bank": N_("Banks"),
    "telecom": N_("Telecom operators"),
    "hospital": N_("Hospitals"),
    "party": N_("Parties"),
    "culture": N_("Culture"),
    "other": N_("Other organisations"),
}
SCHEMES = {"skr": "SKR"}


def group_name(group: PeerGroup, language: Language) -> str:
    """A group as it is chosen, with its size: SKR 2023: Pendlingskommun nära storstad (21)."""
    if group.scheme == "all":
        name = language.text("All organisations")
    elif group.scheme == "sector":
        name = language.text(SECTORS.get(group.name, group.name))
    elif group.scheme in SCHEMES:
        name = f"{SCHEMES[group.scheme]} {group.year}: {group.name}"
    else:
        name = f"{group.name}, {group.year}"
    return f"{name} ({language.number(len(group.organisations))})"


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


def place_text(found: Comparison, language: Language) -> str:
    """The own place: plats 3 av 21."""
    return language.text(
        "place {rank} of {all}", rank=language.number(found.own_rank), all=language.number(found.ranked)
    )


def peers_sentence(found: Comparison, name: str, language: Language) -> str:
    """The sentence that answers how the organisation compares, size for size."""
    measure = measure_name(found.metric, found.per, language)
    if found.ranked < 2 and found.breaks:
        return language.text(
            "Nobody can be placed in {measure} in this period: {changed}. Choose one that ends before, or begins then.",
            measure=_lower(measure),
            changed=changed_text(found.breaks[0], language),
        )
    if found.ranked < 2:
        return language.text("Nobody else in the group has {measure} to compare with.", measure=_lower(measure))
    if math.isnan(found.own_rank):
        return language.text("{name} cannot be placed: {reason}.", name=name, reason=language.text(own_reason(found)))
    return language.text(
        "{name} is in {place} in {measure}: {value}. The median of the group is {median}.",
        name=name,
        measure=_lower(measure),
        place=place_text(found, language),
        value=value_text(found, found.own_value, language),
        median=value_text(found, found.median, language),
    )


def changed_text(note: Note, language: Language) -> str:
    """What changed and when: Exponeringar blev visningar den 15 november 2025."""
    return Note(CHANGED, note.fields).text(language)


def own_reason(found: Comparison) -> str:
    """Why the own organisation has no rank (message id); empty where it has one."""
    own = found.rows.loc[found.rows["own"], "reason"]
    return str(own.iloc[0]) if len(own) else ""


def unranked_text(found: Comparison, language: Language) -> str:
    """How many in the group have no place, and why; empty where all have one."""
    reasons = [reason for reason in found.rows["reason"] if reason]
    if not reasons:
        return ""
    counted = {reason: reasons.count(reason) for reason in dict.fromkeys(reasons)}
    why = ", ".join(f"{language.text(reason)} ({language.number(count)})" for reason, count in counted.items())
    return language.plural(
        "{count} in the group has no place: {why}.", "{count} in the group have no place: {why}.", len(reasons), why=why
    )


def remarks(found: Comparison, language: Language, *, accounts_chosen: bool = False) -> list[str]:
    """What a reader must know about the comparison: who has no place, and what is left out for all.

    Others' accounts do not match the own ones, so where single accounts are chosen their platforms are compared.
    """
    said = [unranked_text(found, language)]
    said += [f"{changed_text(note, language)}." for note in found.breaks]
    if accounts_chosen:
        said.append(language.text("Whole platforms are compared, not single accounts."))
    if "interactions" in found.metric.id:
        said.append(language.text("Saved posts are left out for everyone, since only the owner sees them."))
    return [text for text in said if text]


def advice(facts: Facts, found: Comparison, language: Language) -> tuple[str, str] | None:
    """What is missing for a comparison and how to add it; None where nothing is."""
    text = language.text
    if len(facts.organisations) < FEWEST:
        return text("There is nobody to compare with: the store holds one organisation."), text(
            "Add others to the tables organisations, accounts and account_days. Figures that anyone can see are enough."
        )
    if found.per is Per.INHABITANTS and found.rows["denominator"].isna().all():
        return text("The number of inhabitants is not known for anyone in the group."), text(
            "Add it to the table audience_bases, with kind inhabitants and a year."
        )
    if facts.peer_groups.empty:
        return text("The store has no peer groups of its own; sectors and all organisations can be compared."), text(
            "Add groups to the table peer_groups: an organisation, a scheme, a year and a group a row."
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


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
