"""Prosjekt: the project's own plan: what was promised, what may go wrong, the money, the work and whom it rests on."""

from helgelandlegen.privacy import Audience
from helgelandlegen.ui import frame, panel, project, project_money, project_partners, recruitment

seen = frame.seen(Audience.MEETING)

panel.screen(
    seen,
    "project",
    lambda: panel.Content(
        project.sentence(seen),
        project.FIGURES,
        [
            project.milestones(seen),
            panel.Columns(left=[project.risks(seen)], right=[project.answers(seen)]),
            panel.Columns(left=[project_money.items(seen)], right=[project_money.months(seen)]),
            panel.Columns(left=[recruitment.outreach(seen)], right=[recruitment.sources(seen)]),
            project_partners.measures(seen),
            panel.Columns(left=[project_partners.anchoring(seen)], right=[project_partners.agreements(seen)]),
        ],
        more=project.more(seen),
    ),
)
