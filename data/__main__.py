"""`python -m data import` makes a store of exports; `check` tells what it holds and what is wrong; `demo` makes one."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from data.about import read_about
from data.check import Check, check_store
from data.errors import GenomslagError
from data.files import resolve
from data.imports.commands import add_commands
from data.register.peers import add_command as peers_command
from data.store import location_of, today
from data.template.command import add_command as template_command
from locales import LANGUAGES, Language

USAGE_ERROR = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command; returns its exit code: 1 where a store is wrong, 2 where the command is."""
    given = _parser().parse_args(arguments)
    language = Language(given.language)
    try:
        return int(given.run(given, language))
    except GenomslagError as error:
        for text in (error.what, error.todo):
            print(language.text(text, **error.fields), file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m data", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="print tables, rows, days, freshness and violations")
    check.add_argument("--store", metavar="DIR", help="the store; else GENOMSLAG_STORE, else the demo")
    check.set_defaults(run=_check)
    demo = commands.add_parser("demo", help="write a store with invented figures")
    demo.add_argument(
        "--store", metavar="DIR", required=True, type=Path, help="an empty or new folder, or an older demo"
    )
    demo.add_argument("--organisations", metavar="N", type=_at_least_one, default=61, help="own and peers (61)")
    demo.add_argument("--years", metavar="Y", type=_years, default=3.0, help="years of days (3)")
    demo.add_argument("--seed", metavar="S", type=int, default=2026, help="one seed, one store (2026)")
    demo.set_defaults(run=_demo)
    template_command(commands)
    peers_command(commands)
    for command in (check, demo, *add_commands(commands)):
        command.add_argument("--language", choices=tuple(LANGUAGES), default="en", help="of messages (en)")
    return parser


def _at_least_one(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


def _years(text: str) -> float:
    years = float(text)
    if not 0 < years <= 100:  # a NaN is no number of years either
        raise argparse.ArgumentTypeError("more than 0 and at most 100")
    return years


def _check(given: argparse.Namespace, language: Language) -> int:
    location = location_of(given.store)
    found = check_store(location, today())
    print(location)
    _print_tables(found)
    _print_freshness(found)
    print(f"\n{len(found.violations) + sum(v.more for v in found.violations)} violations of the data contract")
    for violation in found.violations:
        print(f"  {violation.text(language)}")
    return 1 if found.violations else 0


def _print_tables(found: Check) -> None:
    print(f"\n{'table':<16}{'rows':>12}  {'first day':<12}last day")
    for table in found.tables:
        days = f"{table.first or '–'!s:<12}{table.last or '–'}"
        print(f"{table.table:<16}{table.rows:>12,}  {days}")


def _print_freshness(found: Check) -> None:
    if not found.freshness:
        return
    print(f"\n{'account':<32}{'platform':<12}{'last day':<12}missing of the last 31 days")
    for account in found.freshness:
        last_day = str(account.last_day or "–")
        print(f"{account.account_id:<32}{account.platform:<12}{last_day:<12}{account.days_missing}")


def _may_be_overwritten(folder: Path) -> bool:
    """Whether a folder is absent or empty, or holds a demo store."""
    if not folder.exists():
        return True
    about = read_about(resolve(str(folder))) if folder.is_dir() else None
    return folder.is_dir() and (not any(folder.iterdir()) or bool(about and about.demo))


def _demo(given: argparse.Namespace, language: Language) -> int:  # noqa: ARG001 -- every command is called alike
    from data.demo.generator import write_demo  # noqa: PLC0415 -- a check needs no generator

    if not _may_be_overwritten(given.store):
        print(f"{given.store} holds something else: nothing was written.", file=sys.stderr)
        return USAGE_ERROR
    write_demo(given.store, given.organisations, given.years, given.seed)
    print(f"wrote {given.store}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
