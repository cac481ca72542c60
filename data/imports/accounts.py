"""Whose figures a file holds: its channels met with the store's accounts, or asked for, or new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from data.columns import PLATFORMS
from data.errors import GenomslagError
from data.importers.source import Answers, Channel, Choice, ImportRejected, Parsed, Question
from data.reference.peers import place
from data.register.organisations import LISTED_SECTORS, Organisation
from data.register.tables import slug
from data.template.words import PLATFORM_NAMES
from locales import N_

NEW = "new"
Row = dict[str, Any]


@dataclass
class Directory:
    """Organisations and accounts by id: those of a store, and those that a plan will add or fill in."""

    organisations: dict[str, Row] = field(default_factory=dict)
    accounts: dict[str, Row] = field(default_factory=dict)
    to_come: dict[str, Row] = field(default_factory=dict)  # organisations that the store doesn't hold yet

    def on(self, platform: str) -> list[Row]:
        """The accounts of a platform; all of them where it isn't known."""
        own = {org_id for org_id, row in self.organisations.items() if row["own"]}
        found = [row for row in self.accounts.values() if not platform or row["platform"] == platform]
        return sorted(found, key=lambda row: (row["org_id"] not in own, str(row["name"]).casefold()))


@dataclass
class Whose:
    """Whose the rows of a file are: an account for each of its channels, the organisation, and what is open."""

    accounts: list[str] = field(default_factory=list)
    organisation: str = ""
    new_organisations: list[Row] = field(default_factory=list)
    new_accounts: list[Row] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


def whose(name: str, parsed: Parsed, answers: Answers, known: Directory, sector: str = "") -> Whose:
    """Whose the rows of a file are. Raises ImportRejected where the account told is another channel than the file's."""
    found = Whose()
    needs_organisation = any(
        "org_id" not in rows.columns and table == "web_days" for table, rows in parsed.tables.items()
    )
    for channel in parsed.channels:
        told = answers.account if len(parsed.channels) == 1 else None
        row = _account(name, channel, told, answers, known, found)
        if row is None:
            continue
        if row["account_id"] not in known.accounts and not row["org_id"]:
            needs_organisation = True
        _filled(row, channel, parsed.day_zone)
        found.accounts.append(row["account_id"])
        found.new_accounts.append(row)
    owners = {row["org_id"] for row in found.new_accounts} - {""}
    if needs_organisation:
        found.organisation = owners.pop() if len(owners) == 1 else _organisation(answers, known, sector, found)
    for row in found.new_accounts:
        row["org_id"] = row["org_id"] or found.organisation
        _named(row, found, known)
    if not found.questions:
        _remember(found, known)
    return found


def _account(
    name: str, channel: Channel, told: str | None, answers: Answers, known: Directory, found: Whose
) -> Row | None:
    """The account's row, which may be a new one; None where it must be asked for, and the question is put."""
    platform = channel.platform or answers.platform or ""
    if told and told != NEW and told in known.accounts:
        row = dict(known.accounts[told])
        _same_channel(name, channel, platform, row)
        return row
    match = None if told else _match(channel, platform, known)
    if match:
        return dict(match)
    names_itself = bool(channel.external_id or channel.handle or channel.name)
    others = known.on(platform)
    if not told and (others or not names_itself):
        found.questions.append(_which_account(name, channel, platform, others))
        return None
    if platform not in PLATFORMS:
        choices = tuple(Choice(value, label) for value, label in PLATFORM_NAMES.items())
        found.questions.append(Question("platform", N_("Which platform is {name} from?"), choices, {"name": name}))
        return None
    return {
        "account_id": told if told and told != NEW else "",
        "org_id": "",
        "platform": platform,
        "name": channel.name or channel.handle,
        "handle": channel.handle or None,
        "external_id": channel.external_id or None,
        "day_zone": None,
    }


def _match(channel: Channel, platform: str, known: Directory) -> Row | None:
    """The one account that the file names, by the platform's id, else by handle, else by name."""
    candidates = known.on(platform)
    for column, value in (
        ("external_id", channel.external_id),
        ("account_id", f"{platform}-{channel.external_id}" if channel.external_id else ""),
        ("handle", channel.handle),
        ("name", channel.name),
        ("handle", channel.name),
    ):
        same = [row for row in candidates if value and _plain(row.get(column)) == _plain(value)]
        same = [row for row in same if column == "external_id" or not _other_channel(row, channel)]
        if len(same) == 1:
            return same[0]
    return None


def _plain(value: object) -> str:
    return " ".join(str(value or "").casefold().lstrip("@").split())


def _other_channel(row: Mapping[str, Any], channel: Channel) -> bool:
    return bool(channel.external_id and row.get("external_id") and channel.external_id != row["external_id"])


def _same_channel(name: str, channel: Channel, platform: str, row: Row) -> None:
    if (platform and platform != row["platform"]) or _other_channel(row, channel):
        raise ImportRejected(
            N_("{name} holds figures of {channel}, and {account} is another channel ({platform})."),
            todo=N_("Choose the account that the file was downloaded for."),
            name=name,
            channel=channel.name or channel.handle or channel.external_id or PLATFORM_NAMES.get(platform, platform),
            account=row["name"] or row["account_id"],
            platform=PLATFORM_NAMES[row["platform"]],
        )


def _which_account(name: str, channel: Channel, platform: str, others: list[Row]) -> Question:
    """The question with the likeliest account first, and a new one."""
    said = channel.name or channel.handle
    likely = sorted(others, key=lambda row: -SequenceMatcher(None, _plain(said), _plain(row["name"])).ratio())
    choices = [Choice(row["account_id"], f"{row['name']} ({PLATFORM_NAMES[row['platform']]})") for row in likely]
    fields = {"name": name, "channel": said or channel.external_id, "platform": PLATFORM_NAMES.get(platform, platform)}
    text = N_("Which account is {name} from?")
    if fields["channel"]:
        text = N_("{name} is from {channel}, which no account is called. Which one is it?")
    return Question("account", text, (*choices, Choice(NEW, N_("A new account"))), fields)


def _filled(row: Row, channel: Channel, day_zone: str) -> None:
    """What the file tells of the account and the store did not know."""
    row["external_id"] = row.get("external_id") or channel.external_id or None
    row["handle"] = row.get("handle") or channel.handle or None
    row["day_zone"] = row.get("day_zone") or day_zone or None


def _named(row: Row, found: Whose, known: Directory) -> None:
    """Gives a new account its name and id where the file tells none; the same file gives the same id."""
    organisation = known.organisations.get(row["org_id"]) or next(iter(found.new_organisations), {})
    row["name"] = row["name"] or organisation.get("name") or row["account_id"]
    if not row["account_id"]:
        own = slug(row["external_id"] or row["handle"] or "") or slug(row["name"])
        row["account_id"] = _own_id("-".join(filter(None, (row["platform"], own))), row, known)
        found.accounts[found.accounts.index("")] = row["account_id"]


def _own_id(wanted: str, row: Row, known: Directory) -> str:
    """The wanted id, with a number after it where another account has it: Habo is not Håbo."""
    accounts = known.accounts
    numbered = (wanted if number == 1 else f"{wanted}-{number}" for number in range(1, len(accounts) + 2))
    return next(one for one in numbered if one not in accounts or _same_account(accounts[one], row))


def _same_account(one: Row, other: Row) -> bool:
    ids = {_plain(row.get("external_id")) for row in (one, other)} - {""}
    told = [(_plain(one.get(column)), _plain(other.get(column))) for column in ("external_id", "handle", "name")]
    return len(ids) < 2 and any(mine == its != "" for mine, its in told)


def _organisation(answers: Answers, known: Directory, sector: str, found: Whose) -> str:
    """The organisation's id; empty where it must be asked for, and the question is put."""
    own = [row for row in known.organisations.values() if row["own"]]
    if answers.organisation:
        new, there = _told(answers.organisation, sector), list(known.organisations.values())
        for row in there:
            if row["org_id"] == answers.organisation or _plain(row["name"]) == _plain(answers.organisation):
                return str(row["org_id"])
        if own and not sector and not any(map(new.is_it, there)):
            raise _no_organisation(answers.organisation, own)
        (row,) = new.rows(there)
        if row["org_id"] not in known.organisations:
            found.new_organisations.append(row)
        return str(row["org_id"])
    if len(own) == 1:
        return str(own[0]["org_id"])
    choices = tuple(Choice(row["org_id"], row["name"]) for row in own)
    found.questions.append(Question("organisation", N_("Which organisation's figures are these?"), choices))
    return ""


def _no_organisation(name: str, own: Sequence[Row]) -> ImportRejected:
    return ImportRejected(
        N_("No organisation in this store is called {name}."),
        todo=N_("There are {organisations}. To add another, tell its sector too."),
        name=name,
        organisations=", ".join(row["name"] for row in own),
    )


def _told(name: str, sector: str) -> Organisation:
    """The own organisation that is meant: a municipality or region where one is called so, else of the sector told."""
    listed = None
    if sector in ("", *LISTED_SECTORS):
        with suppress(GenomslagError):
            listed = place(name, sector)
    if listed is not None and name == listed.code:
        name = listed.name
    return Organisation(name, sector or (listed.sector if listed else "other"), own=True, listed=listed)


def _remember(found: Whose, known: Directory) -> None:
    """Later files of the same plan meet what this one adds."""
    known.to_come |= {row["org_id"]: row for row in found.new_organisations}
    known.organisations |= known.to_come
    known.accounts |= {row["account_id"]: row for row in found.new_accounts}
    used = {found.organisation, *(row["org_id"] for row in found.new_accounts)}
    found.new_organisations = [row for org_id, row in known.to_come.items() if org_id in used]
