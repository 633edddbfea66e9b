"""Oversikt: how it goes, on one screen."""

from helgelandlegen.figures import words
from helgelandlegen.privacy import Audience, catalogue
from helgelandlegen.subjects import tiles
from helgelandlegen.subjects.headline import HEADLINE, OTHERS
from helgelandlegen.ui import cards, frame

seen = frame.seen(Audience.MEETING)
figures = [seen.figure(name) for name in (HEADLINE, *OTHERS)]
statuses = [seen.briefly(name).status for name in catalogue()]

cards.overview(
    [
        *(cards.of(seen, f.id, headline=f.id == HEADLINE) for f in figures),
        cards.tally_card("Alle nøkkeltall", statuses, seen.choice.address),
    ],
    summary=cards.summary_html(seen.choice.since, words.sentences(figures)),
    tile_map=cards.Card(tiles.title(seen), tiles.to_pages(seen), seen.to("vacancy_rate")),
    to=frame.page("nokkeltall"),
)
