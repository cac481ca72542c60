"""Names of places that do not exist: Swedish-sounding, and the same for the same number."""

from __future__ import annotations

from itertools import product

REGIONS = (
    "Norrvidden", "Sjölandet", "Västfjärden", "Östmarken", "Granbygden", "Skärkusten", "Mittlandet",
    "Vildmarken", "Björklagen", "Tallheden", "Åsbygden", "Sundlandet", "Dalåsen", "Älvlandet",
    "Stenkusten", "Vintermarken", "Hedbygden", "Öarna", "Lövlandet", "Fjällåsen",
)  # fmt: skip
FIRST = (
    "Ek", "Björk", "Tall", "Gran", "Alm", "Ask", "Lind", "Rönn", "Häll", "Sten", "Älg",
    "Örn", "Tran", "Svan", "Ljung", "Säv", "Vit", "Grön", "Brun", "Silver", "Åker",
)  # fmt: skip
LAST = (
    "arp", "sta", "köping", "by", "vik", "fors", "näs", "hult", "ås", "ö", "mo",
    "torp", "sjö", "berga", "hamn", "lunda", "träsk", "skog", "vall", "dal",
)  # fmt: skip
STEP = 173  # a prime
PREFIXES = ("", "Norra ", "Södra ", "Östra ", "Västra ", "Stora ", "Lilla ")
REAL = frozenset(("Eksjö", "Ljungby", "Tranås"))  # municipalities that the parts happen to spell


def municipalities(count: int) -> list[str]:
    """So many names of municipalities, all different (there are words for a few thousand)."""
    every = [first + last for first, last in product(FIRST, LAST) if first[-1] != last[0]]
    every = [name for name in every if name not in REAL]
    # A step that shares no factor with the number of names mixes first parts and endings.
    mixed = [every[n * STEP % len(every)] for n in range(len(every))]
    return [PREFIXES[n // len(mixed)] + mixed[n % len(mixed)] for n in range(count)]


def genitive(name: str) -> str:
    """The municipality as an organisation: Ekarps kommun."""
    return f"{name}{'' if name[-1] in 'sxz' else 's'} kommun"
