"""The municipalities as tiles: where the vacancies are, in the same drawing on every screen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from helgelandlegen.figures import marks
from helgelandlegen.figures.locator import locator
from helgelandlegen.figures.marks import To
from helgelandlegen.figures.tilemap import Tile, tile_map
from helgelandlegen.privacy import GP_POST, POSTS, PROGRAMME
from helgelandlegen.subjects.seen import Seen


def title(seen: Seen) -> str:
    """«Ledige hjemler per kommune», «Ledige LIS1-stillinger per kommune»."""
    posts = "hjemler" if seen.choice.post_type == GP_POST else POSTS[seen.choice.post_type]
    return f"Ledige {posts} per kommune"


def to_pages(seen: Seen) -> str:
    """The tile map of vacant posts of all posts, each tile with the municipality's page behind it.

    On every map the municipalities of the place chosen are marked.
    """
    return _drawn(seen, lambda number: marks.place(number, page="kommune"))


def to_filter(seen: Seen) -> str:
    """The same map for a page about all of them: a tile narrows it down to its municipality, or widens it again."""

    return _drawn(seen, partial(to_narrow, seen))


def to_narrow(seen: Seen, number: str) -> To:
    """The same page about one municipality alone, or about all of them where it already is."""
    if number == seen.choice.group:
        return marks.place("", "Vis alle kommuner")
    return marks.place(number, "Vis bare denne kommunen")


def to_choose(seen: Seen, *, small: bool) -> str:
    """The same for a page about one of them: large with the numbers, or a small map."""
    return _drawn(seen, marks.place, small=small)


def _drawn(seen: Seen, to: Callable[[str], To], *, small: bool = False) -> str:
    made = locator if small else tile_map
    return made(_tiles(seen, to), title=title(seen), none_of=_none_of(seen))


def _none_of(seen: Seen) -> str:
    return "ingen hjemler" if seen.choice.post_type == GP_POST else "ingen slike"  # it has to fit the tile


def _tiles(seen: Seen, to: Callable[[str], To]) -> list[Tile]:
    programme = seen.publication.programme
    everywhere = seen.choice.group == PROGRAMME
    looked_at = {m.number for m in programme.members(seen.choice.group) if not everywhere}
    tiles = []
    for m in programme.municipalities:
        shown = seen.briefly("vacancy_rate", m.number)
        known = shown.numerator is not None and shown.denominator is not None
        value, of = (int(shown.numerator or 0), int(shown.denominator or 0)) if known else (None, None)
        where = (m.name, m.tile_column, m.tile_row)
        tiles.append(Tile(*where, value, of, shown.hidden, m.number in looked_at, to(m.number)))
    return tiles
