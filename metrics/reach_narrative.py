"""How many were reached in 28 days, in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan, nan
from statistics import fmean

from locales import Language
from metrics.catalogue import metric
from metrics.channel_names import channel_in_text
from metrics.claims import claimed
from metrics.compared import Rows, known, largest_channel
from metrics.facts import Facts
from metrics.figures import Scope
from metrics.monthly import Month
from metrics.narrative import capital, in_period
from metrics.number import Number, exact, of_row, owner
from metrics.period import Kind, Period
from metrics.sentence import Sentence, told
from metrics.view import View
from metrics.wording import amount


def reach_sentences(facts: Facts, view: View, rows: Rows) -> tuple[Sentence, ...]:
    """How many were reached in 28 days: exactly, by the widest channel, where that can be told; then by all of them."""
    language = view.language
    account, own = largest_channel(facts, view)
    now = own or rows
    if not known(now["reach"][0]):
        return ()
    numbers = reach_numbers(view.scope, account, now)
    people = f"{claimed(metric('reach'), now['reach'][0], language)} {language.text('people')}"
    share = now["reach_share_of_inhabitants"][0]
    if known(share):
        percent = claimed(metric("reach_share_of_inhabitants"), share, language)
        people = language.text("{people} ({percent} of the inhabitants)", people=people, percent=percent)
    days = Period.parse(now["reach"][0].period)
    when = capital(in_period(days, language))
    if days.kind is Kind.ROLLING and days.start >= view.period.start:
        when = language.text("In the last 28 days of the period")
    if not account:
        return (told(language.text("{when} we reached {people}.", when=when, people=people), language, *numbers),)
    channel, most = channel_in_text(facts, view.organisation, account, language), at_most(rows, language)
    text = language.text(
        "{when} our widest channel, {channel}, reached {people}.", when=when, channel=channel, people=people
    )
    widest = told(text, language, *numbers)
    if not most:
        return (widest,)
    text = language.text("All channels together reached {most}.", most=most)
    return widest, told(text, language, of_row(rows["reach"][0], owner(view.scope)))


def monthly_sentence(
    months: Sequence[Month], period: Period, inhabitants: float, of: str, language: Language
) -> Sentence | None:
    """How many were reached in a month on average, where every whole month of a longer period has an exact count."""
    by_month = {month.by: month.value for month in months}
    people = [by_month.get(month.id, nan) for month in period.months()]
    if len(people) < 2 or not period.whole_months or any(map(isnan, people)):
        return None
    mean = fmean(people)
    number = exact("reach.mean_of_months", of, period.id, mean)
    told_of = Month("", mean, mean, mean)
    fields = {"when": capital(in_period(period, language)), "people": claimed(metric("reach"), told_of, language)}
    if isnan(inhabitants):
        return told(language.text("{when} we reached {people} people a month on average.", **fields), language, number)
    share = exact("reach_share_of_inhabitants.mean_of_months", of, period.id, 100 * mean / inhabitants)
    text = language.text(
        "{when} we reached {people} people a month on average ({share} of the inhabitants).",
        share=amount(metric("reach_share_of_inhabitants"), share.value, language),
        **fields,
    )
    return told(text, language, number, share)


def reach_numbers(scope: Scope, account: str, rows: Rows) -> tuple[Number, ...]:
    """Reach and its share of the inhabitants, of one channel where that is named, those that are known."""
    of = owner(scope, "account", account) if account else owner(scope)
    return tuple(number for pair in rows.values() if (number := of_row(pair[0], of)).known)


def at_most(rows: Rows, language: Language) -> str:
    """How many all channels reached at most; empty where that is not known. At least, it is the widest channel's."""
    high = rows["reach"][0].high
    if isnan(high):
        return ""
    return claimed(metric("reach"), Month("", nan, nan, high), language)
