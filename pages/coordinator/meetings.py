"""Møter: a meeting is locked as it was held, and locked anew with a reason; every lock is kept."""

from helgelandlegen.ui import locks_view, style

style.heading("Møter", beside="Et låst møte viser det samme om ett år, siffer for siffer.")
chosen = locks_view.choose()
if chosen:
    locks_view.state(chosen)
    locks_view.every()
