"""`python -m data.demo` makes the stores that ship with Genomslag anew, the same to the byte."""

from __future__ import annotations

import hashlib
from pathlib import Path

from data.demo.generator import write_demo
from data.demo.leeds import write_leeds

HERE = Path(__file__).parent
CHECKSUMS = HERE / "checksums.txt"


def checksums(folder: Path) -> str:
    """A line for each Parquet file in the stores below the folder: its SHA-256 and its path."""
    files = sorted(path.relative_to(folder) for path in folder.glob("*/*.parquet"))
    return "".join(f"{hashlib.sha256((folder / path).read_bytes()).hexdigest()}  {path.as_posix()}\n" for path in files)


def write_stores(folder: Path) -> None:
    """Write both stores into the folder."""
    write_demo(folder / "store")
    write_leeds(folder / "leeds2023")


if __name__ == "__main__":
    write_stores(HERE)
    CHECKSUMS.write_text(checksums(HERE), encoding="utf-8")
