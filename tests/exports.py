"""Small files as the platforms' own tools write them, for tests that begin where a user does."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

FIRST = date(2025, 9, 1)
POST = {
    "Post ID": "939005954986064",
    "Page ID": "100066300057039",
    "Page name": "Umeå kommun",
    "Title": "Nu öppnar badet!",
    "Publish time": "09/16/2025 05:14",
    "Permalink": "https://www.facebook.com/umea/posts/939005954986064",
    "Post type": "Photos",
    "Date": "Lifetime",
    "Views": "400",
    "Reach": "150",
    "Reactions": "20",
    "Comments": "4",
    "Shares": "1",
}


def meta_series(title: str, counts: Sequence[int], first: date = FIRST) -> bytes:
    """A daily series as Meta Business Suite writes one."""
    rows = [f'"{first + timedelta(days=day)}T00:00:00","{count}"' for day, count in enumerate(counts)]
    return "\n".join(["sep=,", f'"{title}"', '"Date","Primary"', *rows, ""]).encode("utf-16")


def meta_posts(*posts: Mapping[str, str]) -> bytes:
    """Facebook's posts as Meta Business Suite writes them; each post tells what is unlike `POST`."""
    text = io.StringIO(newline="")
    sheet = csv.DictWriter(text, list(POST))
    sheet.writeheader()
    sheet.writerows({**POST, **post} for post in posts)
    return text.getvalue().encode("utf-8-sig")
