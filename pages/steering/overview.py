"""Oversikt: how it goes, on one screen."""

from helgelandlegen.figures import tilemap, words
from helgelandlegen.privacy import Audience, catalogue
from helgelandlegen.ui import cards, frame, tiles

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

seen = frame.seen(Audience.MEETING)
figures = [seen.figure(name) for name in (HEADLINE, *OTHERS)]
statuses = [seen.briefly(name).status for name in catalogue()]
tile_map = tilemap.tile_map(tiles.of_vacancies(seen), title=f"{figures[0].title} per kommune")

cards.overview(
    [
        *(cards.of(seen, f.id, headline=f.id == HEADLINE) for f in figures),
        cards.tally_card("Alle nøkkeltall", statuses, seen.choice.address),
    ],
    summary=cards.summary_html(seen.choice.since, words.sentences(figures)),
    tile_map=cards.Card("Ledige hjemler per kommune", tile_map, seen.to("vacancy_rate")),
    to=frame.page("nokkeltall"),
)
