"""An undo brings back the state without the import, exactly; or it is refused with the list of what is in its way."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from helgelandlegen import kpis
from helgelandlegen.database import Store, now
from helgelandlegen.errors import PlainError
from helgelandlegen.queries import Reader, known_at
from helgelandlegen.workbook.history import history, withdraw
from tests.making import (
    JUNE,
    MAY,
    NORDBY,
    PROGRAMME,
    VIKA,
    figures,
    held,
    keys,
    post,
    report,
    rows,
    send,
    send_bytes,
    state,
    step,
    stored,
    workbook,
)

NORDBYS_POSTS = [post("N1", NORDBY), post("N2", NORDBY), post("N3", NORDBY)]
LATER = {
    "report": report(NORDBY, day=JUNE),
    "position": [*NORDBYS_POSTS, post("N4", NORDBY)],
    "occupancy": [held("N1", "L1"), held("N4", "L8")],
}


def test_undoing_the_newest_import_brings_rows_and_figures_back_exactly(reported: Store):
    before = state(reported)
    outcome = stored(reported, **LATER)
    assert figures(reported) != before["figures"]
    done = withdraw(reported, outcome.import_id or 0)
    assert done.done and done.findings == []
    assert state(reported) == before


def test_an_undo_says_what_it_changes(reported: Store):
    outcome = stored(reported, **LATER)
    tried = withdraw(reported, outcome.import_id or 0, keep=False)
    found = {(d.sheet, d.what, d.municipality, d.key[0]) for d in tried.differences}
    assert found == {
        ("position", "borte", NORDBY, "N4"), ("occupancy", "borte", NORDBY, "N4"), ("occupancy", "ny", NORDBY, "N2"),
    }  # fmt: skip
    assert not tried.done and "N4" in keys(reported, "position")


def test_undoing_an_older_import_leaves_what_came_later(reported: Store):
    second = stored(reported, report=report(NORDBY, day=MAY), position=[*NORDBYS_POSTS, post("N8", NORDBY)])
    stored(reported, **LATER)
    before = state(reported)
    done = withdraw(reported, second.import_id or 0)
    assert done.done and done.differences == []
    assert state(reported) == before


def test_an_undo_of_the_first_report_lets_a_later_one_stand(reported: Store):
    stored(reported, report=report(VIKA, day=JUNE), position=[post("V1", VIKA), post("V2", VIKA)], occupancy=[],
           list_count=[], training=[], absence=[], learning_goal=[])  # fmt: skip
    assert withdraw(reported, 1).done
    assert keys(reported, "position") == ["V1", "V2"]
    assert keys(reported, "occupancy") == [] and keys(reported, "training") == []
    assert keys(reported, "candidate") == ["K1", "K2"]


def test_an_undo_that_would_leave_rows_without_their_parent_is_refused_with_the_list(reported: Store):
    stored(reported, report=report(NORDBY, day=JUNE), position=[*NORDBYS_POSTS, post("N4", NORDBY)])
    stored(reported, report=report(NORDBY, day=JUNE), occupancy=[held("N1", "L1"), held("N4", "L8")])
    stored(reported, candidate_step=[step("K1", "Startet", position_id="N4"), step("K2", "Søknad")])
    before, version = state(reported), reported.version
    refused = withdraw(reported, 3)
    assert not refused.done
    assert [(f.level, f.code, f.sheet, f.value) for f in refused.findings] == [
        ("stopp", "orphaned_rows", "Bemanning", "N4"),
        ("stopp", "orphaned_rows", "Kandidatløp", "N4"),
    ]
    assert (state(reported), reported.version) == (before, version)
    assert [row["withdrawn_at"] for row in history(reported)] == [None] * 5


def test_several_imports_can_be_undone_together_where_one_by_one_would_be_refused(reported: Store):
    before = state(reported)
    stored(reported, report=report(NORDBY, day=JUNE), position=[*NORDBYS_POSTS, post("N4", NORDBY)])
    stored(reported, report=report(NORDBY, day=JUNE), occupancy=[held("N1", "L1"), held("N4", "L8")])
    assert withdraw(reported, 3, 4).done
    assert state(reported) == before


def test_all_imports_can_be_undone(reported: Store):
    assert withdraw(reported, 2, 1).done
    assert {name: found for name, found in state(reported).items() if name != "figures" and found} == {}
    # No report has held a sheet: no figure but the coverage of reports has a value.
    with reported.cursor() as cursor:
        found = kpis.stored(Reader(cursor), kpis.catalogue())
    with_value = {f.kpi for f in found if f.grouped_by == kpis.PROGRAMME and f.value is not None}
    assert with_value == {"reporting_coverage"}


def test_an_unknown_import_cannot_be_undone(reported: Store):
    with pytest.raises(PlainError, match=r"^Import 99 finnes ikke\. Se historikken\.$"):
        withdraw(reported, 99)


def test_an_import_cannot_be_undone_twice(reported: Store):
    stored(reported, **LATER)
    withdraw(reported, 3)
    with pytest.raises(PlainError, match=r"^Import 3 er trukket tilbake allerede\.$"):
        withdraw(reported, 3)


def test_one_that_cannot_be_undone_keeps_the_others_of_the_same_call(reported: Store):
    before = state(reported)
    with pytest.raises(PlainError):
        withdraw(reported, 2, 99)
    assert state(reported) == before and history(reported)[0]["withdrawn_at"] is None


def test_an_import_after_an_undo_gets_a_number_of_its_own(reported: Store):
    stored(reported, **LATER)
    withdraw(reported, 3)
    assert send(reported, report=report(NORDBY), position=NORDBYS_POSTS).import_id == 4


def test_what_a_day_knew_stays_what_it_knew_after_an_undo(empty: Store):
    march, june = datetime(2024, 3, 10, 12), datetime(2024, 6, 10, 12)
    early = workbook(report=report(NORDBY, day=date(2024, 3, 1)), position=[post("N1", NORDBY)], occupancy=[])
    late = workbook(report=report(NORDBY, day=date(2024, 6, 1)), position=[post("N1", NORDBY), post("N2", NORDBY)])
    send_bytes(empty, early, accepted_at=march)
    send_bytes(empty, late, accepted_at=june)

    def vacant(day: date | None) -> object:
        with empty.cursor() as cursor:
            reader = Reader(cursor, known_at(PROGRAMME, day), [date(2024, 6, 30)])
            (found,) = kpis.compute(reader, [kpis.kpi("vacant_posts")], [kpis.PROGRAMME])
        return found.value

    days = [date(2024, 3, 9), date(2024, 3, 10), date(2024, 6, 9), date(2024, 6, 10), now().date() - timedelta(days=1)]
    known = [None, 1, 1, 2, 2]
    assert [vacant(day) for day in days] == known and vacant(None) == 2
    assert withdraw(empty, 2).done
    # The undo is of today: yesterday the second import still counted, from now on it never did.
    assert [vacant(day) for day in days] == known
    assert vacant(None) == 1
    assert len(rows(empty, "position", known_at(PROGRAMME, days[-1]))) == 2
