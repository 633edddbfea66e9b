"""`make bench`: medians of what the dashboard promises, with what they were measured on."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.bench import briefing, data, history, large, meeting, subjects
from tests.bench.measure import (
    at_once,
    change_in_header,
    cold_load,
    in_turn,
    line,
    measured_on,
    script_runs,
)
from tests.running import Server, launch_chromium, running_server

ONE_LINE = Path(__file__).with_name("one_line.py")
TIMES = 7
MONTH_ENDS = ((1, 31), (3, 31), (4, 30), (5, 31), (6, 30), (7, 31), (8, 31), (9, 30), (10, 31), (12, 31))
PUBLISHED = [f"per={year}-{month:02}-{day}" for year in (2024, 2025) for month, day in MONTH_ENDS]
ANY_DAY = [f"per={year}-{month:02}-17" for year in (2025, 2026) for month in range(1, 11)]
UNTIL_READY = 40  # seconds: by then the app has worked out the days of the last years in the background


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


def first_screen(browser: Browser) -> None:
    """The app's first screen against the page of one line, browser caches empty; then a change of date in it."""
    with one_line_server() as baseline, app_server() as app:
        one, ours = in_turn(
            TIMES,
            lambda: cold_load(browser, baseline.url, "[data-testid=stMarkdown]"),
            lambda: cold_load(browser, f"{app.url}/", "svg.hl-tiles"),
        )
        changes = change_in_header(browser, app.url, "svg.hl-tiles", popover=1, times=TIMES)
    print(line("one line, empty cache, until settled", [load.seconds for load in one], "s"))
    print(line("one line, transferred", [load.megabytes for load in one], "MB", 1.2))
    print(line("first screen, empty cache, until settled", [load.seconds for load in ours], "s"))
    ratios = [a.seconds / b.seconds for a, b in zip(ours, one, strict=True)]
    print(line("first screen / one line", ratios, "×", 1.25))
    print(line("first screen, transferred", [load.megabytes for load in ours], "MB", 1.3))
    print(line("change of date in the browser, until settled", [1000 * seconds for seconds in changes], "ms", 200))


def without_a_browser() -> None:
    """Script runs and memory on the server alone."""
    with app_server() as app:
        warm = script_runs(app, PUBLISHED * 2)[len(PUBLISHED) :]
        print(line("script run, date seen before", [1000 * seconds for seconds in warm], "ms", 40))
        fresh = script_runs(app, ANY_DAY)
        print(line("script run, any day for the first time", [1000 * seconds for seconds in fresh], "ms"))
        before = app.memory()
        times, after = at_once(app, PUBLISHED)
        print(line("20 sessions at once, each to another month end", times, "s", 0.3))
        print(line("server memory, one visitor gone", [before], "MB", 200))
        print(line("server memory, a session more", [(after - before) / len(PUBLISHED)], "MB", 1))
    with app_server() as app:
        times, _ = at_once(app, ANY_DAY)
        print(line("the same just after the start, each to another day", times, "s"))
        time.sleep(UNTIL_READY)
        times, _ = at_once(app, [day.replace("-17", "-18") for day in ANY_DAY])
        print(line("the same once the app is ready, each to another day", times, "s", 0.3))
        print(line("server memory then", [app.memory()], "MB", 200))


def viewers() -> None:
    """The meeting on a server that has just started."""
    with app_server() as app:
        meeting.measure(app)


WITH_A_BROWSER = ("screen", "subjects")
WITHOUT = (
    ("server", without_a_browser),
    ("meeting", viewers),
    ("imports", data.imports),
    ("large", large.measure),
    ("history", history.measure),
    ("refresh", data.refresh),
    ("briefing", briefing.measure),
)


def main() -> int:
    """Measure all, or what the command line names of WITH_A_BROWSER and WITHOUT."""
    wanted = set(sys.argv[1:]) or {*WITH_A_BROWSER, *(name for name, _ in WITHOUT)}
    with sync_playwright() as playwright:
        browser = launch_chromium(playwright)
        print(measured_on(browser), flush=True)
        if "screen" in wanted:
            first_screen(browser)
        if "subjects" in wanted:
            with app_server() as app:
                subjects.measure(browser, app)
        browser.close()
    for name, work in WITHOUT:
        if name in wanted:
            work()
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
