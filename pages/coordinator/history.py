"""Historikk: every import, what it changed, and how to take it back."""

from helgelandlegen.ui import history_view, style

style.heading("Historikk", beside="Alt som er tatt inn, nyeste først.")
history_view.imports()
history_view.one()
