"""The catalogue and the methods in words: examples, how figures combine, who can see them, how they are judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import isnan
from typing import Any, TypeVar

from data.columns import SHARE_OF_POSTS
from data.known_breaks import KNOWN_BREAKS
from locales import N_, Language
from metrics.catalogue import CATALOGUE
from metrics.definition import Direction, Metric, RollUp, Unit
from metrics.facts import Facts
from metrics.figures import Scope, figures
from metrics.methods import BREAKS, METHODS, Method, Rates, Said
from metrics.narrative import capital
from metrics.period import Period
from metrics.wording import channel_name, figure_text, unit_word, with_sign

AMOUNTS = {
    "followers": N_("followers"),
    "net_followers": N_("net new followers"),
    "stock_change": N_("net new followers"),
    "followers_before": N_("followers before"),
    "inhabitants": N_("inhabitants"),
    "reach": N_("people reached"),
    "reach_followers": N_("followers"),
    "views": N_("views"),
    "interactions": N_("interactions"),
    "posts": N_("posts"),
    "rated_reactions": N_("reactions"),
    "rated_followers": N_("followers at the post"),
    "exposure": N_("followers times posts"),
    "video_views": N_("video views"),
    "minutes_viewed": N_("minutes watched"),
    "messages_answered_in_time": N_("answered in time"),
    "messages_received": N_("messages"),
    "web_visits": N_("visits"),
    "spend": N_("SEK"),
    "contact_spend": N_("SEK"),
    "contacts": N_("views of what was paid for"),
    "conversions": N_("conversions"),
    "clicks": N_("clicks"),
    "click_spend": N_("SEK"),
    "paid_clicks": N_("clicks"),
    "conversion_spend": N_("SEK"),
    "paid_conversions": N_("conversions"),
    "answer_hours": N_("hours waited"),
    "timed_answers": N_("answers"),
    "posts_of_kind": N_("of the kind"),
    "all_posts": N_("posts"),
}
OVER_DAYS = {
    RollUp.SUM: N_("Added up over days."),
    RollUp.LAST: N_("The last observed day counts."),
    RollUp.RATIO: N_("Both parts are added up before they are divided, never averaged."),
    RollUp.UNIQUE: N_("Never added up: the platform’s own count, or an interval that is certain to hold the answer."),
}
BETTER = {
    Direction.HIGHER: N_("More is better."),
    Direction.LOWER: N_("Less is better."),
    Direction.NONE: N_("Neither more nor less is better in itself."),
}
PUBLIC = {True: N_("Anyone can see it, so it can be compared with others."), False: N_("Only the owner can see it.")}


@dataclass(frozen=True)
class Definition:
    """A metric as the glossary shows it, every text ready to be read; `value` is the chosen organisation's."""

    id: str
    label: str
    value: str
    explanation: str
    formula: str
    example: str
    differs: str
    remarks: tuple[str, ...]
    source: str

    @property
    def anchor(self) -> str:
        """Where it stands on the page, and the search that shows it alone."""
        return f"metric-{self.id}"

    @property
    def words(self) -> str:
        """Everything that a search looks in."""
        said = (self.anchor, self.label, self.explanation, self.formula, self.example, self.differs, *self.remarks)
        return " ".join((*said, self.source))


@dataclass(frozen=True)
class Explanation:
    """A method as the glossary shows it, every text ready to be read; `rows` is its table, headings first."""

    id: str
    label: str
    first: tuple[Said, ...]
    more: tuple[Said, ...]
    source: str
    caption: str
    rows: tuple[tuple[str, ...], ...]

    @property
    def anchor(self) -> str:
        """Where it stands on the page, and the search that shows it alone."""
        return f"method-{self.id}"

    @property
    def words(self) -> str:
        """Everything that a search looks in."""
        said = (f"{one.term} {one.text}" for one in (*self.first, *self.more))
        return " ".join((self.anchor, self.label, *said, self.caption, self.source))


Entry = TypeVar("Entry", Definition, Explanation)


def definitions(facts: Facts, scope: Scope, period: Period, language: Language) -> tuple[Definition, ...]:
    """Every metric of the catalogue, in its order, with its value for the scope and period."""
    found = figures(facts, list(CATALOGUE), scope, period)
    columns = (found[name].astype(float) for name in ("value", "low", "high"))
    values = zip(*columns, strict=True)
    told = {
        metric.id: figure_text(metric, value, low, high, language)
        for metric, (value, low, high) in zip(CATALOGUE.values(), values, strict=True)
    }
    told[SHARE_OF_POSTS] = _share_of_film(facts, scope, period, language)
    return tuple(_definition(metric, told[metric.id], language) for metric in CATALOGUE.values())


def _share_of_film(facts: Facts, scope: Scope, period: Period, language: Language) -> str:
    """The share of the posts is told by kind alone: film is one that everybody may have."""
    shares = figures(facts, [SHARE_OF_POSTS], scope, period, "kind")
    film = shares[shares["by"] == "film"]
    value, low, high = (float(film[name].iloc[0]) for name in ("value", "low", "high"))
    share = figure_text(CATALOGUE[SHARE_OF_POSTS], value, low, high, language)
    return share if isnan(low) else language.text("film: {share}", share=share)


def _definition(metric: Metric, value: str, language: Language) -> Definition:
    said = (
        OVER_DAYS[metric.over_days],
        BETTER[metric.direction],
        PUBLIC[metric.public],
        *metric.caveats,
    )
    return Definition(
        id=metric.id,
        label=language.text(metric.label),
        value=value,
        explanation=language.text(metric.explanation),
        formula=language.text(metric.formula),
        example=example_text(metric, language),
        differs=language.text(metric.differs),
        remarks=tuple(language.text(text) for text in said),
        source=language.text(metric.source),
    )


def explanations(language: Language) -> tuple[Explanation, ...]:
    """Every method, in order."""
    return tuple(map(partial(_explanation, language=language), METHODS))


def _explanation(method: Method, language: Language) -> Explanation:
    more, sources = _said(method.more, language), [language.text(method.source)]
    if method.id == BREAKS:
        more = tuple(_known(row, language) for row in KNOWN_BREAKS)
        sources = [row["source"] for row in KNOWN_BREAKS]
    return Explanation(
        id=method.id,
        label=language.text(method.title),
        first=_said(method.first, language),
        more=more,
        source="; ".join(sources),
        caption=language.text(method.rates.caption) if method.rates else "",
        rows=_rows(method.rates, language) if method.rates else (),
    )


def _said(texts: Sequence[Said], language: Language) -> tuple[Said, ...]:
    return tuple(Said(language.text(one.text), capital(language.text(one.term))) for one in texts)


def _known(row: Mapping[str, Any], language: Language) -> Said:
    """A known break: when, where and what."""
    when = f"{channel_name(row['platform'], language)}, {language.day(row['date'])}"
    return Said(f"{row[f'label_{language.code}']}.", when)


def _rows(rates: Rates, language: Language) -> tuple[tuple[str, ...], ...]:
    steps = (with_sign(language.signed(step), Unit.PER_CENT, language) for step in rates.steps)
    rows = [(language.text(rates.corner), *steps)]
    for variation, seen in rates.seen.items():
        name = with_sign(language.number(variation), Unit.PER_CENT, language)
        rows.append((name, *map(language.number, seen)))
    return tuple(rows)


def example_text(metric: Metric, language: Language) -> str:
    """The worked example: 27 000 followers / 245 000 inhabitants × 1 000 = 110,2. Its story, if it has one."""
    given = [_given(name, metric.example.given[name], language) for name in metric.amounts]
    text = " / ".join(given)
    if metric.times != 1:
        text += f" × {language.number(metric.times)}"
    if metric.denominator:
        decimals = 0 if float(metric.example.expected).is_integer() else metric.decimals
        result = with_sign(language.number(metric.example.expected, decimals), metric.unit, language)
        text += f" = {result} {unit_word(metric.unit, language)}".rstrip()
    return f"{text}. {language.text(metric.example.story)}".strip()


def _given(name: str, value: float, language: Language) -> str:
    known = AMOUNTS.get(name)
    return f"{language.number(value)} {language.text(known) if known else name}"


def matching(found: Sequence[Entry], wanted: str) -> tuple[Entry, ...]:
    """The entries in which every wanted word stands, whatever its case; one alone where its anchor is wanted."""
    words = wanted.casefold().split()
    alone = tuple(one for one in found if one.anchor == wanted.strip())
    return alone or tuple(one for one in found if all(word in one.words.casefold() for word in words))


def listing(language: Language) -> list[dict[str, object]]:
    """Every metric's declaration, a row a metric, with texts in the reader's language."""
    return [
        {
            "metric": metric.id,
            "label": language.text(metric.label),
            "unit": metric.unit.value,
            "decimals": metric.decimals,
            "direction": metric.direction.value,
            "over_days": metric.over_days.value,
            "over_accounts": metric.over_accounts.value,
            "public": metric.public,
            "formula": language.text(metric.formula),
            "explanation": language.text(metric.explanation),
            "example": example_text(metric, language),
            "differs": language.text(metric.differs),
            "caveats": " ".join(language.text(text) for text in metric.caveats),
            "source": language.text(metric.source),
            "inputs": " ".join(metric.inputs),
        }
        for metric in CATALOGUE.values()
    ]
