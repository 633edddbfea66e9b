"""What stands between the network and Streamlit: who may ask, what browsers are told, and compression made once.

Plain ASGI middleware that knows nothing of Streamlit but where its browser files lie.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from pathlib import Path
from threading import Lock
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from helgelandlegen.access import is_loopback

WRONG_HOST = "Dashbordet svarer bare på http://127.0.0.1 på denne maskinen."
WRONG_ORIGIN = "Dashbordet tar ikke imot forespørsler fra andre nettsider."
# For files whose name changes with their content.
FOR_GOOD = f"public, immutable, max-age={365 * 24 * 60 * 60}"


class Guard:
    """Refuses what does not come from this machine's own browser asking this very address.

    An address other than loopback (however the server was started), a Host header that names another place (DNS
    rebinding), and requests and websockets that another site's page sends (its own port on this machine included).
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI. Refusals: 421 for the wrong place, 403 for the wrong origin; a websocket is closed before it opens."""
        refusal = _refusal(scope) if scope["type"] in ("http", "websocket") else None
        if refusal is None:
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await refusal(scope, receive, send)


def _refusal(scope: Scope) -> Response | None:
    headers = Headers(scope=scope)
    hosts = headers.getlist("host")
    listening = (scope.get("server") or ("", 0))[0]
    if not is_loopback(listening) or len(hosts) != 1 or not is_loopback(_host_name(hosts[0])):
        return PlainTextResponse(WRONG_HOST, 421)
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != hosts[0]:
        return PlainTextResponse(WRONG_ORIGIN, 403)
    # A link from elsewhere may open the page; what another site's page asks for behind the user's back may not.
    if headers.get("sec-fetch-site") in ("cross-site", "same-site") and headers.get("sec-fetch-mode") != "navigate":
        return PlainTextResponse(WRONG_ORIGIN, 403)
    return None


def _host_name(host: str) -> str:
    match = re.fullmatch(r"(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9.-]+)(:\d{1,5})?", host)
    return match[1] if match else ""


class SecurityHeaders:
    """Tells browsers what the pages may do: nothing from outside, in nobody's frame.

    `inline_scripts` are the texts of the <script> elements that the page itself holds.
    """

    def __init__(self, app: ASGIApp, inline_scripts: tuple[str, ...] = ()) -> None:
        self.app = app
        hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in inline_scripts]
        self.scripts = " ".join(["'self'", "blob:", *(f"'sha256-{value}'" for value in hashes)])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        host = Headers(scope=scope).get("host", "")
        fixed = self._headers(host if _host_name(host) else "")

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(fixed)
            await send(message)

        await self.app(scope, receive, send_with_headers)

    def _headers(self, host: str) -> dict[str, str]:
        policy = {
            "default-src": "'self'",
            "script-src": self.scripts,  # blob: is how Streamlit loads a component's own script
            "style-src": "'self' 'unsafe-inline'",  # Streamlit styles everything inline
            "img-src": "'self' data: blob:",
            "font-src": "'self' data:",
            "connect-src": f"'self' ws://{host}" if host else "'self'",  # older Safari: 'self' is no websocket
            "worker-src": "'self' blob:",
            "object-src": "'none'",
            "base-uri": "'none'",
            "form-action": "'self'",
            "frame-ancestors": "'none'",
        }
        return {
            "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
            "X-Frame-Options": "DENY",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=()",
        }


class CompressedFiles:
    """Serves a folder's scripts and style sheets gzipped, each compressed once and then kept.

    Compressing them anew for every visitor costs the first screen its time; not at all, a megabyte and a half.
    The files' names hold a hash of their content, so browsers may keep them for a year, as Streamlit says too.
    """

    def __init__(self, app: ASGIApp, folder: Path, prefix: str) -> None:
        self.app = app
        # Listed once: what is asked for is looked up by name and never becomes a path.
        self._files = {
            f"{prefix}{path.relative_to(folder).as_posix()}": path
            for path in folder.rglob("*")
            if path.suffix in (".js", ".css")
        }
        self._kept: dict[str, Response] = {}
        self._lock = Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        path = scope.get("path", "")
        if scope["type"] != "http" or scope["method"] != "GET" or path not in self._files or not takes_gzip(scope):
            await self.app(scope, receive, send)
            return
        response = self._kept.get(path)
        if response is None:
            response = await run_in_threadpool(self._compress, path)
        await response(scope, receive, send)

    def _compress(self, path: str) -> Response:
        with self._lock:
            if path not in self._kept:
                body = gzip.compress(self._files[path].read_bytes(), 9, mtime=0)
                kind = "text/css" if path.endswith(".css") else "text/javascript"
                self._kept[path] = gzipped(body, kind, FOR_GOOD)
            return self._kept[path]


def takes_gzip(scope: Scope) -> bool:
    """Whether the browser takes gzip."""
    return "gzip" in Headers(scope=scope).get("accept-encoding", "")


def gzipped(body: bytes, media_type: str, cache: str) -> Response:
    """A response of a body that is gzipped already."""
    headers = {"Content-Encoding": "gzip", "Vary": "Accept-Encoding", "Cache-Control": cache}
    return Response(body, media_type=media_type, headers=headers)
