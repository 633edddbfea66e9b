"""Every figure as the store knew it on an earlier day, beside what is known now, and what made the difference."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from html import escape

import streamlit as st

from helgelandlegen.figures import consequence
from helgelandlegen.figures import known as words
from helgelandlegen.figures.numbers import day, number, short_day
from helgelandlegen.figures.table import Column, table
from helgelandlegen.privacy import Shown, catalogue
from helgelandlegen.subjects.as_known import as_known
from helgelandlegen.subjects.seen import Seen
from helgelandlegen.ui import cache, frame, history_view, pick, style
from helgelandlegen.workbook.history import changes_since, first_import

KNOWN, FIGURE = "kjent", "tall"  # in the address
FIELD, GOTO = "known_day", "known_goto"
MOST_ROWS = 300


@contextmanager
def _as_known(seen: Seen, known_on: date) -> Iterator[Seen]:
    """What was known on a day, read through the same choices."""
    with as_known(seen.publication, known_on) as earlier:
        yield Seen(earlier, seen.choice)


def day_chosen(seen: Seen) -> date:
    """The field for the day, kept in the address; at first the day that the header compares with."""
    programme = seen.publication.programme
    first, last = programme.data_from, programme.today()
    if FIELD not in st.session_state:
        usual = seen.choice.compared_with or last - timedelta(days=1)
        st.session_state[FIELD] = min(max(_in_address() or usual, first), last)
    with st.container(key="hl_known", horizontal=True, gap="small", vertical_alignment="bottom"):
        chosen = st.date_input("Slik det var kjent", min_value=first, max_value=last, format="DD.MM.YYYY", key=FIELD)
        st.markdown(
            f"Tallene gjelder per {day(seen.choice.as_of)}. Datoen velges øverst. {style.plain(seen.in_words)}."
        )
    found = chosen if isinstance(chosen, date) else last
    if st.query_params.get(KNOWN) != found.isoformat():
        st.query_params[KNOWN] = found.isoformat()
    return found


def _in_address() -> date | None:
    try:
        return date.fromisoformat(st.query_params.get(KNOWN, ""))
    except ValueError:
        return None


def knew_nothing(known_on: date) -> bool:
    """Says so where the store knew nothing on that day."""
    store = cache.store()
    first = first_import(history_view.every())
    begun = store.programme.local(first).date() if first else None
    if begun is not None and begun <= known_on:
        return False
    st.info(words.before_all(known_on, begun))
    return True


def figures(seen: Seen, known_on: date) -> None:
    """All figures then and now, those that differ first; picking one opens its rows."""
    picked = st.session_state.pop(GOTO, None)
    if picked:
        st.switch_page(frame.page("slik-det-var-kjent"), query_params=_to(seen, known_on, picked))
    pairs = _pairs(seen, known_on)
    changed = [pair for pair in pairs if not consequence.same(*pair)]
    style.heading(words.headline(len(changed), len(pairs), known_on), level=2)
    columns = [
        Column("Nøkkeltall", markup=True), Column(f"Kjent {short_day(known_on)}"), Column("Kjent nå"),
        Column("Forskjell"),
    ]  # fmt: skip
    lines = [_line(*pair) for pair in (*changed, *(pair for pair in pairs if pair not in changed))]
    html = table("Nøkkeltall da og nå", columns, lines)
    pick.draw(f'<div class="hl-panel">{html}</div>', "known", _open)


def _to(seen: Seen, known_on: date, name: str) -> dict[str, str]:
    return seen.choice.address | {KNOWN: known_on.isoformat(), FIGURE: name}


def _open(name: str) -> None:
    st.session_state[GOTO] = name


def _pairs(seen: Seen, known_on: date) -> list[tuple[Shown, Shown]]:
    """Each figure then and now; the newer one knows the older value."""
    pairs = []
    with st.spinner("Regner ut tallene slik de var kjent …"), _as_known(seen, known_on) as earlier:
        for name in catalogue():
            then, now = earlier.briefly(name), seen.briefly(name)
            pairs.append((then, replace(now, previous=then.value, compared_with=now.as_of)))
    return pairs


def _line(then: Shown, now: Shown) -> tuple[object, ...]:
    moved = "uendret" if consequence.same(then, now) else consequence.moved(now)
    return (
        f'<button type="button" class="hl-pick" data-pick="{escape(now.id)}">{escape(now.title)}</button>',
        consequence.in_full(then), consequence.in_full(now), moved,
    )  # fmt: skip


def between(known_on: date) -> None:
    """The imports that came, went and came back after the day."""
    found = changes_since(cache.store(), known_on)
    style.heading("Hva som har skjedd siden", level=2)
    if not found:
        st.markdown(f"Ingen import er tatt inn eller trukket tilbake etter {day(known_on)}.")
        return
    columns = [
        Column("Når"),
        Column("Hva"),
        Column("Import", numeric=True),
        Column("Fil"),
        Column("Slag"),
        Column("Hvem"),
    ]
    lines = [
        (history_view.moment(row["happened_at"]), words.HAPPENED[row["what"]], row["import_id"], row["file_name"],
         row["kind"].capitalize(), row["done_by"] or "")
        for row in found
    ]  # fmt: skip
    st.markdown(table("Importer etter den dagen", columns, lines, row_headings=False), unsafe_allow_html=True)


def one(seen: Seen, known_on: date, name: str) -> None:
    """One figure's rows then and now, those that differ first; PlainError for an unknown figure."""
    st.page_link(
        frame.page("slik-det-var-kjent"), label="← Alle nøkkeltall",
        query_params=seen.choice.address | {KNOWN: known_on.isoformat()},
    )  # fmt: skip
    now = seen.briefly(name)
    with st.spinner("Regner ut tallene slik de var kjent …"), _as_known(seen, known_on) as earlier:
        then = earlier.briefly(name)
        before = _rows(then, earlier.rows(name) or [])
    after = _rows(now, seen.rows(name) or [])
    said = f"{consequence.in_full(then)} kjent {day(known_on)}, {consequence.in_full(now)} nå"
    style.heading(now.title, beside=said, level=2)
    found = words.compared(before, after)
    columns = [Column("Kjent"), Column("Kommune"), *(Column(heading) for _, heading, _ in now.definition.columns)]
    caption = words.rows_heading(len(before), len(after))
    if len(found) > MOST_ROWS:
        caption += f", de første {number(MOST_ROWS)} er vist"
    lines = [(known, *row) for known, row in found[:MOST_ROWS]]
    st.markdown(table(caption, columns, lines, row_headings=False), unsafe_allow_html=True)


def _rows(figure: Shown, found: list[dict[str, object]]) -> list[tuple[object, ...]]:
    """The rows behind a figure as they are shown."""
    columns = figure.definition.columns

    def cell(value: object, yes_no: bool) -> object:
        return bool(value) if yes_no and value is not None else value

    return [(row.get("name") or "", *(cell(row[key], yes_no) for key, _, yes_no in columns)) for row in found]
