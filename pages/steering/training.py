"""Utdanning: do the doctors become specialists on time, and do the municipalities do their part."""

from helgelandlegen.privacy import Audience
from helgelandlegen.subjects import training
from helgelandlegen.subjects.panel import Columns, Content, about_persons
from helgelandlegen.ui import frame, panel

seen = frame.seen(Audience.MEETING)

panel.screen(
    seen,
    "training",
    lambda: Content(
        training.sentence(seen),
        training.FIGURES,
        [
            Columns(
                left=[training.state(seen), training.ahead_of_us(seen)],
                right=[training.on_time(seen), training.fixed_pathways(seen)],
            ),
            training.duties(seen),
            training.registered(seen),
        ],
        more=about_persons(seen),
    ),
)
