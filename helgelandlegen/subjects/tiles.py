"""The municipalities as tiles: where the vacancies are, in the same drawing on every screen."""

from __future__ import annotations

from helgelandlegen.figures.locator import locator
from helgelandlegen.figures.tilemap import Tile, tile_map
from helgelandlegen.privacy import GP_POST, POSTS, PROGRAMME
from helgelandlegen.subjects.seen import Seen


def title(seen: Seen) -> str:
    """«Ledige hjemler per kommune», «Ledige LIS1-stillinger per kommune»."""
    posts = "hjemler" if seen.choice.post_type == GP_POST else POSTS[seen.choice.post_type]
    return f"Ledige {posts} per kommune"


def drawn(seen: Seen) -> str:
    """The tile map of vacant posts of all posts; the municipalities of the place chosen are marked."""
    return tile_map(_tiles(seen), title=title(seen), none_of=_none_of(seen))


def to_pick(seen: Seen, *, small: bool) -> str:
    """The same tiles as buttons that hand over a municipality's number: large with their numbers, or a small map."""
    made = locator if small else tile_map
    return made(_tiles(seen, keys=True), title=title(seen), none_of=_none_of(seen))


def _none_of(seen: Seen) -> str:
    return "ingen hjemler" if seen.choice.post_type == GP_POST else "ingen slike"  # it has to fit the tile


def _tiles(seen: Seen, *, keys: bool = False) -> list[Tile]:
    programme = seen.publication.programme
    everywhere = seen.choice.group == PROGRAMME
    looked_at = {m.number for m in programme.members(seen.choice.group) if not everywhere}
    tiles = []
    for m in programme.municipalities:
        shown = seen.briefly("vacancy_rate", m.number)
        known = shown.numerator is not None and shown.denominator is not None
        value, of = (int(shown.numerator or 0), int(shown.denominator or 0)) if known else (None, None)
        key = m.number if keys else ""
        tiles.append(Tile(m.name, m.tile_column, m.tile_row, value, of, shown.hidden, m.number in looked_at, key))
    return tiles
