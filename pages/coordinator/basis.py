"""Grunnlag: the same figures unsuppressed, with the rows behind them. For the coordinator only."""

import streamlit as st

from helgelandlegen.privacy import Audience
from helgelandlegen.ui import figure_list, figure_view, frame

seen = frame.seen(Audience.COORDINATOR)
name = st.query_params.get("tall")

st.warning("Denne siden viser også tall om få personer. Del den ikke på skjerm.")
if name:
    st.page_link(frame.page("grunnlag"), label="← Alle nøkkeltall", query_params=seen.choice.address)
    figure_view.show(seen, name)
else:
    figure_list.show(seen, "grunnlag")
