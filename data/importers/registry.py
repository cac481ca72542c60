"""Every importer, and a file read by the one that knows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from data.importers.archive import check_size, is_workbook, is_zip, members
from data.importers.source import Answers, Importer, ImportRejected, Parsed, Source
from locales import N_

# In the order in which they are asked; a file that several know is the first one's.
IMPORTERS: tuple[Importer, ...] = ()


def recognised(source: Source) -> list[Importer]:
    """The importers that know the file, without those that a zip's files may have."""
    return [importer for importer in IMPORTERS if importer.detect(source)]


def sources(source: Source) -> list[Source]:
    """The file itself, or the files of a zip that no importer knows as a whole. Raises ImportRejected."""
    check_size(source)
    if not is_zip(source.content) or is_workbook(source.content) or recognised(source):
        return [source]
    return [replace(member, observed_at=source.observed_at) for member in members(source.content, name=source.name)]


def read(source: Source, answers: Answers) -> list[Parsed]:
    """What a file, or every file in a zip, gives. Raises ImportRejected."""
    return [parsed for member in sources(source) for parsed in _read(member, answers)]


def _read(source: Source, answers: Answers) -> Sequence[Parsed]:
    known = recognised(source)
    if not known:
        raise ImportRejected(
            N_("{name} is no export that Genomslag knows."),
            todo=N_("Choose the file as the platform's own tool made it."),
            name=source.name,
        )
    return known[0].parse(source, answers)
