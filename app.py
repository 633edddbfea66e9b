"""The dashboard's pages. To add one, write its file in a folder of pages/ and a line here."""

from helgelandlegen.errors import PlainError
from helgelandlegen.ui import frame, trouble
from helgelandlegen.ui.frame import Screen

SCREENS = [
    Screen("pages/steering/overview.py", "Oversikt", "oversikt"),
    Screen("pages/steering/meeting.py", "Møte", "mote", bare=True, called="møtet"),
    Screen("pages/steering/changes.py", "Endringer", "endringer"),
    Screen("pages/steering/vacancies.py", "Ledige hjemler", "ledige-hjemler"),
    Screen("pages/steering/recruitment.py", "Rekruttering", "rekruttering"),
    Screen("pages/steering/training.py", "Utdanning", "utdanning"),
    Screen("pages/steering/project.py", "Prosjekt", "prosjekt"),
    Screen("pages/steering/goals.py", "Måloppnåelse", "maloppnaelse"),
    Screen("pages/steering/municipality.py", "Kommune", "kommune", called="kommunen"),
    Screen("pages/steering/figures.py", "Nøkkeltall", "nokkeltall"),
    Screen("pages/about/figures_explained.py", "Om tallene", "om-tallene"),
    Screen("pages/coordinator/reporting.py", "Rapportering", "rapportering", coordinator=True),
    Screen("pages/coordinator/meetings.py", "Møter", "moter", coordinator=True),
    Screen("pages/coordinator/briefing.py", "Notat", "notat", coordinator=True),
    Screen("pages/coordinator/upload.py", "Last opp", "last-opp", coordinator=True),
    Screen("pages/coordinator/edit.py", "Rett rader", "rett-rader", coordinator=True),
    Screen("pages/coordinator/layouts.py", "Oppsett", "oppsett", coordinator=True),
    Screen("pages/coordinator/history.py", "Historikk", "historikk", coordinator=True),
    Screen("pages/coordinator/known.py", "Kjent da", "slik-det-var-kjent", coordinator=True),
    Screen("pages/coordinator/basis.py", "Grunnlag", "grunnlag", coordinator=True),
    Screen("pages/coordinator/changes.py", "Endringer, alle tall", "endringer-grunnlag", coordinator=True),
    Screen("pages/coordinator/backup.py", "Sikkerhetskopi", "sikkerhetskopi", coordinator=True),
]

# The server asks this file which addresses there are; only Streamlit runs it.
if __name__ == "__main__":
    try:
        frame.run(SCREENS)
    except PlainError as error:
        trouble.show(error)
