"""A campaign beside the last one like it that ended before it: which that was, and what may be said of the change."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum

from locales import N_
from metrics.breaks import breaks_of
from metrics.campaign_results import (
    SHOWN,
    Campaign,
    CampaignResult,
    campaign_result,
    campaigns_of,
    last_result_day,
)
from metrics.campaigns import AMOUNTS
from metrics.catalogue import CATALOGUE
from metrics.change import AT_LEAST_SO_MUCH, BROKEN, MOST_MISSING, OVERLAP
from metrics.definition import REACH
from metrics.facts import Facts
from metrics.goals import Figure
from metrics.notes import Note

MISSING = math.nan
SIMILAR = 0.75
"""How much of two names must be the same, years and numbers aside: difflib's share of matching letters."""

COUNTED_APART = Note(N_("No change is given: one campaign has daily results, the other only its posts."))
DAYS_LACKING = Note(N_("No change is given: too many days lack results in one of the campaigns."))
STILL_GROWING = Note(N_("The figures of the latest posts are still growing; those of the earlier campaign are not."))

FEW = 30
"""Where either campaign has a smaller count, no per cent is told of it, nor of what it divides."""
COUNTS = {"cost_per_click": "clicks", "cost_per_conversion": "conversions"} | {
    one: one for one in ("interactions", "clicks", "video_views", "conversions")
}

OF_COLUMNS = {name: (name,) for name in AMOUNTS} | {
    REACH: ("reach_to_date",),
    "cost_per_contact": ("spend",),
    "cost_per_click": ("spend",),
    "cost_per_conversion": ("spend",),
}
"""The daily columns that decide whether a figure comes from days or from posts."""


class Alike(StrEnum):
    """In what two campaigns are alike."""

    NAME = "name"
    OBJECTIVE = "objective"


@dataclass(frozen=True)
class Change:
    """A campaign's metric beside the earlier one's: the change in its unit and per cent, NaN where none may be told.

    Of intervals that do not overlap it is the smallest change that is certain; of few there is no per cent. The notes
    say why there is none.
    """

    metric: str
    now: Figure
    then: Figure
    change: float = MISSING
    percent: float = MISSING
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Against:
    """A campaign and the earlier one like it: whole, or as many first days of both where it is under way."""

    now: CampaignResult
    then: CampaignResult
    alike: Alike
    changes: tuple[Change, ...]

    @property
    def same_days(self) -> bool:
        """Whether both are told over the same number of days."""
        return bool(self.now.span and self.then.span and self.now.span.days == self.then.span.days)


def previous_like(campaigns: Sequence[Campaign], campaign: Campaign) -> tuple[Campaign, Alike] | None:
    """The last campaign with a similar name that ended before this one began; else with the same objective."""
    earlier = [
        one
        for one in campaigns
        if one.id != campaign.id and one.ends_on and campaign.starts_on and one.ends_on < campaign.starts_on
    ]
    latest = sorted(earlier, key=lambda one: (one.ends_on or date.min, one.id), reverse=True)
    named = (one for one in latest if similar(one.name, campaign.name))
    aimed = (one for one in latest if campaign.objective and _plain(one.objective) == _plain(campaign.objective))
    if found := next(named, None):
        return found, Alike.NAME
    return (found, Alike.OBJECTIVE) if (found := next(aimed, None)) else None


def similar(name: str, other: str) -> bool:
    """Whether two campaigns are called the same, years and numbers aside."""
    one, two = _plain(name), _plain(other)
    return bool(one and two) and SequenceMatcher(None, one, two).ratio() >= SIMILAR


def _plain(name: str) -> str:
    return " ".join(re.sub(r"[\W\d_]+", " ", name.casefold()).split())


def against_previous(facts: Facts, campaign: Campaign, until: date | None = None) -> Against | None:
    """The campaign beside the last one like it; None where there is none, or where it has not begun.

    A campaign under way is compared over the days since its start that have results, with as many first days.
    """
    found = previous_like(campaigns_of(facts, campaign.organisation), campaign)
    so_far = campaign_result(facts, campaign, until)
    last = last_result_day(facts, so_far)
    if found is None or so_far.span is None or last is None:
        return None
    earlier, alike = found
    days = None if so_far.finished else (last - so_far.span.start).days + 1
    now, then = campaign_result(facts, campaign, until, days), campaign_result(facts, earlier, until, days)
    if then.span is None:
        return None
    changes = (_change(facts, metric, now, then) for metric in SHOWN)
    return Against(now, then, alike, tuple(one for one in changes if _known(one.now) or _known(one.then)))


def _known(figure: Figure) -> bool:
    return not (math.isnan(figure.low) and math.isnan(figure.high))


def _change(facts: Facts, metric: str, now: CampaignResult, then: CampaignResult) -> Change:
    ours, theirs = now.figures[metric], then.figures[metric]
    if not (_known(ours) and _known(theirs)):
        return Change(metric, ours, theirs)
    if refusal := _refusal(facts, metric, now, then):
        return Change(metric, ours, theirs, notes=(refusal,))
    told = () if now.finished or _daily(metric, now) else (STILL_GROWING,)
    if not (math.isnan(ours.value) or math.isnan(theirs.value)):
        change = ours.value - theirs.value
        percent = 100 * change / theirs.value if theirs.value > 0 and not _few(metric, now, then) else MISSING
        return Change(metric, ours, theirs, change, percent, told)
    apart = ours.low - theirs.high if ours.low > theirs.high else ours.high - theirs.low
    if ours.low > theirs.high or ours.high < theirs.low:
        return Change(metric, ours, theirs, apart, notes=(AT_LEAST_SO_MUCH, *told))
    return Change(metric, ours, theirs, notes=(OVERLAP,))


def _few(metric: str, now: CampaignResult, then: CampaignResult) -> bool:
    counts = [one.figures[COUNTS[metric]].value for one in (now, then)] if metric in COUNTS else []
    return any(count < FEW for count in counts)


def _daily(metric: str, result: CampaignResult) -> bool:
    return any(column in result.daily for column in OF_COLUMNS.get(metric, ()))


def _refusal(facts: Facts, metric: str, now: CampaignResult, then: CampaignResult) -> Note | None:
    """Why no change may be told: a break between the two, or figures that were not come by in the same way."""
    if now.span and then.span:
        between = [one for one in facts.breaks if then.span.start < one.day <= now.span.end]
        cut = breaks_of(between, CATALOGUE[metric], {*now.accounts, *then.accounts})
        if cut:
            return Note(BROKEN, cut[0].said)
    if _daily(metric, now) != _daily(metric, then):
        return COUNTED_APART
    lacking = (one.days_missing / one.span.days for one in (now, then) if one.span and _daily(metric, one))
    return DAYS_LACKING if any(share > MOST_MISSING for share in lacking) else None
