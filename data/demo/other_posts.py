"""Posts without a list (LIS1, ALIS and chief municipal doctor), and the locums of the vacant fastlege posts.

Synthetic data (syntetiske data).
"""

from __future__ import annotations

from datetime import date
from random import Random

from data.demo.facts import add_months, days
from data.demo.post import Post, Spell, code
from data.demo.story import ANCHORS, TODAY, municipalities

# municipality, first day, last day, fixed pathway: from none of nine in 2019 to six of fourteen today
LIS1 = (
    *(("1833", date(2015, 9, 1), None, False) for _ in range(3)),
    *(("1824", date(2015, 9, 1), None, False) for _ in range(2)),
    ("1820", date(2015, 9, 1), None, False),
    ("1813", date(2015, 9, 1), None, False),
    ("1832", date(2015, 9, 1), date(2023, 8, 31), False),
    ("1828", date(2015, 9, 1), None, False),
    ("1833", date(2021, 9, 1), None, True),
    ("1824", date(2021, 9, 1), None, True),
    ("1832", date(2023, 9, 1), None, True),
    ("1813", date(2023, 9, 1), None, True),
    ("1820", date(2025, 3, 1), None, True),
    ("1836", date(2026, 9, 1), None, True),
)
# municipality, first day, and the day on which a first doctor left
ALIS = (
    ("1833", date(2019, 9, 1), None),
    ("1833", date(2021, 3, 1), date(2022, 6, 30)),
    ("1824", date(2020, 9, 1), None),
    ("1813", date(2022, 9, 1), None),
    ("1820", date(2023, 3, 1), None),
    ("1832", date(2024, 9, 1), None),
)
CHIEFS = (("1833", date(2012, 1, 1)), ("1824", date(2016, 8, 1)), ("1820", date(2019, 4, 1)))


def other_posts() -> list[Post]:
    """Posts without a list, with their doctors: a LIS1 post has a new doctor each year, for six months."""
    names = municipalities()
    posts: list[Post] = []

    def post(number: str, kind: str, letters: str, opened: date, closed: date | None = None) -> Post:
        place = 1 + sum(p.municipality == number and p.kind == kind for p in posts)
        posts.append(Post(f"{code(names[number])}-{letters}{place}", number, kind, opened, closed, form="Fastlønn"))
        return posts[-1]

    for index, (number, opened, closed, fixed) in enumerate(LIS1):
        lis1 = post(number, "LIS1", "LIS", opened, closed)
        lis1.fixed_pathway = fixed
        begin = max(opened, date(2019, 3 if index % 2 else 9, 1))
        while begin < TODAY and (closed is None or begin < closed):
            lis1.hire(begin, add_months(begin, 6) - days(1))
            begin = add_months(begin, 12)
    for number, opened, left in ALIS:
        alis = post(number, "ALIS-stilling", "ALIS", opened)
        alis.hire(opened, left)
        if left:
            alis.hire(add_months(left + days(1), 2))
    for number, opened in CHIEFS:
        post(number, "Annen legestilling", "KOL", opened).hire(opened)
    return posts


def locums(rng: Random, posts: list[Post]) -> list[Spell]:
    """Locums of vacant fastlege posts since 2019. Some come back, and none is in two posts at once."""
    spells = sorted((spell for post in posts for spell in _of_post(rng, post)), key=_order)
    known: list[tuple[date, object]] = []  # (last day, doctor)
    for spell in spells:
        free = [entry for entry in known if entry[0] < spell.begin]
        if free and rng.random() < 0.6:
            back = rng.choice(free)
            known.remove(back)
            spell.doctor = back[1]
        known.append((spell.end or TODAY, spell.doctor))
    return spells


def _order(spell: Spell) -> tuple[date, str]:
    return spell.begin, spell.post.post_id


def _of_post(rng: Random, post: Post) -> list[Spell]:
    found: list[Spell] = []
    begins = [post.opened] + [spell.end + days(1) for spell in post.spells if spell.end]
    for vacant_from in begins:
        if not post.vacant_on(vacant_from) or vacant_from > TODAY or rng.random() < 0.22:
            continue
        later = [spell.begin for spell in post.spells if spell.begin > vacant_from]
        until = min([*later, post.closed or date.max, date(2027, 6, 30)])  # a contract may outlast today
        begin = max(vacant_from + days(rng.randint(0, 45)), ANCHORS[0])
        while begin < min(until, TODAY):
            end = begin + days(rng.randint(80, 190))
            if (until - end).days < 40:
                end = until - days(1)
            found.append(Spell(post, begin, end, "Vikar"))
            begin = end + days(rng.choice((1, 1, 1, 8, 22)))
    return found
