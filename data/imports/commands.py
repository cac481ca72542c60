"""`python -m data import`, `undo`, `imports`, `compact` and `vacuum`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from getpass import getuser
from pathlib import Path
from typing import Any

import deltalake

from data.columns import PLATFORMS, SECTORS
from data.errors import GenomslagError
from data.importers.archive import Limits
from data.importers.source import Answers, Source
from data.imports.apply import apply
from data.imports.plan import File, plan
from data.imports.table import opened
from data.imports.undo import undo
from data.imports.wording import (
    choice_text,
    counts_text,
    error_text,
    question_text,
    reason_text,
    rejected_text,
    remark_text,
    status_text,
    undone_lines,
    unknown_text,
)
from data.register.reports import kept_versions
from data.schema import TABLES
from data.write import KEEP_LOG, store_folder, writing
from locales import N_, Language

REJECTED, ASKED = 1, 2
STOPPED = N_("not imported: rows were rejected (--partial imports the others)")


def add_commands(commands: Any) -> list[argparse.ArgumentParser]:
    """The parsers of the commands, added to those of `python -m data`."""
    parsers = [
        _import_parser(commands.add_parser("import", help="import files, folders and zips into a store")),
        commands.add_parser("undo", help="put back what an import changed"),
        commands.add_parser("imports", help="list the imports of a store"),
        commands.add_parser("compact", help="put the small files of each table together; versions are kept"),
        commands.add_parser(
            "vacuum", help="take away the files of old versions, but of those that reports were made from"
        ),
    ]
    for parser in parsers:
        parser.add_argument(
            "--store", metavar="DIR", required=True, help="the store; import makes it where there is none"
        )
    for parser in parsers[:3]:
        parser.add_argument("--json", action="store_true", help="print the report as JSON")
    parsers[1].add_argument("import_id", metavar="IMPORT", help="as `imports` lists them")
    parsers[4].add_argument(
        "--retention", metavar="DAYS", type=_days, required=True, help="keep versions younger than this"
    )
    for parser, run in zip(parsers, (_import, _undo, _imports, _compact, _vacuum), strict=True):
        parser.set_defaults(run=run)
    return parsers


def _import_parser(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path)
    parser.add_argument("--organisation", metavar="ID", help="whose new accounts are; in a new store, its name")
    parser.add_argument("--sector", choices=SECTORS, help="of a new organisation")
    parser.add_argument("--account", metavar="ID", help="whose the figures are; `new` or a new id makes an account")
    parser.add_argument("--platform", choices=PLATFORMS, help="where a file doesn't say")
    parser.add_argument("--metric", metavar="M", help="what a file counts, where its title doesn't say")
    parser.add_argument("--year", metavar="Y", type=int, help="of the last day, where days have none")
    parser.add_argument("--partial", action="store_true", help="import the good rows of files with bad ones")
    parser.add_argument("--dry-run", action="store_true", help="tell what would happen, and write nothing")
    parser.add_argument("--by", metavar="NAME", help="who imports; else the user of this machine")
    return parser


def _import(given: argparse.Namespace, language: Language) -> int:
    answers = Answers(given.account, given.organisation, given.platform, given.metric, given.year)
    sources = list(_sources(given.files))
    files = plan(given.store, sources, answers, sector=given.sector or "", progress=_Progress(len(sources), "read"))
    done = files.files
    if not given.dry_run:
        by = given.by or getuser()
        done = apply(files, by, partial=given.partial, progress=_Progress(len(sources), "import"))
    if given.json:
        _print(json.dumps({"files": [as_json(file, language) for file in done]}, ensure_ascii=False, indent=2))
    else:
        for file in done:
            _print(described(file, language))
    if any(file.questions for file in done):
        return ASKED
    return REJECTED if not done or any(file.rejected or file.status == "refused" for file in done) else 0


def _days(text: str) -> int:
    if int(text) < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return int(text)


class _Progress:
    """Says on stderr which file it is at, where there are several."""

    def __init__(self, files: int, doing: str) -> None:
        self.shown, self.doing = files > 1, doing

    def __call__(self, done: int, of: int, name: str) -> None:
        if self.shown:
            sys.stderr.write(f"{self.doing} {done + 1}/{of} {name}\n")


def _sources(paths: Sequence[Path]) -> Iterator[Source]:
    """The files, and those in folders, without hidden ones. Raises GenomslagError for one that is not there."""
    for path in paths:
        if path.is_dir():
            inside = sorted(one for one in path.rglob("*") if one.is_file())
            for one in inside:
                if not any(part.startswith((".", "~$", "_")) for part in one.relative_to(path).parts):
                    yield _source(one)
        else:
            yield _source(path)


def _source(path: Path) -> Source:
    """The file, no more of it than one byte over what is read at most."""
    try:
        with path.open("rb") as file:
            content = file.read(Limits().max_bytes + 1)
        return Source(path.name, content, datetime.fromtimestamp(path.stat().st_mtime, tz=UTC))
    except OSError as error:
        raise GenomslagError(
            N_("{path} cannot be read."), todo=N_("Check its name, and that you may open it."), path=path
        ) from error


def as_json(file: File, language: Language) -> dict[str, Any]:
    """What became of a file, for programs."""
    first, last = file.days or (None, None)
    rejected = [{"row": one.row or None, "reason": reason_text(one, language)} for one in file.rejected]
    if file.error:
        rejected.append({"row": None, "reason": error_text(file.error, language)})
    return {
        "file": file.file,
        "status": file.status,
        "importer": file.importer,
        "import_id": file.import_id,
        "account": file.accounts[0] if len(file.accounts) == 1 else None,
        "accounts": list(file.accounts),
        "from_date": first and first.isoformat(),
        "to_date": last and last.isoformat(),
        "rows_added": file.total.added,
        "rows_changed": file.total.changed,
        "rows_same": file.total.same,
        "rows_rejected": len(file.rejected),
        "rejected": rejected,
        "questions": [
            {
                "about": one.about,
                "text": question_text(one, language),
                "choices": [{"value": choice.value, "label": choice_text(choice, language)} for choice in one.choices],
            }
            for one in file.questions
        ],
        "unknown": list(file.unknown),
        "remarks": [remark_text(one, language) for one in file.remarks],
    }


def described(file: File, language: Language) -> str:
    """What became of a file, for people."""
    status = language.text(STOPPED) if file.status == "stopped" else status_text(file, language)
    lines = [f"{file.file}: {status}"]
    if file.counts:
        first, last = file.days or ("", "")
        lines.append(f"  {', '.join(file.accounts)} {first} – {last}: {counts_text(file, language)}")
    lines += [f"  {rejected_text(one, language)}" for one in file.rejected]
    if file.error:
        lines.append(f"  {error_text(file.error, language)}")
    for question in file.questions:
        lines.append(f"  {question_text(question, language)}  --{question.about}")
        lines += [f"    {choice.value}  {choice_text(choice, language)}" for choice in question.choices]
    if file.unknown:
        lines.append(f"  {unknown_text(file, language)}")
    lines += [f"  {remark_text(one, language)}" for one in file.remarks]
    return "\n".join(lines)


def _undo(given: argparse.Namespace, language: Language) -> int:
    done = undo(given.store, given.import_id)
    if given.json:
        kept = [vars(one) for one in done.kept]
        told = {"import_id": done.import_id, "removed": done.removed, "restored": done.restored, "kept": kept}
        _print(json.dumps(told, ensure_ascii=False, indent=2))
        return 0
    for line in undone_lines(done, language):
        _print(line)
    return 0


def _imports(given: argparse.Namespace, language: Language) -> int:  # noqa: ARG001 -- every command is called alike
    rows = opened(store_folder(given.store), "imports").rows().sort("imported_at", "import_id").collect()
    if given.json:
        _print(json.dumps({"imports": rows.to_dicts()}, ensure_ascii=False, indent=2, default=str))
        return 0
    for row in rows.iter_rows(named=True):
        counts = f"+{row['rows_added']} ~{row['rows_changed']} ={row['rows_same']} !{row['rows_rejected']}"
        undone = f"  undone {row['undone_at']:%Y-%m-%d %H:%M}" if row["undone_at"] else ""
        at = f"{row['imported_at']:%Y-%m-%d %H:%M}" if row["imported_at"] else "–"
        days = f"{row['from_date'] or ''}–{row['to_date'] or ''}"
        _print(f"{row['import_id']}  {at}  {row['file_name']}  {days}  {counts}{undone}")
    return 0


def _tables(store: str) -> Iterator[tuple[str, deltalake.DeltaTable]]:
    folder = store_folder(store)
    for name in TABLES:
        table = opened(folder, name).delta
        if table is not None:
            with writing(f"{folder}/{name}"):
                yield name, table


def _compact(given: argparse.Namespace, language: Language) -> int:  # noqa: ARG001 -- every command is called alike
    for _, table in _tables(given.store):
        table.optimize.compact(post_commithook_properties=KEEP_LOG)
        table.create_checkpoint()
    return 0


def _vacuum(given: argparse.Namespace, language: Language) -> int:  # noqa: ARG001 -- every command is called alike
    files, kept = 0, kept_versions(given.store)
    for name, table in _tables(given.store):
        files += len(
            table.vacuum(
                given.retention * 24, dry_run=False, enforce_retention_duration=False,
                keep_versions=sorted(kept.get(name, ())) or None,
            )
        )  # fmt: skip
    _print(f"{files} files")
    return 0


def _print(text: str) -> None:
    sys.stdout.write(text + "\n")
