"""How things are measured. Times in seconds, sizes in MB (1,000,000 bytes), always over an already warm server."""

from __future__ import annotations

import asyncio
import os
import platform
import statistics
import time
from collections.abc import Callable, Coroutine, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

from playwright.sync_api import Browser
from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from tests.running import SETTLED, Server, new_context

T = TypeVar("T")


@dataclass(frozen=True)
class Load:
    """One visit with an empty cache: time until the selector was there and settled, and what was transferred."""

    seconds: float
    megabytes: float
    requests: int


def cold_load(browser: Browser, url: str, selector: str, *, size: str = "1920") -> Load:
    """Open `url` in a browser that has seen nothing yet, until `selector` is visible and Streamlit has settled.

    Transferred is what came over the wire as compressed, response headers included, websocket frames too.
    """
    context = new_context(browser, size=size)
    try:
        page = context.new_page()
        wire = context.new_cdp_session(page)
        sizes: list[float] = []
        frames: list[float] = []
        wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
        # A binary frame comes as base64: four characters for three bytes.
        wire.on("Network.webSocketFrameReceived", lambda e: frames.append(len(e["response"]["payloadData"]) * 3 / 4))
        wire.send("Network.enable")
        begin = time.perf_counter()
        page.goto(url, wait_until="commit")
        page.wait_for_selector(f"{SETTLED} {selector}", state="visible", timeout=30_000)
        seconds = time.perf_counter() - begin
        page.wait_for_timeout(300)  # what is still under way belongs to the size, not to the time
        return Load(seconds, (sum(sizes) + sum(frames)) / 1_000_000, len(sizes))
    finally:
        context.close()


def change_in_header(browser: Browser, url: str, shown: str, *, popover: int, times: int) -> list[float]:
    """Seconds from the click on another choice in a popover of the header until the screen shows it and has settled.

    The header's popovers are the place (0), the date (1) and the comparison (2); `shown` is a selector of the page.
    """
    context = new_context(browser, size="1920")
    try:
        page = context.new_page()
        page.goto(url)
        page.wait_for_selector(f"{SETTLED} {shown}")
        seconds = []
        for turn in range(times + 1):
            opener = page.locator(".st-key-hl_header .stPopover button").nth(popover)
            opener.click()
            pill = page.locator("[data-testid=stPills], [data-testid=stButtonGroup]").first.locator("button")
            pill = pill.nth(1 + turn % 4)
            pill.wait_for()
            wanted = pill.inner_text()
            if wanted in opener.inner_text():
                page.keyboard.press("Escape")
                continue
            begin = time.perf_counter()
            pill.click()
            page.wait_for_function(
                "([settled, wanted, n]) => document.querySelector(settled)"
                " && document.querySelectorAll('.st-key-hl_header .stPopover button')[n].innerText.includes(wanted)",
                arg=[SETTLED, wanted, popover],
                polling="raf",
            )
            seconds.append(time.perf_counter() - begin)
            page.keyboard.press("Escape")
            page.wait_for_timeout(200)
        return seconds[1:]
    finally:
        context.close()


def page_switch(browser: Browser, url: str, pages: Sequence[tuple[str, str]], *, times: int) -> dict[str, list[float]]:
    """Seconds from the click on each page's name in the menu until a selector of its own is shown and has settled."""
    context = new_context(browser, size="1920")
    try:
        page = context.new_page()
        page.goto(url)
        page.wait_for_selector(SETTLED)
        found: dict[str, list[float]] = {name: [] for name, _ in pages}
        for turn in range(times + 1):
            for name, selector in pages:
                link = page.locator("[data-testid=stTopNavLink]", has_text=name).first
                begin = time.perf_counter()
                link.click()
                page.wait_for_function(
                    "([settled, name, selector]) => document.querySelector(`${settled} ${selector}`)"
                    " && document.querySelector('[data-testid=stTopNavLink][aria-current=page]')?.innerText === name",
                    arg=[SETTLED, name, selector],
                    polling="raf",
                )
                if turn:
                    found[name].append(time.perf_counter() - begin)
                page.wait_for_timeout(150)
        return found
    finally:
        context.close()


def in_turn(times: int, *measurements: Callable[[], Load]) -> list[list[Load]]:
    """Each measurement `times` times, in turn so that a busy moment hits all alike, after one round of warm-up."""
    rounds = [[measure() for measure in measurements] for _ in range(times + 1)][1:]
    return [list(column) for column in zip(*rounds, strict=True)]


class Session:
    """One visitor without a browser: speaks Streamlit's websocket protocol. Use `await Session.open(...)`."""

    def __init__(self, socket: ClientConnection, page: str) -> None:
        self._socket = socket
        self._page = page
        self._hash = ""

    @classmethod
    async def open(cls, server: Server, *, page: str = "", query: str = "", cookie: str = "") -> Session:
        """Connect and run the script once. `page` is the address without slash, `query` without question mark."""
        socket = await connect(
            f"ws://127.0.0.1:{server.port}/_stcore/stream",
            subprotocols=[Subprotocol("streamlit")],
            additional_headers={"Cookie": cookie} if cookie else None,
            max_size=None,
        )
        session = cls(socket, page)
        await session.run(query)
        return session

    async def run(self, query: str = "") -> float:
        """Run the script once with this query string; seconds from the request to the last message of the run.

        RuntimeError if the script showed an exception or an error message, or did not run through.
        """
        message = BackMsg()
        state = message.rerun_script
        state.query_string = query
        state.page_name = "" if self._hash else self._page
        state.page_script_hash = self._hash
        state.context_info.timezone = "Europe/Oslo"
        state.context_info.locale = "nb-NO"
        begin = time.perf_counter()
        await self._socket.send(message.SerializeToString())
        while True:
            data = await asyncio.wait_for(self._socket.recv(decode=False), 60)
            answer = ForwardMsg()
            answer.ParseFromString(data)
            kind = answer.WhichOneof("type")
            if kind == "new_session":
                self._hash = answer.new_session.page_script_hash
            elif kind == "navigation":
                # The page that the address has led to: the session's own hash is the frame's.
                self._hash = answer.navigation.page_script_hash
            elif kind == "delta":
                _refuse_errors(answer)
            elif kind == "script_finished" and answer.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                seconds = time.perf_counter() - begin
                if answer.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
                    raise RuntimeError(f"the script ended with status {answer.script_finished}")
                return seconds

    async def close(self) -> None:
        """Hang up."""
        await self._socket.close()


def _refuse_errors(message: ForwardMsg) -> None:
    element = message.delta.new_element
    if element.WhichOneof("type") == "exception":
        raise RuntimeError(f"the script failed: {element.exception.type}")
    if element.WhichOneof("type") == "alert" and element.alert.format == Alert.ERROR:
        raise RuntimeError(f"the script failed: {element.alert.body}")


def script_runs(server: Server, queries: Iterable[str], *, page: str = "", cookie: str = "") -> list[float]:
    """Seconds of one run for each query string, one after the other in one session that has run once before."""

    async def measure() -> list[float]:
        session = await Session.open(server, page=page, cookie=cookie)
        try:
            return [await session.run(query) for query in queries]
        finally:
            await session.close()

    return apart(measure())


def at_once(server: Server, queries: Sequence[str], *, page: str = "") -> tuple[list[float], float]:
    """As many sessions as there are query strings, all sending theirs at the same moment.

    Gives the seconds of each, and the server's memory in MB while all are connected.
    """

    async def measure() -> tuple[list[float], float]:
        sessions = [await Session.open(server, page=page) for _ in queries]
        try:
            times = await asyncio.gather(*(s.run(query) for s, query in zip(sessions, queries, strict=True)))
            return list(times), server.memory()
        finally:
            await asyncio.gather(*(session.close() for session in sessions))

    return apart(measure())


def apart(work: Coroutine[Any, Any, T]) -> T:
    """What the coroutine gives, run in a thread of its own: Playwright has an event loop going in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


def timed(work: Callable[[], object], times: int = 5) -> list[float]:
    """Seconds of each of `times` calls, after one that does not count."""
    work()
    seconds = []
    for _ in range(times):
        begin = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begin)
    return seconds


def line(what: str, values: Sequence[float], unit: str, limit: float | None = None) -> str:
    """One line of the report: the median with its range, and whether it keeps the limit."""
    middle = statistics.median(values)
    spread = f"{min(values):.3f}–{max(values):.3f}, n={len(values)}"
    verdict = "" if limit is None else f"   limit {limit:g} {unit}: {'kept' if middle <= limit else 'BROKEN'}"
    return f"{what:<58} {middle:9.3f} {unit:<3} ({spread}){verdict}"


def measured_on(browser: Browser) -> str:
    """The machine and the versions, in words."""
    facts = Path("/proc/cpuinfo").read_text().splitlines()
    cpu = next((fact.split(":")[1].strip() for fact in facts if fact.startswith("model name")), platform.machine())
    packages = ", ".join(f"{name} {version(name)}" for name in ("streamlit", "duckdb", "uvicorn"))
    return (
        f"{cpu}, {len(os.sched_getaffinity(0))} cores, load {os.getloadavg()[0]:.1f}; Linux {platform.release()}, "
        f"Python {platform.python_version()}, {packages}, Chromium {browser.version}"
    )
