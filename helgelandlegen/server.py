"""The app as a server: `python -m helgelandlegen.server` opens it on http://127.0.0.1:8501.

Streamlit's own server, inside a guard that lets only this machine in, security headers, compression, a health
address, the coordinator's sign-in, and an error screen in words. `streamlit run app.py` works without all that.
"""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from functools import cache as once
from pathlib import Path
from typing import Any

import streamlit as st
import uvicorn
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from streamlit import file_util
from streamlit.runtime.pages_manager import PagesManager

from app import SCREENS
from helgelandlegen import access, lean, logs, programme, recovery, shell, web
from helgelandlegen.errors import PlainError
from helgelandlegen.places import store_folder
from helgelandlegen.ui import cache, trouble

ROOT = Path(__file__).resolve().parent.parent
STREAMLIT_FILES = Path(file_util.get_static_dir())
AFTER_SIGN_IN = "/last-opp"
HEALTH = "/helse"
Work = Callable[[], None]


@once
def start() -> None:
    """What the app does before it answers anybody. A PlainError stops it with its sentence."""
    lean.leave_out_pandas()
    lean.load_demo_apart()
    cache.start()
    if wrong := cache.trouble():
        print(recovery.in_one_line(wrong, programme.load()), file=sys.stderr, flush=True)
    lean.give_memory_back()


def make_app(
    script: Path, before: Work = lambda: None, after: Work = lambda: None, addresses: Sequence[str] | None = None
) -> st.App:
    """The ASGI application around one Streamlit script, with what it does before it answers and when it ends.

    `addresses` are those of the script's pages, the first page's first; without them every address is the script's.
    """

    @asynccontextmanager
    async def lifespan(_app: st.App) -> AsyncIterator[dict[str, Any] | None]:
        before()
        yield None
        after()

    # Streamlit takes a folder named pages/ for its older way of naming pages until the first run has ended, and tells
    # the first visitor that a deep link does not exist.
    PagesManager.uses_pages_directory = False
    page = shell.Page(STREAMLIT_FILES / "index.html", addresses)
    return st.App(
        script,
        middleware=[
            Middleware(web.SecurityHeaders, inline_scripts=page.inline_scripts),
            Middleware(web.Guard),
            Middleware(web.CompressedFiles, folder=STREAMLIT_FILES / "static", prefix="/static/"),
        ],
        routes=[
            Route(HEALTH, _health),
            Route(shell.TYPEFACE, shell.typeface_file),
            Route(access.SIGN_IN_PATH, _sign_in),
            Route(access.SIGN_OUT_PATH, _sign_out),
            Route("/", page.answer),
            Route("/{page:page_word}", page.answer),
        ],
        lifespan=lifespan,
        on_script_error=show_error,
    )


async def _health(_request: Request) -> Response:
    wrong = await run_in_threadpool(cache.trouble)
    words, status = ("Databasen kan ikke brukes.", 503) if wrong else ("ok", 200)
    return PlainTextResponse(words, status, headers={"Cache-Control": "no-store"})


async def _sign_in(request: Request) -> Response:
    folder = store_folder()
    if not access.is_right_key(request.query_params.get("nokkel", ""), folder):
        return shell.words(
            "Lenken gjelder ikke.", "Bruk koordinatorens lenke slik den står der dashbordet ble startet.", 403
        )
    response = RedirectResponse(AFTER_SIGN_IN, 303, headers={"Cache-Control": "no-store"})
    name, value = access.coordinator_cookie(folder)
    response.set_cookie(name, value, httponly=True, samesite="strict", path="/")
    return response


async def _sign_out(_request: Request) -> Response:
    response = RedirectResponse("/", 303, headers={"Cache-Control": "no-store"})
    response.delete_cookie(access.coordinator_cookie(store_folder())[0], httponly=True, samesite="strict", path="/")
    return response


def show_error(error: Exception) -> bool:
    """What a page shows instead of a traceback. Always True: Streamlit shows nothing of its own.

    Streamlit has written the error to the log before it calls this, by then without its text (see logs.py).
    """
    if not trouble.show(error):
        st.error(
            "Noe gikk galt på denne siden. Tallene er ikke endret. Last siden på nytt. "
            "Skjer det igjen, gi koordinatoren beskjed om når det skjedde og hva du gjorde.",
        )
        st.caption(f"Til den som retter feilen: {logs.place(error)}")
    return True


def serve(app: st.App, before: Work = lambda: None) -> None:
    """Serve until stopped, at the port HELGELANDLEGEN_PORT, else Streamlit's own setting; 0: one that is free.

    PlainError for an address that is not loopback, a port that cannot be had, and whatever `before` has to say: that
    runs here first, since what goes wrong inside the ASGI lifespan can only be logged.
    """
    logs.keep_values_out()
    # Streamlit itself reads that variable only for `streamlit run`; whoever sets it means it here too.
    host = access.require_loopback(
        os.environ.get("STREAMLIT_SERVER_ADDRESS") or st.get_option("server.address") or "127.0.0.1"
    )
    listening = _listen(host, _chosen_port())
    port = listening.getsockname()[1]
    print("Dashbordet starter …", flush=True)
    before()
    config = uvicorn.Config(
        app,
        ws="websockets-sansio",
        ws_max_size=st.get_option("server.maxMessageSize") * 1024 * 1024,
        ws_ping_interval=30,
        ws_ping_timeout=30,
        log_level="warning",
        access_log=False,  # the coordinator's link would stand in it
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=3,
    )
    print(f"Dashbordet: http://{f'[{host}]' if ':' in host else host}:{port}")
    print(f"Koordinatorens lenke (ikke del den): {access.coordinator_link(store_folder(), port, host)}")
    print("Stopp med Ctrl+C.", flush=True)
    server = uvicorn.Server(config)
    server.run(sockets=[listening])
    if not server.started:
        raise PlainError("Dashbordet kom ikke i gang. Det som står over, sier hvor det stanset.")


def _chosen_port() -> int:
    named = os.environ.get("HELGELANDLEGEN_PORT")
    if named is None:
        return int(st.get_option("server.port"))
    if not named.isascii() or not named.isdigit() or int(named) > 65535:
        raise PlainError(f"HELGELANDLEGEN_PORT er «{named}», men skal være et portnummer, for eksempel 8501.")
    return int(named)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family, backlog=2048)
        # Each connection inherits this. Without it every run of a script waits 40 ms for the browser's delayed
        # acknowledgement, since asyncio does not see that a socket made beforehand is a TCP one.
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listening
    except OSError as error:
        raise PlainError(
            f"Port {port} kan ikke brukes; kanskje kjører dashbordet alt. "
            "Stopp det andre programmet, eller velg en annen port med HELGELANDLEGEN_PORT."
        ) from error


app = make_app(ROOT / "app.py", start, cache.stop, [screen.address for screen in SCREENS])


def main(app: st.App = app, before: Work = start) -> int:
    """Run the server; the exit code is 1 where it could not start, with one sentence on standard error."""
    try:
        serve(app, before)
    except PlainError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        pass
    return 0


if __name__ == "__main__":
    sys.exit(main())
