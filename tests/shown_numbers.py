"""Every number that stands on a page: in words, cards, charts, tables and their CSV, with the metrics it may be of."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from babel.dates import get_month_names
from babel.messages.catalog import Message

from locales import Language
from locales.extraction import forms, translations
from metrics.catalogue import CATALOGUE
from tests.catalogue_figures import ATTAINMENT, TARGET, Numbers
from tests.pages.shown import Shown
from ui.element import unpacked

NUMBER = {
    "sv": r"[−+]?(?:\d{1,3}(?:\u00a0\d{3})+|\d+)(?:,\d+)?",
    "en": r"[−+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?",
}
FIELD = re.compile(r"\{(\w+)\}")
OF_GOALS = (ATTAINMENT, TARGET)
ANY = (*CATALOGUE, *OF_GOALS)


@dataclass(frozen=True)
class Reading:
    """What stands somewhere on a page: words, or a number as a chart or file carries it."""

    where: str
    said: str | float
    metrics: tuple[str, ...] = ANY


class Excused:
    """Takes out of a text what is no figure: dates, names that the store gives, and the numbers of some messages.

    `messages` have the names of those of their fields that are no figures; digits of the message's own are none.
    """

    def __init__(self, language: Language, messages: Mapping[str, Collection[str]], names: Iterable[str]) -> None:
        self.names = sorted({one for one in names if re.search(r"\d", one)}, key=len, reverse=True)
        found = [pattern for message, fields in messages.items() for pattern in patterns(message, fields, language)]
        self.patterns = [re.compile(one, re.IGNORECASE) for one in (dates(language), *found)]

    def rest(self, text: str) -> str:
        """The text without them."""
        for name in self.names:
            text = text.replace(name, "·")
        for pattern in self.patterns:
            text = pattern.sub(_without_groups, text)
        return text


def dates(language: Language) -> str:
    """A pattern of dates as the language writes them, long and short, and as files do."""
    months = {
        name.rstrip(".")
        for width in ("wide", "abbreviated")
        for name in get_month_names(width, locale=language.locale).values()
    }
    named = rf"(?:\d{{1,2}} )?(?:{'|'.join(sorted(months, key=len, reverse=True))})\.? \d{{4}}"
    return rf"({named}|\b20\d\d-\d\d(?:-\d\d)?\b)"


def patterns(message: str, fields: Collection[str], language: Language) -> Iterator[str]:
    """Patterns of the message in every form it has in the language, with what is no figure in groups."""
    for wording in wordings(message, language):
        pieces = FIELD.split(wording)
        while len(pieces) > 2 and not pieces[0] and pieces[1] not in fields:
            pieces = pieces[2:]
        while len(pieces) > 2 and not pieces[-1] and pieces[-2] not in fields:
            pieces = pieces[:-2]
        yield "".join(
            _literal(piece) if place % 2 == 0 else f"({NUMBER[language.code]})" if piece in fields else ".{0,300}?"
            for place, piece in enumerate(pieces)
        )


def wordings(message: str, language: Language) -> tuple[str, ...]:
    """The message as the language has it: one text, or one for each number. Raises KeyError where nothing says it."""
    found = _messages()[message]
    return forms(found.id if language.code == "en" else found.string)


@cache
def _messages() -> dict[str, Message]:
    return {form: one for one in translations("sv") for form in forms(one.id)}


def _literal(text: str) -> str:
    return "".join(
        f"({re.escape(part)})" if part[:1].isdigit() else re.escape(part) for part in re.split(r"(\d+)", text)
    )


def _without_groups(found: re.Match[str]) -> str:
    text, start = found[0], found.start()
    for group in range(found.re.groups, 0, -1):
        first, last = found.span(group)
        text = text[: first - start] + "·" + text[last - start :]
    return text


def readings(page: Shown, language: Language, skipped: Collection[str]) -> Iterator[Reading]:
    """Everything that the page was sent. Columns headed by one of `skipped` (message ids) hold no figures."""
    markup = re.sub(r"<style.*?</style>", "", page.markup, flags=re.DOTALL)
    for line in re.sub(r"<[^>]+>", "\n", markup).splitlines():
        yield Reading("text", html.unescape(line))
    headings = {language.text(one) for one in skipped}
    for element in page.run.get("bidi_component"):
        content = unpacked(element.proto.bytes)
        for card in content.get("cards", ()):
            yield from of_card(card, language)
        if "table" in content:
            yield from of_table(content, language, headings)


def of_card(card: dict[str, Any], language: Language) -> Iterator[Reading]:
    """What a card says: its own metric's figures, and of reach its share of the inhabitants."""
    labels = {language.text(one.label): one.id for one in CATALOGUE.values()} | {
        language.text("Reach, 28 days"): "reach"
    }
    own = labels[card["label"]]
    metrics = (own, "reach_share_of_inhabitants") if own == "reach" else (own,)
    where = f"card {own}"
    for name in ("label", "value", "help", "spark_alt", "note", "verdict"):
        yield Reading(f"{where}, {name}", card[name], metrics)
    for text in (text for change in card["changes"] for text in change.values()):
        yield Reading(f"{where}, change", text, metrics)
    for value in card["spark"]:
        yield from _number(f"{where}, line", value, metrics)


def of_table(content: dict[str, Any], language: Language, headings: Collection[str]) -> Iterator[Reading]:
    """What a chart or a list says: its words, its rows as they are read, and as the CSV has them."""
    table, where = content["table"], content.get("caption") or content["title"]
    for name in ("title", "subtitle", "alt", "caption"):
        yield Reading(f"{where}, {name}", content.get(name) or "")
    yield from drawn(content.get("figure", {}), where)
    said = (content.get("subtitle") or "").casefold()
    labels = {one.id: language.text(one.label).casefold() for one in CATALOGUE.values()}
    for place, heading in enumerate(table["columns"]):
        yield Reading(f"{where}, heading", heading)
        if heading in headings:
            continue
        own = [one for one, label in labels.items() if label == heading.casefold()]
        named = tuple(own or [one for one, label in labels.items() if label in said] or CATALOGUE)
        for row, shown in zip(table["rows"], table["shown"], strict=True):
            metrics = (*named, *OF_GOALS)
            yield from _number(f"{where}, {heading}, CSV", row[place], metrics)
            yield Reading(f"{where}, {heading}", row[place] if shown[place] is None else shown[place], metrics)


def drawn(figure: dict[str, Any], where: str) -> Iterator[Reading]:
    """The words in a picture: at its points, when they are pointed at, and beside its lines."""
    for trace in figure.get("data", ()):
        for name in ("text", "customdata", "name"):
            found = trace.get(name) or ()
            for one in [found] if isinstance(found, str) else found:
                # Of several words at a point the first is a name: a post's, or an organisation's.
                yield Reading(f"{where}, {name}", str(one[-1] if isinstance(one, list) else one or ""))
    marks = figure.get("layout", {}).get("meta", {})
    for mark in (mark for kind in ("targets", "bands", "breaks") for mark in marks.get(kind, ())):
        yield Reading(f"{where}, mark", mark["label"])


def _number(where: str, value: Any, metrics: tuple[str, ...]) -> Iterator[Reading]:
    if isinstance(value, int | float) and not isinstance(value, bool):
        yield Reading(where, float(value), metrics)


def strangers(found: Iterable[Reading], known: Numbers, excused: Excused) -> list[str]:
    """The numbers that are none of the figures that they may be, each with its place."""
    strange = []
    for one in found:
        if isinstance(one.said, str):
            written = re.findall(NUMBER[known.language.code], excused.rest(one.said))
            strange += [
                f"{one.where}: {number} in {one.said!r}" for number in written if not known.holds(number, one.metrics)
            ]
        elif not known.has(one.said, one.metrics):
            strange.append(f"{one.where}: {one.said}")
    return strange
