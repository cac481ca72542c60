"""How Python mounts an element of ours in the page: a line of JavaScript that loads it, and compact data.

The scripts are files in `static/`, so the browser keeps them; a rerun sends only what is shown, deflated
(a chart of 12 lines over 36 months with its table: about 4 kB). The browser draws only what has changed.
"""

from __future__ import annotations

import json
import zlib
from typing import Any

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

_LOADER = """
let loading
export default async (component) => {{
  loading ??= import(new URL("./app/static/{script}", document.baseURI).href)
  return (await loading).default(component)
}}
"""


def element(name: str, script: str) -> ComponentRenderer:
    """The command that mounts the element that this script of `static/` draws; call it once a module."""
    return st.components.v2.component(f"genomslag_{name}", js=_LOADER.format(script=script), isolate_styles=False)


def packed(content: dict[str, Any]) -> bytes:
    """The content as the browser reads it: JSON, deflated. Numbers that are missing (NaN) become null."""
    try:
        text = _json(content, allow_nan=False)
    except ValueError:
        text = _json(json.loads(_json(content), parse_constant=lambda _: None))
    return zlib.compress(text.encode(), 2)


def unpacked(payload: bytes) -> dict[str, Any]:
    """The content that `packed` made, for tests and for whoever wants to see what was sent."""
    content: dict[str, Any] = json.loads(zlib.decompress(payload))
    return content


def _json(content: object, *, allow_nan: bool = True) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=allow_nan, default=_plain)


def _plain(value: Any) -> Any:
    """What a number of NumPy's, an array or a date is in JSON."""
    if hasattr(value, "tolist"):
        return value.tolist()
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if isinstance(value, frozenset | set | tuple):
        return list(value)
    raise TypeError(f"{type(value).__name__} cannot be sent to the browser")
