"""The images of the imports into a table: where they lie, and which keys they speak of.

What is looked up is kept for as long as the table stays at its version: what is in effect there cannot change.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl
import polars.exceptions as plx

from data.files import reading
from data.schema import dtypes, key_of
from data.write import writing

Bounds = Mapping[str, tuple[Any, Any]]
ORDERED = (pl.String, pl.Date, pl.Int64)  # what Polars and Python put in the same order
_PLACE, _LEAST, _MOST, _GAPS = "image.place", "least.", "most.", "gaps."


def bounds_of(keys: pl.DataFrame) -> Bounds:
    """The least and the greatest value of each column, without those that have none or lack some."""
    measured = keys.select(_measures(keys.schema))
    return _bounds(measured.row(0, named=True)) if measured.width and keys.height else {}


def apart(one: Bounds, other: Bounds) -> bool:
    """Whether no key lies within both."""
    return any(one[name][1] < other[name][0] or other[name][1] < one[name][0] for name in one.keys() & other.keys())


def _measures(schema: Mapping[str, pl.DataType]) -> list[pl.Expr]:
    columns = [pl.col(name) for name, dtype in schema.items() if dtype in ORDERED]
    measures = ((_LEAST, pl.Expr.min), (_MOST, pl.Expr.max), (_GAPS, pl.Expr.null_count))
    return [measure(column).name.prefix(prefix) for prefix, measure in measures for column in columns]


def _bounds(found: Mapping[str, Any]) -> Bounds:
    names = [name.removeprefix(_GAPS) for name, gaps in found.items() if name.startswith(_GAPS) and gaps == 0]
    return {name: (found[_LEAST + name], found[_MOST + name]) for name in names}


@dataclass
class Images:
    """The images of one table's imports, in a folder of their own: `<import_id>-<mark>.parquet` (see `Table.mark`)."""

    folder: Path
    table: str
    _listed: dict[str, dict[int, Path]] | None = None
    _bounds: dict[Path, Bounds] = field(default_factory=dict)

    @property
    def _key(self) -> list[str]:
        return list(key_of(self.table))

    def forget_listing(self) -> None:
        """Looks again where images lie: others may have made some."""
        self._listed = None

    def marked(self, import_id: str) -> Mapping[int, Path]:
        """The images of an import by their marks; all but one of them are of the past, or of what was cut off."""
        return self._places().get(import_id, {})

    def imports(self, among: Container[str] | None = None, near: pl.DataFrame | None = None) -> list[str]:
        """The imports that have images (among these), without those that speak of no key that is `near`."""
        found = {one: places for one, places in self._places().items() if among is None or one in among}
        if near is None:
            return list(found)
        wanted = bounds_of(near.select(self._key))
        self._measure(path for places in found.values() for path in places.values())
        return [one for one, at in found.items() if not all(apart(self._bounds[path], wanted) for path in at.values())]

    def keep(self, import_id: str, mark: int, image: pl.DataFrame) -> None:
        """Writes an image: whole, or not at all."""
        path = self.folder / f"{import_id}-{mark}.parquet"
        with writing(str(path)):
            self.folder.mkdir(parents=True, exist_ok=True)
            part = path.with_suffix(".part")
            try:
                image.write_parquet(part)
            except plx.PolarsError as error:
                raise OSError(str(error)) from error
            part.replace(path)
        self._places().setdefault(import_id, {})[mark] = path
        self._bounds[path] = bounds_of(image.select(self._key))

    def drop_before(self, import_id: str, mark: int) -> None:
        """Takes away the images of an import that the one of this mark replaces. Nothing depends on them."""
        places = self._places().get(import_id, {})
        for past in [one for one in places if one < mark]:
            places.pop(past).unlink(missing_ok=True)

    def _places(self) -> dict[str, dict[int, Path]]:
        if self._listed is None:
            self._listed = {}
            for path in sorted(self.folder.glob("*.parquet")) if self.folder.is_dir() else ():
                import_id, _, mark = path.stem.rpartition("-")
                self._listed.setdefault(import_id, {})[int(mark)] = path
        return self._listed

    def _measure(self, paths: Iterable[Path]) -> None:
        """Reads which keys images speak of, all that are not known yet at once."""
        unknown = {str(path): path for path in paths if path not in self._bounds}
        if not unknown:
            return
        with reading(str(self.folder)):
            schema = {name: dtypes(self.table)[name] for name in self._key}
            scan = pl.scan_parquet(
                list(unknown), glob=False, schema=schema, extra_columns="ignore", include_file_paths=_PLACE
            )
            found = scan.group_by(_PLACE).agg(_measures(schema)).collect(engine="streaming")
        self._bounds |= {path: {} for path in unknown.values()}  # those without rows are not found
        self._bounds |= {unknown[row[_PLACE]]: _bounds(row) for row in found.iter_rows(named=True)}
