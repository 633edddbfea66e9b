"""What an upload means: whose rows it replaces, and whose it leaves alone."""

from __future__ import annotations

from datetime import date

from helgelandlegen.database import Store
from helgelandlegen.queries import Query, Reader
from helgelandlegen.tables import all_of
from helgelandlegen.workbook.template import template
from tests.making import (
    DALEN,
    FJELL,
    JUNE,
    MARCH,
    MAY,
    NORDBY,
    VIKA,
    codes,
    held,
    keys,
    leave,
    listed,
    post,
    report,
    rows,
    send_bytes,
    sentence,
    step,
    stored,
    trainee,
    trial,
)
from tests.workbook.making import opened, saved

NORDBYS_POSTS = [post("N1", NORDBY), post("N2", NORDBY), post("N3", NORDBY)]


def reports(store: Store) -> list[tuple[date, str]]:
    """All reports that count."""
    with store.cursor() as cursor:
        found = Reader(cursor).rows(Query("report", all_of("report")))
    return sorted((row["report_date"], row["municipality"]) for row in found)


def test_a_sheet_replaces_the_reporting_municipalitys_rows_as_a_whole_and_no_others(reported: Store):
    others = ["D1", "F1", "V1", "V2"]
    outcome = stored(reported, report=report(NORDBY), position=[post("N1", NORDBY, office="Nytt"), *NORDBYS_POSTS[1:]])
    assert keys(reported, "position") == [*others[:2], "N1", "N2", "N3", *others[2:]]
    assert rows(reported, "position")[2]["office"] == "Nytt"
    assert outcome.covered == (NORDBY,) and outcome.declared
    (changed,) = outcome.differences
    assert (changed.sheet, changed.what, changed.municipality, changed.key) == ("position", "endret", NORDBY, ("N1",))
    assert changed.fields == (("Legekontor", None, "Nytt"),)


def test_sheets_that_are_not_in_the_file_are_untouched(reported: Store):
    sheets = ("occupancy", "list_count", "training", "absence", "learning_goal", "candidate", "candidate_step")
    before = {name: rows(reported, name) for name in sheets}
    stored(reported, report=report(NORDBY), position=[*NORDBYS_POSTS, post("N4", NORDBY)])
    assert {name: rows(reported, name) for name in sheets} == before


def test_new_changed_and_gone_rows_are_told_apart(looked_at: Store):
    outcome = trial(
        looked_at,
        report=report(NORDBY),
        occupancy=[held("N1", "L1", valid_to=JUNE), held("N3", "L9")],
    )
    found = {(d.what, d.key[:2]) for d in outcome.differences}
    assert found == {("endret", ("N1", "L1")), ("ny", ("N3", "L9")), ("borte", ("N2", "L2"))}
    assert {d.municipality for d in outcome.differences} == {NORDBY}
    (changed,) = [d for d in outcome.differences if d.what == "endret"]
    assert changed.fields == (("Til og med", None, JUNE),)


def test_a_report_for_all_speaks_for_every_municipality_of_the_programme(reported: Store):
    outcome = stored(reported, report=report("Alle", day=JUNE), position=[*NORDBYS_POSTS, post("V1", VIKA)],
                     occupancy=[held("N1", "L1"), held("V1", "L3")], list_count=[])  # fmt: skip
    assert outcome.covered == (NORDBY, VIKA, DALEN, FJELL)
    assert keys(reported, "position") == ["N1", "N2", "N3", "V1"]
    assert len(keys(reported, "occupancy")) == 2
    assert keys(reported, "list_count") == []


def test_a_row_of_a_municipality_outside_the_report_keeps_the_file_out(looked_at: Store):
    outcome = trial(looked_at, report=report(NORDBY), position=[*NORDBYS_POSTS, post("V7", VIKA)])
    assert sentence(outcome, "outside_report") == (
        "Ark «Stillinger», rad 5, Kommune: Vika er ikke med i arket «Rapport». "
        "Legg til kommunen der, eller slett raden."
    )
    assert outcome.stopped


def test_a_row_below_another_municipalitys_post_is_outside_the_report_too(looked_at: Store):
    outcome = trial(looked_at, report=report(NORDBY), list_count=[listed("N1"), listed("V1")])
    assert codes(outcome)[-1] == "outside_report"
    assert "rad 3" in sentence(outcome, "outside_report") and "Vika" in sentence(outcome, "outside_report")
    assert outcome.stopped


def test_a_row_below_another_municipalitys_doctor_is_outside_the_report_too(looked_at: Store):
    outcome = trial(looked_at, report=report(VIKA), absence=[leave("T3"), leave("T1")])
    assert "Nordby" in sentence(outcome, "outside_report")
    assert outcome.stopped


def test_a_file_without_a_report_speaks_for_the_municipalities_it_mentions_and_says_so(reported: Store):
    posts = [*NORDBYS_POSTS, post("D1", DALEN), post("D2", DALEN)]
    outcome = stored(reported, position=posts)
    assert outcome.covered == (NORDBY, DALEN) and not outcome.declared
    assert sentence(outcome, "no_report") == (
        "Filen har ingen rader i arket «Rapport», og gjelder derfor Nordby og Dalen. Fyll ut arket hvis det er feil."
    )
    assert keys(reported, "position") == ["D1", "D2", "F1", "N1", "N2", "N3", "V1", "V2"]


def test_a_file_without_a_report_mentions_municipalities_through_its_posts_and_doctors(looked_at: Store):
    assert trial(looked_at, list_count=[listed("V1")]).covered == (VIKA,)
    assert trial(looked_at, absence=[leave("T1")]).covered == (NORDBY,)
    assert trial(looked_at, occupancy=[held("N1", "L1"), held("N2", "L2"), held("F1", "L8")]).covered == (NORDBY, FJELL)


def test_a_file_about_the_programme_alone_speaks_for_no_municipality(looked_at: Store):
    outcome = trial(looked_at, meeting=[{"meeting_date": MAY, "forum": "OSO"}])
    assert outcome.covered == ()
    assert codes(outcome) == []


def test_children_follow_the_post_they_belong_to(reported: Store):
    outcome = stored(reported, report=report(NORDBY), occupancy=[held("N1", "L1"), held("N2", "L8")], list_count=[])
    assert [key[:2] for key in keys(reported, "occupancy")] == [("D1", "L4"), ("N1", "L1"), ("N2", "L8"), ("V1", "L3")]
    assert [key[0] for key in keys(reported, "list_count")] == ["F1", "V1"]
    assert {d.municipality for d in outcome.differences} == {NORDBY}


def test_children_follow_the_doctor_they_belong_to(reported: Store):
    stored(reported, report=report(VIKA), absence=[leave("T3", MARCH, None)], learning_goal=[])
    assert keys(reported, "absence") == [("T1", date(2023, 1, 1), "Fravær"), ("T3", MARCH, "Fravær")]
    assert [key[0] for key in keys(reported, "learning_goal")] == ["T1"]


def test_children_may_come_with_a_parent_that_is_new_in_the_same_file(reported: Store):
    stored(
        reported, report=report(FJELL), position=[post("F1", FJELL), post("F2", FJELL)], occupancy=[held("F2", "L7")],
        training=[trainee("T7", FJELL)], absence=[leave("T7")],
    )  # fmt: skip
    assert ("F2", "L7", date(2020, 1, 1)) in keys(reported, "occupancy")
    assert ("T7", date(2023, 1, 1), "Fravær") in keys(reported, "absence")


def test_children_go_with_a_post_that_goes_when_their_sheets_are_in_the_file(reported: Store):
    outcome = stored(
        reported, report=report(NORDBY), position=NORDBYS_POSTS[1:], occupancy=[held("N2", "L2")],
        list_count=[listed("N2")],
    )  # fmt: skip
    gone = {(d.sheet, d.key[0]) for d in outcome.differences if d.what == "borte"}
    assert gone == {("position", "N1"), ("occupancy", "N1"), ("list_count", "N1")}
    assert "N1" not in [key[0] for key in keys(reported, "occupancy") + keys(reported, "list_count")]


def test_children_go_with_a_doctor_that_goes_when_their_sheets_are_in_the_file(reported: Store):
    stored(reported, report=report(NORDBY), training=[trainee("T2", NORDBY)], absence=[], learning_goal=[])
    assert keys(reported, "training") == ["T2", "T3"]
    assert [key[0] for key in keys(reported, "absence") + keys(reported, "learning_goal")] == ["T3", "T3"]


def test_a_post_that_comes_back_does_not_bring_its_old_children(reported: Store):
    stored(
        reported,
        report=report(NORDBY),
        position=NORDBYS_POSTS[1:],
        occupancy=[held("N2", "L2")],
        list_count=[listed("N2")],
    )
    stored(reported, report=report(NORDBY), position=NORDBYS_POSTS)
    assert "N1" in keys(reported, "position")
    assert "N1" not in [key[0] for key in keys(reported, "occupancy") + keys(reported, "list_count")]


def test_a_programme_sheet_is_replaced_whole(reported: Store):
    stored(reported, candidate=[{"candidate_id": "K2"}, {"candidate_id": "K3"}], candidate_step=[step("K3", "Kontakt")])
    assert keys(reported, "candidate") == ["K2", "K3"]
    assert [key[0] for key in keys(reported, "candidate_step")] == ["K3"]


def test_a_programme_sheet_does_not_ask_whose_report_it_is(reported: Store):
    outcome = stored(
        reported, report=report(VIKA), activity=[{"activity_date": MAY, "activity": "Stand", "place": "Vika"}]
    )
    assert outcome.covered == (VIKA,)
    assert len(keys(reported, "activity")) == 1


def test_an_empty_programme_sheet_leaves_what_is_stored_and_says_so(reported: Store):
    outcome = stored(
        reported, report=report(NORDBY), position=[*NORDBYS_POSTS, post("N4", NORDBY)], candidate=[], meeting=[]
    )
    assert keys(reported, "candidate") == ["K1", "K2"]
    found = [f for f in outcome.findings if f.code == "empty_programme_sheet"]
    assert [(f.level, f.sheet) for f in found] == [("varsel", "Kandidater"), ("varsel", "Møter")]
    assert "2 lagrede" in found[0].message


def test_an_empty_programme_sheet_with_nothing_stored_is_nothing_to_speak_of(looked_at: Store):
    assert "empty_programme_sheet" not in codes(
        trial(looked_at, report=report(NORDBY), position=NORDBYS_POSTS, risk=[])
    )


def test_an_empty_sheet_of_a_municipality_says_that_it_has_none(reported: Store):
    outcome = stored(reported, report=report(NORDBY), occupancy=[])
    assert [key[0] for key in keys(reported, "occupancy")] == ["D1", "V1"]
    assert sentence(outcome, "rows_fell") == (
        "Ark «Bemanning»: Antall rader for Nordby faller fra 2 til 0. Kontroller at ingen rader mangler."
    )


def test_the_untouched_example_of_the_template_is_no_row_and_replaces_nothing(reported: Store):
    made = opened(template(reported.programme))
    sheet = made["Rapport"]
    for index, value in enumerate((MAY, "Nordby", None), 1):
        sheet.cell(2, index, value)
    before = {name: rows(reported, name) for name in ("position", "occupancy", "training", "candidate")}
    outcome = send_bytes(reported, saved(made))
    assert outcome.import_id is not None, outcome.findings
    assert {name: rows(reported, name) for name in before} == before
    assert (MAY, NORDBY) in reports(reported)


def test_reports_accumulate(reported: Store):
    stored(reported, report=report(NORDBY, day=MAY), position=NORDBYS_POSTS)
    stored(reported, report=report(NORDBY, VIKA, day=JUNE), municipality_status=[{"municipality": VIKA}])
    first = [(MARCH, m) for m in (NORDBY, VIKA, DALEN, FJELL)]
    assert reports(reported) == [*first, (MAY, NORDBY), (JUNE, NORDBY), (JUNE, VIKA)]


def test_a_report_about_an_earlier_day_still_replaces_because_it_came_last(reported: Store):
    stored(reported, report=report(NORDBY, day=JUNE), position=[*NORDBYS_POSTS, post("N4", NORDBY)])
    stored(reported, report=report(NORDBY, day=MAY), position=NORDBYS_POSTS)
    assert keys(reported, "position") == ["D1", "F1", "N1", "N2", "N3", "V1", "V2"]
