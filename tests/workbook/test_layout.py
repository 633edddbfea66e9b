"""Tables with headings of their own: what they are likely to hold, and how a layout reads them as sheets of ours."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from helgelandlegen.workbook import identifying, proposal, similar
from helgelandlegen.workbook.cells import Raw, RawSheet, RawWorkbook
from helgelandlegen.workbook.check import CheckedFile, Rules, check
from helgelandlegen.workbook.findings import Level
from helgelandlegen.workbook.layout import Layout, Source, Target, apply, fingerprint
from helgelandlegen.workbook.layouts import to_keep, wanting
from helgelandlegen.workbook.personal import MASK, Hit
from helgelandlegen.workbook.receive import Received, receive
from helgelandlegen.workbook.sheets import SHEETS
from helgelandlegen.workbook.values import Context
from tests.workbook.making import PROGRAMME, TODAY, book, codes, opened

CONTEXT = Context.of(PROGRAMME)
HEADINGS = ["Legekontor", "Hjemmelsnr", "Legekode", "Navn", "Fast/vikar", "Startet", "Tak", "Listestørrelse"]
OFFICE = "Havna legesenter"
ROWS: list[list[Any]] = [
    [OFFICE, "H1", "L1", "Kari Nordmann", "Fast ansatt", date(2019, 5, 1), 1000, 940],
    [OFFICE, "H2", "Ledig", None, None, date(2020, 1, 1), 1000, None],
    [OFFICE, "H3", "L3", "Ola Hansen", "Vikariat", date(2024, 2, 1), 800, 650],
]
STILLINGER = Target(
    "position",
    {
        "position_id": Source(1),
        "municipality": Source(fixed="Vega"),
        "position_type": Source(fixed="Fastlegehjemmel"),
        "office": Source(0),
        "valid_from": Source(5),
    },
)
BEMANNING = Target(
    "occupancy",
    {
        "position_id": Source(1),
        "doctor_id": Source(2, values={"ledig": ""}),
        "occupancy": Source(4, values={"fast ansatt": "Fast", "vikariat": "Vikar"}),
        "valid_from": Source(5),
    },
)
LISTETALL = Target(
    "list_count",
    {
        "position_id": Source(1),
        "counted_on": Source(fixed="01.10.2026"),
        "list_cap": Source(6),
        "list_length": Source(7),
    },
    complete=True,
)


def sheet(rows: list[list[Any]], headings: list[Any] = HEADINGS, name: str = "Legeoversikt", **more: Any) -> RawSheet:
    """A sheet with a title in row 1, its headings in row 3 and its data from row 4."""
    lines = [(1, ["Legeoversikt for Vega kommune per 01.10.2026"]), (3, headings)]
    return RawSheet(name, more.pop("hidden", False), [*lines, *((4 + n, row) for n, row in enumerate(rows))], **more)


def lines(*rows: list[Any]) -> list[tuple[int, list[Raw]]]:
    """The rows of a sheet from its first one on."""
    return list(enumerate(rows, 1))


RAW = sheet(ROWS)


def layout(*targets: Target, raw: RawSheet = RAW, never_kept: tuple[int, ...] = (3,)) -> Layout:
    """A layout for the headings of a sheet."""
    return Layout(fingerprint(raw), "Vega legeliste", targets, never_kept, tuple(map(str, HEADINGS)))


def checked(*sheets: RawSheet, layouts: tuple[Layout, ...], hits: Any = ()) -> CheckedFile:
    """The check of a file with these sheets, read by these layouts."""
    received = Received("liste.xlsx", "0" * 64, b"", RawWorkbook(list(sheets)), hits)
    return check(received, Rules(PROGRAMME, TODAY, layouts={one.fingerprint: one for one in layouts}))


def test_a_row_of_theirs_becomes_rows_of_several_of_our_sheets_with_their_own_row_numbers():
    posts, doctors, lists = apply(RAW, layout(LISTETALL, STILLINGER, BEMANNING))
    assert [one.reads_as for one in (posts, doctors, lists)] == ["Stillinger", "Bemanning", "Listetall"]
    assert posts.rows == [
        (3, ["Stilling-ID", "Kommune", "Stillingstype", "Legekontor", "Fra og med"]),
        (4, ["H1", "Vega", "Fastlegehjemmel", OFFICE, date(2019, 5, 1)]),
        (5, ["H2", "Vega", "Fastlegehjemmel", OFFICE, date(2020, 1, 1)]),
        (6, ["H3", "Vega", "Fastlegehjemmel", OFFICE, date(2024, 2, 1)]),
    ]
    assert posts.columns_from == (1, None, None, 0, 5)
    assert lists.rows[1:] == [(4, ["H1", "01.10.2026", 1000, 940]), (6, ["H3", "01.10.2026", 800, 650])]


def test_a_vacant_post_has_a_row_in_stillinger_and_none_in_bemanning():
    _, doctors, _ = apply(RAW, layout(STILLINGER, BEMANNING, LISTETALL))
    assert doctors.rows[1:] == [
        (4, ["H1", "L1", "Fast", date(2019, 5, 1)]),
        (6, ["H3", "L3", "Vikar", date(2024, 2, 1)]),
    ]


def test_a_date_beside_no_doctor_is_no_doctor_also_where_only_bemanning_reads_it():
    own = Target("position", {**STILLINGER.columns, "valid_from": Source(fixed="01.01.2019")})
    _, doctors = apply(RAW, layout(own, BEMANNING))
    assert [number for number, _ in doctors.rows[1:]] == [4, 6]


def test_a_date_makes_a_row_where_the_code_is_anothers():
    rows: list[list[Any]] = [
        [OFFICE, "H1", "L1", None, "Fast", date(2022, 9, 1), None], [OFFICE, "H2", "L2", None, "Fast", None, None],
    ]  # fmt: skip
    doctors = Target("occupancy", {name: source for name, source in BEMANNING.columns.items() if name != "valid_from"})
    trainees = Target("training", {"doctor_id": Source(2), "start_date": Source(5), "alis_model": Source(6)})
    _, training = apply(sheet(rows), layout(doctors, trainees))
    assert [number for number, _ in training.rows[1:]] == [4]


@pytest.mark.parametrize("sign", ["–", "-", "*", ":", "  ", None])
def test_a_sign_for_nothing_is_no_doctor(sign):
    (_, doctors) = apply(sheet([[OFFICE, "H1", sign, None, None, date(2020, 1, 1)]]), layout(STILLINGER, BEMANNING))
    assert doctors.rows[1:] == []


def test_a_locum_without_a_code_is_a_row_and_so_a_finding():
    found = checked(
        sheet([[OFFICE, "H1", None, None, "Vikariat", date(2020, 1, 1)]]), layouts=(layout(STILLINGER, BEMANNING),)
    )
    (stop,) = [f for f in found.findings if f.level is Level.STOP]
    assert (stop.code, stop.sheet, stop.row, stop.column) == (
        "missing_value", "Legeoversikt (lest som Bemanning)", 4, "Lege-ID",
    )  # fmt: skip
    assert found.cell(stop) == (0, 4, 2)


def test_a_post_without_a_code_is_a_row_and_so_a_finding():
    found = checked(sheet([[OFFICE, None, "L1", None, "Vikariat", date(2020, 1, 1)]]), layouts=(layout(STILLINGER),))
    assert [(f.row, f.column) for f in found.findings if f.level is Level.STOP] == [(4, "Stilling-ID")]


def test_the_same_date_in_two_of_our_sheets_leads_back_to_its_own_column():
    two = Target("occupancy", {**BEMANNING.columns, "valid_from": Source(6)})
    rows = [[OFFICE, "H1", "L1", None, "Vikariat", "feil", "gal"]]
    found = checked(sheet(rows), layouts=(layout(STILLINGER, two),))
    places = {f.value: found.cell(f) for f in found.findings if f.code == "not_a_date"}
    assert places == {"feil": (0, 4, 5), "gal": (0, 4, 6)}


def test_equal_rows_are_made_once():
    twice = [[OFFICE, "H1", "L1", None, "Fast ansatt", date(2020, 1, 1)]] * 2
    assert [number for number, _ in apply(sheet(twice), layout(STILLINGER))[0].rows] == [3, 4]


def test_a_report_with_one_value_in_each_column_is_one_row():
    report = Target("report", {"report_date": Source(fixed="01.10.2026"), "municipality": Source(fixed="Vega")})
    (made, _) = apply(RAW, layout(report, STILLINGER))
    assert made.rows == [(3, ["Rapportdato", "Kommune"]), (4, ["01.10.2026", "Vega"])]


def test_totals_notes_and_names_of_groups_are_no_rows_and_the_coordinator_is_told():
    group = ["Havna legesenter"]
    total = ["Sum", None, None, None, None, None, 2800, 1590]
    found = checked(sheet([group, *ROWS, total]), layouts=(layout(STILLINGER, BEMANNING, LISTETALL),))
    assert [row.excel_row for row in found.sheets["position"]] == [5, 6, 7]
    said = {f.code: f.message for f in found.findings if f.level is Level.WARNING}
    assert said["rows_not_mapped"].endswith("Rad 4 har ikke noe i feltene som oppsettet leser, og blir ikke lest.")
    assert said["total_rows"].startswith("Ark «Legeoversikt»: Rad 8 ")
    assert "Rad 6 mangler noe som må være med i «Listetall»" in said["rows_incomplete"]


def test_one_value_that_may_be_wrong_in_the_next_file_is_said_each_time():
    found = checked(RAW, layouts=(layout(STILLINGER, LISTETALL),))
    said = [(f.column, f.value) for f in found.findings if f.code == "fixed_by_layout"]
    assert said == [("Kommune", "Vega"), ("Dato", "01.10.2026")]  # the type of post may well be the same for ever


def test_the_day_and_the_municipality_are_read_anew_from_the_title_of_each_file():
    told = Target("list_count", {**LISTETALL.columns, "counted_on": Source(around=True)})
    post = Target("position", {**STILLINGER.columns, "municipality": Source(around=True)})
    later = RawSheet("Liste", False, [(1, ["Brønnøy per 1.11.2026"]), *RAW.rows[1:]])
    posts, lists = apply(later, layout(post, told), CONTEXT, "Vega.xlsx")
    assert lists.rows[1][1][1] == "1.11.2026"
    assert posts.rows[1][1][1] == "Brønnøy"


def test_what_the_title_does_not_say_is_missing_and_never_last_months():
    told = replace(LISTETALL, columns={**LISTETALL.columns, "counted_on": Source(around=True)})
    silent = RawSheet("Liste", False, [(1, ["Legeoversikt"]), *RAW.rows[1:]])
    found = checked(silent, layouts=(layout(told, raw=silent),))
    assert [(f.code, f.row, f.column) for f in found.findings if f.level is Level.STOP] == [
        ("missing_value", 4, "Dato"), ("missing_value", 6, "Dato"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "meant"), [(0.8, 80), (1, 100), (0.125, 12.5), ("0,5", 50), ("80 %", "80 %"), (80, 80), ("?", "?")]
)
def test_a_share_means_percent(cell, meant):
    assert Source(0, percent=True).meant(cell) == meant


def test_a_word_of_theirs_means_one_of_ours_whatever_its_case():
    source = Source(0, values={"hjemmel": "Fastlegehjemmel", "utgår": ""})
    assert [source.meant(text) for text in ("Hjemmel ", "HJEMMEL", "Utgår", "LIS1")] == [
        "Fastlegehjemmel", "Fastlegehjemmel", None, "LIS1",
    ]  # fmt: skip


def test_hidden_rows_and_formulas_nobody_has_computed_go_along():
    raw = sheet(ROWS, hidden_rows=(5,), empty_formulas=((6, 7), (6, 3)))
    found = checked(raw, layouts=(layout(STILLINGER, LISTETALL, raw=raw),))
    assert "formula_without_value" in codes(found)
    assert "Rad 5 er skjult" in "".join(f.message for f in found.findings if f.code == "hidden_rows")
    assert apply(raw, layout(LISTETALL))[0].empty_formulas == ((6, 3),)  # Listelengde is our fourth column


def test_merged_headings_on_two_lines_are_one_heading_each():
    raw = RawSheet(
        "Liste", False,
        [(1, ["Kontor", "Hjemmel", None, "Liste", None]), (2, [None, "nr", "fra", "tak", "lengde"]),
         (3, [OFFICE, "H1", date(2020, 1, 1), 1000, 900]), (4, [OFFICE, "H2", date(2021, 1, 1), 1000, 800])],
    )  # fmt: skip
    target = Target("list_count", {**LISTETALL.columns, "list_cap": Source(3), "list_length": Source(4)})
    (made,) = apply(raw, layout(target, raw=raw))
    assert made.rows[1:] == [(3, ["H1", "01.10.2026", 1000, 900]), (4, ["H2", "01.10.2026", 1000, 800])]
    assert made.rows[0][0] == 2


def test_a_layout_knows_its_table_again_by_the_headings_and_not_by_name_title_or_a_day_in_a_heading():
    november = RawSheet("November", False, lines(HEADINGS, ROWS[0]))
    assert fingerprint(november) == fingerprint(RAW)
    assert fingerprint(sheet(ROWS, [*HEADINGS[:-1], "Lengde"])) != fingerprint(RAW)
    dated = [sheet(ROWS, [*HEADINGS[:-1], f"Liste {day}"]) for day in ("01.10.2026", "01.11.2026")]
    assert len({fingerprint(raw) for raw in dated}) == 1


def test_two_sheets_of_theirs_are_one_of_ours_and_a_code_in_both_is_said():
    south = sheet([[OFFICE, code, "L1", None, "Fast ansatt", date(2022, 5, 1)] for code in ("H1", "H9")], name="Sør")
    one = layout(STILLINGER)
    found = checked(sheet(ROWS, name="Nord"), south, layouts=(one,))
    assert [row.values["position_id"] for row in found.sheets["position"]] == ["H1", "H2", "H3", "H9"]
    (twice,) = [f for f in found.findings if f.code == "duplicate_key"]
    assert twice.message == (
        "Ark «Sør», rad 4, Stilling-ID: Raden har samme Stilling-ID som rad 4 i «Nord». Slett eller rett den ene."
    )
    assert found.cell(twice) == (1, 4, 1)
    assert "duplicate_sheet" not in codes(found)


def test_a_hidden_table_is_never_read_by_a_layout():
    found = checked(sheet(ROWS, hidden=True), layouts=(layout(STILLINGER),))
    assert (found.sheets, found.layouts) == ({}, {})
    assert "unknown_sheet" in codes(found)


def test_tables_that_want_a_layout_are_those_not_read():
    posts = ["Stilling-ID", "Kommune", "Stillingstype", "Fra og med"]
    good = RawSheet("Stillinger", False, lines(posts, ["S1", "Vega", "Fastlegehjemmel", date(2020, 1, 1)]))
    text = RawSheet("Om", False, [(1, ["Dette er en forklaring."]), (2, ["Ring oss."])])
    hidden = sheet(ROWS, name="I fjor", hidden=True)
    other = RawSheet("Bemanning", False, [(1, ["Stilling", "Lege-ID"]), (2, ["S1", "L1"])])
    sheets = [good, text, RAW, hidden, other]
    found = checked(*sheets, layouts=())
    assert wanting(RawWorkbook(sheets), found) == [2, 4]
    assert wanting(RawWorkbook(sheets), checked(*sheets, layouts=(layout(STILLINGER),))) == [4]


@pytest.mark.parametrize(("count", "wanted"), [(2, []), (3, [0])])
def test_the_same_foreign_word_many_times_wants_a_layout_too(count, wanted):
    rows = [[f"S{n}", "Vega kommune", "Fastlegehjemmel", date(2020, 1, 1)] for n in range(count)]
    raw = RawSheet("Stillinger", False, lines(["Stilling-ID", "Kommune", "Stillingstype", "Fra og med"], *rows))
    assert wanting(RawWorkbook([raw]), checked(raw, layouts=())) == wanted


def test_a_list_of_doctors_is_suggested_for_the_three_sheets_it_feeds():
    found = proposal.propose(RAW, "Vega_2026.xlsx", CONTEXT)
    assert found is not None
    assert (found.name, found.never_kept) == ("Legeoversikt", (3,))
    assert found.sheets == ("position", "occupancy", "list_count")
    posts = found.sources("position", CONTEXT, found.never_kept)
    # When a doctor began is not when the post was made.
    assert {n: s.column for n, s in posts.items() if s.column is not None} == {"position_id": 1, "office": 0}
    assert posts["municipality"] == Source(around=True)
    assert posts["position_type"] == Source(fixed="Fastlegehjemmel")
    doctors = found.sources("occupancy", CONTEXT, found.never_kept)
    assert doctors["doctor_id"] == Source(2, values={"ledig": ""})
    assert doctors["occupancy"] == Source(4, values={"fast ansatt": "Fast", "vikariat": "Vikar"})
    lists = found.sources("list_count", CONTEXT, found.never_kept)
    assert lists["counted_on"] == Source(around=True)
    assert (lists["list_cap"].column, lists["list_length"].column) == (6, 7)


def test_a_column_that_is_empty_this_month_is_read_when_it_is_filled():
    raw = RawSheet("Liste", False, lines(["Hjemmelsnr", "Lege", "Startet", "Sluttet", "Opprettet"],
                                         ["H1", "L1", date(2020, 1, 1), None, date(2018, 1, 1)]))  # fmt: skip
    found = proposal.propose(raw, "liste.csv", CONTEXT)
    assert found is not None and found.sheets == ("position", "occupancy")
    assert found.sources("occupancy", CONTEXT, ())["valid_to"] == Source(3)
    assert found.sources("position", CONTEXT, ())["valid_from"] == Source(4)


def test_whether_somebody_is_there_is_not_how_he_is_employed():
    rows: list[list[Any]] = [["H1", "L1", date(2020, 1, 1), "Nei"], ["H2", None, date(2020, 1, 1), "Ja"]]
    raw = RawSheet("Liste", False, lines(["Hjemmelsnr", "Lege", "Startet", "Ledig"], *rows))
    found = proposal.propose(raw, "liste.csv", CONTEXT)
    assert found is not None and found.sheets == ("occupancy",)
    assert found.sources("occupancy", CONTEXT, ())["occupancy"] == Source(fixed="Fast")


def test_a_post_that_begins_with_its_doctor_is_noticed():
    assert proposal.shared_start([STILLINGER, BEMANNING])
    own = Target("position", {**STILLINGER.columns, "valid_from": Source(6)})
    assert not proposal.shared_start([own, BEMANNING])
    assert not proposal.shared_start([STILLINGER])
    assert not proposal.shared_start([Target("position", {}), Target("occupancy", {})])


def test_a_column_is_found_by_its_values_where_its_heading_says_nothing():
    raw = RawSheet("Ark1", False, [(1, ["Nr", "Sted", "Dato opprettet"]), (2, ["A", "Vega kommune", date(2020, 1, 1)]),
                                   (3, ["B", "1813 Brønnøy", date(2021, 1, 1)])])  # fmt: skip
    table = similar.look(raw)
    assert table is not None
    found = similar.sources(table, SHEETS["position"], CONTEXT)
    assert found["municipality"] == Source(1, values={"vega kommune": "Vega", "1813 brønnøy": "Brønnøy"})


def test_how_many_values_can_be_read_is_counted_by_rows():
    rows: list[list[Any]] = [["H1", "01.03.2024"], ["H2", "1/4/2024"], ["H3", "i fjor"], ["H4", None], ["H5", "i fjor"]]
    table = similar.look(RawSheet("Liste", False, lines(["Kode", "Startet"], *rows)))
    assert table is not None
    found = similar.fit(table, Source(1), SHEETS["position"].column("valid_from"), CONTEXT)
    assert (found.read, found.total, dict(found.unknown)) == (2, 4, {"i fjor": 2})
    assert found.examples == ("01.03.2024", "1/4/2024")


def test_shares_are_known_by_all_their_values():
    shares: list[list[Any]] = [["A", 0.5, 50], ["B", 1, 100], ["C", "0,8", 1]]
    table = similar.look(RawSheet("Liste", False, lines(["Kode", "Andel", "Prosent"], *shares)))
    assert table is not None
    assert [similar.is_share(table, index) for index in range(3)] == [False, True, False]


def test_a_heading_read_once_in_another_table_is_read_so_again():
    raw = RawSheet("Ny", False, [(1, ["Kode X", "Bakgård", "Uke"]), (2, ["H1", "Havna", 4]), (3, ["H2", "Havna", 5])])
    before = Layout("f", "I fjor", (Target("position", {"office": Source(0)}),), (), ("Bakgård",))
    table = similar.look(raw)
    assert table is not None
    assert similar.sources(table, SHEETS["position"], CONTEXT).get("office") is None
    assert similar.sources(table, SHEETS["position"], CONTEXT, (), (before,))["office"] == Source(1)


@pytest.mark.parametrize(
    ("heading", "values", "personal"),
    [
        ("Navn", ["x"], True),
        ("Navn på legekontor", ["Havna legekontor"], False),
        ("Kommunenavn", ["Vega"], False),
        ("Lege", ["Kari Nordmann", "Per Ås-Hansen"], True),
        ("Lege", ["L1", "L2"], False),
        ("Legekontor", ["Havna legesenter", "Nordre legesenter"], False),
        ("Kontakt", ["a@eksempel.no", "b@eksempel.no"], True),
        ("Tlf", [90012345], True),
        ("Nås på", ["+47 900 12 345", "900 12 346"], True),
        ("HPR-nummer", ["1234567", "7654321"], False),
        ("Født", [date(1985, 4, 1)], True),
        ("Dato", [date(1960, 4, 1), date(1971, 1, 1)], True),
        ("Startet", [date(2019, 4, 1), date(2021, 1, 1)], False),
        ("Listetak", [1000, 1200], False),
    ],
)
def test_columns_that_tell_who_somebody_is_are_known_by_heading_or_values(heading, values, personal):
    raw = RawSheet("Liste", False, lines(["Kode", heading], *([f"K{n}", v] for n, v in enumerate(values))))
    table = similar.look(raw)
    assert table is not None
    assert identifying.personal(table) == ((1,) if personal else ())


def test_a_refused_column_is_never_offered():
    raw = RawSheet("Kandidatliste", False, [(1, ["Kandidat-ID", "Navn", "Studiested"]), (2, ["K1", "Kari Moe", "UiT"])])
    table = similar.look(raw)
    assert table is not None
    assert set(similar.sources(table, SHEETS["candidate"], CONTEXT)) == {"candidate_id", "university"}


def test_what_is_required_and_comes_from_nowhere_is_told():
    lacking = [(s.heading, c.heading) for s, c in proposal.missing([STILLINGER, Target("occupancy", {})])]
    assert lacking == [("Bemanning", h) for h in ("Stilling-ID", "Lege-ID", "Bemanning", "Fra og med")]


def test_words_that_are_not_ours_are_listed_with_what_they_mean():
    rows = [["A", "Hjemmel"], ["B", "hjemmel"], ["C", "Ukjent"], ["D", "LIS1"]]
    table = similar.look(RawSheet("Liste", False, lines(["Kode", "Type"], *rows)))
    assert table is not None
    column = SHEETS["position"].column("position_type")
    source = similar.with_values(table, Source(1), column, CONTEXT)
    assert proposal.words(table, source, column, CONTEXT) == [("Hjemmel", 2, "Fastlegehjemmel"), ("Ukjent", 1, None)]


def test_a_personal_number_in_a_column_that_is_not_read_is_still_a_stop():
    rows = [[*ROWS[0][:3], MASK, *ROWS[0][4:]]]
    found = checked(sheet(rows), layouts=(layout(STILLINGER),), hits=(Hit(0, 4, 3),))
    assert [(f.code, f.row, f.column) for f in found.findings if f.level is Level.STOP] == [
        ("personal_number", 4, "kolonne D")
    ]


def test_the_kept_file_has_all_but_what_stands_below_the_headings_of_personal_columns():
    rows = [["Kontor", "Kode", "Navn"], ["=1+1", "H1", "Kari Nordmann"], ["https://eksempel.no", "0012", "Ola Moe"]]
    ours, theirs = [[date(2024, 3, 1), 0.5, True]], [["Ring Kari Nordmann"]]
    content = book({"Liste": [["Tittel", None, "oppe"], *rows], "Risiko": ours, "Huskeliste": theirs})
    received = receive(content, "liste.xlsx")
    assert received.workbook is not None
    raw = received.workbook.sheets[0]
    one = Layout(fingerprint(raw), "x", (Target("position", {"position_id": Source(1)}),), (2,))
    found = check(received, Rules(PROGRAMME, TODAY, layouts={one.fingerprint: one}))
    kept, ending = to_keep(received, found)
    assert ending == ".xlsx"
    made = opened(kept)
    assert [[cell.value for cell in row] for row in made["Liste"].iter_rows()] == [
        ["Tittel", None, "oppe"], ["Kontor", "Kode", "Navn"], ["=1+1", "H1", None],
        ["https://eksempel.no", "0012", None],
    ]  # fmt: skip
    assert [made["Liste"][cell].data_type for cell in ("A3", "B4")] == ["s", "s"]
    assert made["Liste"]["A4"].hyperlink is None
    assert [cell.value for cell in made["Risiko"][1]][1:] == [0.5, True]
    assert made["Risiko"]["A1"].value.date() == date(2024, 3, 1)
    # What is not read is not kept: of that sheet there is the name.
    assert made["Huskeliste"].calculate_dimension() == "A1:A1" and made["Huskeliste"]["A1"].value is None
    again = receive(kept, "liste.xlsx").workbook
    assert again is not None and fingerprint(again.sheets[0]) == one.fingerprint


def test_what_stands_in_a_sheet_that_is_not_read_is_not_kept_either():
    received = receive(book({"Liste": [HEADINGS, ROWS[0]], "Huskeliste": [["Ring Kari Nordmann"]]}), "liste.xlsx")
    assert received.workbook is not None
    one = layout(STILLINGER, never_kept=())
    kept, _ = to_keep(received, check(received, Rules(PROGRAMME, TODAY, layouts={one.fingerprint: one})))
    made = opened(kept)
    assert made.sheetnames == ["Liste", "Huskeliste"] and made["Huskeliste"]["A1"].value is None
    assert [cell.value for cell in made["Liste"][1]] == HEADINGS


def test_a_file_without_personal_columns_is_kept_as_it_came():
    received = receive(book({"Liste": [HEADINGS, ROWS[0]]}), "liste.xlsx")
    assert received.workbook is not None
    one = layout(STILLINGER, never_kept=())
    assert to_keep(received, check(received, Rules(PROGRAMME, TODAY, layouts={one.fingerprint: one}))) == (
        received.content, None,
    )  # fmt: skip
