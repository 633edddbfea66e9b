"""The figures that come first: on the first screen and in a document."""

from __future__ import annotations

from helgelandlegen.figures.exhibit import KeyFigure, key_figure
from helgelandlegen.subjects.seen import Seen

HEADLINE = "vacant_posts"
OTHERS = (
    "inhabitants_without_gp",
    "announced_vacancies",
    "candidates_in_pipeline",
    "active_trainees",
    "on_time_completion",
    "lis1_fixed_pathway",
    "long_term_vacant",
)


def key_figures(seen: Seen, names: tuple[str, ...] = (HEADLINE, *OTHERS)) -> tuple[KeyFigure, ...]:
    """The figures as their cards tell them."""
    found = [seen.briefly(name) for name in names]
    return tuple(key_figure(one, one.id, seen.limit, seen.place_of(one)) for one in found)
