"""The one style sheet, put into the page by a single element that takes no room.

The active theme reaches CSS through `color-scheme`, which Streamlit sets on the app's root: `light-dark()` then follows
the system's theme and the reader's own choice at once, without a rerun.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from pathlib import Path

import streamlit as st

from helgelandlegen.figures import colours

_SHEETS = [
    Path(__file__).with_name(f"{name}.css")
    for name in (
        "style",
        "screens",
        "charts",
        "panels",
        "changes",
        "official",
        "reporting",
        "mapping",
        "municipality",
        "meeting",
        "project",
    )
]


@lru_cache(maxsize=1)
def sheet() -> str:
    """The style sheet as one line: `st.markdown` would end an HTML block at a blank line."""
    text = re.sub(r"/\*.*?\*/", "", "".join(sheet.read_text(encoding="utf-8") for sheet in _SHEETS), flags=re.DOTALL)
    text = re.sub(r" ?([{};,]) ?", r"\1", re.sub(r"\s+", " ", text))
    return f".stApp{{{colours.variables()}}}{colours.classes()}{text}"


def inject() -> None:
    """Put the style sheet into the page. Call it once a run, before anything else is drawn.

    `st.markdown`, not `st.html`: the latter fetches a sanitizer (31 kB in two more requests) to do the same.
    """
    st.markdown(f"<style>{sheet()}</style>", unsafe_allow_html=True)


def banner(text: str, *, more: str = "") -> None:
    """The slim band over every page that says in words that the figures are made up; `more` follows in smaller type."""
    tail = f" <span>{escape(more)}</span>" if more else ""
    st.markdown(
        f'<div class="hl-banner" lang="nb" role="note"><b>{escape(text)}</b>{tail}</div>', unsafe_allow_html=True
    )


def heading(text: str, *, beside: str = "", level: int = 1, spoken: bool = False) -> None:
    """A heading without Streamlit's English link button; `beside` is said after it in quieter type.

    With `spoken` it is there for screen readers only.
    """
    quiet = f' <span class="hl-beside">{escape(beside)}</span>' if beside else ""
    look = "hl-say" if spoken else f"hl-heading hl-heading-{level}"
    kind = f'class="{look}" role="heading" aria-level="{level}"'
    st.markdown(f'<div {kind} lang="nb">{escape(text)}{quiet}</div>', unsafe_allow_html=True)


def way_out(role: str, label: str, address: str) -> None:
    """Who the visitor is, and the link that ends it. The link leaves the app's session on purpose."""
    st.markdown(
        f'<div class="hl-role" lang="nb"><span>{escape(role)} · </span>'
        f'<a href="{escape(address)}" target="_self">{escape(label)}</a></div>',
        unsafe_allow_html=True,
    )


def plain(label: str) -> str:
    """The label with Markdown's signs escaped, so that they are read as they stand."""
    return re.sub(r"([\\`*_\[\]()~$:#<>])", r"\\\1", label)
