"""`python -m metrics peers`: organisations side by side, size for size, as the page Peers shows them.

python -m metrics peers --store DIR --organisation ORG [--metric ID] [--per followers_post] [--group ID] [--period P]
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from data.columns import PLATFORMS
from data.errors import NotComparable
from data.store import open_store
from locales import LANGUAGES, N_, Language
from metrics.catalogue import metric as metric_of
from metrics.facts import Facts, build_facts
from metrics.figures import known_organisation, own_organisation
from metrics.peers.alike import group_of
from metrics.peers.comparison import Comparison, comparison, first_choice
from metrics.peers.measures import PER_WORDS, Per, pers
from metrics.peers.wording import evidence, peers_sentence, remarks, subtitle
from metrics.period import Period
from metrics.terminal import csv_text, json_text, plain, table_text

FIELDS = (
    "organisation", "name", "own", "value", "shrunk", "low", "high", "rank", "rank_low", "rank_high", "peers",
    "verdict", "flips_without_top_post", "figure", "denominator", "denominator_year", "posts", "days_missing",
    "days_expected", "reason", "metric", "per", "group", "period", "group_median",
)  # fmt: skip
IN_A_TERMINAL = ("name", "value", "shrunk", "low", "high", "rank_low", "rank_high", "verdict", "days_missing", "reason")
GROUPS = (
    "a list of the store as scheme:year:code (skr:2023:A2, region:2026:R), sector:region, county:municipality:12, "
    "size:municipality:20000, all, alike:10:1-1-1 (so many most alike, and weights of 0 to 3 for inhabitants, SKR "
    "group and followers), or picked:a,b,c with organisations' ids (default: the one the page begins with)"
)


def peers_text(options: argparse.Namespace, language: Language) -> str:
    """What the command says. Raises GenomslagError for a question that cannot be answered."""
    facts = build_facts(open_store(options.store), options.today)
    organisation = known_organisation(facts, options.organisation or own_organisation(facts))
    found = _comparison(facts, organisation, options, language)
    rows = comparison_rows(found, language)
    if options.format == "json":
        return json_text(rows)
    if options.format == "csv":
        return csv_text(rows, FIELDS)
    said = [
        peers_sentence(found, str(found.own["name"]), language),
        *evidence(found, language),
        *remarks(found, language),
    ]
    return "\n".join((subtitle(found, found.period, language), *said, "", table_text(rows, IN_A_TERMINAL, language)))


def peers_parser() -> argparse.ArgumentParser:
    """What the command can be asked."""
    parser = argparse.ArgumentParser(
        prog="python -m metrics peers", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    store_options(parser)
    parser.add_argument("--metric", help="metric id (default: the one the page begins with)")
    parser.add_argument(
        "--per", choices=[one.value for one in Per], help="what it is divided by (default: as the page)"
    )
    parser.add_argument("--group", help=GROUPS)
    parser.add_argument("--period", help="such as 2026-10, 2026-Q3 or 2026 (default: the last month with figures)")
    return parser


def store_options(parser: argparse.ArgumentParser) -> None:
    """Let a command be asked of which store, organisation and platforms, as of which day, and how to answer."""
    parser.add_argument("--store", help="folder of the store (default: GENOMSLAG_STORE, else the demo)")
    parser.add_argument("--organisation", help="org_id (default: the store's own organisation)")
    parser.add_argument(
        "--platform", action="append", choices=PLATFORMS, help="may be given several times (default: all)"
    )
    parser.add_argument("--format", choices=["table", "csv", "json"], default="table")
    parser.add_argument("--language", choices=list(LANGUAGES), default="en")
    parser.add_argument("--today", type=date.fromisoformat, help="the day to reckon from (default: today)")


def _comparison(facts: Facts, organisation: str, options: argparse.Namespace, language: Language) -> Comparison:
    first = first_choice(facts, organisation)
    metric = metric_of(options.metric or first.metric)
    divisions = pers(metric)
    per = Per(options.per) if options.per else first.per if first.per in divisions else Per.RAW
    if per not in divisions:
        raise NotComparable(
            N_("“{metric}” cannot be compared {per}."),
            todo=N_("Choose one of {choices}."),
            metric=language.text(metric.label),
            per=language.text(PER_WORDS[per]),
            choices=", ".join(divisions),
        )
    day = facts.last_day or facts.today
    period = Period.parse(options.period or f"{day:%Y-%m}")
    group = group_of(facts, organisation, options.group or first.group, period)
    return comparison(facts, metric.id, organisation, group, period, per, tuple(options.platform or ()))


def comparison_rows(found: Comparison, language: Language) -> list[dict[str, object]]:
    """A row an organisation for another program, the ranked first: FIELDS, missing as None."""
    same: Mapping[str, Any] = {
        "peers": found.ranked,
        "metric": found.metric.id,
        "per": found.per.value,
        "group": found.group.id,
        "period": found.period.id,
        "group_median": found.median,
    }
    return [_row(row, same, language) for row in found.rows.to_dict("records")]


def _row(row: Mapping[Any, Any], same: Mapping[str, Any], language: Language) -> dict[str, object]:
    told = {
        **row,
        **same,
        "flips_without_top_post": row["flips"],
        "posts": None if row["of_weeks"] else row["units"],
        "verdict": None if pd.isna(row["verdict"]) else str(row["verdict"]),
        "reason": language.text(row["reason"]) or None,
    }
    return {field: plain(told[field]) for field in FIELDS}
