"""Ledige hjemler: where, since when, and how long it takes to fill them; beside it the official figures."""

from helgelandlegen.privacy import Audience
from helgelandlegen.subjects import official, published, vacancies
from helgelandlegen.subjects.panel import Columns, Content
from helgelandlegen.ui import frame, panel

seen = frame.seen(Audience.MEETING)

panel.screen(
    seen,
    f"vacancies {published.stamp(seen)}",
    lambda: Content(
        vacancies.sentence(seen),
        [name for name in vacancies.FIGURES if seen.publication.follows(name, seen.choice.post_type)],
        [
            Columns(left=[vacancies.course(seen), vacancies.since_when(seen)], right=[vacancies.tile_panel(seen)]),
            Columns(left=[vacancies.time_to_fill(seen)], right=[vacancies.forms(seen)]),
            vacancies.municipalities(seen),
            vacancies.ahead(seen),
            vacancies.rows(seen),
            *official.panels(seen),
        ],
    ),
)
