"""Rekruttering: who is on the way, how far they come, and how many are needed."""

from helgelandlegen.privacy import Audience
from helgelandlegen.subjects import recruitment
from helgelandlegen.subjects.panel import Columns, Content, about_persons
from helgelandlegen.ui import frame, panel

seen = frame.seen(Audience.MEETING)

panel.screen(
    seen,
    "recruitment",
    lambda: Content(
        recruitment.sentence(seen),
        recruitment.FIGURES,
        [
            recruitment.funnels(seen),
            Columns(
                left=[recruitment.sources(seen), recruitment.outreach(seen)],
                right=[recruitment.needed(seen), recruitment.course(seen)],
            ),
            recruitment.activities(seen),
        ],
        more=about_persons(seen),
    ),
)
