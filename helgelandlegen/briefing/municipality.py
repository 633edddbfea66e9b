"""The briefing for one municipality, on one page: its figures, beside its neighbours, and what it is asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from helgelandlegen.briefing.facts import Briefing, Reader, Section, Wishes, source_of, subtitle, wished
from helgelandlegen.briefing.steering import something
from helgelandlegen.errors import PlainError
from helgelandlegen.figures.exhibit import Exhibit, plain_table
from helgelandlegen.figures.numbers import day
from helgelandlegen.privacy import Publication, catalogue
from helgelandlegen.programme import Municipality
from helgelandlegen.subjects import municipality, vacancies
from helgelandlegen.subjects.choice import Choice
from helgelandlegen.subjects.exhibits import definitions, shown
from helgelandlegen.subjects.headline import key_figures
from helgelandlegen.subjects.meeting_steps import ended, sentences
from helgelandlegen.subjects.panel import Panel
from helgelandlegen.subjects.seen import Seen

# Of the figures about persons those that a municipality asks for first; all of them stand on its screen.
PERSONS = ("candidates_in_pipeline", "recruited", "active_trainees", "on_time_completion", "plan_and_supervisor")
COMPARED_NOTE = "Kilde: arkene Stillinger, Bemanning og Listetall."
VACANT = ("Stilling", "Legekontor", "Driftsform", "Ledig siden", "Dager ledig", "Vikar", "Innbyggere på listen")


def of_dates(
    publication: Publication, number: str, as_of: date, since: date | None, wishes: Wishes | None = None
) -> Briefing:
    """The briefing of a municipality (its number) for a day; PlainError for an unknown one, or where nothing is known.

    `publication` is that of Audience.MUNICIPALITY.
    """
    programme = publication.programme
    if number not in programme.by_number:
        raise PlainError(f"Kommunenummer «{number}» er ikke med i {programme.title}. Skriv de fire sifrene.")
    something(publication, as_of)
    here = programme.by_number[number]
    seen = Seen(publication, Choice(as_of, since, since in publication.steering_meetings, {}, here.number))
    parts = (_state(seen, here), _compare(seen, here), _vacant(seen), _persons(seen, here), _duties(seen, here),
             _matters(seen, here))  # fmt: skip
    made = Briefing(
        Reader.MUNICIPALITY, programme.title, f"{here.name}: status {day(as_of)}", subtitle(as_of, since),
        as_of, since, None, "", publication.version, seen.demo, parts, place=here.name,
    )  # fmt: skip
    return wished(made, wishes or Wishes())


def _state(seen: Seen, here: Municipality) -> Section:
    first, *rest = sentences(municipality.sentence(seen, here))
    names = tuple(municipality.figures(seen))
    meant = definitions(names)
    # That it rests on the municipality's own numbers goes without saying here.
    figures = tuple(replace(one, basis="") for one in key_figures(seen, names))
    return Section("tilstand", "Nå", first, tuple(rest), "", (), figures, (), (), meant, source_of(meant))


def _compare(seen: Seen, here: Municipality) -> Section:
    """Beside the sub-region, the programme and the neighbours, with the table of the files: numbers, not words."""
    panel = municipality.compare(seen, here)
    table = plain_table(panel.tables[0])
    brief = {catalogue()[name].title: short for short, name, parts in municipality.COMPARED if not parts}
    columns = [replace(column, heading=brief.get(column.heading, column.heading)) for column in table.columns]
    table = replace(table, columns=tuple(columns))
    printed = ("Sted", "Hva", *brief.values())
    found = Exhibit(panel.key, panel.title, (), table, None, COMPARED_NOTE, printed=printed)
    return Section("sammenligning", "Sammenlignet med andre", ended(panel.title), exhibits=(found,))


def _vacant(seen: Seen) -> Section:
    panel = replace(vacancies.since_when(seen), html="")
    exhibits = (shown(panel, printed=VACANT),) if panel.tables[0].rows else ()
    return Section("ledige", "Ledige stillinger", ended(panel.title), exhibits=exhibits)


def _duties(seen: Seen, here: Municipality) -> Section:
    duties, reported = municipality.duties(seen, here), municipality.reported(seen)
    return Section(
        "plikter", "Kommunens plikter og rapporter", ended(duties.title), (ended(reported.title),),
        exhibits=(shown(duties, tabled=False), shown(reported, tabled=False)), source="Arkene Kommunestatus og Rapport",
    )  # fmt: skip


def _persons(seen: Seen, here: Municipality) -> Section:
    """Of the figures about persons the first ones, for the sub-region and the whole programme."""
    panel = municipality.persons(seen, here)
    meant = definitions(PERSONS)
    titles = {one.title for one in meant}
    table = plain_table(panel.tables[0])
    kept = replace(table, rows=tuple(row for row in table.rows if row[0] in titles))
    found = Exhibit(panel.key, panel.title, (), kept, None, panel.note or table.note)
    return Section("personer", "Leger og kandidater", ended(panel.title), exhibits=(found,), definitions=meant)


def _matters(seen: Seen, here: Municipality) -> Section:
    return _section("saker", "Åpne saker", municipality.matters(seen, here))


def _section(key: str, heading: str, panel: Panel) -> Section:
    return Section(key, heading, ended(panel.title), exhibits=(shown(panel),) if panel.tables else ())
