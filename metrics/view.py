"""What a reader is looking at: one frozen value that decides every figure on a page or in a report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from locales import Language
from metrics.figures import Scope
from metrics.period import Period

Against = Literal["previous", "year"]
AGAINST: tuple[Against, ...] = ("previous", "year")


@dataclass(frozen=True)
class View:
    """What is shown: everything that decides the figures, and the language they are read in.

    `channels` are the chosen platforms and account ids, none for all; `platforms` and `accounts` are the same
    choice as the metrics take it.
    """

    organisation: str
    platforms: tuple[str, ...]
    period: Period
    compare: Against
    language: Language
    store_version: str
    accounts: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()

    @property
    def scope(self) -> Scope:
        """The organisation and channels whose figures are shown."""
        return Scope(self.organisation, self.platforms, self.accounts)
