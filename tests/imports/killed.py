"""A process that changes a store and dies on the way, or is refused by the disk: run by the fault tests.

python -m tests.imports.killed DO STORE FILE [WHAT N]

DO is import (FILE is a workbook), withdraw, backup, back and put (FILE is a backup; in the running app, and from the
command line), desk (FILE is a workbook, laid on the desk and not confirmed), or hold, which opens the store and waits
for the end of its input. It kills itself at the N-th call of WHAT; with N = 0 it lives and says how many there were.
WHAT `limit` lets no file grow beyond N bytes once the store is open; `bare` does so without backups.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from helgelandlegen import backups, kpis, queries, recovery
from helgelandlegen.backups import Why
from helgelandlegen.database import Store
from helgelandlegen.errors import PlainError
from helgelandlegen.workbook.desk import Desk
from helgelandlegen.workbook.history import withdraw
from helgelandlegen.workbook.imports import store_file
from helgelandlegen.workbook.intake import take_in
from tests.making import PROGRAMME

calls = 0


def dying(function: Callable[..., Any], at: int, *, after: bool = False) -> Callable[..., Any]:
    """The function, but its process dies without a word at the call with that number, before or after doing it."""

    def call(*args: Any, **more: Any) -> Any:
        global calls
        calls += 1
        if calls == at and not after:
            os.kill(os.getpid(), signal.SIGKILL)
        done = function(*args, **more)
        if calls == at and after:
            os.kill(os.getpid(), signal.SIGKILL)
        return done

    return call


def hook(what: str, at: int) -> None:
    """Lets every call of some function count."""
    if what == "change":
        queries.change = dying(queries.change, at)  # the statements that write what an import is
    elif what == "figures":
        kpis.refresh = dying(kpis.refresh, at, after=True)
    elif what == "files":
        os.replace = dying(os.replace, at)  # the backup, the original, then the read copy
    elif what == "copies":
        shutil.copyfile = dying(shutil.copyfile, at, after=True)
    elif what == "copy":
        Store.write_read_copy = dying(Store.write_read_copy, at)  # type: ignore[method-assign]
    elif what == "rows":
        # A going back names each table as it replaces its rows.
        module = sys.modules["helgelandlegen.database.store"]
        vars(module)["named"] = dying(vars(module)["named"], at)
    elif what == "statements":
        queries.Reader.rows = dying(queries.Reader.rows, at)  # type: ignore[method-assign]
        queries.Reader.keep = dying(queries.Reader.keep, at)  # type: ignore[method-assign]
    elif what in ("limit", "bare"):
        resource.setrlimit(resource.RLIMIT_FSIZE, (at, resource.RLIM_INFINITY))
        if what == "bare":
            backups.take = lambda *_: None
    elif what != "end":
        raise ValueError(what)


def main(do: str, where: str, name: str = "", what: str = "end", at: str = "0") -> None:
    """Does what the arguments say."""
    path, file = Path(where), Path(name)
    if do == "put":
        hook(what, int(at))
        print("begins", flush=True)
        recovery.put_in_place(path, PROGRAMME, file)
        print(0, calls, flush=True)
        return
    with Store(path, PROGRAMME) as store:
        if do == "hold":
            print("open", flush=True)
            sys.stdin.read()
            return
        content = file.read_bytes() if file.is_file() else b""
        checked = take_in(content, "rapport.xlsx", PROGRAMME) if do == "import" else None
        hook(what, int(at))
        print("begins", flush=True)
        done: object = None
        if checked:
            done = store_file(store, checked, content).import_id
        elif do == "withdraw":
            withdraw(store, 1, 2)
        elif do == "backup":
            backups.take(store, Why.MANUAL)
        elif do == "back":
            recovery.go_back(store, file)
        elif do == "desk":
            desk = Desk(lambda: store)
            while True:
                piece = desk.lay(content, "rapport.xlsx")
                piece.wait(60)
                desk.clear(piece)
        if what == "end" and at != "0":
            os.kill(os.getpid(), signal.SIGKILL)
        print(done, calls, flush=True)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except PlainError as error:
        print(f"refused: {error}", flush=True)
        sys.exit(3)
