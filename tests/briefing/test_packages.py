"""Briefings of a real store, as slides and annex: no code of a person and no hidden count is in any part of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest

from helgelandlegen.briefing import municipality, oso, steering
from helgelandlegen.briefing.annex import annex
from helgelandlegen.briefing.facts import NOTHING, Briefing, Wishes
from helgelandlegen.briefing.slides import slides
from helgelandlegen.database import Store
from helgelandlegen.errors import PlainError
from helgelandlegen.privacy import Audience, Publication
from helgelandlegen.subjects import meeting
from tests.briefing.opened import deck, numbers, parts, rows, said, texts
from tests.making import DALEN, FJELL, NORDBY, PROGRAMME, VIKA, held, post, report, send, step, trainee

MARCH, MAY = date(2024, 3, 14), date(2024, 5, 16)
KINDS = ("meeting", "oso", "municipality")
DOCTOR, CANDIDATE = "LEGEKODE", "KANDKODE"
POSTS = [*(post(f"N{n}", NORDBY) for n in range(3)), post("V1", VIKA), post("D1", DALEN), post("F1", FJELL)]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Three trainees and three candidates: too few to be told."""
    people = {
        "training": [trainee(f"{DOCTOR}{n}", m) for n, m in enumerate((NORDBY, VIKA, DALEN))],
        "candidate": [
            {"candidate_id": f"{CANDIDATE}{n}", "source": "Stand", "local_affiliation": "Ja"} for n in range(3)
        ],
        "candidate_step": [step(f"{CANDIDATE}{n}", "Kontakt") for n in range(3)],
    }
    jobs = {
        "report": report(day=MAY),
        "position": POSTS,
        "occupancy": [held("V1", f"{DOCTOR}9"), held("D1", f"{DOCTOR}8")],
    }
    project = {"meeting": [{"meeting_date": day, "forum": "Styringsgruppe"} for day in (MARCH, MAY)]}
    with Store(tmp_path_factory.mktemp("packed") / "prove.duckdb", PROGRAMME) as made:
        for sheets in (jobs, people, project):
            outcome = send(made, accepted_at=datetime(2024, 2, 1), **sheets)
            assert outcome.import_id, outcome.findings
        yield made


@pytest.fixture(scope="module")
def briefings(store: Store) -> dict[str, Briefing]:
    seen = Publication(store, Audience.MEETING)
    return {
        "meeting": steering.of_meeting(seen, meeting.held(seen, MAY)),
        "oso": oso.of_dates(Publication(store, Audience.OBSERVER), MAY, MARCH),
        "municipality": municipality.of_dates(Publication(store, Audience.MUNICIPALITY), NORDBY, MAY, MARCH),
    }


@pytest.mark.parametrize("kind", KINDS)
def test_no_code_of_a_person_is_in_any_part_of_a_package(briefings: dict[str, Briefing], kind: str):
    for content in (slides(briefings[kind]), annex(briefings[kind])):
        for name, text in parts(content):
            assert DOCTOR not in text and CANDIDATE not in text, name


@pytest.mark.parametrize("kind", KINDS)
def test_every_number_of_a_deck_is_one_of_its_briefing(briefings: dict[str, Briefing], kind: str):
    briefing = briefings[kind]
    known = {one.replace(" ", "\u00a0") for one in said(briefing)}
    for slide in deck(slides(briefing)).slides:
        for text in texts(slide):
            for hit in numbers(text):
                assert hit in known, (hit, text)


def test_what_is_hidden_is_under_five_in_the_annex_and_nowhere_a_number(briefings: dict[str, Briefing]):
    sections = briefings["meeting"].sections
    hidden = [one for section in sections for one in section.figures if one.printed.startswith("under 5")]
    assert hidden and not [one for one in hidden if one.exact or one.counts]
    book = openpyxl.load_workbook(BytesIO(annex(briefings["meeting"])))
    told = {(row["Tall"], row["Vist"]): row for row in rows(book["Tallene i teksten"]) if row["Tall"]}
    for one in hidden:
        row = told[one.title, "under 5"]
        assert [row[name] for name in ("Verdi", "Andel", "Grunnlag")] == [None, None, None], one.title


def test_osos_briefing_has_five_slides_and_a_municipalitys_two(briefings: dict[str, Briefing]):
    assert len(deck(slides(briefings["oso"])).slides) == 5
    assert len(deck(slides(briefings["municipality"])).slides) == 2


def test_a_section_that_is_left_out_is_on_no_slide_and_in_no_sheet(store: Store):
    seen = Publication(store, Audience.MEETING)
    every = steering.of_dates(seen, MAY, MARCH)
    some = steering.of_dates(
        seen, MAY, MARCH, Wishes(without=[one.key for one in every.sections if one.key != "risiko"])
    )
    assert len(deck(slides(some)).slides) < len(deck(slides(every)).slides)
    assert not [text for _, text in parts(slides(some)) if "fastlegehjemler" in text]


def test_without_any_data_there_is_a_sentence_and_no_file():
    with Store(None, PROGRAMME) as empty, pytest.raises(PlainError) as refused:
        slides(steering.of_dates(Publication(empty, Audience.MEETING), MAY, MARCH))
    assert str(refused.value) == NOTHING
