"""A meeting's steps by hand on a small store, and the same meeting a correction later: locked, and live."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from helgelandlegen import backups, locks, recovery
from helgelandlegen.backups import Why
from helgelandlegen.database import Store
from helgelandlegen.figures import agenda
from helgelandlegen.figures.agenda import Agenda
from helgelandlegen.figures.plan import Milestone
from helgelandlegen.figures.timeline import timeline
from helgelandlegen.privacy import Audience, Publication
from helgelandlegen.subjects import meeting, meeting_project, project
from tests.making import DALEN, FJELL, NORDBY, PROGRAMME, VIKA, held, post, report, send

MARCH, MAY, COMING = date(2024, 3, 14), date(2024, 5, 16), date(2024, 9, 12)
OCCUPANCIES = [
    held("N1", "L1"),
    held("N2", "L2", valid_to=date(2024, 3, 31)),  # vacant from 1 April
    held("N3", "L3", date(2024, 4, 15)),  # vacant until then, from its first day
    held("D1", "L4"), held("F1", "L5"),
]  # fmt: skip
DECISIONS = [
    {"case_title": "Sak 1/2024 Mandat", "meeting_date": MARCH, "decision": "Vedtas.", "due_on": date(2024, 5, 1)},
    {"case_title": "Sak 2/2024 Plan", "meeting_date": MARCH, "decision": "Lages.", "done_on": date(2024, 5, 10)},
    {"case_title": "Sak 3/2024 Avtale", "meeting_date": MAY, "responsible": "Koordinator"},
]
PROJECT: dict[str, Any] = {
    "milestone": [
        {"milestone": "Oppstart", "due_on": date(2024, 2, 1), "completed_on": date(2024, 1, 20)},
        {"milestone": "Avtale", "due_on": date(2024, 4, 30), "forecast_on": date(2024, 6, 30)},
    ],
    "risk": [{"risk": "Penger", "likelihood": 4, "consequence": 5}],
    "economy": [
        {"month": date(2024, 3, 1), "item": "Lønn", "budget": 100_000, "actual": 80_000},
        {"month": date(2024, 4, 1), "item": "Lønn", "budget": 100_000, "actual": 90_000},
    ],
    "decision": DECISIONS,
    "meeting": [
        *({"meeting_date": day, "forum": "Styringsgruppe"} for day in (MARCH, MAY, COMING)),
        {"meeting_date": date(2024, 4, 4), "forum": "OSO"},
    ],
}
POSTS = [*(post(f"N{n}", NORDBY) for n in (1, 2, 3)), post("V1", VIKA), post("D1", DALEN), post("F1", FJELL)]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store(tmp_path_factory.mktemp("met") / "prove.duckdb", PROGRAMME) as made:
        for sheets in ({"report": report(day=MAY), "position": POSTS, "occupancy": OCCUPANCIES}, PROJECT):
            assert send(made, accepted_at=datetime(2024, 2, 1), **sheets).import_id
        yield made


@pytest.fixture(scope="module")
def may(store: Store) -> Agenda:
    return made(store, MAY)


def made(store: Store, day: date) -> Agenda:
    return meeting.made(Publication(store, Audience.MEETING), day)


def said(found: Agenda, key: str) -> list[str]:
    step = found.find(key)
    assert step is not None
    return [text.replace("\u00a0", " ") for text in (step.headline, *step.sentences)]


def test_a_meeting_has_its_steps_in_the_order_of_the_agenda(may: Agenda):
    assert [step.name for step in may.steps] == [
        "Siden sist", "Ledige hjemler", "Rekruttering", "Utdanning", "Milepæler", "Risiko", "Økonomi",
        "Saker til beslutning", "Oppfølging",
    ]  # fmt: skip
    assert (may.as_of, may.compared_with) == (MAY, MARCH)  # the other forum's meeting in between does not count


def test_the_first_step_says_what_has_happened_to_the_posts(may: Agenda):
    assert said(may, "siden-sist")[0] == "Én hjemmel besatt og én ny ledig hjemmel siden 14. mars."
    step = may.find("siden-sist")
    assert step and step.table and step.drawing.startswith("<svg")
    (line,) = [row for row in step.table.rows if row[0] == "Ledige fastlegehjemler"]
    assert line[1:3] == ["2", "2"]


def test_the_vacancies_are_counted_placed_and_aged(may: Agenda):
    assert said(may, "ledige-hjemler") == [
        "2 av 6 fastlegehjemler er ledige. Ledig i 2 av 4 kommuner, 1 i hver.",
        "1 av dem har stått ledig i over ett år, og ingen har vikar.",
        "Lengst ledig: Vika, 4 år og 4 måneder.",  # since 1 January 2020
        "Ingen stillinger er varslet ledige.",
    ]
    step = may.find("ledige-hjemler")
    assert step and [(one.asked, one.printed) for one in step.figures if one.figure == "vacant_posts"] == [
        (MAY, "2"), (MARCH, "2"),
    ]  # fmt: skip


def test_what_nobody_has_reported_is_said_in_words(may: Agenda):
    assert said(may, "rekruttering")[0] == "Det er ingen tall for kandidater ennå."
    assert said(may, "utdanning")[0] == "Det er ingen tall for leger i spesialisering ennå."


def test_milestones_risks_and_money_are_said_with_their_numbers(may: Agenda):
    assert said(may, "milepaeler")[0] == "1 av 2 milepæler er forsinket."
    assert said(may, "risiko")[0] == "Den ene risikoen er høy."
    assert said(may, "okonomi")[:2] == [
        "85 % av budsjettet hittil i 2024 er brukt.",  # 170 000 of 200 000
        "Prognosen for året er 30 000 kroner under budsjettet.",
    ]


def test_the_matters_are_those_of_the_meeting_and_the_actions_those_left(may: Agenda):
    assert said(may, "saker") == ["Én sak til beslutning; den er ikke avgjort."]
    assert said(may, "oppfolging") == [
        "Ett vedtak er ikke utført, og det er over fristen.", "Ett er utført siden 14. mars.",
    ]  # fmt: skip
    actions = may.find("oppfolging")
    assert actions and actions.table
    assert actions.table.rows == [
        ["Sak 1/2024 Mandat", "14.03.2024", "Vedtas.", "", "01.05.2024", "15 dager over fristen"]
    ]
    assert "Avtale" not in actions.drawing and "15 dager over fristen" in actions.drawing


def test_the_first_meeting_has_nothing_to_compare_with(store: Store):
    march = made(store, MARCH)
    assert march.compared_with is None
    assert said(march, "siden-sist") == ["Dette er det første møtet, så det er ingenting å sammenligne med."]
    assert said(march, "saker") == ["To saker til beslutning; begge er avgjort."]
    assert said(march, "oppfolging")[0] == "To vedtak er ikke utført, og ingen er over fristen."


def test_a_meeting_to_come_shows_today_against_the_newest_meeting(store: Store):
    coming = made(store, COMING)
    assert (coming.meeting_date, coming.as_of, coming.compared_with) == (COMING, PROGRAMME.today(), MAY)
    assert said(coming, "saker") == ["Ingen saker er meldt til møtet."]


def test_no_step_shows_a_doctor_or_a_candidate(may: Agenda):
    text = agenda.dumps(may)
    assert not [code for code in ("L1", "L2", "L3", "L4", "L5") if f'"{code}"' in text or f">{code}<" in text]


def test_a_store_without_anything_makes_a_meeting_all_the_same(tmp_path: Path):
    with Store(tmp_path / "prove.duckdb", PROGRAMME) as empty:
        assert send(empty, meeting=PROJECT["meeting"]).import_id
        found = made(empty, MAY)
        assert len(found.steps) == 9 and all(step.headline.endswith(".") for step in found.steps)
        assert said(found, "milepaeler")[0] == "Ingen milepæler er lagt inn."


def test_a_locked_meeting_is_the_same_byte_for_byte_after_a_correction_which_is_told(store: Store, may: Agenda):
    publication = Publication(store, Audience.MEETING)
    kept = agenda.dumps(may)
    lock = locks.lock(store, MAY, kept, publication.version, "Koordinator")
    # It turns out that the doctor of N1 had left before the meeting.
    corrected = [held("N1", "L1", valid_to=date(2024, 4, 30)), *OCCUPANCIES[1:]]
    assert send(store, report=report(day=MAY), position=POSTS, occupancy=corrected).import_id
    assert locks.contents(store, lock.lock_id) == kept
    read = agenda.loads(locks.contents(store, lock.lock_id))
    assert read == may and agenda.dumps(read) == kept
    live = made(store, MAY)
    assert said(live, "ledige-hjemler")[0].startswith("3 av 6 fastlegehjemler er ledige.")
    notes = agenda.corrected(read, live)
    told = [note.replace("\u00a0", " ") for note in notes["ledige-hjemler"]]
    assert told[:2] == [
        "Ledige fastlegehjemler var 2; med det vi vet nå 3.",
        "Andel ledige hjemler var 33 %; med det vi vet nå 50 %.",
    ]
    assert not {"milepaeler", "risiko", "saker", "oppfolging"} & notes.keys()


def test_a_lock_whose_number_returns_after_going_back_is_read_anew(tmp_path: Path, may: Agenda):
    with Store(tmp_path / "prove.duckdb", PROGRAMME) as store:
        before = backups.take(store, Why.MANUAL)
        assert before
        first = locks.lock(store, MAY, agenda.dumps(may), store.version, "Koordinator")
        assert meeting.kept_in(store, first) == may
        recovery.go_back(store, before.path)
        other = replace(may, compared_with=None)
        second = locks.lock(store, MAY, agenda.dumps(other), store.version, "Koordinator")
        assert second.lock_id == first.lock_id
        assert meeting.kept_in(store, second) == other


def test_the_milestones_are_drawn_once_and_not_more_than_a_wall_has_room_for(store: Store, monkeypatch):
    asked: list[tuple[int, object]] = []

    def drawing(found: list[Milestone], **more: object) -> str:
        asked.append((len(found), more["width"]))
        return timeline(found, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(project, "timeline", drawing)
    monkeypatch.setattr(meeting_project, "MOST_MILESTONES", 1)
    step = made(store, MAY).find("milepaeler")
    assert asked == [(1, meeting_project.WIDE)]
    assert step is not None and step.table is not None and len(step.table.rows) == 2
