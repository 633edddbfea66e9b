"""What a briefing says, whole and plain: every document of it, of whatever kind, is made of this alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from helgelandlegen.errors import PlainError
from helgelandlegen.figures import exhibit
from helgelandlegen.figures.agenda import Step, Told
from helgelandlegen.figures.exhibit import Definition, Exhibit, KeyFigure
from helgelandlegen.figures.numbers import day, number
from helgelandlegen.figures.phrases import capital, listed, small

LONGEST_COMMENT = 6000
NOTHING = "Det er ingen tall å lage et notat av ennå. Last opp minst én rapport først."


class Reader(StrEnum):
    """Whom a briefing is for."""

    STEERING = "steering"
    OSO = "oso"
    MUNICIPALITY = "municipality"


FOR = {
    Reader.STEERING: "Til styringsgruppen", Reader.OSO: "Til OSO og Helsefellesskapet",
    Reader.MUNICIPALITY: "Til kommunen",
}  # fmt: skip


@dataclass(frozen=True)
class Wishes:
    """What the coordinator wants of a briefing: the sections that are left out, and comments by section."""

    without: Collection[str] = ()
    comments: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Points:
    """A list under a heading."""

    title: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """A section: `key` names it, `headline` is its one message, `comment` the coordinator's own words.

    `figures` are the figures that it tells exactly, `definitions` what they mean, `source` where they come from.
    """

    key: str
    heading: str
    headline: str
    sentences: tuple[str, ...] = ()
    comment: str = ""
    exhibits: tuple[Exhibit, ...] = ()
    key_figures: tuple[KeyFigure, ...] = ()
    lists: tuple[Points, ...] = ()
    figures: tuple[Told, ...] = ()
    definitions: tuple[Definition, ...] = ()
    source: str = ""
    note: str = ""

    @property
    def tells_more(self) -> bool:
        """Whether it has anything to show or say beside its headline."""
        shown = any(one.drawings or one.printed_table is not None for one in self.exhibits)
        return bool(shown or self.sentences or self.comment or self.key_figures or self.lists)


@dataclass(frozen=True)
class Briefing:
    """A briefing: for whom, of what, for which dates, from which data, and its sections in order.

    `meeting` is the steering group's meeting that it belongs to, if any; `locked` says when it was locked and by what
    role, empty for a live one. `version` is that of the data (0: not kept in an old lock), `demo` whether it is demo
    data. `place` is the municipality's name.
    """

    reader: Reader
    programme: str
    title: str
    subtitle: str
    as_of: date
    since: date | None
    meeting: date | None
    locked: str
    version: int
    demo: bool
    sections: tuple[Section, ...]
    sources: tuple[str, ...] = ()
    place: str = ""

    def find(self, key: str) -> Section | None:
        """The section of that key."""
        return next((one for one in self.sections if one.key == key), None)

    @property
    def definitions(self) -> tuple[Definition, ...]:
        """What all its figures mean, each once, in the order in which they come."""
        found = {one.figure: one for section in self.sections for one in section.definitions}
        return tuple(found.values())


def wished(briefing: Briefing, wishes: Wishes) -> Briefing:
    """The briefing with the comments and without the sections left out; PlainError for what it does not have."""
    keys = [section.key for section in briefing.sections]
    unknown = [key for key in (*wishes.without, *wishes.comments) if key not in keys]
    if unknown:
        raise PlainError(f"Notatet har ingen del som heter «{unknown[0]}». Delene er {listed(keys)}.")
    for key, comment in wishes.comments.items():
        if len(comment) > LONGEST_COMMENT:
            name = next(section.heading for section in briefing.sections if section.key == key)
            raise PlainError(
                f"Kommentaren til «{name}» er på {number(len(comment))} tegn. Det er plass til "
                f"{number(LONGEST_COMMENT)}. Kort den ned."
            )
    kept = tuple(
        replace(section, comment=wishes.comments.get(section.key, "").strip())
        for section in briefing.sections
        if section.key not in wishes.without
    )
    if not kept:
        raise PlainError("Alle delene av notatet er valgt bort. Ta med minst én.")
    return replace(briefing, sections=kept, sources=sources(kept))


def subtitle(as_of: date, since: date | None) -> str:
    """«Tallene gjelder 17. september 2026, sammenlignet med 21. mai 2026.»"""
    beside = f", sammenlignet med {day(since)}" if since else ""
    return f"Tallene gjelder {day(as_of)}{beside}."


def source_of(definitions: Iterable[Definition]) -> str:
    """Where the figures come from: «Arkene Stillinger og Bemanning; arket Utdanningsløp»."""
    found = dict.fromkeys(one.source.rstrip(".") for one in definitions)
    return capital("; ".join(map(small, found)))


def section(step: Step) -> Section:
    """A meeting's step as a section."""
    shown = step.exhibits or _as_shown(step)
    return Section(
        step.key, step.name, step.headline, step.sentences, "", shown, step.key_figures, (), step.figures,
        step.definitions, source_of(step.definitions), step.note,
    )  # fmt: skip


def _as_shown(step: Step) -> tuple[Exhibit, ...]:
    """Of a meeting that was locked before documents were made of meetings: its table, as texts."""
    if step.table is None:
        return ()
    return (Exhibit(step.key, step.headline, (), exhibit.plain_table(step.table), None, step.table.note),)


def sources(sections: Iterable[Section]) -> tuple[str, ...]:
    """Where the figures of the sections come from, each once: «Arkene Stillinger og Bemanning»."""
    found = [one.source.rstrip(".") for section in sections for one in section.definitions]
    return tuple(dict.fromkeys(found))
