"""Writes every call that a server makes outside this machine to the file OUTSIDE_CALLS; Python loads it at start."""

import os
import sys

HOME = ("127.", "::1", "localhost")


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if event not in ("socket.connect", "socket.getaddrinfo"):
        return
    target = arguments[1] if event == "socket.connect" else arguments[0]
    host = str(target[0]) if isinstance(target, tuple) else target
    if isinstance(host, str) and host and not host.startswith((*HOME, "/", "0.0.0.0")):
        with open(os.environ["OUTSIDE_CALLS"], "a", encoding="utf-8") as calls:  # noqa: PTH123 -- no imports at start
            calls.write(f"{event} {host}\n")


if "OUTSIDE_CALLS" in os.environ:
    sys.addaudithook(_note)
