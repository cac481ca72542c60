"""Fictional peers: regions and municipalities of very different sizes, in every one of SKR's groups."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Literal

import numpy as np

from data.demo.names import REGIONS, genitive, municipalities
from data.demo.season import stream

Oddity = Literal["", "gaps", "few posts", "viral"]
SKR = {
    "A1": "Storstäder",
    "A2": "Pendlingskommun nära storstad",
    "B3": "Större stad",
    "B4": "Pendlingskommun nära större stad",
    "B5": "Lågpendlingskommun nära större stad",
    "C6": "Mindre stad/tätort",
    "C7": "Pendlingskommun nära mindre stad/tätort",
    "C8": "Landsbygdskommun",
    "C9": "Landsbygdskommun med besöksnäring",
}
# For each group: how many of forty municipalities, and the smallest and largest of them.
SKR_SHAPE = {
    "A1": (1, 900_000, 900_000), "A2": (6, 21_000, 112_000), "B3": (4, 58_000, 246_000), "B4": (6, 7_900, 43_000),
    "B5": (4, 6_100, 18_500), "C6": (5, 17_200, 49_000), "C7": (5, 5_400, 14_800), "C8": (5, 3_100, 12_900),
    "C9": (4, 2_400, 11_500),
}  # fmt: skip
REGION_SIZES = (60_000, 2_300_000)
MOST_REGIONS = 20


@dataclass(frozen=True)
class Peer:
    """A fictional organisation: its size and what is odd about its figures."""

    org_id: str
    name: str
    sector: str
    code: str
    county: str
    inhabitants: int
    skr: str | None
    oddity: Oddity = ""


def peers(seed: int, count: int) -> list[Peer]:
    """So many peers: a third of them regions, at most twenty; the municipalities in every group of SKR's."""
    regions = min(MOST_REGIONS, count // 3)
    return _regions(seed, regions) + _municipalities(seed, count - regions, max(regions, 1))


def _regions(seed: int, count: int) -> list[Peer]:
    random = stream(seed, "regions")
    sizes = np.geomspace(*REGION_SIZES, MOST_REGIONS) * random.uniform(0.93, 1.07, MOST_REGIONS)
    sizes[[0, -1]] = REGION_SIZES
    order = random.permutation(MOST_REGIONS)
    odd: dict[int, Oddity] = {2: "gaps", 5: "viral"}
    return [
        Peer(slug(f"region {REGIONS[n]}"), f"Region {REGIONS[n]}", "region", str(70 + n), str(70 + n),
             int(sizes[order[n]]), None, odd.get(n, ""))
        for n in range(count)
    ]  # fmt: skip


def _municipalities(seed: int, count: int, counties: int) -> list[Peer]:
    random = stream(seed, "municipalities")
    groups = [group for group, (share, *_) in SKR_SHAPE.items() for _ in range(share)]
    found = []
    for n, place in enumerate(municipalities(count)):
        group = groups[n % len(groups)]
        _, low, high = SKR_SHAPE[group]
        nth = groups[: n % len(groups)].count(group)  # the first of a group is its smallest, the second its largest
        size = (low, high)[nth] if nth < 2 else int(np.exp(random.uniform(np.log(low), np.log(high))))
        county = str(70 + n % counties)
        code = f"{county}{80 + n // counties:02d}"
        name = genitive(place)
        found.append(Peer(slug(name), name, "municipality", code, county, size, group, "few posts" if n == 7 else ""))
    return found


def slug(name: str) -> str:
    """The name in lower case without accents, for ids."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return plain.lower().replace(" ", "-")
