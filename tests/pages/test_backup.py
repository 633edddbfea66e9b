"""The page of backups, and what every page shows where the store is damaged."""

from __future__ import annotations

import re
import shutil
import time
import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from helgelandlegen import backups, locks, programme, recovery
from helgelandlegen.backups import Why
from helgelandlegen.database import StoreDamaged
from helgelandlegen.places import default_path, read_copy
from helgelandlegen.server import show_error
from helgelandlegen.ui import backup_view, cache, nightly
from helgelandlegen.workbook.history import history
from helgelandlegen.workbook.imports import store_file
from helgelandlegen.workbook.intake import take_in
from tests.pages.test_uploading import workbook
from tests.pages.visiting import Visitor

REPORT = "rapport-vega.xlsx"


def press(visitor: Visitor, label: str) -> Visitor:
    """Presses the button of that name."""
    (button,) = [button for button in visitor.app.button if button.label == label]
    button.click().run()
    return visitor


def turn_on(visitor: Visitor, words: str) -> Visitor:
    """Turns on the toggle of those words."""
    (toggle,) = [toggle for toggle in visitor.app.toggle if words in toggle.label]
    toggle.set_value(True).run()
    return visitor


def take_in_report() -> None:
    """An import of three posts in Vega."""
    store, content = cache.store(), workbook(3)
    assert store_file(store, take_in(content, REPORT, store.programme), content).import_id


def path() -> Path:
    """Where the app's store lies."""
    return default_path(programme.load())


def imported() -> list[int]:
    """The imports that count, newest first."""
    return [row["import_id"] for row in history(cache.store())]


@pytest.fixture
def coordinator(coordinate: Callable[[str], Visitor]) -> Visitor:
    return coordinate("empty").opens("sikkerhetskopi").sound()


def test_without_a_backup_it_says_so_and_a_button_makes_one(coordinator):
    assert "Det er ikke laget noen sikkerhetskopi ennå." in coordinator.text
    press(coordinator, "Lag sikkerhetskopi nå").sound()
    assert coordinator.said == ["Sikkerhetskopien er laget og kontrollert."]
    assert re.search(r"Sist laget og kontrollert \d\d\.\d\d\.\d{4} kl\. \d\d\.\d\d.*laget for hånd", coordinator.text)
    assert [one.why for one in backups.listed(path())] == [Why.MANUAL]
    assert "1: targets.csv" in coordinator.text


def test_the_list_names_why_each_was_made_and_the_newest_import_in_it(coordinator):
    take_in_report()
    press(coordinator.opens("sikkerhetskopi"), "Lag sikkerhetskopi nå").sound()
    lines = re.findall(r"<tr><th scope=\"row\">.*?</tr>", coordinator.html)
    words = [re.sub(r"<[^>]+>", "|", line) for line in lines]
    assert ["Laget for hånd" in words[0], f"2: {REPORT}" in words[0]] == [True, True]
    assert ["Før import" in words[1], "1: targets.csv" in words[1]] == [True, True]


def test_going_back_shows_what_is_lost_and_does_it_on_a_yes(coordinator):
    press(coordinator, "Lag sikkerhetskopi nå")
    take_in_report()
    coordinator.opens("sikkerhetskopi").sound()
    first = backups.listed(path())[1].path.name
    coordinator.app.selectbox(key=backup_view.CHOSEN).set_value(first).run()
    turn_on(coordinator, "Se hva som går tapt").sound()
    assert REPORT in coordinator.text and "Importer som går tapt" in coordinator.html
    assert imported() == [2, 1]
    press(coordinator, "Gå tilbake til denne").sound()
    assert coordinator.said[0].startswith("Dataene er nå slik de var ")
    assert imported() == [1]
    assert backups.listed(path())[0].why is Why.RESTORE
    assert "Vega: ingen tall" in coordinator.opens("oversikt").text
    # And forward again, to what was there.
    coordinator.opens("sikkerhetskopi")
    turn_on(coordinator, "Se hva som går tapt").sound()
    assert "Ingen importer, låser eller oppsett går tapt" in coordinator.said[0]
    press(coordinator, "Gå tilbake til denne").sound()
    assert imported() == [2, 1]
    assert "Vega: 3 av 3 ledige" in coordinator.opens("oversikt").text


def test_going_back_names_the_locks_that_would_be_lost_too(coordinator):
    press(coordinator, "Lag sikkerhetskopi nå")
    store = cache.store()
    locks.lock(store, date(2026, 3, 12), "{}", store.version, "Koordinator")
    turn_on(coordinator.opens("sikkerhetskopi"), "Se hva som går tapt").sound()
    assert any("Låsen av møtet 12. mars 2026 går tapt (låst " in box for box in coordinator.said)


def test_an_import_in_between_is_said_and_nothing_is_gone_back(coordinator):
    press(coordinator, "Lag sikkerhetskopi nå")
    turn_on(coordinator, "Se hva som går tapt").sound()
    take_in_report()
    press(coordinator, "Gå tilbake til denne")
    assert any("Se over på nytt hva som går tapt" in box for box in coordinator.said)
    assert imported() == [2, 1]


def test_the_zip_of_a_backup_can_be_restored_from(coordinator):
    take_in_report()
    store = cache.store()
    content = backup_view._packed(store, backups.listed(path())[0])
    with zipfile.ZipFile(BytesIO(content)) as packed:
        assert {"store.duckdb", "manifest.json"} < set(packed.namelist())


def test_a_damaged_backup_is_named_and_cannot_be_chosen(coordinator):
    press(coordinator, "Lag sikkerhetskopi nå")
    made = backups.listed(path())[0].path
    made.write_bytes(b"dette er ingen database" * 100)
    coordinator.opens("sikkerhetskopi")
    assert "Skadet, kan ikke brukes" in coordinator.text
    assert "Denne kopien er skadet og kan ikke brukes. Velg en annen." in coordinator.said
    assert [button.label for button in coordinator.app.button] == ["Lag sikkerhetskopi nå"]


def test_a_night_that_failed_is_said(coordinator):
    folder = path().parent / "backups"
    folder.write_bytes(b"a file in the folder's place")
    assert not nightly.make_if_due(cache.store)
    coordinator.opens("sikkerhetskopi")
    assert coordinator.said[0].startswith("Nattens sikkerhetskopi mislyktes ")
    press(coordinator, "Lag sikkerhetskopi nå")
    assert any("Det kunne ikke lages en sikkerhetskopi" in box for box in coordinator.said)
    folder.unlink()
    assert nightly.make_if_due(cache.store)
    assert coordinator.opens("sikkerhetskopi").said == []


@pytest.fixture
def damaged(coordinate: Callable[[str], Visitor]) -> Visitor:
    """Somebody who comes to a store with a damaged block."""
    visitor = coordinate("one municipality")
    shutil.copyfile(read_copy(path()), path())
    content = bytearray(path().read_bytes())
    for at in range(20_000, len(content), 100_000):
        content[at] ^= 1
    path().write_bytes(content)
    return visitor


def test_with_a_damaged_store_the_screen_shows_the_way_out_and_no_traceback(damaged):
    damaged.app.run()
    assert not damaged.app.exception
    (box,) = damaged.said
    assert box.startswith("Databasen ") and box.endswith("Dashbordet endrer ingenting før den er hentet tilbake.")
    assert "Databasen er skadet" in damaged.text and "Kopien av den siste endringen er fra" in damaged.text
    (command,) = [code.value for code in damaged.app.code]
    assert command.endswith(f"restore {read_copy(path()).name}")


def test_once_it_is_put_back_the_pages_work_without_a_restart(damaged):
    damaged.app.run()
    assert damaged.said
    recovery.put_in_place(path(), programme.load(), read_copy(path()))
    assert not damaged.opens("oversikt").said
    assert "Vega" in damaged.text


def test_without_a_whole_copy_it_says_so(damaged):
    read_copy(path()).unlink()
    damaged.app.run()
    assert "Det finnes ingen hel kopi ved siden av databasen." in damaged.text


def test_a_store_of_a_newer_version_is_said_so(coordinate):
    visitor = coordinate("empty")
    store = cache.store()
    with store.transaction() as cursor:
        cursor.execute("insert into schema_step values ('999_later', null)")
    cache.stop()
    visitor.app.run()
    assert not visitor.app.exception
    assert "er laget av en nyere utgave av dashbordet" in visitor.said[0]


def test_the_running_app_says_what_is_wrong_until_it_is_put_right(damaged):
    try:
        cache.start()
        assert str(cache.trouble()).endswith("Hent tilbake en sikkerhetskopi.")
        recovery.put_in_place(path(), programme.load(), read_copy(path()))
        for _ in range(100):
            if cache.trouble() is None:
                break
            time.sleep(0.1)
        assert cache.trouble() is None
    finally:
        cache.stop()


def test_what_looked_like_damage_is_read_anew_and_forgotten_where_all_is_whole(coordinator):
    first = cache.store()
    first.trouble = StoreDamaged(path(), "Databasen har en skade.")
    with pytest.raises(StoreDamaged), first.transaction():
        pass
    assert cache.store() is not first and cache.store().trouble is None
    coordinator.opens("oversikt").sound()


def test_damage_found_while_the_app_runs_shows_the_way_out_and_the_command_helps(coordinator):
    with path().open("r+b") as file:
        file.seek(12288 + 8)
        file.write(b"x" * (path().stat().st_size - 12288 - 8))
    # What has been read stays in memory; a larger store would meet the damage by itself.
    cache.store().trouble = StoreDamaged(path(), "Databasen har en skade.")
    coordinator.app.run()
    assert "Databasen er skadet" in coordinator.text and not coordinator.app.exception
    recovery.put_in_place(path(), programme.load(), read_copy(path()))
    coordinator.app.run()
    assert "Databasen er skadet" not in coordinator.sound().text
    assert imported() == [1]


def test_an_error_that_nobody_has_put_into_words_is_still_shown_without_its_text(coordinator):
    assert show_error(ValueError("Kari Nordmann")) is True
