"""The colours of a deck: ours as they are, or those of the organisation's own theme, dark enough to be seen."""

from __future__ import annotations

import colorsys
from collections.abc import Mapping
from dataclasses import dataclass, field

from reports.plot import Colour
from reports.slides.markup import tag

ALL = 100_000
"""DrawingML's hundred per cent."""
SEEN = 3.0
"""The contrast that a mark needs against what is behind it."""
STEP = 10_000
ACCENTS = tuple(f"accent{number}" for number in range(1, 7))
DARKER = 60_000
"""What is left of an accent's light when it is used for a seventh channel and on."""


@dataclass(frozen=True)
class Ink:
    """A colour of the theme, with what is done to its light: `lumMod` and `lumOff`, in thousandths of a per cent."""

    scheme: str
    light: int = ALL
    more: int = 0


GREYS = {
    "text": 1.0, "median": 0.75, "quiet": 0.75, "muted": 0.65, "axis": 0.5, "peer": 0.5, "band": 0.25, "grid": 0.15,
}  # fmt: skip
"""What has no colour of its own is the theme's ink, so strong, on its paper."""
OURS = ("text", "background")
"""What follows the theme in our own deck too, so that it can be turned dark."""


@dataclass
class Colours:
    """How the names of colours become DrawingML. `theme` are the scheme's colours as #rrggbb; without it ours are used.

    A channel is given the next accent of the theme when it is first asked for, and keeps it.
    """

    theme: Mapping[str, str] = field(default_factory=dict)
    _given: dict[str, Ink] = field(default_factory=dict)

    def fill(self, colour: Colour) -> str:
        """A solid fill."""
        return tag("a:solidFill", self.colour(colour.token, colour.opacity))

    def colour(self, token: str, opacity: float = 1.0) -> str:
        """The colour alone, as it stands in a fill or a line."""
        seen = (tag("a:alpha", val=round(opacity * ALL)),) if opacity < 1 else ()
        if not self.theme and token not in OURS:
            return tag("a:srgbClr", *seen, val=Colour(token).hex.removeprefix("#").upper())
        ink = self.ink(token)
        light = (tag("a:lumMod", val=ink.light),) if ink.light != ALL else ()
        more = (tag("a:lumOff", val=ink.more),) if ink.more else ()
        return tag("a:schemeClr", *light, *more, *seen, val=ink.scheme)

    def ink(self, token: str) -> Ink:
        """The theme's colour for a token."""
        if token == "background":  # noqa: S105 -- a colour's name
            return Ink("bg1")
        if token in GREYS:
            strong = round(GREYS[token] * ALL)
            return Ink("tx1", strong, 0 if self._dark else ALL - strong)
        if token == "accent":  # noqa: S105 -- a colour's name
            return self._seen("accent1")
        if token == "target":  # noqa: S105 -- a colour's name
            return self._seen("accent2")
        if token not in self._given:
            number = len(self._given)
            ink = self._seen(ACCENTS[number % len(ACCENTS)])
            again = number >= len(ACCENTS)
            self._given[token] = Ink(ink.scheme, ink.light * DARKER // ALL, ink.more) if again else ink
        return self._given[token]

    @property
    def _dark(self) -> bool:
        """Whether the paper is."""
        return luminance(self.theme.get("bg1", "#ffffff")) < luminance("#808080")

    def _seen(self, scheme: str) -> Ink:
        """The accent, made darker (on dark paper lighter) until it is seen against the paper."""
        paper, own = self.theme.get("bg1", "#ffffff"), self.theme.get(scheme, "#000000")
        for taken in range(0, ALL, STEP):
            light, more = ALL - taken, taken if self._dark else 0
            if contrast(changed(own, light, more), paper) >= SEEN:
                return Ink(scheme, light, more)
        return Ink("tx1")


def changed(colour: str, light: int, more: int) -> str:
    """The colour as lumMod and lumOff make it."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_shares(colour))
    lighter = min(1.0, lightness * light / ALL + more / ALL)
    return "#" + "".join(f"{round(share * 255):02x}" for share in colorsys.hls_to_rgb(hue, lighter, saturation))


def _shares(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def luminance(colour: str) -> float:
    """How light a colour (#rrggbb) is, 0 to 1, as WCAG counts it."""
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in _shares(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21, as WCAG counts it."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
