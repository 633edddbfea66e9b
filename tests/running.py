"""The real server in a process of its own, and Chromium: for the browser tests, the bench and the screenshots."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, Playwright

ROOT = Path(__file__).resolve().parent.parent
BIG = {"width": 1920, "height": 1080}
SMALL = {"width": 1280, "height": 720}
SIZES = {"1920": BIG, "1280": SMALL}
SETTLED = '[data-testid="stApp"][data-test-script-state="notRunning"][data-test-connection-state="CONNECTED"]'
# Not drawn yet: left from the run before, or waiting for its own part of the program.
UNFINISHED = '[data-stale="true"], [data-testid="stSkeleton"], [data-testid="stAppSkeleton"]'
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Server:
    """A running server. `link` signs the coordinator in; `pid` is the server's own process; `store` is its folder.

    `log` is the file into which it writes what it has to say on standard error.
    """

    url: str
    link: str
    pid: int
    store: Path
    log: Path

    @property
    def port(self) -> int:
        """The port it listens on, at 127.0.0.1."""
        return int(self.url.rsplit(":", 1)[1])

    def memory(self) -> float:
        """Resident memory of the process in MB (1 MB = 1,000,000 bytes)."""
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024 / 1_000_000
        raise RuntimeError("the process has no memory: it has ended")


@contextmanager
def running_server(
    store: Path, *, script: Path | None = None, environment: dict[str, str] | None = None
) -> Iterator[Server]:
    """The real server on a free port with its store in the folder `store`.

    `script` serves another Streamlit script in place of app.py. Whatever the server wrote to standard error is shown
    if it does not start. Settings from the caller's own environment do not reach it.
    """
    target = [str(script)] if script else []
    module = "tests.serve_script" if script else "helgelandlegen.server"
    ours = {k: v for k, v in os.environ.items() if not k.startswith(("STREAMLIT_", "HELGELANDLEGEN_"))}
    ours |= {"HELGELANDLEGEN_STORE": str(store), "HELGELANDLEGEN_PORT": "0"} | (environment or {})
    with tempfile.NamedTemporaryFile("w+", suffix=".log") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", module, *target],
            cwd=ROOT, env=ours, stdout=subprocess.PIPE, stderr=errors, stdin=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        try:
            said = {}
            assert process.stdout is not None
            for line in process.stdout:
                name, _, address = line.strip().partition(": ")
                said[name.split(" ")[0]] = address
                if "lenke" in name:
                    break
            if "Dashbordet" not in said:
                process.wait(10)
                errors.seek(0)
                raise RuntimeError(f"The server did not start: {errors.read()[-3000:]}")
            yield Server(said["Dashbordet"], said["Koordinatorens"], process.pid, store, Path(errors.name))
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            if process.stdout is not None:
                process.stdout.close()


def launch_chromium(playwright: Playwright) -> Browser:
    """The Chromium that HELGELANDLEGEN_CHROMIUM names, else Playwright's own where it is installed, else Debian's."""
    named = os.environ.get("HELGELANDLEGEN_CHROMIUM")
    if not named and not Path(playwright.chromium.executable_path).exists():
        named = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    return playwright.chromium.launch(executable_path=named, args=FLAGS)


def new_context(browser: Browser, *, size: str = "1920", theme: str = "light") -> BrowserContext:
    """A browser that has seen nothing yet: no cache, no cookies. `size` is a key of SIZES, `theme` light or dark."""
    return browser.new_context(
        viewport={"width": SIZES[size]["width"], "height": SIZES[size]["height"]},
        color_scheme="dark" if theme == "dark" else "light",
        locale="nb-NO",
        timezone_id="Europe/Oslo",
        reduced_motion="reduce",
    )


def settle(page: Page, *, quiet: float = 0.2, timeout: float = 20) -> None:
    """Wait until Streamlit has run the script and drawn: settled for `quiet` seconds on end. Times in seconds.

    A click reaches the server a moment after it is made, so "not running" once is not enough.
    """
    page.wait_for_selector(SETTLED, timeout=timeout * 1000)
    deadline = time.monotonic() + timeout
    since = time.monotonic()
    while time.monotonic() - since < quiet:
        if page.query_selector(SETTLED) is None or page.query_selector(UNFINISHED) is not None:
            since = time.monotonic()
        if time.monotonic() > deadline:
            raise TimeoutError(f"Streamlit did not settle within {timeout} seconds")
        page.wait_for_timeout(25)
