"""The uploaded workbook comes back with its wrong cells marked, and nothing else in it changed."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
import xlwt
from openpyxl.comments import Comment

from helgelandlegen.workbook import annotate
from helgelandlegen.workbook.annotate import annotated, copy_name
from helgelandlegen.workbook.cells import Cell
from helgelandlegen.workbook.check import Rules, check
from helgelandlegen.workbook.correct import correction
from helgelandlegen.workbook.findings import finding
from helgelandlegen.workbook.personal import MASK
from helgelandlegen.workbook.receive import receive
from tests.workbook.making import (
    FIGURES,
    POSITIONS,
    PROGRAMME,
    SHARES,
    TODAY,
    book,
    opened,
    part,
    personal_number,
    position,
    repacked,
    saved,
)

STOP, WARNING, CORRECTED = "FFC7CE", "FFEB9C", "DDEBF7"
WRONG = "Stopp: «Vegga» er ikke en av de 5 kommunene. Mente du «Vega»?"


def sent_back(content: bytes, name: str = "Vega mars.xlsx", more: Any = ()) -> tuple[openpyxl.Workbook, str, bytes]:
    """The annotated copy as openpyxl opens it, its name and its bytes."""
    received = receive(content, name)
    checked = check(received, Rules(PROGRAMME, TODAY, FIGURES, SHARES))
    made, called = annotated(received, checked, [*checked.findings, *more]), copy_name(received)
    assert is_fit(made, called)
    return openpyxl.load_workbook(io.BytesIO(made), keep_vba=called.endswith(".xlsm")), called, made


def is_fit(content: bytes, name: str) -> bool:
    """Whether a workbook is of the kind that its name says: else Excel does not open it."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return (b"macroEnabled.main" in parts.read("[Content_Types].xml")) is name.endswith(".xlsm")


def simple(*rows: Any) -> bytes:
    return book({"Stillinger": [POSITIONS, *rows]})


def marks(sheet: Any) -> dict[str, tuple[str, str]]:
    """Colour and words of each cell with a comment, by address."""
    return {
        cell.coordinate: (str(cell.fill.fgColor.rgb)[2:], cell.comment.text)
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }


def lines(made: openpyxl.Workbook) -> list[tuple[Any, ...]]:
    """The list below its headings."""
    return [row for row in made["Funn"].iter_rows(min_row=2, values_only=True) if any(row)]


def test_a_wrong_cell_has_a_colour_a_comment_and_a_line_that_links_to_it():
    made, name, _ = sent_back(simple(position(), position(Stilling_ID="S-2", Kommune="Vegga")))
    assert name == "Vega mars – med merknader.xlsx"
    assert marks(made["Stillinger"]) == {"B3": (STOP, WRONG)}
    assert lines(made) == [("Stopp", "Stillinger", "Rad 3", "Kommune", "Vegga", WRONG.removeprefix("Stopp: "))]
    assert [cell.value for cell in made["Funn"][1]] == ["Nivå", "Ark", "Rad", "Kolonne", "Verdi", "Hva du gjør"]
    assert made["Funn"]["C2"].hyperlink.location == "'Stillinger'!B3"
    assert made["Funn"]["C2"].hyperlink.target is None


def test_two_findings_in_one_cell_share_a_comment_and_a_warning_has_its_own_colour():
    rows: list[list[Any]] = [
        ["Dato", "Aktivitet", "Sted"],
        [date(2030, 1, 1), "Stand", "Bodø"],
        [date(2024, 1, 1), "Tull", "Bodø"],
    ]
    more = finding("not_in_list", sheet="Aktiviteter", row=2, column="Dato", value="x", choices="«y»")
    made, _, _ = sent_back(book({"Aktiviteter": rows}), more=[more])
    found = marks(made["Aktiviteter"])
    assert found["A2"] == (
        STOP,
        "Stopp: «x» kan ikke brukes her. Velg «y».\n"
        "Varsel: 01.01.2030 er fram i tid. Rett datoen hvis dette ikke har skjedd ennå.",
    )
    assert found["B3"][0] == STOP
    made, _, _ = sent_back(book({"Aktiviteter": rows[:2]}))
    assert marks(made["Aktiviteter"])["A2"][0] == WARNING


def test_what_is_about_a_row_or_a_sheet_is_marked_at_its_first_cell_and_the_file_is_only_listed():
    more = [
        finding("rows_fell", sheet="Stillinger", municipality="Vega", before=9, after=1),
        finding("no_report", municipalities=["Vega"]),
        finding("duplicate_key", sheet="Stillinger", row=2, keys="x", other=1),
    ]
    made, _, _ = sent_back(simple(position()), more=more)
    assert sorted(marks(made["Stillinger"])) == ["A1", "A2"]
    assert [line[:3] for line in lines(made)] == [
        ("Stopp", "Stillinger", "Rad 2"), ("Varsel", "Stillinger", "Vis"), ("Varsel", None, None),
    ]  # fmt: skip


def test_formulas_comments_formats_widths_and_other_sheets_are_as_they_were():
    source = opened(simple(position(), position(Stilling_ID="S-2", Kommune="Vegga")))
    sheet = source["Stillinger"]
    sheet["D3"] = "=50+50"
    sheet["B3"].comment = Comment("Ring meg om denne", "Innsender")
    sheet["A2"].comment = Comment("Urørt", "Innsender")
    sheet["A2"].font = openpyxl.styles.Font(italic=True)
    sheet.column_dimensions["A"].width = 33
    sheet.merge_cells("H1:J1")
    source.create_sheet("Notater")["B2"] = "=SUM(1,2)"
    source["Notater"]["C3"] = '=HYPERLINK("x")'
    made, _, _ = sent_back(saved(source))
    after = made["Stillinger"]
    assert after["D3"].value == "=50+50"
    assert made["Notater"]["B2"].value == "=SUM(1,2)"
    assert after["B3"].comment.text == f"{WRONG}\nRing meg om denne"
    assert after["A2"].comment.text == "Urørt"
    assert after["A2"].font.italic
    assert after.column_dimensions["A"].width == 33
    assert [str(merged) for merged in after.merged_cells.ranges] == ["H1:J1"]
    assert made.sheetnames == ["Stillinger", "Notater", "Funn"]


def test_a_cell_within_merged_cells_is_marked_where_it_shows():
    source = opened(simple(position(Kommune="Vegga"), position(Stilling_ID="S-2", Kommune=None)))
    source["Stillinger"].merge_cells("B2:B3")
    made, _, _ = sent_back(saved(source))
    (where,) = marks(made["Stillinger"])
    assert where == "B2"


def with_macros(folder: Path) -> tuple[bytes, bytes]:
    """A workbook with a wrong municipality and with macros, and the macros."""
    macros = folder / "vbaProject.bin"
    macros.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(range(256)))
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as source:
        sheet = source.add_worksheet("Stillinger")
        source.add_vba_project(str(macros))
        for number, row in enumerate([POSITIONS, position(Kommune="Vegga", Fra="01.03.2024")]):
            sheet.write_row(number, 0, [value for value in row if value is not None])
    return content.getvalue(), macros.read_bytes()


def test_macros_are_kept_and_the_file_keeps_its_kind(tmp_path: Path):
    content, macros = with_macros(tmp_path)
    made, name, raw = sent_back(content, "Vega.xlsm")
    assert name == "Vega – med merknader.xlsm"
    assert marks(made["Stillinger"]) == {"B2": (STOP, WRONG)}
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        assert parts.read("xl/vbaProject.bin") == macros


def test_a_workbook_with_macros_that_must_be_built_anew_is_called_what_it_has_become(tmp_path: Path, monkeypatch):
    content, _ = with_macros(tmp_path)
    monkeypatch.setattr(annotate, "MOST_CELLS", 3)
    made, name, raw = sent_back(content, "Vega.xlsm")
    assert name == "Vega – med merknader.xlsx" and is_fit(raw, name)
    assert marks(made["Stillinger"]) == {"B2": (STOP, WRONG)}


def test_a_workbook_without_macros_is_no_xlsm_though_it_was_called_so():
    _, name, _ = sent_back(simple(position(Kommune="Vegga")), "Vega.xlsm")
    assert name == "Vega – med merknader.xlsx"


def test_where_the_file_cannot_be_marked_after_all_the_copy_still_is_what_its_name_says(tmp_path: Path, monkeypatch):
    content, _ = with_macros(tmp_path)
    makes = annotate._made
    monkeypatch.setattr(annotate, "_made", lambda order, given: None if given else makes(order, given))
    made, name, _ = sent_back(content, "Vega.xlsm")
    assert name == "Vega – med merknader.xlsm"
    assert marks(made["Stillinger"]) == {"B2": (STOP, WRONG)}


def test_a_value_that_looks_like_a_formula_or_a_link_is_only_text_in_the_list():
    made, _, raw = sent_back(simple(position(Kommune="=1+1"), position(Stilling_ID="S-2", Kommune="http://x.no")))
    cells = [made["Funn"].cell(row, 5) for row in (2, 3)]
    assert [(cell.value, cell.data_type, cell.hyperlink) for cell in cells] == [
        ("=1+1", "s", None), ("http://x.no", "s", None),
    ]  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        listed = parts.read("xl/worksheets/sheet2.xml").decode()
    assert "<f>" not in listed


def texts(raw: bytes) -> str:
    """All that stands in any part of a workbook."""
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        return "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


def test_a_personal_number_is_masked_in_cells_and_comments():
    number = personal_number("01", "01")
    source = opened(simple(position(), position(Stilling_ID=number), position(Stilling_ID="S-3", Kommune="Vegga")))
    made, _, raw = sent_back(saved(source))
    assert made["Stillinger"]["A3"].value == MASK
    assert made["Stillinger"]["A3"].comment.text.startswith("Stopp: Her står et fødselsnummer eller D-nummer.")
    assert number not in texts(raw)


@pytest.mark.parametrize("place", ["comment", "property", "sheet name", "formula", "validation"])
def test_a_personal_number_elsewhere_never_leaves_with_the_copy(place: str):
    number = personal_number("02", "03")
    source = opened(simple(position(Kommune="Vegga")))
    sheet = source["Stillinger"]
    if place == "comment":
        sheet["A2"].comment = Comment(f"Født {number}", "x")
    elif place == "property":
        source.properties.subject = number
    elif place == "sheet name":
        source.create_sheet(number)["A1"] = "noe"
    elif place == "formula":
        sheet["H9"] = f'=IF(A1="{number}",1,2)'
    else:
        rule = openpyxl.worksheet.datavalidation.DataValidation(type="list", formula1=f'"{number},b"')
        sheet.add_data_validation(rule)
        rule.add("A2")
    made, _, raw = sent_back(saved(source))
    assert number not in texts(raw)
    assert marks(made["Stillinger"])["B2"] == (STOP, WRONG)


def test_a_copy_that_was_corrected_and_comes_again_has_no_old_marks():
    first, name, raw = sent_back(simple(position(Kommune="Vegga"), position(Stilling_ID="S-2", Stillingstype="Tull")))
    assert set(marks(first["Stillinger"])) == {"B2", "C3"}
    source = opened(raw)
    source["Stillinger"]["B2"] = "Vega"
    again, name, _ = sent_back(saved(source), name)
    assert set(marks(again["Stillinger"])) == {"C3"}
    assert marks(again["Stillinger"])["C3"][1].count("Stopp: ") == 1
    assert again["Stillinger"]["B2"].fill.fill_type is None
    assert again.sheetnames == ["Stillinger", "Funn"]
    assert len([line for line in lines(again) if line[1] == "Stillinger"]) == 1


def test_what_was_corrected_on_the_way_in_is_told_too():
    received = receive(simple(position(Kommune="Vegga"), position(Stilling_ID="S-2")), "rapport.xlsx")
    assert received.workbook is not None
    at = datetime(2026, 11, 22)
    made = [
        correction(received.workbook, Cell(0, 2, 1), "Vega", "Kommune", at),
        correction(received.workbook, Cell(0, 3, None), None, None, at),
    ]
    checked = check(received, Rules(PROGRAMME, TODAY, FIGURES, SHARES), made)
    copy = opened(annotated(received, checked, checked.findings))
    assert copy["Stillinger"]["B2"].value == "Vegga"
    assert marks(copy["Stillinger"]) == {
        "B2": (CORRECTED, "Rettet: «Vegga» er rettet til «Vega» hos koordinatoren. Rett det også her, så det blir "
                          "riktig neste gang."),
        "A3": (CORRECTED, "Rettet: Raden er tatt bort hos koordinatoren. Slett den også her hvis den ikke skal være "
                          "med."),
    }  # fmt: skip


def old_excel() -> bytes:
    """An .xls file of the nineties' format with a mistake."""
    source = xlwt.Workbook()
    sheet = source.add_sheet("Stillinger")
    for number, row in enumerate([POSITIONS, position(Kommune="Vegga", Fra="01.03.2024", Stilling_ID="=1+1")]):
        for place, value in enumerate(row):
            if value is not None:
                sheet.write(number, place, value)
    content = io.BytesIO()
    source.save(content)
    return content.getvalue()


def rebuilt_note(made: openpyxl.Workbook) -> str:
    return str(made["Funn"].cell(made["Funn"].max_row, 1).value)


def test_what_openpyxl_fails_on_is_built_anew_with_the_same_cells_and_marks(monkeypatch: pytest.MonkeyPatch):
    content = simple(position(Stilling_ID="=1+1", Stillingsprosent=62.5), position(Stilling_ID="S-2", Kommune="Vegga"))
    monkeypatch.setattr(annotate, "MOST_CELLS", 3)
    made, name, raw = sent_back(content)
    assert name == "Vega mars – med merknader.xlsx"
    sheet = made["Stillinger"]
    assert [cell.value for cell in sheet[2]][:5] == ["=1+1", "Vega", "Fastlegehjemmel", 62.5, datetime(2024, 3, 1)]
    assert sheet["A2"].data_type == "s"
    assert marks(sheet) == {"B3": (STOP, WRONG)}
    assert made["Funn"]["C2"].hyperlink.location == "'Stillinger'!B3"
    assert rebuilt_note(made) == annotate.NEW
    assert "<f>" not in texts(raw)


def test_a_workbook_whose_styles_are_broken_is_built_anew():
    content = simple(position(Kommune="Vegga"))
    styles = part(content, "xl/styles.xml")
    broken = styles.replace(b'<sz val="11"/>', b'<sz val="stor"/>')
    assert broken != styles
    made, _, _ = sent_back(repacked(content, {"xl/styles.xml": broken}))
    assert rebuilt_note(made) == annotate.NEW
    assert marks(made["Stillinger"])["B2"] == (STOP, WRONG)


def test_a_file_that_is_too_large_even_for_that_comes_back_as_the_list_alone(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(annotate, "MOST_CELLS", 3)
    monkeypatch.setattr(annotate, "MOST_REBUILT", 3)
    made, _, _ = sent_back(simple(position(Kommune="Vegga")))
    assert made.sheetnames == ["Funn"]
    assert lines(made)[0][:2] == ("Stopp", "Stillinger")
    assert rebuilt_note(made) == annotate.ONLY_LIST


def test_more_findings_than_excel_can_show_are_listed_and_the_first_marked(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(annotate, "MOST_MARKED", 2)
    made, _, _ = sent_back(simple(*(position(Stilling_ID=f"S-{n}", Kommune="Vegga") for n in range(5))))
    assert sorted(marks(made["Stillinger"])) == ["B2", "B3"]
    assert len([line for line in lines(made) if line[0] == "Stopp"]) == 5
    assert rebuilt_note(made) == "Bare de første 2 funnene er merket i arkene."


def test_names_that_excel_would_not_take_are_made_so_that_it_does():
    received = receive(simple(position(Kommune="Vegga")), "rapport.xlsx")
    assert received.workbook is not None
    (first,) = received.workbook.sheets
    renamed = [replace(first, name=name) for name in ("Rapport: mai/juni", "x" * 40, "x" * 40, "Funn", "'", "History")]
    other = replace(received, content=b"not a zip", workbook=replace(received.workbook, sheets=renamed))
    checked = check(other, Rules(PROGRAMME, TODAY, FIGURES, SHARES))
    made = opened(annotated(other, checked, checked.findings))
    assert len(set(made.sheetnames)) == 7
    assert made.sheetnames[0] == "Rapport  mai juni"
    assert all(len(name) <= 31 for name in made.sheetnames)


def test_a_file_that_cannot_be_read_gives_the_list():
    received = receive(b"%PDF-1.7", "skannet.pdf")
    checked = check(received, Rules(PROGRAMME, TODAY))
    content, name = annotated(received, checked, checked.findings), copy_name(received)
    assert (name, opened(content).sheetnames) == ("skannet – med merknader.xlsx", ["Funn"])


def test_the_copy_of_an_old_excel_file_is_a_new_one_with_the_same_cells():
    received = receive(old_excel(), "Vega.xls")
    if received.workbook is None:
        pytest.skip("this format is not read yet")
    made, name, _ = sent_back(old_excel(), "Vega.xls")
    assert name == "Vega – med merknader.xlsx"
    assert made["Stillinger"]["A2"].value == "=1+1"
    assert made["Stillinger"]["A2"].data_type == "s"
    assert marks(made["Stillinger"])["B2"] == (STOP, WRONG)


def test_a_missing_column_is_marked_at_the_headings_also_under_a_title():
    rows: list[list[Any]] = [["Legestillinger i Vega", None], [None, None], ["Stilling-ID", "Kommune", "Fra og med"],
            ["S-1", "Vega", date(2024, 1, 1)]]  # fmt: skip
    made, _, _ = sent_back(book({"Stillinger": rows}))
    words = marks(made["Stillinger"])["A3"][1]
    assert words.startswith("Stopp: Kolonnen mangler, men må være med.")
