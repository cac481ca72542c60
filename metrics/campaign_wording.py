"""A campaign in words: what it gave and cost, beside the one like it before, its posts, its versions."""

from __future__ import annotations

import math
from collections.abc import Sequence

from locales import N_, Language
from metrics.campaign_change import Against, Alike, Change
from metrics.campaign_costs import CampaignCost
from metrics.campaign_posts import Because, Money, PaidAndOrganic
from metrics.campaign_results import Campaign, CampaignResult
from metrics.catalogue import CATALOGUE
from metrics.change import AT_LEAST_SO_MUCH
from metrics.definition import Unit
from metrics.goals import Figure
from metrics.narrative import lower
from metrics.variants import Answer, Compared
from metrics.wording import amount, figure_text, listed, with_sign

MONEY_WORDS = {Money.PAID: N_("Paid for"), Money.ORGANIC: N_("Not paid for"), Money.NOT_TOLD: N_("Not told")}
BECAUSE_WORDS = {Because.HASHTAG: N_("hashtag"), Because.LINK: N_("link"), Because.DAYS: N_("day")}
DASH = "–"


def days_text(campaign: Campaign | CampaignCost, language: Language) -> str:
    """The campaign's days as they were planned: 14 september–29 november 2026, or from or until one of them."""
    first, last = campaign.starts_on, campaign.ends_on
    if first and last:
        return language.days(first, last)
    if first:
        return language.text("from {day}", day=language.day(first))
    return language.text("until {day}", day=language.day(last)) if last else language.text("days not told")


def figure_words(metric_id: str, figure: Figure, language: Language) -> str:
    """A figure of a campaign as it is read: 412, 0,20 kr, 61 000–118 000; missing where there is none."""
    return figure_text(CATALOGUE[metric_id], figure.value, figure.low, figure.high, language)


def people_text(figure: Figure, language: Language) -> str:
    """The people reached: 73 400 people, between 41 000 and 46 000 people, at least so many; empty if not known."""
    metric = CATALOGUE["reach"]
    if not math.isnan(figure.value):
        return language.text("{count} people", count=amount(metric, figure.value, language))
    low, high = figure.low, figure.high
    if not (math.isnan(low) or math.isnan(high)):
        ends = {"low": amount(metric, low, language), "high": amount(metric, high, language)}
        return language.text("between {low} and {high} people", **ends)
    if not math.isnan(low):
        return language.text("at least {count} people", count=amount(metric, low, language))
    return language.text("at most {count} people", count=amount(metric, high, language)) if high > 0 else ""


def campaign_sentences(result: CampaignResult, language: Language) -> list[str]:
    """What the campaign gave and cost so far; that it has not begun, or has no figures, where that is all."""
    if result.span is None:
        begins = result.campaign.starts_on
        day = language.day(begins) if begins else ""
        return [language.text("The campaign begins on {day}.", day=day) if day else language.text("No figures yet.")]
    told = [*_gave(result, language), *_cost(result, language)]
    return told or [language.text("The campaign has no figures.")]


def _gave(result: CampaignResult, language: Language) -> list[str]:
    people = people_text(result.figures["reach"], language)
    counts = [words for one in ("conversions", "video_views", "clicks") if (words := _count(result, one, language))]
    if people and counts:
        message = (
            N_("The campaign reached {people} and gave {counts}.")
            if result.finished
            else N_("So far the campaign has reached {people} and given {counts}.")
        )
        return [language.text(message, people=people, counts=listed(counts, language))]
    if people:
        message = N_("The campaign reached {people}.") if result.finished else N_("So far {people} have been reached.")
        return [language.text(message, people=people)]
    message = N_("The campaign gave {counts}.") if result.finished else N_("So far the campaign has given {counts}.")
    return [language.text(message, counts=listed(counts, language))] if counts else []


def _count(result: CampaignResult, metric_id: str, language: Language) -> str:
    value = result.figures[metric_id].value
    if math.isnan(value):
        return ""
    count = round(value)
    if metric_id == "conversions":
        return language.plural("{count} conversion", "{count} conversions", count)
    if metric_id == "video_views":
        return language.plural("{count} video view", "{count} video views", count)
    return language.plural("{count} click", "{count} clicks", count)


def _cost(result: CampaignResult, language: Language) -> list[str]:
    spend = result.figures["spend"]
    if math.isnan(spend.value):
        return []
    cost = figure_words("spend", spend, language)
    if math.isnan(result.spent):
        told = language.text("It cost {cost}.", cost=cost)
    else:
        share = with_sign(language.number(round(result.spent)), Unit.PER_CENT, language)
        told = language.text("It cost {cost}, {share} of the budget.", cost=cost, share=share)
    contact = result.figures["cost_per_contact"]
    if math.isnan(contact.value):
        return [told]
    words = figure_words("cost_per_contact", contact, language)
    return [told, language.text("Each contact, that is each view, cost {cost}.", cost=words)]


ALIKE = {
    Alike.NAME: N_("the last campaign with a similar name"),
    Alike.OBJECTIVE: N_("the last campaign with the same objective"),
}
WHOLE = N_("Compared with “{name}”, {alike}: {days} days against {earlier}.")
FIRST_DAYS = N_("Compared with the first {days} days of “{name}”, {alike}.")
ALL_OF_IT = N_("Compared with all {earlier} days of “{name}”, {alike}; this campaign has been going for {days} days.")


def against_text(found: Against, language: Language) -> str:
    """What a campaign is compared with, and over which days."""
    ours, theirs = (one.span.days if one.span else 0 for one in (found.now, found.then))
    message = WHOLE if found.now.finished else FIRST_DAYS if found.same_days else ALL_OF_IT
    fields = {"name": found.then.campaign.name, "alike": language.text(ALIKE[found.alike]), "days": ours}
    return language.text(message, **fields, **({} if message is FIRST_DAYS else {"earlier": theirs}))


def change_text(change: Change, language: Language) -> str:
    """The change as it stands in a table: +12 %, or +9 of few; at least so much of intervals; a dash without any."""
    metric = CATALOGUE[change.metric]
    if math.isnan(change.change):
        return DASH
    if not math.isnan(change.percent):
        return with_sign(language.signed(round(change.percent)), Unit.PER_CENT, language)
    number = f"{'+' if change.change > 0 else ''}{amount(metric, change.change, language)}"
    return language.text("at least {amount}", amount=number) if AT_LEAST_SO_MUCH in change.notes else number


def change_notes(found: Against, language: Language) -> list[str]:
    """Why changes are missing or to be read with care, each reason once with the metrics that it concerns."""
    reasons: dict[str, list[str]] = {}
    for change in found.changes:
        for note in change.notes:
            reasons.setdefault(note.text(language), []).append(lower(language.text(CATALOGUE[change.metric].label)))
    return [
        language.text("{metrics}: {reason}", metrics=_capital(listed(metrics, language)), reason=reason)
        for reason, metrics in reasons.items()
    ]


def money_notes(found: PaidAndOrganic, language: Language) -> list[str]:
    """What cannot be told apart of paid and organic, as sentences."""
    return [note.text(language) for note in found.notes]


def outside_text(posts: int, language: Language) -> str:
    """That posts of the campaign were published outside its days; empty where none was."""
    if not posts:
        return ""
    return language.plural(
        "{count} of its posts was published outside the campaign’s days and is not counted.",
        "{count} of its posts were published outside the campaign’s days and are not counted.",
        posts,
    )


UNANSWERED = {
    Answer.CANNOT_TELL: N_("cannot be told"),
    Answer.TOO_FEW: N_("too few to compare"),
    Answer.NOT_COMPARABLE: N_("never shown in the same channel, both paid or both organic"),
}


def answer_text(found: Compared, language: Language) -> str:
    """The answer in few words: B gav mer än A, or that it cannot be told."""
    if found.answer in UNANSWERED:
        return language.text(UNANSWERED[found.answer])
    better, other = (found.first, found.second) if found.answer is Answer.FIRST else (found.second, found.first)
    return language.text("{better} gave more than {other}", better=better, other=other)


def interval_text(found: Compared, language: Language) -> str:
    """Between what the second version lies beside the first: 5–40 % more, from 12 % fewer to 39 % more; else a dash."""
    if math.isnan(found.low):
        return DASH
    low, high, digits = _outwards(found.low, found.high)
    least, most = (language.number(abs(bound), digits) for bound in (low, high))
    if found.answer is Answer.SECOND:
        return language.text("{low}–{high} more", low=least, high=_per_cent(most, language))
    if found.answer is Answer.FIRST:
        return language.text("{low}–{high} fewer", low=most, high=_per_cent(least, language))
    ends = {"low": _per_cent(least, language), "high": _per_cent(most, language)}
    return language.text("from {low} fewer to {high} more", **ends)


def _outwards(low: float, high: float) -> tuple[float, float, int]:
    """The bounds rounded outwards, with as many decimals as keep an interval on its own side of 0."""
    rounded = [
        (math.floor(low * 10**digits) / 10**digits, math.ceil(high * 10**digits) / 10**digits, digits)
        for digits in range(4)
    ]
    kept = (one for one in rounded if (one[0] > 0) == (low > 0) and (one[1] < 0) == (high < 0))
    return next(kept, rounded[-1])


def _per_cent(number: str, language: Language) -> str:
    return with_sign(number, Unit.PER_CENT, language)


def variant_sentence(found: Compared, language: Language) -> str:
    """One rate of two versions as a sentence, with the interval of the difference."""
    said = {"rate": language.text(found.rate.label), "answer": answer_text(found, language)}
    if math.isnan(found.low):
        return language.text("{rate}: {answer}.", **said)
    told = {"first": found.first, "second": found.second, "interval": interval_text(found, language)}
    return language.text("{rate}: {answer}. {second} gave {interval} than {first}.", **said, **told)


def variant_notes(found: Sequence[Compared], language: Language) -> list[str]:
    """How the comparison of versions is to be read."""
    notes = []
    if any(one.single for one in found):
        notes.append(
            language.text(
                "There is one post of each version. The answer is about these two posts, not about how such posts "
                "usually do, and takes each reaction or click for another person's."
            )
        )
    if any(not one.single and not math.isnan(one.low) for one in found):
        notes.append(
            language.text(
                "Every post counts alike, and versions are compared within the same channel and within paid or "
                "organic. The interval holds the difference in 95 cases of 100."
            )
        )
    return notes


def variants_finding(found: Sequence[Compared], language: Language) -> str:
    """The title over the versions: which gave more, on how many of the rates, or that it cannot be told."""
    told = [one for one in found if one.answer in (Answer.FIRST, Answer.SECOND)]
    if not told:
        return language.text("It cannot be told which version gives more")
    labels = [f"{answer_text(one, language)} ({lower(language.text(one.rate.label))})" for one in told]
    unanswered = any(one.answer is Answer.CANNOT_TELL for one in found)
    said = listed(labels, language)
    return language.text("{answers}; the rest cannot be told", answers=said) if unanswered else said


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
