"""Who follows, in sentences of a report."""

from __future__ import annotations

from locales import N_, Language
from metrics.audience_split import UNTOLD, Split, segment_name
from metrics.channel_names import channel_in_text
from metrics.definition import Unit
from metrics.facts import Facts
from metrics.figures import Scope
from metrics.number import Number, exact, owner
from metrics.sentence import Sentence, told
from metrics.wording import listed, with_sign

MOVED = 1.0
"""A share that has changed by less than so many percentage points in a year is not told."""

_MOST = {
    "age": N_("On {channel}, followers aged {segment} are the most numerous: {share}."),
    "place": N_("On {channel}, most followers live in {segment}: {share}."),
    "country": N_("On {channel}, most followers live in {segment}: {share}."),
}


def split_sentences(facts: Facts, split: Split, scope: Scope, language: Language) -> tuple[Sentence, ...]:
    """Who follows a channel by one dimension: the genders and what of them has moved, or the largest segment."""
    told_of = {name: share for name, share in split.shares.items() if name not in UNTOLD and share > 0}
    if not told_of:
        return ()
    channel = channel_in_text(facts, scope.organisation, split.account, language)
    order = sorted(told_of, key=lambda name: -told_of[name])
    if split.dimension == "gender":
        first, *rest = ((_per_cent(told_of[name], language), segment_name(name, language)) for name in order)
        parts = [first[1], *(f"{share} {segment}" for share, segment in rest)]
        text = language.text(
            "On {channel}, {share} of the followers are {parts}.",
            channel=channel,
            share=first[0],
            parts=listed(parts, language),
        )
        named = order
    else:
        named = order[:1]
        text = language.text(
            _MOST[split.dimension],
            channel=channel,
            segment=segment_name(named[0], language),
            share=_per_cent(told_of[named[0]], language),
        )
    said = told(text, language, *(share_number(split, name, scope) for name in named))
    return (said, *_moved(split, named, scope, language)) if split.dimension == "gender" else (said,)


def _moved(split: Split, named: list[str], scope: Scope, language: Language) -> tuple[Sentence, ...]:
    """What of the named segments has moved the most in a year, where any has."""
    moves = {name: 100 * (split.shares[name] - split.before[name]) for name in named if name in split.before}
    most = max(moves, key=lambda name: abs(moves[name]), default="")
    if not most or abs(moves[most]) < MOVED:
        return ()
    points = language.number(abs(moves[most]), 1)
    fields = {"segment": segment_name(most, language), "points": points}
    text = (
        language.text("The share of {segment} has risen by {points} percentage points in a year.", **fields)
        if moves[most] > 0
        else language.text("The share of {segment} has fallen by {points} percentage points in a year.", **fields)
    )
    of = owner(scope, "account", split.account)
    number = exact(f"audience.{split.dimension}.{most}.change", of, split.day.isoformat(), moves[most])
    return (told(text, language, number),)


def share_number(split: Split, segment: str, scope: Scope) -> Number:
    """The share of a segment among a channel's followers, in per cent."""
    of = owner(scope, "account", split.account)
    return exact(f"audience.{split.dimension}.{segment}", of, split.day.isoformat(), 100 * split.shares[segment])


def _per_cent(share: float, language: Language) -> str:
    return with_sign(language.number(100 * share), Unit.PER_CENT, language)
