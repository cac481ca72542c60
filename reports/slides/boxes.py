"""Rectangles on a slide, in points."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Box:
    """A rectangle from its upper left corner."""

    left: float
    top: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return self.top + self.height

    @property
    def right(self) -> float:
        """Where it ends to the right."""
        return self.left + self.width

    def without_top(self, height: float) -> Box:
        """What is left below so much of it."""
        return replace(self, top=self.top + height, height=max(0.0, self.height - height))

    def upper(self, height: float) -> Box:
        """So much of it, from the top."""
        return replace(self, height=min(height, self.height))

    def lower(self, height: float) -> Box:
        """So much of it, at the bottom."""
        kept = min(height, self.height)
        return replace(self, top=self.bottom - kept, height=kept)

    def without_bottom(self, height: float) -> Box:
        """What is left above so much of it."""
        return replace(self, height=max(0.0, self.height - height))
