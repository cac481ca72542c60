"""An organisation's channels as they are chosen and named."""

from __future__ import annotations

from locales import Language
from metrics.facts import Facts
from metrics.wording import channel_name


def channel_names(facts: Facts, organisation: str, language: Language) -> dict[str, str]:
    """What can be chosen as a channel, by id: each platform, and each account where a platform has several."""
    return facts.kept(("channels", organisation, language), lambda: _channel_names(facts, organisation, language))


def _channel_names(facts: Facts, organisation: str, language: Language) -> dict[str, str]:
    accounts = facts.accounts[facts.accounts["org_id"] == organisation]
    named = account_names(facts, organisation, language)
    names: dict[str, str] = {}
    for platform in sorted(set(accounts["platform"])):
        names[platform] = channel_name(platform, language)
        ids = accounts.loc[accounts["platform"] == platform, "account_id"]
        if len(ids) > 1:
            names |= {account: named[account] for account in ids}
    return names


def account_names(facts: Facts, organisation: str, language: Language) -> dict[str, str]:
    """The organisation's accounts by id: by their platform, and by name too where a platform has several."""
    return facts.kept(("account names", organisation, language), lambda: _account_names(facts, organisation, language))


def _account_names(facts: Facts, organisation: str, language: Language) -> dict[str, str]:
    accounts = facts.accounts[facts.accounts["org_id"] == organisation]
    several = accounts["platform"].duplicated(keep=False)
    rows = zip(accounts["account_id"], accounts["platform"], accounts["name"], several, strict=True)
    return {
        account: f"{channel_name(platform, language)}: {name}" if many else channel_name(platform, language)
        for account, platform, name, many in rows
    }
