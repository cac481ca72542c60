"""The app as an ASGI application for real use: `streamlit run server.py`, or any ASGI server on `app`.

What it adds to `streamlit run app.py`, which works too: imports done before the first reader comes, static
files compressed, the page's language and title, a content security policy, and an early start for what
the browser is going to need. No page knows of it, and websockets pass untouched.
"""

from __future__ import annotations

import gc
import importlib
import pkgutil
import re
from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from mimetypes import guess_type
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import brotli
import streamlit as st
from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import Response
from streamlit import file_util

from locales import LANGUAGES, N_, Language

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

HERE = Path(__file__).parent
STREAMLIT = Path(file_util.get_static_dir())
HEAVY = ("pandas", "polars", "narwhals", "pyarrow.parquet", "deltalake", "babel.dates", "dataframely")
OURS = ("charts", "data", "locales", "metrics", "reports", "ui")

COMPRESSIBLE = {".js", ".css", ".json", ".svg", ".html"}
QUALITY = 5  # 11 saves another tenth of the bytes for fifty times the work
FOREVER = "public, immutable, max-age=31536000"
SCRIPTS = ("figure.js", "layout.js", "palette.js", "table.js", "element.js", "cards.js")
SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Frame-Options": "SAMEORIGIN",
}
# Streamlit runs a component's loader from a blob: address; everything else comes from here.
POLICY = (
    "default-src 'self'; script-src 'self' {hashes} blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' {sockets}; worker-src 'self' blob:; "
    "media-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
# Without it Streamlit first looks for its server under the page's own address, and fails, on every deep link.
BACKEND = "<script>window.__streamlit = { BACKEND_BASE_URL: new URL('./', location.href).href }</script>"
NOSCRIPT = N_("Genomslag needs JavaScript to show its pages.")


@asynccontextmanager
async def warm(_app: st.App) -> AsyncIterator[None]:
    """Import everything before the first reader comes, and keep it out of every garbage collection."""
    for name in HEAVY:
        importlib.import_module(name)
    for package in OURS:
        for module in pkgutil.walk_packages([str(HERE / package)], f"{package}."):
            if not module.name.endswith("__main__") and "demo" not in module.name:
                importlib.import_module(module.name)
    gc.collect()
    gc.freeze()
    yield


@dataclass(frozen=True)
class Asset:
    """A file that the browser may keep."""

    path: Path
    hashed: bool  # its name changes with its content

    @property
    def media_type(self) -> str:
        """What it is, as HTTP says it."""
        kind = "text/javascript" if self.path.suffix == ".js" else guess_type(self.path.name)[0]
        return kind or "application/octet-stream"

    def caching(self, query: bytes) -> str:
        """How long the browser may keep it without asking: for ever when its address names its version."""
        return FOREVER if self.hashed or query.startswith(b"v=") else "no-cache"


def assets() -> dict[str, Asset]:
    """Every compressible file by the path of its address: Streamlit's own and those in `static/`."""
    places = ((STREAMLIT / "static", "/static", True), (HERE / "static", "/app/static", False))
    return {
        f"{address}/{path.relative_to(folder).as_posix()}": Asset(path, hashed)
        for folder, address, hashed in places
        for path in folder.rglob("*")
        if path.suffix in COMPRESSIBLE
    }


@lru_cache(maxsize=1_000)
def compressed(path: Path, _changed: int) -> tuple[bytes, str]:
    """The file's content, compressed, and its tag; kept until the file changes."""
    content = path.read_bytes()
    return brotli.compress(content, quality=QUALITY), f'"{sha256(content).hexdigest()[:20]}"'


@dataclass(frozen=True)
class Page:
    """Streamlit's page with our language, title, icon and early starts, and what scripts it holds."""

    html: bytes
    hashes: str

    @classmethod
    def of(cls, language: str) -> Page:
        """The page in this language."""
        html = (STREAMLIT / "index.html").read_text(encoding="utf-8")
        html = re.sub(r"<!--.*?-->\s*", "", html, flags=re.DOTALL)
        html = re.sub(r'<html lang="[^"]*"', f'<html lang="{language}"', html)
        html = re.sub(r"<title>.*?</title>", "<title>Genomslag</title>", html)
        html = re.sub(r'href="[^"]*favicon\.png"', 'href="./app/static/icon.png"', html)
        noscript = f"<noscript>{Language(language).text(NOSCRIPT)}</noscript>"
        html = re.sub(r"<noscript>.*?</noscript>", noscript, html, flags=re.DOTALL)
        html = re.sub(r'\s*<link rel="service-desc"[^>]*>', "", html)
        html = html.replace("<head>", f"<head>\n{BACKEND}", 1).replace("</head>", f"{_early_starts()}</head>")
        scripts = re.findall(r"<script>(.*?)</script>", html, flags=re.DOTALL)
        hashes = (b64encode(sha256(script.encode()).digest()).decode() for script in scripts)
        return cls(html.encode(), " ".join(f"'sha256-{value}'" for value in hashes))


def _early_starts() -> str:
    """Links that make the browser fetch what every page needs at once, not when it finds out."""
    plotly = re.search(r"plotly-basic\.min\.js\?v=[\d.]+", (HERE / "static" / "figure.js").read_text(encoding="utf-8"))
    mounting = [f"./static/js/{path.name}" for path in (STREAMLIT / "static/js").glob("BidiComponent.*.js")]
    modules = [*mounting, *(f"./app/static/{name}" for name in SCRIPTS)]
    links = [f'<link rel="modulepreload" href="{address}">' for address in modules]
    links.append('<link rel="preload" as="fetch" crossorigin href="./app/static/elements.css">')
    if plotly:
        links.append(f'<link rel="preload" as="script" fetchpriority="low" href="./app/static/{plotly[0]}">')
    return "\n".join(links)


@dataclass
class Front:
    """What stands between the browser and Streamlit."""

    app: ASGIApp
    assets: dict[str, Asset] = field(default_factory=assets)
    pages: dict[str, Page] = field(default_factory=lambda: {code: Page.of(code) for code in LANGUAGES})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for a file, else let Streamlit answer and put the headers and the page right."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        asset = self.assets.get(self._path(scope))
        if asset and scope["method"] == "GET" and "br" in Headers(scope=scope).get("accept-encoding", ""):
            await (await self._file(asset, scope))(scope, receive, send)
            return
        await self.app(scope, receive, _Answer(self._page(scope), _sockets(scope), send))

    @staticmethod
    def _path(scope: Scope) -> str:
        base = str(st.get_option("server.baseUrlPath") or "").strip("/")
        return str(scope["path"]).removeprefix(f"/{base}" if base else "")

    def _page(self, scope: Scope) -> Page:
        asked = parse_qs(scope["query_string"].decode("latin-1")).get("lang", ["sv"])[0]
        return self.pages.get(asked, self.pages["sv"])

    @staticmethod
    async def _file(asset: Asset, scope: Scope) -> Response:
        changed = asset.path.stat().st_mtime_ns
        content, tag = await to_thread.run_sync(compressed, asset.path, changed)
        keep = {"Cache-Control": asset.caching(scope["query_string"]), "ETag": tag, "Vary": "Accept-Encoding"}
        headers = {**SECURITY, **keep}
        if Headers(scope=scope).get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        headers["Content-Encoding"] = "br"
        return Response(content, media_type=asset.media_type, headers=headers)


def _sockets(scope: Scope) -> str:
    """The addresses of websockets on the host that the reader asked: older browsers do not count them as 'self'."""
    host = Headers(scope=scope).get("host", "")
    return f"ws://{host} wss://{host}" if re.fullmatch(r"[\w.\-]+(:\d+)?", host) else ""


@dataclass
class _Answer:
    """Streamlit's answer on its way out: security headers on everything, and our page for its page."""

    page: Page
    sockets: str
    send: Send
    replaced: bool = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message["headers"])
            headers.update(SECURITY)
            headers["Content-Security-Policy"] = POLICY.format(hashes=self.page.hashes, sockets=self.sockets)
            a_page = headers.get("content-type", "").startswith("text/html") and "content-disposition" not in headers
            if message["status"] == 200 and a_page:  # a report to download is HTML too
                self.replaced = True
                for name in ("etag", "last-modified", "content-encoding"):
                    del headers[name]
                headers["Content-Length"] = str(len(self.page.html))
                headers["Cache-Control"] = "no-cache"
            message["headers"] = headers.raw
        elif self.replaced and message["type"] == "http.response.body":
            if message.get("more_body"):
                return
            message = {"type": "http.response.body", "body": self.page.html, "more_body": False}
        await self.send(message)


app = st.App(HERE / "app.py", lifespan=warm, middleware=[Middleware(Front)])
