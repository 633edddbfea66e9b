"""A table as text: its characters, its separator, its rows as Excel numbers them, and the sheet that it is."""

from __future__ import annotations

import codecs
from datetime import date
from decimal import Decimal

import pytest

from helgelandlegen.workbook.cells import Raw
from helgelandlegen.workbook.file_kind import Unreadable
from helgelandlegen.workbook.read import read, sheet_name
from tests.workbook.making import checked_bytes, codes

CODES = {
    "utf-8": b"", "utf-8-sig": b"", "cp1252": b"", "utf-16-le": b"", "utf-16-be": b"",
    "utf-16-le med merke": codecs.BOM_UTF16_LE, "utf-16-be med merke": codecs.BOM_UTF16_BE,
}  # fmt: skip
SEPARATORS = {"semikolon": ";", "komma": ",", "tabulator": "\t"}
LINES = [
    ["Stilling-ID", "Kommune", "Stillingstype", "Stillingsprosent", "Fra og med"],
    *[[f"00{n}", "Brønnøy", "Fastlegehjemmel", "80", "01.03.2024"] for n in range(1, 6)],
]


def joined(lines: list[list[str]], separator: str, end: str = "\r\n") -> str:
    return "".join(separator.join(line) + end for line in lines)


def rows(text: str | bytes, name: str = "Stillinger.csv") -> list[tuple[int, list[Raw]]]:
    return read(text.encode() if isinstance(text, str) else text, name).sheets[0].rows


def refused(text: str | bytes, name: str = "Stillinger.csv") -> str:
    with pytest.raises(Unreadable) as caught:
        rows(text, name)
    return caught.value.finding.code


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("separator", SEPARATORS)
def test_every_code_and_separator_is_understood(code: str, separator: str):
    content = CODES[code] + joined(LINES, SEPARATORS[separator]).encode(code.split()[0])
    assert rows(content) == list(enumerate(LINES, start=1))


def test_a_table_is_read_under_any_name():
    assert rows(joined(LINES, ";").encode("cp1252"), "Stillinger.xlsx") == list(enumerate(LINES, start=1))


@pytest.mark.parametrize("code", ["utf-8", "cp1252", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("place", ["Brønnøy", "Vågå"])
def test_a_file_of_two_lines_is_enough(code: str, place: str):
    assert rows(f"Kommune;Dato\n{place};2024-03-01\n".encode(code)) == [
        (1, ["Kommune", "Dato"]), (2, [place, "2024-03-01"]),
    ]  # fmt: skip


def test_decimal_commas_do_not_pass_for_separators():
    lines = [["Måned", "Post", "Budsjett"], ["2026-01", "Lønn, fast", "1 200,50"], ["2026-02", "Kurs, reise", "300,25"]]
    assert rows(joined(lines, ";")) == list(enumerate(lines, start=1))
    assert rows(joined(lines, "\t")) == list(enumerate(lines, start=1))


def test_a_field_in_quotation_marks_holds_separators_line_breaks_and_quotation_marks():
    first = 'Milepæl;Frist;Kommentar\n"Plan; første utgave";2026-01-01;"linje 1\nlinje 2, og ""sitat"""\n'
    text = f"{first}Neste;2027-01-01;x\n"
    assert rows(text) == [
        (1, ["Milepæl", "Frist", "Kommentar"]),
        (2, ["Plan; første utgave", "2026-01-01", 'linje 1\nlinje 2, og "sitat"']),
        (3, ["Neste", "2027-01-01", "x"]),  # Excel's row, not the line of the text
    ]


def test_blank_lines_count_as_rows_and_the_line_that_names_the_separator_does_not():
    assert rows("Sak,Dato\n\n,,\nA,1\n") == [(1, ["Sak", "Dato"]), (4, ["A", "1"])]
    assert rows("sep=,\r\nSak;x,Dato\r\nA,1\r\n") == [(1, ["Sak;x", "Dato"]), (2, ["A", "1"])]


def test_title_lines_above_the_table_do_not_hide_the_separator():
    text = "Legeoversikt 2026, utkast\n\n" + joined(LINES, ";", "\n")
    assert rows(text)[1:] == list(enumerate(LINES, start=3))


def test_an_inch_mark_within_a_field_is_no_quotation():
    assert rows('Utstyr;Mål\nSkjerm;24" bred\nBord;x\n')[1:] == [(2, ["Skjerm", '24" bred']), (3, ["Bord", "x"])]


def test_a_quotation_that_never_ends_is_stopped_instead_of_swallowing_rows():
    assert refused('Sak;Dato\nA;"x\nB;y\nC;z\n') == "open_quote"
    with pytest.raises(Unreadable, match="rad 2 begynner med et anførselstegn"):
        rows('Sak;Dato\nA;"x\nB;y\nC;z\n')


def test_one_column_is_a_table_only_under_the_name_of_one():
    assert rows("Kommune\nVega\n", "Rapport.csv") == [(1, ["Kommune"]), (2, ["Vega"])]
    assert refused("Kommune\nVega\n", "Rapport.txt") == "no_table"


@pytest.mark.parametrize(
    "text",
    ["Kjære koordinator,\nher er listen vår for 2026.\nHilsen legekontoret\n", '{"a": 1}', "x", "Hei"],
)
def test_text_that_is_no_table_is_called_so(text: str):
    assert refused(text, "rapport.xlsx") == "no_table"


@pytest.mark.parametrize("content", [b"a;b\n\x00\x01;c\n", b"a;b\n" + b"x" * 5000 + b";\x00\n"])
def test_zeros_among_the_text_are_no_text(content: bytes):
    assert refused(content) == "not_a_workbook"


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\xff\xfe", b" \r\n\t\n"])
def test_a_file_with_nothing_to_see_is_empty(content: bytes):
    assert refused(content) == "empty_file"


@pytest.mark.parametrize(
    ("name", "sheet"),
    [
        ("Stillinger.csv", "Stillinger"),
        ("stillinger_vega 2026.CSV", "Stillinger"),
        ("Kandidatløp-eksport.csv", "Kandidatløp"),
        ("Ma\u030al 2026.csv", "Mål"),  # as a Mac writes å
        ("Målinger.csv", "Målinger"),
        ("Tiltaksliste.csv", "Tiltaksliste"),
        ("legeliste.v2.csv", "legeliste.v2"),
        (".csv", ".csv"),
        ("01023999999 liste.csv", "01023999999 liste"),
    ],
)
def test_the_files_name_says_which_sheet_it_is(name: str, sheet: str):
    assert sheet_name(name) == sheet


def test_a_report_as_text_is_checked_as_any_other():
    text = "Stilling-ID;Kommune;Stillingstype;Stillingsprosent;Fra og med\n007;Vega ;Fastlegehjemmel;80,5 %;1.3.2024\n"
    result = checked_bytes(text.encode("cp1252"), "Stillinger Vega.csv")
    assert result.findings == []
    (row,) = result.sheets["position"]
    assert (row.values["position_id"], row.values["municipality"], row.values["valid_from"]) == (
        "007", "1815", date(2024, 3, 1),
    )  # fmt: skip
    assert row.values["percent"] == Decimal("80.5")


def test_a_report_as_text_has_its_findings_at_excels_rows():
    above = 'Stilling-ID;Kommune;Stillingstype;Legekontor;Fra og med\nS-1;Vega;LIS1;"a\nb";1.3.2024\n'
    result = checked_bytes(f"{above}S-2;Vgea;LIS1;;1.3.2024\n".encode(), "Stillinger.csv")
    assert codes(result) == ["unknown_municipality"]
    assert result.findings[0].row == 3
