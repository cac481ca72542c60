"""Organisations side by side, size for size: who is compared, per what, and where each one stands.

Only figures that anyone can see on a page are compared, so that no organisation's private number
meets another's public one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from data.errors import NotComparable
from locales import N_
from metrics.catalogue import CATALOGUE
from metrics.catalogue import metric as metric_of
from metrics.definition import Metric, RollUp
from metrics.facts import Facts
from metrics.figures import peer_figures
from metrics.notes import Note
from metrics.period import Period

FEW = 2  # organisations; a smaller group is not offered first
MOST_MISSING = 0.1  # of the expected days; above it a sum of days says nothing beside others
COUNTED_APART = N_("counted in another way in a part of the period")


class Per(StrEnum):
    """What a figure is divided by before organisations are compared. The value stands in URLs."""

    RAW = "raw"
    INHABITANTS = "inhabitants"
    FOLLOWERS = "followers"
    POST = "post"
    FOLLOWERS_POST = "followers_post"
    INDEX = "index"


PER_WORDS = {
    Per.RAW: N_("as it is"),
    Per.INHABITANTS: N_("per 1,000 inhabitants"),
    Per.FOLLOWERS: N_("per 1,000 followers"),
    Per.POST: N_("per post"),
    Per.FOLLOWERS_POST: N_("per 1,000 followers and post"),
    Per.INDEX: N_("index, group median = 100"),
}
TIMES = {Per.INHABITANTS: 1000, Per.FOLLOWERS: 1000, Per.POST: 1}
DIVIDED_METRIC = {
    ("followers", Per.INHABITANTS): "followers_per_1000_inhabitants",
    ("interactions", Per.POST): "interactions_per_post",
    ("interactions", Per.FOLLOWERS_POST): "interactions_per_1000_followers_and_post",
}
PER_POST = ("interactions", "video_views", "views")


def pers(metric: Metric) -> tuple[Per, ...]:
    """What the metric can be divided by: a ratio by nothing more, a stock or flow by a size."""
    if metric.denominator is not None:
        return (Per.RAW, Per.INDEX)
    found = [Per.RAW, Per.INHABITANTS]
    if metric.id not in ("followers", "net_followers"):
        found.append(Per.FOLLOWERS)
    if metric.id in PER_POST:
        found.append(Per.POST)
    if (metric.id, Per.FOLLOWERS_POST) in DIVIDED_METRIC:
        found.append(Per.FOLLOWERS_POST)
    return (*found, Per.INDEX)


def compared_platforms(facts: Facts, platforms: Sequence[str], accounts: Sequence[str]) -> tuple[str, ...]:
    """The platforms to compare on: those chosen, or those of the chosen accounts; none for all."""
    of_accounts = facts.accounts.loc[facts.accounts["account_id"].isin(list(accounts)), "platform"]
    return tuple(dict.fromkeys((*platforms, *of_accounts)))


def public_metrics() -> tuple[Metric, ...]:
    """What can be compared, in the catalogue's order; what a division of another gives is offered as that."""
    divided = set(DIVIDED_METRIC.values())
    return tuple(metric for metric in CATALOGUE.values() if metric.public and metric.id not in divided)


@dataclass(frozen=True)
class PeerGroup:
    """Organisations to be compared. `scheme` is "sector" or "all" where no list of the store made it."""

    id: str
    scheme: str
    name: str
    year: int | None
    organisations: tuple[str, ...]
    member: bool


def groups(facts: Facts, organisation: str) -> tuple[PeerGroup, ...]:
    """The groups to choose from: the organisation's own, newest first, then its sector, all, and other groups."""
    listed = _listed(facts.peer_groups, organisation)
    own = [group for group in listed if group.member]
    organisations = facts.organisations
    sectors = organisations.loc[organisations["org_id"] == organisation, "sector"]
    built = []
    for sector in sectors.dropna():
        same = tuple(organisations.loc[organisations["sector"] == sector, "org_id"])
        if not any(set(same) == set(group.organisations) for group in own):
            built.append(PeerGroup(f"sector:{sector}", "sector", sector, None, same, member=True))
    everyone = PeerGroup("all", "all", "", None, tuple(organisations["org_id"]), member=True)
    return (*own, *built, everyone, *(group for group in listed if not group.member))


@dataclass(frozen=True)
class Choice:
    """A comparison to begin with: ids of a group, a metric and a division."""

    group: str
    metric: str
    per: Per


def first_choice(facts: Facts, organisation: str) -> Choice:
    """The organisation's newest group with others in it, its own lead metric, size for size where sizes are known."""
    offered = groups(facts, organisation)
    group = next((group for group in offered if group.member and len(group.organisations) > FEW), offered[0])
    leads = facts.organisations.set_index("org_id")["lead_metric"].to_dict()
    public = [metric.id for metric in public_metrics()]
    metric = leads.get(organisation) if leads.get(organisation) in public else public[0]
    sized = facts.inhabitants(organisation, facts.today.year)[0] > 0
    per = Per.INHABITANTS if sized and Per.INHABITANTS in pers(CATALOGUE[str(metric)]) else Per.RAW
    return Choice(group.id, str(metric), per)


def _listed(memberships: pd.DataFrame, organisation: str) -> list[PeerGroup]:
    """The groups of the store's lists, newest year first."""
    columns = (memberships[name] for name in ("scheme", "year", "group_code", "group_name", "org_id"))
    members: dict[tuple[str, int, str], list[str]] = {}
    names: dict[tuple[str, int, str], str] = {}
    for scheme, year, code, name, organisation_id in zip(*columns, strict=True):
        key = (str(scheme), int(year), str(code))
        members.setdefault(key, []).append(organisation_id)
        names[key] = name if isinstance(name, str) else str(code)
    found = [
        PeerGroup(":".join(map(str, key)), key[0], names[key], key[1], tuple(ids), organisation in ids)
        for key, ids in sorted(members.items())
    ]
    return sorted(found, key=lambda group: -(group.year or 0))


@dataclass(frozen=True)
class Comparison:
    """A group compared on one measure, in the unit that `per` gives it.

    `rows` has one row an organisation, the ranked first, best first: organisation, name, own, value
    (compared), figure (before division), denominator, days_missing, rank (ties share it; missing where
    unranked), reason (message id, why unranked). Quartiles and median are over the ranked, the own
    organisation included. `breaks` are those because of which anyone is unranked.
    """

    metric: Metric
    per: Per
    period: Period
    group: PeerGroup
    rows: pd.DataFrame
    lower_quartile: float
    median: float
    upper_quartile: float
    breaks: tuple[Note, ...] = ()

    @property
    def ranked(self) -> int:
        """How many organisations have a rank."""
        return int(self.rows["rank"].count())

    @property
    def decimals(self) -> int:
        """How many decimals the compared value is worth."""
        if self.per in (Per.RAW, Per.INDEX):
            return self.metric.decimals if self.per is Per.RAW else 0
        return 1 if self.median >= 1 or math.isnan(self.median) else 2

    @property
    def own_value(self) -> float:
        """The compared value of the own organisation; NaN where it has none."""
        return self._own("value")

    @property
    def own_rank(self) -> float:
        """The rank of the own organisation; NaN where it has none."""
        return self._own("rank")

    def _own(self, column: str) -> float:
        own = self.rows.loc[self.rows["own"], column]
        return float(own.iloc[0]) if len(own) else math.nan


def comparison(
    facts: Facts,
    metric_id: str,
    organisation: str,
    group: PeerGroup,
    period: Period,
    per: Per = Per.RAW,
    platforms: Sequence[str] = (),
) -> Comparison:
    """The group and the organisation compared on a public metric. Raises NotComparable."""
    metric = metric_of(metric_id)
    if not metric.public:
        raise NotComparable(
            N_("“{metric}” is seen only by each organisation itself and cannot be compared."), metric=metric.label
        )
    if per not in pers(metric):
        raise NotComparable(N_("“{metric}” cannot be compared {per}."), metric=metric.label, per=PER_WORDS[per])
    ids = list(dict.fromkeys((*group.organisations, organisation)))
    rows = _divided(facts, metric, ids, period, per, platforms)
    rows = with_reasons(rows, summed=metric.over_days is RollUp.SUM)
    names = facts.organisations.set_index("org_id")["name"]
    rows["name"] = names.reindex(rows["organisation"]).to_numpy()
    rows["own"] = rows["organisation"] == organisation
    return compared(rows, metric, group, period, per)


def _divided(
    facts: Facts, metric: Metric, ids: list[str], period: Period, per: Per, platforms: Sequence[str]
) -> pd.DataFrame:
    """The rows to compare: organisation, figure, denominator, value, days_missing, days_expected, apart.

    `apart` are the notes on breaks because of which an organisation is not counted as the others are.
    """
    ready = DIVIDED_METRIC.get((metric.id, per))
    size = {Per.FOLLOWERS: "followers", Per.POST: "posts"}.get(per)
    asked = [name for name in (metric.id, ready, size) if name]
    found = peer_figures(facts, asked, ids, period, platforms)
    figure = {name: found[found["metric"] == name].set_index("organisation").reindex(ids) for name in asked}
    sizes = pd.Series(math.nan, index=ids)
    if per is Per.INHABITANTS:
        sizes = pd.Series([facts.inhabitants(one, period.end.year)[0] for one in ids], index=ids)
    elif size:
        sizes = figure[size]["value"]
    own = figure[metric.id]
    value = own["value"]
    if ready:
        value = figure[ready]["value"]
    elif per in TIMES:
        value = value / sizes.where(sizes > 0) * TIMES[per]
    days = own[["days_missing", "days_expected"]]
    apart = [tuple(note for name in asked for note in figure[name]["notes"][one]) for one in ids]
    rows = days.assign(
        figure=own["value"], denominator=sizes, value=value, apart=pd.Series(apart, index=ids, dtype=object)
    )
    return rows.rename_axis("organisation").reset_index()


def with_reasons(rows: pd.DataFrame, *, summed: bool) -> pd.DataFrame:
    """The rows with `reason`: why one cannot be ranked (message id), empty where it can.

    A sum of days is not compared where more than a tenth of its days are missing, and nothing that is not counted
    as the others are.
    """
    reason = pd.Series("", index=rows.index, dtype=object)
    reason[rows["value"].isna()] = N_("the size to divide by is missing")
    reason[rows["figure"].isna()] = N_("no figures")
    if "apart" in rows:
        reason[rows["apart"].map(bool)] = COUNTED_APART
    if summed:
        reason[(reason == "") & (rows["days_missing"] > MOST_MISSING * rows["days_expected"])] = N_(
            "too many days missing"
        )
    return rows.assign(reason=reason)


def compared(rows: pd.DataFrame, metric: Metric, group: PeerGroup, period: Period, per: Per) -> Comparison:
    """The rows ranked, with the group's quartiles; `index` puts the group's median at 100."""
    ranked = rows["value"].where(rows["reason"] == "")
    if per is Per.INDEX:
        middle = ranked.median()
        rows = rows.assign(value=rows["value"] / middle * 100 if middle > 0 else math.nan)
        if not middle > 0:
            rows = rows.assign(
                reason=rows["reason"].where(rows["reason"] != "", N_("the group's median is not above zero"))
            )
        ranked = rows["value"].where(rows["reason"] == "")
    lower_is_better = metric.direction == "lower"
    rows = rows.assign(rank=ranked.rank(method="min", ascending=lower_is_better))
    rows = rows.sort_values(["rank", "name"], na_position="last", kind="stable").reset_index(drop=True)
    low, middle, high = (float(ranked.quantile(part)) for part in (0.25, 0.5, 0.75))
    apart = [note for notes in rows.get("apart", ()) for note in notes]
    breaks = tuple(note for place, note in enumerate(apart) if note not in apart[:place])
    return Comparison(metric, per, period, group, rows, low, middle, high, breaks)
