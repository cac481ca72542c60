"""Who a store's figures are of, to be shown and chosen from, whatever kind of store it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from data.files import list_store, parts_of, resolve, together
from data.register.organisations import Size
from data.register.peers import OWN_LIST
from data.register.tables import Row, sorting


@dataclass(frozen=True)
class Group:
    """Organisations that somebody chose to compare with each other, by id."""

    scheme: str
    name: str
    members: tuple[str, ...]


@dataclass(frozen=True)
class Register:
    """Organisations and channels by id, own channels first; each one's newest size and SKR group; own groups."""

    organisations: Mapping[str, Row] = field(default_factory=dict)
    accounts: Mapping[str, Row] = field(default_factory=dict)
    sizes: Mapping[str, Size] = field(default_factory=dict)
    skr: Mapping[str, str] = field(default_factory=dict)
    groups: tuple[Group, ...] = ()

    @property
    def own(self) -> dict[str, Row]:
        """The own organisations."""
        return {org_id: row for org_id, row in self.organisations.items() if row["own"]}

    @property
    def peers(self) -> dict[str, Row]:
        """Those to compare with."""
        return {org_id: row for org_id, row in self.organisations.items() if not row["own"]}


def read_register(location: str | Path) -> Register:
    """The register of a store; an empty one where there is no folder. Raises StoreError."""
    location = resolve(str(location))
    if "://" not in location and not Path(location).is_dir():
        return Register()
    organisations = sorted(_rows(location, "organisations"), key=lambda row: sorting(row["name"]))
    own = {row["org_id"] for row in organisations if row["own"]}
    accounts = sorted(
        _rows(location, "accounts"), key=lambda row: (row["org_id"] not in own, row["platform"], sorting(row["name"]))
    )
    memberships = sorted(_rows(location, "peer_groups"), key=lambda row: (row["year"], row["org_id"]))
    return Register(
        {row["org_id"]: row for row in organisations},
        {row["account_id"]: row for row in accounts},
        _newest_sizes(_rows(location, "audience_bases")),
        {row["org_id"]: row["group_name"] or row["group_code"] for row in memberships if row["scheme"] == "skr"},
        _own_groups(memberships),
    )


def _newest_sizes(rows: list[Row]) -> dict[str, Size]:
    """Inhabitants before others, the newest year."""
    newest = sorted(rows, key=lambda row: (row["kind"] == "inhabitants", row["year"]))
    return {row["org_id"]: Size(row["kind"], row["year"], row["size"]) for row in newest}


def _own_groups(rows: list[Row]) -> tuple[Group, ...]:
    members: dict[str, list[Row]] = {}
    for row in rows:
        if row["scheme"].startswith(OWN_LIST):
            members.setdefault(row["scheme"], []).append(row)
    found = [
        Group(
            scheme, one[-1]["group_name"] or one[-1]["group_code"], tuple(dict.fromkeys(row["org_id"] for row in one))
        )
        for scheme, one in members.items()
    ]
    return tuple(sorted(found, key=lambda group: sorting(group.name)))


def _rows(location: str, table: str) -> list[Row]:
    tables = list_store(location).tables
    return together(table, parts_of(tables[table])).collect().to_dicts() if table in tables else []
