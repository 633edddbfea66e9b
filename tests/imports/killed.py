"""A process that imports a workbook and kills itself on the way, or that just holds a store: run by test_faults.py.

python -m tests.imports.killed import STORE WORKBOOK WHAT N   dies at the N-th call of WHAT (0: never; says how many)
python -m tests.imports.killed hold STORE                     opens the store and waits for the end of its input
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from helgelandlegen import kpis, queries
from helgelandlegen.database import Store
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
        os.replace = dying(os.replace, at)  # the original, then the read copy
    elif what == "copy":
        Store.write_read_copy = dying(Store.write_read_copy, at)  # type: ignore[method-assign]
    elif what == "statements":
        queries.Reader.rows = dying(queries.Reader.rows, at)  # type: ignore[method-assign]
        queries.Reader.keep = dying(queries.Reader.keep, at)  # type: ignore[method-assign]
    else:
        raise ValueError(what)


def main(arguments: list[str]) -> None:
    """Does what the arguments say."""
    path = Path(arguments[1])
    if arguments[0] == "hold":
        with Store(path, PROGRAMME):
            print("open", flush=True)
            sys.stdin.read()
        return
    content = Path(arguments[2]).read_bytes()
    with Store(path, PROGRAMME) as store:
        checked = take_in(content, "rapport.xlsx", PROGRAMME)
        hook(arguments[3], int(arguments[4]))
        print("begins", flush=True)
        outcome = store_file(store, checked, content)
        print(outcome.import_id, calls, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
