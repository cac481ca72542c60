"""What the names of colours are in each look. The browser's own file is where they stand, and the only place."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

Look = Literal["light", "dark"]
SOURCE = Path(__file__).parents[1] / "static" / "palette.js"


@cache
def palette(look: Look = "light") -> Mapping[str, str]:
    """Every colour by its name without `token:`, as #rrggbb. What `palette.js` exports is JSON as it stands."""
    written = SOURCE.read_text(encoding="utf-8")
    colours: dict[str, dict[str, str]] = json.loads(written[written.index("= {") + 2 : written.rindex(";")])
    return colours[look]
