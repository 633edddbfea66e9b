"""The three briefings of a small store: what is in them, what is left out, and the same again when it is locked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from helgelandlegen import locks
from helgelandlegen.briefing import municipality, oso, steering
from helgelandlegen.briefing.facts import LONGEST_COMMENT, NOTHING, Briefing, Reader, Wishes
from helgelandlegen.briefing.order import Order, brief
from helgelandlegen.briefing.pdf import pdf
from helgelandlegen.database import Store
from helgelandlegen.errors import PlainError
from helgelandlegen.figures import agenda
from helgelandlegen.figures.asked_messages import milestone
from helgelandlegen.privacy import Audience, Publication
from helgelandlegen.subjects import meeting
from tests.briefing.reading import Document
from tests.making import FJELL, NORDBY, PROGRAMME, VIKA, held, report, send
from tests.subjects.test_meeting import MARCH, MAY, OCCUPANCIES, POSTS, PROJECT

SECTIONS = ["siden-sist", "nokkeltall", "ledige-hjemler", "rekruttering", "utdanning", "milepaeler", "risiko",
            "okonomi", "saker", "oppfolging", "datagrunnlag"]  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store(tmp_path_factory.mktemp("told") / "prove.duckdb", PROGRAMME) as made:
        for sheets in ({"report": report(day=MAY), "position": POSTS, "occupancy": OCCUPANCIES}, PROJECT):
            assert send(made, accepted_at=datetime(2024, 2, 1), **sheets).import_id
        yield made


Seen = dict[Audience, Publication]


def everybody(store: Store) -> Seen:
    """What each audience may see of the store."""
    return {audience: Publication(store, audience) for audience in Audience}


@pytest.fixture(scope="module")
def seen(store: Store) -> Seen:
    return everybody(store)


def of_may(seen: Seen, wishes: Wishes | None = None, *, live: bool = False) -> Briefing:
    publication = seen[Audience.MEETING]
    return steering.of_meeting(publication, meeting.held(publication, MAY, live=live), wishes)


def of_oso(seen: Seen) -> Briefing:
    return oso.of_dates(seen[Audience.OBSERVER], MAY, MARCH)


def of_one(seen: Seen, number: str = NORDBY) -> Briefing:
    return municipality.of_dates(seen[Audience.MUNICIPALITY], number, MAY, MARCH)


def told(briefing: Briefing, key: str) -> list[str]:
    found = briefing.find(key)
    assert found is not None
    return [text.replace("\u00a0", " ") for text in (found.headline, *found.sentences)]


def test_the_steering_groups_has_the_sections_of_its_meeting_in_order(seen: Seen):
    made = of_may(seen)
    assert [section.key for section in made.sections] == SECTIONS
    assert made.title == "Styringsgruppens møte 16. mai 2024"
    assert (made.as_of, made.since, made.meeting, made.locked, made.demo) == (MAY, MARCH, MAY, "", False)
    assert made.version == seen[Audience.MEETING].version
    # The vacancies: N2 since 1 April, V1 never filled; N3 was filled in April.
    assert told(made, "ledige-hjemler")[0] == "2 av 6 fastlegehjemler er ledige. Ledig i 2 av 4 kommuner, 1 i hver."
    assert told(made, "datagrunnlag")[0] == "4 av 4 kommuner har rapportert de siste 95 dagene."


def test_a_key_figure_is_told_with_its_change_and_what_it_means(seen: Seen):
    (first, *_) = of_may(seen).sections[1].key_figures
    assert (first.title, first.printed, first.exact, first.status) == ("Ledige fastlegehjemler", "2", "2", "Uten mål")
    assert first.change == "uendret siden 14. mars"  # N3 was filled, N2 became vacant
    meant = {one.figure: one for one in of_may(seen).definitions}
    assert meant["vacant_posts"].source == "Arkene Stillinger og Bemanning."


def test_tables_keep_numbers_and_days_and_a_status_is_a_word_with_a_shape(seen: Seen):
    found = of_may(seen).find("milepaeler")
    assert found is not None
    first = found.exhibits[0]
    assert first.table is not None
    row = dict(zip([c.heading for c in first.table.columns], first.table.rows[0], strict=True))
    assert (row["Milepæl"], row["Frist"], str(row["Status"])) == ("Avtale", date(2024, 4, 30), "Forsinket")
    assert row["Status"].shape == "late"  # type: ignore[attr-defined]
    assert row["Dager etter fristen"] == 61  # until 30 June
    # Listed on paper: what is left.
    assert found.exhibits[1].printed_table is not None
    assert [line[0] for line in found.exhibits[1].printed_table.rows] == ["Avtale"]


def test_the_numbers_behind_a_drawing_are_those_of_its_table(seen: Seen):
    found = of_may(seen).find("ledige-hjemler")
    assert found is not None
    chart, drawing = found.exhibits[0].chart, found.exhibits[0].drawings[0]
    assert chart is not None
    assert dict(zip(chart.categories, chart.series[0].values, strict=True)) == {
        "Nordby": 1, "Vika": 1, "Dalen": 0, "Fjell": 0
    }  # fmt: skip
    assert drawing.alt.startswith(found.exhibits[0].title)


def test_sections_can_be_left_out_and_said_something_about(seen: Seen):
    made = of_may(seen, Wishes(("risiko", "okonomi"), {"saker": " Gjelder budsjettet. "}))
    assert [section.key for section in made.sections] == [k for k in SECTIONS if k not in ("risiko", "okonomi")]
    saker = made.find("saker")
    assert saker is not None and saker.comment == "Gjelder budsjettet."


@pytest.mark.parametrize(
    ("wishes", "words"),
    [
        (Wishes(("penger",)), "ingen del som heter «penger»"),
        (Wishes((), {"penger": "Nei."}), "ingen del som heter «penger»"),
        (Wishes((), {"saker": "x" * (LONGEST_COMMENT + 1)}), "Kommentaren til «Saker til beslutning» er på 6\u00a0001"),
        (Wishes(tuple(SECTIONS)), "Alle delene av notatet er valgt bort"),
    ],
)
def test_a_wish_that_cannot_be_met_is_refused_in_words(seen: Seen, wishes: Wishes, words: str):
    with pytest.raises(PlainError, match=words):
        of_may(seen, wishes)


def test_two_dates_that_are_no_meetings_make_one_too(seen: Seen):
    made = steering.of_dates(seen[Audience.MEETING], date(2024, 4, 20), date(2024, 3, 1))
    assert (made.title, made.meeting) == ("Status 20. april 2024", None)
    assert told(made, "saker") == ["To saker er behandlet i perioden; begge er avgjort."]  # those of March


def test_oso_gets_the_state_in_three_sentences_four_figures_the_map_and_what_is_asked(seen: Seen):
    made = of_oso(seen)
    assert [section.key for section in made.sections] == ["tilstand", "nokkeltall", "kart", "bes-om", "datagrunnlag"]
    assert len(told(made, "tilstand")) == 3
    assert len(made.sections[1].key_figures) == 4
    assert len(made.sections[2].exhibits[0].drawings) == 1
    assert [one.title for one in made.sections[3].lists] == ["Av sykehuset", "Av kommunene"]
    assert len(Document(pdf(made)).pages) <= 2


def test_a_municipality_gets_one_page_of_its_own(seen: Seen):
    made = of_one(seen)
    assert made.place == "Nordby"
    assert told(made, "tilstand")[0] == "Nordby har 1 ledig av 3 fastlegehjemler, uendret siden 14. mars."
    assert len(Document(pdf(made)).pages) == 1
    assert [row[:2] for row in _table(made, "ledige")] == [("Nordby", "N2")]


@pytest.mark.parametrize("number", ["", "0000", "Nordby"])
def test_an_unknown_municipality_is_refused_in_words(seen: Seen, number: str):
    with pytest.raises(PlainError, match="Skriv de fire sifrene"):
        of_one(seen, number)


def test_a_store_without_numbers_makes_no_briefing_and_says_so():
    with Store(None, PROGRAMME) as empty:
        seen = everybody(empty)
        for make in (
            lambda: steering.of_dates(seen[Audience.MEETING], MAY, None),
            lambda: oso.of_dates(seen[Audience.OBSERVER], MAY, None),
            lambda: municipality.of_dates(seen[Audience.MUNICIPALITY], NORDBY, MAY, None),
        ):
            with pytest.raises(PlainError, match=NOTHING):
                make()


def test_one_municipality_without_persons_makes_sound_documents():
    with Store(None, PROGRAMME) as alone:
        posts = [one for one in POSTS if one["municipality"] == NORDBY]
        kept = [one for one in OCCUPANCIES if one["position_id"].startswith("N")]
        assert send(alone, report=report(NORDBY, day=MAY), position=posts, occupancy=kept).import_id
        seen = everybody(alone)
        made = [steering.of_dates(seen[Audience.MEETING], MAY, None), of_oso(seen), of_one(seen), of_one(seen, FJELL)]
        for briefing in made:
            text = " ".join(Document(pdf(briefing)).pages)
            assert "ingen tall" in text.lower() or "Ingen tall" in text
            assert "None" not in text


def test_a_day_that_was_no_meeting_is_not_called_one(seen: Seen):
    said = "Tallene gjelder 16. mai 2024, sammenlignet med 1. mars 2024."
    assert oso.of_dates(seen[Audience.OBSERVER], MAY, date(2024, 3, 1)).subtitle == said
    assert municipality.of_dates(seen[Audience.MUNICIPALITY], NORDBY, MAY, date(2024, 3, 1)).subtitle == said


def test_without_a_day_to_compare_with_no_meeting_is_spoken_of(seen: Seen):
    found = steering.of_dates(seen[Audience.MEETING], MAY, None).find("siden-sist")
    assert found and found.headline == "Ingen dato er valgt å sammenligne med."


def test_what_is_asked_is_counted_whole_though_not_all_of_it_has_room(tmp_path: Path):
    matters = [
        {"case_title": f"Sak {n}/2024 Plan", "meeting_date": MARCH, "decision": "Lages.", "responsible": "Kommunene"}
        for n in range(1, 9)
    ]
    with Store(tmp_path / "prove.duckdb", PROGRAMME) as store:
        for sheets in (
            {"report": report(day=MAY), "position": POSTS, "occupancy": OCCUPANCIES},
            {**PROJECT, "decision": matters},
        ):
            assert send(store, accepted_at=datetime(2024, 2, 1), **sheets).import_id
        found = oso.of_dates(Publication(store, Audience.OBSERVER), MAY, MARCH).find("bes-om")
    assert found is not None and found.headline == "Ingen punkter gjelder sykehuset, og åtte gjelder kommunene."
    assert len(found.lists[1].items) == 7 and found.lists[1].items[-1] == "… og to til."


@pytest.mark.parametrize(
    ("due", "forecast", "passed", "said"),
    [
        (date(2023, 12, 31), date(2026, 12, 31), True, "fristen var 31. desember 2023, ventes 31. desember 2026."),
        (date(2027, 12, 31), date(2028, 3, 1), False, "frist 31. desember 2027, ventes 1. mars 2028."),
        (date(2023, 12, 31), None, True, "fristen var 31. desember 2023."),
        (date(2027, 12, 31), date(2027, 6, 1), False, "frist 31. desember 2027."),
    ],
)
def test_a_deadline_ahead_is_not_called_past(due: date, forecast: date | None, passed: bool, said: str):
    assert milestone("Avtale", due, forecast, passed) == f"Avtale: {said}"


def test_a_locked_meeting_makes_the_same_bytes_after_a_correction_and_a_live_one_does_not(tmp_path: Path):
    with Store(tmp_path / "prove.duckdb", PROGRAMME) as store:
        for sheets in ({"report": report(day=MAY), "position": POSTS, "occupancy": OCCUPANCIES}, PROJECT):
            assert send(store, accepted_at=datetime(2024, 2, 1), **sheets).import_id
        seen = everybody(store)
        live = pdf(of_may(seen))
        kept = agenda.dumps(meeting.made(seen[Audience.MEETING], MAY))
        locks.lock(store, MAY, kept, store.version, "Koordinator")
        locked = of_may(seen)
        before = pdf(locked)
        assert locked.locked.endswith("av Koordinator") and before != live
        # It turns out that the doctor of N1 had left before the meeting.
        gone = [held("N1", "L1", valid_to=date(2024, 4, 1)), *OCCUPANCIES[1:]]
        assert send(store, report=report(NORDBY, day=MAY), occupancy=gone[:3], position=POSTS[:3]).import_id
        seen = everybody(store)
        assert pdf(of_may(seen)) == before
        again = of_may(seen, live=True)
        assert told(again, "ledige-hjemler")[0].startswith("3 av 6")
        assert again.version == store.version > locked.version


@pytest.mark.parametrize("reader", [Reader.OSO, pytest.param(Reader.MUNICIPALITY, marks=pytest.mark.slow)])
def test_so_do_the_others_whose_briefing_is_made_of_what_was_known_when_it_was_locked(tmp_path: Path, reader: Reader):
    wanted = Order(reader, MAY, municipality=NORDBY if reader is Reader.MUNICIPALITY else "")
    with Store(tmp_path / "prove.duckdb", PROGRAMME) as store:
        for sheets in ({"report": report(day=MAY), "position": POSTS, "occupancy": OCCUPANCIES}, PROJECT):
            assert send(store, accepted_at=datetime(2024, 2, 1), **sheets).import_id
        seen = everybody(store)
        live = brief(wanted, seen.__getitem__)
        kept = agenda.dumps(meeting.made(seen[Audience.MEETING], MAY))
        locks.lock(store, MAY, kept, store.version, "Koordinator")
        first = brief(wanted, seen.__getitem__)
        assert first.locked.endswith("av Koordinator") and replace(first, locked="") == live
        gone = [held("N1", "L1", valid_to=date(2024, 4, 1)), *OCCUPANCIES[1:]]
        assert send(store, report=report(NORDBY, day=MAY), occupancy=gone[:3], position=POSTS[:3]).import_id
        seen = everybody(store)
        assert brief(wanted, seen.__getitem__) == first
        assert pdf(brief(wanted, seen.__getitem__)) == pdf(first)
        now = brief(replace(wanted, live=True), seen.__getitem__)
        assert now.sections[0] != first.sections[0] and now.version == store.version > first.version


def test_what_a_briefing_shows_of_vika_is_what_was_reported(seen: Seen):
    rows = {row[0]: row for row in _table(of_one(seen, VIKA), "sammenligning")}
    assert rows["Vika"][2:5] == (1, 1, 1.0)  # one of one post is vacant


def _table(briefing: Briefing, key: str) -> tuple[tuple[object, ...], ...]:
    found = briefing.find(key)
    assert found is not None and found.exhibits[0].table is not None
    return found.exhibits[0].table.rows  # type: ignore[return-value]
