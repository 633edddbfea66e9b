"""Rett rader: rows of the current state are changed in a table, checked, and taken in as a correction."""

import streamlit as st

from helgelandlegen.ui import demo_view, desk_view, edit_view, findings_view, style

style.heading("Rett rader", beside="Endringene kontrolleres som en fil, og kan angres under «Historikk».")
if demo_view.is_shown():
    demo_view.remove()
else:
    place = edit_view.choose()
    edit_view.said(place.municipality)
    above = st.container()
    edit_view.table(place)  # before what stands above it, which says what is changed in it
    with above:
        edit_view.check(place.municipality)
        piece = edit_view.laid(place.municipality)
        if piece and desk_view.is_ready(piece):
            desk_view.verdict(piece, edit_view.more_since(place.municipality))
            findings_view.show(piece)
            desk_view.changes(piece)
        edit_view.settle(place.municipality)
