"""Ledige hjemler: where, since when, and how long it takes to fill them; beside it the official figures."""

from helgelandlegen.privacy import Audience
from helgelandlegen.ui import frame, official, panel, published, vacancies

seen = frame.seen(Audience.MEETING)

panel.screen(
    seen,
    f"vacancies {published.stamp(seen)}",
    lambda: panel.Content(
        vacancies.sentence(seen),
        [name for name in vacancies.FIGURES if seen.publication.follows(name, seen.choice.post_type)],
        [
            panel.Columns(
                left=[vacancies.course(seen), vacancies.since_when(seen)], right=[vacancies.tile_panel(seen)]
            ),
            panel.Columns(left=[vacancies.time_to_fill(seen)], right=[vacancies.forms(seen)]),
            vacancies.municipalities(seen),
            vacancies.ahead(seen),
            vacancies.rows(seen),
            *official.panels(seen),
        ],
    ),
)
