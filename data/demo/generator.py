"""The demo store: a fictional region, its campaigns and its peers, the same to the byte for the same seed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from data.demo.campaigns import OWN, campaign_rows, campaigns_since, goal_rows
from data.demo.channels import CHANNELS, INHABITANTS, NAME
from data.demo.desk import audience_shares, notes, series_breaks, web_days
from data.demo.own_tables import account_tables
from data.demo.peer_figures import peer_tables
from data.demo.peers import SKR, Peer, peers
from data.demo.season import first_day
from data.demo.tables import contract, rows, write_parquet

ABOUT = Path(__file__).parent / "about.toml"
BANDS = {
    "region": (150_000, 300_000, 600_000),
    "municipality": (10_000, 30_000, 70_000),
}
PLURAL = {"region": "Regioner", "municipality": "Kommuner"}
GROWTH_OF_PEERS = 0.003  # inhabitants a year


def write_demo(folder: Path, organisations: int = 61, years: float = 3, seed: int = 2026) -> None:
    """Write a demo store of so many organisations (the own one included) and years of days to the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    write_parquet(folder, demo_tables(organisations, years, seed))
    (folder / "about.toml").write_bytes(ABOUT.read_bytes())


def demo_tables(organisations: int, years: float, seed: int) -> dict[str, pl.DataFrame]:
    """Every table of a demo store."""
    first = first_day(years)
    campaigns = campaigns_since(first)
    own = [account_tables(seed, channel, first, campaigns) for channel in CHANNELS]
    others = peers(seed, organisations - 1)
    found = [peer_tables(seed, peer, first) for peer in others]
    own_days = pl.concat(each.account_days for each in own)
    campaign_days = pl.concat(each.campaign_days for each in own)
    return {
        "organisations": rows("organisations", _organisations(others)),
        "audience_bases": rows("audience_bases", _inhabitants(others, first)),
        "peer_groups": rows("peer_groups", _groups(others)),
        "accounts": rows(
            "accounts", [channel.row() for channel in CHANNELS] + [row for each in found for row in each.accounts]
        ),
        "account_days": pl.concat([own_days, *(days for each in found for days in each.account_days)]),
        "account_reach": pl.concat(each.account_reach for each in own),
        "posts": pl.concat([each.posts for each in own] + [posts for each in found for posts in each.posts]),
        "campaigns": rows("campaigns", campaign_rows(campaigns)),
        "campaign_days": campaign_days,
        "goals": rows("goals", goal_rows(campaigns, first)),
        "notes": rows("notes", notes(first)),
        "series_breaks": rows("series_breaks", series_breaks()),
        "audience_shares": contract("audience_shares", audience_shares(seed, first)),
        "web_days": contract("web_days", web_days(seed, first, own_days, campaign_days)),
    }


def _organisations(others: list[Peer]) -> Iterable[dict[str, Any]]:
    yield {"org_id": OWN, "name": NAME, "sector": "region", "own": True, "official_code": "69", "county_code": "69",
           "lead_metric": "reach"}  # fmt: skip
    for peer in others:
        yield {"org_id": peer.org_id, "name": peer.name, "sector": peer.sector, "own": False,
               "official_code": peer.code, "county_code": peer.county}  # fmt: skip


def _inhabitants(others: list[Peer], first: date) -> Iterable[dict[str, Any]]:
    years = range(min(first.year, 2023), 2027)
    sizes = {OWN: {year: INHABITANTS.get(year, INHABITANTS[2023] - 400 * (2023 - year)) for year in years}}
    sizes |= {
        peer.org_id: {year: round(peer.inhabitants * (1 + GROWTH_OF_PEERS) ** (year - 2026)) for year in years}
        for peer in others
    }
    for org_id, by_year in sizes.items():
        for year, size in by_year.items():
            yield {"org_id": org_id, "kind": "inhabitants", "year": year, "size": size}


def _groups(others: list[Peer]) -> Iterable[dict[str, Any]]:
    everyone = [(OWN, "region", INHABITANTS[2026], None)] + [
        (peer.org_id, peer.sector, peer.inhabitants, peer.skr) for peer in others
    ]
    for org_id, sector, size, skr in everyone:
        if sector == "region":
            yield {"org_id": org_id, "scheme": "region", "year": 2026, "group_code": "R", "group_name": "Regioner"}
        band, name = _band(sector, size)
        yield {"org_id": org_id, "scheme": "size", "year": 2026, "group_code": band, "group_name": name}
        if skr:
            yield {"org_id": org_id, "scheme": "skr", "year": 2023, "group_code": skr, "group_name": SKR[skr]}


def _band(sector: str, size: int) -> tuple[str, str]:
    """The size band: its code and its name in Swedish."""
    limits = BANDS[sector]
    number = sum(size >= limit for limit in limits)
    written = [f"{limit:_}".replace("_", "\u00a0") for limit in limits]
    if number == 0:
        span = f"under {written[0]}"
    elif number == len(limits):
        span = f"minst {written[-1]}"
    else:
        span = f"{written[number - 1]} till {written[number]}"
    return f"{sector[0].upper()}{number + 1}", f"{PLURAL[sector]} med {span} invånare"
