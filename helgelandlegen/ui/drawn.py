"""Drawn HTML put into the page as it is: the browser parses it itself.

`st.markdown` takes HTML through a Markdown parser and makes an element of its own framework of each node, which costs
a large drawing a tenth of a second; `st.html` drops <svg>. All that is drawn here is made in figures/ and ui/, which
escape every text.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import streamlit as st

_SCRIPT = """
export default function ({ data, parentElement }) {
  if (parentElement.drawn !== data) {
    parentElement.drawn = data;
    parentElement.innerHTML = data;
  }
}
"""


@cache
def _component() -> Any:
    return st.components.v2.component("drawn", js=_SCRIPT, isolate_styles=False)


def draw(html: str, key: str) -> None:
    """Draws the HTML; `key` names the place on the screen."""
    _component()(data=html, key=f"drawn_{key}")
