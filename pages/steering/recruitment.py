"""Rekruttering: who is on the way, how far they come, and how many are needed."""

from helgelandlegen.privacy import Audience
from helgelandlegen.ui import frame, panel, recruitment

seen = frame.seen(Audience.MEETING)

panel.screen(
    seen,
    "recruitment",
    lambda: panel.Content(
        recruitment.sentence(seen),
        recruitment.FIGURES,
        [
            recruitment.funnels(seen),
            panel.Columns(
                left=[recruitment.sources(seen), recruitment.outreach(seen)],
                right=[recruitment.needed(seen), recruitment.course(seen)],
            ),
            recruitment.activities(seen),
        ],
        more=panel.about_persons(seen),
    ),
)
