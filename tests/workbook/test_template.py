"""The template is a workbook to fill in, and a prefilled one comes back as it went out."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helgelandlegen.workbook.cells import clean, is_missing
from helgelandlegen.workbook.findings import Level
from helgelandlegen.workbook.guide import GUIDE_SHEET, LIST_SHEET
from helgelandlegen.workbook.personal import in_cell
from helgelandlegen.workbook.sheets import SHEETS, Column, Kind, Scope, Sheet
from helgelandlegen.workbook.template import prefilled, template
from helgelandlegen.workbook.values import ERRORS, example_of
from tests.workbook.making import FIGURES, NAMES, PROGRAMME, SHARES, checked_bytes, codes, opened, saved

TEMPLATE = template(PROGRAMME)
DECLARED = pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS.keys())


BOOK = opened(TEMPLATE)


def test_the_template_has_the_guide_every_sheet_in_order_and_a_hidden_list():
    assert BOOK.sheetnames == [GUIDE_SHEET, *(s.heading for s in SHEETS.values()), LIST_SHEET]
    assert [s.title for s in BOOK if s.sheet_state != "visible"] == [LIST_SHEET]


@DECLARED
def test_headings_are_the_declared_ones_bold_frozen_and_wide_enough(sheet: Sheet):
    page = BOOK[sheet.heading]
    assert [cell.value for cell in page[1]] == [f"{c.heading}*" if c.required else c.heading for c in sheet.columns]
    assert all(cell.font.bold for cell in page[1])
    assert page.freeze_panes == "A2"
    widths = {n: d.width for d in page.column_dimensions.values() for n in range(d.min, d.max + 1)}
    assert all(widths[cell.column] > len(str(cell.value)) for cell in page[1])


@DECLARED
def test_the_example_row_is_grey_italic_and_of_real_types(sheet: Sheet):
    for cell, column in zip(BOOK[sheet.heading][2], sheet.columns, strict=False):
        if column.example is None or column.refused:
            assert cell.value is None
            continue
        assert cell.font.italic
        assert cell.font.color.rgb == "FF767676"
        assert cell.is_date == (column.kind in (Kind.DATE, Kind.MONTH))
        assert cell.data_type != "f"


@DECLARED
def test_every_column_but_plain_text_has_its_validation_with_norwegian_words(sheet: Sheet):
    validations = {str(v.sqref).split(":")[0]: v for v in BOOK[sheet.heading].data_validations.dataValidation}
    types = {
        Kind.DATE: "date", Kind.MONTH: "date", Kind.INTEGER: "whole", Kind.PERCENT: "decimal", Kind.AMOUNT: "decimal",
        Kind.MEASURE: "decimal", Kind.CHOICE: "list", Kind.YES_NO: "list", Kind.MUNICIPALITY: "list",
    }  # fmt: skip
    for cell, column in zip(BOOK[sheet.heading][1], sheet.columns, strict=True):
        if column.kind is Kind.TEXT and not column.help:
            continue
        rule = validations[f"{cell.column_letter}2"]
        assert rule.promptTitle == column.heading
        assert rule.prompt.startswith(column.help)
        if column.kind in types:
            assert rule.type == types[column.kind]
            assert rule.error.startswith("Dette kan ikke stå her.")
        if column.refused:
            assert (rule.type, rule.operator, rule.formula1) == ("textLength", "equal", "0")
        if rule.type == "list":
            assert listed(rule.formula1) == list(expected_list(sheet, column))


def listed(formula: str) -> list[str]:
    """The values that a validation's list refers to."""
    name, place = formula.split("!")
    return [row[0].value for row in BOOK[name.strip("'")][place.replace("$", "")]]


def expected_list(sheet: Sheet, column: Column) -> tuple[str, ...]:
    """What a list should offer."""
    if column.kind is Kind.MUNICIPALITY:
        return (*(["Alle"] if sheet.scope is Scope.REPORT else []), *NAMES.values())
    return column.choices or ("Ja", "Nei")


def test_the_guide_names_every_sheet_and_column_and_what_never_to_write():
    text = "\n".join(str(cell) for row in BOOK[GUIDE_SHEET].values for cell in row if cell)
    for sheet in SHEETS.values():
        assert f"\n{sheet.heading}\n{sheet.help}" in text
        for column in sheet.columns:
            assert f"\n{column.heading}" in text
            assert column.help in text
    for word in ("Fødselsnummer", "Navn på leger", "Årsak til fravær", "grå raden", "Prøveprogrammet", "erstatter"):
        assert word in text


def test_the_untouched_template_holds_nothing_to_take_in():
    result = checked_bytes(TEMPLATE)
    assert codes(result) == ["no_rows"]
    assert result.untouched == SHEETS.keys()


def test_a_template_with_one_row_filled_in_takes_in_that_row():
    filled = opened(TEMPLATE)
    filled["Stillinger"]["A3"], filled["Stillinger"]["B3"] = "S-1", "Vega"
    filled["Stillinger"]["C3"], filled["Stillinger"]["H3"] = "LIS1", date(2024, 3, 1)
    result = checked_bytes(saved(filled))
    assert result.findings == []
    assert {name: len(rows) for name, rows in result.sheets.items() if rows} == {"position": 1}


def test_equal_content_makes_equal_bytes():
    assert template(PROGRAMME) == TEMPLATE
    rows = {"meeting": [{"meeting_date": date(2026, 1, 1), "forum": "OSO", "place": None}]}
    assert prefilled(PROGRAMME, rows) == prefilled(PROGRAMME, rows)


def test_a_prefilled_workbook_holds_only_the_sheets_asked_for():
    content = prefilled(PROGRAMME, {}, [SHEETS["meeting"]])
    assert opened(content).sheetnames == [GUIDE_SHEET, "Møter", LIST_SHEET]
    assert "grå raden" not in str(list(opened(content)[GUIDE_SHEET].values))


@DECLARED
def test_a_stored_row_that_looks_like_the_example_is_not_lost_where_it_could_be_real(sheet: Sheet):
    example = {c.name: example_of(c, PROGRAMME) for c in sheet.stored}
    if any(str(value).casefold().startswith("eksempel") for value in example.values()):
        return
    result = checked_bytes(prefilled(PROGRAMME, {sheet.name: [example]}, [sheet]))
    assert [row.values for row in result.sheets[sheet.name]] == [example]


def test_text_that_looks_like_something_else_stays_text():
    texts = [
        "=1+1",
        "+47 12",
        "@sum",
        "-1",
        "0123",
        "1,5",
        "http://x.no",
        "_x0041_",
        "'a",
        "TRUE",
        "2024-03-01",
        "a\nb",
        '<&>"',
    ]
    rows = [{"risk": t, "likelihood": 1, "consequence": 5, "measure": t, "responsible": None} for t in texts]
    result = checked_bytes(prefilled(PROGRAMME, {"risk": rows}, [SHEETS["risk"]]))
    assert [row.values for row in result.sheets["risk"]] == rows


def value_of(column: Column) -> st.SearchStrategy[Any]:
    """Values that the check could have stored in a column."""
    days = st.dates(date(1990, 1, 1), date(2100, 12, 31))
    texts = st.text(max_size=30).map(clean) | st.sampled_from(
        ["=1+1", "+47", "@x", "- x", "007", "1,5", "Alle", "ja", "1/2026"]
    )
    low, high = column.minimum, column.maximum
    strategies: dict[Kind, st.SearchStrategy[Any]] = {
        Kind.TEXT: texts,
        Kind.IDENTIFIER: st.from_regex(r"[0-9]{7,9}", fullmatch=True) if column.digits else texts,
        Kind.CHOICE: st.sampled_from(column.choices or ("",)),
        Kind.MUNICIPALITY: st.sampled_from(sorted(NAMES)),
        Kind.FIGURE: st.sampled_from(sorted(FIGURES)),
        Kind.DATE: days,
        Kind.MONTH: days.map(lambda day: day.replace(day=1)),
        Kind.INTEGER: st.integers(low if low is not None else -(10**9), high if high is not None else 10**9),
        Kind.PERCENT: st.decimals(low or 0, high or 100, places=2),
        Kind.AMOUNT: st.decimals(low if low is not None else -(10**12), 10**12, places=2),
        Kind.MEASURE: st.decimals(0, 500, places=6),
        Kind.YES_NO: st.booleans(),
    }
    found = strategies[column.kind].filter(lambda v: not is_missing(v) and v not in ERRORS and not in_cell(plain(v)))
    optional = not column.required and column.default is None
    return st.none() | found if optional else found


def plain(value: Any) -> Any:
    """A value as it stands in the cell."""
    return float(value) if isinstance(value, Decimal) else value


@st.composite
def stored_rows(draw: st.DrawFn, sheet: Sheet) -> list[dict[str, Any]]:
    """Rows that could be stored together: keys differ, periods end after they begin."""
    columns = {c.name: value_of(c) for c in sheet.stored}
    keys = ["municipality"] if sheet.scope is Scope.REPORT else [c.name for c in sheet.keys]
    rows = draw(
        st.lists(
            st.fixed_dictionaries(columns), min_size=1, max_size=8, unique_by=lambda row: tuple(row[k] for k in keys)
        )
    )
    for row in rows:
        for start, end in sheet.periods:
            if row[start] and row[end]:
                row[end] = min(row[start] + timedelta(abs((row[end] - row[start]).days)), date(2100, 12, 31))
    return rows


@DECLARED
@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_what_was_stored_comes_back_with_the_same_values_and_without_a_stop(sheet: Sheet, data: st.DataObject):
    rows = data.draw(stored_rows(sheet))
    result = checked_bytes(prefilled(PROGRAMME, {sheet.name: rows}, [sheet], share_figures=SHARES))
    assert [f.message for f in result.findings if f.level is Level.STOP] == []
    assert [row.values for row in result.sheets[sheet.name]] == rows
