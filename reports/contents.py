"""What a report says, made from facts: its sections by kind, chosen, reordered and commented on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from data.errors import GenomslagError, NothingYet
from locales import N_, Language
from locales.typesetting import bound
from metrics.catalogue import CATALOGUE
from metrics.channel_names import chosen_channels
from metrics.facts import Facts
from metrics.figures import Scope, known_organisation
from metrics.narrative import in_period
from metrics.peers.wording import own_name
from metrics.period import Kind as PeriodKind
from metrics.period import Period
from metrics.view import Against, View
from metrics.view_wording import about_store, filters_in_words
from metrics.view_wording import freshness as fresh_line
from reports.asked import Asked
from reports.audience_section import audience
from reports.campaigns_section import campaigns
from reports.content_section import content
from reports.edited import Texts, Words, worded
from reports.figures_section import in_figures
from reports.followers_section import followers
from reports.freshness_section import freshness
from reports.goals_section import goals
from reports.method_section import method
from reports.peers_section import peers
from reports.reach_section import reach
from reports.report import Comment, Kind, Report, Section
from reports.summary_section import summary
from reports.web_section import web

SECTIONS = {
    "summary": N_("Summary"),
    "figures": N_("In figures"),
    "goals": N_("Goals"),
    "followers": N_("Followers"),
    "reach": N_("Reach and interaction"),
    "content": N_("Content"),
    "campaigns": N_("Campaigns"),
    "peers": N_("Peers"),
    "audience": N_("Audience"),
    "web": N_("Web"),
    "method": N_("Method and definitions"),
    "freshness": N_("Data freshness"),
}
"""Every section by id, in the order in which it is read. The title page is the report's own title and subtitle."""

LAST = ("method", "freshness")
"""These tell of the other sections, and are made after them wherever they stand."""

SECTIONS_OF = {
    Kind.MONTH: tuple(one for one in SECTIONS if one != "figures"),
    Kind.QUARTER: tuple(SECTIONS),
    Kind.INTERIM: ("summary", "figures", "followers", "reach", "content", "goals", *LAST),
    Kind.YEAR: tuple(SECTIONS),
}
"""The sections of each kind of report, in its order, where nobody has chosen others."""

NAMES = {
    Kind.MONTH: N_("Monthly report"),
    Kind.QUARTER: N_("Quarterly report"),
    Kind.INTERIM: N_("Interim report"),
    Kind.YEAR: N_("Annual report"),
}

PERIODS_OF = {
    Kind.MONTH: (PeriodKind.MONTH,),
    Kind.QUARTER: (PeriodKind.QUARTER,),
    Kind.INTERIM: (PeriodKind.QUARTER, PeriodKind.TERTIAL, PeriodKind.HALF_YEAR),
    Kind.YEAR: (PeriodKind.YEAR,),
}
"""The periods of which a kind of report bears its name."""

_WRITTEN: Mapping[str, Callable[[Asked], Section | None]] = {
    "summary": summary,
    "figures": in_figures,
    "goals": goals,
    "followers": followers,
    "reach": reach,
    "content": content,
    "campaigns": campaigns,
    "peers": peers,
    "audience": audience,
    "web": web,
}


class UnknownSection(GenomslagError):
    """A section id that no report has."""


def kind_for(period: Period) -> Kind:
    """The kind of report that a period is usually told in."""
    if period.kind is PeriodKind.YEAR:
        return Kind.YEAR
    if period.kind in (PeriodKind.TERTIAL, PeriodKind.HALF_YEAR):
        return Kind.INTERIM
    return Kind.QUARTER if period.kind is PeriodKind.QUARTER else Kind.MONTH


def kind_name(kind: Kind, period: Period, language: Language) -> str:
    """What a report of this kind and period is called: Delårsrapport, or just Rapport."""
    return language.text(NAMES[kind] if period.kind in PERIODS_OF[kind] else N_("Report"))


@dataclass(frozen=True)
class Chosen:
    """What the communicator has chosen: which sections, in which order (none: those of the kind), and her comments.

    `comments` are by section id, and so are the `texts` that stand in place of paragraphs (see `reports.edited`);
    `compare` is what the figures stand beside first.
    """

    sections: tuple[str, ...] | None = None
    comments: Mapping[str, Sequence[Comment]] = field(default_factory=dict)
    compare: Against = "previous"
    author: str = ""
    texts: Texts = field(default_factory=dict)


def report(
    facts: Facts,
    scope: Scope,
    period: Period,
    kind: Kind,
    language: Language,
    chosen: Chosen | None = None,
    made_at: datetime | None = None,
) -> Report:
    """The report of an organisation in a period, of all its channels or of those that the scope names.

    A section that has nothing to say is left out by itself, and named where the freshness of the figures is told.
    Raises UnknownSection, UnknownOrganisation and, of a store without figures, NothingYet.
    """
    chosen = chosen or Chosen()
    wanted = tuple(dict.fromkeys(SECTIONS_OF[kind] if chosen.sections is None else chosen.sections))
    _known(wanted)
    known_organisation(facts, scope.organisation)
    if facts.first_day is None:
        raise NothingYet(N_("The store has no figures yet."))
    channels = chosen_channels(facts, scope.organisation, scope.platforms, scope.accounts, language)
    version = facts.store.version
    view = View(
        scope.organisation, scope.platforms, period, chosen.compare, language, version, scope.accounts, channels
    )
    asked = Asked(facts, view, kind)
    written = {one: _WRITTEN[one](asked) for one in wanted if one in _WRITTEN}
    missing = [language.text(SECTIONS[one]) for one, found in written.items() if found is None]
    shown = {number.metric.split(".")[0] for found in written.values() if found for number in found.numbers}
    if "method" in wanted:
        written["method"] = method(asked, shown & CATALOGUE.keys())
    if "freshness" in wanted:
        written["freshness"] = freshness(asked, missing)
    found = [section for one in wanted if (section := written[one])]
    made = Report(
        organisation=scope.organisation,
        organisation_name=own_name(facts, scope.organisation),
        kind=kind,
        period=period,
        language=language,
        title=bound(language.text("Social media {when}", when=in_period(period, language)), language),
        subtitle=kind_name(kind, period, language),
        filtered=filters_in_words(facts, view),
        fresh=fresh_line(facts, view),
        sections=tuple(found),
        store_version=version,
        made_at=made_at or datetime.now(UTC),
        limits=" ".join(about_store(facts, language)),
        author=chosen.author,
    )
    return worded(made, Words(chosen.texts, chosen.comments))


def _known(wanted: Sequence[str]) -> None:
    unknown = [one for one in wanted if one not in SECTIONS]
    if unknown:
        raise UnknownSection(
            N_("There is no section “{section}” in a report."),
            todo=N_("Choose among {choices}."),
            section=unknown[0],
            choices=", ".join(SECTIONS),
        )
