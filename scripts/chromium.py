"""The path of the Chromium that tests and benchmarks drive; installs Debian's where there is none.

python -m scripts.chromium            prints the path
python -m scripts.chromium --install  installs it first if need be
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from reports.chromium import executable

QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",
]
"""Arguments that keep Chromium from calling anyone but us, and let it run as root."""

MISSING = """\
The browser tests need Chromium, and none was found. Do one of these, then run the command again:
  - Debian or Ubuntu:  sudo apt-get install chromium
  - point at another:  export GENOMSLAG_CHROMIUM=/path/to/chromium
  - leave them out:    make check"""


def install() -> None:
    """Install Debian's package, where this is Debian or its like and we are root."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print("Installing Chromium …", file=sys.stderr)
    for command in (["update", "-qq"], ["install", "-qq", "-y", "--no-install-recommends", "chromium"]):
        subprocess.run(
            ["apt-get", *command],  # noqa: S607 -- where apt-get is differs between systems
            check=False,
            stdout=subprocess.DEVNULL,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        )


if __name__ == "__main__":
    if not executable() and "--install" in sys.argv:
        install()
    sys.exit(print(executable()) if executable() else MISSING)
