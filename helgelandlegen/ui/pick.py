"""Drawn HTML in which something can be picked: an element with `data-pick`, by a click or from the keyboard.

A link in drawn HTML would load the page anew and lose the session; a widget a row costs the browser too much. What is
picked is handed over before the page runs again. The marks of drawings are made in figures/marks.py.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

_DRAW = """
export default function ({ data, parentElement, setTriggerValue }) {
  if (parentElement.drawn !== data) {
    parentElement.drawn = data;
    parentElement.innerHTML = data;
    drawn();
  }
  return picking(parentElement, (mark) => parentElement.contains(mark), (value) => setTriggerValue("picked", value));
}
"""
_LISTEN = """
export default function ({ data, parentElement, setTriggerValue }) {
  setTimeout(drawn);
  return picking(parentElement, (mark) => mark.closest(data), (value) => setTriggerValue("picked", value));
}
"""


@cache
def script() -> str:
    """What every component begins with in which something can be picked: pick.js."""
    return Path(__file__).with_suffix(".js").read_text(encoding="utf-8")


@cache
def _component(name: str, own: str) -> Any:
    return st.components.v2.component(name, js=script() + own, isolate_styles=False)


def draw(html: str, key: str, take: Callable[[str], None]) -> None:
    """Draws the HTML. `take` is given what was picked before the page runs again; `key` names the place."""
    name = f"pick_{key}"
    _component("pick", _DRAW)(data=html, key=name, on_picked_change=taking(name, take))


def listen(selector: str, key: str, take: Callable[[str], None]) -> None:
    """The same for what `st.markdown` has drawn inside an element of that CSS selector."""
    name = f"picks_{key}"
    _component("picks", _LISTEN)(data=selector, key=name, on_picked_change=taking(name, take))


def taking(name: str, take: Callable[[str], None]) -> Callable[[], None]:
    """The callback of a component of that name: hands over what was picked."""

    def picked() -> None:
        value = st.session_state[name].picked
        if value is not None:
            take(str(value))

    return picked


def in_address(name: str) -> str:
    """What the address says of what was picked; empty for nothing.

    After a link to the page one is on, Streamlit leaves the browser's address as it was: it is told here.
    """
    said = st.query_params.get(name, "")
    if st.session_state.get(f"told_{name}", said) != said:
        st.query_params.from_dict(st.query_params.to_dict())
    st.session_state[f"told_{name}"] = said
    return said
