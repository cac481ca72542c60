"""Campaigns in sentences of a report, with the figures behind them."""

from __future__ import annotations

from collections.abc import Sequence

from locales import Language
from metrics.campaign_results import CampaignResult
from metrics.campaign_wording import campaign_sentences, people_text
from metrics.figures import Scope
from metrics.narrative import capital
from metrics.number import Number, exact, owner
from metrics.period import Period
from metrics.sentence import Sentence, told


def campaign_story(result: CampaignResult, scope: Scope, language: Language) -> tuple[Sentence, ...]:
    """What the campaign gave and cost so far, or that it has not begun."""
    numbers = campaign_numbers(result, scope)
    return tuple(told(text, language, *numbers) for text in campaign_sentences(result, language))


def campaign_numbers(result: CampaignResult, scope: Scope) -> tuple[Number, ...]:
    """The figures of a campaign over its days so far, those that are known."""
    if result.span is None:
        return ()
    of, days = owner(scope, "campaign", result.campaign.id), result.span.id
    found = [Number(name, of, days, one.value, one.low, one.high) for name, one in result.figures.items()]
    found.append(exact("spend.share_of_budget", of, days, result.spent))
    return tuple(number for number in found if number.known)


def campaigns_sentence(
    results: Sequence[CampaignResult], period: Period, scope: Scope, language: Language
) -> Sentence | None:
    """How many campaigns there were in the period; of one, how many it reached. None where there was none."""
    if not results:
        return None
    if len(results) > 1:
        text = language.text("{count} campaigns ran", count=capital(language.spelled(len(results))))
        return told(text, language, exact("campaigns", owner(scope), period.id, len(results)))
    only = results[0]
    people = people_text(only.figures["reach"], language) if only.figures else ""
    if not people:
        return told(language.text("“{name}” was the campaign of the period", name=only.campaign.name), language)
    text = (
        language.text("“{name}” reached {people}", name=only.campaign.name, people=people)
        if only.finished
        else language.text("“{name}” has reached {people} so far", name=only.campaign.name, people=people)
    )
    return told(text, language, *campaign_numbers(only, scope))
