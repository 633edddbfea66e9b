"""How the command line is used: its help, wrong usage, and errors in one plain sentence."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from helgelandlegen.programme import ROOT
from tests.cli.conftest import Run

COMMANDS = [
    "template",
    "export",
    "check",
    "import",
    "kpis",
    "rows",
    "imports",
    "undo",
    "demo",
    "refresh-official",
    "briefing",
]


def test_the_help_names_every_command_in_english(run: Run):
    answer = run("--help", database=None)
    assert (answer.code, answer.err) == (0, "")
    for command in COMMANDS:
        assert re.search(rf"\n    {command}\s", answer.out)
    assert "--database PATH" in answer.out and "--programme NAME" in answer.out
    assert not set("æøåÆØÅ") & set(answer.out)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_a_help_of_its_own_in_english(run: Run, command: str):
    answer = run(command, "--help", database=None)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith(f"usage: python -m helgelandlegen {command}")
    assert not set("æøåÆØÅ") & set(answer.out)


@pytest.mark.parametrize(
    "arguments",
    [
        [], ["fly"], ["kpis"], ["rows", "vacant_posts"], ["rows", "--as-of", "2024-03-31"], ["template"], ["export"],
        ["check"], ["import"], ["undo"], ["undo", "første"], ["kpis", "--as-of"], ["kpis", "--as-of", "2024-02-30"],
        ["kpis", "--as-of", "31.03.2024"], ["kpis", "--as-of", "i går"],
        ["rows", "vacant_posts", "--as-of", "2024-13-01"],
        ["kpis", "--as-of", "2024-03-31", "--known-on", "mars"], ["kpis", "--as-of", "2024-03-31", "--by", "doctor"],
        ["kpis", "--as-of", "2024-03-31", "extra"], ["imports", "--jsonn"], ["--databas"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_wrong_usage_ends_with_two_and_one_sentence(run: Run, store_path: Path, arguments: list[str]):
    assert run(*arguments, database=None).refused(2).startswith("python -m helgelandlegen")
    assert not store_path.exists()


@pytest.mark.parametrize(
    "arguments",
    [["kpis", "--as-of", "2024-03-31"], ["rows", "vacant_posts", "--as-of", "2024-03-31"], ["imports"], ["undo", "1"],
     ["export", "ut.xlsx"]],
    ids=" ".join,
)  # fmt: skip
def test_without_a_store_it_says_so_and_makes_none(
    run: Run, store_path: Path, arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    assert run(*arguments).refused().startswith(f"Det finnes ingen database på {store_path}")
    assert not store_path.parent.exists()
    assert not (tmp_path / "ut.xlsx").exists()


@pytest.mark.parametrize("command", [["kpis"], ["rows", "vacant_posts"]], ids=" ".join)
def test_a_day_after_today_is_refused_in_words(imported: Run, command: list[str]):
    assert imported(*command, "--as-of", "2024-06-30", "--json").code == 0
    assert imported(*command, "--as-of", "2024-07-01").refused() == (
        "01.07.2024 er fram i tid. Velg en dag til og med i dag."
    )


def test_an_unknown_figure_is_refused_in_words(imported: Run):
    answer = imported("rows", "vacant_post", "--as-of", "2024-06-30", "--json")
    assert answer.refused().startswith("Nøkkeltallet «vacant_post» finnes ikke")


def test_an_unknown_municipality_is_refused_in_words(imported: Run, tmp_path: Path):
    out = tmp_path / "ut.xlsx"
    assert imported("export", out, "--municipality", "9999").refused().startswith("Kommunen «9999» er ikke med")
    assert imported("export", out.with_suffix(".zip"), "--municipality", "9001").refused()
    assert not out.exists()


def test_an_unknown_import_is_refused_in_words(imported: Run):
    assert imported("undo", "99").refused() == "Import 99 finnes ikke. Se historikken."
    assert imported("undo", "0").refused() == "Import 0 finnes ikke. Se historikken."


def test_an_unknown_programme_is_refused_in_words(run: Run):
    answer = run("--programme", "ukjent", "imports")
    assert answer.refused() == "Programmet «ukjent» finnes ikke. Det skal ha en mappe i data/programmes."
    assert run("--programme", "../prove", "imports").refused()


def test_the_programme_may_be_chosen_by_name_or_by_the_environment(
    run: Run, programmes: Path, store_path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    (programmes / "prove").rename(programmes / "annet")
    (programmes / "tredje").mkdir()
    (programmes / "tredje" / "programme.toml").write_text("")
    assert "annet, tredje" in run("imports").refused()
    assert "annet" not in run("--programme", "annet", "imports").refused()
    monkeypatch.setenv("HELGELANDLEGEN_PROGRAMME", "annet")
    assert run("imports").refused().startswith("Det finnes ingen database")
    assert "tredje" in run("--programme", "tredje", "imports").refused()


@pytest.mark.parametrize("command", ["template", "export"])
def test_a_place_that_cannot_be_written_to_is_said_in_one_sentence(
    imported: Run, first_file: Path, tmp_path: Path, command: str
):
    folder = tmp_path / "mappe.xlsx"
    folder.mkdir()
    wrong = {
        tmp_path / "ingen mappe" / "ut.xlsx": "Filen eller mappen finnes ikke",
        folder: "Dette er en mappe, ikke en fil",
        first_file / "ut.xlsx": "Det som står foran filnavnet, er ikke en mappe",
    }
    for out, why in wrong.items():
        assert imported(command, out).refused() == f"{why}: {out}"


@pytest.mark.parametrize("arguments", [["imports"], ["import", "x.xlsx"], ["check", "x.xlsx"], ["undo", "1"], ["demo"]],
                         ids=" ".join)  # fmt: skip
def test_something_else_in_the_stores_place_is_said_in_one_sentence(run: Run, tmp_path: Path, arguments: list[str]):
    damaged = tmp_path / "skadet.duckdb"
    damaged.write_bytes(b"dette er ingen database" * 1000)
    for path in (damaged, tmp_path):
        assert "Hent tilbake en sikkerhetskopi." in run(*arguments, database=path).refused()
    assert damaged.read_bytes() == b"dette er ingen database" * 1000


def test_a_store_that_cannot_be_made_is_said_in_one_sentence(run: Run, first_file: Path):
    run("import", first_file, database=first_file / "prove.duckdb").refused()


def test_the_module_runs_as_a_program_and_never_shows_a_traceback(tmp_path: Path):
    def call(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "helgelandlegen", *arguments],
            cwd=ROOT, capture_output=True, text=True, check=False, env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
        )  # fmt: skip

    refused = call("--database", str(tmp_path / "ingen.duckdb"), "kpis", "--as-of", "2024-03-31")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.count("\n") == 1 and "Det finnes ingen database på" in refused.stderr
    assert call().returncode == 2
