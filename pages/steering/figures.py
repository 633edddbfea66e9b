"""Nøkkeltall: one figure on a screen of its own, or all of them in a list."""

import streamlit as st

from helgelandlegen.privacy import Audience
from helgelandlegen.ui import cache, figure_list, figure_view, frame

seen = cache.publication(Audience.MEETING)
name = st.query_params.get("tall")

if name:
    st.page_link(frame.page("nokkeltall"), label="← Alle nøkkeltall", query_params=frame.chosen().address)
    figure_view.show(seen, name, frame.chosen())
else:
    figure_list.show(seen, frame.chosen(), "nokkeltall")
