"""What one screen shows: a publication read through the choices of the header."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from helgelandlegen.privacy import MUNICIPALITY, PROGRAMME, Parted, Publication, Shown
from helgelandlegen.subjects.choice import EVERYWHERE, Choice, in_words
from helgelandlegen.workbook.demo import is_demo


@dataclass(frozen=True)
class Seen:
    """A publication with the choices of the header: figures follow them as far as their audience may see."""

    publication: Publication
    choice: Choice

    @property
    def limit(self) -> int:
        """The programme's limit for small groups."""
        return self.publication.programme.small_group_limit

    @property
    def demo(self) -> bool:
        """Whether it is demo data."""
        return is_demo(self.publication.store)

    @property
    def place(self) -> str:
        """What people call the place that is chosen."""
        if self.choice.group == PROGRAMME:
            return EVERYWHERE
        return self.publication.programme.group_name(self.choice.group)

    @property
    def key(self) -> tuple[object, ...]:
        """All that is chosen, to keep things under."""
        c = self.choice
        return (c.as_of, c.compared_with, c.group, c.post_type, c.first_day)

    @property
    def in_words(self) -> str:
        """What is chosen: «Alle kommuner», «Rana · LIS1-stillinger»."""
        return in_words(self.publication.programme, self.choice)

    def figure(self, name: str) -> Shown:
        """A figure with its course."""
        c = self.choice
        return self.publication.shown(name, c.as_of, self._group(name), c.compared_with, c.post_type, c.first_day)

    def everywhere(self, name: str) -> Shown:
        """A figure for the whole programme, as it is defined, whatever place and posts are chosen."""
        return self.publication.shown_briefly(name, self.choice.as_of, compared_with=self.choice.compared_with)

    def briefly(self, name: str, group: str | None = None) -> Shown:
        """A figure without its course, for the place chosen or another."""
        c = self.choice
        return self.publication.shown_briefly(name, c.as_of, group or self._group(name), c.compared_with, c.post_type)

    def groups(self, name: str, level: str) -> list[Shown]:
        """The figure for each group of a level within the place chosen; empty where they may not be seen."""
        c = self.choice
        found = self.publication.groups(name, c.as_of, level, c.compared_with, c.post_type) or []
        if level != MUNICIPALITY:
            return found
        members = {m.number for m in self.publication.programme.members(c.group)}
        return [figure for figure in found if figure.group in members]

    def rows(self, name: str, as_of: date | None = None) -> list[dict[str, Any]] | None:
        """The rows behind a figure; None where they are about persons."""
        c = self.choice
        return self.publication.rows(name, as_of or c.as_of, self.publication.nearest(name, c.group), c.post_type)

    def listed(self, name: str, **parameters: Any) -> list[dict[str, Any]]:
        """The rows of a list."""
        c = self.choice
        return self.publication.listed(name, c.as_of, c.group, c.post_type, **parameters)

    def listed_everywhere(self, name: str, **parameters: Any) -> list[dict[str, Any]]:
        """The rows of a list for the whole programme, whatever place and posts are chosen."""
        return self.publication.listed(name, self.choice.as_of, **parameters)

    def parted(self, name: str) -> Parted | None:
        """What is published of a breakdown."""
        return self.publication.parted(name, self.choice.as_of)

    def place_of(self, figure: Shown) -> str:
        """«hele programmet» where a figure holds for that though another place is chosen; else empty."""
        return "hele programmet" if figure.group == PROGRAMME != self.choice.group else ""

    def to(self, name: str) -> Mapping[str, str]:
        """The query that leads to the figure's own screen."""
        return self.choice.to(name)

    def _group(self, name: str) -> str:
        """The group that is shown: the one chosen, or the programme where that is not told of, or only of long ago."""
        c = self.choice
        group = self.publication.nearest(name, c.group)
        if group == PROGRAMME:
            return group
        own, all_of_it = (self.publication.shown_briefly(name, c.as_of, one) for one in (group, PROGRAMME))
        return PROGRAMME if own.hidden or own.as_of < all_of_it.as_of else group
