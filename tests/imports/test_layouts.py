"""Layouts in the store: said once, applied by themselves next time, renamed, changed and forgotten."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from helgelandlegen.database import Store
from helgelandlegen.errors import PlainError
from helgelandlegen.places import originals
from helgelandlegen.workbook import layouts
from helgelandlegen.workbook.cells import RawSheet
from helgelandlegen.workbook.desk import Desk, Piece, State
from helgelandlegen.workbook.layout import Layout, Source, Target, fingerprint
from tests.making import NORDBY, PROGRAMME, rows
from tests.workbook.making import book, opened

HEADINGS: list[Any] = ["Hjemmelsnr", "Navn", "Legekode", "Startet", "Andel"]
LINES: list[list[Any]] = [
    ["H1", "Kari Nordmann", "L1", date(2020, 1, 1), 0.8],
    ["H2", None, "Ledig", date(2021, 1, 1), 1],
]
TITLE = "Legeliste Nordby per 01.03.2024"


def month(lines: list[list[Any]], title: str = TITLE) -> bytes:
    """A month's list."""
    return book({"Legeliste": [[title], [], HEADINGS, *lines]})


LAYOUT = Layout(
    fingerprint(RawSheet("Legeliste", False, list(enumerate([[TITLE], HEADINGS, *LINES], 1)))),
    "Nordby legeliste",
    (
        Target(
            "position",
            {
                "position_id": Source(0), "municipality": Source(around=True),
                "position_type": Source(fixed="Fastlegehjemmel"), "valid_from": Source(3),
                "percent": Source(4, percent=True),
            },
        ),
        Target(
            "occupancy",
            {
                "position_id": Source(0), "doctor_id": Source(2, values={"ledig": ""}),
                "occupancy": Source(fixed="Fast"), "valid_from": Source(3),
            },
        ),
    ),
    (1,),
    tuple(HEADINGS),
)  # fmt: skip


@pytest.fixture
def desk(empty: Store):
    made = Desk(lambda: empty)
    yield made
    made.close()


def laid(desk: Desk, content: bytes) -> Piece:
    """The piece when it is read."""
    piece = desk.lay(content, "legeliste.xlsx")
    assert piece.wait(30) and piece.error is None
    return piece


def stopped(piece: Piece) -> bool:
    """Whether something keeps the file out."""
    assert piece.outcome is not None
    return piece.outcome.stopped


def kept(store: Store) -> list[str]:
    """The names of the originals that are kept."""
    assert store.path
    return sorted(path.name for path in originals(store.path).glob("*"))


def test_what_is_said_once_is_remembered_word_for_word(empty):
    assert layouts.known(empty) == {}
    layouts.save(empty, LAYOUT, "Koordinator")
    assert layouts.known(empty) == {LAYOUT.fingerprint: LAYOUT}
    (one,) = layouts.remembered(empty)
    assert one.made_by == "Koordinator"


def test_a_layout_changes_no_figure_so_the_data_keep_their_version(empty):
    before = empty.version
    layouts.save(empty, LAYOUT, "Koordinator")
    layouts.forget(empty, LAYOUT.fingerprint)
    assert empty.version == before


def test_the_newest_layout_of_the_same_headings_holds(empty):
    layouts.save(empty, LAYOUT, "Koordinator")
    layouts.save(empty, replace(LAYOUT, targets=LAYOUT.targets[:1]), "Kommuneoverlege")
    assert [len(one.targets) for one in layouts.known(empty).values()] == [1]


def test_a_layout_gets_another_name(empty):
    layouts.save(empty, LAYOUT, "Koordinator")
    layouts.rename(empty, LAYOUT, "  Liste fra  Nordby ", "Koordinator")
    assert layouts.known(empty) == {LAYOUT.fingerprint: replace(LAYOUT, name="Liste fra Nordby")}


def test_a_layout_must_have_a_name(empty):
    with pytest.raises(PlainError, match="navn"):
        layouts.save(empty, replace(LAYOUT, name="  "), "Koordinator")
    assert layouts.known(empty) == {}


def test_a_forgotten_layout_is_gone_and_no_older_one_comes_back(empty):
    layouts.save(empty, LAYOUT, "Koordinator")
    layouts.rename(empty, LAYOUT, "Ny", "Koordinator")
    layouts.forget(empty, LAYOUT.fingerprint)
    assert layouts.known(empty) == {}
    layouts.save(empty, LAYOUT, "Koordinator")
    assert layouts.known(empty) == {LAYOUT.fingerprint: LAYOUT}


def test_next_months_list_reads_itself_and_its_rows_come_in(empty, desk):
    piece = laid(desk, month(LINES))
    assert stopped(piece)
    layouts.save(empty, LAYOUT, "Koordinator")
    desk.look_again(piece)
    assert piece.wait(30)
    assert not stopped(piece)
    desk.confirm(piece, "Koordinator")
    assert piece.wait(30)
    assert piece.state is State.STORED

    later = [[*LINES[0][:4], 1], ["H2", "Ola Hansen", "L2", date(2024, 4, 1), 1], ["H3", None, None, LINES[1][3], 0.5]]
    piece = laid(desk, month(later, "Legeliste Nordby per 01.05.2024"))
    assert piece.checked is not None and [one.name for one in piece.checked.layouts.values()] == ["Nordby legeliste"]
    desk.confirm(piece, "Koordinator")
    assert piece.wait(30)
    assert piece.state is State.STORED
    assert [(r["position_id"], r["municipality"], r["percent"]) for r in rows(empty, "position")] == [
        ("H1", NORDBY, 100), ("H2", NORDBY, 100), ("H3", NORDBY, 50),
    ]  # fmt: skip
    assert [(r["position_id"], r["doctor_id"], r["occupancy"]) for r in rows(empty, "occupancy")] == [
        ("H1", "L1", "Fast"), ("H2", "L2", "Fast"),
    ]  # fmt: skip


def test_what_is_kept_of_the_file_has_no_names(empty, desk):
    layouts.save(empty, LAYOUT, "Koordinator")
    piece = laid(desk, month(LINES))
    before = kept(empty)
    desk.confirm(piece, "Koordinator")
    assert piece.wait(30) and piece.outcome is not None
    (name,) = set(kept(empty)) - set(before)
    assert name == f"{piece.outcome.sha256}.xlsx"
    assert empty.path
    page = opened((originals(empty.path) / name).read_bytes())["Legeliste"]
    assert [[cell.value for cell in row][:3] for row in page.iter_rows(min_row=3)] == [
        ["Hjemmelsnr", "Navn", "Legekode"], ["H1", None, "L1"], ["H2", None, "Ledig"],
    ]  # fmt: skip


def test_a_file_can_be_read_without_its_layout(empty, desk):
    layouts.save(empty, LAYOUT, "Koordinator")
    piece = laid(desk, month(LINES))
    piece.without = frozenset({LAYOUT.fingerprint})
    desk.look_again(piece)
    assert piece.wait(30) and piece.checked is not None
    assert (piece.checked.layouts, piece.checked.sheets) == ({}, {})


def test_another_municipality_in_the_title_is_another_municipality(empty, desk):
    layouts.save(empty, LAYOUT, "Koordinator")
    piece = laid(desk, month([["V1", None, "L9", date(2020, 1, 1), 1]], "Legeliste Vika per 01.03.2024"))
    assert piece.outcome is not None
    assert [PROGRAMME.group_name(m) for m in piece.outcome.covered] == ["Vika"]
