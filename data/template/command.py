"""`python -m data template OUT` makes the template for people to fill in."""

from __future__ import annotations

import argparse
from pathlib import Path

from xlsxwriter.exceptions import FileCreateError

from data.errors import StoreError
from data.template.csv_files import write_csv
from data.template.headings import SHEETS
from data.template.workbook import write_workbook
from locales import LANGUAGES, N_, Language


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Makes `template` one of the commands."""
    command = commands.add_parser("template", help="make a template for what no export holds")
    command.add_argument("out", metavar="OUT", type=Path, help="the workbook to write, or with --csv a folder")
    command.add_argument("--language", choices=tuple(LANGUAGES), default="sv", help="of the template (sv)")
    command.add_argument("--tables", metavar="T", nargs="+", choices=tuple(SHEETS), default=tuple(SHEETS), help="some")
    command.add_argument("--csv", action="store_true", help="CSV files, one a table, instead of a workbook")
    command.set_defaults(run=make)


def make(given: argparse.Namespace, language: Language) -> int:
    """Writes the template. Raises StoreError where it may not be written; returns the exit code."""
    out: Path = given.out
    try:
        if given.csv:
            made = write_csv(out, language, given.tables)
        else:
            made = [out if out.suffix else out.with_suffix(".xlsx")]
            write_workbook(made[0], language, given.tables)
    except (OSError, FileCreateError) as error:
        raise StoreError(
            N_("{place} could not be written."), todo=N_("Choose another place, or close the file."), place=out
        ) from error
    for path in made:
        print(path)  # noqa: T201 -- a command prints
    return 0
