"""What lies in a zip, opened within limits: an export should never cost more memory than it says."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from data.importers.source import ImportRejected, Source
from locales import N_

ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what .xls begins with
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError)
MEGABYTE = 1_000_000
CHUNK = 1 << 20
# What other programs leave in a zip and nobody means to import.
LITTER = re.compile(r"(^|/)(__MACOSX/|\.[^./]|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)
# A cell's place in a sheet's XML.
CELL = re.compile(rb"""\br\s*=\s*["']([A-Z]{0,3})([0-9]{1,7})["']""")
# A formula in a sheet's XML, with the cell that it stands in.
FORMULA = re.compile(rb"""(?:\br\s*=\s*["']([A-Z]{1,3}[0-9]{1,7})["'][^<>]*>\s*)?<(?:\w+:)?f[\s/>]""")
# Opens an .xls, within a gigabyte, in a process of its own: one with two cells in far corners is laid out in full, and
# when there is no room for that the whole process ends. Where memory cannot be limited, Excel is beside the app.
OPENS = """
import io, sys
import python_calamine
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))
except ImportError:
    pass
try:
    python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
except python_calamine.CalamineError:
    pass
"""


def _setting(name: str, default: int) -> int:
    text = os.environ.get(name, "").strip()
    return int(text) if text.isdigit() and int(text) else default


@dataclass(frozen=True)
class Limits:
    """How much is opened: bytes of a file and of all that a zip holds, rows, cells, files, and zips in zips."""

    max_bytes: int = field(default_factory=lambda: _setting("GENOMSLAG_IMPORT_MAX_BYTES", 500 * MEGABYTE))
    max_rows: int = field(default_factory=lambda: _setting("GENOMSLAG_IMPORT_MAX_ROWS", 2_000_000))
    max_cells: int = 50_000_000
    max_files: int = 1_000
    max_depth: int = 2


def is_zip(content: bytes) -> bool:
    """Whether the bytes are a zip; a workbook of today's Excel is one too."""
    return content.startswith(ZIP)


def is_workbook(content: bytes) -> bool:
    """Whether the bytes are an Excel workbook, whatever the file is called."""
    if content.startswith(OLE):
        return True
    if not is_zip(content):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return any(name.startswith("xl/") for name in archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False


def check_size(source: Source, limits: Limits | None = None) -> None:
    """Raises ImportRejected for a file that is larger than is opened."""
    limits = limits or Limits()
    if len(source.content) > limits.max_bytes:
        raise _too_large(source.name, len(source.content), limits)


@dataclass
class Room:
    """What is left of the bytes that may be unpacked, in a zip and in those in it together."""

    limits: Limits
    taken: int = 0

    def take(self, size: int, name: str) -> None:
        """Raises ImportRejected where there is not so much left."""
        self.taken += size
        if self.taken > self.limits.max_bytes:
            raise _too_large(name, self.taken, self.limits)


def members(content: bytes, limits: Limits | None = None, name: str = "zip") -> list[Source]:
    """The files in a zip, also in zips in it, without folders in their names. Raises ImportRejected."""
    room = Room(limits or Limits())
    found = _members(content, room, name, room.limits.max_depth)
    return [replace(member, name=_file_name(member.name)) for member in found]


def _members(content: bytes, room: Room, name: str, depth: int) -> Iterator[Source]:
    for member, inside in unpacked(content, room, name):
        if not is_zip(inside) or is_workbook(inside):
            yield Source(member, inside)
        elif depth == 1:
            raise ImportRejected(
                N_("{name} holds zips inside zips, and is not opened."),
                todo=N_("Unpack it, and choose the files that the platform made."),
                name=name,
            )
        else:
            yield from _members(inside, room, member, depth - 1)


def unpacked(content: bytes, room: Room, name: str) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of each file in a zip, unpacked one at a time. Raises ImportRejected."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            files = [entry for entry in archive.infolist() if not entry.is_dir()]
            _refuse(files, room, name)
            for entry in files:
                if not LITTER.search(entry.filename):
                    inside = _inside(archive, entry, room.limits.max_bytes - room.taken)
                    room.take(len(inside), name)
                    yield entry.filename, inside
    except UNREADABLE as error:
        raise ImportRejected(
            N_("{name} is a zip that cannot be unpacked: it is damaged or cut off."),
            todo=N_("Download it from the platform again."),
            name=name,
        ) from error


def _inside(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    """What is in one file, and no more than one byte over the most, whatever size it is said to have."""
    with archive.open(entry) as file:
        return file.read(most + 1)


def _refuse(files: list[zipfile.ZipInfo], room: Room, name: str) -> None:
    size = sum(entry.file_size for entry in files)
    if len(files) > room.limits.max_files or size > room.limits.max_bytes - room.taken:
        raise _too_large(name, size, room.limits, len(files))
    for entry in files:
        if entry.flag_bits & 1:
            raise ImportRejected(
                N_("{name} is a zip with a password, and cannot be opened."),
                todo=N_("Unpack it yourself, and choose the files in it."),
                name=name,
            )
        if _leaves_its_folder(entry.orig_filename):
            raise ImportRejected(
                N_("{name} is not opened: it holds a file that points outside the zip ({path})."),
                todo=N_("No platform makes such files. Ask whoever sent it where it comes from."),
                name=name,
                path=entry.orig_filename,
            )


def _leaves_its_folder(path: str) -> bool:
    parts = path.replace("\\", "/").split("/")
    return ".." in parts or parts[0] == "" or ":" in parts[0] or "\0" in path


def _file_name(path: str) -> str:
    return PurePosixPath(path.replace("\\", "/")).name


def _too_large(name: str, size: int, limits: Limits, files: int = 1) -> ImportRejected:
    return ImportRejected(
        N_("{name} is not opened: it holds {size} MB in {files} files; at most {most} MB in {most_files} are read."),
        todo=N_("Download a shorter period, or ask whoever runs the server to raise GENOMSLAG_IMPORT_MAX_BYTES."),
        name=name,
        size=-(-size // MEGABYTE),
        files=files,
        most=limits.max_bytes // MEGABYTE,
        most_files=limits.max_files,
    )


def too_many_rows(name: str, limits: Limits) -> ImportRejected:
    """The error of a table that has more rows, or reaches over more cells, than are read."""
    return ImportRejected(
        N_("{name} is not read: it reaches over more than {rows} rows, or {cells} cells."),
        todo=N_("Download a shorter period, or ask whoever runs the server to raise GENOMSLAG_IMPORT_MAX_ROWS."),
        name=name,
        rows=limits.max_rows,
        cells=limits.max_cells,
    )


def check_workbook(content: bytes, limits: Limits, name: str) -> None:
    """Raises ImportRejected for a workbook that unpacks to more than is read, has formulas, or cells too far apart.

    A formula's result is what some program once worked out, and 0 or nothing where none has.
    """
    if not is_zip(content):
        opens = [sys.executable, "-c", OPENS]
        if subprocess.run(opens, input=content, capture_output=True, check=False).returncode:  # noqa: S603 -- our own program; the file is its input
            raise too_many_rows(name, limits)
        return
    for path, inside in unpacked(content, Room(limits), name):
        if path.endswith(".bin") and "/worksheets/" in path:
            raise ImportRejected(
                N_("{name} is a binary Excel workbook (.xlsb), and is not read."),
                todo=N_("Save it as an ordinary workbook (.xlsx)."),
                name=name,
            )
        if path.endswith(".xml"):
            last_column, last_row = _corner(inside)
            if last_row > limits.max_rows or last_row * last_column > limits.max_cells:
                raise too_many_rows(name, limits)
        if "/worksheets/" in path and (formula := FORMULA.search(inside)):
            raise ImportRejected(
                N_("{name} has a formula in cell {cell}, and formulas are not worked out."),
                todo=N_("Choose the file as it was downloaded. In a file of your own, paste the cells as values."),
                name=name,
                cell=(formula[1] or b"?").decode(),
            )


def _corner(sheet: bytes) -> tuple[int, int]:
    """The last column and the last row that any cell says it lies in."""
    columns, rows = {b"A"}, {1}
    for start in range(0, len(sheet), CHUNK):
        found = set(CELL.findall(sheet, start, start + CHUNK + 40))
        columns.add(max((letters for letters, _ in found), key=lambda letters: (len(letters), letters), default=b"A"))
        rows.add(max((int(digits) for _, digits in found), default=1))
    last = max(columns, key=lambda letters: (len(letters), letters))
    number = 0
    for letter in last:
        number = number * 26 + letter - 64
    return max(number, 1), max(rows)
