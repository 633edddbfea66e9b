"""Kommune: everything about one municipality, with its neighbours, its sub-region and the programme beside it."""

from functools import partial

from helgelandlegen.privacy import Audience
from helgelandlegen.programme import Municipality
from helgelandlegen.subjects import municipality, official, published, vacancies
from helgelandlegen.subjects.panel import Columns, Content
from helgelandlegen.ui import frame, panel, whereabouts

seen = frame.seen(Audience.MEETING)
here = whereabouts.chosen(seen)


def all_about(one: Municipality) -> Content:
    """What the screen says of the municipality."""
    return Content(
        municipality.sentence(seen, one),
        municipality.figures(seen),
        [
            Columns(
                left=[municipality.compare(seen, one), vacancies.since_when(seen)],
                right=[municipality.locator(seen), municipality.duties(seen, one)],
            ),
            Columns(
                left=[vacancies.course(seen), municipality.measures(seen, one), municipality.matters(seen, one)],
                right=[municipality.reported(seen), municipality.assessments(seen)],
            ),
            vacancies.ahead(seen),
            *official.panels(seen),
            municipality.persons(seen, one),
        ],
    )


if here is None:
    whereabouts.choose(seen)
else:
    whereabouts.heading(seen, here)
    panel.screen(seen, f"municipality {published.stamp(seen)}", partial(all_about, here))
