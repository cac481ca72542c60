"""What has changed since a report was frozen, in words and as a table."""

from __future__ import annotations

from collections.abc import Mapping
from math import isnan
from zoneinfo import ZoneInfo

from charts.chart import Cell, Table
from data.register.report_rows import Frozen
from locales import N_, NBSP, Language
from metrics.catalogue import CATALOGUE
from metrics.channel_names import account_names
from metrics.facts import Facts
from metrics.figures import Scope, accounts_in
from metrics.goal_results import goals_of, scope_names
from metrics.goal_wording import goal_name
from metrics.number import Number
from metrics.period import Period, UnknownPeriod
from metrics.roll_up import LOCAL_TIME
from metrics.wording import MISSING, channel_name, figure_text, format_name, listed, period_name, shortened
from reports.freezing import Opened, Outcome
from reports.restated import Restated, Since

DASH = "–"
OF_METRIC = {
    "": "{metric}",
    "change": N_("{metric}, change"),
    "change_percent": N_("{metric}, change in per cent"),
    "expected": N_("{metric}, expected"),
    "target": N_("{metric}, target"),
    "usual": N_("{metric}, usual in the channel"),
    "projected": N_("{metric}, where it is heading"),
    "attainment": N_("{metric}, attained of the target"),
    "inhabitants": N_("{metric} per 1,000 inhabitants"),
}
SHARES = ("change_percent", "attainment")
MOST_PLATFORMS = 3
"""So many platforms are named in the sentence; of more it says nothing."""
MOST_DECIMALS = 2


def since_sentence(found: Since, opened: Opened, now: Facts, language: Language) -> str:
    """How many figures have changed and where: Fyra av 112 siffror har ändrats sedan 3 november 2026, på Facebook."""
    frozen_at = opened.frozen.frozen_at
    day = language.day(frozen_at.astimezone(ZoneInfo(LOCAL_TIME)).date()) if frozen_at else DASH
    if not found.changed:
        return language.text("No figure has changed since {day}.", day=day)
    said = language.counted(
        "One of {all} figures has changed since {day}",
        "{count} of {all} figures have changed since {day}",
        len(found.changed),
        all=language.number(found.figures),
        day=day,
    )
    platforms = sorted(frozenset[str]().union(*(one.platforms for one in found.changed)))
    names = [channel_name(one, language) for one in platforms]
    where = ""
    if len(names) == 1 < len(now.accounts["platform"].unique()):
        where = language.text(", all on {platform}", platform=names[0])
    elif 1 < len(names) <= MOST_PLATFORMS:
        where = language.text(", on {platforms}", platforms=listed(names, language))
    return f"{said[:1].upper()}{said[1:]}{where}."


def outcome_sentences(opened: Opened, language: Language) -> tuple[str, ...]:
    """What came of computing the figures anew from the tables as they were, told as it is."""
    text = language.text
    if opened.outcome is Outcome.GONE:
        return (
            text("What is shown is the report as it was kept."),
            text("Its figures cannot be computed anew: the tables as they were then have been taken away."),
        )
    if opened.outcome is Outcome.OTHERWISE:
        differing = language.counted(
            "Genomslag now computes one of its {all} figures otherwise from the same tables.",
            "Genomslag now computes {count} of its {all} figures otherwise from the same tables.",
            opened.differing,
            beside=len(opened.figures),
            all=language.number(len(opened.figures)),
        )
        return text("What is shown is the report as it was kept."), differing
    same = text("All {all} figures have been computed anew from the tables as they were, and are the same.",
                all=language.number(len(opened.figures)))  # fmt: skip
    return (same,)


def since_table(found: Since, frozen: Frozen, facts: Facts, language: Language) -> Table:
    """A row a figure that has changed: what it is, when, what it was and is, and the import that changed it.

    Figures of metrics stand before what is derived from them.
    """
    text, names = language.text, _names(facts, frozen, language)
    columns = [
        text("Figure"), text("Of"), text("Period"), text("In the report"), text("Now"), text("What has changed it"),
    ]  # fmt: skip
    rows: list[list[Cell]] = []
    shown = []
    for one in sorted(found.changed, key=lambda one: (one.then.metric not in CATALOGUE, one.then.metric)):
        said = [
            number_name(one.then, language), _of(one.then, names, language), _when(one.then.period, language),
            number_text(one.then, language), number_text(one.now, language), cause(one, found, language),
        ]  # fmt: skip
        rows.append([*said[:3], _raw(one.then), _raw(one.now), said[5]])
        shown.append(said)
    return Table(columns, rows, shown)


def number_name(number: Number, language: Language) -> str:
    """What a figure is of: Räckvidd, or Räckvidd, förändring; what we have no words for goes by its id."""
    base, _, more = number.metric.partition(".")
    if base not in CATALOGUE:
        return number.metric
    label = language.text(CATALOGUE[base].label)
    return language.text(OF_METRIC[more], metric=label) if more in OF_METRIC else f"{label} ({more})"


def number_text(number: Number | None, language: Language) -> str:
    """A figure as it is read: in its metric's unit, as a share, or as the number that it is."""
    if number is None:
        return language.text("no longer in the report")
    base, _, more = number.metric.partition(".")
    if more in SHARES:
        told = [f"{language.number(one, 1)}{NBSP}%" for one in number.values]
        return "–".join(told)
    if base in CATALOGUE and more in OF_METRIC and more != "inhabitants":
        return figure_text(CATALOGUE[base], number.value, number.low, number.high, language)
    told = [language.number(one, 0 if one.is_integer() else MOST_DECIMALS) for one in map(float, number.values)]
    return "–".join(told) or language.text(MISSING)


def cause(one: Restated, found: Since, language: Language) -> str:
    """What has changed a figure: files imported since, and those undone; or that it was no file."""
    told = [imported.file_name for imported in one.imports]
    told += [language.text("{file}, undone", file=undone.file_name) for undone in one.undone]
    if told:
        return listed(told, language)
    return language.text("no import: changed by hand") if found.traced else language.text("cannot be told any more")


def _raw(number: Number | None) -> Cell:
    """The value for a file; of an interval its bounds as text."""
    if number is None:
        return None
    return number.value if not isnan(number.value) else "–".join(f"{one:g}" for one in number.values)


def _names(facts: Facts, frozen: Frozen, language: Language) -> Mapping[str, str]:
    """What accounts, campaigns, goals, posts and organisations are called, by id."""
    organisation = frozen.organisation
    accounts = accounts_in(facts, Scope(organisation))["account_id"]
    posts = facts.posts(list(accounts), Period.parse(frozen.period))
    captions = {
        one: text for one, text in zip(posts["post_id"], posts["caption"], strict=True) if isinstance(text, str)
    }
    names = dict(zip(facts.organisations["org_id"], facts.organisations["name"], strict=True))
    of_goals = scope_names(facts)
    goals = {goal.id: goal_name(goal, of_goals, language) for goal in goals_of(facts, organisation)}
    return {**captions, **names, **of_goals, **account_names(facts, organisation, language), **goals}


def _of(number: Number, names: Mapping[str, str], language: Language) -> str:
    """Whose a figure is, in words."""
    whole, _, part = number.of.partition("/")
    kind, _, one = part.partition(":")
    if not part:
        return str(names.get(whole.partition("[")[0], whole))
    if kind == "platform":
        return channel_name(one, language)
    if kind == "format":
        return format_name(one, language)
    return shortened(names.get(one, one))


def _when(period: str, language: Language) -> str:
    """A period in words, and the one that it is compared with."""
    told = []
    for one in period.split("/"):
        try:
            told.append(period_name(Period.parse(one), language))
        except UnknownPeriod:
            told.append(one.removeprefix("set:")[:10])
    if len(told) == 2:
        return language.text("{period}, compared with {earlier}", period=told[0], earlier=told[1])
    return told[0]
