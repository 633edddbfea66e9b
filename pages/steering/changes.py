"""Endringer: what has changed between the two dates of the header, and the events that made it."""

import streamlit as st

from helgelandlegen.privacy import Audience
from helgelandlegen.subjects import change_panels
from helgelandlegen.ui import frame, panel

seen = frame.seen(Audience.MEETING)
name = st.query_params.get("tall")

panel.screen(seen, f"changes {name}", lambda: change_panels.content(seen, name))
