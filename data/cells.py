"""Texts in the cells of a workbook, which stay texts whatever they look like."""

from __future__ import annotations

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

LONGEST = 32_767  # what a cell of Excel holds, in UTF-16 units
TEXT_ONLY = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
"""What a workbook is opened with: no text becomes a formula, a link or a number."""


def write_text(sheet: Worksheet, row: int, place: int, text: str, style: Format) -> None:
    """Write a cell that is text; one that no cell holds is cut, and ends with a sign that says so."""
    text = text if cut(text, LONGEST) == text else f"{cut(text, LONGEST - 1)}…"
    if text.startswith("<r>") and text.endswith("</r>"):
        # The library takes such a text for markup of its own and writes it as it is. In two pieces it is text.
        sheet.write_rich_string(row, place, text[0], style, text[1:], style)
    else:
        sheet.write_string(row, place, text, style)


def cut(text: str, units: int) -> str:
    """As much of the text as so many UTF-16 units hold."""
    return text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "ignore")
