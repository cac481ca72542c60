"""What has changed since a report was frozen: figures that platforms or imports have restated, and by which import."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial

from data.restated import Changed, Import, changed_since, imports_of
from data.versions import VersionsGone
from metrics.catalogue import CATALOGUE
from metrics.facts import Facts
from metrics.number import Number
from metrics.period import Period, UnknownPeriod
from reports.freezing import Opened, differs, figures_of

LOOKED_BACK = timedelta(days=31)
"""A stock is carried on from days before the period, and of windows the first begin before it."""
_OF = re.compile(r"(?P<organisation>[^\[/]*)(?:\[(?P<channels>[^\]]*)\])?(?:/(?P<kind>\w+):(?P<one>.*))?", re.DOTALL)
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Restated:
    """A figure of the report that is another now; `now` is None where it no longer would be in the report.

    `imports` are those that have changed it since (`undone` ones by having been undone); none where it was changed by
    hand, or nothing tells.
    """

    then: Number
    now: Number | None
    imports: tuple[Import, ...] = ()
    undone: tuple[Import, ...] = ()
    platforms: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Since:
    """Every figure that has changed since a report was frozen; `figures` is how many it has, `traced` whether the
    tables as they were are still there to tell what changed them."""

    changed: tuple[Restated, ...]
    figures: int
    traced: bool


def changes_since(opened: Opened, now: Facts) -> Since:
    """What has changed since the report was frozen. `now` are facts of the store as it is, on the day it was then.

    Where the tables as they were can be read, both sides are computed by the same code.
    """
    before = opened.figures if opened.again is None else figures_of(opened.again, opened.frozen)
    after = figures_of(now, opened.frozen)
    found = [
        (figure, after.get(key))
        for key, figure in opened.figures.items()
        if key in before and (key not in after or differs(before[key], after[key]))
    ]
    rows, traced = _rows_changed(opened, now)
    attribute = partial(_attributed, _Sources(opened, now, rows, imports_of(now.store)))
    return Since(tuple(map(attribute, *zip(*found, strict=True))) if found else (), len(opened.figures), traced)


def _rows_changed(opened: Opened, now: Facts) -> tuple[list[Changed], bool]:
    last = max((period.end for one in opened.figures.values() for period in _periods(one)), default=now.today)
    try:
        return changed_since(now.store, opened.frozen.versions, last), True
    except VersionsGone:
        return [], False


def _periods(number: Number) -> Iterator[Period]:
    """The periods that a figure is of: its own, and the one that it is compared with."""
    for text in number.period.split("/"):
        try:
            yield Period.parse(text)
        except UnknownPeriod:
            try:
                yield Period(day := date.fromisoformat(text), day)
            except ValueError:
                continue


@dataclass(frozen=True)
class _Sources:
    """What a change of a figure is looked up in."""

    opened: Opened
    now: Facts
    rows: Sequence[Changed]
    imports: Mapping[str, Import]
    platform_of: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        accounts = self.now.accounts
        named = dict(zip(accounts["account_id"], accounts["platform"], strict=True))
        object.__setattr__(self, "platform_of", named)

    def rows_of(self, number: Number) -> list[Changed]:
        """The changed values that a figure may rest on, as narrowly as can be told."""
        accounts, columns, spans = self._accounts(number), _columns(number), list(_periods(number))
        own = [row for row in self.rows if not row.account or accounts is None or row.account in accounts]
        of_columns = [row for row in own if not columns or (row.table, row.column) in columns]
        in_time = [row for row in of_columns if any(_within(row, span) for span in spans)]
        return in_time or of_columns or own

    def _accounts(self, number: Number) -> set[str] | None:
        """The accounts that a figure is of; None where that cannot be told."""
        found = _OF.fullmatch(number.of)
        if found is None:
            return None
        kind, one, table = found["kind"], found["one"] or "", self.now.accounts
        if kind == "account":
            return {one}
        mine = table.loc[table["org_id"] == found["organisation"]]
        if kind in ("platform", "channel"):
            return {*mine.loc[mine["platform"] == one.split(":")[0], "account_id"]}
        chosen = (found["channels"] or "").split(",") if found["channels"] else []
        wanted = mine["platform"].isin(chosen) | mine["account_id"].isin(chosen) if chosen else mine["platform"].notna()
        return {*mine.loc[wanted, "account_id"]} or None

    def since(self, import_id: str) -> Import | None:
        """The import, where it was made after the report was frozen."""
        found = self.imports.get(import_id)
        return found if found and (found.imported_at or _LONG_AGO) > self._frozen_at else None

    def undone_since(self, import_id: str) -> Import | None:
        """The import, where it was undone after the report was frozen."""
        found = self.imports.get(import_id)
        return found if found and (found.undone_at or _LONG_AGO) > self._frozen_at else None

    @property
    def _frozen_at(self) -> datetime:
        return self.opened.frozen.frozen_at or _LONG_AGO


def _columns(number: Number) -> set[tuple[str, str]]:
    """The columns that the figure's metric is worked out from; none where the catalogue has no such metric."""
    declared = CATALOGUE.get(number.metric.split(".")[0])
    pairs = (one.partition(".") for one in declared.inputs) if declared else ()
    return {(table, column) for table, _, column in pairs}


def _within(row: Changed, span: Period) -> bool:
    return row.month is None or span.start - LOOKED_BACK <= row.month <= span.end


def _attributed(sources: _Sources, then: Number, now: Number | None) -> Restated:
    rows = sources.rows_of(then)
    made = _each(sources.since(row.now) for row in rows)
    undone = _each(sources.undone_since(row.then) for row in rows if sources.since(row.now) is None)
    platforms = frozenset(sources.platform_of[row.account] for row in rows if row.account in sources.platform_of)
    return Restated(then, now, made, undone, platforms)


def _each(found: Iterable[Import | None]) -> tuple[Import, ...]:
    """The imports, each once, in the order in which they were made."""
    named = {one.id: one for one in found if one is not None}
    return tuple(sorted(named.values(), key=lambda one: (one.imported_at or _LONG_AGO, one.id)))
