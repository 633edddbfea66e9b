"""The steps of a meeting that are about the figures: what has changed, vacancies, recruitment, training."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from helgelandlegen.figures import agenda
from helgelandlegen.figures.agenda import Step, Told
from helgelandlegen.figures.exhibit import Exhibit
from helgelandlegen.figures.messages import NOTHING_YET
from helgelandlegen.privacy import Shown
from helgelandlegen.subjects import recruitment, training, vacancies
from helgelandlegen.subjects.exhibits import definitions, shown
from helgelandlegen.subjects.panel import Panel
from helgelandlegen.subjects.seen import Seen

MOST_SENTENCES = 4
PAPER = 870  # the width of a drawing across a page
VACANCIES = ("vacant_posts", "vacancy_rate", "long_term_vacant", "locum_cover", "inhabitants_without_gp",
             "announced_vacancies", "time_to_fill")  # fmt: skip
RECRUITMENT = ("candidates_in_pipeline", "recruited", "offer_acceptance", "local_affiliation", "outreach_contacts")
TRAINING = ("active_trainees", "on_time_completion", "dropout_share", "on_track", "plan_and_supervisor",
            "lis1_fixed_pathway", "registered_municipalities")  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """What a meeting's steps are made from: what is seen on its two dates, and its own day (None: no meeting)."""

    seen: Seen
    day: date | None

    @property
    def as_of(self) -> date:
        """The day that the figures hold for: the meeting's, or today for one to come."""
        return self.seen.choice.as_of

    @property
    def since(self) -> date | None:
        """The day of the meeting before; None for the first one."""
        return self.seen.choice.compared_with

    def told(self, names: Iterable[str]) -> tuple[Told, ...]:
        """Figures as they are told, on the meeting's day and on that of the meeting before."""
        found = []
        for name in names:
            found.append(agenda.told(self._one(name, self.as_of), name, self.seen.limit))
            if self.since:
                found.append(agenda.told(self._one(name, self.since), name, self.seen.limit))
        return tuple(found)

    def _one(self, name: str, day: date) -> Shown:
        return self.seen.publication.shown_briefly(name, day)


def of_figures(asked: Asked) -> list[Step]:
    """The steps in their order."""
    return [_vacancies(asked), _recruitment(asked), _training(asked)]


def _vacancies(asked: Asked) -> Step:
    seen = asked.seen
    where = vacancies.tile_panel(seen)
    many, *how_long = sentences(vacancies.sentence(seen))
    most, *how_spread = sentences(where.title)
    said = [*how_long, vacancies.since_when(seen).title, *how_spread, vacancies.ahead(seen).title]
    exhibits = (
        shown(where, "bar", {"Ledige": "vacant"}, tabled=True),
        shown(vacancies.since_when(seen), "bar", {"Dager ledig": "vacant"}, named=2),
        shown(vacancies.course(seen), "line", {seen.briefly("vacant_posts").title: "vacant"}, upwards=True),
    )
    figures = asked.told(VACANCIES)
    headline = many if most == ended(NOTHING_YET) else f"{many} {most}"
    return from_panel(where, "ledige-hjemler", "Ledige hjemler", headline, said, figures, exhibits)


def _recruitment(asked: Asked) -> Step:
    seen = asked.seen
    need = recruitment.needed(seen)
    under_way = sentences(recruitment.sentence(seen))
    said = titles(recruitment.funnels(seen), recruitment.sources(seen), recruitment.outreach(seen))
    figures = asked.told(RECRUITMENT)
    exhibits = (
        shown(need, "bar", {"Antall": "candidate"}),
        shown(recruitment.funnels(seen, PAPER), "bar", {"Kandidater": "candidate"}, named=2),
        _sources(seen),
        shown(recruitment.outreach(seen), "bar", {"Nye kontakter": "candidate"}),
    )
    if "<svg" in need.html:
        return from_panel(need, "rekruttering", "Rekruttering", need.title, [*under_way, *said], figures, exhibits)
    # What the need is worked out from may not be told yet: the course says how it goes.
    course = recruitment.course(seen)
    exhibits = (shown(course, "line", {figures[0].title: "candidate"}, upwards=True), *exhibits[1:])
    return from_panel(course, "rekruttering", "Rekruttering", under_way[0], said, figures, exhibits)


def _sources(seen: Seen) -> Exhibit:
    panel = recruitment.sources(seen)
    if not panel.tables:
        return shown(panel)
    parts = [column.heading for column in panel.tables[0].columns[1:-1]]
    return shown(panel, "stacked", dict(zip(parts, recruitment.TONES[-len(parts) :], strict=True)))


def _training(asked: Asked) -> Step:
    seen = asked.seen
    state = training.state(seen)
    *before, headline = sentences(training.sentence(seen))
    drawn = [state.title] if "<svg" in state.html else []  # it says for which day the drawing holds
    more = titles(training.ahead_of_us(seen), training.fixed_pathways(seen), training.registered(seen))
    said = [*drawn, *before, *more]
    exhibits = (
        shown(state, "bar", {"Leger": "trainee"}),
        shown(training.ahead_of_us(seen)),
        shown(training.fixed_pathways(seen), "line", {seen.figure("lis1_fixed_pathway").title: "ours"}, upwards=True),
        shown(training.duties(seen)),
    )
    return from_panel(state, "utdanning", "Utdanning", headline, said, asked.told(TRAINING), exhibits)


def from_panel(
    panel: Panel, key: str, name: str, headline: str, said: Iterable[str], figures: tuple[Told, ...] = (),
    exhibits: tuple[Exhibit, ...] = (),
) -> Step:  # fmt: skip
    """A step that shows the drawing of a subject screen's panel; a document shows the exhibits."""
    table = replace(agenda.printed(panel.tables[0]), note=panel.note) if panel.tables else None
    kept = [ended(one) for one in said if one][:MOST_SENTENCES]
    meant = definitions(one.figure for one in figures)
    return Step(
        key, name, ended(headline), tuple(kept), panel.html, table, figures, dated=bool(figures), exhibits=exhibits,
        definitions=meant,
    )  # fmt: skip


def titles(*panels: Panel) -> list[str]:
    """What the panels' data say; one without any says nothing."""
    return [panel.title for panel in panels if panel.tables]


def sentences(text: str) -> list[str]:
    """The sentences of a text, each with its full stop; «12. november» and «8.2-avtale» end none."""
    return [ended(one) for one in re.split(r"(?<=[.!?]) (?=[A-ZÆØÅ«]|[0-9]+ (?:av|har|er) )", text)]


def ended(sentence: str) -> str:
    """The sentence with its full stop."""
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."
