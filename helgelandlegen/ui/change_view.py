"""What a change does to the stored rows: counts by sheet and municipality, and field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

import streamlit as st

from helgelandlegen.figures import numbers
from helgelandlegen.figures.table import Column, table
from helgelandlegen.ui import cache
from helgelandlegen.workbook.compare import CHANGED, GONE, NEW, Difference, counts
from helgelandlegen.workbook.sheets import SHEETS

WORDS = {NEW: ("ny", "nye"), CHANGED: ("endret", "endrede"), GONE: ("som blir borte", "som blir borte")}
TOTALS = {NEW: "nye", CHANGED: "endrede", GONE: "borte"}
MOST_ROWS = 200
MOST_LINES = 12  # of the summary, before it is folded


def summary(found: Sequence[Difference]) -> None:
    """How many rows are new, changed and gone, in all and by sheet and municipality; a long list is folded."""
    columns = [
        Column("Ark"),
        Column("Kommune"),
        *(Column(text.capitalize(), numeric=True) for text in TOTALS.values()),
    ]
    programme = cache.store().programme
    lines = [
        (SHEETS[name].heading, programme.group_name(m) if m else "Programmet", *(c[what] for what in WORDS))
        for (name, m), c in counts(found).items()
    ]
    title = "Endringer per ark og kommune"
    if len(lines) <= MOST_LINES:
        st.markdown(table(title, columns, lines), unsafe_allow_html=True)
        return
    total = Counter(row.what for row in found)
    amounts = ", ".join(f"{numbers.number(total[what])} {text}" for what, text in TOTALS.items())
    with st.expander(f"{title}: {amounts}"):
        st.markdown(table(title, columns, lines), unsafe_allow_html=True)


def details(found: Sequence[Difference]) -> None:
    """The rows themselves: what was and what will be."""
    with st.expander("Se endringene rad for rad"):
        for what, title in ((GONE, "Rader som blir borte"), (CHANGED, "Endrede rader"), (NEW, "Nye rader")):
            rows = [d for d in found if d.what == what]
            if rows:
                _listing(title, rows, with_fields=what == CHANGED)


def _listing(title: str, rows: Sequence[Difference], *, with_fields: bool) -> None:
    columns = [Column("Ark"), Column("Kommune"), Column("Rad")]
    if with_fields:
        columns += [Column("Felt"), Column("Før"), Column("Etter")]
    programme = cache.store().programme
    lines: list[tuple[object, ...]] = []
    for row in rows[:MOST_ROWS]:
        where = (
            SHEETS[row.sheet].heading,
            programme.group_name(row.municipality) if row.municipality else "",
            _key(row),
        )
        if with_fields:
            lines += [(*where, heading, _shown(before), _shown(after)) for heading, before, after in row.fields]
        else:
            lines.append(where)
    more = f", de første {MOST_ROWS} er vist" if len(rows) > MOST_ROWS else ""
    caption = f"{title}: {numbers.number(len(rows))}{more}"
    st.markdown(table(caption, columns, lines, row_headings=False), unsafe_allow_html=True)


def _key(row: Difference) -> str:
    return " · ".join(str(_shown(value)) for value in row.key)


def _shown(value: object) -> object:
    if value is None:
        return "(tomt)"
    if isinstance(value, bool):
        return "Ja" if value else "Nei"
    return numbers.short_day(value) if isinstance(value, date) else value
