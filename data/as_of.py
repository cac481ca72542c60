"""A store as it was known on a day: without what was observed, decided or happened after it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl

from data.files import reading
from data.imports.changes import TRACE
from data.imports.restore import GONE, LONG_AGO, Claims, restored
from data.imports.table import IMAGES, Table, opened
from data.schema import dtypes, key_of, marked
from data.store import Store, location_of

LOCAL_TIME = ZoneInfo("Europe/Stockholm")
OF_POSTS = ("published_at",)
"""When a post became known; when its figures were last read is for its import to tell."""


class StoreAsOf(Store):
    """A store without the rows and values that nobody could know at the end of `day`, in Europe/Stockholm.

    Left out are wordings and notes of later, figures of later days, and what an import says that was read off the
    platform later (`imports.observed_at`, else `imported_at`): in its place stands what the imports before said.
    Where no images of imports are kept, a row whose own import is later is left out as a whole. Figures of no
    import, and tables that tell no time (accounts, campaigns, sizes), are as they are now. So is what has been undone.
    """

    def __init__(self, location: str | None, day: date) -> None:
        super().__init__(location_of(location))
        self.day = day
        self._until = datetime.combine(day + timedelta(days=1), time(), LOCAL_TIME).astimezone(UTC)
        self._kept: dict[tuple[str, str], pl.LazyFrame] = {}

    @property
    def version(self) -> str:
        """A text that changes whenever any table does, and with the day."""
        return f"{super().version}@{self.day}"

    def scan(self, table: str) -> pl.LazyFrame:
        """The rows of a table as they were known. Raises StoreError or SchemaError."""
        key = (self.version, table)
        if key not in self._kept:
            self._kept[key] = self._known(table)
        return self._kept[key]

    def _known(self, table: str) -> pl.LazyFrame:
        rows = super().scan(table)
        if table == "imports":
            return rows.filter((_read_at() < self._until).fill_null(value=True))
        for column in OF_POSTS if table == "posts" else marked(table, "past"):
            late = pl.col(column) > self.day if dtypes(table)[column] == pl.Date else pl.col(column) >= self._until
            rows = rows.filter(~late)
        late_imports = self._late_imports() if TRACE in dtypes(table) else []
        return self._without(table, rows, late_imports) if late_imports else rows

    def _late_imports(self) -> list[str]:
        """The imports in effect that were read off the platform after the day, the newest first."""
        rows = super().scan("imports").select(TRACE, "undone_at", _read_at().alias("at"))
        late = rows.filter(pl.col("at") >= self._until, pl.col("undone_at").is_null())
        return self.collect(late.sort("at", TRACE, descending=True))[TRACE].to_list()

    def _without(self, table: str, rows: pl.LazyFrame, late: Sequence[str]) -> pl.LazyFrame:
        images = Path(self.location) / IMAGES / table
        if "://" in self.location or not images.is_dir():
            return rows.filter(~pl.col(TRACE).is_in(list(late)).fill_null(value=False))
        with reading(str(images)):
            return _taken_back(opened(Path(self.location), table), self.collect(rows), late, self._observed()).lazy()

    def _observed(self) -> dict[str, datetime]:
        rows = super().scan("imports").select(TRACE, _read_at().alias("at")).drop_nulls("at")
        return dict(self.collect(rows).rows())


def _read_at() -> pl.Expr:
    return pl.coalesce("observed_at", "imported_at")


def _taken_back(table: Table, rows: pl.DataFrame, late: Sequence[str], observed: dict[str, datetime]) -> pl.DataFrame:
    """The rows without what the late imports said, each taken back as undoing it would."""
    rows = rows.select(*dtypes(table.name))
    images = {one: pl.read_parquet(path, glob=False) for one, path in table.images().items()}
    effective = sorted(filter(table.in_effect, images), key=lambda one: (observed.get(one, LONG_AGO), one))
    key = list(key_of(table.name))
    for import_id in late:
        if import_id in effective:
            own = images[import_id].select(key)
            near = {one: image.join(own, on=key, how="semi", nulls_equal=True) for one, image in images.items()}
            present = rows.join(own, on=key, how="semi", nulls_equal=True)
            back = restored(Claims(table.name, near, effective), present, import_id).rows
            rows = _put_back(rows, back, key)
            effective.remove(import_id)
    return rows.filter(~pl.col(TRACE).is_in(list(late)).fill_null(value=False))


def _put_back(rows: pl.DataFrame, back: pl.DataFrame, key: list[str]) -> pl.DataFrame:
    untouched = rows.join(back, on=key, how="anti", nulls_equal=True)
    values = back.filter(~pl.col(GONE)).drop(GONE)
    said = [name for name in values.columns if name not in key]
    changed = rows.drop(said).join(values, on=key, how="inner", nulls_equal=True)
    return pl.concat([untouched, changed.select(rows.columns)])
