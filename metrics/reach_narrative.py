"""How many were reached in 28 days, in a sentence."""

from __future__ import annotations

from math import isnan, nan

from locales import Language
from metrics.catalogue import metric
from metrics.channel_names import account_names
from metrics.claims import claimed
from metrics.compared import Rows, known, largest_channel
from metrics.facts import Facts
from metrics.monthly import Month
from metrics.narrative import capital, in_period
from metrics.period import Kind, Period
from metrics.view import View


def reach_sentence(facts: Facts, view: View, rows: Rows) -> str:
    """How many were reached in 28 days, in a sentence: exactly, by the widest channel, where that can be told."""
    language = view.language
    account, own = largest_channel(facts, view)
    now = own or rows
    if not known(now["reach"][0]):
        return ""
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
        return language.text("{when} we reached {people}.", when=when, people=people)
    channel, most = account_names(facts, view.organisation, language)[account], at_most(rows, language)
    told = language.text(
        "{when} our widest channel, {channel}, reached {people}", when=when, channel=channel, people=people
    )
    return language.text("{told}, all channels together {most}.", told=told, most=most) if most else f"{told}."


def at_most(rows: Rows, language: Language) -> str:
    """How many all channels reached at most; empty where that is not known. At least, it is the widest channel's."""
    high = rows["reach"][0].high
    if isnan(high):
        return ""
    return claimed(metric("reach"), Month("", nan, nan, high), language)
