"""Figures, rows and history by the command line, also while the dashboard has the store."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from helgelandlegen import __main__, kpis
from tests.cli.conftest import Run
from tests.imports.test_faults import IN_USE, in_use
from tests.making import DALEN, FJELL, NORDBY, VIKA, held, post, report, workbook

DAY = ["--as-of", "2024-06-30", "--json"]


def by_kpi(found: list[dict[str, Any]], name: str) -> dict[str, tuple[Any, Any, Any]]:
    """Group → numerator, denominator, value of one figure."""
    return {f["group"]: (f["numerator"], f["denominator"], f["value"]) for f in found if f["kpi"] == name}


def test_all_figures_of_the_programme_as_json(imported: Run):
    answer = imported("kpis", *DAY)
    assert (answer.code, answer.err) == (0, "")
    assert [f["kpi"] for f in answer.json] == list(kpis.catalogue()) and len(answer.json) == 25
    for found in answer.json:
        assert list(found) == ["kpi", "as_of", "group", "numerator", "denominator", "value"]
        assert (found["as_of"], found["group"]) == ("2024-06-30", "programme")


def test_counts_sums_shares_and_medians_have_their_own_shapes(imported: Run):
    found = imported("kpis", *DAY).json
    whole = {f["kpi"]: (f["numerator"], f["denominator"], f["value"]) for f in found}
    assert whole["vacant_posts"] == (3, None, 3)  # N2 has a locum, V1 and D1 nobody
    assert whole["inhabitants_without_gp"] == (1200, None, 1200)
    assert whole["vacancy_rate"] == (3, 4, 0.75)
    assert whole["locum_cover"] == (1, 3, pytest.approx(1 / 3, abs=1e-15))
    assert whole["active_trainees"] == (3, None, 3)  # unsuppressed
    assert whole["reporting_coverage"] == (3, 4, 0.75)
    assert whole["time_to_fill"] == (None, 1, 1492)  # N1, vacant from 1 January 2020 to 31 January 2024
    assert whole["median_tenure"] == (None, 1, None)  # one stay, which still runs
    assert whole["dropout_share"] == (0, 0, None)  # a denominator of zero is no value
    assert whole["budget_use"] == (None, None, None)  # no report has held the sheet
    assert whole["outreach_contacts"] == (None, None, None)


def test_figures_by_municipality_have_its_number_and_by_sub_region_its_name(imported: Run):
    found = imported("kpis", *DAY, "--by", "municipality").json
    assert {f["group"] for f in found} == {NORDBY, VIKA, DALEN, FJELL}
    assert by_kpi(found, "vacancy_rate") == {
        NORDBY: (1, 2, 0.5), VIKA: (1, 1, 1), DALEN: (1, 1, 1), FJELL: (None, None, None),
    }  # fmt: skip
    found = imported("kpis", *DAY, "--by", "sub_region").json
    assert by_kpi(found, "vacant_posts") == {"Kyst": (2, None, 2), "Innland": (1, None, 1)}
    assert imported("kpis", *DAY, "--by", "programme").json == imported("kpis", *DAY).json


def test_figures_as_known_on_an_earlier_day(imported: Run):
    found = imported("kpis", *DAY, "--known-on", "2020-01-01").json
    assert {f["value"] for f in found if f["kpi"] != "reporting_coverage"} == {None}
    now = imported("kpis", *DAY).json
    assert imported("kpis", *DAY, "--known-on", "2999-12-31").json == now


def test_figures_in_words_are_a_table(imported: Run):
    lines = imported("kpis", "--as-of", "2024-06-30").out.splitlines()
    assert lines[0].split() == ["kpi", "as_of", "group", "numerator", "denominator", "value"]
    assert lines[1].split() == ["vacant_posts", "2024-06-30", "programme", "3", "–", "3"]
    assert len(lines) == 26


def test_the_rows_behind_a_figure_as_json(imported: Run):
    found = imported("rows", "vacant_posts", *DAY).json
    assert [(row["record"], row["municipality"], row["numerator"]) for row in found] == [
        ("N2", NORDBY, 1), ("V1", VIKA, 1), ("D1", DALEN, 1)
    ]  # fmt: skip
    assert {row["as_of"] for row in found} == {"2024-06-30"}
    assert [row["record"] for row in imported("rows", "active_trainees", *DAY).json] == ["T1", "T2", "T3"]


def test_every_figures_rows_can_be_asked_for(imported: Run):
    for name in kpis.catalogue():
        assert isinstance(imported("rows", name, *DAY).json, list)


def test_a_figure_without_rows_says_so(imported: Run):
    assert imported("rows", "budget_use", "--as-of", "2024-06-30").out == "Ingen rader.\n"
    assert imported("rows", "budget_use", *DAY).json == []


def test_the_history_newest_first_and_an_undo(imported: Run, second_file: Path):
    imported("import", second_file)
    found = imported("imports", "--json").json
    assert [row["import_id"] for row in found] == [3, 2, 1]
    assert found[0]["file_name"] == "Vika.xlsx" and found[0]["withdrawn_at"] is None
    answer = imported("undo", "3")
    assert (answer.code, answer.err) == (0, "")
    assert imported("imports", "--json").json[0]["withdrawn_at"] is not None
    assert imported("undo", "3").refused() == "Import 3 er trukket tilbake allerede."
    assert by_kpi(imported("kpis", *DAY).json, "vacant_posts") == {"programme": (3, None, 3)}


def test_an_undo_that_is_refused_lists_why_and_changes_nothing(imported: Run, tmp_path: Path):
    files = {
        "poster.xlsx": workbook(report=report(VIKA), position=[post("V1", VIKA), post("V2", VIKA)]),
        "leger.xlsx": workbook(report=report(VIKA), occupancy=[held("V2", "L5")]),
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
        assert imported("import", tmp_path / name).code == 0
    answer = imported("undo", "3")
    assert (answer.code, answer.out) == (1, "")
    listed, last = answer.err.splitlines()
    assert "«V2»" in listed and "Bemanning" in listed
    assert last == "Import 3 er ikke trukket tilbake. Databasen er uendret."
    assert imported("imports", "--json").json[1]["withdrawn_at"] is None


def test_demo_data_go_into_a_store_without_imports_only(imported: Run):
    assert imported("demo").refused().startswith("Databasen har importer fra før.")


def test_demo_data_of_another_programme_are_refused_in_words(run: Run):
    assert run("demo").refused().startswith("Demodataene passer ikke til programmet «Prøveprogrammet».")


def test_while_the_dashboard_has_the_store_reading_goes_on_and_writing_is_refused(
    imported: Run, first_file: Path, second_file: Path, store_path: Path, tmp_path: Path
):
    reading: list[list[object]] = [
        ["kpis", *DAY], ["rows", "vacant_posts", *DAY], ["imports", "--json"], ["check", second_file, "--json"],
        ["export", tmp_path / "ut.xlsx"],
    ]  # fmt: skip
    free = [imported(*command) for command in reading]
    with in_use(store_path):
        for command, before in zip(reading, free, strict=True):
            assert imported(*command) == before, command
        writing: list[list[object]] = [["import", second_file], ["undo", "2"], ["demo"]]
        for command in writing:
            assert imported(*command).refused() == IN_USE
    assert imported("imports", "--json").json[0]["import_id"] == 2


@pytest.mark.slow
def test_the_demo_data_go_into_a_new_store_of_the_real_programme(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = str(tmp_path / "demo.duckdb")
    assert __main__.main(["--database", path, "demo"]) == 0
    assert __main__.main(["--database", path, "imports", "--json"]) == 0
    assert capsys.readouterr().out.count('"kind": "demo"') == 3
