"""The PDF: for whoever sees it and whoever does not, always the same bytes, and sound whatever is written in it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from helgelandlegen import typeface
from helgelandlegen.briefing import letters
from helgelandlegen.briefing.cells import paragraphs, table
from helgelandlegen.briefing.facts import Briefing
from helgelandlegen.briefing.letters import printable
from helgelandlegen.briefing.pdf import pdf
from helgelandlegen.figures.exhibit import Exhibit, Mark
from helgelandlegen.figures.table import Column, Table
from tests.briefing.reading import Document
from tests.briefing.sample import MESSAGE, TABLE, WHOLE, section

HOSTILE = [
    '#panic("x") #import "@preview/a:1": * #sys.inputs', "$ x^2 $ *fet* _skrå_ `kode` \\ <merke> @referanse",
    "= Overskrift\n- punkt\n// linje /* stykke */", "Bra jobba 👍🏽 👩‍⚕️ 🇳🇴 ⚠️!", "שלום עולם og العربية", "中文 og ไทย",
    "abc\u202egnp.exe\u0000\u0007\x1b[31m", "</svg><script>alert(1)</script>&amp;", "",
]  # fmt: skip


@pytest.fixture(scope="module")
def document() -> Document:
    return Document(pdf(WHOLE))


def test_it_says_its_language_its_title_and_that_it_is_universally_accessible(document: Document):
    assert document.catalogue["/Lang"] == "nb"
    assert document.catalogue["/MarkInfo"]["/Marked"]
    assert document.catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "<pdfuaid:part>1</pdfuaid:part>" in document.xmp
    assert "Prøveprogrammet: Styringsgruppens møte 16. mai 2024" in document.xmp
    assert document.reader.metadata is not None
    assert str(document.reader.metadata.get("/CreationDate", "")).startswith("D:20240516")


def test_its_tags_are_headings_lists_tables_and_pictures_with_their_message(document: Document):
    tags = document.tags
    assert tags.role == "Document"
    assert len(tags.all("H1")) == 1
    # What is in it, three sections, and what the figures mean.
    assert (len(tags.all("H2")), len(tags.all("H3"))) == (5, 1)
    assert [tag.alt for tag in tags.all("Figure")] == [
        f"{MESSAGE}. Ledige hjemler. Nordby: 1 av 3 ledige (33\u00a0%). Vika: 0 av 1 ledige (0\u00a0%)."
    ]
    mapped, meant = tags.all("Table")
    assert [len(one.all("TR")) for one in (mapped, meant)] == [4, 2]
    assert [len(one.all("TH")) for one in (mapped, meant)] == [4, 3]
    assert len(mapped.all("TD")) == 12
    assert len(tags.all("LI")) == 3  # a sentence and two points


def test_the_heading_of_a_map_is_read_before_the_map(document: Document):
    def order(tag) -> list[str]:
        return [tag.role, *(role for child in tag.children for role in order(child))]

    found = [role for role in order(document.tags) if role in ("H2", "Figure", "Table")]
    assert found == ["H2", "H2", "H2", "Figure", "Table", "H2", "H2", "Table"]


def test_every_page_says_its_number_its_source_its_day_its_data_and_that_it_is_demo(document: Document):
    pages = len(document.pages)
    for number, text in enumerate(document.pages, 1):
        assert f"Side {number} av {pages}" in text
        assert "Kilde: kommunenes og programmets rapporter per 16. mai 2024 · dataversjon 7 · låst møte" in text
        assert "Demodata" in text
    assert "Låst 17.05.2024 kl. 09.00 av Koordinator." in document.pages[0]


def test_it_carries_its_own_font_and_nothing_of_the_machines(document: Document):
    assert document.fonts == {"Inter"}


def test_equal_facts_make_equal_bytes_and_real_data_bear_no_mark():
    assert pdf(WHOLE) == pdf(WHOLE)
    assert "Demodata" not in "".join(Document(pdf(replace(WHOLE, demo=False, version=8))).pages)


def everywhere(text: str) -> Briefing:
    """The text in each place that somebody can write in."""
    rows = ((text, text, text, Mark(text, "late")), *TABLE.rows[1:])
    exhibit = Exhibit("tekst", text, (), replace(TABLE, name=text, rows=rows), None, text)
    one = section(heading=text, headline=text, sentences=(text,), comment=text, exhibits=(exhibit,), source=text)
    return replace(WHOLE, title=text or "Tittel", programme=text or "Program", sections=(one,))


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_written_is_printed_as_text_and_never_run(text: str):
    read = "".join("".join(Document(pdf(everywhere(text))).pages).split()).replace("\u00ad", "")
    # Written from the right, words are read in the order in which they stand.
    assert all(word in read for word in printable(text).replace("\u00ad", "").split()[:3])
    assert "�" not in read


def test_emoji_fall_out_and_other_scripts_leave_a_sign_that_something_stood_there():
    assert printable("Bra jobba 👍🏽!") == "Bra jobba !"
    assert printable("中文 på kaia") == "?? på kaia"
    assert printable("Æøå – «Vågå» §31 ½ → č š ŧ ŋ") == "Æøå – «Vågå» §31 ½ → č š ŧ ŋ"
    assert printable("abc\u202egnp\u0000\x1b") == "abcgnp"


def test_every_letter_that_is_let_through_has_a_shape():
    some = [typeface.glyphs(), *letters._BESIDE]
    every = [chr(code) for codes in some for code in sorted(codes) if printable(chr(code)).strip()]
    assert len(every) > 2000
    text = " ".join("".join(every[at : at + 20]) for at in range(0, len(every), 20))
    assert pdf(replace(WHOLE, sections=(section(comment=text[:9000]),)))


def test_a_word_that_is_longer_than_its_room_may_be_broken():
    assert printable("A" * 60) == "\u00ad".join(["A" * 10] * 6)
    assert printable("Samarbeidsavtaleforhandlinger") == "Samarbeidsavtaleforhandlinger"
    assert len(Document(pdf(everywhere("Å" * 60))).pages) == 1


def test_a_long_comment_takes_the_room_it_needs():
    comment = "Dette er en lang kommentar som ikke vil ta slutt. " * 110
    document = Document(pdf(replace(WHOLE, sections=(section(comment=comment),))))
    assert 2 <= len(document.pages) <= 4
    read = " ".join(" ".join(document.pages).split())
    assert read.count("vil ta slutt.") >= 100


def test_a_comments_paragraphs_are_kept_and_its_empty_lines_are_not():
    assert paragraphs(" En.\n\n\n  To   ord.\n") == ["En.", "To ord."]


def test_decimals_stand_below_each_other_and_words_among_numbers_stand_alone():
    column = Column("Andel", share=True, decimals=1)
    found = table(Table("", (Column("Sted"), column), (("A", 0.125), ("B", 0), ("C", "under 5"), ("D", None))))
    assert [row[1] for row in found["rows"]] == [
        {"text": "12,5\u00a0%", "head": "12", "tail": ",5\u00a0%"},
        {"text": "0,0\u00a0%", "head": "0", "tail": ",0\u00a0%"},
        {"text": "under 5"}, {"text": ""},
    ]  # fmt: skip


def test_a_table_that_is_cut_says_how_many_rows_are_left():
    rows = tuple((f"Sted {n}",) for n in range(12))
    found = table(Table("", (Column("Sted"),), rows), 7)
    assert (len(found["rows"]), found["left"]) == (7, 5)
