"""A post and who holds it permanently.

Synthetic data (syntetiske data).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

ASCII = str.maketrans({"Æ": "AE", "Ø": "O", "Å": "A"})


@dataclass(eq=False)
class Post:
    """One post. `spells` are the permanent holders in order of time; a closed post has a last day."""

    post_id: str
    municipality: str
    kind: str
    opened: date
    closed: date | None = None
    percent: int = 100
    office: str = ""
    form: str | None = None
    fixed_pathway: bool | None = None
    spells: list[Spell] = field(default_factory=list)

    def open_on(self, day: date) -> bool:
        """Whether the post exists on that day."""
        return self.opened <= day and (self.closed is None or day <= self.closed)

    def vacant_on(self, day: date) -> bool:
        """Whether the post is open on that day without a permanent doctor."""
        return self.open_on(day) and not any(spell.covers(day) for spell in self.spells)

    def hire(self, begin: date, end: date | None = None) -> Spell:
        """A new permanent doctor."""
        self.spells.append(Spell(self, begin, end))
        return self.spells[-1]


@dataclass(eq=False)
class Spell:
    """One doctor in one post, inclusive at both ends. `doctor` is who, until codes are given."""

    post: Post
    begin: date
    end: date | None = None
    kind: str = "Fast"
    doctor: object = field(default_factory=object)

    def covers(self, day: date) -> bool:
        """Whether the doctor holds the post on that day."""
        return self.begin <= day and (self.end is None or day <= self.end)


def code(name: str) -> str:
    """A municipality's name in capital ASCII letters: Rødøy → RODOY."""
    return name.upper().translate(ASCII)
