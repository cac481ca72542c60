"""The texts of the interface as they stand in the code, and beside them their translations."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

PROJECT = Path(__file__).parent.parent
FOLDERS = ("charts", "data", "locales", "metrics", "pages", "reports", "ui")
FORMS = {"text": 1, "N_": 1, "plural": 2, "counted": 2}
"""How many forms of a text each call is given first."""
WIDTH = 120


def po_path(language: str) -> Path:
    """The file that holds the translations to a language."""
    return PROJECT / "locales" / language / "LC_MESSAGES" / "genomslag.po"


def modules() -> list[Path]:
    """Every Python file of the app, in order."""
    found = [path for folder in FOLDERS for path in (PROJECT / folder).rglob("*.py")]
    return sorted([*PROJECT.glob("*.py"), *found])


def extracted() -> Catalog:
    """Every text that the code shows: `text`, `plural` and `counted` given texts, and `N_`, also inside f-strings."""
    catalog = Catalog()
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and (message := _message(node)):
                catalog.add(message, locations=[(str(path.relative_to(PROJECT)), node.lineno)])
    return catalog


def _message(call: ast.Call) -> str | tuple[str, ...] | None:
    """The text that a call shows, in as many forms as it has; None for other calls and for texts of a variable."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    given = call.args[: FORMS.get(name, 0)]
    words = tuple(one.value for one in given if isinstance(one, ast.Constant) and isinstance(one.value, str))
    if not words or len(words) < len(given):
        return None
    return words[0] if len(words) == 1 else words


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
