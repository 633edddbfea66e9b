"""Briefings from the command line: each audience, each kind of document, also while the dashboard has the store."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.cli.conftest import Run
from tests.imports.test_faults import in_use
from tests.making import VIKA

DATES = ["--as-of", "2024-06-30", "--since", "2024-03-31"]
STEERING = ["--audience", "steering", *DATES]


def words(file: Path) -> str:
    """The text of a PDF, its spaces plain."""
    pages = PdfReader(io.BytesIO(file.read_bytes())).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.mark.parametrize(
    "audience",
    [["steering"], ["oso"], ["municipality", "--municipality", VIKA]],
    ids=lambda one: one[0],
)
def test_each_audience_gets_each_document(imported: Run, tmp_path: Path, audience: list[str]):
    for ending, begins in (("pdf", b"%PDF"), ("pptx", b"PK"), ("xlsx", b"PK")):
        file = tmp_path / f"notat.{ending}"
        answer = imported("briefing", "--audience", *audience, *DATES, "--out", file)
        assert (answer.code, answer.err) == (0, "") and answer.out.endswith(f"skrevet til {file}.\n")
        assert file.read_bytes().startswith(begins)


def test_it_holds_the_figures_of_the_day_that_is_asked_for(imported: Run, tmp_path: Path):
    file = tmp_path / "notat.pdf"
    assert imported("briefing", *STEERING, "--out", file).code == 0
    # N1 has a doctor; N2 has a locum, V1 and D1 nobody. Only Fjell has not reported.
    assert "3 av 4 fastlegehjemler er ledige." in words(file)
    assert "30. juni 2024" in words(file)


def test_a_section_can_be_left_out(imported: Run, tmp_path: Path):
    file = tmp_path / "notat.pdf"
    assert imported("briefing", *STEERING, "--out", file).code == 0
    assert "Risiko" in words(file)
    assert imported("briefing", *STEERING, "--without", "risiko", "--out", file).code == 0
    assert "Risiko" not in words(file)


def test_while_the_dashboard_has_the_store_it_is_made_of_the_read_copy(imported: Run, store_path: Path, tmp_path: Path):
    file, again = tmp_path / "notat.pdf", tmp_path / "igjen.pdf"
    assert imported("briefing", *STEERING, "--out", file).code == 0
    with in_use(store_path):
        assert imported("briefing", *STEERING, "--out", again).code == 0
    assert again.read_bytes() == file.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([*STEERING, "--out", "notat.docx"], "må slutte på .pdf, .pptx eller .xlsx"),
        (["--audience", "municipality", *DATES, "--out", "n.pdf"], "Bruk --municipality N"),
        ([*STEERING, "--municipality", VIKA, "--out", "n.pdf"], "Bruk --municipality N"),
        (["--audience", "municipality", "--municipality", "9999", *DATES, "--out", "n.pdf"], "«9999»"),
        (["--audience", "oso", "--meeting", "2024-05-16", "--out", "n.pdf"], "Ingen møter"),
        (["--audience", "oso", "--as-of", "2030-01-01", "--out", "n.pdf"], "1. januar 2030 ligger utenfor"),
        (["--audience", "oso", "--as-of", "2024-03-01", "--since", "2024-03-01", "--out", "n.pdf"], "er ikke før"),
        ([*STEERING, "--without", "vær", "--out", "n.pdf"], "Notatet har ingen del som heter «vær»"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_what_cannot_be_made_is_said_in_one_sentence_and_writes_nothing(
    imported: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
):
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    assert said in imported("briefing", *arguments).refused().replace("\u00a0", " ")
    assert sorted(tmp_path.iterdir()) == before


def test_it_needs_a_meeting_or_dates_and_not_both(run: Run):
    assert run("briefing", "--audience", "oso", "--out", "n.pdf", database=None).refused(2)
    both = ["--meeting", "2024-05-16", "--as-of", "2024-05-16"]
    assert run("briefing", "--audience", "oso", *both, "--out", "n.pdf", database=None).refused(2)
