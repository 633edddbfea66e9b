"""The first screen: one headline, cards, a summary in words and the tile map, each card one link as a whole.

All of it is drawn by a single `st.markdown`, and each link is an `st.page_link` laid over its card by CSS (named grid
areas in style.css): a container with its own markdown for every card took 0.1 s longer to show, and links inside the
markdown would reload the page and lose the session.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape

import streamlit as st
from streamlit.navigation.page import Page

from helgelandlegen.case_number import number_of
from helgelandlegen.figures import Figure
from helgelandlegen.figures.numbers import (
    basis_text,
    change_text,
    counts_text,
    date_text,
    decimals_for,
    noted_text,
    unit_text,
    value_text,
)
from helgelandlegen.figures.phrases import capital, small
from helgelandlegen.figures.sparkline import sparkline
from helgelandlegen.figures.status import Status, badge, status_words, word
from helgelandlegen.subjects.seen import Seen
from helgelandlegen.ui import look, style

MOST_CARDS = 9
"""Headline, seven cards and the tally: as many cells as style.css has named areas for."""

MOST_IN_A_STRIP = 6


@dataclass(frozen=True)
class Card:
    """One card: the title that is also its link's text, what stands under it (HTML), and the query of the link."""

    title: str
    html: str
    query: Mapping[str, str]


def overview(cards: Sequence[Card], *, summary: str, tile_map: Card, to: Page) -> None:
    """Draw the first screen: `cards` in order of importance, the first of them large; every link leads to `to`.

    `summary` is HTML from `summary_html`. At most MOST_CARDS cards; ValueError for more.
    """
    if len(cards) > MOST_CARDS:
        raise ValueError(f"at most {MOST_CARDS} cards, got {len(cards)}")
    drawn = "".join(_section(f"c{place}", card) for place, card in enumerate(cards, 1))
    with st.container(key="hl_overview", gap=None):
        st.markdown(drawn + summary + _section("map", tile_map), unsafe_allow_html=True)
        for card in (*cards, tile_map):
            st.page_link(to, label=style.plain(card.title), icon="", help="", query_params=dict(card.query))
    look.listen(".st-key-hl_overview", "overview")


def strip(cards: Sequence[Card], to: Page) -> None:
    """Draw up to six cards beside each other, each a link as a whole."""
    if len(cards) > MOST_IN_A_STRIP:
        raise ValueError(f"at most {MOST_IN_A_STRIP} cards, got {len(cards)}")
    with st.container(key="hl_strip", gap=None):
        st.markdown("".join(_section(f"s{place}", card) for place, card in enumerate(cards, 1)), unsafe_allow_html=True)
        for card in cards:
            st.page_link(to, label=style.plain(card.title), icon="", help="", query_params=dict(card.query))


def figure_card(
    figure: Figure, query: Mapping[str, str], *, limit: int = 5, headline: bool = False, place: str = ""
) -> Card:
    """A figure's card; `limit` is the small-group limit that «under 5» names, `place` as in `body`."""
    return Card(figure.title, body(figure, limit=limit, wide=headline, place=place), query)


def of(seen: Seen, name: str, *, headline: bool = False) -> Card:
    """The card of a figure as the screen sees it."""
    figure = seen.figure(name)
    return figure_card(figure, seen.to(name), limit=seen.limit, headline=headline, place=seen.place_of(figure))


def tally_card(title: str, statuses: Sequence[str], query: Mapping[str, str]) -> Card:
    """A card that leads to all figures and says how many of them stand how: «3 nær målet»."""
    counted = [(status, sum(s == status for s in statuses)) for status in Status]
    lines = "".join(f"<li>{badge(status, f'{n} {small(word(status))}')}</li>" for status, n in counted if n)
    return Card(title, f'<ul class="hl-tally">{lines}</ul>', query)


def summary_html(title: str, sentences: Sequence[str]) -> str:
    """The sentences of figures.words as the summary's cell."""
    # «fra 15 til 13» is read as one: it is not broken over two lines.
    whole = [re.sub(r"fra (\S+) til (\S+)", "fra\u00a0\\1\u00a0til\u00a0\\2", sentence) for sentence in sentences]
    points = "".join(f"<li>{escape(sentence)}</li>" for sentence in whole)
    return f'<section class="hl-card hl-summary" lang="nb">{_title(title)}<ul>{points}</ul></section>'


@lru_cache(maxsize=512)
def body(figure: Figure, *, limit: int = 5, wide: bool = False, place: str = "") -> str:
    """What stands under a figure's title, as HTML: value, course, status with target, change, what it rests on.

    `place` says what it holds for where that is not the place chosen.
    """
    spoken = "" if figure.value is not None and not figure.hidden else " hl-spoken"
    unit = unit_text(figure)
    small = f"\u00a0<small>{escape(unit)}</small>" if unit else ""
    details = " · ".join(part for part in (counts_text(figure), noted_text(figure), date_text(figure)) if part)
    picture = _course(figure, wide)
    basis = f"gjelder {place}" if place else basis_text(figure)
    decided = " hl-decided" if number_of(figure.decided_in) else ""  # takes two lines on a small card
    return (
        f'<div class="hl-top"><p class="hl-value{spoken}"><b>{escape(value_text(figure, limit))}{small}</b>'
        f"<span>{escape(details)}</span></p>{picture}</div>"
        f'<p class="hl-line{decided}">{badge(figure.status, status_words(figure))}</p>'
        f'<p class="hl-line">{escape(change_text(figure, brief=not wide))}</p>'
        f'<p class="hl-line hl-basis">{escape(capital(basis))}</p>'
    )


def _course(figure: Figure, wide: bool) -> str:
    return sparkline(
        figure.series,
        kind=figure.kind,
        decimals=decimals_for(figure),
        width=230 if wide else 76,
        height=92 if wide else 32,
        as_of=figure.as_of,
        peak=wide,
        name=figure.title,
    )


def _section(area: str, card: Card) -> str:
    return f'<section class="hl-card hl-{area}" lang="nb">{_title(card.title)}{card.html}</section>'


def _title(text: str) -> str:
    return f'<div class="hl-title" role="heading" aria-level="2">{escape(text)}</div>'
