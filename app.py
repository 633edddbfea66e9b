"""The dashboard's pages. To add one, write its file in a folder of pages/ and a line here."""

import streamlit as st

from helgelandlegen.errors import PlainError
from helgelandlegen.ui import frame, style
from helgelandlegen.ui.frame import Screen

SCREENS = [
    Screen("pages/steering/overview.py", "Oversikt", "oversikt"),
    Screen("pages/steering/vacancies.py", "Ledige hjemler", "ledige-hjemler"),
    Screen("pages/steering/recruitment.py", "Rekruttering", "rekruttering"),
    Screen("pages/steering/training.py", "Utdanning", "utdanning"),
    Screen("pages/steering/figures.py", "Nøkkeltall", "nokkeltall"),
    Screen("pages/about/figures_explained.py", "Om tallene", "om-tallene"),
    Screen("pages/coordinator/upload.py", "Last opp", "last-opp", coordinator=True),
    Screen("pages/coordinator/history.py", "Historikk", "historikk", coordinator=True),
    Screen("pages/coordinator/basis.py", "Grunnlag", "grunnlag", coordinator=True),
]

# The server asks this file which addresses there are; only Streamlit runs it.
if __name__ == "__main__":
    try:
        frame.run(SCREENS)
    except PlainError as error:
        st.error(style.plain(str(error)))
