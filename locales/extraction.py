"""The texts of the interface as they stand in the code, and beside them their translations."""

from __future__ import annotations

import re
import string
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

PROJECT = Path(__file__).parent.parent
FOLDERS = ("charts", "data", "locales", "metrics", "pages", "reports", "ui")
KEYWORDS: dict[str, tuple[int, ...] | None] = {"text": None, "N_": None, "plural": (1, 2)}
WIDTH = 120


def po_path(language: str) -> Path:
    """The file that holds the translations to a language."""
    return PROJECT / "locales" / language / "LC_MESSAGES" / "genomslag.po"


def modules() -> list[Path]:
    """Every Python file of the app, in order."""
    found = [path for folder in FOLDERS for path in (PROJECT / folder).rglob("*.py")]
    return sorted([*PROJECT.glob("*.py"), *found])


def extracted() -> Catalog:
    """Every text that the code shows: `text("…")`, `plural("…", "…", …)` and `N_("…")`."""
    catalog = Catalog()
    for path in modules():
        for line, message, comments, context in extract_from_file("python", path, KEYWORDS):
            place = str(path.relative_to(PROJECT))
            catalog.add(message, locations=[(place, line)], auto_comments=comments, context=context)
    return catalog


def translations(language: str) -> Catalog:
    """The translations to a language, as they are written."""
    with po_path(language).open("rb") as source:
        return read_po(source, locale=language, abort_invalid=True)


def fields(text: str) -> set[str]:
    """The names of the `{fields}` of a text."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """The text as one or several plural forms."""
    return (text or "",) if isinstance(text, str | None) else tuple(text)


def repeated(language: str) -> list[str]:
    """The first lines of messages that stand more than once in the file (Babel keeps the last, silently)."""
    entries = re.findall(r'^msgid ((?:".*"\n)+)', po_path(language).read_text(encoding="utf-8"), re.MULTILINE)
    ids = ["".join(re.findall(r'"(.*)"\n', entry)) for entry in entries]
    return sorted({text for text in ids if ids.count(text) > 1})
