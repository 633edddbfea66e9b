"""«Møte» and «Møter»: the steps, who may write, decisions from the screen to the card, and a meeting that is locked."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from helgelandlegen import locks
from helgelandlegen.ui import cache
from helgelandlegen.workbook import decide
from helgelandlegen.workbook.imports import store_file
from helgelandlegen.workbook.intake import take_in
from tests.pages.test_uploading import buttons, imported, send, workbook
from tests.pages.visiting import Visitor
from tests.workbook.making import book

HELD, COMING = "2026-09-17", "2026-12-03"
MEETING, EARLIER = date(2026, 9, 17), date(2026, 5, 21)
NAMES = ["Siden sist", "Ledige hjemler", "Rekruttering", "Utdanning", "Milepæler", "Risiko", "Økonomi",
         "Saker til beslutning", "Oppfølging"]  # fmt: skip


@pytest.fixture
def meeting(visit: Callable[..., Visitor]) -> Callable[..., Visitor]:
    """`meeting(steg="2")`: the meeting of September in the demo."""

    def opens(*, coordinator: bool = False, **query: str) -> Visitor:
        return visit(coordinator=coordinator).opens("mote", **{"dato": HELD, **query}).sound()

    return opens


@pytest.fixture
def met(coordinate: Callable[[str], Visitor]) -> Visitor:
    """The coordinator of an empty store in which one meeting is held, with one matter on its list."""
    visitor = coordinate("empty").opens("oversikt")
    content = book(
        {"Møter": [["Dato", "Forum", "Sted"], *([day, "Styringsgruppe", "Teams"] for day in (EARLIER, MEETING))],
         "Beslutninger": [["Sak", "Møtedato"], ["Sak 4/2026 Ny avtale", MEETING]]}
    )  # fmt: skip
    store = cache.store()
    assert store_file(store, take_in(content, "prosjekt.xlsx", store.programme), content).import_id
    return visitor


def press(visitor: Visitor, label: str) -> Visitor:
    """Presses the button of that name: what is said of it stands until the next run."""
    (button,) = [button for button in visitor.app.button if button.label == label]
    button.click().run()
    for piece in cache.desk().pieces():
        assert piece.wait(30)
    return visitor


def step(visitor: Visitor, name: str) -> Visitor:
    return visitor.opens("mote", steg=str(NAMES.index(name) + 1)).sound()


def said(visitor: Visitor) -> list[str]:
    """The sentences in coloured boxes, Markdown's own signs away."""
    return [re.sub(r"\\(?=[^\w\s])", "", text) for text in visitor.said]


def shown(visitor: Visitor) -> str:
    return re.sub(r"<[^>]+>", " ", visitor.mounted.replace("\\u00a0", " ").replace("\u00a0", " "))


def test_the_cover_lists_the_steps_with_their_messages_and_no_header(meeting):
    visitor = meeting()
    assert re.findall(r"<b>(.*?)</b>", visitor.mounted) == NAMES
    assert "Tallene gjelder 17. september 2026 og sammenlignes med møtet 21. mai 2026." in visitor.text
    assert not visitor.app.date_input and "hl_header" not in visitor.sent
    assert "Start møtet →" in buttons(visitor)


def test_the_usual_meeting_is_the_newest_held_and_the_next_one_can_be_chosen(visit):
    visitor = visit().opens("mote").sound()
    (field,) = visitor.app.selectbox
    assert field.value == MEETING and field.options[0] == "3. desember 2026 (kommer)"
    field.select_index(0).run()
    assert visitor.query["dato"] == COMING
    assert "Tallene gjelder i dag" in visitor.text


def test_the_meeting_is_walked_through_and_back_by_its_buttons(meeting):
    visitor = press(meeting(), "Start møtet →")
    for number, name in enumerate(NAMES, 1):
        assert visitor.query["steg"] == str(number)
        assert f"<b>{name}</b>" in visitor.html and f"{number}\u00a0av\u00a09" in visitor.html
        assert len(re.findall(r"<h1>.+?</h1>", visitor.mounted)) == 1
        if number < len(NAMES):
            press(visitor, f"{NAMES[number]} →").sound()
    assert buttons(visitor) == ["← Saker til beslutning"] and "Siste steg" in visitor.text
    press(visitor, "← Saker til beslutning").sound()
    assert visitor.query["steg"] == "8"
    assert "Start møtet →" in buttons(press(visitor.opens("mote", dato=HELD, steg="1"), "← Forsiden"))


def test_the_arrow_keys_are_on_the_buttons(meeting):
    sent = meeting(steg="3").sent
    assert re.search(r'label: "← Ledige hjemler".*?shortcut: "left"', sent, re.S | re.I)
    assert re.search(r'label: "Utdanning →".*?shortcut: "right"', sent, re.S | re.I)


@pytest.mark.parametrize("steg", ["0", "tull", "-1", "999", "1.5", "²", ""])
def test_a_step_that_is_not_there_gives_the_cover_or_the_last_one(meeting, steg):
    visitor = meeting(steg=steg)
    assert ("Siste steg" in visitor.text) == (steg == "999")


def test_a_meeting_that_is_not_there_gives_the_usual_one(visit):
    for dato in ("2026-09-18", "tull", "2018-01-01"):
        assert visit().opens("mote", dato=dato).sound().app.selectbox[0].value == MEETING


def test_the_demo_says_that_it_is_made_up_on_every_step(meeting):
    assert "Demodata: alle tall er oppdiktet." in meeting(steg="2").text


def test_without_meetings_it_is_said(visit):
    assert visit("empty").opens("mote").sound().said == [
        "Ingen møter i styringsgruppen er lagt inn. De står i arket «Møter» i arbeidsboken."
    ]


@pytest.mark.parametrize("name", ["Saker til beslutning", "Oppfølging"])
def test_only_the_coordinator_writes(meeting, name):
    steg = str(NAMES.index(name) + 1)
    watching = meeting(steg=steg)
    assert not watching.app.text_input and not watching.app.text_area and not watching.app.selectbox
    assert meeting(steg=steg, coordinator=True).app.selectbox


def write(visitor: Visitor, **texts: str) -> Visitor:
    """Fills in the first field whose label begins with that word."""
    fields = {f.label.split()[0]: f for f in reversed([*visitor.app.text_input, *visitor.app.text_area])}
    for name, text in texts.items():
        fields[name].set_value(text)
    return visitor


def test_a_decision_is_written_numbered_listed_and_marked_as_done_on_the_screen(met):
    visitor = step(met, "Saker til beslutning")
    assert "Én sak til beslutning; den er ikke avgjort." in shown(visitor)
    write(visitor, Beslutning="Avtalen sendes kommunene.", Ansvarlig="Kommuneoverlegene")
    press(visitor, "Skriv inn").sound()
    assert said(visitor) == ["Skrevet inn: Sak 4/2026 Ny avtale."]
    assert "Én sak til beslutning; den er avgjort." in shown(visitor)
    assert "Avtalen sendes kommunene." in shown(visitor) and "Kommuneoverlegene" in shown(visitor)
    visitor.app.selectbox[0].select("Ny sak").run()
    write(visitor, Hva="Felles utlysning", Beslutning="Utlyses i mars.", Ansvarlig="Koordinator")
    press(visitor, "Skriv inn").sound()
    assert said(visitor) == ["Skrevet inn som sak 5/2026."]
    assert "To saker til beslutning; begge er avgjort." in shown(visitor)
    assert "To vedtak er ikke utført" in shown(step(visitor, "Oppfølging"))
    visitor.app.selectbox[0].select("Sak 5/2026 Felles utlysning")
    visitor.app.date_input[0].set_value(MEETING)
    press(visitor, "Merk som utført").sound()
    assert "Ett vedtak er ikke utført, og det er ikke over fristen." in shown(visitor)
    assert [row.texts["done_on"] for row in decide.matters(cache.store())] == ["", "17.09.2026"]


def test_a_matter_without_a_title_is_refused_and_what_was_typed_stays(met):
    visitor = step(met, "Saker til beslutning")
    visitor.app.selectbox[0].select("Ny sak").run()
    before = imported()
    press(write(visitor, Beslutning="Vedtas."), "Skriv inn")
    assert [box.value for box in visitor.app.error] == ["Skriv hva saken gjelder."]
    assert visitor.app.text_area[0].value == "Vedtas." and imported() == before


def test_what_another_wrote_meanwhile_is_not_written_over(met):
    visitor = step(met, "Saker til beslutning")
    write(visitor, Beslutning="Vedtas.")
    nothing = dict.fromkeys(("decision", "responsible", "due_on", "done_on"), "")
    decide.decide(cache.store(), "Sak 4/2026 Ny avtale", decide.Matter("", "Utredes."), nothing, "En annen")
    press(visitor, "Skriv inn")
    (error,) = [box.value for box in visitor.app.error]
    assert "Noen andre har skrevet i" in error and "Utredes." in error
    assert decide.matters(cache.store())[0].texts["decision"] == "Utredes."


def test_who_is_signed_out_in_the_meantime_writes_nothing(met, cookies):
    visitor = write(step(met, "Saker til beslutning"), Beslutning="Vedtas.")
    before = imported()
    cookies.clear()
    press(visitor, "Skriv inn")
    assert imported() == before
    assert not visitor.app.text_area


def test_a_target_set_from_a_decision_shows_its_number_beside_the_figure(met):
    press(send(met.opens("last-opp"), workbook(3)), "Ta inn").sound()
    visitor = step(met, "Saker til beslutning")
    press(write(visitor, Beslutning="Høyst to ledige."), "Skriv inn").sound()
    write(visitor, Mål="2", Varselgrense="4")
    (field,) = [field for field in visitor.app.selectbox if field.label == "Nøkkeltall"]
    field.select_index(field.options.index("Ledige fastlegehjemler"))
    press(visitor, "Sett målet").sound()
    assert said(visitor) == ["Målet for «Ledige fastlegehjemler» er satt fra vedtak 4/2026."]
    assert "høyst 2" in visitor.opens("nokkeltall", tall="vacant_posts").text
    assert "Vedtak 4/2026" in visitor.text


def test_an_upload_that_would_drop_a_decision_takes_a_yes_of_its_own(met):
    decide.add(cache.store(), MEETING, decide.Matter("Felles utlysning"), "Koordinator")
    older = book({"Beslutninger": [["Sak", "Møtedato"], ["Sak 4/2026 Ny avtale", MEETING]]})
    visitor = send(met.opens("last-opp"), older, name="eldre.xlsx")
    (yes,) = [button for button in visitor.app.button if button.label == "Ta inn"]
    assert yes.disabled and any("Sak 5/2026 Felles utlysning" in said for said in visitor.said)
    visitor.app.checkbox[0].check().run()
    press(visitor, "Ta inn").sound()
    assert [row.texts["case_title"] for row in decide.matters(cache.store())] == ["Sak 4/2026 Ny avtale"]


# ---- locking ----


def locked() -> list[int]:
    return [one.lock_id for one in locks.locks(cache.store())]


def test_a_meeting_is_locked_and_shows_the_same_after_what_changes_it(met):
    press(met.opens("moter"), "Lås møtet").sound()
    assert any("er låst" in said for said in met.said) and locked() == [1]
    decide.add(cache.store(), MEETING, decide.Matter("Kom etterpå", "Vedtas."), "Koordinator")
    visitor = step(met, "Saker til beslutning")
    assert "Én sak til beslutning; den er ikke avgjort." in shown(visitor)
    assert "Låst" in visitor.text and not visitor.app.text_area
    live = visitor.opens("mote", steg="8", na="1").sound()
    assert "To saker til beslutning; én er avgjort." in shown(live)
    assert live.app.text_area


def test_a_correction_is_told_at_the_step_and_on_the_page_of_the_locks(met):
    press(send(met.opens("last-opp"), workbook(2)), "Ta inn").sound()
    press(met.opens("moter"), "Lås møtet").sound()
    press(send(met.opens("last-opp"), workbook(3), name="rettet.xlsx"), "Ta inn").sound()
    visitor = step(met, "Ledige hjemler")
    assert "Ledige fastlegehjemler var 2; med det vi vet nå 3." in shown(visitor)
    assert "2 av 2 fastlegehjemler er ledige." in shown(visitor)
    assert "Ledige fastlegehjemler var 2; med det vi vet nå 3." in visitor.opens("moter").sound().text


def test_locking_anew_needs_a_reason_and_keeps_the_first(met):
    press(met.opens("moter"), "Lås møtet")
    press(met, "Lås på nytt")
    assert [box.value for box in met.app.error] == ["Møtet er låst fra før. Skriv hvorfor det låses på nytt."]
    (reason,) = [field for field in met.app.text_input if field.label == "Hvorfor det låses på nytt"]
    reason.set_value("Et vedtak manglet.").run()
    press(met, "Lås på nytt").sound()
    assert locked() == [2, 1]
    assert "Et vedtak manglet." in met.text


def test_a_meeting_to_come_cannot_be_locked(visit):
    visitor = visit(coordinator=True).opens("moter").sound()
    visitor.app.selectbox[0].select_index(0).run()
    assert any("Møtet er ikke holdt ennå" in said for said in visitor.said)
    assert "Lås møtet" not in buttons(visitor)


def test_only_the_coordinator_opens_the_page_of_the_locks(visit):
    assert "Denne siden er for koordinatoren" in visit().opens("moter").said[0]
