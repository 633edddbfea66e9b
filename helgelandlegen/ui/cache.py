"""The one cache: the open store, and for each audience what it may see of the store's newest data.

A publication is kept until the data version or the day changes; everything that a page reads comes out of it.
"""

from __future__ import annotations

import threading
import time
from datetime import date, timedelta
from pathlib import Path

from helgelandlegen import programme
from helgelandlegen.database import Store
from helgelandlegen.places import default_path
from helgelandlegen.privacy import Audience, Publication, breakdowns
from helgelandlegen.workbook import demo, first
from helgelandlegen.workbook.desk import Desk

FIRST_SEEN = "vacant_posts"
DAYS_READY = 390  # a year and a meeting: as far back as a comparison usually goes
CHUNK = 30
PAUSE = 0.3  # seconds between chunks, so that visitors come first

_lock = threading.RLock()
_stores: dict[Path, Store] = {}
_desks: dict[Path, Desk] = {}
_demo: dict[Path, tuple[int, bool]] = {}
_publications: dict[tuple[Path, Audience], tuple[int, date, Publication]] = {}


def start() -> None:
    """Opens the store and works out what the first visitor will see; PlainError where the store cannot be opened."""
    store().write_read_copy()
    publication(Audience.MEETING).shown(FIRST_SEEN, store().programme.today())
    threading.Thread(target=_keep_ready, name="keep ready", daemon=True).start()


def _keep_ready() -> None:
    """After each change of the data and each midnight: works out the days that a meeting may ask for, newest first."""
    ready: Publication | None = None
    while _stores:
        seen = publication(Audience.MEETING)
        if seen is not ready:
            ready = seen
            today = seen.programme.today()
            for name in breakdowns():
                seen.parted(name, today)
            for back in range(DAYS_READY // CHUNK):
                if seen.version != store().version:
                    break
                days = [today - timedelta(days=back * CHUNK + n) for n in range(CHUNK)]
                seen.prepare([day for day in days if day >= seen.programme.data_from])
                time.sleep(PAUSE)
        time.sleep(PAUSE)


def store() -> Store:
    """The programme's store, opened once; a new one begins with the demo data. PlainError where it cannot be opened."""
    chosen = programme.load()
    path = default_path(chosen)
    with _lock:
        if path not in _stores:
            new = not path.exists()
            opened = Store(path, chosen)
            try:
                first.begin(opened)
                if new:
                    demo.load(opened)
            except BaseException:
                opened.close()
                raise
            _stores[path] = opened
        return _stores[path]


def desk() -> Desk:
    """The coordinator's desk for the open store."""
    path = store().path or Path()
    with _lock:
        if path not in _desks:
            _desks[path] = Desk(store)
        return _desks[path]


def stop() -> None:
    """Closes what is open; work under way is stopped and leaves nothing."""
    with _lock:
        for one in _desks.values():
            one.close()
        _desks.clear()
        for _, _, kept in _publications.values():
            kept.close()
        _publications.clear()
        _demo.clear()
        for opened in _stores.values():
            opened.close()
        _stores.clear()


def is_demo() -> bool:
    """Whether the newest data is demo data."""
    opened = store()
    with _lock:
        key = opened.path or Path()
        if _demo.get(key, (None, False))[0] != opened.version:
            _demo[key] = (opened.version, demo.is_demo(opened))
        return _demo[key][1]


def publication(audience: Audience) -> Publication:
    """What the audience may see of the newest data."""
    opened = store()
    today = opened.programme.today()
    with _lock:
        key = (opened.path or Path(), audience)
        kept = _publications.get(key)
        if kept is None or kept[0] != opened.version or kept[1] != today:
            first.renew(opened)
            _publications[key] = (opened.version, today, Publication(opened, audience))
        return _publications[key][2]
