"""The one cache: the open store, and for each audience what it may see of the store's newest data.

A publication is kept until the data version or the day changes; everything that a page reads comes out of it.
"""

from __future__ import annotations

import threading
import time
from datetime import date, timedelta
from pathlib import Path

from helgelandlegen import programme
from helgelandlegen.database import Store, StoreDamaged, StoreNewer
from helgelandlegen.errors import PlainError
from helgelandlegen.places import default_path
from helgelandlegen.privacy import Audience, Publication, breakdowns
from helgelandlegen.programme import Programme
from helgelandlegen.subjects import meeting
from helgelandlegen.ui import nightly
from helgelandlegen.workbook import demo, first
from helgelandlegen.workbook.desk import Desk

FIRST_SEEN = "vacant_posts"
DAYS_READY = 390  # a year and a meeting: as far back as a comparison usually goes
CHUNK = 30
MEETINGS_READY = 4  # the one to come and the newest three
UNUSABLE = (StoreDamaged, StoreNewer)
TRY_AGAIN = 30.0  # seconds; at once where the file has changed
PAUSE = 0.3  # seconds between chunks, so that visitors come first

_lock = threading.RLock()
_stores: dict[Path, Store] = {}
_desks: dict[Path, Desk] = {}
_demo: dict[Path, tuple[int, bool]] = {}
_publications: dict[tuple[Path, Audience], tuple[int, date, Publication]] = {}
_unusable: dict[Path, tuple[object, float, PlainError]] = {}  # with the file as it was then, and when
_running: list[threading.Event] = []  # set when the app ends


def start() -> None:
    """Opens the store and works out what the first visitor will see; PlainError where another process has it.

    With a store that cannot be used the app runs all the same: `trouble` says why, until it has been put right.
    """
    try:
        store().write_read_copy()
        publication(Audience.MEETING).shown(FIRST_SEEN, store().programme.today())
    except UNUSABLE:
        pass
    ends = threading.Event()
    _running.append(ends)
    threading.Thread(target=_keep_ready, args=[ends], name="keep ready", daemon=True).start()
    nightly.start(store, ends)


def trouble() -> PlainError | None:
    """What is wrong with the store of the running app, None while it is well."""
    try:
        if _running:
            store()
    except PlainError as error:
        return error
    return None


def _keep_ready(ends: threading.Event) -> None:
    """After each change of the data and each midnight: works out the days that a meeting may ask for, newest first."""
    ready: Publication | None = None
    while not ends.wait(PAUSE):
        try:
            seen = publication(Audience.MEETING)
            if seen is not ready:
                ready = seen
                _make_ready(seen)
        except PlainError:
            continue  # the pages say it
        except Exception:
            if not ends.is_set():  # else what it reads from has been closed
                raise


def _make_ready(seen: Publication) -> None:
    today = seen.programme.today()
    for name in breakdowns():
        seen.parted(name, today)
    for day in meeting.meetings(seen)[:MEETINGS_READY]:
        meeting.held(seen, day)
    for back in range(DAYS_READY // CHUNK):
        if seen.version != store().version:
            break
        days = [today - timedelta(days=back * CHUNK + n) for n in range(CHUNK)]
        seen.prepare([day for day in days if day >= seen.programme.data_from])
        time.sleep(PAUSE)


def store() -> Store:
    """The programme's store, opened once; a new one begins with the demo data. PlainError where it cannot be opened."""
    chosen = programme.load()
    path = default_path(chosen)
    with _lock:
        if path in _stores and (_stores[path].fatal or _stores[path].trouble):
            _close(path)  # read anew from end to end, it is either in order or not open in anybody's way
        if path not in _stores:
            if path in _unusable and _unusable[path][:2] == (_stamp(path), time.monotonic() // TRY_AGAIN):
                raise _unusable[path][2].with_traceback(None)
            try:
                _stores[path] = _opened(path, chosen)
            except UNUSABLE as error:
                _unusable[path] = _stamp(path), time.monotonic() // TRY_AGAIN, error
                raise
        return _stores[path]


def _opened(path: Path, chosen: Programme) -> Store:
    new = not path.exists()
    opened = Store(path, chosen)
    try:
        opened.contents()  # every block is read, so that damage is found before anything is built on it
        first.begin(opened)
        if new:
            demo.load(opened)
    except BaseException:
        opened.close()
        raise
    return opened


def _stamp(path: Path) -> object:
    """What changes when the file does."""
    found = path.stat() if path.exists() else None
    return found and (found.st_ino, found.st_mtime_ns, found.st_size)


def _close(path: Path) -> None:
    for key in [key for key in _publications if key[0] == path]:
        _publications.pop(key)[2].close()
    _stores.pop(path).close()


def desk() -> Desk:
    """The coordinator's desk for the open store."""
    path = store().path or Path()
    with _lock:
        if path not in _desks:
            _desks[path] = Desk(store)
        return _desks[path]


def stop() -> None:
    """Closes what is open; work under way is stopped and leaves nothing."""
    while _running:
        _running.pop().set()
    nightly.wait()
    with _lock:
        for one in _desks.values():
            one.close()
        _desks.clear()
        for _, _, kept in _publications.values():
            kept.close()
        _publications.clear()
        _demo.clear()
        _unusable.clear()
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
