"""Oversikt: how it goes, on one screen."""

from helgelandlegen.figures import tilemap, words
from helgelandlegen.privacy import Audience, catalogue
from helgelandlegen.ui import cache, cards, frame, tiles

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

choice = frame.chosen()
seen = cache.publication(Audience.MEETING)
limit = seen.programme.small_group_limit
figures = [seen.shown(name, choice.as_of, compared_with=choice.compared_with) for name in (HEADLINE, *OTHERS)]
statuses = [seen.shown_briefly(name, choice.as_of).status for name in catalogue()]
tile_map = tilemap.tile_map(tiles.of_vacancies(seen, choice.as_of), title="Ledige fastlegehjemler per kommune")

cards.overview(
    [
        *(cards.figure_card(f, choice.to(f.id), limit=limit, headline=f.id == HEADLINE) for f in figures),
        cards.tally_card("Alle nøkkeltall", statuses, choice.address),
    ],
    summary=cards.summary_html(choice.since, words.sentences(figures)),
    tile_map=cards.Card("Ledige hjemler per kommune", tile_map, choice.to("vacancy_rate")),
    to=frame.page("nokkeltall"),
)
