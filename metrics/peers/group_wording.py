"""Groups of organisations as they are named."""

from __future__ import annotations

from math import isinf

from locales import N_, Language
from metrics.peers.groups import PeerGroup, size_band

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
PLAIN = {"all": N_("All organisations"), "alike": N_("Most like us"), "picked": N_("Picked by hand")}
IN_THE_COUNTY = N_("{sector} in the same county")


def group_name(group: PeerGroup, language: Language) -> str:
    """A group as it is chosen, with its size: SKR 2023: Pendlingskommun nära storstad (21)."""
    return f"{_name(group, language)} ({language.number(len(group.organisations))})"


def sector_name(sector: str, language: Language) -> str:
    """A sector as it is read: Kommuner."""
    return language.text(SECTORS.get(sector, sector))


def _name(group: PeerGroup, language: Language) -> str:
    if group.scheme in PLAIN:
        return language.text(PLAIN[group.scheme])
    if group.scheme == "sector":
        return sector_name(group.name, language)
    if group.scheme == "band":
        return _size_name(group, language)
    if group.scheme == "in_county":
        return language.text(IN_THE_COUNTY, sector=sector_name(group.id.split(":")[1], language))
    listed = f"{SCHEMES[group.scheme]} {group.year}: {group.name}" if group.scheme in SCHEMES else ""
    return listed or (group.name if group.kept else f"{group.name}, {group.year}")


def _size_name(group: PeerGroup, language: Language) -> str:
    """A size band: Kommuner med 20 000 till 50 000 invånare."""
    _, sector, begins = group.id.split(":")
    low, high = size_band(float(begins))
    told = {"sector": sector_name(sector, language), "low": language.number(low)}
    if isinf(high):
        return language.text("{sector} with at least {low} inhabitants", **told)
    return language.text("{sector} with {low} to {high} inhabitants", **told, high=language.number(high))
