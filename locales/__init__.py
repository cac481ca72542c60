"""The language of one reader: translated text, and numbers and dates as that language writes them.

English is the source language of every text; `locales/<code>/LC_MESSAGES/genomslag.po` holds the
translations. Any folder may import this one, and this one imports none of them.
"""

from __future__ import annotations

import gettext
import io
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from babel.dates import format_date, get_month_names
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

LANGUAGES = {"sv": "Svenska", "en": "English"}
MINUS = "\u2212"
NBSP = "\u00a0"


def N_(text: str) -> str:
    """The text itself, marked for translation where it is declared rather than shown."""
    return text


SPELLED = dict(
    enumerate(
        (
            *(N_("two"), N_("three"), N_("four"), N_("five"), N_("six"), N_("seven"), N_("eight"), N_("nine")),
            *(N_("ten"), N_("eleven"), N_("twelve")),
        ),
        start=2,
    )
)
"""Numbers that running text has in words. One is spelled by the text that it stands in, which knows its gender."""


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    path = Path(__file__).parent / code / "LC_MESSAGES" / "genomslag.po"
    if not path.exists():
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=code))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@lru_cache(maxsize=100_000)
def _number(value: float, decimals: int, locale: str) -> str:
    """Kept, because the same figures are written again and again: on a chart, in its table, in the next view."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    text = format_decimal(value, pattern, locale=locale).replace("-", MINUS)
    # What is written as zero has no sign: −0,0 says nothing, and −0.0 is kept under the same key as 0.0.
    return text if any(digit in text for digit in "123456789") else text.removeprefix(MINUS)


@lru_cache(maxsize=20_000)
def _date(day: date, pattern: str, locale: str) -> str:
    """Kept for the same reason: a page names the same months in every chart."""
    return format_date(day, pattern, locale=locale)


@dataclass(frozen=True)
class Language:
    """How one reader reads: `code` is "sv" or "en"."""

    code: str = "sv"

    @property
    def locale(self) -> str:
        """The Babel locale. English is British: day before month, as Swedish readers expect."""
        return {"sv": "sv_SE", "en": "en_GB"}[self.code]

    def text(self, message: str, /, **fields: object) -> str:
        """The message in this language, its `{name}` fields filled in."""
        translated = _catalogue(self.code).gettext(message) if message else ""
        return translated.format(**fields) if fields else translated

    def plural(self, one: str, many: str, count: int, /, **fields: object) -> str:
        """The message in the form that `count` takes; `{count}` is the number as it is written."""
        translated = _catalogue(self.code).ngettext(one, many, count)
        return translated.format(count=self.number(count), **fields)

    def counted(self, one: str, many: str, count: int, /, *, beside: int = 0, **fields: object) -> str:
        """As `plural`, for running text: `{count}` in words up to twelve, as `spelled` has it."""
        translated = _catalogue(self.code).ngettext(one, many, count)
        return translated.format(count=self.spelled(count, beside), **fields)

    def spelled(self, count: int, beside: int = 0) -> str:
        """A count as running text has it: två, tolv, 13; in figures where a larger number stands `beside` it."""
        word = SPELLED.get(count) if beside <= max(SPELLED) else None
        return self.text(word) if word else self.number(count)

    def number(self, value: float, decimals: int = 0) -> str:
        """A number as it is written: 121 540 and −4,3 in Swedish."""
        return _number(value, decimals, self.locale)

    def signed(self, value: float, decimals: int = 0) -> str:
        """A number that always shows its sign: +12 or −4,3; zero has none."""
        text = self.number(value, decimals)
        return f"+{text}" if value > 0 and text.strip("0.,") else text

    def day(self, day: date) -> str:
        """A date in words: 5 mars 2026."""
        return _date(day, "d MMMM y", self.locale)

    def days(self, first: date, last: date) -> str:
        """A span of days, what they share said once: 4–19 oktober 2026."""
        if (first.year, first.month) == (last.year, last.month):
            return self.day(last) if first == last else f"{first.day}–{self.day(last)}"
        start = format_date(first, "d MMMM" if first.year == last.year else "d MMMM y", locale=self.locale)
        return f"{start}{NBSP}–{NBSP}{self.day(last)}"

    def month(self, day: date) -> str:
        """The month of a date: oktober 2026."""
        return _date(day, "MMMM y", self.locale)

    def short_month(self, day: date) -> str:
        """The month of a date, short: okt 2026 (Swedish months carry no full stop on an axis)."""
        return _date(day, "MMM y", self.locale).replace(".", "")

    def month_names(self) -> list[str]:
        """The twelve months, January first."""
        names = get_month_names("wide", locale=self.locale)
        return [names[month] for month in range(1, 13)]
