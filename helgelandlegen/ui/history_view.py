"""The history of imports: what each changed, and taking one back."""

from __future__ import annotations

from typing import Any

import streamlit as st

from helgelandlegen.figures import numbers
from helgelandlegen.figures.table import Column, table
from helgelandlegen.ui import cache, change_view
from helgelandlegen.workbook.history import Withdrawal, details, history, withdraw
from helgelandlegen.workbook.sheets import SHEETS


def imports() -> None:
    """The list of imports, newest first."""
    said = st.session_state.pop("history_said", None)
    if said:
        st.success(said)
    columns = [
        Column("Import", numeric=True), Column("Tatt inn"), Column("Fil"), Column("Slag"), Column("Kommuner"),
        Column("Nye", numeric=True), Column("Endrede", numeric=True), Column("Borte", numeric=True),
        Column("Varsler", numeric=True), Column("Status"),
    ]  # fmt: skip
    lines = [_line(row) for row in history(cache.store())]
    st.markdown(table("Importer", columns, lines), unsafe_allow_html=True)


def _line(row: dict[str, Any]) -> tuple[object, ...]:
    programme = cache.store().programme
    covered = row["municipalities"] or []
    whom = "Alle" if len(covered) == len(programme.municipalities) else ", ".join(map(programme.group_name, covered))
    state = f"Trukket tilbake {_moment(row['withdrawn_at'])}" if row["withdrawn_at"] else "Gjelder"
    return (
        row["import_id"], _moment(row["accepted_at"]), row["file_name"], row["kind"].capitalize(),
        whom if len(covered) < 6 or whom == "Alle" else f"{len(covered)} kommuner", row["added"], row["changed"],
        row["gone"], row["findings"], state,
    )  # fmt: skip


def _moment(moment: Any) -> str:
    local = cache.store().programme.local(moment)
    return f"{numbers.short_day(local.date())} kl. {local:%H.%M}"


def one() -> None:
    """One import: its changes and warnings, and the way to take it back, shown before it is done."""
    found = {row["import_id"]: row for row in history(cache.store())}
    if not found:
        st.info("Ingenting er tatt inn ennå.")
        return
    chosen = st.selectbox(
        "Se på en import", list(found), format_func=lambda i: f"Import {i}: {found[i]['file_name']}",
        key="history_import",
    )  # fmt: skip
    kept = details(cache.store(), chosen)
    changed, warned = kept.changes, kept.findings
    programme = cache.store().programme
    lines = [
        (SHEETS[c["sheet"]].heading, programme.group_name(c["municipality"]) if c["municipality"] else "Programmet",
         c["added"], c["changed"], c["gone"])
        for c in changed
    ]  # fmt: skip
    headings = [Column("Ark"), Column("Kommune"), *(Column(t, numeric=True) for t in ("Nye", "Endrede", "Borte"))]
    with st.expander(f"Hva import {chosen} endret"):
        st.markdown(table("Endringer per ark og kommune", headings, lines), unsafe_allow_html=True)
    if warned:
        with st.expander(f"Varsler da import {chosen} ble tatt inn"):
            st.markdown(table("Varsler", [Column("Varsel")], [(w["message"],) for w in warned]), unsafe_allow_html=True)
    if found[chosen]["withdrawn_at"] is None:
        _take_back(chosen)


def _take_back(chosen: int) -> None:
    if not st.toggle(f"Se hva som skjer om import {chosen} trekkes tilbake", key=f"try_{chosen}"):
        return
    tried = withdraw(cache.store(), chosen, keep=False)
    if tried.findings:
        _refused(tried)
        return
    if tried.differences:
        change_view.summary(tried.differences)
        change_view.details(tried.differences)
    else:
        st.info("Ingen rader endres: nyere importer gjelder.")
    if st.button(f"Trekk tilbake import {chosen}", type="primary"):
        with st.spinner("Trekker tilbake og regner ut tallene på nytt …"):
            done = withdraw(cache.store(), chosen)
        if done.done:
            st.session_state["history_said"] = f"Import {chosen} er trukket tilbake."
            st.rerun()
        _refused(done)


def _refused(tried: Withdrawal) -> None:
    st.error(
        "Importen kan ikke trekkes tilbake, for da ville disse radene vist til noe som ikke finnes. "
        "Databasen er uendret."
    )
    st.markdown(
        table("Rader som står i veien", [Column("Hva som mangler")], [(f.message,) for f in tried.findings[:200]]),
        unsafe_allow_html=True,
    )
