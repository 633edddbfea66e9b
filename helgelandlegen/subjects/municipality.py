"""The panels of «Kommune»: one municipality, its sub-region, the programme and its neighbours beside it."""

from __future__ import annotations

from html import escape
from typing import Any

from helgelandlegen.age import Age
from helgelandlegen.figures import marks
from helgelandlegen.figures import municipality_messages as messages
from helgelandlegen.figures.matters import Matter
from helgelandlegen.figures.numbers import number, value_text
from helgelandlegen.figures.table import Column, Table
from helgelandlegen.privacy import POSTS, PROGRAMME, Shown, catalogue
from helgelandlegen.programme import Municipality
from helgelandlegen.subjects import as_known, tiles
from helgelandlegen.subjects.panel import Panel
from helgelandlegen.subjects.seen import Seen
from helgelandlegen.workbook.reporting import MUNICIPAL, Reporting

FIGURES = (
    "vacant_posts",
    "announced_vacancies",
    "inhabitants_without_gp",
    "reserve_capacity",
    "locum_cover",
    "lis1_fixed_pathway",
)
# The heading on the screen, the figure, and whether its parts are told («6 av 30») or its value.
COMPARED = (
    ("Ledige", "vacancy_rate", True),
    ("Andel ledige", "vacancy_rate", False),
    ("Over ett år", "long_term_vacant", False),
    ("Varslet ledige", "announced_vacancies", False),
    ("Innbyggere uten lege", "inhabitants_without_gp", False),
    ("Ledige plasser", "reserve_capacity", False),
    ("Med vikar", "locum_cover", True),
    ("LIS1 i fast løp", "lis1_fixed_pathway", True),
)
# Whether a municipality has ever told of absence or of learning goals says something of the few doctors it has.
ABOUT_PERSONS = {"absence", "learning_goal"}
PEOPLE = "active_trainees"
ENDED = "Avsluttet"


def figures(seen: Seen) -> list[str]:
    """The figures of the strip that the chosen type of posts has."""
    return [name for name in FIGURES if seen.publication.follows(name, seen.choice.post_type)]


def sentence(seen: Seen, here: Municipality) -> str:
    """The screen's one sentence."""
    vacant = seen.briefly("vacant_posts")
    since = [row["vacant_since"] for row in seen.rows("vacant_posts") or []] if vacant.value is not None else []
    posts, rate, ahead = POSTS[seen.choice.post_type], seen.briefly("vacancy_rate"), seen.briefly("announced_vacancies")
    return messages.opening(here.name, posts, rate, vacant, min(since, default=None), ahead)


def compare(seen: Seen, here: Municipality) -> Panel:
    """The municipality, its sub-region, the programme and its neighbours, figure by figure; a neighbour can be picked.

    On the screen counts stand in one cell («6 av 30»); in the files the part and the whole have a column each.
    """
    programme = seen.publication.programme
    neighbours, told = programme.neighbours(here.number), _compared(seen)
    places = [
        (here.name, here.number, "Kommunen"),
        (here.sub_region, here.sub_region, "Regionen"),
        (programme.title, PROGRAMME, "Hele programmet"),
        *((m.name, m.number, "Nabokommune") for m in neighbours),
    ]
    rows = [[_name(*place), *(_told(seen, name, place[1], parts) for _, name, parts in told)] for place in places]
    columns = [Column("", markup=True)] + [Column(text, numeric=True, missing="ingen tall") for text, *_ in told]
    shown = f'<div class="hl-tight">{Table("Sammenligning", columns, rows).html()}</div>'
    rates = {group: seen.briefly("vacancy_rate", group) for _, group, _ in places}
    title = messages.compared(
        rates[here.number],
        (here.sub_region, rates[here.sub_region]),
        ("hele programmet", rates[PROGRAMME]),
        [(m.name, rates[m.number]) for m in neighbours],
    )
    return Panel("compare", title, shown, [_whole(seen, places)], for_all=True)


def _compared(seen: Seen) -> list[tuple[str, str, bool]]:
    """What is compared of the chosen type of posts."""
    return [one for one in COMPARED if seen.publication.follows(one[1], seen.choice.post_type)]


def _name(name: str, group: str, what: str) -> str:
    """The row's heading; a neighbour's is a button that leads to it."""
    if what == "Nabokommune":
        return marks.button(marks.place(group), name)
    return escape("Hele programmet" if group == PROGRAMME else name)


def _told(seen: Seen, name: str, group: str, parts: bool) -> object:
    figure = seen.briefly(name, group)
    if parts and figure.denominator == 0:
        return "–"
    if figure.value is None:
        return None
    if parts:
        return f"{number(figure.numerator or 0)} av {number(figure.denominator or 0)}"
    return value_text(figure, seen.limit)


def _whole(seen: Seen, places: list[tuple[str, str, str]]) -> Table:
    columns, lines = [Column("Sted"), Column("Hva")], [[name, what] for name, _, what in places]
    for _, name, parts in _compared(seen):
        found = [seen.briefly(name, group) for _, group, _ in places]
        title = found[0].title
        if parts:
            columns += [Column(f"{title}: antall", numeric=True, missing="ingen tall")]
            columns += [Column(f"{title}: av", numeric=True, missing="ingen tall")]
        else:
            columns.append(Column(title, numeric=True, missing="ingen tall", share=found[0].kind == "share"))
        for line, figure in zip(lines, found, strict=True):
            line += [figure.numerator, figure.denominator] if parts else [figure.value]  # type: ignore[list-item]
    return Table("Kommunen, regionen, programmet og naboene", columns, lines)


def locator(seen: Seen) -> Panel:
    """The small map of tiles that leads to the others."""
    return Panel("locator", "Gå til en annen kommune", tiles.to_choose(seen, small=True), [], for_all=True)


def reported(seen: Seen) -> Panel:
    """When the municipality sent each of its sheets last: days and ages, nothing of what was in them."""
    as_of = seen.choice.as_of
    days = {row["sheet"]: row["reported_on"] for row in seen.listed("municipality_reports")}
    every = Reporting(as_of, seen.publication.programme.freshness_days, ())
    columns = [Column("Ark"), Column("Nyeste rapport", missing="–"), Column("Alder"), Column("Status", markup=True)]
    lines = []
    for sheet in MUNICIPAL:
        if sheet.name in ABOUT_PERSONS:
            continue
        newest = days.get(sheet.name)
        word = every.age(newest)
        lines.append([sheet.heading, newest, messages.age(newest, as_of), f'<span class="hl-age-{word}">{word}</span>'])
    newest = days.get("report")
    title = messages.reported(newest, as_of, every.age(newest) is Age.FRESH)
    note = f"En rapport er fersk i {number(every.days)} dager."
    return Panel("reported", title, "", [Table("Kommunens rapporter", columns, lines, note)])


def duties(seen: Seen, here: Municipality) -> Panel:
    """Since when it may train specialists, its agreement, and how it rates itself."""
    own = [row for row in seen.listed("agreements") if row["municipality"] == here.number and row["reported"]]
    status = own[0] if own else {"registered_on": None, "agreement_on": None}
    columns = [Column("Plikt"), Column("Dato", missing="nei" if own else "ingen tall")]
    lines = [
        ["Registrert utdanningsvirksomhet", status["registered_on"]],
        ["Samarbeidsavtale med helseforetaket", status["agreement_on"]],
    ]
    title = messages.duties(status["registered_on"], status["agreement_on"], known=bool(own))
    return Panel("duties", title, "", [Table("Registrering og avtale", columns, lines, "Kilde: arket Kommunestatus.")])


def assessments(seen: Seen) -> Panel:
    """How the municipality rates itself, and has done so before."""
    rows = seen.listed("assessment_course")
    criteria = sorted({row["criterion"] for row in rows})
    by_day: dict[Any, dict[str, int]] = {}
    for row in rows:
        by_day.setdefault(row["assessed_on"], {})[row["criterion"]] = row["rating"]
    newest = next(iter(by_day), None)
    title = messages.assessed(newest, list(by_day[newest].items()) if newest else [])
    columns = [Column("Dato"), *(Column(name, numeric=True, missing="–") for name in criteria)]
    lines = [[when, *(found.get(name) for name in criteria)] for when, found in by_day.items()]
    note = "Fra 1 (svak) til 5 (sterk). Kilde: arket Egenvurdering."
    return Panel("assessments", title, "", [Table("Kommunens egenvurdering", columns, lines, note)] if lines else [])


def persons(seen: Seen, here: Municipality) -> Panel:
    """The figures about persons, for the sub-region and the programme: a municipality's own are never shown."""
    columns = [
        Column("Nøkkeltall"), Column(f"Gjelder {here.sub_region}", numeric=True),
        Column("Gjelder hele programmet", numeric=True),
    ]  # fmt: skip
    lines = []
    for name, definition in catalogue().items():
        if not seen.publication.closed(definition):
            continue
        told = "–" if definition.programme_only else messages.told(_figure(seen, name, here.sub_region), seen.limit)
        lines.append([definition.title, told, messages.told(_figure(seen, name, PROGRAMME), seen.limit)])
    region, whole = (_figure(seen, PEOPLE, group) for group in (here.sub_region, PROGRAMME))
    title = messages.persons(region, whole, here.sub_region, seen.limit)
    note = (
        "Tall om leger og kandidater vises ikke for én kommune. De gjelder siste dato der ingen gruppe er for liten. "
        "«–»: tallet finnes bare for hele programmet."
    )
    return Panel("persons", title, "", [Table("Leger og kandidater", columns, lines, note)], for_all=True)


def _figure(seen: Seen, name: str, group: str) -> Shown:
    return seen.publication.shown_briefly(name, seen.choice.as_of, group)


def measures(seen: Seen, here: Municipality) -> Panel:
    """The measures that are the municipality's own and have not ended."""
    known = as_known.listed(seen.publication, "measures", seen.choice.as_of)
    own = [row for row in known if row["municipality"] == here.name and row["status"] != ENDED]
    keys = ("measure", "category", "status", "valid_from", "yearly_cost")
    columns = [
        Column("Tiltak"), Column("Art"), Column("Status"), Column("Fra og med", missing="–"),
        Column("Kroner per år", numeric=True, missing="–"),
    ]  # fmt: skip
    tables = [Table("Kommunens tiltak", columns, [[row[key] for key in keys] for row in own])] if own else []
    return Panel("measures", messages.measures(here.name, len(own)), "", tables)


def matters(seen: Seen, here: Municipality) -> Panel:
    """The open matters whose words name the municipality: their sheet has no column that says whom they concern."""
    named = [
        row
        for row in seen.listed("decisions")
        if Matter.of(row).is_open(seen.choice.as_of)
        and messages.names(f"{row['case_title']} {row['decision'] or ''}", here.name)
    ]
    keys = ("case_title", "meeting_date", "decision", "responsible", "due_on")
    columns = [Column(text, missing="–") for text in ("Sak", "Møte", "Beslutning", "Ansvarlig", "Frist")]
    lines = [[row[key] for key in keys] for row in named]
    note = (
        "Saker har ingen kolonne for kommune. Her er de vedtakene som ikke er utført, og som har "
        f"«{here.name}» i teksten."
    )
    tables = [Table("Åpne saker som nevner kommunen", columns, lines, note)] if lines else []
    return Panel("matters", messages.matters(here.name, len(lines)), "", tables, "" if lines else note)
