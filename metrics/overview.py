"""Whether an organisation is on track: the sentences that its overview opens with."""

from __future__ import annotations

from metrics.compared import Rows, earlier_period, known
from metrics.facts import Facts
from metrics.judgement import judged
from metrics.narrative import capital, in_period, ways_answer
from metrics.verdict_wording import verdict_sentences
from metrics.view import View

LEADS = ("followers", "reach", "interactions", "engagement_rate_followers", "views", "posts", "interactions_per_post")
"""What an organisation may put first, in the order in which the rest follows."""
JUDGED = ("followers", "reach", "interactions")


def lead_metric(facts: Facts, organisation: str) -> str:
    """The metric that the organisation itself puts first, or followers."""
    table = facts.organisations
    leads = facts.kept("leads", lambda: dict(zip(table["org_id"], table["lead_metric"], strict=True)))
    chosen = leads.get(organisation)
    return chosen if chosen in LEADS else LEADS[0]


def overview_sentences(facts: Facts, view: View, rows: Rows) -> tuple[str, ...]:
    """What the verdicts on the lead metric and the usual ones come to; without any, which way things went.

    `rows` are those of LEADS, with reach in 28 days.
    """
    lead = lead_metric(facts, view.organisation)
    told = [one for one in dict.fromkeys((lead, *JUDGED)) if known(rows[one][0])]
    found = {one: judged(facts, one, view.scope, view.period) for one in told}
    return verdict_sentences(found, in_period(view.period, view.language), view.language) or _ways(facts, view, rows)


def _ways(facts: Facts, view: View, rows: Rows) -> tuple[str, ...]:
    """What is said where there is too little data for verdicts: which way things went, and that it may be chance."""
    language, lead = view.language, lead_metric(facts, view.organisation)
    told = ways_answer({key: pair[0] for key, pair in rows.items()}, lead, earlier_period(facts, view), language)
    if not told:
        return (language.text("{when} nothing can be compared.", when=capital(in_period(view.period, language))),)
    return told, language.text("Whether that is more than normal variation cannot be told yet.")
