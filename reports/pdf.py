"""The PDF of a document: printed by the Chromium that is installed, which is let near nothing but the one file."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from data.errors import GenomslagError
from locales import N_
from reports.chromium import executable

SECONDS = 60
ALONE = (
    "--headless",
    "--disable-gpu",
    "--font-render-hinting=none",  # letters as wide as the pictures count on, with windows or without
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-quic",
    "--disable-sync",
    "--proxy-server=127.0.0.1:9",  # where nobody listens
    "--proxy-bypass-list=<-loopback>",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--user-agent=Genomslag",  # stands in the file as what made it
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
)
"""Nothing but the file is read, and nobody is called; the document itself allows no script."""
SAID = 300
"""Of what Chromium says when it fails, so many letters are passed on."""
INSTEAD = N_("Download the report as a web page instead, open it in a browser and print it to PDF from there.")


class NoPdf(GenomslagError):
    """No PDF could be made: there is no Chromium, or it failed."""


def pdf(document: str, seconds: float = SECONDS) -> bytes:
    """The document (HTML of `reports.document`) as PDF: tagged, with bookmarks, its language and its title.

    Raises NoPdf, which says how to print the document instead.
    """
    program = executable()
    if not program:
        raise NoPdf(N_("No Chromium is installed here, and it is what makes the PDF."), todo=INSTEAD)
    with TemporaryDirectory(prefix="genomslag-pdf-", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        page, made = place / "document.html", place / "document.pdf"
        page.write_text(document, encoding="utf-8")
        as_root = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []  # it does not run otherwise
        own = [f"--user-data-dir={place / 'profile'}", f"--print-to-pdf={made}", page.as_uri()]
        said = _printed([program, *ALONE, *as_root, *own], place, seconds)
        if not made.exists():
            raise NoPdf(N_("Chromium could not make the PDF: {said}"), todo=INSTEAD, said=said[-SAID:].strip())
        return made.read_bytes()


def _printed(command: list[str], place: Path, seconds: float) -> str:
    """What the program said; it is ended after so many seconds, with all that it started. Raises NoPdf then."""
    folder = str(place)
    own = {**os.environ, "HOME": folder, "XDG_CONFIG_HOME": folder, "XDG_CACHE_HOME": folder}
    log = place / "log"
    with log.open("wb") as output:
        try:
            running = subprocess.Popen(  # noqa: S603 -- what the owner of the machine installed, and our own words
                command, env=own, cwd=folder, stdout=output, stderr=output, start_new_session=True
            )
        except OSError as error:
            raise NoPdf(N_("Chromium could not make the PDF: {said}"), todo=INSTEAD, said=str(error)) from error
        try:
            running.wait(seconds)
        except subprocess.TimeoutExpired as late:
            said = N_("Chromium had not made the PDF after {seconds} seconds.")
            raise NoPdf(said, todo=INSTEAD, seconds=f"{seconds:g}") from late
        finally:
            _end(running)
    return log.read_text(encoding="utf-8", errors="replace")


def _end(running: subprocess.Popen[bytes]) -> None:
    """End the program if it still runs, and what it started, which would otherwise write on in its folder."""
    try:
        os.killpg(running.pid, signal.SIGKILL) if hasattr(os, "killpg") else running.kill()
    except ProcessLookupError:
        return
    finally:
        running.wait()
