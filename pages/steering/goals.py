"""Måloppnåelse: every goal that the programme works towards, and the figure that measures it, or that none does."""

from helgelandlegen.privacy import Audience
from helgelandlegen.subjects import goals
from helgelandlegen.subjects.panel import Content
from helgelandlegen.ui import frame, panel

seen = frame.seen(Audience.MEETING)

panel.screen(
    seen,
    "goals",
    lambda: Content(goals.sentence(seen), (), [*goals.groups(seen), goals.ratings(seen)]),
)
