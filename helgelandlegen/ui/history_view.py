"""The history of imports: what came in, from whom and when; one import with its file and all that is known of it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any
from weakref import WeakKeyDictionary

import streamlit as st

from helgelandlegen.database import Store
from helgelandlegen.figures import numbers, phrases
from helgelandlegen.figures.phrases import count
from helgelandlegen.figures.table import Column, table
from helgelandlegen.subjects.choice import EVERYWHERE
from helgelandlegen.subjects.seen import Seen
from helgelandlegen.ui import cache, frame, pick, style
from helgelandlegen.workbook.history import Details, as_received, details, history, matching, original
from helgelandlegen.workbook.sheets import SHEETS

CHOSEN = "import"  # in the address: the import that is looked at
PLACE, KIND, TEXT, SHOWN = "history_place", "history_kind", "history_text", "history_shown"
EVERY_KIND = "Alle slag"
GOTO = "history_goto"
PAGE = 25
MOST_ROWS = 200
LEFT_OUT = "Hele raden"

Row = dict[str, Any]

_kept: WeakKeyDictionary[Store, tuple[int, list[Row]]] = WeakKeyDictionary()


def every() -> list[Row]:
    """All imports, newest first; read once for each version of the data."""
    store = cache.store()
    kept = _kept.get(store)
    if kept is None or kept[0] != store.version:
        kept = (store.version, history(store))
        _kept[store] = kept
    return kept[1]


def chosen() -> Row | None:
    """The import that the address names; None for none or an unknown one."""
    wanted = pick.in_address(CHOSEN)
    return next((row for row in every() if str(row["import_id"]) == wanted), None)


def imports() -> None:
    """The list of imports, newest first, as far as they are wished for."""
    if not every():
        st.info("Ingenting er tatt inn ennå.")
        return
    found = _wished(every())
    most = st.session_state.setdefault(SHOWN, PAGE)
    table_of(found[:most], "all")
    if len(found) > most:
        left = len(found) - most
        st.button(f"Vis flere ({numbers.number(left)} eldre)", on_click=_more)


def _more() -> None:
    st.session_state[SHOWN] += PAGE


def _fewer() -> None:
    st.session_state[SHOWN] = PAGE


def _wished(known: list[Row]) -> list[Row]:
    """What the fields above the list leave."""
    programme = cache.store().programme
    names = {"": EVERYWHERE} | {m.number: m.name for m in programme.municipalities}
    kinds = {"": EVERY_KIND} | {row["kind"]: row["kind"].capitalize() for row in known}
    with st.container(key="hl_history_filter", horizontal=True, gap="small", vertical_alignment="bottom"):
        place = st.selectbox("Kommune", list(names), format_func=names.__getitem__, key=PLACE, on_change=_fewer)
        kind = st.selectbox("Slag", list(kinds), format_func=kinds.__getitem__, key=KIND, on_change=_fewer)
        text = st.text_input("Søk i filnavn og hvem", key=TEXT, on_change=_fewer)
        found = matching(known, place or "", kind or "", text or "")
        of = f" av {numbers.number(len(known))}" if len(found) < len(known) else ""
        st.markdown(f"{numbers.number(len(found))}{of} {'import' if len(known) == 1 else 'importer'}")
    return found


def table_of(rows: list[Row], key: str) -> None:
    """A table of imports in which one can be picked: it is then looked at in the history."""
    picked = st.session_state.pop(GOTO, None)
    if picked:
        st.switch_page(frame.page("historikk"), query_params=frame.chosen().address | {CHOSEN: picked})
    columns = [
        Column("Import", markup=True), Column("Tatt inn"), Column("Fil"), Column("Slag"), Column("Hvem"),
        Column("Kommuner"), Column("Nye", numeric=True), Column("Endrede", numeric=True), Column("Borte", numeric=True),
        Column("Rettet", numeric=True), Column("Varsler", numeric=True), Column("Status"),
    ]  # fmt: skip
    lines = [_line(row) for row in rows]
    pick.draw(f'<div class="hl-panel">{table("Importer", columns, lines)}</div>', f"imports_{key}", _open)


def _open(import_id: str) -> None:
    st.session_state[GOTO] = import_id


def _line(row: Row) -> tuple[object, ...]:
    state = f"Trukket tilbake {numbers.short_day(_local(row['withdrawn_at']).date())}" if row["withdrawn_at"] else ""
    number = row["import_id"]
    return (
        f'<button type="button" class="hl-pick" data-pick="{number}">Import {number}</button>',
        moment(row["accepted_at"]), row["file_name"], row["kind"].capitalize(), row["done_by"] or "",
        whom(row), row["added"], row["changed"], row["gone"], row["corrections"], row["findings"], state or "Gjelder",
    )  # fmt: skip


def whom(row: Row, most: int = 2) -> str:
    """Whom an import is about: names, or how many where they are more than `most`."""
    programme = cache.store().programme
    covered = row["municipalities"] or []
    if len(covered) == len(programme.municipalities):
        return "Alle"
    if len(covered) > most:
        return count(len(covered), "kommune", "kommuner")
    return ", ".join(map(programme.group_name, covered)) or "Programmet"


def _local(at: Any) -> Any:
    return cache.store().programme.local(at)


def moment(at: Any) -> str:
    """A moment of the store as people say it: «02.11.2026 kl. 12.00»."""
    return phrases.moment(_local(at))


def heading(seen: Seen, row: Row) -> None:
    """Which import it is, and the way back."""
    st.page_link(frame.page("historikk"), label="← Hele historikken", query_params=seen.choice.address)
    state = "Trukket tilbake" if row["withdrawn_at"] else "Gjelder"
    style.heading(f"Import {row['import_id']}", beside=f"{row['file_name']} · {state}")


def facts(row: Row) -> Details:
    """When and by whom, whom it is about, each time it was taken back; and the file as it was received."""
    kept = details(cache.store(), row["import_id"])
    by = f" av {row['done_by']}" if row["done_by"] else ""
    said = {
        "Tatt inn": f"{moment(row['accepted_at'])}{by}",
        "Slag": row["kind"].capitalize(),
        "Gjelder": whom(row, most=30),
        "Rader": f"{numbers.number(row['added'])} nye, {numbers.number(row['changed'])} endrede, "
        f"{numbers.number(row['gone'])} borte",
    }
    lines = [f"<p><b>{name}:</b> {escape(text)}</p>" for name, text in said.items()]
    lines += [f"<p><b>Trukket tilbake:</b> {escape(_taken_back(one))}</p>" for one in kept.withdrawals]
    st.markdown(f'<div class="hl-facts" lang="nb">{"".join(lines)}</div>', unsafe_allow_html=True)
    _file(row)
    return kept


def _taken_back(row: Row) -> str:
    by = f" av {row['withdrawn_by']}" if row["withdrawn_by"] else ""
    text = f"{moment(row['withdrawn_at'])}{by}"
    if row["restored_at"] is None:
        return text
    again = f" av {row['restored_by']}" if row["restored_by"] else ""
    return f"{text}, tatt inn igjen {moment(row['restored_at'])}{again}"


def _file(row: Row) -> None:
    found = original(cache.store(), row)
    if found is None:
        st.markdown("Filen er ikke tatt vare på.")
        return
    name, path = found
    whole = as_received(path)
    how = "slik den kom" if whole else "slik den er tatt vare på"
    st.download_button(f"Last ned {style.plain(name)} {how}", path.read_bytes, name, on_click="ignore")
    if not whole:
        st.caption("Uten personopplysninger og ark som ikke ble lest.")


def contents(kept: Details) -> None:
    """What the import changed, what was corrected on the way in, and what it was warned of."""
    programme = cache.store().programme
    changed = [
        (SHEETS[c["sheet"]].heading, programme.group_name(c["municipality"]) if c["municipality"] else "Programmet",
         c["added"], c["changed"], c["gone"])
        for c in kept.changes
    ]  # fmt: skip
    corrected = [
        (c["sheet"], c["excel_row"], c["heading"] or LEFT_OUT, _cell(c["original"], c["heading"]),
         _cell(c["corrected"], c["heading"], "utelatt"), c["corrected_by"] or "", moment(c["corrected_at"]))
        for c in kept.corrections
    ]  # fmt: skip
    text, number = Column, [Column(word, numeric=True) for word in ("Nye", "Endrede", "Borte")]
    _folded("Endringer per ark og kommune", [text("Ark"), text("Kommune"), *number], changed)
    _folded(
        "Rettet før import",
        [text("Ark"), Column("Rad", numeric=True), text("Kolonne"), text("Sto i filen"), text("Rettet til"),
         text("Hvem"), text("Når")],
        corrected,
    )  # fmt: skip
    _folded("Varsler da filen kom inn", [text("Varsel")], [(w["message"],) for w in kept.findings])


def _cell(value: str | None, heading: str | None, whole_row: str = "") -> str:
    if heading is None:
        return whole_row
    return "(tomt)" if value is None else value


def _folded(title: str, columns: list[Column], lines: Sequence[tuple[object, ...]]) -> None:
    if not lines:
        return
    shown = f", de første {MOST_ROWS} er vist" if len(lines) > MOST_ROWS else ""
    with st.expander(f"{title}: {numbers.number(len(lines))}{shown}"):
        st.markdown(table(title, columns, lines[:MOST_ROWS]), unsafe_allow_html=True)
