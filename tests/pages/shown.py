"""A page as a reader meets it, without a browser: its texts and what its elements were sent."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from ui.element import unpacked

APP = str(Path(__file__).parents[2] / "app.py")


@dataclass(frozen=True)
class Shown:
    """What stands on the page."""

    run: AppTest

    @property
    def markup(self) -> str:
        """The page's HTML as it was sent."""
        return "\n".join(element.proto.body for element in self.run.get("html"))

    @property
    def text(self) -> str:
        """The page's HTML as it is read."""
        return html.unescape(re.sub(r"<[^>]+>", "\n", self.markup))

    @property
    def answer(self) -> str:
        """The sentence that answers the page's question."""
        found = re.search(r"<h1[^>]*>(.*?)</h1>", self.markup)
        return html.unescape(found[1]) if found else ""

    def sent(self, key: str) -> dict[str, Any]:
        """What the element with this key was sent."""
        found = [element for element in self.run.get("bidi_component") if key in element.proto.id]
        assert len(found) == 1, [element.proto.id for element in self.run.get("bidi_component")]
        return unpacked(found[0].proto.bytes)

    def has(self, key: str) -> bool:
        """Whether the page has an element with this key."""
        return any(key in element.proto.id for element in self.run.get("bidi_component"))


def open_page(name: str, **address: str | list[str]) -> Shown:
    """The page, opened at an address as a link opens it."""
    run = AppTest.from_file(APP, default_timeout=60).run()
    run.switch_page(f"pages/{name}.py")
    for parameter, value in address.items():
        run.query_params[parameter] = value
    run.run()
    assert not run.exception, run.exception
    return Shown(run)
