"""What a careful reader would ask, in words: what is odd, and what may lie behind it, as a question."""

from __future__ import annotations

from collections.abc import Mapping
from math import floor

from locales import N_, Language
from metrics.questions import Kind, Oddity
from metrics.wording import listed

_FLOWS = {
    "views": N_("views"),
    "interactions": N_("interactions"),
    "video_views": N_("video views"),
    "link_clicks": N_("link clicks"),
    "minutes_viewed": N_("minutes watched"),
}
_RIGHT = {
    Kind.PEAK: N_("Is that right, because a post spread or was advertised?"),
    Kind.SILENCE: N_("Is that right, or are the figures missing?"),
    Kind.SLIP: N_("Was the figure missing or mistyped?"),
    Kind.BELOW_REACH: N_(
        "Whoever is reached has seen something: are the figures from different channels, or counted in different ways?"
    ),
    Kind.POST_BELOW_REACH: N_("Does the file count only video plays as views?"),
    Kind.PART: N_("Are the two figures of different channels, or have they changed places?"),
    Kind.POST_PART: N_("Are the two figures from different files, or have they changed places?"),
}
_MORE = N_("Is that right, because pages were merged or a post spread, or is one figure another channel’s?")
_FEWER = N_("Is that right, because the platform removed accounts, or is one figure another channel’s?")


def question_text(one: Oddity, names: Mapping[str, str], language: Language) -> str:
    """What is odd and the question that it raises, or the break that explains it. `names` are channels by account."""
    said = _SAID[one.kind](one, names[one.account_id], language)
    if one.because:
        labels = {"sv": one.because.label_sv, "en": one.because.label_en}
        because = language.text(
            "The way of counting changed on {date}: {label}.",
            date=language.day(one.because.day),
            label=labels[language.code],
        )
        return f"{said} {because}"
    asked = (_MORE if one.value > one.usual else _FEWER) if one.kind is Kind.JUMP else _RIGHT[one.kind]
    return f"{said} {language.text(asked)}"


def _peak(one: Oddity, channel: str, language: Language) -> str:
    what, *others = (language.text(_FLOWS[name]) for name in one.columns)
    fields = {
        "channel": channel,
        "amount": f"{language.number(one.value)} {what}",
        "times": language.number(floor(one.value / one.usual)),
        "days": language.days(one.first, one.last),
        "others": listed(others, language),
    }
    if one.first < one.last:
        text = N_("{channel} had up to {amount} a day on {days}, {times} times as many as usual.")
        more = N_(
            "{channel} had up to {amount} a day on {days}, {times} times as many as usual, and many {others} too."
        )
    else:
        text = N_("{channel} had {amount} on {days}, {times} times as many as usual.")
        more = N_("{channel} had {amount} on {days}, {times} times as many as usual, and many {others} too.")
    return language.text(more if others else text, **fields)


def _silence(one: Oddity, channel: str, language: Language) -> str:
    return language.text(
        "{channel} had no {what} on {days}, {count} days in a row; usually it has {usual} a day.",
        channel=channel,
        what=listed([language.text(_FLOWS[name]) for name in one.columns], language),
        days=language.days(one.first, one.last),
        count=language.number(one.count),
        usual=language.number(one.usual),
    )


def _jump(one: Oddity, channel: str, language: Language) -> str:
    return language.plural(
        "{channel} had {before} followers on {first}, and {after} on {last}, the day after.",
        "{channel} had {before} followers on {first}, and {after} on {last}, {count} days later.",
        (one.last - one.first).days,
        channel=channel,
        before=language.number(one.usual),
        after=language.number(one.value),
        first=language.day(one.first),
        last=language.day(one.last),
    )


def _slip(one: Oddity, channel: str, language: Language) -> str:
    return language.text(
        "The number of followers on {channel} was {followers} on {days}, but about {usual} before and after.",
        channel=channel,
        followers=language.number(one.value),
        usual=language.number(one.usual),
        days=language.days(one.first, one.last),
    )


def _below_reach(one: Oddity, channel: str, language: Language) -> str:
    text = N_("{channel} reached {people} people on {day} but had {views} views.")
    if one.window > 1:
        text = N_("{channel} reached {people} people in the {window} days to {day} but had {views} views.")
    return _and_more(
        language.text(
            text,
            channel=channel,
            people=language.number(one.usual),
            window=language.number(one.window),
            day=language.day(one.on),
            views=language.number(one.value),
        ),
        one,
        language,
    )


def _part(one: Oddity, channel: str, language: Language) -> str:
    text = N_("{channel} had {part} interactions on {day} but {whole} views.")
    if one.kind is Kind.POST_PART:
        text = N_("A post on {channel} of {day} has {part} interactions but {whole} views.")
    elif one.columns[0] != "interactions":
        text = N_("{channel} answered {part} messages in time on {day} but {whole} messages in all.")
    part, whole = language.number(one.value), language.number(one.usual)
    said = language.text(text, channel=channel, part=part, whole=whole, day=language.day(one.on))
    return _and_more(said, one, language)


def _post_below_reach(one: Oddity, channel: str, language: Language) -> str:
    said = language.text(
        "A post on {channel} of {day} reached {people} people but has {views} views.",
        channel=channel,
        day=language.day(one.on),
        people=language.number(one.usual),
        views=language.number(one.value),
    )
    return _and_more(said, one, language)


def _and_more(said: str, one: Oddity, language: Language) -> str:
    """What is said of the worst, and of how many others it holds."""
    others = one.count - 1
    if not others:
        return said
    if one.post_id:
        more = language.plural(
            "The same holds for {count} post more.", "The same holds for {count} posts more.", others
        )
    elif one.window > 1:
        more = language.plural(
            "The same holds for {count} such period more.", "The same holds for {count} such periods more.", others
        )
    else:
        more = language.plural("The same holds for {count} day more.", "The same holds for {count} days more.", others)
    return f"{said} {more}"


_SAID = {
    Kind.PEAK: _peak,
    Kind.SILENCE: _silence,
    Kind.JUMP: _jump,
    Kind.SLIP: _slip,
    Kind.BELOW_REACH: _below_reach,
    Kind.PART: _part,
    Kind.POST_BELOW_REACH: _post_below_reach,
    Kind.POST_PART: _part,
}
