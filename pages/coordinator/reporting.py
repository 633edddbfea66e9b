"""Rapportering: who has reported what, what is weakened by what is missing, and a text to those who are late."""

from helgelandlegen.privacy import Audience
from helgelandlegen.ui import frame, late_view, reporting_view

seen = frame.seen(Audience.COORDINATOR)
line = reporting_view.chosen(seen)

if line:
    late_view.one(seen, line)
else:
    reporting_view.opening(seen)
    reporting_view.grid(seen)
    late_view.all_late(seen)
    reporting_view.panels(seen)
