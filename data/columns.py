"""The kinds of column that the data contract is made of, and the words it allows.

`metadata` holds the unit of a number, `key` for a part of the table's key, and `past` for a day or
time that must have been.
"""

from __future__ import annotations

from typing import Any

import dataframely as dy
import polars as pl

SOCIAL_PLATFORMS = ("facebook", "instagram", "linkedin", "x", "youtube", "tiktok", "snapchat", "threads", "bluesky")
PLATFORMS = (*SOCIAL_PLATFORMS, "web", "newsroom", "newsletter")
SECTORS = (
    "municipality", "region", "agency", "utility", "insurer", "bank",
    "telecom", "hospital", "party", "culture", "other",
)  # fmt: skip
AUDIENCE_KINDS = ("inhabitants", "customers", "members", "employees")
FORMATS = ("photo", "album", "video", "reel", "story", "live", "link", "text", "event", "poll")
FORMAT_KINDS = {"film": ("video", "reel", "live"), "pictures": ("photo", "album")}
"""Formats that are told together."""
EITHER_KIND = ("story",)  # film or a picture: its format does not tell
GOAL_FORMATS = (*FORMAT_KINDS, *FORMATS)
SHARE_OF_POSTS = "share_of_posts"  # the one metric that says nothing without a topic or a format
GOAL_PERIODS = (
    "post", "week", "month", "quarter", "tertial", "half_year", "year", "campaign", "standing",
)  # fmt: skip
DIMENSIONS = ("gender", "age", "place", "country")
ROLLING_WINDOWS = (1, 7, 28)


def identifier(*, key: bool = False, nullable: bool = False) -> dy.String:
    """An identifier: text that is not empty."""
    return dy.String(nullable=nullable, min_length=1, metadata={"key": key})


def text(*, key: bool = False, nullable: bool = True) -> dy.String:
    """Free text, which may be empty."""
    return dy.String(nullable=nullable, metadata={"key": key})


def choice(choices: tuple[str, ...], *, key: bool = False, nullable: bool = False) -> dy.String:
    """Text that is one of the choices."""
    return dy.String(nullable=nullable, regex=f"^({'|'.join(choices)})$", metadata={"key": key, "choices": choices})


def count(unit: str, *, nullable: bool = True) -> dy.Int64:
    """Whole numbers of at least 0."""
    return dy.Int64(nullable=nullable, min=0, metadata={"unit": unit})


def amount(unit: str) -> dy.Float64:
    """Numbers of at least 0; a NaN is read as missing."""
    return dy.Float64(nullable=True, min=0, metadata={"unit": unit})


def year() -> dy.Int64:
    """Calendar years, part of a key."""
    return dy.Int64(min=1800, max=2200, metadata={"key": True, "unit": "year"})


def day(*, key: bool = False, past: bool = False, nullable: bool = False) -> dy.Date:
    """Days; `past` ones must have been."""
    return dy.Date(nullable=nullable, metadata={"key": key, "past": past})


def time(*, key: bool = False, nullable: bool = False) -> dy.Datetime:
    """Points in time, in UTC, which must have been."""
    return dy.Datetime(nullable=nullable, time_unit="us", time_zone="UTC", metadata={"key": key, "past": True})


def row_rule(holds: pl.Expr) -> object:
    """A rule over several columns of a row; where it can't be told, for want of a value, it holds."""
    return dy.rule()(lambda _: holds)


def metadata(column: dy.Column) -> dict[str, Any]:
    """What the contract says of a column beside its type: unit, key, past, choices."""
    return column.metadata or {}
