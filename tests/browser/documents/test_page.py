"""The document in a browser: accessible, readable on a phone, and in the typeface that its pictures count on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from reports.drawing.text import SIZE, width

WIDTHS = (1440, 820, 390)
LETTERS = "".join(map(chr, (*range(0x20, 0x7F), *range(0xA1, 0x180)))) + "–—−…“”’€↑↓✓✕"


@pytest.fixture
def opened(new_page: Callable[..., Page], upright: Path) -> Callable[..., Page]:
    """Opens the document in a window of that width."""

    def _opened(wide: int = 1440, scheme: str = "light", path: Path = upright) -> Page:
        page = new_page(viewport={"width": wide, "height": 900}, color_scheme=scheme)
        page.goto(path.as_uri())
        page.evaluate("document.fonts.ready")
        return page

    return _opened


@pytest.mark.parametrize(("wide", "scheme"), [(1440, "light"), (390, "dark")])
def test_it_keeps_nobody_out(opened, axe, short: Path, wide: int, scheme: str) -> None:
    axe(opened(wide, scheme, short))


@pytest.mark.parametrize("wide", WIDTHS)
def test_only_tables_are_scrolled_sideways(opened, wide: int) -> None:
    page = opened(wide)
    assert page.evaluate("document.documentElement.scrollWidth") <= wide
    assert (
        page.evaluate(
            """() => [...document.querySelectorAll('p, h1, h2, h3, li, svg')]
            .filter((one) => one.getClientRects().length && !one.closest('.rows')
              && (one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline'))
            .map((one) => one.textContent.slice(0, 60))"""
        )
        == []
    )


@pytest.mark.parametrize(("wide", "drawn"), [(1440, "svg:not(.on-phones)"), (390, "svg.on-phones")])
def test_a_chart_is_seen_once_as_it_fits(opened, wide: int, drawn: str) -> None:
    page = opened(wide)
    seen = page.evaluate("[...document.querySelectorAll('svg')].filter((one) => one.getClientRects().length).length")
    assert seen == page.locator(drawn).count() == page.locator(".chart").count()


def test_the_widths_that_pictures_count_on_are_those_of_the_typeface(opened) -> None:
    measured = opened().evaluate(
        """async ([letters, size]) => {
          const pencil = document.createElement('canvas').getContext('2d');
          const found = {};
          for (const weight of [400, 600]) {
            await document.fonts.load(`${weight} ${size}px "Genomslag Sans"`);
            pencil.font = `${weight} ${size}px "Genomslag Sans"`;
            found[weight] = [...letters].map((letter) => pencil.measureText(letter).width);
          }
          return found;
        }""",
        [LETTERS, SIZE],
    )
    for weight, bold in (("400", False), ("600", True)):
        wrong = [
            letter
            for letter, wide in zip(LETTERS, measured[weight], strict=True)
            if width(letter, bold=bold) != pytest.approx(wide, abs=0.02)
        ]
        assert not wrong


def test_the_dark_look_reaches_into_the_pictures(opened) -> None:
    colours = {
        scheme: opened(scheme=scheme).evaluate("getComputedStyle(document.querySelector('svg .f-accent')).fill")
        for scheme in ("light", "dark")
    }
    assert colours == {"light": "rgb(11, 79, 138)", "dark": "rgb(140, 196, 255)"}
