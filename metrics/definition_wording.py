"""The catalogue and the methods in words: examples, how figures combine, who can see them, how they are judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from locales import N_, Language
from metrics.catalogue import CATALOGUE
from metrics.definition import Direction, Metric, RollUp, Unit
from metrics.facts import Facts
from metrics.figures import Scope, figures
from metrics.methods import METHODS, STEPS, Method
from metrics.period import Period
from metrics.wording import amount, figure_text, with_sign

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
    def words(self) -> str:
        """Everything that a search looks in."""
        said = (self.id, self.label, self.explanation, self.formula, self.example, self.differs, *self.remarks)
        return " ".join((*said, self.source))


@dataclass(frozen=True)
class Explanation:
    """A method as the glossary shows it, every text ready to be read; `rows` is its table, headings first."""

    id: str
    label: str
    paragraphs: tuple[str, ...]
    source: str
    caption: str
    rows: tuple[tuple[str, ...], ...]

    @property
    def words(self) -> str:
        """Everything that a search looks in."""
        return " ".join((self.id, self.label, *self.paragraphs, self.caption, self.source))


Entry = TypeVar("Entry", Definition, Explanation)


def definitions(facts: Facts, scope: Scope, period: Period, language: Language) -> tuple[Definition, ...]:
    """Every metric of the catalogue, in its order, with its value for the scope and period."""
    found = figures(facts, list(CATALOGUE), scope, period)
    columns = (found[name].astype(float) for name in ("value", "low", "high"))
    values = zip(*columns, strict=True)
    return tuple(
        _definition(metric, figure_text(metric, value, low, high, language), language)
        for metric, (value, low, high) in zip(CATALOGUE.values(), values, strict=True)
    )


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
    return tuple(
        Explanation(
            id=one.id,
            label=language.text(one.title),
            paragraphs=tuple(language.text(text) for text in one.paragraphs),
            source=language.text(one.source),
            caption=language.text(one.caption),
            rows=tuple(_rates(one, language)) if one.rates else (),
        )
        for one in METHODS
    )


def _rates(method: Method, language: Language) -> list[tuple[str, ...]]:
    steps = (with_sign(language.signed(step), Unit.PER_CENT, language) for step in STEPS)
    rows = [(language.text(method.corner), *steps)]
    for variation, seen in method.rates.items():
        name = with_sign(language.number(variation), Unit.PER_CENT, language)
        rows.append((name, *(language.number(seen[step]) for step in STEPS)))
    return rows


def example_text(metric: Metric, language: Language) -> str:
    """The worked example: 27 000 followers / 245 000 inhabitants × 1 000 = 110,2. Its story, if it has one."""
    given = [_given(name, metric.example.given[name], language) for name in metric.amounts]
    text = " / ".join(given)
    if metric.times != 1:
        text += f" × {language.number(metric.times)}"
    if metric.denominator:
        text += f" = {amount(metric, metric.example.expected, language)}"
    return f"{text}. {language.text(metric.example.story)}".strip()


def _given(name: str, value: float, language: Language) -> str:
    known = AMOUNTS.get(name)
    return f"{language.number(value)} {language.text(known) if known else name}"


def matching(found: Sequence[Entry], wanted: str) -> tuple[Entry, ...]:
    """The entries in which every wanted word stands, whatever its case."""
    words = wanted.casefold().split()
    return tuple(one for one in found if all(word in one.words.casefold() for word in words))


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
