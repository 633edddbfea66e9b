"""Møte: the steering group's meeting on one shared screen, step by step; the coordinator writes what is decided."""

from helgelandlegen.ui import frame, meeting_view

meeting_view.show(writes=frame.is_coordinator())
