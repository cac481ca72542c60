"""Rows that people add to a store's small tables: what may be written to, a new store, and one commit a table."""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial as with_arguments
from pathlib import Path
from secrets import token_hex
from typing import Any

import polars as pl

from data import integrity
from data.about import read_about
from data.errors import GenomslagError, SchemaError, StoreError
from data.files import list_store
from data.imports.table import attempted, begun, opened
from data.schema import REQUIRED_TABLES, TABLES, dtypes, key_of
from data.write import begin_table, refuse_plain_parquet, store_folder, writing
from locales import N_

Row = dict[str, Any]
Made = Callable[[Sequence[Row]], Iterable[Mapping[str, Any]]]
GONE = "row.gone"


def writable(store: str | Path) -> Path:
    """The folder of a store that people may write to. Raises StoreError for any other."""
    folder = store_folder(store)
    for name in TABLES:
        refuse_plain_parquet(folder, name)
    about = read_about(str(folder)) if folder.is_dir() else None
    if about and about.demo:
        raise StoreError(
            N_("{folder} holds the demo, whose organisations and figures are invented. Nothing is added to it."),
            todo=N_("Have whoever runs Genomslag choose an empty folder for your own figures."),
            folder=folder,
        )
    return folder


def is_store(folder: Path) -> bool:
    """Whether the folder holds organisations already."""
    return folder.is_dir() and "organisations" in list_store(str(folder)).tables


def existing(store: str | Path) -> Path:
    """The folder of a store that is there and may be written to. Raises StoreError."""
    folder = writable(store)
    if not is_store(folder):
        raise StoreError(
            N_("There is no organisation in {folder} yet."), todo=N_("Add your own organisation first."), folder=folder
        )
    return folder


def written(folder: Path, name: str, made: Made) -> None:
    """Writes the rows that `made` makes of those that are there: whole rows, in one transaction, or nothing.

    Made anew where somebody else was quicker. Raises StoreError, and SchemaError for rows that break the contract.
    """
    attempted(f"{folder}/{name}", with_arguments(_written, folder, name, made))


def _written(folder: Path, name: str, made: Made) -> None:
    table = begun(folder, name)
    present = table.rows().collect()
    rows = _rows(name, made(present.to_dicts())).join(present, on=list(dtypes(name)), how="anti", nulls_equal=True)
    if rows.is_empty():
        return
    if broken := integrity.row_violations(name, rows):
        raise SchemaError(broken)
    known = rows.join(present, on=list(key_of(name)), how="semi", nulls_equal=True)
    table.commit(rows, "", only_new=known.is_empty())


def _rows(name: str, rows: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    """The rows with every column of the contract."""
    return pl.DataFrame([dict.fromkeys(dtypes(name)) | {**row} for row in rows], schema=dtypes(name))


def founded(folder: Path, organisations: Made) -> None:
    """Makes a folder a store with these organisations: all of it or nothing, where the folder is empty or not there."""
    occupied = folder.is_dir() and any(folder.iterdir())
    mark = token_hex(4)  # two people may make it at once, in one process too
    beside, inside = folder.with_name(f".{folder.name}.{mark}"), folder / f".new.{mark}"
    with writing(str(folder)):
        if not occupied:
            try:
                _built(beside, organisations)
                beside.rename(folder)  # an empty folder of that name is replaced
            except OSError:  # such as of a mounted disk, which nothing can take the place of
                if not folder.is_dir():
                    raise
            else:
                return
            finally:
                shutil.rmtree(beside, ignore_errors=True)
        if is_store(folder):  # somebody else was quicker
            written(folder, "organisations", organisations)
            return
        try:
            _built(inside, organisations)
            if not (folder / "accounts").exists():
                (inside / "accounts").rename(folder / "accounts")
            (inside / "organisations").rename(folder / "organisations")  # last: before, the folder is no store yet
        finally:
            shutil.rmtree(inside, ignore_errors=True)


def _built(place: Path, organisations: Made) -> None:
    place.mkdir(parents=True, exist_ok=True)
    for name in REQUIRED_TABLES:
        begin_table(place, name)
    written(place, "organisations", organisations)


def rows_of(folder: Path, name: str) -> list[Row]:
    """The rows of a small table as they lie now."""
    return opened(folder, name).rows().collect().to_dicts()


def taken_away(folder: Path, name: str, rows: Sequence[Row]) -> None:
    """Takes away the rows that have these keys, in one transaction."""
    key = list(key_of(name))
    gone = pl.DataFrame(
        [{column: row[column] for column in key} for row in rows], schema={one: dtypes(name)[one] for one in key}
    )

    def attempt() -> None:
        table = opened(folder, name)
        found = table.present(gone, [])
        if found.height:
            table.commit(found.with_columns(pl.lit(value=True).alias(GONE)), "", only_new=False)

    attempted(f"{folder}/{name}", attempt)


def naming(folder: Path, column: str, value: str, apart: Sequence[str] = ()) -> dict[str, int]:
    """How many rows of each table name an organisation or account, by table; those `apart` are not looked at."""
    found = {}
    for name in TABLES:
        if name not in apart and column in dtypes(name):
            rows = opened(folder, name).rows().filter(pl.col(column) == value).select(pl.len()).collect().item()
            if rows:
                found[name] = int(rows)
    return found


def same(one: object, other: object) -> bool:
    """Whether two names are the same to a person: case and spaces do not count."""
    return _plain(one) == _plain(other) != ""


def _plain(value: object) -> str:
    return " ".join(str(value or "").casefold().split())


def tidy(text: str | None) -> str | None:
    """The text on one line, without what cannot be printed; None where nothing is left."""
    shown = "".join(letter if letter.isprintable() else " " for letter in text or "")
    return " ".join(shown.split()) or None


def named(text: str | None) -> str:
    """A name as it is kept. Raises GenomslagError where there is none."""
    if found := tidy(text):
        return found
    raise GenomslagError(N_("There is no name."), todo=N_("Write what it is called."))


def slug(text: str) -> str:
    """The text as a part of an identifier: a–z, 0–9 and hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")


def free_id(wanted: str, taken: Iterable[str]) -> str:
    """An id that nothing has yet: the wanted one, or with a number after it."""
    used, wanted = set(taken), slug(wanted) or "own"
    numbered = (wanted if number == 1 else f"{wanted}-{number}" for number in range(1, len(used) + 2))
    return next(one for one in numbered if one not in used)


def sorting(name: str) -> str:
    """What names are sorted by: å before ä before ö, as in Swedish, whatever their case."""
    return name.casefold().translate(_SWEDISH)


_SWEDISH = str.maketrans("åä", "äå")  # Unicode has them the other way round
