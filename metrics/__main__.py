"""`python -m metrics`: the same figures as the pages show, in a terminal or for another program.

python -m metrics --store DIR --organisation ORG --metric ID --period 2026-10 [--by month] [--compare year]
python -m metrics list
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import sys
from collections.abc import Sequence
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
from metrics.figures import Scope, figures
from metrics.judgement import Judgement, judged, strongest
from metrics.narrative import rows_of
from metrics.period import Period
from metrics.verdict_wording import verdict_reason

FIELDS = ["metric", "organisation", "period", "by", "value", "low", "high", "exact", "unit", "days_missing", "note"]
VERDICT_FIELDS = ["verdict", "judged", "judged_account", "expected_low", "expected_high", "verdict_reason"]
CHANGE_FIELDS = ["earlier_period", "earlier_value", "earlier_low", "earlier_high", "change", "change_percent"]
USAGE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit status is 0, or 2 for a question that cannot be answered."""
    options = _parser().parse_args(arguments)
    language = Language(options.language)
    try:
        rows = listing(language) if options.command == "list" else _figures(options, language)
    except GenomslagError as error:
        print(
            " ".join(language.text(text, **error.fields) for text in (error.what, error.todo) if text), file=sys.stderr
        )
        return USAGE
    if options.command == "list" and options.format == "table":
        _print_entries(rows, language)
    else:
        _print(rows, options.format, language)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m metrics", description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument(
        "command", nargs="?", choices=["list"], help="list: every metric with all that its declaration says"
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
    own = facts.organisations.loc[facts.organisations["own"].fillna(False).astype(bool), "org_id"]
    scope = Scope(options.organisation or (own.iloc[0] if len(own) else ""))
    wanted = options.metric or list(CATALOGUE)
    if options.compare:
        frame = compare(facts, wanted, scope, period, options.compare, options.by)
        fields = [*FIELDS, *VERDICT_FIELDS, *CHANGE_FIELDS]
    else:
        frame, fields = figures(facts, wanted, scope, period, options.by), [*FIELDS, *VERDICT_FIELDS]
    frame = frame.assign(note=[" ".join(note.text(language) for note in notes) for notes in frame["notes"]])
    said = [_verdict(facts, row.metric, scope, period, options.by, row.by, language) for row in rows_of(frame)]
    frame = pd.concat([frame.reset_index(drop=True), pd.DataFrame(said, columns=VERDICT_FIELDS, dtype=object)], axis=1)
    return [{field: _plain(row[field]) for field in fields} for row in frame[fields].to_dict("records")]


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


def _plain(value: object) -> object:
    """A value as JSON knows it: missing as null, whole numbers without decimals."""
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    return bool(value) if isinstance(value, bool) or type(value).__name__ == "bool_" else value


def _print(rows: Sequence[dict[str, object]], form: str, language: Language) -> None:
    if form == "json":
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    fields = list(rows[0]) if rows else FIELDS
    if form == "csv":
        writer = csv.DictWriter(sys.stdout, fields)
        writer.writeheader()
        writer.writerows(rows)
        return
    cells = [fields, *([_cell(row[field], language) for field in fields] for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(fields))]
    for row in cells:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _print_entries(rows: Sequence[dict[str, object]], language: Language) -> None:
    """Texts are too long for columns: a line a field, an empty line between entries."""
    for row in rows:
        print(
            *(f"{field:14}{_cell(value, language)}" for field, value in row.items() if value != ""),
            sep="\n",
            end="\n\n",
        )


def _cell(value: object, language: Language) -> str:
    if value is None:
        return "–"
    if isinstance(value, float):
        return language.number(value, 2)
    if isinstance(value, int) and not isinstance(value, bool):
        return language.number(value)
    return str(value)


if __name__ == "__main__":
    sys.exit(main())
