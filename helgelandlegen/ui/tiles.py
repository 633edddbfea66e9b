"""The municipalities as tiles, with the numbers of one figure."""

from __future__ import annotations

from helgelandlegen.figures.tilemap import Tile
from helgelandlegen.privacy import PROGRAMME
from helgelandlegen.ui.seen import Seen


def of_vacancies(seen: Seen) -> list[Tile]:
    """A tile for each municipality: vacant posts of all posts; those of the place chosen are marked."""
    programme = seen.publication.programme
    everywhere = seen.choice.group == PROGRAMME
    looked_at = {m.number for m in programme.members(seen.choice.group) if not everywhere}
    tiles = []
    for m in programme.municipalities:
        shown = seen.briefly("vacancy_rate", m.number)
        known = shown.numerator is not None and shown.denominator is not None
        value, of = (int(shown.numerator or 0), int(shown.denominator or 0)) if known else (None, None)
        tiles.append(Tile(m.name, m.tile_column, m.tile_row, value, of, shown.hidden, m.number in looked_at))
    return tiles
