"""The coordinator's upload: a file is read once, kept in the session by its hash, and stored only on a yes."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256

import streamlit as st

from helgelandlegen.figures import numbers
from helgelandlegen.figures.phrases import listed
from helgelandlegen.figures.table import Column, table
from helgelandlegen.ui import cache, change_view, style
from helgelandlegen.workbook import exports
from helgelandlegen.workbook.findings import Finding, Level
from helgelandlegen.workbook.findings_file import findings_workbook
from helgelandlegen.workbook.imports import Intent, Outcome, store_file, try_out
from helgelandlegen.workbook.intake import take_in
from helgelandlegen.workbook.template import template

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_SHOWN = 200
KEPT = "upload"  # in the session: content, checked file, outcome
ROUND = "upload_round"  # a new key gives a new, empty uploader


def choose() -> Outcome | None:
    """The uploader, and what the chosen file would do; None while there is none."""
    _say_what_was_done()
    received = st.file_uploader(
        "Arbeidsbok fra en kommune", key=f"uploader_{st.session_state.get(ROUND, 0)}",
        help="Excel-arbeidsbok etter malen. Filen kan ha alle arkene eller bare noen av dem.",
    )  # fmt: skip
    if received is None:
        st.session_state.pop(KEPT, None)
        return None
    content = received.getvalue()
    digest = sha256(content).hexdigest()
    kept = st.session_state.get(KEPT)
    if kept is None or kept["digest"] != (digest, received.name):
        with st.spinner("Leser og kontrollerer filen …"):
            store = cache.store()
            checked = take_in(content, received.name, store.programme)
            kept = {"digest": (digest, received.name), "content": content, "checked": checked}
            kept["outcome"] = try_out(store, checked)
            st.session_state[KEPT] = kept
    outcome: Outcome = kept["outcome"]
    return outcome


def verdict(outcome: Outcome) -> None:
    """In one box: may the file come in, for whom does it speak, what does it change."""
    programme = cache.store().programme
    stops = sum(f.level is Level.STOP for f in outcome.findings)
    warnings = len(outcome.findings) - stops
    if stops:
        st.error(
            f"**Filen kan ikke tas inn ennå.** {numbers.number(stops)} feil må rettes i arbeidsboken. Rett "
            f"{'den' if stops == 1 else 'dem'} i Excel, og last opp filen på nytt. Databasen er uendret."
        )
        return
    if outcome.unchanged:
        st.info(f"Denne filen er tatt inn før, som import {outcome.same_as}. Den endrer ingenting.")
        return
    names = [programme.group_name(number) for number in outcome.covered]
    whom = f"Filen gjelder {listed(names)}." if names else "Filen gjelder programmet, ingen kommune."
    how = "" if outcome.declared or not names else " Den har ikke arket «Rapport», så kommunene er lest av radene."
    changed = Counter(d.what for d in outcome.differences)
    what = ", ".join(_count(changed[w], *words) for w, words in change_view.WORDS.items() if changed[w])
    noted = f" Det er {_count(warnings, 'varsel', 'varsler')} å se på." if warnings else ""
    st.success(f"**Filen kan tas inn.** {whom}{how} Rader: {what or 'ingen endringer'}.{noted}")


def findings(outcome: Outcome) -> None:
    """All findings, the stopping ones first, by place; the whole list also as a file."""
    if not outcome.findings:
        return
    order = sorted(outcome.findings, key=lambda f: f.level is not Level.STOP)
    columns = [
        Column("Nivå"),
        Column("Ark"),
        Column("Rad", numeric=True),
        Column("Kolonne"),
        Column("Verdi"),
        Column("Hva du gjør"),
    ]
    caption = _count(len(order), "funn", "funn") + (
        f", de første {MOST_SHOWN} er vist" if len(order) > MOST_SHOWN else ""
    )
    st.markdown(table(caption, columns, [_line(f) for f in order[:MOST_SHOWN]]), unsafe_allow_html=True)
    st.download_button(
        "Last ned alle funn", lambda: findings_workbook(order), "funn.xlsx", SPREADSHEET, on_click="ignore"
    )  # fmt: skip


def _line(found: Finding) -> tuple[object, ...]:
    sentence = found.message.partition(": ")[2] if found.sheet else found.message
    level = "✖ Stopp" if found.level is Level.STOP else "▲ Varsel"
    return level, found.sheet or "", found.row, found.column or "", found.value or "", sentence


def changes(outcome: Outcome) -> None:
    """What the file changes, by sheet and municipality, and row by row."""
    if not outcome.stopped and outcome.differences:
        change_view.summary(outcome.differences)
        change_view.details(outcome.differences)


def confirm(outcome: Outcome) -> None:
    """The yes and the no."""
    if outcome.stopped or outcome.unchanged:
        return
    yes, no, _ = st.columns([1, 1, 4])
    if yes.button("Ta inn", type="primary", width="stretch"):
        _store(outcome)
    if no.button("Avbryt", width="stretch"):
        _forget()


def _store(outcome: Outcome) -> None:
    kept = st.session_state[KEPT]
    with st.spinner("Lagrer og regner ut tallene på nytt …"):
        done = store_file(cache.store(), kept["checked"], kept["content"], Intent(expected=outcome.version))
    if done.import_id is None:
        # Somebody else imported in between: what was shown no longer holds, so it is shown anew.
        kept["outcome"] = done
        st.session_state["upload_said"] = (
            "warning",
            "Noen andre tok inn en fil mens du så på denne. Sammenligningen er gjort på nytt. Se over den, og bekreft.",
        )  # fmt: skip
        st.rerun()
    st.session_state["upload_said"] = (
        "success",
        f"Tatt inn som import {done.import_id}. Du kan angre under «Historikk».",
    )
    _forget()


def _forget() -> None:
    st.session_state.pop(KEPT, None)
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    st.rerun()


def _say_what_was_done() -> None:
    said = st.session_state.pop("upload_said", None)
    if said:
        {"success": st.success, "warning": st.warning}[said[0]](said[1])


def templates() -> None:
    """The empty workbook, and the current state in the same format, for one municipality or all."""
    store = cache.store()
    with st.container(key="hl_templates"):
        style.heading("Arbeidsbøker å sende ut", level=2)
        names = {m.number: m.name for m in store.programme.municipalities}
        empty, one, every = st.columns(3)
        empty.markdown("Tom mal med veiledning")
        empty.download_button(
            "Last ned malen", lambda: template(store.programme), f"{store.programme.name}-mal.xlsx", SPREADSHEET,
            on_click="ignore",
        )  # fmt: skip
        number = one.selectbox("Ferdig utfylt for kommune", list(names), format_func=names.__getitem__)
        one.download_button(
            f"Last ned for {names[number]}", lambda: exports.workbook(store, number), f"{number}-{names[number]}.xlsx",
            SPREADSHEET, on_click="ignore",
        )  # fmt: skip
        every.markdown("Ferdig utfylt for alle, i én zip-fil")
        every.download_button(
            "Last ned alle", lambda: exports.bundle(store), f"{store.programme.name}.zip", "application/zip",
            on_click="ignore",
        )  # fmt: skip


def _count(number: int, one: str, many: str) -> str:
    return f"{numbers.number(number)} {one if number == 1 else many}"
