"""Drawn HTML in which something can be picked: an element with `data-pick`, by a click or from the keyboard.

A link in drawn HTML would load the page anew and lose the session; a widget a row costs the browser too much.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import streamlit as st

_SCRIPT = """
export default function ({ data, parentElement, setTriggerValue }) {
  if (parentElement.drawn !== data) {
    parentElement.drawn = data;
    parentElement.innerHTML = data;
  }
  parentElement.onclick = (event) => {
    const picked = event.target.closest("[data-pick]");
    if (picked) setTriggerValue("picked", picked.dataset.pick);
  };
  // A drawn tile is no button to the browser.
  parentElement.onkeydown = (event) => {
    const picked = event.target.closest("[role=button][data-pick]");
    if (!picked || !["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    setTriggerValue("picked", picked.dataset.pick);
  };
}
"""


@cache
def _component() -> Any:
    return st.components.v2.component("pick", js=_SCRIPT, isolate_styles=False)


def draw(html: str, key: str, take: Callable[[str], None]) -> None:
    """Draws the HTML. `take` is given what was picked before the page runs again; `key` names the place."""
    name = f"pick_{key}"

    def picked() -> None:
        value = st.session_state[name].picked
        if value is not None:
            take(str(value))

    _component()(data=html, key=name, on_picked_change=picked)


def in_address(name: str) -> str:
    """What the address says of what was picked; empty for nothing.

    After a link to the page one is on, Streamlit leaves the browser's address as it was: it is told here.
    """
    said = st.query_params.get(name, "")
    if st.session_state.get(f"told_{name}", said) != said:
        st.query_params.from_dict(st.query_params.to_dict())
    st.session_state[f"told_{name}"] = said
    return said
