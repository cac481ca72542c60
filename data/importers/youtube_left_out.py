"""Videos in a file of YouTube Studio that are not taken: which, why, and what to choose instead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from data.importers.gathering import some
from data.importers.source import ImportRejected, Remark
from locales import N_

OLDER = N_(
    "Videos from before {first}, when the file's period begins, are left out, since the file has only a part of "
    "their figures: {videos}. Choose the period Lifetime in YouTube Studio to have them all."
)
REMOVED = N_("Videos without a day of publishing, as removed and private ones are, are left out: {videos}.")
OF_A_PERIOD = N_(
    "The videos' figures are those of the period that was chosen in YouTube Studio, which the file does "
    "not tell. Choose the period Lifetime there, or the figures of older videos are too low."
)


@dataclass(frozen=True)
class LeftOut:
    """The ids of videos that were not taken. `first` is the first day of the file's period, None where it isn't told.

    A post holds figures of its whole life, and no row of the file is at fault where it does not.
    """

    first: date | None
    older: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)

    def remarks(self, *, taken: bool) -> Iterator[Remark]:
        """What is said of them, and of the period where videos were taken and nothing tells which it is."""
        if self.older:
            yield Remark(OLDER, {"first": self.first, "videos": some(self.older)})
        if self.removed:
            yield Remark(REMOVED, {"videos": some(self.removed)})
        if taken and not self.first:
            yield Remark(OF_A_PERIOD)

    def refuse_alone(self) -> None:
        """Raises ImportRejected where such videos were all that the file has."""
        if self.older:
            raise ImportRejected(
                N_("All videos in the file are from before {first}, when its period begins: their figures are a part."),
                todo=N_("Choose the period Lifetime in YouTube Studio, and download again."),
                first=self.first,
            )
