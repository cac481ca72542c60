"""The folder that the app may write to."""

from __future__ import annotations

import os
from pathlib import Path

from data.errors import StoreError
from data.schema import TABLES
from data.store import location_of
from data.write import refuse_plain_parquet, store_folder
from locales import N_
from metrics.facts import Facts

READ_ONLY = "GENOMSLAG_READ_ONLY"


def folder_to_write(facts: Facts | None) -> Path:
    """The open store's folder. Raises StoreError where nothing may be written there, and says what to do instead."""
    if os.environ.get(READ_ONLY):
        raise StoreError(
            N_("This dashboard is set to be read only."),
            todo=N_("Import files where it is run from, or have {setting} taken away."),
            setting=READ_ONLY,
        )
    if facts and facts.store.demo:
        raise StoreError(
            N_("This is the demo, and nothing is imported into it."),
            todo=N_("Make an empty folder, start Genomslag with GENOMSLAG_STORE set to it, and open this page again."),
        )
    folder = store_folder(location_of())
    for table in TABLES:
        refuse_plain_parquet(folder, table)
    return folder
