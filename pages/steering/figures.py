"""Nøkkeltall: one figure on a screen of its own, or all of them in a list."""

import streamlit as st

from helgelandlegen.privacy import Audience
from helgelandlegen.ui import figure_list, figure_view, frame

seen = frame.seen(Audience.MEETING)
name = st.query_params.get("tall")

if name:
    st.page_link(frame.page("nokkeltall"), label="← Alle nøkkeltall", query_params=seen.choice.address)
    figure_view.show(seen, name)
else:
    figure_list.show(seen, "nokkeltall")
