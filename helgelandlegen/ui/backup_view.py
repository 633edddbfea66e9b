"""The backups: how it stands with them, the list, and going back to one, shown before it is done."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import streamlit as st

from helgelandlegen import archive, backups, keeping, recovery
from helgelandlegen.backups import Backup, Why
from helgelandlegen.database import Contents, Kept, Store
from helgelandlegen.errors import PlainError
from helgelandlegen.figures import numbers
from helgelandlegen.figures.phrases import count, moment
from helgelandlegen.figures.table import Column, table
from helgelandlegen.memory import Memory
from helgelandlegen.recovery import Loss
from helgelandlegen.ui import cache, nightly, style

SAID, CHOSEN = "backup_said", "backup_chosen"
SEEN, ROUND = "backup_seen", "backup_round"  # what the preview showed last; a new round begins without one
SHOWN = 10
_held: Memory[tuple[Backup, int, bool], Contents | None] = Memory(400)


def state() -> None:
    """When the last one was made, whether the night failed, the rule, and a button for one more."""
    if said := st.session_state.pop(SAID, None):
        st.success(said)
    store = cache.store()
    found = _listed(store)
    if failed := nightly.failure():
        st.error(style.plain(f"Nattens sikkerhetskopi mislyktes {_moment(store, failed[0])}. {failed[1]}"))
    if found:
        size = numbers.number(sum(one.size for one in found) / 1e6, 1)
        st.markdown(
            f"**Sist laget og kontrollert {_moment(store, found[0].made_at)}** ({found[0].why.words.lower()}). "
            f"{count(len(found), 'kopi', 'kopier')}, {size} MB i alt."
        )
    else:
        st.markdown("**Det er ikke laget noen sikkerhetskopi ennå.** Den første lages av seg selv om litt.")
    st.caption(
        f"{keeping.RULE} De ligger på denne maskinen: last også ned en av og til, og ta vare på den et annet sted."
    )
    if st.button("Lag sikkerhetskopi nå"):
        with st.spinner("Lager og kontrollerer sikkerhetskopien …"):
            _done(lambda: backups.take(store, Why.MANUAL), "Sikkerhetskopien er laget og kontrollert.")


def every() -> None:
    """The backups, newest first."""
    store = cache.store()
    found = _listed(store)
    if not found:
        return
    shown = found
    if len(found) > SHOWN and not st.toggle(f"Vis alle {numbers.number(len(found))} kopiene", key="backup_all"):
        shown = found[:SHOWN]
    columns = [Column("Laget"), Column("Hvorfor"), Column("Størrelse (MB)", numeric=True, decimals=1),
               Column("Siste import i den")]  # fmt: skip
    st.markdown(table("Sikkerhetskopier", columns, [_line(store, one) for one in shown]), unsafe_allow_html=True)


def _line(store: Store, one: Backup) -> tuple[object, ...]:
    held = _contents(one, every_block=False)
    newest = _named(held.newest) if held and held.newest else "Ingen" if held else "Skadet, kan ikke brukes"
    return _moment(store, one.made_at), one.why.words, one.size / 1e6, newest


def one() -> None:
    """One backup: its file to keep elsewhere, and the way back to it with what would be lost."""
    store = cache.store()
    found = {one.path.name: one for one in _listed(store)}
    if not found:
        return
    style.heading("Ta vare på en kopi, eller gå tilbake til den", level=2)
    name = st.selectbox(
        "Sikkerhetskopi", list(found), key=CHOSEN, width=480,
        format_func=lambda n: f"{_moment(store, found[n].made_at)}, {found[n].why.words.lower()}",
    )  # fmt: skip
    chosen = found[name]
    if _contents(chosen, every_block=True) is None:
        st.error("Denne kopien er skadet og kan ikke brukes. Velg en annen.")
        return
    st.download_button(
        "Last ned (zip)", lambda: _packed(store, chosen), f"{chosen.path.stem}.zip", "application/zip",
        on_click="ignore", help="Databasen slik den var da, og alle filene slik de ble mottatt.",
    )  # fmt: skip
    if st.toggle("Se hva som går tapt ved å gå tilbake til denne", key=f"back_{name}_{st.session_state.get(ROUND, 0)}"):
        _preview(store, chosen)


def _preview(store: Store, chosen: Backup) -> None:
    lost = recovery.loss(store, chosen.path)
    when = _moment(store, chosen.made_at)
    if lost.imports:
        many = len(lost.imports)
        what = "importen" if many == 1 else count(many, "import", "importer")
        st.warning(f"Går du tilbake til {when}, gjelder ikke lenger {what} som er tatt inn siden.")
        columns = [Column("Import", numeric=True), Column("Fil"), Column("Tatt inn")]
        lines = [(i.import_id, i.file_name, _moment(store, i.accepted_at)) for i in reversed(lost.imports)]
        st.markdown(table("Importer som går tapt", columns, lines), unsafe_allow_html=True)
    if lost.turned:
        names = [(_named(i), "Trukket tilbake" if i.withdrawn else "Gjelder", "Gjelder" if i.withdrawn else
                  "Trukket tilbake") for i in lost.turned]  # fmt: skip
        columns = [Column("Import"), Column("Nå"), Column("Etterpå")]
        st.markdown(table("Importer som skifter tilstand", columns, names), unsafe_allow_html=True)
    if others := _others(store, lost):
        st.warning("  \n".join(others))
    if not lost.imports and not lost.turned and not others:
        st.info("Ingen importer, låser eller oppsett går tapt.")
    st.caption("Det som er der nå, blir sikkerhetskopiert først, så du kan komme tilbake hit.")
    seen, st.session_state[SEEN] = st.session_state.get(SEEN), (chosen, lost)
    if st.button("Gå tilbake til denne", type="primary"):
        expected = seen[1] if seen and seen[0] == chosen else lost
        with st.spinner("Går tilbake …"):
            _done(
                lambda: recovery.go_back(store, chosen.path, expected),
                f"Dataene er nå slik de var {when}. Det som var der, ligger øverst i listen.",
            )


def _others(store: Store, lost: Loss) -> list[str]:
    """What becomes of locks and layouts, a sentence each."""
    locks = [
        f"Låsen av møtet {numbers.day(one.meeting_date)} går tapt (låst {_moment(store, one.locked_at)})."
        for one in lost.locks
    ]
    layouts = [
        f"Oppsettet «{style.plain(one.name)}» {what} (lagret {_moment(store, one.made_at)})."
        for what, found in (("går tapt", lost.layouts), ("gjelder igjen", lost.again))
        for one in found
    ]
    return [*locks, *layouts]


def _done(work: Callable[[], object], sentence: str) -> None:
    try:
        work()
    except PlainError as error:
        st.error(style.plain(str(error)))
        return
    st.session_state[SAID] = sentence
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    st.rerun()


def _packed(store: Store, chosen: Backup) -> bytes:
    assert store.path
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "backup.zip"
        archive.pack(store.path, store.programme, chosen.path, out)
        return out.read_bytes()


def _listed(store: Store) -> list[Backup]:
    return backups.listed(store.path) if store.path else []


def _contents(one: Backup, *, every_block: bool) -> Contents | None:
    """What a backup holds, None where it is damaged; read when it is first asked for."""
    key = one, one.path.stat().st_mtime_ns, every_block
    return _held.recall(key, lambda: backups.whole(one.path, every_block=every_block))


def _moment(store: Store, at: datetime) -> str:
    return moment(store.programme.local(at))


def _named(one: Kept) -> str:
    return f"{one.import_id}: {one.file_name}"
