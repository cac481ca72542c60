"""What is drawn beside the figures of a trend: breaks in definition, notes and goals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from metrics.monthly import Happening


@dataclass(frozen=True)
class Marks:
    """What stands beside a trend. `last_day` is the last day with figures: a period that ends later is unfinished."""

    last_day: date
    breaks: tuple[Happening, ...] = ()
    notes: tuple[Happening, ...] = ()

    def meta(self) -> dict[str, Any]:
        """The marks as the browser draws them (see charts/theme.py); notes are numbered."""
        found: dict[str, Any] = {}
        if self.breaks:
            found["breaks"] = [{"x": mark.day.isoformat(), "label": mark.text} for mark in self.breaks]
        if self.notes:
            numbered = enumerate(self.notes, start=1)
            found["marks"] = [{"x": mark.day.isoformat(), "label": str(n), "text": mark.text} for n, mark in numbered]
        return found
