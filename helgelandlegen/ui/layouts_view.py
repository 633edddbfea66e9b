"""The saved layouts: what each does with a municipality's own table, and how to rename or forget one."""

from __future__ import annotations

import streamlit as st

from helgelandlegen.figures.numbers import short_day
from helgelandlegen.figures.phrases import listed
from helgelandlegen.figures.table import Column, table
from helgelandlegen.ui import cache, style, who
from helgelandlegen.workbook import layouts
from helgelandlegen.workbook.layout import Layout, Source
from helgelandlegen.workbook.layouts import Remembered
from helgelandlegen.workbook.sheets import SHEETS
from helgelandlegen.workbook.similar import called

SAID = "layouts_said"  # in the session: what was done in the run before
CHOSEN = "layout_chosen"


def every() -> Remembered | None:
    """The list of layouts, and the one that is chosen to be looked at; None where there is none."""
    if said := st.session_state.pop(SAID, None):
        st.success(style.plain(said))
    found = {one.layout.fingerprint: one for one in layouts.remembered(cache.store())}
    if not found:
        st.info("Ingen oppsett ennå. Du lager ett når du laster opp en fil med egne overskrifter.")
        return None
    columns = [Column("Oppsett"), Column("Leses som"), Column("Lagret"), Column("Av")]
    lines = [(one.layout.name, _ours(one.layout), _day(one), one.made_by or "") for one in found.values()]
    st.markdown(table("Lagrede oppsett", columns, lines), unsafe_allow_html=True)
    chosen = st.selectbox(
        "Se på et oppsett", list(found), format_func=lambda name: found[name].layout.name, key=CHOSEN,
        placeholder="Velg",
    )  # fmt: skip
    return found[chosen]


def _day(one: Remembered) -> str:
    return short_day(cache.store().programme.local(one.made_at).date())


def _ours(layout: Layout) -> str:
    return listed([SHEETS[target.sheet].heading for target in layout.targets])


def content(one: Remembered) -> None:
    """What a layout does, from their headings and words to ours, and how to rename or forget it."""
    layout = one.layout
    names = called(layout.headings)
    lines, words = [], []
    for target in layout.targets:
        sheet = SHEETS[target.sheet]
        for column in sheet.columns:
            if source := target.columns.get(column.name):
                lines.append((f"{sheet.heading}: {column.heading}", _source(source, names)))
                words += [(column.heading, theirs, ours or "tomt felt") for theirs, ours in source.values.items()]
    lines += [("Lagres aldri", names[index]) for index in layout.never_kept if index < len(names)]
    left, right = st.columns(2)
    left.markdown(table("Kolonner", [Column("I malen"), Column("I filen")], lines), unsafe_allow_html=True)
    with right:
        if words:
            columns = [Column("Kolonne"), Column("I filen"), Column("I malen")]
            st.markdown(table("Ord", columns, sorted(set(words))), unsafe_allow_html=True)
        _rename(one)
        _forget(one)


def _source(source: Source, names: tuple[str, ...]) -> str:
    if source.around:
        return "Tittelen eller filnavnet"
    if source.column is None:
        return f"«{source.fixed}» i alle rader"
    name = names[source.column] if source.column < len(names) else ""
    return f"{name} (0,8 betyr 80 prosent)" if source.percent else name


def _rename(one: Remembered) -> None:
    """Another name for a layout."""
    layout = one.layout
    field, button = st.columns([3, 1], vertical_alignment="bottom")
    typed = field.text_input("Navn", layout.name, max_chars=layouts.LONGEST_NAME, key=f"rename_{layout.fingerprint}")
    changed = bool(typed.strip()) and typed.strip() != layout.name
    if button.button("Gi nytt navn", disabled=not changed, width="stretch"):
        layouts.rename(cache.store(), layout, typed, who.role())
        _said(f"Oppsettet heter nå «{typed.strip()}».")


def _forget(one: Remembered) -> None:
    """Forgets a layout, after a yes."""
    sure, button = st.columns([3, 1], vertical_alignment="center")
    agreed = sure.checkbox(
        "Glem oppsettet. Det som er tatt inn med det, blir stående.", key=f"sure_{one.layout.fingerprint}"
    )
    if button.button("Glem", disabled=not agreed, width="stretch"):
        layouts.forget(cache.store(), one.layout.fingerprint)
        _said(f"Oppsettet «{one.layout.name}» er glemt.")


def _said(sentence: str) -> None:
    st.session_state[SAID] = sentence
    st.rerun()
