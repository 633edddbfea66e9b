"""The municipalities as tiles: where the vacancies are, in the same drawing on every screen."""

from __future__ import annotations

from helgelandlegen.figures.tilemap import Tile, tile_map
from helgelandlegen.privacy import GP_POST, POSTS, PROGRAMME
from helgelandlegen.ui.seen import Seen


def title(seen: Seen) -> str:
    """«Ledige hjemler per kommune», «Ledige LIS1-stillinger per kommune»."""
    posts = "hjemler" if seen.choice.post_type == GP_POST else POSTS[seen.choice.post_type]
    return f"Ledige {posts} per kommune"


def drawn(seen: Seen) -> str:
    """The tile map of vacant posts of all posts; the municipalities of the place chosen are marked."""
    none_of = "ingen hjemler" if seen.choice.post_type == GP_POST else "ingen slike"  # it has to fit the tile
    return tile_map(_tiles(seen), title=title(seen), none_of=none_of)


def _tiles(seen: Seen) -> list[Tile]:
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
