"""Who does what is done here: a role that the history remembers, never a name."""

from __future__ import annotations

import streamlit as st

ROLE, FIELD = "role", "role_field"
USUAL = "Koordinator"
LONGEST = 60


def field() -> None:
    """A field for the role, kept while the session lasts."""
    typed = st.text_input(
        "Utført av (rolle, ikke navn)", value=role(), max_chars=LONGEST, key=FIELD,
        help="Står i historikken ved det du tar inn, retter eller angrer.",
    )  # fmt: skip
    st.session_state[ROLE] = typed.strip() or USUAL


def role() -> str:
    """The role that the session works in."""
    return str(st.session_state.get(ROLE, USUAL))
