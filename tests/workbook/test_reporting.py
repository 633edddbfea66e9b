"""Who has reported what, by hand: days, ages, remarks, what is missing, the text to those who are late."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from helgelandlegen import queries
from helgelandlegen.age import Age
from helgelandlegen.database import Store
from helgelandlegen.privacy import Audience, Publication, catalogue
from helgelandlegen.workbook import exports
from helgelandlegen.workbook.history import restore, withdraw
from helgelandlegen.workbook.imports import CORRECTION, Intent, store_file
from helgelandlegen.workbook.intake import take_in
from helgelandlegen.workbook.reminder import bundle, reminder
from helgelandlegen.workbook.reporting import MUNICIPAL, Reporting, month_ends, quality, reporting
from tests.making import (
    DALEN,
    FJELL,
    NORDBY,
    PROGRAMME,
    TODAY,
    VIKA,
    held,
    listed,
    post,
    report,
    send_bytes,
    stored,
    trainee,
    workbook,
)

# A report counts for 95 days: on 30 June one of 28 March is fresh (94 days), one of 27 March (95 days) is not.
FRESH, OLD = date(2024, 3, 28), date(2024, 3, 27)
NAMES = ["position", "occupancy", "list_count", "training", "absence", "learning_goal", "municipality_status",
         "self_assessment"]  # fmt: skip


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Nordby has all but Egenvurdering fresh, Vika's are a day too old, Dalen sent a list of posts without report."""
    path = tmp_path_factory.mktemp("sent") / "prove.duckdb"
    with Store(path, PROGRAMME) as opened:
        stored(
            opened,
            report=report(NORDBY, day=FRESH),
            position=[post("N1", NORDBY), post("N2", NORDBY)], occupancy=[held("N1", "L1")],
            # Row 2 has a list above its cap, row 3 has not; the second doctor has no HPR number.
            list_count=[listed("N1", length=1100), listed("N2")],
            training=[trainee("T1", NORDBY), trainee("T2", NORDBY, hpr_number=None)], absence=[], learning_goal=[],
            municipality_status=[{"municipality": NORDBY, "contact": "Kommuneoverlege"}],
        )  # fmt: skip
        stored(opened, report=report(VIKA, day=OLD), position=[post("V1", VIKA)], occupancy=[])
        stored(opened, position=[post("D1", DALEN)], accepted_at=datetime(2024, 6, 1, 12))
    return path


@pytest.fixture
def store(sent: Path, tmp_path: Path) -> Iterator[Store]:
    """A copy of it, to change."""
    shutil.copyfile(sent, tmp_path / "prove.duckdb")
    with Store(tmp_path / "prove.duckdb", PROGRAMME) as opened:
        yield opened


@pytest.fixture
def found(store: Store) -> Reporting:
    return reporting(store, TODAY)


def test_every_municipality_stands_with_its_newest_report(found: Reporting):
    assert [(line.name, line.newest) for line in found.lines] == [
        ("Nordby", FRESH), ("Vika", OLD), ("Dalen", None), ("Fjell", None)
    ]  # fmt: skip
    assert [found.age(line.newest) for line in found.lines] == [Age.FRESH, Age.OLD, Age.NEVER, Age.NEVER]
    assert [line.name for line in found.late] == ["Dalen", "Fjell", "Vika"]
    assert [line.name for line in found.oldest_first] == ["Dalen", "Fjell", "Vika", "Nordby"]
    assert [sheet.name for sheet in MUNICIPAL] == NAMES


def test_each_sheet_has_the_day_of_the_newest_report_that_held_it(found: Reporting):
    nordby, vika, dalen, fjell = found.lines
    assert {name: h.reported_on for name, h in nordby.held.items()} == dict.fromkeys(NAMES[:-1], FRESH)
    assert {name: h.reported_on for name, h in vika.held.items()} == {"position": OLD, "occupancy": OLD}
    # Dalen's has no report: it holds for the day on which it came.
    assert {name: h.reported_on for name, h in dalen.held.items()} == {"position": date(2024, 6, 1)}
    assert fjell.held == {}
    assert [s.name for s in found.never_sent(nordby)] == ["self_assessment"]
    assert [s.name for s in found.never_sent(fjell)] == NAMES
    assert found.outdated(nordby) == []
    assert [(s.name, day) for s, day in found.outdated(vika)] == [("position", OLD), ("occupancy", OLD)]


def test_remarks_belong_to_the_rows_of_the_municipality_and_sheet(found: Reporting):
    nordby, vika, *_ = found.lines
    counted = {name: len(h.remarks) for name, h in nordby.held.items() if h.remarks}
    assert counted == {"list_count": 1, "training": 1}
    assert nordby.held["list_count"].remarks[0].startswith("Ark «Listetall», rad 2, Listelengde: ")
    assert not any(h.remarks for h in vika.held.values())


def test_a_file_for_several_gives_each_its_own_remarks(store: Store):
    stored(store, report=report(VIKA, DALEN, day=TODAY), position=[post("V1", VIKA), post("D1", DALEN)],
           occupancy=[], list_count=[listed("D1", length=1200), listed("V1", length=900)])  # fmt: skip
    _, vika, dalen, _ = reporting(store, TODAY).lines
    assert len(dalen.held["list_count"].remarks) == 1 and vika.held["list_count"].remarks == ()


def test_a_correction_is_no_newer_report(store: Store):
    content = workbook(position=[post("V1", VIKA, office="Vika legekontor")])
    checked = take_in(content, "rettelse.xlsx", PROGRAMME)
    assert store_file(store, checked, content, Intent(CORRECTION)).import_id == 4
    vika = reporting(store, TODAY).lines[1]
    assert (vika.newest, vika.held["position"].reported_on, vika.held["position"].import_id) == (OLD, OLD, 4)


def test_a_withdrawn_report_is_not_counted(store: Store):
    assert withdraw(store, 1).done
    nordby = reporting(store, TODAY).lines[0]
    assert (nordby.newest, nordby.held, nordby.fresh) == (None, {}, False)
    assert restore(store, 1).done
    assert reporting(store, TODAY).lines[0].newest == FRESH


def test_an_earlier_day_knows_nothing_of_later_reports(store: Store):
    assert [line.newest for line in reporting(store, OLD).lines] == [None, OLD, None, None]
    assert [len(line.held) for line in reporting(store, OLD).lines] == [0, 2, 0, 0]
    assert [found.name for found in reporting(store, OLD - timedelta(days=1)).late] == [
        "Nordby", "Vika", "Dalen", "Fjell"
    ]  # fmt: skip


def test_those_missing_from_a_figure_are_those_that_its_basis_lacks(store: Store, found: Reporting):
    publication = Publication(store, Audience.COORDINATOR)
    for name, definition in catalogue().items():
        support = publication.shown_briefly(name, TODAY).support
        assert support.of - support.fresh == len(found.missing(definition.rests_on)), name
    assert [line.name for line in found.missing(["position", "occupancy"])] == ["Vika", "Dalen", "Fjell"]
    assert [line.name for line in found.missing(["self_assessment"])] == ["Nordby", "Vika", "Dalen", "Fjell"]
    publication.close()


def test_the_text_to_one_that_is_late(found: Reporting):
    text = reminder(PROGRAMME, found, found.lines[1], date(2024, 7, 14))
    assert text.to == "Kontaktpersonen for legerekruttering, Vika kommune"
    assert text.subject == "Prøveprogrammet: tall fra Vika innen 14. juli 2024"
    second = text.body.split("\n\n")[1]
    assert second == (
        "Den nyeste rapporten fra Vika til Prøveprogrammet er datert 27. mars 2024. Den er 95 dager gammel. Tall "
        "regnes som ferske når de er yngre enn 95 dager. Vi har aldri fått arkene «Listetall», «Utdanningsløp», "
        "«Fravær», «Læringsmål», «Kommunestatus» og «Egenvurdering». "
        "Arkene «Stillinger» og «Bemanning» er fra 27. mars 2024."
    )
    assert "Send arbeidsboken tilbake innen 14. juli 2024." in text.body
    assert text.text.startswith(f"Til: {text.to}\nEmne: {text.subject}\n\nHei!\n\n")


def test_the_text_to_one_that_never_reported_and_to_one_that_lacks_a_sheet(found: Reporting):
    nordby, _, _, fjell = found.lines
    text = reminder(PROGRAMME, found, fjell, date(2024, 7, 14))
    assert text.body.split("\n\n")[1] == "Vi har ikke fått noen rapport fra Fjell til Prøveprogrammet ennå."
    assert "Vedlagt ligger en arbeidsbok til å fylle ut." in text.body and "er fylt ut" not in text.body
    text = reminder(PROGRAMME, found, nordby, date(2024, 7, 14))
    assert text.to == "Kommuneoverlege, Nordby kommune"
    assert text.body.split("\n\n")[1] == (
        "Den nyeste rapporten fra Nordby til Prøveprogrammet er datert 28. mars 2024. Takk for den! "
        "Vi har aldri fått arket «Egenvurdering»."
    )


def test_sheets_of_several_days_are_listed_with_their_days(store: Store):
    stored(store, report=report(VIKA, day=date(2024, 3, 1)), list_count=[listed("V1")])
    found = reporting(store, TODAY)
    body = reminder(PROGRAMME, found, found.lines[1], date(2024, 7, 14)).body
    assert "- Stillinger: 27. mars 2024\n- Bemanning: 27. mars 2024\n- Listetall: 1. mars 2024" in body


def test_all_who_are_late_come_in_one_file_with_their_workbooks(store: Store, found: Reporting):
    told: list[tuple[int, int, str]] = []
    content = bundle(store, found, date(2024, 7, 14), lambda *step: told.append(step))
    assert told == [(0, 3, "Dalen"), (1, 3, "Fjell"), (2, 3, "Vika")]
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert packed.namelist() == [
            f"{number}-{name}.{ending}"
            for number, name in ((DALEN, "Dalen"), (FJELL, "Fjell"), (VIKA, "Vika")) for ending in ("txt", "xlsx")
        ]  # fmt: skip
        assert packed.read(f"{VIKA}-Vika.xlsx") == exports.workbook(store, VIKA)
        text = packed.read(f"{VIKA}-Vika.txt").decode("utf-8-sig")
    assert text == reminder(PROGRAMME, found, found.lines[1], date(2024, 7, 14)).text.replace("\n", "\r\n")


def test_month_ends_go_back_from_a_day():
    assert month_ends(date(2024, 3, 31), 3) == [date(2023, 12, 31), date(2024, 1, 31), date(2024, 2, 29)]
    assert len(month_ends(TODAY, 24)) == 24 and month_ends(TODAY, 24)[0] == date(2022, 6, 30)


def test_completeness_is_what_the_store_knew_at_each_month_end(tmp_path: Path):
    with Store(tmp_path / "prove.duckdb", PROGRAMME) as store:
        posts = [post("N1", NORDBY), post("N2", NORDBY), post("N3", NORDBY, valid_to=date(2024, 3, 31))]
        first = workbook(
            report=report(NORDBY, day=date(2024, 2, 1)), position=posts,
            # Counted more than a year before the end of February: not in the last twelve months.
            list_count=[listed("N1", date(2024, 1, 1)), listed("N2", date(2023, 1, 31))],
            training=[trainee("T1", NORDBY, hpr_number=None), trainee("T2", NORDBY, plan_made_on=date(2024, 2, 10))],
        )  # fmt: skip
        second = workbook(
            report=report(NORDBY, day=date(2024, 4, 1)), position=posts,
            list_count=[listed("N1", date(2024, 4, 1)), listed("N2", date(2024, 4, 1))],
            training=[trainee("T1", NORDBY), trainee("T2", NORDBY, plan_made_on=date(2024, 2, 10)),
                      trainee("T3", NORDBY, date(2024, 5, 1), plan_revised_on=date(2024, 6, 15))],
        )  # fmt: skip
        send_bytes(store, first, accepted_at=datetime(2024, 2, 5, 12))
        send_bytes(store, second, accepted_at=datetime(2024, 4, 5, 12))
        found = quality(store, TODAY)
    days = [date(2024, 2, 29), date(2024, 3, 31), date(2024, 4, 30), date(2024, 5, 31), TODAY]
    by_day = {name: {day: (part, whole) for day, part, whole in points} for name, points in found.items()}
    assert [by_day["hpr_number"][day] for day in days] == [(1, 2), (1, 2), (2, 2), (3, 3), (3, 3)]
    assert [by_day["plan"][day] for day in days] == [(1, 2), (1, 2), (1, 2), (1, 3), (2, 3)]
    assert [by_day["list_count"][day] for day in days] == [(1, 3), (1, 3), (2, 2), (2, 2), (2, 2)]
    assert date(2024, 1, 31) not in by_day["list_count"] or by_day["list_count"][date(2024, 1, 31)] == (0, 0)


def test_the_grid_knows_the_rows_of_every_sheet_of_the_municipalities():
    words = queries.folder("list")["reporting_grid"].words
    assert {f"{sheet.name}_row" for sheet in MUNICIPAL} <= words


def test_a_remark_on_a_whole_sheet_belongs_to_the_only_municipality_of_its_file(store: Store):
    # Nordby's two lists become none: a fall that is remarked on the sheet, not on a row.
    stored(store, report=report(NORDBY, VIKA, day=TODAY), list_count=[listed("V1")])
    nordby, vika, *_ = reporting(store, TODAY).lines
    assert (nordby.held["list_count"].remarks, vika.held["list_count"].remarks) == ((), ())
    stored(store, report=report(VIKA, day=TODAY), list_count=[])
    assert len(reporting(store, TODAY).lines[1].held["list_count"].remarks) == 1
