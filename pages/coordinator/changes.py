"""Endringer, alle tall: the same unsuppressed, with the persons behind it. For the coordinator only."""

import streamlit as st

from helgelandlegen.privacy import Audience
from helgelandlegen.subjects import change_panels
from helgelandlegen.ui import frame, panel

seen = frame.seen(Audience.COORDINATOR)
name = st.query_params.get("tall")

st.warning("Denne siden viser også tall om få personer. Del den ikke på skjerm.")
panel.screen(seen, f"changes {name}", lambda: change_panels.content(seen, name))
