"""Oppsett: how tables with headings of their own are read, as it was said once when the first of them came."""

from helgelandlegen.ui import layouts_view, style

style.heading("Oppsett", beside="Slik leses filer med egne overskrifter.")
chosen = layouts_view.every()
if chosen:
    layouts_view.content(chosen)
