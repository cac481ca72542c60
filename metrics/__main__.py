"""`python -m metrics`: the same figures as the pages show, in a terminal or for another program.

python -m metrics --store DIR --organisation ORG --metric ID --period 2026-10 [--by month] [--compare year]
python -m metrics goals --store DIR --organisation ORG [--period 2026-10] [--as-of 2026-10-31] [--format json]
python -m metrics peers --store DIR --organisation ORG [--metric ID] [--per followers_post] [--group ID] [--period P]
python -m metrics sector --store DIR [--sector region] [--period 2026-Q3]
python -m metrics list
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date

import pandas as pd

from data.errors import GenomslagError
from data.store import open_store
from locales import LANGUAGES, Language
from metrics.amounts import GROUPS
from metrics.catalogue import CATALOGUE
from metrics.change import AGAINST, compare
from metrics.definition_wording import listing
from metrics.facts import Facts, build_facts
from metrics.figures import Scope, figures, own_organisation
from metrics.goals_command import goals_parser, goals_text
from metrics.judgement import Judgement, judged, strongest
from metrics.narrative import rows_of
from metrics.peers.command import peers_parser, peers_text
from metrics.peers.sector_command import sector_parser, sector_text
from metrics.period import Period
from metrics.terminal import csv_text, entries_text, json_text, plain, table_text
from metrics.verdict_wording import verdict_reason

FIELDS = ["metric", "organisation", "period", "by", "value", "low", "high", "exact", "unit", "days_missing", "note"]
VERDICT_FIELDS = ["verdict", "judged", "judged_account", "expected_low", "expected_high", "verdict_reason"]
CHANGE_FIELDS = ["earlier_period", "earlier_value", "earlier_low", "earlier_high", "change", "change_percent"]
USAGE = 2
COMMANDS: Mapping[str, tuple[Callable[[], argparse.ArgumentParser], Callable[[argparse.Namespace, Language], str]]] = {
    "goals": (goals_parser, goals_text),
    "peers": (peers_parser, peers_text),
    "sector": (sector_parser, sector_text),
}
"""What each command can be asked, and what it answers."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit status is 0, or 2 for a question that cannot be answered."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    parser, text = COMMANDS.get(given[0] if given else "", (_parser, _text))
    options = parser().parse_args(given[1:] if parser is not _parser else given)
    language = Language(options.language)
    try:
        print(text(options, language))
    except GenomslagError as error:
        print(
            " ".join(language.text(text, **error.fields) for text in (error.what, error.todo) if text), file=sys.stderr
        )
        return USAGE
    return 0


def _text(options: argparse.Namespace, language: Language) -> str:
    rows = listing(language) if options.command == "list" else _figures(options, language)
    fields = list(rows[0]) if rows else FIELDS
    if options.format == "json":
        return json_text(rows)
    if options.format == "csv":
        return csv_text(rows, fields)
    return entries_text(rows, language) if options.command == "list" else table_text(rows, fields, language)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m metrics", description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument(
        "command",
        nargs="?",
        choices=["list"],
        help="list: every metric with all that its declaration says (goals, peers, sector: see each one's --help)",
    )
    parser.add_argument("--store", help="folder of the store (default: GENOMSLAG_STORE, else the demo)")
    parser.add_argument("--organisation", help="org_id (default: the store's own organisation, where it has one)")
    parser.add_argument("--metric", action="append", help="metric id; may be given several times (default: all)")
    parser.add_argument(
        "--period", help="2026-W43, 2026-10, 2026-Q3, 2026-T2, 2026-H1, 2026, 28d:2026-10-31 or 2026-01-15..2026-03-02"
    )
    parser.add_argument("--by", choices=GROUPS)
    parser.add_argument("--compare", choices=AGAINST)
    parser.add_argument("--format", choices=["table", "csv", "json"], default="table")
    parser.add_argument("--language", choices=list(LANGUAGES), default="en")
    parser.add_argument("--today", type=date.fromisoformat, help="the day to reckon from (default: today)")
    return parser


def _figures(options: argparse.Namespace, language: Language) -> list[dict[str, object]]:
    facts = build_facts(open_store(options.store), options.today)
    last_day = facts.last_day
    period = Period.parse(options.period or (f"{last_day:%Y-%m}" if last_day else f"{facts.today:%Y-%m}"))
    scope = Scope(options.organisation or own_organisation(facts))
    wanted = options.metric or list(CATALOGUE)
    if options.compare:
        frame = compare(facts, wanted, scope, period, options.compare, options.by)
        fields = [*FIELDS, *VERDICT_FIELDS, *CHANGE_FIELDS]
    else:
        frame, fields = figures(facts, wanted, scope, period, options.by), [*FIELDS, *VERDICT_FIELDS]
    frame = frame.assign(note=[" ".join(note.text(language) for note in notes) for notes in frame["notes"]])
    said = [_verdict(facts, row.metric, scope, period, options.by, row.by, language) for row in rows_of(frame)]
    frame = pd.concat([frame.reset_index(drop=True), pd.DataFrame(said, columns=VERDICT_FIELDS, dtype=object)], axis=1)
    return [{field: plain(row[field]) for field in fields} for row in frame[fields].to_dict("records")]


def _verdict(
    facts: Facts, metric_id: str, scope: Scope, period: Period, by: str | None, group: str | None, language: Language
) -> dict[str, object]:
    """What is said of a figure beside its own past, in the columns VERDICT_FIELDS."""
    found: tuple[Judgement, ...] = ()
    if by == "month":
        found = judged(facts, metric_id, scope, Period.parse(str(group)))
    elif by in (None, "account", "platform"):
        platforms = (str(group),) if by == "platform" else ()
        accounts = (str(group),) if by == "account" else ()
        found = judged(facts, metric_id, Scope(scope.organisation, platforms, accounts), period)
    one = found[0] if len(found) == 1 else None
    judgement = (
        strongest(found),
        found[0].metric if found else None,
        found[0].account or None if found else None,
        one.low if one else None,
        one.high if one else None,
        verdict_reason(found, metric_id, language) or None,
    )
    return dict(zip(VERDICT_FIELDS, judgement, strict=True))


if __name__ == "__main__":
    sys.exit(main())
