"""What a page shows instead of itself: a sentence, or the way out where the store is damaged."""

from __future__ import annotations

import logging

import streamlit as st

from helgelandlegen import programme, recovery
from helgelandlegen.backups import Why
from helgelandlegen.database import StoreDamaged, in_words
from helgelandlegen.errors import PlainError
from helgelandlegen.figures.phrases import moment
from helgelandlegen.places import default_path
from helgelandlegen.ui import style

LOG = logging.getLogger(__name__)


def show(error: Exception) -> bool:
    """The error's sentence; False, with nothing shown, where there is none in words.

    For a damaged store also the newest whole copy, which is read now, and the command to run.
    """
    plain = error if isinstance(error, PlainError) else in_words(error, None)
    if isinstance(plain, StoreDamaged):
        _way_out(plain)
    elif plain:
        st.error(style.plain(str(plain)))
    return plain is not None


def _way_out(error: StoreDamaged) -> None:
    LOG.error("The store is damaged; each page shows the way out.")
    chosen = programme.load()
    st.set_page_config(page_title=chosen.title, layout="wide", initial_sidebar_state="collapsed")
    style.inject()
    style.heading("Databasen er skadet", beside=chosen.title)
    st.error(style.plain(f"{error.what} Dashbordet endrer ingenting før den er hentet tilbake."))
    found = recovery.way_out(error.path or default_path(chosen))
    if found.copy is None:
        st.markdown(
            "Det finnes ingen hel kopi ved siden av databasen. Har dere en sikkerhetskopi et annet sted, kan den "
            "hentes tilbake slik. Skriv filens navn i stedet for FIL, i et terminalvindu i dashbordets mappe:"
        )
    else:
        when = moment(chosen.local(found.copy.made_at))
        what = (
            "Kopien av den siste endringen" if found.copy.why is Why.COPY else "Den nyeste sikkerhetskopien som er hel,"
        )
        st.markdown(
            f"**{what} er fra {when}.** Den er kontrollert nå. Hent den tilbake med denne kommandoen, i et "
            "terminalvindu i dashbordets mappe:"
        )
    st.code(found.command, language=None, wrap_lines=True)
    st.markdown("Last siden på nytt etterpå. Den skadde filen blir liggende under et annet navn.")
