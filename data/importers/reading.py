"""Files as text, sheets and columns: what every importer reads with."""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import islice

import python_calamine

from data.importers.archive import Limits, check_workbook, is_workbook, is_zip, too_many_rows
from data.importers.source import ImportRejected
from locales import N_

__all__ = ["Cell", "Columns", "Sheet", "csv_sheet", "is_workbook", "is_zip", "plain", "text_of", "workbook"]

Cell = str | float | int | date | datetime | time | timedelta | bool | None
TAKEN_FOR_WESTERN = re.compile("Ã[¤¥¶©„…–\x84\x85\x96]")  # ä å ö é Ä Å Ö
CONTROLS_KEPT = "genomslag.controls_kept"
DELIMITERS = (",", ";", "\t")
SEP_LINE = re.compile(r'\A\ufeff?"?sep=(.)"?[ \t]*(\r\n|\n|\r|\Z)', re.IGNORECASE)
TRIED = 40  # records by which the delimiter is told
KEPT_CELLS = 1_000_000  # of the workbook that was opened last


def text_of(content: bytes) -> str:
    """A file's text: UTF-16 and UTF-8 by their marks or by how they look, else Windows' Western code page.

    UTF-8 that a spreadsheet took for that code page (Ã¥ for å), and saved so, is what it was.
    """
    text = _decoded(content)
    if not TAKEN_FOR_WESTERN.search(text):
        return text
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(text.encode("cp1252", errors=CONTROLS_KEPT))
    except UnicodeError:
        return text


def _controls_kept(error: UnicodeError) -> tuple[bytes, int]:
    """The bytes that the code page has no sign for stand as they are."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return error.object[error.start : error.end].encode("latin-1"), error.end


codecs.register_error(CONTROLS_KEPT, _controls_kept)


def _decoded(content: bytes) -> str:
    if content.startswith(b"\xef\xbb\xbf"):
        return content[3:].decode("utf-8", errors="replace")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    start = content[:400]
    if (zeros := start.count(0)) > len(start) // 4:
        little = start[1::2].count(0) * 2 > zeros
        return content.decode("utf-16-le" if little else "utf-16-be", errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        cut_off = error.start > len(content) - 4 and error.reason == "unexpected end of data"
        return content.decode("utf-8" if cut_off else "cp1252", errors="replace")


@dataclass(frozen=True)
class Sheet:
    """A table as it lies in a file. `lines` gives each row's line in the file, the first where it has several."""

    name: str
    rows: list[list[Cell]]
    first_line: int = 1
    lines: Sequence[int] = field(default=())

    def __post_init__(self) -> None:
        if len(self.lines) != len(self.rows):
            object.__setattr__(self, "lines", range(self.first_line, self.first_line + len(self.rows)))


def csv_sheet(text: str, *, delimiter: str | None = None, limits: Limits | None = None) -> Sheet:
    """The rows of a CSV file; empty lines are empty rows. Raises ImportRejected."""
    limits = limits or Limits()
    skipped = 0
    if found := SEP_LINE.match(text):
        delimiter, text, skipped = delimiter or found[1], text[found.end() :], 1
    text = text.removeprefix("\ufeff")
    rows: list[list[Cell]] = []
    lines: list[int] = []
    for line, record in _records(text, delimiter or _delimiter(text)):
        if len(rows) == limits.max_rows + 1:
            raise too_many_rows("CSV", limits)
        rows.append(record)
        lines.append(line + skipped)
    return Sheet("", rows, lines[0] if lines else 1, lines)


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[Cell]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    try:
        for record in reader:
            yield line, list(record)
            line = reader.line_num + 1
    except csv.Error as error:
        if "field limit" in str(error):
            raise ImportRejected(
                N_("The file cannot be read as a table from line {line} on: a cell there has more than {most} signs."),
                todo=N_("Choose a file as the platform's own tool made it."),
                line=line,
                most=csv.field_size_limit(),
            ) from error
        raise ImportRejected(
            N_("The file cannot be read as a table from line {line} on: a quotation mark is missing there."),
            todo=N_("Download it from the platform again, and choose it as it is, without opening it in Excel first."),
            line=line,
        ) from error


def _delimiter(text: str) -> str:
    """What stands between the cells: what parts most records alike, and of several the one that parts most."""
    return max(DELIMITERS, key=lambda delimiter: _evenness(text, delimiter))


def _evenness(text: str, delimiter: str) -> tuple[float, int]:
    try:
        widths = [len(record) for _, record in islice(_records(text, delimiter), TRIED) if any(record)]
    except ImportRejected:
        return 0.0, 0
    common = Counter(width for width in widths if width > 1).most_common(1)
    return (common[0][1] / len(widths), common[0][0]) if common else (0.0, 0)


_last: dict[tuple[bytes, Limits], list[Sheet]] = {}


def workbook(content: bytes, *, name: str = "xlsx", limits: Limits | None = None) -> list[Sheet]:
    """The sheets of an Excel file, .xls or .xlsx by its bytes. Raises ImportRejected, also where it has formulas.

    The one that was opened last is kept, unless it is large: each importer looks into a file before one reads it.
    """
    key = (hashlib.sha256(content).digest(), limits or Limits())
    if (sheets := _last.get(key)) is None:
        sheets = _opened(content, name, key[1])
        _last.clear()
        if sum(len(row) for sheet in sheets for row in sheet.rows) <= KEPT_CELLS:
            _last[key] = sheets
    return list(sheets)


def _opened(content: bytes, name: str, limits: Limits) -> list[Sheet]:
    check_workbook(content, limits, name)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        return [_sheet(book.get_sheet_by_name(title), limits) for title in book.sheet_names]
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise ImportRejected(
            N_("{name} is an Excel file that cannot be read: it is damaged, cut off or locked."),
            todo=N_("Download it from the platform again."),
            name=name,
        ) from error


def _sheet(sheet: python_calamine.CalamineSheet, limits: Limits) -> Sheet:
    if sheet.total_height > limits.max_rows + 1 or sheet.total_height * sheet.total_width > limits.max_cells:
        raise too_many_rows(sheet.name, limits)
    rows = [[None if cell == "" else cell for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    return Sheet(sheet.name, rows)


def plain(name: object) -> str:
    """A column's name as it is compared: without case, marks of byte order and differences in spaces."""
    return " ".join(str("" if name is None else name).replace("\ufeff", "").replace("\u200b", "").split()).casefold()


class Columns:
    """A header, asked for columns by any of their names: in any order and case."""

    def __init__(self, header: Sequence[object]) -> None:
        self.names = [" ".join(str("" if name is None else name).replace("\ufeff", "").split()) for name in header]
        self._places: dict[str, list[int]] = {}
        for place, name in enumerate(header):
            self._places.setdefault(plain(name), []).append(place)

    def find(self, *names: str) -> int | None:
        """The place of the first of the names that is there; of columns with one name, the first."""
        return next((self._places[plain(name)][0] for name in names if plain(name) in self._places), None)

    def all(self, *names: str) -> list[int]:
        """The places of every column with one of the names."""
        return [place for name in names for place in self._places.get(plain(name), [])]

    def need(self, *names: str) -> int:
        """As `find`. Raises ImportRejected where none of the names is there."""
        place = self.find(*names)
        if place is None:
            raise ImportRejected(
                N_("The column “{column}” is missing. The file has: {columns}."),
                todo=N_("Download it again with all columns, and choose it as it is."),
                column=names[0],
                columns=", ".join(name for name in self.names if name) or "–",
            )
        return place

    def unknown(self, known: Iterable[str]) -> tuple[str, ...]:
        """The names in the header that are not known, in its order and once each."""
        used = {plain(name) for name in known}
        return tuple(dict.fromkeys(name for name in self.names if name and plain(name) not in used))
