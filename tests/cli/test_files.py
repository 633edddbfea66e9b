"""Workbooks in and out by the command line: template, check, import, export."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from helgelandlegen.database import Store
from tests.cli.conftest import Run
from tests.making import NORDBY, PROGRAMME, VIKA, keys, post, report, workbook
from tests.workbook.making import opened

FINDING_KEYS = ["level", "code", "sheet", "row", "column", "value", "message"]


def posts(path: Path) -> list[str]:
    """The posts in the store."""
    with Store(path, PROGRAMME) as store:
        return keys(store, "position")


def version(path: Path) -> int:
    """The store's data version."""
    with Store(path, PROGRAMME) as store:
        return store.version


def test_the_template_is_a_workbook_with_every_sheet_and_needs_no_store(run: Run, tmp_path: Path, store_path: Path):
    out = tmp_path / "mal.xlsx"
    answer = run("template", out)
    assert (answer.code, answer.err) == (0, "")
    sheets = opened(out.read_bytes()).sheetnames
    assert {"Rapport", "Stillinger", "Bemanning", "Kandidatløp", "Utdanningsløp", "Mål"} <= set(sheets)
    assert not store_path.exists()


def test_a_file_in_order_is_checked_without_a_word_and_makes_no_store(run: Run, first_file: Path, store_path: Path):
    answer = run("check", first_file)
    assert (answer.code, answer.err) == (0, "")
    assert run("check", first_file, "--json").json == []
    assert not store_path.parent.exists()


def test_a_check_writes_every_finding_as_json(run: Run, wrong_file: Path, store_path: Path):
    answer = run("check", wrong_file, "--json")
    assert (answer.code, answer.err) == (1, "")
    (found,) = answer.json
    assert list(found) == ["file", *FINDING_KEYS]
    assert found == {
        "file": str(wrong_file), "level": "stopp", "code": "unknown_municipality", "sheet": "Stillinger", "row": 3,
        "column": "Kommune", "value": "Nordby 2", "message": found["message"],
    }  # fmt: skip
    assert found["message"].startswith("Ark «Stillinger», rad 3, Kommune: «Nordby 2» er ikke en av de 4 kommunene.")
    assert not store_path.exists()


def test_a_check_in_words_names_file_level_and_sentence(run: Run, wrong_file: Path):
    answer = run("check", wrong_file)
    assert answer.code == 1
    assert answer.out.startswith(f"{wrong_file}: stopp: Ark «Stillinger», rad 3, Kommune: «Nordby 2»")


def test_a_check_with_warnings_alone_ends_well(run: Run, tmp_path: Path):
    file = tmp_path / "uten rapport.xlsx"
    file.write_bytes(workbook(position=[post("N1", NORDBY)]))
    answer = run("check", file, "--json")
    assert (answer.code, [(f["level"], f["code"]) for f in answer.json]) == (0, [("varsel", "no_report")])


def test_a_check_compares_with_the_store_and_changes_nothing(imported: Run, tmp_path: Path, store_path: Path):
    before = version(store_path)
    file = tmp_path / "færre.xlsx"
    file.write_bytes(workbook(report=report(NORDBY), position=[post("N2", NORDBY), post("V1", NORDBY)]))
    answer = imported("check", file, "--json")
    assert answer.code == 1
    assert {f["code"] for f in answer.json} >= {"position_of_other_municipality", "orphaned_rows"}
    assert version(store_path) == before and "N1" in posts(store_path)


@pytest.mark.parametrize("command", ["check", "import"])
def test_a_file_that_cannot_be_read_is_a_finding_that_stops(run: Run, tmp_path: Path, command: str):
    text = tmp_path / "brev.xlsx"
    text.write_text("Hei.")
    broken = tmp_path / "ødelagt.xlsx"
    broken.write_bytes(workbook(report=report(NORDBY))[:900])
    nothing = tmp_path / "tom.xlsx"
    nothing.write_bytes(b"")
    files = [text, broken, nothing, tmp_path / "finnes ikke.xlsx", tmp_path]
    answer = run(command, *files, "--json")
    assert (answer.code, answer.err) == (1, "")
    found = answer.json if command == "check" else [f for one in answer.json for f in one["findings"]]
    assert [f["level"] for f in found] == ["stopp"] * 5
    assert [f["code"] for f in found] == ["no_table", "damaged_file", "empty_file", "cannot_open", "cannot_open"]
    assert [one["file"] for one in answer.json] == [str(file) for file in files]


def test_an_import_makes_the_store_with_the_first_targets(run: Run, first_file: Path, store_path: Path):
    answer = run("import", first_file)
    assert (answer.code, answer.err) == (0, "")
    assert posts(store_path) == ["D1", "N1", "N2", "V1"]
    kinds = [row["kind"] for row in run("imports", "--json").json]
    assert kinds == ["opplasting", "programmets mål"]


def test_an_import_says_what_it_did_as_json(run: Run, first_file: Path, second_file: Path):
    first, second = run("import", first_file, second_file, "--json").json
    assert list(first) == ["file", "import_id", "sheets", "findings"]
    assert (first["file"], first["import_id"], first["findings"]) == (str(first_file), 2, [])
    assert first["sheets"]["Stillinger"] == {"new": 4, "changed": 0, "gone": 0}
    assert first["sheets"]["Listetall"] == {"new": 3, "changed": 0, "gone": 0}
    assert (second["import_id"], second["sheets"]["Stillinger"]) == (3, {"new": 1, "changed": 0, "gone": 0})


def test_an_import_counts_changed_and_gone_rows(imported: Run, tmp_path: Path):
    file = tmp_path / "Nordby.xlsx"
    file.write_bytes(
        workbook(report=report(NORDBY), position=[post("N1", NORDBY, office="Ny"), post("N3", NORDBY)],
                 occupancy=[], list_count=[])
    )  # fmt: skip
    (done,) = imported("import", file, "--json").json
    assert done["sheets"]["Stillinger"] == {"new": 1, "changed": 1, "gone": 1}
    assert done["sheets"]["Bemanning"] == {"new": 0, "changed": 0, "gone": 2}
    assert [list(f) for f in done["findings"]] == [FINDING_KEYS] * len(done["findings"])
    assert {f["code"] for f in done["findings"]} == {"rows_fell"}


def test_a_stopped_import_leaves_the_store_as_it_was(imported: Run, wrong_file: Path, store_path: Path):
    before = version(store_path)
    answer = imported("import", wrong_file, "--json")
    assert answer.code == 1
    (done,) = answer.json
    assert done["import_id"] is None and "unknown_municipality" in [f["code"] for f in done["findings"]]
    assert (version(store_path), posts(store_path)) == (before, ["D1", "N1", "N2", "V1"])


def test_each_file_comes_in_whole_or_not_at_all(
    run: Run, first_file: Path, wrong_file: Path, second_file: Path, store_path: Path
):
    answer = run("import", first_file, wrong_file, second_file, "--json")
    assert answer.code == 1
    assert [done["import_id"] for done in answer.json] == [2, None, 3]
    assert posts(store_path) == ["D1", "N1", "N2", "V1", "V2"]


def test_the_same_file_again_says_so_and_ends_well(imported: Run, first_file: Path, store_path: Path):
    before = version(store_path)
    answer = imported("import", first_file, "--json")
    assert answer.code == 0
    (done,) = answer.json
    assert done["import_id"] is None
    assert [(f["level"], f["code"]) for f in done["findings"]] == [("varsel", "same_file")]
    assert version(store_path) == before
    assert "import 2" in imported("import", first_file).out


def test_the_state_goes_out_as_one_workbook_or_a_zip_and_comes_back_unchanged(imported: Run, tmp_path: Path):
    everything, one, packed = tmp_path / "alle.xlsx", tmp_path / "vika.xlsx", tmp_path / "alle.ZIP"
    assert imported("export", everything).code == 0
    assert imported("export", one, "--municipality", VIKA).code == 0
    assert imported("export", packed).code == 0
    with zipfile.ZipFile(io.BytesIO(packed.read_bytes())) as archive:
        assert len(archive.namelist()) == 5 and archive.testzip() is None
        archive.extractall(tmp_path / "alle")
    assert one.read_bytes() == (tmp_path / "alle" / "9002-Vika.xlsx").read_bytes()
    for done in imported("import", everything, *(tmp_path / "alle").iterdir(), "--json").json:
        empty = done["file"].endswith("9004-Fjell.xlsx")  # Fjell has nothing to send back
        assert [f["code"] for f in done["findings"] if f["level"] == "stopp"] == (["no_rows"] if empty else [])
        assert all(set(counted.values()) == {0} for counted in done["sheets"].values())


def test_an_export_goes_to_a_workbook_or_a_zip_and_to_nothing_else(imported: Run, tmp_path: Path):
    out = tmp_path / "ut.pdf"
    answer = imported("export", out)
    assert answer.code in (1, 2) and answer.err.count("\n") == 1
    assert not out.exists()
