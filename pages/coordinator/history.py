"""Historikk: every import with its file, what it changed, and how to take it back, or in again."""

import streamlit as st

from helgelandlegen.privacy import Audience
from helgelandlegen.ui import frame, history_view, style, undo_view

undo_view.what_was_asked()
row = history_view.chosen()

if row:
    seen = frame.seen(Audience.COORDINATOR)
    history_view.heading(seen, row)
    about, undo = st.columns([2, 3], gap="large")
    with about:
        kept = history_view.facts(row)
    with undo:
        undo_view.turn(seen, row)
    history_view.contents(kept)
else:
    style.heading("Historikk", beside="Alt som er tatt inn, nyeste først.")
    history_view.imports()
