"""The files are what their formats' schemas ask for, and lack nothing without which Office offers to repair them."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from helgelandlegen import programme
from helgelandlegen.briefing.annex import annex
from helgelandlegen.briefing.facts import Briefing, Reader
from helgelandlegen.briefing.slides import slides
from helgelandlegen.workbook.template import template
from tests.briefing.by_hand import everything


def wrong(folder: Path, name: str, content: bytes) -> list[str]:
    """What the schemas and the programs would find wrong with the file."""
    file = folder / name
    file.write_bytes(content)
    return [f"{one.part_uri}: {one.description}" for one in OpenXmlValidator().validate(str(file)).errors]


@pytest.mark.parametrize("reader", list(Reader))
@pytest.mark.parametrize(("name", "form"), [("notat.pptx", slides), ("notat.xlsx", annex)])
def test_a_briefing_opens_as_it_is(reader: Reader, name: str, form: Callable[[Briefing], bytes], tmp_path: Path):
    assert wrong(tmp_path, name, form(everything(reader))) == []


def test_the_empty_workbook_opens_as_it_is(tmp_path: Path):
    assert wrong(tmp_path, "mal.xlsx", template(programme.load())) == []


def test_a_deck_with_an_axis_below_zero_would_be_found(tmp_path: Path):
    content = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(slides(everything(Reader.STEERING)))) as whole,
        zipfile.ZipFile(content, "w") as spoiled,
    ):
        for name in whole.namelist():
            spoiled.writestr(name, whole.read(name).replace(b'<c:axId val="', b'<c:axId val="-'))
    assert wrong(tmp_path, "notat.pptx", content.getvalue())
