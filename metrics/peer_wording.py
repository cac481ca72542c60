"""A comparison with peers in words."""

from __future__ import annotations

import math

from locales import N_, NBSP, Language
from metrics.definition import Metric, Unit
from metrics.peers import PER_WORDS, Comparison, PeerGroup, Per
from metrics.period import Period
from metrics.wording import period_name

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
SCHEMES = {"skr": "SKR", "county": N_("County"), "region": N_("Regions")}


def group_name(group: PeerGroup, language: Language) -> str:
    """A group as it is chosen: SKR 2023: Lågpendlingskommun nära större stad (21)."""
    if group.scheme == "all":
        name = language.text("All organisations")
    elif group.scheme == "sector":
        name = language.text(SECTORS.get(group.name, group.name))
    else:
        scheme = language.text(SCHEMES.get(group.scheme, group.scheme))
        name = f"{scheme} {group.year}: {group.name}"
    return f"{name} ({language.number(len(group.organisations))})"


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
    sign = {Unit.PER_CENT: "%", Unit.SEK: language.text("SEK")}.get(found.metric.unit) if found.per is Per.RAW else None
    return f"{text}{NBSP}{sign}" if sign else text


def place_text(found: Comparison, language: Language) -> str:
    """The own place: plats 3 av 21."""
    return language.text(
        "place {rank} of {all}", rank=language.number(found.own_rank), all=language.number(found.ranked)
    )


def peers_sentence(found: Comparison, name: str, language: Language) -> str:
    """The sentence that answers how the organisation compares, size for size."""
    measure = measure_name(found.metric, found.per, language)
    if found.ranked < 2:
        return language.text("Nobody else in the group has {measure} to compare with.", measure=_lower(measure))
    if math.isnan(found.own_rank):
        return language.text("{name} cannot be placed: {reason}.", name=name, reason=language.text(own_reason(found)))
    return language.text(
        "{name} has {place} in the group: {value}, where the median is {median}.",
        name=name,
        place=place_text(found, language),
        value=value_text(found, found.own_value, language),
        median=value_text(found, found.median, language),
    )


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
