"""Getting from the demo data to one's own."""

from __future__ import annotations

import streamlit as st

from helgelandlegen.ui import cache
from helgelandlegen.workbook import demo


def is_shown() -> bool:
    """Whether the store shows demo data."""
    return cache.is_demo()


def remove() -> None:
    """Says that the data is made up, and removes it on a yes."""
    st.info(
        "Databasen viser demodata. Fjern dem før du laster opp egne tall, så de ikke blandes. Målene i programmet blir "
        "stående."
    )
    if st.button("Fjern demodataene", type="primary"):
        with st.spinner("Fjerner demodataene …"):
            demo.remove(cache.store())
        st.rerun()
