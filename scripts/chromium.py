"""The path of the Chromium that tests and benchmarks drive; installs Debian's, without windows where it has that.

python -m scripts.chromium            prints the path
python -m scripts.chromium --install  installs it first if need be
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from reports.chromium import NAMES, executable

QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--font-render-hinting=none",
    "--no-first-run",
    "--no-sandbox",
]
"""Chromium calls nobody but us, runs as root too, and leaves letters as wide as they are."""

MISSING = """\
The browser tests need Chromium, and none was found. Do one of these, then run the command again:
  - Debian or Ubuntu:  sudo apt-get install chromium
  - point at another:  export GENOMSLAG_CHROMIUM=/path/to/chromium
  - leave them out:    make check"""


def install() -> None:
    """Install Debian's Chromium without windows, else the usual one, where we are root and apt is there."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print("Installing Chromium …", file=sys.stderr)
    _apt("update")
    if _apt("install", "--no-install-recommends", NAMES[0]) and not executable():
        _apt("install", "--no-install-recommends", "chromium")


def _apt(command: str, *rest: str) -> int:
    return subprocess.run(
        ["apt-get", "-qq", "-y", command, *rest],  # noqa: S607 -- where apt-get is differs between systems
        check=False,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
    ).returncode


if __name__ == "__main__":
    if not shutil.which(NAMES[0]) and "--install" in sys.argv:
        install()
    sys.exit(print(executable()) if executable() else MISSING)
