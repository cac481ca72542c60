"""What Excel does to a file that is opened and saved in it, told from the file: what is spoiled, and what to do."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from data.importers.reading import Cell, Sheet, csv_sheet, is_workbook, is_zip, text_of, workbook
from data.importers.source import ImportRejected, Source
from data.importers.values import missing, number, spoiled_by_excel
from locales import N_

AGAIN = N_("Download it from the platform again, and choose it as it is, without opening it in Excel first.")
LOOKED_AT = 1 << 20  # bytes
HEADER_WITHIN = 20  # rows
LAST_MONTH = 12
EXACT_DIGITS = 15  # of a number, in Excel
CERTAIN_ZEROS = 3  # where Excel rounds, so many zeros in all are there by chance once in a thousand files
POWER = re.compile(r"\d([.,]\d+)?E\+\d+", re.IGNORECASE)
FRACTION = re.compile(r"\d{16,}[.,]0+")  # an id that was a number with decimals on the way
ISO = re.compile(r"\d{4}-\d\d?-\d\d?\b")
SLASHED = re.compile(r"(?P<first>\d\d?)/(?P<second>\d\d?)/(\d{4}|\d\d)\b")
ID_COLUMN = re.compile(r"(\b|-)id$|^id\b|identi", re.IGNORECASE)


def check_ids(column: str, ids: Iterable[Cell]) -> None:
    """Raises ImportRejected where Excel has rounded the ids: to 1.23E+17, or to zeros after the 15th digit."""
    texts = sorted({str(cell).strip() for cell in ids if not missing(cell)})
    spoiled = next((text for text in texts if POWER.fullmatch(text) or FRACTION.fullmatch(text)), "")
    long = [text for text in texts if text.isdigit() and len(text) > EXACT_DIGITS]
    ends = "".join(text[EXACT_DIGITS:] for text in long)
    if not spoiled and len(ends) >= CERTAIN_ZEROS and not ends.strip("0"):
        spoiled = long[0]
    if spoiled:
        raise ImportRejected(
            N_("Excel has rounded the numbers in “{column}”, as in {example}: posts can no longer be told apart."),
            todo=AGAIN,
            column=column,
            example=spoiled,
        )


def check_numbers(column: str, cells: Iterable[Cell]) -> None:
    """Raises ImportRejected where Excel has turned some of the numbers into dates: 3.4 into 3 Apr."""
    given = [cell for cell in cells if not missing(cell)]
    spoiled = [cell for cell in given if spoiled_by_excel(cell)]
    if spoiled and len(spoiled) < len(given) and all(_numeric(cell) or cell in spoiled for cell in given):
        raise ImportRejected(
            N_("Excel has turned numbers in “{column}” into dates, as in {example}: what they were cannot be told."),
            todo=AGAIN,
            column=column,
            example=str(spoiled[0]),
        )


def check_dates(column: str, cells: Iterable[Cell], *, slashed_as_made: bool = False) -> None:
    """Raises ImportRejected where day and month can no longer be told apart, since Excel has written them anew.

    It turns some of them (03/02/2025 into 2025-03-02 or 2025-02-03) and leaves those that it does not take for dates
    (03/16/2025), or all, without the zero of 03. `slashed_as_made` says that the tool itself writes 03/02/2025.
    """
    texts = [str(cell).strip() for cell in cells if not missing(cell)]
    slashed = [found for text in texts if (found := SLASHED.match(text))]
    iso = next((text for text in texts if ISO.match(text)), "")
    both_below_13 = all(max(int(found["first"]), int(found["second"])) <= LAST_MONTH for found in slashed)
    differ = any(int(found["first"]) != int(found["second"]) for found in slashed)
    as_made = slashed_as_made and all(len(found["first"]) == len(found["second"]) == 2 for found in slashed)
    if slashed and (iso or (both_below_13 and differ and not as_made)):
        raise ImportRejected(
            N_("Excel has written dates in “{column}” anew, as in {example}: day and month can't be told apart."),
            todo=AGAIN,
            column=column,
            example=iso or slashed[0].string,
        )


def _numeric(cell: Cell) -> bool:
    try:
        return number(cell) is not None
    except ValueError:
        return False


def check(source: Source) -> None:
    """Raises ImportRejected where Excel has rounded the ids in a CSV file, whichever tool made it."""
    if is_zip(source.content):
        return
    text = text_of(source.content[:LOOKED_AT])
    rows = csv_sheet(text).rows[: -1 if len(source.content) > LOOKED_AT else None]
    header = max(rows[:HEADER_WITHIN], key=len, default=[])
    for place, cell in enumerate(header):
        name = " ".join(str(cell or "").split())
        if ID_COLUMN.search(name):
            check_ids(name, (row[place] for row in rows if len(row) == len(header) and row is not header))


def with_commas(source: Source) -> Source | None:
    """A CSV file that Excel has saved with tabs, as “Unicode text”, with commas again; None for any other."""
    if is_zip(source.content) or is_workbook(source.content):
        return None
    text = text_of(source.content)
    if "\t" not in text[:LOOKED_AT]:
        return None
    try:
        sheet = csv_sheet(text, delimiter="\t")
    except ImportRejected:
        return None
    return replace(source, content=("sep=,\n" * (sheet.first_line - 1) + _as_csv(sheet.rows)).encode())


def explained(source: Source, known: Callable[[Source], bool]) -> ImportRejected | None:
    """Why a file that nobody knows is one that would have been known before Excel saved it; None where it isn't."""
    if is_zip(source.content) or is_workbook(source.content):
        texts = (_as_csv(sheet.rows) for sheet in workbook(source.content)) if is_workbook(source.content) else iter(())
        return _saved(source, N_("{name} was saved as an Excel workbook.")) if _any(source, texts, known) else None
    text = text_of(source.content)
    if _any(source, _unquoted(csv_sheet(text)), known):
        return _saved(source, N_("{name} was saved in Excel: each line has become one single cell."))
    rows = [_without_empty_end(row) for row in csv_sheet(text, delimiter=";").rows] if ";" in text else []
    if rows and _any(source, iter([_as_csv(rows), _lines(rows)]), known):
        return _saved(source, N_("{name} was saved in Excel: semicolons have taken the place of commas."))
    return None


def _saved(source: Source, what: str) -> ImportRejected:
    return ImportRejected(
        f"{what}",
        todo=N_(
            "Excel may then have changed dates, decimals and long numbers as well. "
            "Download it from the platform again, and choose it as it is, without opening it in Excel first."
        ),
        name=source.name,
    )


def _any(source: Source, texts: Iterator[str], known: Callable[[Source], bool]) -> bool:
    return any(known(replace(source, content=text.encode())) for text in texts)


def _as_csv(rows: Sequence[Sequence[Cell]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _lines(rows: Sequence[Sequence[Cell]]) -> str:
    """As it may have been with its first line, which Excel takes away."""
    return f"sep=,\n{_as_csv(rows)}"


def _without_empty_end(row: list[Cell]) -> list[Cell]:
    while row and missing(row[-1]):
        row = row[:-1]
    return row


def _unquoted(sheet: Sheet) -> Iterator[str]:
    """The table inside a table of one column, where it is one."""
    rows = [row for row in map(_without_empty_end, sheet.rows) if row]
    if rows and len(rows[0]) == 1 and any("," in str(row[0]) for row in rows[:HEADER_WITHIN]):
        yield "\n".join(str(row[0]) for row in rows)
