"""Notat: what a meeting saw, for those who were not there: chosen, looked at, and taken away."""

import streamlit as st

from helgelandlegen.ui import briefing_preview, briefing_view, style

style.heading("Notat", beside="Det du ser til høyre, er det som lastes ned.")
choices, preview = st.columns([2, 3], gap="large")
with choices:
    found = briefing_view.whole(briefing_view.order())
    wishes = briefing_view.wishes(found) if found else None
if found and wishes:
    with preview:
        briefing_preview.show(found, wishes)
