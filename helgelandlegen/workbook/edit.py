"""Rows of the current state changed by hand: shown as texts, made into a workbook, and checked like any other."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter

from helgelandlegen import kpis, tables
from helgelandlegen.database import Store
from helgelandlegen.programme import Programme
from helgelandlegen.queries import Query, Reader
from helgelandlegen.workbook.check import CheckedFile
from helgelandlegen.workbook.findings import finding, shown
from helgelandlegen.workbook.findings_file import OPTIONS
from helgelandlegen.workbook.guide import marked
from helgelandlegen.workbook.intake import take_in
from helgelandlegen.workbook.sheets import SHEETS, Column, Kind, Scope, Sheet
from helgelandlegen.workbook.stage import owners
from helgelandlegen.workbook.template import NUMBER_FORMATS
from helgelandlegen.workbook.values import Context, convert, example_of

WIDTH = 16
_TYPED = {Kind.DATE, Kind.MONTH, Kind.INTEGER, Kind.PERCENT, Kind.AMOUNT}


@dataclass(frozen=True)
class Row:
    """A stored row: its key, its row in the workbook that will be made, and the text of each column by name."""

    key: str
    number: int
    texts: Mapping[str, str]


@dataclass(frozen=True)
class Edited:
    """What is changed in a sheet: texts by row key and column name, keys of rows left out, and names of new rows."""

    cells: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    gone: Collection[str] = ()
    added: Sequence[str] = ()

    def __bool__(self) -> bool:
        return bool(self.cells or self.gone or self.added)


def sheets(municipality: str | None) -> list[Sheet]:
    """The sheets that can be edited for a municipality, or for the programme."""
    wanted = (Scope.MUNICIPALITY, Scope.PARENT) if municipality else (Scope.PROGRAMME,)
    return [sheet for sheet in SHEETS.values() if sheet.scope in wanted]


def columns(sheet: Sheet, municipality: str | None) -> list[Column]:
    """The columns that can be edited; whose rows they are is chosen already."""
    return [c for c in sheet.stored if not (municipality and c is sheet.scope_column and c.name == "municipality")]


def rows(store: Store, sheet: Sheet, municipality: str | None) -> list[Row]:
    """The current rows of a municipality's sheet, or of one of the programme's, in the order of their reports."""
    with store.cursor() as cursor:
        reader = Reader(cursor)
        found = reader.rows(Query(sheet.name, tables.all_of(sheet.name)))
        owned = owners(reader, SHEETS[sheet.parent]) if sheet.parent else {}
    if municipality:
        found = [row for row in found if _owner(sheet, row, owned) == municipality]
    found.sort(key=lambda row: (row["import_id"], row["excel_row"]))
    shares = kpis.shares()
    made = [
        (key_of(sheet, row), {c.name: _text(row, c, store.programme, shares) for c in sheet.stored}) for row in found
    ]
    first = _first(store.programme, sheet, found)
    return [Row(key, number, texts) for number, (key, texts) in enumerate(made, first)]


def _owner(sheet: Sheet, row: Mapping[str, Any], owned: Mapping[str, str]) -> Any:
    if sheet.parent and sheet.scope_column:
        return owned.get(row[sheet.scope_column.name])
    return row["municipality"]


def _first(programme: Programme, sheet: Sheet, found: Sequence[Mapping[str, Any]]) -> int:
    """The first row's number; one that looks like the template's example would be skipped right below the headings."""
    like = bool(found) and all(found[0][c.name] == example_of(c, programme) for c in sheet.stored)
    return 3 if like else 2


def key_of(sheet: Sheet, row: Mapping[str, Any]) -> str:
    """What a row is called while it is edited, the same before and after somebody else's import."""
    return json.dumps([shown(row[c.name]) for c in sheet.keys], ensure_ascii=False)


def _text(row: Mapping[str, Any], column: Column, programme: Programme, shares: frozenset[str]) -> str:
    """A stored value as it is typed."""
    value = row[column.name]
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Ja" if value else "Nei"
    if column.kind is Kind.MUNICIPALITY:
        return programme.by_number[value].name if value in programme.by_number else str(value)
    if column.kind is Kind.MONTH:
        return f"{value:%Y-%m}"
    if isinstance(value, Decimal):
        is_share = column.kind is Kind.MEASURE and any(isinstance(v, str) and v in shares for v in row.values())
        return f"{_plain(value * 100)} %" if is_share else _plain(value)
    return shown(value)


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def check(store: Store, municipality: str | None, changes: Mapping[str, Edited]) -> tuple[CheckedFile, bytes]:
    """The edited sheets (by name) as a checked workbook and its bytes, for the desk.

    Each sheet is whole: its rows that are not touched are in it too, in the same places, so that a finding's row is the
    row of the table. A municipality's sheet may end up empty. Changes of rows that are gone are a finding.
    """
    content, programme, gone = BytesIO(), store.programme, []
    with xlsxwriter.Workbook(content, OPTIONS) as book:
        formats = {kind: book.add_format({"num_format": look}) for kind, look in NUMBER_FORMATS.items()}
        for name, edited in changes.items():
            sheet = SHEETS[name]
            stored = rows(store, sheet, municipality)
            _write(book, formats, sheet, _lines(store, sheet, municipality, stored, edited), programme)
            lost = {*edited.cells} - {row.key for row in stored} - {*edited.added}
            gone += [finding("changed_row_gone", sheet=sheet.heading, value=_called(key)) for key in sorted(lost)]
    checked = take_in(content.getvalue(), file_name(programme, municipality), programme)
    findings = [*(found for found in checked.findings if found.code != "no_rows"), *gone]
    declared = frozenset({municipality}) if municipality else None
    return replace(checked, declared=declared, findings=findings), content.getvalue()


def file_name(programme: Programme, municipality: str | None) -> str:
    """What the workbook of somebody's edited sheets is called."""
    return f"Rettelse for {programme.by_number[municipality].name if municipality else programme.title}.xlsx"


def _called(key: str) -> str:
    """A row's key as people read it: «N2, 01.02.2020»."""
    try:
        parts = json.loads(key)
    except ValueError:
        return key
    return ", ".join(map(str, parts)) if isinstance(parts, list) else key


def _lines(
    store: Store, sheet: Sheet, municipality: str | None, stored: Sequence[Row], edited: Edited
) -> Iterable[tuple[int, Mapping[str, str]]]:
    """The rows as they shall be, with their numbers; a row that is left out leaves its number empty."""
    for row in stored:
        if row.key not in edited.gone:
            yield row.number, {**row.texts, **edited.cells.get(row.key, {})}
    number = next_number(stored)
    own = {}
    if municipality and sheet.scope is Scope.MUNICIPALITY:
        own = {"municipality": store.programme.by_number[municipality].name}
    for name in edited.added:
        if typed := edited.cells.get(name):
            yield number + new_place(name), {**own, **typed}


def next_number(stored: Sequence[Row]) -> int:
    """The number of the first new row."""
    return stored[-1].number + 1 if stored else 2


def new_place(name: str) -> int:
    """The place of a new row among the new ones, from 0: its name ends with its number."""
    digits = name.rpartition("-")[2]
    return max(0, int(digits) - 1) if digits.isdecimal() and len(digits) < 6 else 0


def _write(
    book: Any, formats: Mapping[Kind, Any], sheet: Sheet, lines: Iterable[tuple[int, Mapping[str, str]]],
    programme: Programme,
) -> None:  # fmt: skip
    page = book.add_worksheet(sheet.heading)
    page.freeze_panes(1, 0)
    page.set_column(0, len(sheet.stored) - 1, WIDTH)
    bold, context = book.add_format({"bold": True}), Context.of(programme)
    for place, column in enumerate(sheet.stored):
        page.write_string(0, place, marked(column), bold)
    for number, texts in lines:
        for place, column in enumerate(sheet.stored):
            text = texts.get(column.name, "")
            value = convert(text, column, context) if column.kind in _TYPED else text
            if isinstance(value, date):
                page.write_datetime(number - 1, place, value, formats[column.kind])
            elif isinstance(value, int | Decimal):
                page.write_number(number - 1, place, value, formats.get(column.kind))
            elif text:  # also what is wrong: the check says so
                page.write_string(number - 1, place, text)
