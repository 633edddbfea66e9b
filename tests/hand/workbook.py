"""The small workbook of the hand-worked tests, written as it looks on paper, and the programme that it belongs to.

The main day is 29 February 2024, a day that most years have not: 6 months before it is 29 August 2023, 12 months
28 February 2023, 24 months 28 February 2022, and 36 months 28 February 2021.
"""

from __future__ import annotations

import io
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from helgelandlegen.database import Store
from helgelandlegen.programme import Municipality, Programme
from helgelandlegen.workbook.imports import Intent, Outcome, store_file
from helgelandlegen.workbook.intake import take_in

DAY = date(2024, 2, 29)
NORTH, SOUTH = "Nord", "Sør"
AURVIK, BJORNES, CEDERVAG, DALSUND = "9001", "9002", "9003", "9004"

PROGRAMME = Programme(
    name="handregnet",
    title="Det håndregnede programmet",
    data_from=date(2019, 1, 1),
    timezone="Europe/Oslo",
    small_group_limit=5,
    free_absence_percent=10,
    freshness_days=95,
    municipalities=(
        Municipality(AURVIK, "Aurvik", NORTH, "Aurvik", 66, 13, 4000, 0, 0),
        Municipality(BJORNES, "Bjørnes", NORTH, "Bjørnes", 66, 13, 3000, 1, 0),
        Municipality(CEDERVAG, "Cedervåg", SOUTH, "Cedervåg", 65, 12, 2000, 0, 1),
        Municipality(DALSUND, "Dalsund", SOUTH, "Dalsund", 65, 12, 1000, 1, 1),
    ),
    folder=Path("."),
)

# Dalsund has never reported. A remark after # is not written into the workbook.
MAIN = """
[Rapport]
Rapportdato | Kommune  | Innsender
2023-11-27  | Aurvik   | Legekontoret   # 94 days before the day: 3 + 31 + 31 + 29
2023-11-26  | 9002     | Legekontoret   # 95 days before
2023-11-25  | Cedervåg |                # 96 days before

[Stillinger]
Stilling-ID | Kommune  | Stillingstype     | Fast utdanningsløp | Fra og med | Til og med
A1          | Aurvik   | Fastlegehjemmel   |                    | 2015-01-01 |
A2          | Aurvik   | Fastlegehjemmel   |                    | 2020-01-01 |
A3          | 9001     | Fastlegehjemmel   |                    | 2015-01-01 |
A4          | Aurvik   | LIS1              | Ja                 | 2020-09-01 | 2024-02-29  # closed on the day
B1          | Bjørnes  | Fastlegehjemmel   |                    | 2018-01-01 | 2024-02-29  # closed on the day
B2          | Bjørnes  | Fastlegehjemmel   |                    | 2018-01-01 |
B3          | bjørnes  | Fastlegehjemmel   |                    | 2021-01-01 |
B4          | Bjørnes  | ALIS-stilling     |                    | 2022-01-01 |
B5          | Bjørnes  | LIS1              | Nei                | 2021-09-01 |
B6          | Bjørnes  | Fastlegehjemmel   |                    | 2024-09-01 | 2024-09-30
C1          | Cedervåg | Fastlegehjemmel   |                    | 2023-09-01 |
C2          | Cedervåg | Fastlegehjemmel   |                    | 2010-01-01 | 2024-02-28  # closed the day before
C3          | Cedervåg | Annen legestilling|                    | 2019-01-01 |
C4          | Cedervåg | Fastlegehjemmel   |                    | 2019-01-01 |

[Bemanning]
Stilling-ID | Lege-ID | Bemanning | Fra og med | Til og med
A1          | L01     | Fast      | 2016-01-01 | 29.02.2024   # the last day is the day itself
A2          | L02     | Fast      | 2020-02-29 | 2022-02-28   # ends exactly 24 months after it began
A2          | V1      | Vikar     | 2023-02-01 | 2024-02-29   # a locum to the day itself
A3          | L03     | Fast      | 2018-06-01 | 2023-02-28
A3          | V2      | Vikar     | 2023-03-01 | 2024-02-28   # a locum to the day before
B1          | L04     | Fast      | 2018-12-31 |              # outlives its post; began the day before data_from
B1          | L05     | Fast      | 2024-03-15 |              # begins after its post: counts nowhere
B2          | L13     | Fast      | 2018-01-01 | 2021-12-31
B2          | L06     | Fast      | 2022-03-01 | 2024-08-29   # ends exactly six months after the day
B2          | L07     | Fast      | 2024-08-31 |              # one day too late
B3          | L08     | Fast      | 2022-02-28 | 2024-06-30
B3          | L09     | Fast      | 2024-07-01 |              # in time
B6          | L18     | Fast      | 2024-09-01 | 2027-08-31   # outlives its post
C1          | L10     | Fast      | 1.3.2024   |              # begins after the day
C2          | L11     | Fast      | 2012-01-01 | 2020-11-30
C2          | L14     | Fast      | 2020-12-01 | 2022-11-30   # 31 October + 31 days: the same stay
C3          | L12     | Fast      | 2019-06-01 |              # no GP post: no stay
C4          | L14     | Fast      | 2019-01-01 | 2020-10-31   # began on data_from itself
C4          | L15     | Fast      | 2021-01-01 | 2021-05-30
C4          | L15     | Fast      | 2021-07-01 | 2022-12-31   # 30 May + 32 days: another stay
C4          | L16     | Fast      | 2023-01-11 |

[Listetall]
Stilling-ID | Dato       | Listetak | Listelengde
A1          | 2023-03-01 | 1000     | 940    # the first day of the last twelve months
A2          | 2023-02-28 | 1000     | 800    # a day too old
A3          | 2023-06-01 | 800      | 700
A3          | 2024-02-29 | 800      | 650    # counted on the day
A3          | 2024-03-01 | 800      | 500
B2          | 2024-01-15 | 1100     | 1 150  # above the cap
B3          | 2023-12-31 | 900      | 870
C1          | 2024-02-01 | 1000     | 310
C4          | 2023-05-01 | 1200     | 1000
C4          | 2023-11-30 | 1000     | 985    # newer: the cap was lowered

[Kandidater]
Kandidat-ID | Lokal tilknytning | Kilde
K01         | Ja                | Stand
K02         | Ja                | Stand
K03         | Nei               |
K04         |                   | Annonse   # empty means Ukjent
K05         | Ja                |
K06         | Ja                | LIS1
K07         | Nei               |
K08         | Nei               |
K09         | Ukjent            |
K10         | Ja                | LIS1
K11         | Ja                |
K12         | Nei               | Nettverk

[Kandidatløp]
Kandidat-ID | Dato       | Steg        | Kommune  | Stilling-ID
K01         | 2022-03-01 | Kontakt     |          |       # the first day of the last 24 months
K02         | 2022-02-28 | Kontakt     |          |       # a day too old
K03         | 2024-01-10 | Tilbud      | Aurvik   | A2    # two steps on one day; 50 days before
K03         | 2024-01-10 | Intervju    | Aurvik   |
K04         | 2023-12-31 | Tilbud      | Cedervåg | C1    # 60 days before: 31 + 29
K05         | 2024-01-01 | Tilbud      | Aurvik   | A3    # 59 days before
K06         | 2023-05-01 | Tilbud      | Bjørnes  | B4
K06         | 2023-05-01 | Takket ja   | Bjørnes  | B4    # answered on the day of the offer
K06         | 2023-09-01 | Startet     | Bjørnes  | B4
K06         | 2024-02-01 | Startet     | Bjørnes  | B2    # started twice in the last 12 months
K07         | 2023-06-01 | Tilbud      |          |       # the first offer counts
K07         | 2023-06-15 | Takket nei  |          |
K07         | 2024-01-15 | Tilbud      |          |       # after an end step: under way again
K08         | 2022-02-28 | Tilbud      |          |       # an offer a day too old
K08         | 2022-12-01 | Tilbud      |          |       # so this one is the first
K08         | 2023-02-28 | Startet     | Cedervåg | C4    # a start a day too old
K09         | 2023-03-01 | Startet     |          |       # without a post; the first day of the last 12 months
K10         | 2024-02-29 | Startet     | Bjørnes  | B5    # in a LIS1 post
K11         | 2024-02-29 | Tilbud      |          |       # three steps on one day
K11         | 2024-02-29 | Takket ja   |          |       # yes to the offer, and withdrawn
K11         | 2024-02-29 | Trukket seg |          |
K12         | 2024-02-29 | Interessert |          |
K12         | 2024-03-01 | Søknad      |          |       # after the day

[Utdanningsløp]
Lege-ID | Kommune | Startdato | Stillingsprosent | Normert tid mnd | Krav læringsmål | \
          Veileder fra | Utdanningsplan dato | Plan revidert | Fullført dato | Sluttet dato
T1 | Aurvik   | 2019-02-28 |     |    |  88 | 2019-03-01 | 2019-03-01 |            | 2024-02-28 |   # on the due date
T2 | Aurvik   | 2020-02-29 | 100 | 48 |  88 | 2020-03-01 | 2020-04-01 | 2023-02-28 |            |
T3 | Bjørnes  | 2018-06-01 |     | 60 |     |            |            |            |            | 2020-05-31  # left
T4 | Bjørnes  | 2018-01-01 |     |    |     |            |            |            | 2023-04-19 |
T5 | Cedervåg | 2018-01-01 |     |    |     |            |            |            | 2022-12-31 |
T6 | Cedervåg | 2020-01-01 |  80 |    | 998 | 2024-02-29 | 2023-03-01 |            |            |   # part-time
T7 | Aurvik   | 2022-03-01 |     |    | 913 | 2024-03-01 | 2024-01-01 |            |            |
T8 | Cedervåg | 2022-02-28 |     |    |  88 |            |            |            |            | 2024-02-28  # after 24
T9 | Cedervåg | 2024-02-29 |     |    |  80 | 2024-02-29 | 2020-01-01 | 2024-02-29 |            |   # began on the day

[Fravær]
Lege-ID | Fra og med | Gjelder | Til og med | Prosent
T4      | 2019-01-01 | Fravær  | 2019-10-27 | 100   # 31+28+31+30+31+30+31+31+30 = 273, + 27 = 300 days
T5      | 2019-01-01 |         | 2019-07-01 | 100   # 181 + 1 = 182 days

[Læringsmål]
Lege-ID | Dato       | Godkjente læringsmål
T2      | 2023-08-29 | 88    # a day too old
T2      | 2024-06-30 | 80    # after the day; long after 48 months
T6      | 2024-01-31 | 700
T6      | 2024-02-29 | 598   # corrected downwards; the newest counts
T7      | 2024-02-18 | 324
T9      | 2024-02-01 | 0     # before training began
T8      | 2024-01-01 | 40

[Kommunestatus]
Kommune  | Registrert utdanningsvirksomhet | Kontaktperson
Aurvik   | 2024-02-29                      | Kommuneoverlege   # on the day
Bjørnes  | 2024-03-01                      | Kommuneoverlege   # the day after
Cedervåg |                                 | Kommuneoverlege

[Aktiviteter]
Dato       | Aktivitet    | Sted     | Deltakere | Nye kontakter
2023-02-28 | Stand        | Aurvik   | 200       | 100    # a day too old
2023-03-01 | Forelesning  | Aurvik   | 20        | 7
2023-10-01 | Annet        | Cedervåg | 10        |
2024-02-29 | Praksisbesøk | Bjørnes  | 5         | 5
2024-03-01 | Stand        | Aurvik   | 300       | 50

[Økonomi]
Måned      | Post   | Kommune  | Budsjett | Regnskap
2024-01-01 | Lønn   |          | 100000   | 90000.50
2024-02-01 | Lønn   |          | 100000   | 110000   # the month ends on the day
2024-03-01 | Lønn   |          | 100000   | 5000     # the month has not ended
2024-01-01 | Reiser | Aurvik   | 20000    |          # not booked yet
2024-02    | Reiser | Aurvik   | 20000    | 5000.25
2024-02-15 | Stand  | Cedervåg | 0        | 750      # no budget
"""

# Two weeks earlier for L10 than the first report said.
CORRECTION = """
[Rapport]
Rapportdato | Kommune
2024-03-18  | Cedervåg

[Bemanning]
Stilling-ID | Lege-ID | Bemanning | Fra og med | Til og med
C1          | L10     | Fast      | 2024-02-15 |
C2          | L11     | Fast      | 2012-01-01 | 2020-11-30
C2          | L14     | Fast      | 2020-12-01 | 2022-11-30
C3          | L12     | Fast      | 2019-06-01 |
C4          | L14     | Fast      | 2019-01-01 | 2020-10-31
C4          | L15     | Fast      | 2021-01-01 | 2021-05-30
C4          | L15     | Fast      | 2021-07-01 | 2022-12-31
C4          | L16     | Fast      | 2023-01-11 |
"""

# Dalsund's first report, without Listetall.
NEWCOMER = """
[Rapport]
Rapportdato | Kommune
2024-03-24  | Dalsund

[Stillinger]
Stilling-ID | Kommune | Stillingstype   | Fra og med
D1          | Dalsund | Fastlegehjemmel | 2020-01-01

[Bemanning]
Stilling-ID | Lege-ID | Bemanning | Fra og med
D1          | V9      | Vikar     | 2024-01-01
"""

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"\d+(\.\d+)?")


def sheets(text: str) -> dict[str, list[list[Any]]]:
    """The sheets of such a text: name → rows of typed cells (real dates and numbers), the headings first."""
    found: dict[str, list[list[Any]]] = {}
    for line in (line.split("#")[0].strip() for line in text.splitlines()):
        if line.startswith("["):
            rows = found.setdefault(line.strip("[]"), [])
        elif line:
            rows.append([_cell(cell.strip()) for cell in line.split("|")])
    return found


def _cell(text: str) -> str | float | date | None:
    if _DATE.fullmatch(text):
        return date.fromisoformat(text)
    return float(text) if _NUMBER.fullmatch(text) else text or None


def book(text: str) -> bytes:
    """The text as a real .xlsx."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "default_date_format": "dd.mm.yyyy"}) as made:
        for name, rows in sheets(text).items():
            sheet = made.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if cell is not None:
                        sheet.write(number, column, cell)
    return content.getvalue()


def imported(store: Store, text: str, accepted_at: datetime) -> Outcome:
    """Imports the text as a workbook by the way that every upload takes; fails where something keeps it out."""
    content = book(text)
    checked = take_in(content, f"rapport {accepted_at:%Y-%m-%d}.xlsx", store.programme)
    outcome = store_file(store, checked, content, Intent(accepted_at=accepted_at))
    assert outcome.import_id is not None, [f.message for f in outcome.findings]
    return outcome
