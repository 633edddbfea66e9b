"""Slides opened again: every number is the facts', tables and charts are native, nothing stands where it should not."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest

from helgelandlegen.briefing.facts import Briefing, Reader, Wishes, wished
from helgelandlegen.briefing.slides import slides
from helgelandlegen.figures.exhibit import Exhibit
from helgelandlegen.figures.table import Column, Table
from tests.briefing.by_hand import CHARTS, FORMULAS, LONG_NAME, TABLE, everything, key_figure, section
from tests.briefing.opened import deck, numbers, parts, said, shapes, slide_shapes, texts, workbooks


@pytest.fixture(scope="module")
def made() -> bytes:
    return slides(everything())


def only(*sections: object, reader: Reader = Reader.STEERING) -> Briefing:
    return replace(everything(reader), sections=sections)  # type: ignore[arg-type]


def titles(content: bytes) -> list[str]:
    return [slide.shapes.title.text_frame.text.replace("\u00a0", " ") for slide in deck(content).slides]


@pytest.mark.parametrize("reader", list(Reader))
def test_every_number_on_a_slide_is_one_of_the_facts(reader: Reader):
    briefing = everything(reader)
    known = {one.replace(" ", "\u00a0") for one in said(briefing)} | {"4", "3", "7"}  # the steps of the waterfall
    for slide in deck(slides(briefing)).slides:
        for text in texts(slide):
            assert set(numbers(text)) <= known, text


def test_a_chart_and_the_workbook_behind_it_hold_the_numbers_of_the_facts(made: bytes):
    charts = [one.chart for one in slide_shapes(made) if getattr(one, "has_chart", False)]
    assert len(charts) == len(CHARTS) == len(workbooks(made))
    for chart, expected, book in zip(charts, CHARTS.values(), workbooks(made), strict=True):
        (sheet,) = book.worksheets
        rows = [list(row) for row in sheet.iter_rows(values_only=True)]
        drawn = {plot_series.name: list(plot_series.values) for plot_series in chart.plots[0].series}
        assert drawn == {name: [row[n] for row in rows[1:]] for n, name in enumerate(rows[0]) if n}
        if expected.kind != "waterfall":
            assert drawn == {one.name: [None if v is None else float(v) for v in one.values] for one in expected.series}
            assert str(rows[1][0])[:4] in ("2024", expected.categories[0][:4])
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_a_waterfall_stands_on_the_ground_at_both_ends_and_floats_between(made: bytes):
    chart = [one.chart for one in slide_shapes(made) if getattr(one, "has_chart", False)][-1]
    assert {one.name: list(one.values) for one in chart.plots[0].series} == {
        "Sokkel": [0, 8, 8, 0], "Nivå": [12, 0, 0, 15], "Økning": [0, 0, 7, 0], "Nedgang": [0, 4, 0, 0],
    }  # fmt: skip


def test_a_chart_points_to_the_cells_that_its_workbook_has(made: bytes):
    found = [text for name, text in parts(made) if re.fullmatch(r"ppt/charts/chart\d+\.xml", name)]
    references = {one for text in found for one in re.findall(r"<c:f>(.*?)!", text)}
    assert references == {"Tall"} == {name for book in workbooks(made) for name in book.sheetnames}


def test_a_long_table_goes_on_on_the_next_slide_with_its_heading_row(made: bytes):
    tables = [one.table for one in slide_shapes(made) if getattr(one, "has_table", False)]
    found = [one for one in tables if one.cell(0, 0).text == "Kommune"]
    assert all(one.first_row and not one.horz_banding for one in found)
    rows = [[cell.text for cell in row.cells] for one in found for row in list(one.rows)[1:]]
    assert len(rows) == 2 * len(TABLE.rows)  # it stands in two sections
    assert rows[1][:3] == [f"{LONG_NAME} 1", "1\u00a0001", "2,5\u00a0%"]
    assert rows[-1] == ["Sum", "under 5", "", "◌\u00a0Ikke konkluderbart"]
    assert [one.last_row for one in found] == [one.cell(len(one.rows) - 1, 0).text == "Sum" for one in found]
    (numbered,) = {re.sub(r"\d+ av", "n av", t) for t in titles(made) if t.startswith("12 av 67") and t.endswith("3)")}
    assert numbered == "12 n av 67 hjemler er ledige. (n av 3)".replace("12 n", "n", 1)


def test_numbers_stand_to_the_right(made: bytes):
    table = next(
        one.table for one in slide_shapes(made) if getattr(one, "has_table", False) and len(one.table.columns) == 4
    )
    sides = [table.cell(1, n).text_frame.paragraphs[0].alignment for n in range(4)]
    assert [str(one).split(".")[-1].split(" ")[0] for one in sides] == ["None", "RIGHT", "RIGHT", "None"]


def test_whatever_is_not_text_states_its_message(made: bytes):
    for slide in deck(made).slides:
        for one in slide.shapes:
            if one.shape_type == 6 or getattr(one, "has_chart", False) or getattr(one, "has_table", False):
                assert len(one._element.xpath(".//p:cNvPr")[0].get("descr")) > 10, one.name
    assert any("Nordby har flest ledige: 2 av 7." in text for slide in deck(made).slides for text in texts(slide))


def test_nothing_inconclusive_is_coloured(made: bytes):
    cell = next(
        cell for one in slide_shapes(made) if getattr(one, "has_table", False)
        for row in one.table.rows for cell in row.cells if "Ikke konkluderbart" in cell.text
    )  # fmt: skip
    assert cell._tc.xpath(".//a:rPr/a:solidFill/a:schemeClr/@val") == ["tx2"]
    assert not cell._tc.xpath(".//a:srgbClr")


def test_every_slide_tells_its_source_its_date_its_version_and_that_it_is_demo(made: bytes):
    for slide in deck(made).slides:
        foot = next(one for one in slide.shapes if one.name == "Bunntekst").text_frame.text.replace("\u00a0", " ")
        assert "per 31. mai 2024 · dataversjon 7 · Demodata: alle tall er oppdiktet." in foot
        assert [one.name for one in slide.shapes][-2:] == ["Bunntekst", "Lysbildenummer"]
    live = slides(replace(everything(), demo=False))
    assert not [text for slide in deck(live).slides for text in texts(slide) if "demodata" in text.lower()]


def test_the_notes_tell_source_and_definition(made: bytes):
    noted = [slide.notes_slide.notes_text_frame.text for slide in deck(made).slides if slide.has_notes_slide]
    assert any("Kilde: Arkene Stillinger og Bemanning." in text for text in noted)
    assert any("Ledige hjemler: Åpne hjemler uten lege. Per dag. Kilde: Arket Stillinger." in text for text in noted)


def test_every_run_is_norwegian_and_no_shape_has_the_number_of_another(made: bytes):
    for name, text in parts(made):
        if not name.startswith("ppt/") or not name.endswith(".xml"):
            continue
        tree = ElementTree.fromstring(text.encode())
        runs = tree.findall(".//{*}r/{*}rPr")
        assert all(one.get("lang") == "nb-NO" for one in runs), name
        assert "en-US" not in text, name
        if name.startswith(("ppt/slides/", "ppt/notesSlides/")):
            ids = Counter(one.get("id") for one in tree.findall(".//{*}cNvPr"))
            assert max(ids.values()) == 1, name


def test_every_part_is_declared_and_every_relation_leads_to_a_part(made: bytes):
    found = dict(parts(made))
    with zipfile.ZipFile(BytesIO(made)) as file:
        names = set(file.namelist())
    assert len(names) == len(zipfile.ZipFile(BytesIO(made)).namelist())
    declared = set(re.findall(r'PartName="/(.*?)"', found["[Content_Types].xml"]))
    assert declared <= names
    for name in names:
        if name.endswith(".rels"):
            folder = Path(name).parent.parent
            for target in re.findall(r'Target="(.*?)"', found[name]):
                wanted = Path(target.lstrip("/")) if target.startswith("/") else folder / target
                parted: list[str] = []
                for step in wanted.parts:
                    parted = parted[:-1] if step == ".." else [*parted, step]
                assert "/".join(parted) in names, (name, target)


def test_a_text_body_always_has_a_paragraph_and_a_table_as_many_cells_as_columns(made: bytes):
    for name, text in parts(made):
        tree = ElementTree.fromstring(text.encode()) if name.endswith(".xml") else None
        for body in [] if tree is None else tree.findall(".//{*}txBody"):
            assert body.find("{*}p") is not None, name
        for table in [] if tree is None else tree.findall(".//{*}tbl"):
            columns = len(table.findall("{*}tblGrid/{*}gridCol"))
            assert {len(row.findall("{*}tc")) for row in table.findall("{*}tr")} == {columns}


def test_the_palette_of_powerpoint_is_the_programmes(made: bytes):
    theme = dict(parts(made))["ppt/theme/theme1.xml"]
    assert '<a:accent1><a:srgbClr val="15616D"/>' in theme
    assert 'typeface="Inter" panose="020B0604020202020204"' in theme  # Arial's number: what stands in for Inter
    assert "$" not in theme


def test_equal_facts_make_equal_bytes(made: bytes):
    assert slides(everything()) == made
    properties = deck(made).core_properties
    assert (properties.title, properties.author) == ("Prøveprogrammet: Status 31. mai 2024", "Prøveprogrammet")
    assert f"{properties.created:%Y-%m-%d}" == f"{properties.modified:%Y-%m-%d}" == "2024-05-31"


def test_what_is_read_first_stands_first(made: bytes):
    for slide in deck(made).slides:
        tops = [one.top for one in slide.shapes if one.name in ("Del", "Budskap", "Bunntekst")]
        first = [one.name for one in slide.shapes][:2]
        assert set(first) <= {"Del", "Budskap"}
        assert tops[-1] == max(tops)


def test_nothing_stands_outside_its_slide(made: bytes):
    opened = deck(made)
    for slide in opened.slides:
        for one in slide.shapes:
            assert one.left >= 0 and one.top >= 0, one.name
            assert one.left + one.width <= opened.slide_width + 10, one.name
            assert one.top + one.height <= opened.slide_height, one.name


def test_the_map_has_a_shape_for_each_municipality(made: bytes):
    group = next(one for one in slide_shapes(made) if one.name == "Kommunekart")
    names = [one.name for one in shapes(group.shapes)]
    assert {"Nordby: 2 av 7", "Vika: 0 av 3", "Fjell: ingen tall"} <= set(names)
    assert "Stolpe for Nordby" in names and "Stolpe for Vika" not in names


def test_a_drawing_without_a_chart_becomes_shapes(made: bytes):
    group = next(one for one in slide_shapes(made) if one.name == "Tegning: Fire leger")
    assert [one.name for one in group.shapes] == ["Felt", "Sirkel", "Strek", "Fire legér"]
    assert group._element.xpath(".//p:cNvPr")[0].get("descr") == "Fire leger blir ferdige i 2025."


def test_osos_deck_has_a_slide_for_each_part():
    sections = everything().sections
    wanted = [sections[0], sections[1], sections[5], sections[6]]
    content = slides(only(*wanted, reader=Reader.OSO))
    assert titles(content) == [
        "Status 31. mai 2024", "12 av 67 hjemler er ledige.", "12 av 67 hjemler er ledige.", "4 av 5 har rapportert."
    ]  # fmt: skip
    assert "12 av 67 hjemler er ledige.\n7 leger er i løp." in texts(deck(content).slides[0])


def test_a_municipality_has_two_slides():
    narrow = replace(TABLE, rows=TABLE.rows[:3], total=False)
    parts_of_it = (
        section("tilstand", key_figures=tuple(key_figure(f"Tall {n}") for n in range(6)), sentences=("1 er varslet.",)),
        section("sammenligning", exhibits=(Exhibit("compare", "Mot andre", (), narrow),)),
        section("personer", exhibits=(Exhibit("persons", "Leger", (), narrow),)),
        section("saker", headline="Ingen åpne saker."),
    )
    assert len(deck(slides(only(*parts_of_it, reader=Reader.MUNICIPALITY))).slides) == 2
    alone = slides(only(parts_of_it[3], reader=Reader.MUNICIPALITY))
    assert titles(alone) == ["Ingen åpne saker."]


def test_tables_that_do_not_fit_below_each_other_get_slides_of_their_own_and_none_is_empty():
    figures = [f"Et nøkkeltall med et svært langt navn, nummer {n}" for n in range(60)]
    long = Table("Leger", (Column("Nøkkeltall"), Column("Alle", numeric=True)), [(name, 3) for name in figures])
    short = replace(TABLE, rows=TABLE.rows[:3], total=False)
    parts_of_it = (
        section("sammenligning", exhibits=(Exhibit("compare", "Mot andre", (), short),)),
        section("personer", exhibits=(Exhibit("persons", "Leger", (), long),)),
    )
    found = deck(slides(only(*parts_of_it, reader=Reader.MUNICIPALITY)))
    tables = [[shape for shape in slide.shapes if shape.has_table] for slide in found.slides]
    assert len(tables) > 2 and all(tables)
    cells = {cell.text for one in tables for shape in one for row in shape.table.rows for cell in row.cells}
    assert set(figures) <= cells


def test_a_long_comment_goes_on_and_nothing_of_it_is_lost():
    comment = "\n".join(
        f"Avsnitt {n} om saken, med noen flere ord så det blir langt nok til flere lysbilder." for n in range(70)
    )
    content = slides(wished(only(section()), Wishes(comments={"ledige": comment[:6000]})))
    pages = [slide for slide in deck(content).slides if "Koordinatorens kommentar" in texts(slide)[0] + texts(slide)[1]]
    assert len(pages) > 1
    shown = "\n".join(text for slide in pages for text in texts(slide))
    assert all(line in shown for line in comment[:6000].split("\n"))


@pytest.mark.parametrize("text", [
    "😀👩‍⚕️ " * 300, "שלום עולם. " * 100, "x" * 6000, "\x00\x0b\ud800\u202etekst\ufffe", *FORMULAS, LONG_NAME * 5,
])  # fmt: skip
def test_whatever_is_written_makes_a_deck(text: str):
    table = replace(TABLE, rows=((text, 1, 0.5, "x"),), total=False)
    odd = section(
        comment=text, heading=text[:300], headline=text[:400], exhibits=(Exhibit("x", text[:300], (), table),)
    )
    content = slides(replace(only(odd), title=text[:200], programme=text[:80] or "P"))
    assert len(deck(content).slides) >= 2
    everything_said = " ".join(text for _, text in parts(content))
    assert "\u202e" not in everything_said


def test_a_text_of_a_script_read_from_the_right_is_turned_around():
    content = slides(wished(only(section()), Wishes(comments={"ledige": "שלום"})))
    assert any('rtl="1"' in text for name, text in parts(content) if name.startswith("ppt/slides/slide"))


def test_charts_without_numbers_and_tables_without_rows_are_left_out():
    empty = replace(CHARTS["bar"], series=(replace(CHARTS["bar"].series[0], values=(None, None)),))
    none = replace(TABLE, rows=(), total=False)
    content = slides(only(section(exhibits=(Exhibit("a", "A", (), none, empty), Exhibit("b", "B", (), none)))))
    assert titles(content)[1:] == ["12 av 67 hjemler er ledige."]


def test_python_pptx_is_taken_into_memory_when_the_first_deck_is_made():
    script = (
        "import sys, helgelandlegen.briefing.slides; print([m for m in ('pptx', 'lxml', 'PIL') if m in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice") or not shutil.which("pdftoppm"), reason="LibreOffice is not here")
@pytest.mark.parametrize("reader", list(Reader))
def test_libreoffice_draws_every_slide(reader: Reader, tmp_path: Path):
    content = slides(everything(reader))
    (tmp_path / "notat.pptx").write_bytes(content)
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}", "--headless", "--convert-to", "pdf",
               "--outdir", str(tmp_path), str(tmp_path / "notat.pptx")]  # fmt: skip
    answer = subprocess.run(command, capture_output=True, text=True, timeout=240)
    if "source file could not be loaded" in answer.stderr:
        pytest.skip("LibreOffice is here without Impress")
    subprocess.run(["pdftoppm", "-r", "40", "-png", str(tmp_path / "notat.pdf"), str(tmp_path / "side")], check=True)
    drawn = list(tmp_path.glob("side*.png"))
    assert len(drawn) == len(deck(content).slides)
    assert min(one.stat().st_size for one in drawn) > 2000  # none is empty
