"""Gather the texts of the interface for translation: `python -m locales`.

Each translation file gets the texts that the code has now, in alphabetical order: new ones empty,
unused ones gone, the rest as they were. Prints the texts that wait for a translation.
"""

from __future__ import annotations

import sys

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from locales import LANGUAGES
from locales.extraction import WIDTH, extracted, forms, po_path, translations


def gather(language: str) -> list[str]:
    """Rewrite the translations to a language; returns the texts that lack one."""
    old, new = translations(language), Catalog(locale=language)
    header = po_path(language).read_bytes().split(b"\n\n", 1)[0]
    for message in extracted():
        if message.id:
            known = old.get(message.id)
            new.add(message.id, known.string if known else None).flags.clear()
    with po_path(language).open("wb") as target:
        target.write(header + b"\n\n")
        write_po(target, new, width=WIDTH, no_location=True, sort_output=True, omit_header=True)
    return [forms(message.id)[0] for message in new if message.id and not all(forms(message.string))]


if __name__ == "__main__":
    waiting = {code: gather(code) for code in LANGUAGES if code != "en"}
    for code, texts in waiting.items():
        print(f"{po_path(code).name} ({code}): {len(texts)} without translation", *texts, sep="\n  ")
    sys.exit(any(waiting.values()))
