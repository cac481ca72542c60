"""`python -m reports` writes a report as files, and freezes one: for a cron job as for a person.

python -m reports --store DIR --organisation ORG --period 2026-T2 --kind interim --format pptx,xlsx,html,pdf --out DIR
python -m reports --store DIR --organisation ORG --period 2026-T2 --freeze --author "Anna Ek"
python -m reports --store DIR --frozen ID --format pptx --out DIR

It ends with 0, or 1 where something is wrong, 2 for a wrong command, 3 where everything but the PDF was made.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path

from data.errors import GenomslagError
from data.store import location_of, open_store
from locales import LANGUAGES, N_, Language
from metrics.facts import Facts, build_facts
from metrics.figures import Scope
from metrics.period import Period
from metrics.view import AGAINST
from reports.contents import SECTIONS, Chosen, kind_for, report
from reports.files import FORMATS, file_name, written
from reports.freezing import ToFreeze, freeze_report, opened
from reports.pdf import NoPdf
from reports.report import Kind, Report

FAILED, USAGE_ERROR, NO_PDF = 1, 2, 3
USUAL = "pptx,xlsx,html"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command; returns its exit code."""
    parser = _parser()
    given = parser.parse_args(arguments)
    if not given.frozen and not (given.organisation and given.period):
        parser.error("--organisation and --period are needed, or --frozen")
    if given.freeze and (given.frozen or not given.author):
        parser.error("--freeze needs --author, and a report that is not frozen")
    language = Language(given.language or "sv")
    try:
        return _made(given, language)
    except GenomslagError as error:
        _complain(error, language)
        return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m reports", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--store", metavar="DIR", help="folder of the store (default: GENOMSLAG_STORE, else the demo)")
    parser.add_argument("--organisation", metavar="ORG", help="org_id, as `python -m metrics` lists them")
    parser.add_argument("--period", metavar="P", type=_period, help="2026-10, 2026-Q3, 2026-T2, 2026-H1, 2026 …")
    parser.add_argument(
        "--kind", choices=[one.value for one in Kind], help="default: what the period is usually told in"
    )
    parser.add_argument(
        "--format", type=_listed(FORMATS), metavar="F,F", help=f"{', '.join(FORMATS)} (default: {USUAL})"
    )
    parser.add_argument("--language", choices=tuple(LANGUAGES), help="of the report and of messages (sv)")
    parser.add_argument("--compare", choices=AGAINST, default="previous", help="what figures stand beside first")
    parser.add_argument("--sections", type=_listed(SECTIONS), metavar="S,S", help=f"of {', '.join(SECTIONS)}")
    parser.add_argument("--out", metavar="DIR", type=Path, default=Path(), help="where files are written (here)")
    parser.add_argument("--template", metavar="FILE", type=Path, help="a PowerPoint file or template of your own")
    parser.add_argument("--frozen", metavar="ID", help="write a frozen report as it was")
    parser.add_argument("--freeze", action="store_true", help="keep the report in the store; files only with --format")
    parser.add_argument("--author", metavar="NAME", default="", help="who makes it; needed to freeze")
    parser.add_argument(
        "--supersedes", metavar="ID", default="", help="the frozen report that this one takes the place of"
    )
    parser.add_argument(
        "--today", type=date.fromisoformat, metavar="DAY", help="the day to reckon from (default: today)"
    )
    return parser


def _period(text: str) -> Period:
    try:
        return Period.parse(text)
    except GenomslagError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _listed(known: Iterable[str]) -> Callable[[str], tuple[str, ...]]:
    """Reads names with commas between them, each of which has to be known."""

    def names(text: str) -> tuple[str, ...]:
        given = tuple(dict.fromkeys(one.strip() for one in text.split(",") if one.strip()))
        if strange := [one for one in given if one not in known]:
            raise argparse.ArgumentTypeError(f"{', '.join(strange)}: choose among {', '.join(known)}")
        return given

    return names


def _made(given: argparse.Namespace, language: Language) -> int:
    if given.frozen:
        return _written(opened(location_of(given.store), given.frozen).report, given, language)
    facts = build_facts(open_store(given.store), given.today)
    asked = _asked(facts, given, language)
    found = report(facts, asked.scope, asked.period, asked.kind, language, asked.chosen)
    if given.freeze:
        print(language.text("Frozen as {id}.", id=freeze_report(location_of(given.store), asked, found)))
        if given.format is None:
            return 0
    return _written(found, given, language)


def _asked(facts: Facts, given: argparse.Namespace, language: Language) -> ToFreeze:
    chosen = Chosen(sections=given.sections, compare=given.compare, author=given.author)
    kind = Kind(given.kind) if given.kind else kind_for(given.period)
    scope = Scope(given.organisation)
    return ToFreeze(scope, given.period, kind, language, chosen, facts.today, supersedes=given.supersedes)


def _written(found: Report, given: argparse.Namespace, language: Language) -> int:
    """Writes the files, each whole or not at all, and says where they are."""
    template, code = _template(given.template), 0
    for form in given.format or USUAL.split(","):
        try:
            content = written(found, form, BytesIO(template) if template else None)
        except NoPdf as error:
            _complain(error, language)
            code = NO_PDF
            continue
        print(_kept(content, given.out / file_name(found, form)))
    return code


def _template(path: Path | None) -> bytes | None:
    try:
        return path.read_bytes() if path else None
    except OSError as error:
        raise GenomslagError(
            N_("{path} cannot be read."), todo=N_("Check its name, and that you may open it."), path=path
        ) from error


def _kept(content: bytes, path: Path) -> Path:
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise GenomslagError(
            N_("{path} cannot be written."), todo=N_("Check that you may write there, and that there is room."),
            path=path,
        ) from error  # fmt: skip
    return path


def _complain(error: GenomslagError, language: Language) -> None:
    for text in (error.what, error.todo):
        if text:
            print(language.text(text, **error.fields), file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
