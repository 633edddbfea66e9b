"""The typeface on screen is the pinned one, has every letter that we write, and is measured rightly."""

from __future__ import annotations

import tomllib

import pytest
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from helgelandlegen import typeface
from helgelandlegen.typeface import text_width
from tests import font
from tests.running import ROOT

SAMPLES = [
    "Innbyggere på liste uten fast lege", "Brønnøysund", "31. oktober 2026", "1 234,5", "100 %", "LIS1", "ØVRE ÅRS",
    "Hattfjelldal", "«Ikke nådd»", "111 118", "mangler tall", "Ŧ", "W",
]  # fmt: skip
MARKS_OF_OTHERS = set("✔✖◌")  # drawn by whatever font the machine has


def test_what_screens_are_served_is_made_of_the_pinned_package():
    assert typeface.ON_SCREEN.read_bytes() == font.made()
    assert typeface.ON_SCREEN.with_name("LICENSE").read_text() == font.licence()
    assert "SIL OPEN FONT LICENSE" in font.licence()


def test_every_letter_that_our_files_write_is_among_those_served():
    served = set(TTFont(typeface.ON_SCREEN).getBestCmap())
    folders = [ROOT / name for name in ("helgelandlegen", "pages", "queries", "data/programmes")]
    files = [file for folder in folders for kind in ("py", "sql", "csv", "toml") for file in folder.rglob(f"*.{kind}")]
    # letters.py names letters that are to be left out.
    written = {c for file in files if file.name != "letters.py" for c in file.read_text(encoding="utf-8")}
    assert {c for c in written if ord(c) not in served and c.isprintable()} <= MARKS_OF_OTHERS
    assert {*map(ord, "áčđŋšŧžïÁČĐŊŠŦŽ")} <= served  # the Sámi languages of Helgeland and beyond


@pytest.mark.parametrize("weight", [400, 600])
def test_a_text_is_never_wider_than_it_is_said_to_be_nor_much_narrower(weight):
    drawn = instancer.instantiateVariableFont(TTFont(typeface.ON_SCREEN), {"wght": weight, "opsz": 14})
    cmap, advances, em = drawn.getBestCmap(), drawn["hmtx"], drawn["head"].unitsPerEm
    # Numbers stand in columns: each digit takes the room of the widest.
    digit = max(advances[cmap[ord(c)]][0] for c in "0123456789")
    for text in SAMPLES:
        true = sum(digit if c.isdigit() else advances[cmap[ord(c)]][0] for c in text) / em * 20
        assert 0.99 <= text_width(text, 20) / true <= 1.1, text


def test_letters_that_the_typeface_lacks_take_a_whole_square():
    assert text_width("中文", 10) >= 20
    assert text_width("", 10) == 0


def test_the_settings_ask_for_the_typeface_that_is_served():
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["theme"]
    assert theme["font"].split(",")[0] == typeface.FONT
