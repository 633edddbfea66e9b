"""`make bench`: medians of what the dashboard promises, with what they were measured on."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.bench.measure import at_once, cold_load, in_turn, line, measured_on, script_runs
from tests.running import ROOT, Server, launch_chromium, running_server

ONE_LINE = Path(__file__).with_name("one_line.py")
TIMES = 7


@contextmanager
def one_line_server() -> Iterator[Server]:
    """The server around a page of one line: the baseline."""
    with tempfile.TemporaryDirectory() as folder, running_server(Path(folder), script=ONE_LINE) as server:
        yield server


@contextmanager
def app_server() -> Iterator[Server]:
    """The server around the app itself, with a fresh store."""
    with tempfile.TemporaryDirectory() as folder, running_server(Path(folder)) as server:
        yield server


def first_screen(browser: Browser, page: str = "", selector: str = "svg.hl-tiles") -> None:
    """The app's first screen against the page of one line, browser caches empty."""
    with one_line_server() as baseline, app_server() as app:
        one, ours = in_turn(
            TIMES,
            lambda: cold_load(browser, baseline.url, "[data-testid=stMarkdown]"),
            lambda: cold_load(browser, f"{app.url}/{page}", selector),
        )
    print(line("one line, empty cache, until settled", [load.seconds for load in one], "s"))
    print(line("one line, transferred", [load.megabytes for load in one], "MB", 1.2))
    print(line("first screen, empty cache, until settled", [load.seconds for load in ours], "s"))
    ratios = [a.seconds / b.seconds for a, b in zip(ours, one, strict=True)]
    print(line("first screen / one line", ratios, "×", 1.25))
    print(line("first screen, transferred", [load.megabytes for load in ours], "MB", 1.3))


def without_a_browser(page: str = "", parameter: str = "per") -> None:
    """Script runs and memory on the server alone."""
    dates = [f"{parameter}={year}-{month:02}-28" for year in (2024, 2025) for month in range(1, 11)]
    with app_server() as app:
        runs = script_runs(app, dates * 2, page=page)
        print(line("script run, change of date", [1000 * seconds for seconds in runs[len(dates) :]], "ms", 40))
        before = app.memory()
        times, after = at_once(app, dates, page=page)
        print(line("20 sessions at once, change of date", times, "s", 0.3))
        print(line("server memory, one visitor gone", [before], "MB", 200))
        print(line("server memory, a session more", [(after - before) / len(dates)], "MB", 1))


def baseline(browser: Browser) -> None:
    """What Streamlit itself costs, for as long as there is nothing of ours to measure."""
    with one_line_server() as server:
        (loads,) = in_turn(TIMES, lambda: cold_load(browser, server.url, "[data-testid=stMarkdown]"))
        print(line("one line, empty cache, until settled", [load.seconds for load in loads], "s"))
        print(line("one line, transferred", [load.megabytes for load in loads], "MB", 1.2))
        print(line("one line, script run", [1000 * seconds for seconds in script_runs(server, [""] * 20)], "ms"))
        before = server.memory()
        times, after = at_once(server, [""] * 20)
        print(line("one line, 20 sessions at once", times, "s"))
        print(line("one line, server memory", [before], "MB"))
        print(line("one line, a session more", [(after - before) / 20], "MB"))


def main() -> int:
    """Measure everything there is."""
    with sync_playwright() as playwright:
        browser = launch_chromium(playwright)
        print(measured_on(browser))
        if (ROOT / "app.py").exists():
            first_screen(browser)
            without_a_browser()
        else:
            baseline(browser)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
