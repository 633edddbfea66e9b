"""The briefing for OSO and Helsefellesskap: the state, four figures, the map, and what is asked of whom."""

from __future__ import annotations

from datetime import date

from helgelandlegen.briefing import asked
from helgelandlegen.briefing.facts import Briefing, Reader, Section, Wishes, source_of, subtitle, wished
from helgelandlegen.briefing.steering import something
from helgelandlegen.figures.numbers import day
from helgelandlegen.privacy import Publication
from helgelandlegen.subjects import meeting_paper, recruitment, training, vacancies
from helgelandlegen.subjects.choice import Choice
from helgelandlegen.subjects.exhibits import definitions, shown
from helgelandlegen.subjects.headline import key_figures
from helgelandlegen.subjects.meeting_steps import ended, sentences
from helgelandlegen.subjects.seen import Seen

FIGURES = ("vacant_posts", "inhabitants_without_gp", "active_trainees", "lis1_fixed_pathway")


def of_dates(publication: Publication, as_of: date, since: date | None, wishes: Wishes | None = None) -> Briefing:
    """The briefing for a day, compared with an earlier one; PlainError where nothing is known.

    `publication` is that of Audience.OBSERVER.
    """
    something(publication, as_of)
    seen = Seen(publication, Choice(as_of, since, since in publication.steering_meetings, {}))
    programme = publication.programme
    made = Briefing(
        Reader.OSO, programme.title, f"Status {day(as_of)}",
        subtitle(as_of, since), as_of, since, None, "", publication.version, seen.demo,
        (_state(seen), _figures(seen), _map(seen), asked.of(seen), _data(seen)),
    )  # fmt: skip
    return wished(made, wishes or Wishes())


def _state(seen: Seen) -> Section:
    """Three sentences: vacancies, recruitment, training."""
    first, *rest = [sentences(one(seen))[0] for one in (vacancies.sentence, recruitment.sentence, training.sentence)]
    return Section("tilstand", "Tilstanden", ended(first), tuple(rest))


def _figures(seen: Seen) -> Section:
    step = meeting_paper.figures(seen, FIGURES)
    return Section(
        "nokkeltall", "Fire nøkkeltall", step.headline, key_figures=key_figures(seen, FIGURES),
        definitions=step.definitions, source=source_of(step.definitions),
    )  # fmt: skip


def _map(seen: Seen) -> Section:
    where = vacancies.tile_panel(seen)
    meant = definitions(("vacancy_rate",))
    _, *how_long = sentences(vacancies.sentence(seen))
    said = (*how_long, ended(vacancies.since_when(seen).title), ended(vacancies.ahead(seen).title))
    return Section(
        "kart", "Ledige hjemler i kommunene", ended(where.title), said,
        exhibits=(shown(where, "bar", {"Ledige": "vacant"}),), definitions=meant, source=source_of(meant),
    )  # fmt: skip


def _data(seen: Seen) -> Section:
    step = meeting_paper.limits(seen, (*FIGURES, "candidates_in_pipeline", "recruited"))
    return Section("datagrunnlag", "Kilder og forbehold", step.headline, step.sentences, exhibits=step.exhibits)
