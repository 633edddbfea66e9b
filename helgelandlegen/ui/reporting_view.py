"""Who has reported what: the sentence, the grid, the figures that are weakened, and how complete the data is."""

from __future__ import annotations

from datetime import date
from html import escape
from weakref import WeakKeyDictionary

import streamlit as st

from helgelandlegen.figures import reporting as words
from helgelandlegen.figures.numbers import basis_text, day
from helgelandlegen.figures.phrases import capital
from helgelandlegen.figures.quality import Completeness, sentence
from helgelandlegen.figures.table import Column, Table
from helgelandlegen.figures.trend import trend
from helgelandlegen.memory import Memory
from helgelandlegen.privacy import Publication, Shown, catalogue
from helgelandlegen.subjects.panel import Panel
from helgelandlegen.subjects.seen import Seen
from helgelandlegen.ui import cache, drawn, pick
from helgelandlegen.workbook import reporting
from helgelandlegen.workbook.reporting import MUNICIPAL, Line, Reporting

CHOSEN = "kommune"  # in the address: the municipality that is looked at
ORDER = "reporting_order"
BY_PROGRAMME, BY_AGE = "Kommunenes rekkefølge", "Eldste først"
DAYS_KEPT = 50
DRAWING = 420  # the width of a drawing in a third of the screen

_kept: WeakKeyDictionary[Publication, Memory[tuple[str, date], object]] = WeakKeyDictionary()


def found(seen: Seen) -> Reporting:
    """What all municipalities have sent up to the header's date; kept as long as the data stays the same."""
    as_of = seen.choice.as_of
    kept = _memory(seen).recall(("reporting", as_of), lambda: reporting.reporting(cache.store(), as_of))
    assert isinstance(kept, Reporting)
    return kept


def _memory(seen: Seen) -> Memory[tuple[str, date], object]:
    return _kept.setdefault(seen.publication, Memory(DAYS_KEPT))


def chosen(seen: Seen) -> Line | None:
    """The municipality that the address names; None for none or an unknown one."""
    return found(seen).line(pick.in_address(CHOSEN))


def opening(seen: Seen) -> None:
    """The sentence that the page is about, and how the grid is ordered."""
    every = found(seen)
    text = words.headline(len(every.lines) - len(every.late), len(every.lines), every.days)
    more = f"Per {day(every.as_of)}. Velg en kommune for å se hva den har sendt, og for å minne den på det som mangler."
    with st.container(key="hl_opening", horizontal=True, gap="small"):
        st.markdown(
            f'<div class="hl-opening" lang="nb"><p role="heading" aria-level="1">{escape(text)}</p>'
            f'<p class="hl-more">{escape(more)}</p></div>',
            unsafe_allow_html=True,
        )
        st.session_state.setdefault(ORDER, BY_PROGRAMME)
        st.pills("Rekkefølge", [BY_PROGRAMME, BY_AGE], key=ORDER, label_visibility="collapsed")


def grid(seen: Seen) -> None:
    """Municipalities and sheets; picking a municipality opens it."""
    every = found(seen)
    order = every.oldest_first if st.session_state.get(ORDER) == BY_AGE else every.lines
    rows = [
        words.Row(
            line.number,
            line.name,
            [_cell(every, line, sheet.name) for sheet in MUNICIPAL],
            words.Cell(line.newest, every.age(line.newest)),
        )
        for line in order
    ]
    pick.draw(words.grid(rows, [s.heading for s in MUNICIPAL], every.as_of, every.days), "reporting", _open)


def _cell(every: Reporting, line: Line, sheet: str) -> words.Cell:
    held = line.held.get(sheet)
    if held is None:
        return words.Cell(None, every.age(None))
    return words.Cell(held.reported_on, every.age(held.reported_on), len(held.remarks))


def _open(number: str) -> None:
    st.query_params[CHOSEN] = number


def panels(seen: Seen) -> None:
    """The figures that are weakened by what is missing, and how complete the data was over time."""
    html = _memory(seen).recall(("panels", seen.choice.as_of), lambda: _panels(seen))
    drawn.draw(str(html), "reporting_panels")


def _panels(seen: Seen) -> str:
    courses = reporting.quality(cache.store(), seen.choice.as_of)
    thirds = "".join(_course(Completeness(name, points)).drawn() for name, points in courses.items())
    return (
        f'<div class="hl-panels" lang="nb">{_weakened(seen).drawn()}'
        f"{f'<div class=hl-thirds>{thirds}</div>' if thirds else ''}</div>"
    )


def weak(seen: Seen) -> list[tuple[Shown, list[Line]]]:
    """The figures that do not rest on all municipalities, with those that are missing; the weakest first."""
    every, publication = found(seen), seen.publication
    pairs = [
        (publication.shown_briefly(name, every.as_of), every.missing(definition.rests_on))
        for name, definition in catalogue().items()
        # A figure about the reporting itself is not weakened by it.
        if not (definition.programme_only or definition.count_silent)
    ]
    return sorted((pair for pair in pairs if pair[1]), key=lambda pair: pair[0].support.fresh)


def _weakened(seen: Seen) -> Panel:
    pairs = weak(seen)
    unsure = sum(not figure.support.enough for figure, _ in pairs)
    columns = [Column("Nøkkeltall"), Column("Grunnlag"), Column("Mangler"), Column("Kan konkluderes")]
    rows = [
        (
            figure.title,
            capital(basis_text(figure)),
            words.missing([line.name for line in lines]),
            "Ja" if figure.support.enough else "Nei, ikke konkluderbart",
        )
        for figure, lines in pairs
    ]
    note = (
        "En kommune mangler når den nyeste rapporten er for gammel, eller når den aldri har sendt et ark som tallet "
        "bygger på. Tallet er konkluderbart når det bygger på minst tre av fire kommuner."
    )
    title = words.weakened([figure.title for figure, _ in pairs], unsure)
    tables = [Table("Nøkkeltall som er svekket", columns, rows)] if rows else []
    return Panel("svekket", title, "", tables, note)


def _course(figure: Completeness) -> Panel:
    columns = [
        Column("Dato"),
        Column("Andel", numeric=True, share=True, missing="ingen tall"),
        Column("På plass", numeric=True),
        Column(figure.whole, numeric=True),
    ]
    rows = [
        (when, share, part, whole)
        for (when, share), (_, part, whole) in zip(reversed(figure.series), reversed(figure.points), strict=True)
    ]
    tables = [Table(f"{figure.title}, utvikling", columns, rows)]
    note = "Ved hver månedsslutt de siste 24 månedene, slik databasen var den dagen."
    title = sentence(figure)
    return Panel(f"kvalitet-{figure.measure}", title, trend(figure, DRAWING, message=title), tables, note)
