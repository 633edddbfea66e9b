"""The Excel annex: what a briefing is, its figures exactly, the tables and the chart numbers behind it, definitions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from helgelandlegen.briefing.facts import Briefing, Reader, Section
from helgelandlegen.briefing.foot import foot
from helgelandlegen.figures import files
from helgelandlegen.figures.exhibit import Chart, KeyFigure
from helgelandlegen.figures.phrases import DEMO
from helgelandlegen.figures.table import Column, Table
from helgelandlegen.subjects.meeting_steps import ended

READERS = {Reader.STEERING: "Styringsgruppen", Reader.OSO: "OSO og Helsefellesskapet"}
LIMITS = "datagrunnlag"
HIDDEN = "Tall om færre personer enn grensen for små grupper står som «under …» og er ikke med i filen."
ROUNDED = "«Vist» er tallet slik det står i notatet. «Verdi» og «Andel» er de eksakte tallene."


def annex(briefing: Briefing) -> bytes:
    """The annex as .xlsx, one sheet a table. Equal facts make equal bytes; no cell is a formula."""
    demo = f" · {DEMO}" if briefing.demo else ""
    return files.xlsx(tables(briefing), title=briefing.title, about=f"{briefing.title} · {foot(briefing)}{demo}")


def tables(briefing: Briefing) -> list[Table]:
    """The sheets in order: what it is, figures, tables by section, chart numbers that no table holds, definitions."""
    found = [*_key_figures(briefing), *_told(briefing)]
    for section in briefing.sections:
        found += _of(section)
    found += _definitions(briefing)
    return [_about(briefing, found), *found]


def _about(briefing: Briefing, sheets: Iterable[Table]) -> Table:
    limits = briefing.find(LIMITS)
    rows: list[tuple[str, object]] = [
        ("Hva dette er", f"Vedlegg med tallene bak «{briefing.title}», {briefing.programme}"),
        ("Laget for", READERS.get(briefing.reader, briefing.place)),
        ("Tallene gjelder", briefing.as_of),
        ("Sammenlignet med", briefing.since or "ingen dato"),
        *([("Møte", briefing.meeting)] if briefing.meeting else []),
        *([("Låst", briefing.locked)] if briefing.locked else []),
        ("Dataversjon", briefing.version or "ikke oppgitt"),
        ("Demodata", DEMO if briefing.demo else "Nei"),
        ("Personvern", HIDDEN),
        ("Avrunding", ROUNDED),
        *(("Forbehold", text) for text in ((ended(limits.headline), *limits.sentences) if limits else ())),
        *(("Kilde", ended(source)) for source in briefing.sources),
        *(("Ark", sheet.name) for sheet in sheets),
    ]
    return Table("Om vedlegget", (Column("Hva"), Column("Innhold")), rows)


def _key_figures(briefing: Briefing) -> Iterator[Table]:
    found = [(section.heading, one) for section in briefing.sections for one in section.key_figures]
    if not found:
        return
    decimals = _decimals(one.exact for _, one in found if one.kind != "share")
    columns = (
        Column("Del"), Column("Nøkkeltall"), Column("Sted"), Column("Vist"), Column("Enhet"),
        Column("Verdi", numeric=True, decimals=decimals), Column("Andel", share=True, decimals=1), Column("Grunnlag"),
        Column("Status"), Column("Mål"), Column("Endring"), Column("Tallet gjelder"), Column("Bygger på"),
    )  # fmt: skip
    rows = [(part, *_row(one)) for part, one in found]
    yield Table("Nøkkeltall", columns, rows)


def _row(one: KeyFigure) -> tuple[object, ...]:
    value, share = _exact(one.exact, one.kind == "share")
    return (one.title, one.place, one.printed, one.unit, value, share, one.counts, one.status, one.target, one.change,
            one.as_of, one.basis)  # fmt: skip


def _told(briefing: Briefing) -> Iterator[Table]:
    """Every figure that a sentence tells, for the day that it was asked for."""
    found = [(section.heading, one) for section in briefing.sections for one in section.figures]
    if not found:
        return
    decimals = _decimals(one.exact for _, one in found if "%" not in one.printed)
    columns = (Column("Del"), Column("Tall"), Column("Dato"), Column("Vist"),
               Column("Verdi", numeric=True, decimals=decimals), Column("Andel", share=True, decimals=1),
               Column("Grunnlag"))  # fmt: skip
    rows = [(part, one.title, one.asked, one.printed, *_exact(one.exact, "%" in one.printed), one.counts)
            for part, one in found]  # fmt: skip
    yield Table("Tallene i teksten", columns, rows)


def _exact(digits: str, share: bool) -> tuple[Decimal | None, Decimal | None]:
    """The exact value in the column of values or in that of shares."""
    value = Decimal(digits) if digits else None
    return (None, value) if share else (value, None)


def _decimals(found: Iterable[str]) -> int:
    return int(any(Decimal(digits) % 1 for digits in found if digits))


def _of(section: Section) -> Iterator[Table]:
    for one in section.exhibits:
        if one.table is not None:
            yield one.table
        elif one.chart is not None:
            yield _chart(one.chart)
    for points in section.lists:
        yield Table(points.title, (Column(points.title),), [(item,) for item in points.items])


def _chart(chart: Chart) -> Table:
    """The numbers of a chart that no table holds."""
    whole = all(value is None or value == int(value) for one in chart.series for value in one.values)
    columns = [Column("Steg"), *(
        Column(one.name, numeric=not chart.share, share=chart.share, decimals=int(not whole)) for one in chart.series
    )]  # fmt: skip
    rows = [(name, *(one.values[n] for one in chart.series)) for n, name in enumerate(chart.categories)]
    return Table(f"{chart.series[0].name}, steg", columns, rows, chart.absent)


def _definitions(briefing: Briefing) -> Iterator[Table]:
    rows = [(one.title, one.definition, one.caveat, ended(one.source)) for one in briefing.definitions]
    if rows:
        columns = (Column("Nøkkeltall"), Column("Slik regnes det"), Column("Forbehold"), Column("Kilde"))
        yield Table("Definisjoner", columns, rows)
