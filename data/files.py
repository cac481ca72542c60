"""Where a store's tables lie, and how they read: Parquet files or Delta tables, in a folder or an object store."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import deltalake
import polars as pl
import polars.exceptions as plx
from pyarrow import ArrowException, fs

from data.casts import lossless
from data.errors import NothingYet, StoreError
from data.schema import APART, TABLES, dtypes
from locales import N_

LOG = "_delta_log"
ABOUT = "about.toml"


@dataclass(frozen=True)
class TableFiles:
    """Where one table lies. `parquet` is empty for a Delta table; `stamp` changes when anything in the table does.

    `at` is the version of a Delta table that is read, the newest where none is named.
    """

    table: str
    location: str
    parquet: tuple[str, ...]
    stamp: str
    at: int | None = None

    @property
    def delta(self) -> bool:
        """Whether it is a Delta table."""
        return not self.parquet


@dataclass(frozen=True)
class Listing:
    """A store's tables as they lie right now. `version` changes when a table with figures does, or what they mean."""

    tables: dict[str, TableFiles]
    version: str


@dataclass(frozen=True)
class Part:
    """Rows that lie in the same way: `rows` as they are in the files, and their types."""

    location: str
    rows: pl.LazyFrame
    schema: pl.Schema

    def read(self, table: str) -> pl.LazyFrame:
        """The rows with the contract's columns and types; columns of their own follow."""
        wanted = dtypes(table)
        known = {
            name: lossless(name, self.schema[name], dtype).value if name in self.schema else pl.lit(None, dtype=dtype)
            for name, dtype in wanted.items()
        }
        extra = [name for name in self.schema if name not in wanted]
        return self.rows.with_columns(**known).select(*wanted, *extra)


class DeltaTable(deltalake.DeltaTable):
    """A Delta table whose files are named as they are on disk: in URLs, as Delta has them, a space is %20."""

    def file_uris(self, *filters: Any, **named: Any) -> list[str]:
        """Paths or URLs of the files of this version."""
        uris: list[str] = super().file_uris(*filters, **named)
        root = self.table_uri.rstrip("/")
        if not root.startswith("file://"):
            return uris
        quoted = root.removeprefix("file://")
        return [unquote(quoted) + uri[len(quoted) :] if uri.startswith(quoted) else uri for uri in uris]


def resolve(location: str) -> str:
    """A location as one text: an absolute path, or the URL of an object store as it is."""
    location = location.removeprefix("file://")
    return location.rstrip("/") if "://" in location else str(Path(location).expanduser().absolute())


@contextmanager
def reading(place: str) -> Iterator[None]:
    """Turns what storage and readers raise into a StoreError that names the place."""
    try:
        yield
    except PermissionError as error:
        raise StoreError(
            N_("{place} may not be read."),
            todo=N_("Ask whoever runs the server to give the app the right to read it."),
            place=place,
        ) from error
    except (OSError, ArrowException, plx.PolarsError, deltalake.exceptions.DeltaError) as error:
        raise StoreError(
            N_("{place} cannot be read: it is damaged, cut off, or no longer there."),
            todo=N_("Copy it to the store again, or take it away, and reload."),
            place=place,
        ) from error


def list_store(location: str) -> Listing:
    """The tables of a store, without opening any. Raises NothingYet when there is no such folder, and StoreError."""
    with reading(location):
        system, root = filesystem(location)
        if system.get_file_info(root).type != fs.FileType.Directory and "://" not in location:
            raise _no_folder(location)
        found: dict[str, TableFiles] = {}
        stamps = []
        entries = system.get_file_info(fs.FileSelector(root, allow_not_found=True))
        for entry in sorted(entries, key=lambda entry: str(entry.base_name)):
            name = entry.base_name.removesuffix(".parquet")
            if entry.base_name == ABOUT:
                stamps.append(_stamp([entry]))
            elif name in TABLES and (files := _table_files(system, location, root, name, entry)):
                if name in found:
                    raise _twice(name, found[name].location, files.location)
                found[name] = files
                stamps += [] if name in APART else [name + files.stamp]
    return Listing({name: found[name] for name in TABLES if name in found}, _digest(stamps))


def _no_folder(location: str) -> NothingYet:
    return NothingYet(
        N_("There is no folder with statistics at {location}."),
        todo=N_("Check the path that GENOMSLAG_STORE names, and that the disk or share is connected."),
        location=location,
    )


def _twice(table: str, one: str, other: str) -> StoreError:
    return StoreError(
        N_("The table {table} is there twice: {one} and {other}."),
        todo=N_("Keep one of them, or every number would count double."),
        table=table,
        one=one,
        other=other,
    )


def filesystem(location: str) -> tuple[fs.FileSystem, str]:
    """Where files are listed and opened, and the store's path there."""
    if "://" not in location:
        return fs.LocalFileSystem(), location
    system, root = fs.FileSystem.from_uri(location)
    return system, root.rstrip("/")


def _table_files(system: fs.FileSystem, location: str, root: str, table: str, entry: fs.FileInfo) -> TableFiles | None:
    def url(path: str) -> str:
        return f"{location}/{path[len(root) :].lstrip('/')}"

    if entry.type == fs.FileType.File:
        if not entry.base_name.endswith(".parquet"):
            return None
        return TableFiles(table, url(entry.path), (url(entry.path),), _stamp([entry]))
    log = system.get_file_info(fs.FileSelector(f"{entry.path}/{LOG}", allow_not_found=True))
    if log:
        return TableFiles(table, url(entry.path), (), _stamp(log))
    inside = system.get_file_info(fs.FileSelector(entry.path, recursive=True))
    parquet = sorted((info for info in inside if _is_data(info, entry.path)), key=lambda info: info.path)
    if not parquet:
        return None
    return TableFiles(table, url(entry.path), tuple(url(info.path) for info in parquet), _stamp(parquet))


def _is_data(info: fs.FileInfo, folder: str) -> bool:
    parts = info.path[len(folder) + 1 :].split("/")
    visible = not any(part.startswith((".", "_")) for part in parts)
    return info.type == fs.FileType.File and visible and info.base_name.endswith(".parquet")


def _stamp(files: list[fs.FileInfo]) -> str:
    return _digest(sorted(f"{info.path}|{info.size}|{info.mtime_ns}" for info in files))


def _digest(texts: list[str]) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]


def parts_of(files: TableFiles) -> list[Part]:
    """The parts of a table: Parquet files of one schema are read together. Raises StoreError."""
    if files.delta:
        with reading(files.location):
            rows = pl.scan_delta(DeltaTable(files.location, version=files.at))
            return [Part(files.location, rows, rows.collect_schema())]
    alike: dict[tuple[object, ...], list[str]] = {}
    for path in files.parquet:
        with reading(path):
            schema = pl.read_parquet_schema(path)
        alike.setdefault((_partitions(files, path), *schema.items()), []).append(path)
    return [_part(files, paths) for paths in alike.values()]


def _partitions(files: TableFiles, path: str) -> tuple[str, ...]:
    """The columns that folder names give, as in `year=2026/`."""
    folders = path.removeprefix(files.location).split("/")[:-1]
    return tuple(folder.split("=")[0] for folder in folders if "=" in folder)


def _part(files: TableFiles, paths: list[str]) -> Part:
    wanted = dtypes(files.table)
    partitions = {name: wanted.get(name, pl.String()) for name in _partitions(files, paths[0])}
    with reading(paths[0]):
        rows = pl.scan_parquet(
            paths, glob=False, hive_partitioning=bool(partitions), hive_schema=partitions or None, cache=False
        )
        return Part(paths[0], rows, rows.collect_schema())


def together(table: str, parts: list[Part]) -> pl.LazyFrame:
    """All rows of a table, with the contract's columns first and those of its own that every part agrees on."""
    if len(parts) == 1:
        return parts[0].read(table)
    wanted = dtypes(table)
    keep = list(wanted)
    for name, dtype in parts[0].schema.items():
        if name not in wanted and all(part.schema.get(name) == dtype for part in parts):
            keep.append(name)
    return pl.concat([part.read(table).select(keep) for part in parts])


def empty(table: str) -> pl.LazyFrame:
    """No rows, with the contract's columns and types."""
    return pl.LazyFrame(schema=dtypes(table))
