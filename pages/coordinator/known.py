"""Kjent da: every figure as the store knew it on an earlier day, beside what is known now."""

import streamlit as st

from helgelandlegen.privacy import Audience
from helgelandlegen.ui import frame, known_view, style

seen = frame.seen(Audience.COORDINATOR)
name = st.query_params.get(known_view.FIGURE)

style.heading("Kjent da", beside="Tallene slik databasen kjente dem en tidligere dag.")
day = known_view.day_chosen(seen)
if not known_view.knew_nothing(day):
    if name:
        known_view.one(seen, day, name)
    else:
        known_view.figures(seen, day)
        known_view.between(day)
