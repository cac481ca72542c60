"""The line under a section: what is filtered, where the figures come from, and what they mean."""

from __future__ import annotations

from locales import N_
from metrics.view_wording import filters_in_words, last_day
from reports.asked import Asked

MEANING = {
    "summary": N_("Figures go up and down by chance; a verdict says when it is more than that."),
    "figures": N_("A dash stands for a figure that is not known, or of which too many days are missing."),
    "goals": N_("Each goal is judged on its own channel or campaign, whatever else is in the report."),
    "followers": N_("Followers are counted on the last day. Over several channels they are relations, not persons."),
    "reach": N_("Reach counts persons and is never added up, so some figures are intervals."),
    "content": N_("Interactions are reactions, comments, shares and saves, so far in the life of a post."),
    "campaigns": N_("A contact is one view of what was paid for."),
    "peers": N_("Only figures that anyone can see are compared."),
    "audience": N_("Shares of followers as the platforms give them, of those whom they know."),
    "web": N_("Visits from social media that the web statistics can tell of."),
    "method": N_("Every measure is explained with an example in the app’s glossary."),
    "freshness": N_("A day without figures is missing, and never taken for nought."),
}


def source_line(asked: Asked, section: str) -> str:
    """What is filtered, how far the figures go and whose they are, and what the section's figures mean."""
    language = asked.language
    last = last_day(asked.facts, asked.view)
    source = language.text("Source: {source}.", source=_source(asked, section))
    if last is not None:
        day = language.day(min(last, asked.period.end))
        source = language.text("Source: {source}, to {day}.", source=_source(asked, section), day=day)
    return f"{filters_in_words(asked.facts, asked.view)}. {source} {language.text(MEANING[section])}"


def _source(asked: Asked, section: str) -> str:
    """Where the figures come from: what the store says of itself, else the platforms or the web statistics."""
    about = asked.facts.store.about
    if about and not about.demo and about.title(asked.language):
        return about.title(asked.language)
    if section == "web":
        return asked.language.text("the organisation’s own web statistics")
    return asked.language.text("the platforms’ own statistics")
