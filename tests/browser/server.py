"""A server of the app for tests: started on a free port, watched for calls to the outside, ended by its process."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).parents[2]
GUARD = Path(__file__).parent / "guard"
START_SECONDS = 60


@dataclass
class Server:
    """A running app. `folder` holds its log and the calls it made outside this machine."""

    url: str
    folder: Path
    process: subprocess.Popen[bytes]

    @property
    def log(self) -> str:
        """What it has printed."""
        return (self.folder / "log").read_text(encoding="utf-8", errors="replace")

    @property
    def outside_calls(self) -> list[str]:
        """The hosts beyond this machine that it looked up or called: none, if all is well."""
        calls = self.folder / "outside"
        return calls.read_text(encoding="utf-8").splitlines() if calls.exists() else []

    def stop(self) -> None:
        """End it and wait until it is gone."""
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(10)


def start(
    folder: Path,
    script: str = "server.py",
    store: Path | None = None,
    *,
    watched: bool = True,
    cwd: Path = PROJECT,
    environment: dict[str, str] | None = None,
) -> Server:
    """The app in `script`, answering, over the store (None: the demo). `folder` is empty and its own."""
    port = free_port()
    env = {name: value for name, value in os.environ.items() if name != "GENOMSLAG_STORE"}
    env |= environment or {}
    if watched:
        env |= {"PYTHONPATH": str(GUARD), "OUTSIDE_CALLS": str(folder / "outside")}
    if store:
        env["GENOMSLAG_STORE"] = str(store)
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.headless", "true"]
    command += ["--browser.gatherUsageStats", "false", "--server.fileWatcherType", "none"]
    command += ["--server.address", "127.0.0.1", "--server.port", str(port)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=cwd, env=env, stdout=log, stderr=subprocess.STDOUT)
    server = Server(f"http://127.0.0.1:{port}", folder, process)
    _await_health(server)
    return server


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await_health(server: Server) -> None:
    give_up = time.monotonic() + START_SECONDS
    while time.monotonic() < give_up and server.process.poll() is None:
        try:
            with urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    server.stop()
    raise RuntimeError(f"The server did not start:\n{server.log}")
