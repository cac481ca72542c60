"""What an import does, in words that the command line and the app share.

File names, columns and what stands in cells are somebody else's words: they are put into sentences as text, never as
markup.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from data.errors import GenomslagError
from data.importers.registry import IMPORTERS
from data.importers.source import Choice, Question, Rejected, Remark
from data.imports.plan import File
from data.imports.undo import Undone
from data.template.headings import SHEETS, wording
from locales import N_, Language

STATUS = {
    "imported": N_("imported"),
    "ready": N_("can be imported"),
    "stopped": N_("not imported: rows were rejected"),
    "asks": N_("not imported: a question is open"),
    "refused": N_("cannot be imported"),
}
LABELS = {importer.id: importer.label for importer in IMPORTERS}


def importer_label(importer: str, language: Language) -> str:
    """What a file is, by the importer that read it; an importer that is no longer here is called by its id."""
    return language.text(LABELS.get(importer, importer))


def status_text(file: File, language: Language) -> str:
    """What happens, or happened, to a file."""
    return language.text(STATUS[file.status])


def counts_text(file: File, language: Language) -> str:
    """How many rows a file adds, changes and says again, and how many of it are rejected."""
    counts = (
        (N_("{count} rows added"), file.total.added),
        (N_("{count} changed"), file.total.changed),
        (N_("{count} same"), file.total.same),
        (N_("{count} rejected"), len(file.rejected)),
    )
    return ", ".join(language.text(text, count=language.number(count)) for text, count in counts)


def reason_text(rejected: Rejected, language: Language) -> str:
    """Why a row cannot be used."""
    return language.text(rejected.reason, **rejected.fields)


def rejected_text(rejected: Rejected, language: Language) -> str:
    """Why a row cannot be used, after its line in the file where that is known."""
    reason = reason_text(rejected, language)
    return f"{language.text(N_('row {row}'), row=rejected.row)}: {reason}" if rejected.row else reason


def error_text(error: GenomslagError, language: Language) -> str:
    """What is wrong, and what to do about it."""
    return " ".join(language.text(text, **error.fields) for text in (error.what, error.todo) if text)


def question_text(question: Question, language: Language) -> str:
    """What a file cannot say."""
    return language.text(question.text, **question.fields)


def choice_text(choice: Choice, language: Language) -> str:
    """What an answer means."""
    return language.text(choice.label)


def unknown_text(file: File, language: Language) -> str:
    """The columns of a file that are not used; empty where all are."""
    return language.text(N_("not used: {columns}"), columns=", ".join(file.unknown)) if file.unknown else ""


def remark_text(remark: Remark, language: Language) -> str:
    """What one should know of how a file was read."""
    return language.text(remark.text, **remark.fields)


def undone_lines(undone: Undone, language: Language, files: Mapping[str, str] | None = None) -> Iterator[str]:
    """What undoing an import took away and put back, a line a table, and what it had to leave.

    With the `files` of imports, by id, tables and columns are called as in the template, else as in the contract.
    """
    reader = None if files is None else language
    for table in undone.removed:
        yield language.text(
            N_("{table}: {removed} rows taken away, {restored} put back"),
            table=_place(table, "", reader),
            removed=undone.removed[table],
            restored=undone.restored[table],
        )
    for kept in undone.kept:
        later = N_("{place}: {count} values stay, since {by} said them later ({example})")
        text = later if kept.by else N_("{place}: {count} values stay, since they were changed by hand ({example})")
        if not kept.column:
            text = N_("{place}: {count} rows stay, since others name them ({example})")
        place, by = _place(kept.table, kept.column, reader), (files or {}).get(kept.by, kept.by)
        yield language.text(text, place=place, count=kept.values, by=by, example=kept.example)


def _place(table: str, column: str, language: Language | None) -> str:
    """A table, or a column of it, in the template's words or, without a language, in the contract's."""
    if language is None or table not in SHEETS:
        return f"{table}.{column}" if column else table
    heading = language.text(SHEETS[table].heading)
    return f"{heading}, {language.text(wording(table, column).heading)}" if column else heading
