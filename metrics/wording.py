"""Periods, channels and figures as they are written in a sentence, on an axis or in a cell."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, floor, isnan

from locales import N_, NBSP, Language
from metrics.definition import Metric, Unit
from metrics.period import WEEKDAYS_BELOW, Kind, Period

CHANNEL_NAMES = {
    "facebook": "Facebook",
    "instagram": "Instagram",
    "linkedin": "LinkedIn",
    "x": "X",
    "youtube": "YouTube",
    "tiktok": "TikTok",
    "snapchat": "Snapchat",
    "threads": "Threads",
    "bluesky": "Bluesky",
}
OWN_CHANNELS = {"web": N_("Website"), "newsroom": N_("Newsroom"), "newsletter": N_("Newsletter")}

FORMATS = {
    "photo": N_("Photo"),
    "album": N_("Album"),
    "video": N_("Video"),
    "reel": N_("Reel"),
    "story": N_("Story"),
    "live": N_("Live broadcast"),
    "link": N_("Link"),
    "text": N_("Text"),
    "event": N_("Event"),
    "poll": N_("Poll"),
    "film": N_("Film"),
    "pictures": N_("Pictures"),
}

MISSING = N_("missing")

_SIGNS = {Unit.PER_CENT: "%", Unit.SEK: N_("SEK")}
_UNIT_WORDS = {Unit.PERSONS: N_("people"), Unit.MINUTES: N_("minutes"), Unit.HOURS: N_("hours")}


def channel_name(platform: str, language: Language) -> str:
    """A platform as it is written: LinkedIn, Webbplats."""
    own = OWN_CHANNELS.get(platform)
    return language.text(own) if own else CHANNEL_NAMES.get(platform, platform)


def format_name(post_format: str, language: Language) -> str:
    """A post's format as it is written, or formats that are told together; what is not known stands as it is."""
    known = FORMATS.get(post_format)
    return language.text(known) if known else post_format


_NUMBERED = {
    Kind.QUARTER: N_("quarter {number} {year}"),
    Kind.TERTIAL: N_("tertial {number} {year}"),
    Kind.HALF_YEAR: N_("half-year {number} {year}"),
}


def period_name(period: Period, language: Language) -> str:
    """A period in words: oktober 2026, vecka 43 2026, 28 dagar t.o.m. 31 oktober 2026, 4–19 oktober 2026."""
    match period.kind:
        case Kind.WEEK:
            year, number, _ = period.start.isocalendar()
            return language.text("week {number}, {year}", number=number, year=year)
        case Kind.MONTH:
            return language.month(period.start)
        case Kind.YEAR:
            return str(period.start.year)
        case Kind.ROLLING:
            return language.text("28 days to {day}", day=language.day(period.end))
        case Kind.CUSTOM:
            return language.days(period.start, period.end)
        case _:
            return language.text(_NUMBERED[period.kind], number=period.id[-1], year=period.start.year)


def days_compared(period: Period, earlier: Period, language: Language) -> str:
    """What a period is compared with, and how, where it is not over: 4–19 October 2026, the same weekdays."""
    name = period_name(earlier, language)
    if earlier in (period.previous(), period.year_before()):
        return name
    if period.days < WEEKDAYS_BELOW:
        return language.text("{days}, the same weekdays", days=name)
    return language.text("{days}, as many days", days=name)


def listed(words: list[str], language: Language) -> str:
    """Words as an enumeration: Facebook, Instagram och LinkedIn."""
    if len(words) < 2:
        return "".join(words)
    return language.text("{first} and {last}", first=", ".join(words[:-1]), last=words[-1])


def figure_text(metric: Metric, value: float, low: float, high: float, language: Language) -> str:
    """A figure as it stands on a card: a number, an interval, a bound, or that it is missing."""
    if not isnan(value):
        return amount(metric, value, language)
    low, high = outwards(metric, low, high)
    if not isnan(low) and not isnan(high):
        # The unit is said once, after the interval.
        return f"{amount(metric, low, language, bare=True)}–{amount(metric, high, language)}"
    if not isnan(low):
        return language.text("at least {amount}", amount=amount(metric, low, language))
    if not isnan(high):
        return language.text("at most {amount}", amount=amount(metric, high, language))
    return language.text(MISSING)


def outwards(metric: Metric, low: float, high: float) -> tuple[float, float]:
    """The bounds of an interval rounded to the digits they are written with, so that what is written still holds."""
    return _rounded(metric, low, floor), _rounded(metric, high, ceil)


def _rounded(metric: Metric, value: float, to_whole: Callable[[float], float]) -> float:
    if isnan(value):
        return value
    scale = 10.0 ** decimals_of(metric, value)
    # 49.6 × 10 is a hair below 496 in binary.
    return to_whole(round(value * scale, 6)) / scale


def amount(metric: Metric, value: float, language: Language, *, bare: bool = False) -> str:
    """A number with no more digits than it carries; per cent and kronor carry their sign unless `bare`."""
    text = language.number(value, decimals_of(metric, value))
    return text if bare else with_sign(text, metric.unit, language)


def with_sign(number: str, unit: Unit | None, language: Language) -> str:
    """A number as it is written with its unit's sign: 49,6 %, 0,20 kr; most units have none."""
    sign = _SIGNS.get(unit) if unit else None
    return f"{number}{NBSP}{language.text(sign)}" if sign else number


def unit_word(unit: Unit, language: Language) -> str:
    """The word that stands after a figure on its own: personer; nothing where it carries its sign or needs none."""
    word = _UNIT_WORDS.get(unit)
    return language.text(word) if word else ""


def decimals_of(metric: Metric, value: float) -> int:
    """How many decimals a value of the metric is written with: fewer, the larger it is."""
    if abs(value) >= 100:
        return 0
    return min(metric.decimals, 1) if abs(value) >= 10 and metric.unit is not Unit.SEK else metric.decimals
