"""Where a line may not break: between a number and what it counts, inside a date, before a numbered period."""

from __future__ import annotations

import re
from functools import cache

from locales import NBSP, Language

COUNTED = {
    "sv": r"dag\w*|veck\w*|månad\w*|år|gång\w*|mål\w*|inlägg\w*",
    "en": r"days?|weeks?|months?|years?|times|goals?|posts?",
}
NUMBERED = {
    "sv": ("kvartal", "tertial", "halvår", "vecka", "plats"),
    "en": ("quarter", "tertial", "half-year", "week", "place"),
}


def bound(text: str, language: Language) -> str:
    """The text with spaces that do not break where a line break would hurt: 5 mars, kvartal 3, 28 dagar."""
    for pattern in _patterns(language):
        text = pattern.sub(NBSP, text)
    return text


@cache
def _patterns(language: Language) -> tuple[re.Pattern[str], ...]:
    months = "|".join(language.month_names())
    counted = re.compile(rf"(?<=\d) (?=(?:{months}|{COUNTED[language.code]})\b)")
    return counted, *(re.compile(rf"(?<=\b{word}) (?=\d)", re.IGNORECASE) for word in NUMBERED[language.code])
