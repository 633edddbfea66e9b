"""The one HTML page in which Streamlit draws every screen, made Norwegian and set in our typeface."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Sequence
from html import escape
from pathlib import Path

from starlette.convertors import StringConvertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from helgelandlegen import typeface, web

_LETTERS = typeface.ON_SCREEN.read_bytes()
TYPEFACE = f"/skrift/{typeface.ON_SCREEN.stem}-{hashlib.sha256(_LETTERS).hexdigest()[:8]}{typeface.ON_SCREEN.suffix}"
# Declared here and not in the settings, since until those arrive Streamlit writes in a typeface of its own, three times
# as large to fetch. Inter's letters are large for their size: at this share they are as high as that one's.
_AT_ONCE = (
    f'<style>@font-face{{font-family:{typeface.FONT};src:url("{TYPEFACE}") format("woff2");font-weight:400 700;'
    "size-adjust:90%}"
    f"body,.stApp{{font-family:{typeface.FONT},'Source Sans',sans-serif!important}}</style></head>"
)
_WORDS_LOOK = "body{font:1.1rem/1.5 sans-serif;max-width:36rem;margin:15vh auto;padding:0 1rem;color-scheme:light dark}"


class _PageWord(StringConvertor):
    # The addresses of the app's own pages: one lower-case ASCII word, as in /oversikt. Files have a dot.
    regex = "[a-z][a-z0-9-]*"


register_url_convertor("page_word", _PageWord())


class Page:
    """Streamlit's page, in Norwegian for screen readers and for those without JavaScript.

    `file` is Streamlit's own; `addresses` are those of the app's pages, the first page's first: without them every
    address is the app's.
    """

    def __init__(self, file: Path, addresses: Sequence[str] | None) -> None:
        self._addresses, self._first = addresses, addresses[0] if addresses else None
        html = file.read_text(encoding="utf-8")
        html = html.replace('<html lang="en">', '<html lang="nb">').replace("<title>Streamlit<", "<title>Dashbord<")
        html = re.sub(r'<!--.*?-->|<link rel="service-desc"[^>]*>', "", html, flags=re.DOTALL)
        html = re.sub(r"\./static/media/SourceSans[^\"]*", TYPEFACE, html).replace("</head>", _AT_ONCE)
        without = "<noscript><p>Slå på JavaScript i nettleseren for å se dashbordet.</p></noscript>"
        html = re.sub(r"<noscript>.*?</noscript>", without, html, flags=re.DOTALL)
        self.inline_scripts = tuple(re.findall(r"<script>(.*?)</script>", html, flags=re.DOTALL))
        self._plain = HTMLResponse(html, headers={"Cache-Control": "no-cache"})
        self._gzipped = web.gzipped(gzip.compress(html.encode(), 9, mtime=0), "text/html", "no-cache")

    async def answer(self, request: Request) -> Response:
        """The page, for every address of the app: which screen it shows is Streamlit's own choice, in the browser."""
        page = request.path_params.get("page")
        if page and page == self._first:  # Streamlit knows its first page by no address of its own
            query = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(f"/{query}", 307)
        if page and self._addresses is not None and page not in self._addresses:
            return words("Siden finnes ikke.", "Se om adressen er skrevet riktig.", 404)
        return self._gzipped if web.takes_gzip(request.scope) else self._plain


async def typeface_file(_request: Request) -> Response:
    """The typeface, to be kept for good: its address changes with its content."""
    return Response(_LETTERS, media_type="font/woff2", headers={"Cache-Control": web.FOR_GOOD})


def words(heading: str, text: str, status: int) -> Response:
    """A page that says one thing and leads back to the dashboard."""
    page = (
        '<!doctype html><html lang="nb"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(heading)}</title><style>{_WORDS_LOOK}</style>"
        f'<h1>{escape(heading)}</h1><p>{escape(text)}</p><p><a href="/">Til dashbordet</a></p></html>'
    )
    return HTMLResponse(page, status, headers={"Cache-Control": "no-store"})
