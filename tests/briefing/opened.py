"""Decks and workbooks opened again: all their texts, all their numbers, all their parts."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
from pptx import Presentation

from helgelandlegen.figures.numbers import number, percent

NUMBER = re.compile(r"\d+(?:[ \u00a0]\d{3})*(?:,\d+)?")


def deck(content: bytes) -> Any:
    return Presentation(BytesIO(content))


def shapes(of: Any) -> Iterator[Any]:
    """Every shape, those within groups too."""
    for one in of:
        yield one
        if one.shape_type == 6:
            yield from shapes(one.shapes)


def slide_shapes(content: bytes) -> list[Any]:
    return [one for slide in deck(content).slides for one in shapes(slide.shapes)]


def texts(slide: Any) -> list[str]:
    """What can be read on a slide, alternatives and notes included."""
    found = []
    for one in shapes(slide.shapes):
        found += [one.text_frame.text] if one.has_text_frame else []
        found += [one._element.xpath(".//p:cNvPr")[0].get("descr", "")]
        if getattr(one, "has_table", False):
            found += [cell.text for row in one.table.rows for cell in row.cells]
    found = [text.replace("\u00a0", " ") for text in found]
    return [*found, slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else ""]


def rows(sheet: Any) -> list[dict[str, Any]]:
    """The rows of a sheet of a workbook, by its headings."""
    head, *rest = [list(row) for row in sheet.iter_rows(values_only=True)]
    return [dict(zip(head, row, strict=True)) for row in rest]


def numbers(text: str) -> list[str]:
    """The numbers in a text of a slide, those that count its own slides, parts and rows left out."""
    own = re.sub(r"\(\d+\sav\s\d+\)|\bdel \d+ av \d+|, \d+ rader|‹#›", "", text)
    return [one.replace(" ", "\u00a0") for one in NUMBER.findall(own)]


def parts(content: bytes) -> Iterator[tuple[str, str]]:
    """Every text part of a package, the workbooks inside it unpacked too."""
    with zipfile.ZipFile(BytesIO(content)) as file:
        for name in file.namelist():
            found = file.read(name)
            if name.endswith(".xlsx"):
                yield from ((f"{name}/{inner}", text) for inner, text in parts(found))
            else:
                yield name, found.decode()


def workbooks(content: bytes) -> list[Any]:
    """The workbooks behind a deck's charts."""
    with zipfile.ZipFile(BytesIO(content)) as file:
        names = sorted(name for name in file.namelist() if name.endswith(".xlsx"))
        return [openpyxl.load_workbook(BytesIO(file.read(name))) for name in names]


def said(value: Any) -> Iterator[str]:
    """Every number that facts hold, as it may be printed."""
    if isinstance(value, str):
        yield from NUMBER.findall(value)
    elif isinstance(value, date):
        yield from NUMBER.findall(f"{value:%d.%m.%Y} {value:%-d}")
    elif isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        yield from (number(value), number(value, 1), number(value, 2), *NUMBER.findall(percent(value, decimals=0)),
                    *NUMBER.findall(percent(value, decimals=1)))  # fmt: skip
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from said(getattr(value, field.name))
    elif isinstance(value, tuple | list):
        for one in value:
            yield from said(one)
