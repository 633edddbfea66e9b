"""Utdanning: do the doctors become specialists on time, and do the municipalities do their part."""

from helgelandlegen.privacy import Audience
from helgelandlegen.ui import frame, panel, training

seen = frame.seen(Audience.MEETING)

panel.screen(
    seen,
    "training",
    lambda: panel.Content(
        training.sentence(seen),
        training.FIGURES,
        [
            panel.Columns(
                left=[training.state(seen), training.ahead_of_us(seen)],
                right=[training.on_time(seen), training.fixed_pathways(seen)],
            ),
            training.duties(seen),
            training.registered(seen),
        ],
        more=panel.about_persons(seen),
    ),
)
