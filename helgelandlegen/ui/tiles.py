"""The municipalities as tiles, with the numbers of one figure."""

from __future__ import annotations

from datetime import date

from helgelandlegen.figures.tilemap import Tile
from helgelandlegen.privacy import MUNICIPALITY, Publication


def of_vacancies(seen: Publication, as_of: date) -> list[Tile]:
    """A tile for each municipality: vacant posts of all posts."""
    found = {shown.group: shown for shown in seen.groups("vacancy_rate", as_of, MUNICIPALITY) or []}
    tiles = []
    for m in seen.programme.municipalities:
        shown = found[m.number]
        known = shown.numerator is not None and shown.denominator is not None
        value, of = (int(shown.numerator or 0), int(shown.denominator or 0)) if known else (None, None)
        tiles.append(Tile(m.name, m.tile_column, m.tile_row, value, of, shown.hidden))
    return tiles
