"""`python -m data.demo` makes the stores that ship with Genomslag anew, the same to the byte."""

from __future__ import annotations

from pathlib import Path

from data.demo.generator import write_demo
from data.demo.leeds import write_leeds

HERE = Path(__file__).parent

if __name__ == "__main__":
    write_demo(HERE / "store")
    write_leeds(HERE / "leeds2023")
