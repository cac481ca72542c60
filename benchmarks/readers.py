"""Readers without a browser: websockets that change the period and wait until the page has come.

They measure what the server does: its processor time and bytes for a rerun, and how long forty readers wait.
"""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass, field
from statistics import median

import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Selectbox_pb2 import Selectbox
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from tests.browser.server import Server

WIDGET = "period_one"
SETTLE_SECONDS = 0.15  # Streamlit collects garbage after it has answered; that is a part of the price


@dataclass
class Reader:
    """One open page."""

    socket: ClientConnection
    widget: Selectbox = field(default_factory=Selectbox)

    async def open(self) -> None:
        """Ask for the page for the first time."""
        await self._run(BackMsg())
        if not self.widget.id:
            raise RuntimeError("The page has no select box of periods.")

    async def choose(self, option: str) -> tuple[float, int]:
        """Choose a period; seconds until the page had come, and its bytes."""
        message = BackMsg()
        message.rerun_script.widget_states.widgets.add(id=self.widget.id, string_value=option)
        return await self._run(message)

    async def _run(self, message: BackMsg) -> tuple[float, int]:
        message.rerun_script.context_info.timezone = "Europe/Stockholm"
        start, size = time.perf_counter(), 0
        await self.socket.send(message.SerializeToString())
        while True:
            frame = await self.socket.recv()
            size += len(frame)
            answer = ForwardMsg.FromString(frame if isinstance(frame, bytes) else frame.encode())
            self._notice(answer)
            if answer.WhichOneof("type") == "script_finished":
                if answer.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
                    raise RuntimeError("The page did not finish.")
                return time.perf_counter() - start, size

    def _notice(self, answer: ForwardMsg) -> None:
        element = answer.delta.new_element
        if element.WhichOneof("type") == "exception":
            raise RuntimeError(f"The page failed: {element.exception.message}")
        if element.WhichOneof("type") == "selectbox" and WIDGET in element.selectbox.id:
            self.widget.CopyFrom(element.selectbox)


async def _reader(server: Server) -> Reader:
    url = server.url.replace("http", "ws") + "/_stcore/stream"
    reader = Reader(await connect(url, subprotocols=[Subprotocol("streamlit")], max_size=None, open_timeout=60))
    await reader.open()
    return reader


def processor_seconds(server: Server) -> float:
    """Processor seconds that the server has used since it started."""
    root = psutil.Process(server.process.pid)
    times = [process.cpu_times() for process in (root, *root.children(recursive=True))]
    return float(sum(one.user + one.system for one in times))


@dataclass(frozen=True)
class Reruns:
    """What a rerun took: processor ms of the server, ms until the page had come, and the most kB that were sent."""

    processor: float
    wait: float
    sent: float


async def one_reader(server: Server, periods: int) -> tuple[Reruns, Reruns]:
    """Reruns to periods that nobody has asked for, and then to the same ones again."""
    reader = await _reader(server)
    first, *options = reader.widget.options[1 : periods + 2]
    await reader.choose(first)  # warms up
    found = [await _reruns(server, reader, options) for _ in ("new", "seen")]
    await reader.socket.close()
    return found[0], found[1]


async def _reruns(server: Server, reader: Reader, options: list[str]) -> Reruns:
    await asyncio.sleep(1)
    before, waits, sizes = processor_seconds(server), [], []
    for option in options:
        wait, size = await reader.choose(option)
        waits.append(wait)
        sizes.append(size)
        await asyncio.sleep(SETTLE_SECONDS)
    used = processor_seconds(server) - before
    return Reruns(1000 * used / len(options), 1000 * median(waits), max(sizes) / 1000)


async def many_readers(server: Server, readers: int, seconds: float, pause: float) -> list[float]:
    """Seconds that each change took where every reader changes the period about once in `pause` seconds."""
    chance = random.Random(2026)  # the same moments in every run
    pages = [await _reader(server) for _ in range(readers)]
    end = time.perf_counter() + seconds

    async def _read(page: Reader) -> list[float]:
        waits: list[float] = []
        await asyncio.sleep(chance.uniform(0, pause))
        while time.perf_counter() < end:
            waits.append((await page.choose(chance.choice(list(page.widget.options))))[0])
            await asyncio.sleep(chance.uniform(0.5, 1.5) * pause)
        return waits

    found = await asyncio.gather(*map(_read, pages))
    for page in pages:
        await page.socket.close()
    return [wait for waits in found for wait in waits]
