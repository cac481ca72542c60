"""Who liked a page, as Facebook Insights counted them by day: shares by gender, age, town and country."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from data.importers.gathering import Record, Rows

METRICS = ("Lifetime Likes by Gender and Age", "Lifetime Likes by Country", "Lifetime Likes by City")
BY_AGE = re.compile(r"(?P<gender>[FMU])\.(?P<age>.+)")
GENDERS = {"F": "women", "M": "men", "U": "unknown"}
DIMENSIONS = dict(zip(METRICS[1:], ("country", "place"), strict=True))


@dataclass
class Audience:
    """Columns of counts by segment, and that of all who liked the page, which towns and countries are shares of."""

    names: Sequence[str]
    total: int | None
    places: dict[str, list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self.places = {metric: [] for metric in METRICS}
        for place, name in enumerate(self.names):
            metric, _, segment = name.partition(" - ")
            if segment and metric in self.places and (metric in DIMENSIONS or BY_AGE.fullmatch(segment)):
                self.places[metric].append(place)

    @property
    def used(self) -> list[int]:
        """The columns that are read."""
        return [place for places in self.places.values() for place in places]

    def add(self, rows: Rows, record: Record, on: date) -> None:
        """Adds the shares of a day. Raises Fault."""
        for (dimension, segment), share in self._shares(record).items():
            rows.add({"account_id": "0", "date": on, "dimension": dimension, "segment": segment, "share": share})

    def _shares(self, record: Record) -> dict[tuple[str, str], float]:
        """By dimension and segment. Towns and countries are the largest alone, so that their sum is not all."""
        counts = {place: count for place in self.used if (count := record.count(place)) is not None}
        all_ages = sum(counts.get(place, 0) for place in self.places[METRICS[0]])
        shares: defaultdict[tuple[str, str], float] = defaultdict(float)
        for place in self.places[METRICS[0]]:
            if place in counts and all_ages and (told := BY_AGE.fullmatch(self._segment(place))):
                shares["gender", GENDERS[told["gender"]]] += counts[place] / all_ages
                shares["age", told["age"].replace("-", "–")] += counts[place] / all_ages
        total = record.count(self.total)
        for metric, dimension in DIMENSIONS.items():
            for place in self.places[metric]:
                if place in counts and total:
                    shares[dimension, self._segment(place)] = counts[place] / total
        # A country is counted apart from the whole, and may be a few likes ahead of it.
        return {segment: min(round(share, 6), 1.0) for segment, share in shares.items()}

    def _segment(self, place: int) -> str:
        return self.names[place].partition(" - ")[2]
