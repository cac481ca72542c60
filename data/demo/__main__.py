"""`python -m data.demo` makes the stores that ship with Genomslag anew, to the byte."""

from __future__ import annotations

from pathlib import Path

from data.demo.generator import write_demo

if __name__ == "__main__":
    write_demo(Path(__file__).parent / "store")
