"""The page that is read first: what happened, what went well and less well, and what to decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from charts.metric_cards import cards_of
from locales import N_
from metrics.campaign_narrative import campaigns_sentence
from metrics.channel_names import channel_in_text
from metrics.compared import compared_rows
from metrics.decisions import decisions
from metrics.figures import accounts_in
from metrics.goal_answer import before_sentence, counted_sentence, met
from metrics.goal_outcomes import ahead, missed, surpassed
from metrics.judgement import judged, strongest
from metrics.metric_narrative import changes_sentence, in_earlier, level_sentence
from metrics.narrative import FLAT, in_period
from metrics.note_narrative import note_sentences
from metrics.overview import JUDGED, LEADS, lead_metric, overview_sentences
from metrics.period import Kind as PeriodKind
from metrics.sentence import Sentence, told
from metrics.verdict import Verdict
from metrics.verdict_narrative import NEWS, beyond_expected, verdicts_told
from metrics.verdict_wording import Judged
from reports.asked import ALL, Asked
from reports.content_words import fell_behind, stood_out
from reports.draft import Draft
from reports.follower_words import followers_sentence, lost
from reports.reach_words import reach_card_numbers, reached
from reports.report import Kind, Section
from reports.source_line import source_line

MET, HEADING, WELL, LESS_WELL = (
    N_("Did we reach the goals?"),
    N_("Are we heading the right way?"),
    N_("What went well?"),
    N_("What went less well?"),
)
"""The four questions of a monthly report, in their order."""
TOO_LITTLE = N_("There is too little data to point anything out.")
HAPPENED, DECIDE, NOTED = N_("What happened?"), N_("To decide on"), N_("Notes")
MOST_NOTES = 6
COUNTED = ("interactions", "views", "video_views")
MUCH = 10.0
"""A change since a year before of so many per cent is told of a period that has no verdict of its own."""


def summary(asked: Asked) -> Section | None:
    """The summary: a month answers its four questions, other periods tell what happened and what to decide."""
    draft, language = Draft(asked.of, asked.language), asked.language
    rows = asked.rows | asked.trailing
    lead = lead_metric(asked.facts, asked.view.organisation)
    if asked.has_figures:
        draft.show_cards(cards_of(asked.facts, asked.view, rows, sorted(LEADS, key=lambda one: one != lead), 4))
        draft.count(reach_card_numbers(asked))
    well, less_well = went_well(asked), went_less_well(asked)
    if asked.kind is Kind.MONTH:
        draft.say(_goals_met(asked), language.text(MET))
        draft.say(_direction(asked), language.text(HEADING))
        well = well or (_nothing(asked, N_("Nothing stood out for the better.")),)
        less_well = less_well or (_nothing(asked, N_("Nothing stood out for the worse.")),)
    else:
        title = _title(asked)
        draft.say([one for one in _happened(asked) if one and one.text != title.text], language.text(HAPPENED))
    draft.say(well, language.text(WELL), listed=True)
    draft.say(less_well, language.text(LESS_WELL), listed=True)
    if asked.kind is not Kind.MONTH:
        draft.say(to_decide(asked), language.text(DECIDE), listed=True)
    noted = note_sentences(asked.facts, asked.scope, asked.period, language)[-MOST_NOTES:]
    draft.say(noted, language.text(NOTED), listed=True)
    return draft.section("summary", language.text("Summary"), _title(asked), source_line(asked, "summary"))


def to_decide(asked: Asked) -> tuple[Sentence, ...]:
    """What the figures raise for those who lead."""
    return decisions(asked.goals, asked.monthly_goals, asked.campaigns)


def went_well(asked: Asked) -> tuple[Sentence, ...]:
    """What was better than expected, which goals were passed, which content stood out."""
    return (*_moved(asked, rose=True), *_beyond(asked, good=True), *surpassed(asked.goals), *stood_out(asked))


def went_less_well(asked: Asked) -> tuple[Sentence, ...]:
    """What was worse than expected, which goals were missed, which channels lost, which content fell behind."""
    return (
        *_moved(asked, rose=False),
        *_beyond(asked, good=False),
        *missed(asked.goals),
        *lost(asked),
        *fell_behind(asked),
    )


def _nothing(asked: Asked, text: str) -> Sentence:
    """That nothing stood out, where anything could be judged; else that too little is known to say so."""
    judged_any = any(strongest(found) not in (None, Verdict.TOO_LITTLE) for found in _judged(asked).values())
    return told(asked.language.text(text if judged_any else TOO_LITTLE), asked.language)


def _judged(asked: Asked) -> dict[str, Judged]:
    """The verdicts on the lead metric and the usual ones."""
    lead = lead_metric(asked.facts, asked.view.organisation)
    return {one: judged(asked.facts, one, asked.scope, asked.period) for one in dict.fromkeys((lead, *JUDGED, "views"))}


def _beyond(asked: Asked, *, good: bool) -> tuple[Sentence, ...]:
    names = {
        account: channel_in_text(asked.facts, asked.view.organisation, account, asked.language)
        for account in accounts_in(asked.facts, asked.scope)["account_id"]
    }
    return beyond_expected(_judged(asked), asked.scope, names, asked.language, good=good)


def _overview(asked: Asked) -> list[Sentence]:
    """What the overview says, the title first."""
    texts = overview_sentences(asked.facts, asked.view, asked.rows | asked.trailing)
    return verdicts_told(texts, _judged(asked), asked.of, asked.language)


def _title(asked: Asked) -> Sentence:
    """What the overview opens with; where nothing can be compared, the first figure there is."""
    first, *more = _overview(asked)
    if asked.has_figures and (more or any(strongest(found) in NEWS for found in _judged(asked).values())):
        return first
    if not asked.has_figures:
        none = asked.language.text("There are no figures {when}.", when=in_period(asked.period, asked.language))
        campaigns = campaigns_sentence(asked.campaigns, asked.period, asked.scope, asked.language)
        return campaigns if campaigns and asked.facts.last_day is None else told(none, asked.language)
    said = (counted_sentence(asked.goals), followers_sentence(asked), *_counted(asked))
    return next((one for one in said if one), first)


def _counted(asked: Asked) -> list[Sentence]:
    """How often people reacted, saw something, or played a video: those that are known."""
    said = (level_sentence(asked.rows[one][0], asked.of, asked.language) for one in COUNTED)
    return [one for one in said if one]


def _goals_met(asked: Asked) -> tuple[Sentence, ...]:
    said = met(asked.goals)
    if said:
        return said
    none = asked.language.text("No goals apply {when}.", when=in_period(asked.period, asked.language))
    return (told(asked.language.text("No goal is settled yet.") if asked.goals.results else none, asked.language),)


def _direction(asked: Asked) -> tuple[Sentence | None, ...]:
    """How the goals went before, how much has changed in a year, what of it is news, and where goals are heading."""
    return (_month_before(asked), _in_a_year(asked), *_overview(asked), *ahead(asked.goals))


def _happened(asked: Asked) -> tuple[Sentence | None, ...]:
    """The audience, how many were reached and reacted, whether that is news, and how the goals went."""
    return (
        followers_sentence(asked),
        *reached(asked),
        *_counted(asked)[:1],
        *_overview(asked)[1:],
        counted_sentence(asked.goals),
    )


def _in_a_year(asked: Asked, ways: Sequence[bool] = (True, False), at_least: float = FLAT) -> Sentence | None:
    """How much the lead figures have changed since the same period a year before."""
    rows = compared_rows(asked.facts, replace(asked.view, compare="year"), ALL)
    now = {name: pair[0] for name, pair in rows.items()}
    return changes_sentence(now, asked.of, asked.language, at_least=at_least, ways=ways)


def _moved(asked: Asked, *, rose: bool) -> tuple[Sentence, ...]:
    """What is clearly more, or less, than a year before. A month has its verdict, a longer period has none."""
    said = None if asked.kind is Kind.MONTH else _in_a_year(asked, (rose,), MUCH)
    return (said,) if said else ()


def _month_before(asked: Asked) -> Sentence | None:
    """How many goals were met in the month before, beside which this one is read."""
    if asked.period.kind is not PeriodKind.MONTH:
        return None
    before = asked.period.previous()
    when = in_earlier(asked.period, before, asked.language)
    return before_sentence(replace(asked.goals, results=asked.goals_in(before), period=before), when)
