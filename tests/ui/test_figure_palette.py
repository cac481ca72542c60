"""The colours: seen against their background, and told apart by colour-blind readers."""

from __future__ import annotations

import itertools
import math

import pytest

from charts import theme
from charts.palette import palette

PALETTE = {"light": palette("light"), "dark": palette("dark")}
MARKS = {"peer", "axis"}  # seen beside text, never read: 3:1
FIELDS = {"background", "grid", "band"}  # behind the data
LARGE = ("accent", "facebook", "instagram", "linkedin", "youtube", "tiktok", "x", "web")
TOLD_APART = 12  # ΔE*ab; 2.3 is just seen
# Machado, Oliveira & Fernandes (2009), severity 1.0, on linear RGB.
SIGHT = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red cones": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green cones": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
}


def linear(colour: str) -> list[float]:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]


def luminance(colour: str) -> float:
    return sum(weight * share for weight, share in zip((0.2126, 0.7152, 0.0722), linear(colour), strict=True))


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def seen(colour: str, sight: str) -> tuple[float, float, float]:
    """CIE L*a*b* of the colour as this eye sees it."""
    channels = linear(colour)
    r, g, b = (
        min(1.0, max(0.0, sum(weight * channel for weight, channel in zip(row, channels, strict=True))))
        for row in SIGHT[sight]
    )
    white = ((0.4124, 0.3576, 0.1805, 0.95047), (0.2126, 0.7152, 0.0722, 1.0), (0.0193, 0.1192, 0.9505, 1.08883))
    shares = [(red * r + green * g + blue * b) / whole for red, green, blue, whole in white]
    x, y, z = (share ** (1 / 3) if share > 0.008856 else 7.787 * share + 16 / 116 for share in shares)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("look", ["light", "dark"])
def test_both_looks_have_every_token(look: str):
    tokens = {
        value.removeprefix("token:") for name, value in vars(theme).items() if name.isupper() and isinstance(value, str)
    }
    assert tokens | set(theme.PLATFORM_TOKENS) <= set(PALETTE[look])


@pytest.mark.parametrize("look", ["light", "dark"])
def test_colours_are_seen_against_the_background(look: str):
    colours = PALETTE[look]
    for name, colour in colours.items():
        if name not in FIELDS:
            needed = 3.0 if name in MARKS else 4.5
            assert contrast(colour, colours["background"]) >= needed, name


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("sight", SIGHT)
def test_large_channels_are_told_apart(look: str, sight: str):
    for one, other in itertools.combinations(LARGE, 2):
        apart = math.dist(seen(PALETTE[look][one], sight), seen(PALETTE[look][other], sight))
        assert apart >= TOLD_APART, f"{one} and {other}: {apart:.0f}"
