"""All figures in one list by theme, each title a link within the session to the figure's own screen."""

from __future__ import annotations

from html import escape
from itertools import groupby

import streamlit as st

from helgelandlegen.figures import numbers
from helgelandlegen.figures.status import badge, status_words
from helgelandlegen.privacy import Shown, catalogue
from helgelandlegen.subjects.seen import Seen
from helgelandlegen.ui import frame


def show(seen: Seen, address: str) -> None:
    """Draws the list; the links lead to the page at `address`."""
    for theme, definitions in groupby(catalogue().values(), key=lambda d: d.theme):
        with st.container(key=f"hl_theme_{theme.lower()}", gap=None):
            st.markdown(
                f'<div class="hl-title" lang="nb" role="heading" aria-level="2">{escape(theme)}</div>',
                unsafe_allow_html=True,
            )
            for definition in definitions:
                shown = seen.briefly(definition.id)
                with st.container(key=f"hl_line_{definition.id}", horizontal=True, gap=None):
                    st.page_link(frame.page(address), label=shown.title, query_params=seen.to(shown.id))
                    st.markdown(_line(shown, seen), unsafe_allow_html=True)


def _line(shown: Shown, seen: Seen) -> str:
    """Value, status, basis and change of a figure in one line."""
    beside = numbers.unit_text(shown) or numbers.counts_text(shown)
    cells = [
        f"<b>{escape(numbers.value_text(shown, seen.limit))}</b> <small>{escape(beside)}</small>",
        badge(shown.status, status_words(shown)),
        escape(
            " · ".join(
                text
                for text in (
                    numbers.change_text(shown),
                    numbers.noted_text(shown),
                    numbers.date_text(shown),
                    seen.place_of(shown),
                )
                if text
            )
        ),
    ]
    return f'<div class="hl-listed" lang="nb">{"".join(f"<span>{cell}</span>" for cell in cells)}</div>'
