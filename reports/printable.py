"""Text as files of XML can hold it, whatever it was pasted from."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def printable(text: str) -> str:
    """The text without the signs that XML forbids, its lines ended alike."""
    return _FORBIDDEN.sub("", _LINE_ENDS.sub("\n", text))


def on_one_line(text: str) -> str:
    """The same with every run of white space as one space; no-break spaces are kept."""
    return re.sub(r"[ \t\n]+", " ", printable(text)).strip()
