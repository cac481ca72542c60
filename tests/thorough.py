"""How much is tried: a little of everything on every run, and with GENOMSLAG_THOROUGH=10 ten times as much."""

from __future__ import annotations

import os

TIMES = int(os.environ.get("GENOMSLAG_THOROUGH", "1"))
