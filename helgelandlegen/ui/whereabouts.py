"""Which municipality «Kommune» is about, and the ways to the others: arrow keys, buttons, tiles."""

from __future__ import annotations

from html import escape

import streamlit as st

from helgelandlegen.figures import municipality_messages as messages
from helgelandlegen.observations import Observations
from helgelandlegen.programme import Municipality
from helgelandlegen.subjects import tiles
from helgelandlegen.subjects.published import INHABITANTS, published
from helgelandlegen.subjects.seen import Seen
from helgelandlegen.ui import filters, look, style


def chosen(seen: Seen) -> Municipality | None:
    """The municipality that the header's choice of place names; None where it names none."""
    return seen.publication.programme.by_number.get(seen.choice.group)


def heading(seen: Seen, here: Municipality) -> None:
    """Its name and what it is, between the buttons to the one before and the one after it."""
    with st.container(key="hl_whereabouts", horizontal=True, gap="small"):
        _step(seen, here, -1)
        st.markdown(
            f'<div class="hl-place" lang="nb"><b role="heading" aria-level="2">{escape(here.name)}</b>'
            f"<span>{escape(_facts(seen, here))}</span></div>",
            unsafe_allow_html=True,
        )
        _step(seen, here, 1)


def choose(seen: Seen) -> None:
    """All municipalities as tiles, where none is chosen."""
    unknown = filters.unknown_place()
    title = f"«{unknown}» er ikke en kommune i programmet. Velg en her." if unknown else "Velg en kommune"
    html = (
        '<section class="hl-panel hl-choose" lang="nb"><div class="hl-title" role="heading" aria-level="2">'
        f"{escape(title)}</div>{tiles.to_choose(seen, small=False)}</section>"
    )
    look.draw(html, "municipality")


def _step(seen: Seen, here: Municipality, step: int) -> None:
    other = seen.publication.programme.beside(here.number, step)
    if other == here:
        return
    label = f"← {other.name}" if step < 0 else f"{other.name} →"
    # The button's own key stays the same, so that the browser keeps it while its name changes.
    st.button(
        style.plain(label), key=f"step_{'back' if step < 0 else 'on'}", shortcut="Left" if step < 0 else "Right",
        on_click=filters.go_to, args=(other.number,),
    )  # fmt: skip


def _facts(seen: Seen, here: Municipality) -> str:
    found: Observations = published(seen).found
    known = [(when, value) for when, value in found.series(INHABITANTS, here.number) if value is not None]
    when, people = known[-1] if known else (None, here.population)
    return messages.facts(here.centre, here.sub_region, people, when)
