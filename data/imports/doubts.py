"""What makes one doubt that a file belongs where it is put, though nothing in it is wrong."""

from __future__ import annotations

import polars as pl

from data.importers.source import Remark
from data.imports.changes import BEFORE, SAID
from locales import N_

DAILY = ("account_days", "account_reach")
FEWEST_DAYS = 5
RESTATED = 0.2  # of a figure: platforms seldom correct more


def other_figures(table: str, image: pl.DataFrame, name: str) -> tuple[Remark, ...]:
    """A remark where more than half of the days that were there get quite another figure, as from another channel."""
    if table not in DAILY:
        return ()
    found = [_differing(image, column.removeprefix(SAID)) for column in image.columns if column.startswith(SAID)]
    days, differing = max(found, key=lambda pair: pair[1], default=(0, 0))
    if days < FEWEST_DAYS or differing * 2 <= days:
        return ()
    text = N_("On {count} of {days} days there are already quite other figures. Is {name} from the same channel?")
    return (Remark(text, {"count": differing, "days": days, "name": name}),)


def _differing(image: pl.DataFrame, column: str) -> tuple[int, int]:
    """On how many days a figure is there and said, and on how many of them the two are far apart."""
    if not image[SAID + column].dtype.is_numeric():
        return 0, 0
    said, before = pl.col(SAID + column), pl.col(BEFORE + column)
    both = image.filter((pl.max_horizontal(said, before) > 0) & said.is_not_null() & before.is_not_null())
    apart = both.filter((said - before).abs() > RESTATED * pl.max_horizontal(said, before))
    return both.height, apart.height
