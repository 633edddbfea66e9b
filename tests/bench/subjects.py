"""The three subject screens: cold, switched to, and with another choice in the header."""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.bench.measure import change_in_header, cold_load, in_turn, line, page_switch, script_runs
from tests.running import Server

PAGES = (
    ("Oversikt", "", "svg.hl-tiles"),
    ("Ledige hjemler", "ledige-hjemler", "#panel-rows"),
    ("Rekruttering", "rekruttering", "#panel-activities"),
    ("Utdanning", "utdanning", "#panel-registered"),
)
PLACES = ("sted=1833", "sted=ytre-helgeland", "sted=1813&stilling=lis1", "sted=1824&periode=2", "sted=1836")
TIMES = 5


def measure(browser: Browser, app: Server) -> None:
    """Each screen from an empty browser cache, switched to, with another place, and its script alone."""
    script_runs(app, ["", *PLACES])
    for name, address, selector in PAGES[1:]:
        [loads] = in_turn(TIMES, lambda a=address, s=selector: cold_load(browser, f"{app.url}/{a}", s))  # type: ignore[misc]
        print(line(f"{name}, empty cache, until settled", [load.seconds for load in loads], "s", 2.2), flush=True)
        print(line(f"{name}, transferred", [load.megabytes for load in loads], "MB"))
    switched = page_switch(browser, app.url, [(name, selector) for name, _, selector in PAGES], times=TIMES)
    for name, seconds in switched.items():
        print(line(f"{name}, page switch", [1000 * s for s in seconds], "ms", 250), flush=True)
    for name, address, selector in PAGES:
        changed = change_in_header(browser, f"{app.url}/{address}", selector, popover=0, times=TIMES)
        print(line(f"{name}, another place in the header", [1000 * s for s in changed], "ms", 200), flush=True)
        first = script_runs(app, PLACES, page=address)
        again = script_runs(app, PLACES, page=address)
        print(line(f"{name}, script run, a place for the first time", [1000 * s for s in first], "ms"))
        print(line(f"{name}, script run, a place seen before", [1000 * s for s in again], "ms", 60), flush=True)
