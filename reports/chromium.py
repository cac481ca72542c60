"""Where Chromium is installed on this machine, if it is."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

NAMES = (
    "chromium-headless-shell",
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "msedge"),
)
"""The first is the same engine without the windows that nobody sees, which take a third of a second a page."""
ELSEWHERE = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("C:/Program Files/Google/Chrome/Application/chrome.exe"),
    Path("C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe"),
)
"""Where it stands on systems that do not put it on the path."""


def executable() -> str | None:
    """The path of Chromium: GENOMSLAG_CHROMIUM, else the first one installed; None if there is none."""
    if chosen := os.environ.get("GENOMSLAG_CHROMIUM"):
        return shutil.which(chosen)
    installed = next(filter(None, map(shutil.which, NAMES)), None)
    return installed or next((str(path) for path in ELSEWHERE if path.exists()), None)
