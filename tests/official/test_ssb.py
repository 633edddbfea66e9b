from __future__ import annotations

import json
import socket
import stat
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from helgelandlegen import __main__, ssb
from helgelandlegen.errors import PlainError
from helgelandlegen.observations import Observations
from helgelandlegen.observations_file import Replaced, replace
from helgelandlegen.programme import Programme
from tests.making import NORDBY, VIKA
from tests.official.conftest import HERE, Answers

KEPT = "så tallene i programmet er beholdt som de var."
# What the file beside this one becomes: a changed value, new rows in their places, all other lines as they were.
AFTER = """\
indicator,municipality,as_of,period,value,qualifier,unit,source,source_date,note
vacant_posts,,2023-01-15,januar 2023,7,minst,stillinger,"Avisen ""Posten""\",,"To linjer,
hvorav dette er den andre."
inhabitants,9001,2024-01-01,1. januar 2024,950,,innbyggere,"SSB tabell 07459, CC BY 4.0",2025-02-25,
inhabitants,9001,2025-01-01,1. januar 2025,940,,innbyggere,"SSB tabell 07459, CC BY 4.0",2025-02-25,
inhabitants,9002,2024-01-01,1. januar 2024,560,,innbyggere,"SSB tabell 07459, CC BY 4.0",2025-02-25,Sitert som den står.
inhabitants,9002,2025-01-01,1. januar 2025,555,,innbyggere,"SSB tabell 07459, CC BY 4.0",2025-02-25,
patients_on_lists_with_doctor,9001,2014-12-31,31. desember 2014,870,,innbyggere,"SSB tabell 12005",,Før tabellen.
patients_on_lists_with_doctor,9001,2023-12-31,31. desember 2023,900,,innbyggere,SSB tabell 12005,2025-06-16,
"""


@contextmanager
def server(answer: Callable[[BaseHTTPRequestHandler], object]) -> Iterator[str]:
    """A real server on this machine; gives its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer(self)

        do_POST = do_GET

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=running.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{running.server_port}"
    finally:
        running.shutdown()
        running.server_close()
        thread.join()


def asking(address: str, seconds: float = 5.0) -> ssb.Ask:
    """Asks that address in the place of SSB's."""
    return lambda path, question: ssb.over_the_network(path.replace(ssb.ADDRESS, address), question, seconds)


def refused(programme: Programme, ask: ssb.Ask) -> str:
    """The one sentence of a refusal, which leaves the file byte for byte and nothing beside it."""
    file = programme.folder / "observations.csv"
    before = file.read_bytes()
    with pytest.raises(PlainError) as error:
        ssb.refresh(programme, ask)
    assert file.read_bytes() == before
    assert list(programme.folder.iterdir()) == [file]
    assert "\n" not in str(error.value) and str(error.value).endswith(".")
    return str(error.value)


def test_the_tables_values_take_the_place_of_those_held_and_all_else_stays(small: Programme, answers: Answers):
    # 31 values of table 12005 (the 32nd is missing) and 4 of 07459; of the 4 that were held one is another now.
    assert ssb.refresh(small, answers) == Replaced(changed=1, new=31, unchanged=3)
    text = (small.folder / "observations.csv").read_text(encoding="utf-8")
    assert text.startswith(AFTER)
    assert (
        "\npatients_on_lists_with_doctor,9002,2023-12-31,31. desember 2023,550.0,,innbyggere,SSB tabell 12005,2025-06"
        in text
    )
    assert '\nnational_posts,,2023-12-31,2023,5000,,lister,"Et direktorat",,Hele landet\n' in text
    found = Observations(small)
    day = date(2024, 12, 31)
    assert found.value("mean_list_length", NORDBY, day) == 400
    assert found.value("lists_with_doctor", VIKA, day) == 0
    assert found.value("share_of_patients_without_doctor_percent", NORDBY, day) == Decimal("55.6")
    assert found.share_without_doctor((NORDBY, VIKA), day) == (Decimal(1020), Decimal(1420))
    assert found.newest("inhabitants") == date(2025, 1, 1)
    new = next(one for one in found.all if one.key == ("list_capacity", NORDBY, day))
    assert (new.value, new.unit, new.period, new.note) == (Decimal(1000), "listeplasser", "31. desember 2024", "")
    assert new.source.startswith("Statistisk sentralbyrå (SSB), tabell 12005")
    assert "percent,9002,2023-12-31,31. desember 2023,0.0,,prosent," in text


def test_a_value_that_ssb_marks_as_missing_is_missing_here_and_never_zero(small: Programme, answers: Answers):
    ssb.refresh(small, answers)
    assert Observations(small).series("mean_list_length", VIKA) == [
        (date(2023, 12, 31), 550),
        (date(2024, 12, 31), None),
    ]


def test_a_second_refresh_changes_nothing(small: Programme, answers: Answers):
    ssb.refresh(small, answers)
    file = small.folder / "observations.csv"
    before = file.read_bytes(), file.stat().st_ino
    assert ssb.refresh(small, answers) == Replaced(changed=0, new=0, unchanged=35)
    assert (file.read_bytes(), file.stat().st_ino) == before


def test_ssb_is_asked_for_the_programmes_municipalities_and_the_wanted_years_only(small: Programme, answers: Answers):
    ssb.refresh(small, answers)
    assert [address for address, _ in answers.questions] == [
        f"{ssb.ADDRESS}/{table}" for table in ("12005", "12005", "07459", "07459")
    ]
    assert [question is None for _, question in answers.questions] == [True, False, True, False]
    assert json.loads(answers.questions[3][1] or b"") == {
        "query": [
            {"code": "Region", "selection": {"filter": "item", "values": [NORDBY, VIKA]}},
            {"code": "ContentsCode", "selection": {"filter": "item", "values": ["Personer1"]}},
            {"code": "Tid", "selection": {"filter": "item", "values": ["2024", "2025"]}},
        ],
        "response": {"format": "json-stat2"},
    }


def test_a_content_is_found_by_its_text_where_ssb_has_given_it_another_code(small: Programme, answers: Answers):
    def other_code(found: Any) -> None:
        values = found["variables"][1]["values"]
        values[values.index("KOSantallavtaler0001")] = "KOSannen0009"

    def other_answer(found: Any) -> None:
        index = found["dimension"]["ContentsCode"]["category"]["index"]
        index["KOSannen0009"] = index.pop("KOSantallavtaler0001")

    answers.changed("12005.metadata", other_code).changed("12005", other_answer)
    assert ssb.refresh(small, answers).new == 31
    assert Observations(small).value("lists_with_doctor", NORDBY, date(2023, 12, 31)) == 2


def test_a_programme_without_published_figures_gets_its_file(small: Programme, answers: Answers):
    (small.folder / "observations.csv").unlink()
    assert ssb.refresh(small, answers) == Replaced(changed=0, new=35, unchanged=0)
    assert len(Observations(small).all) == 35


def test_the_file_keeps_who_may_read_it_and_how_it_ends(small: Programme, answers: Answers):
    file = small.folder / "observations.csv"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().rstrip(b"\n"))
    file.chmod(0o640)
    ssb.refresh(small, answers)
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert file.read_bytes().startswith(b"\xef\xbb\xbfindicator,")
    assert Observations(small).value("national_posts", None, date(2023, 12, 31)) == 5000
    assert len(Observations(small).all) == 38


def without(what: str, *path: Any) -> Callable[[Any], object]:
    """Takes a key or a place out of the thing at the path."""

    def change(found: Any) -> None:
        for step in path:
            found = found[step]
        del found[what]

    return change


def put(value: Any, *path: Any) -> Callable[[Any], object]:
    """Puts a value at the path."""

    def change(found: Any) -> None:
        for step in path[:-1]:
            found = found[step]
        found[path[-1]] = value

    return change


def add_variable(found: Any) -> None:
    found["variables"].append({"code": "Legetype", "text": "type", "values": ["1"], "valueTexts": ["Fastlege"]})


def another_place(found: Any) -> None:
    found["dimension"]["Region"]["category"]["index"] = [NORDBY, "9003"]


def smaller(found: Any) -> None:
    found["size"] = [2, 1, 1]
    found["dimension"]["Tid"]["category"]["index"] = ["2024"]
    found["value"] = [950, 560]


def renamed(found: Any) -> None:
    found["variables"][1]["values"][0] = "KOSannen0009"
    found["variables"][1]["valueTexts"][0] = "Helt nytt navn"


DESCRIPTION, VARIABLES, UNREADABLE = "beskrivelsen kan ikke leses", "den har andre variabler", "svaret kan ikke leses"
OTHER, LACKING = "svaret gjelder noe annet enn det som ble spurt om", "som finnes her fra før"


@pytest.mark.parametrize(
    ("name", "change", "why"),
    [
        ("12005.metadata", without("variables"), DESCRIPTION),
        ("12005.metadata", put("tekst", "variables"), DESCRIPTION),
        ("12005.metadata", put(["9001"], "variables", 0, "valueTexts"), DESCRIPTION),
        ("12005.metadata", put(["9001", "9003", "EAK"], "variables", 0, "values"), "den mangler kommuner i programmet"),
        ("12005.metadata", add_variable, VARIABLES),
        ("12005.metadata", put("Innhold", "variables", 1, "code"), VARIABLES),
        ("07459.metadata", put(False, "variables", 1, "elimination"), VARIABLES),
        ("07459.metadata", without("elimination", "variables", 2), VARIABLES),
        ("12005.metadata", renamed, "«Antall fastlegeavtaler» finnes ikke, eller finnes flere ganger"),
        ("12005.metadata", put("Gjennomsnittlig listelengde", "variables", 1, "valueTexts", 7), "flere ganger"),
        ("12005.metadata", put(["2012", "2013", "2014"], "variables", 2, "values"), "den mangler år"),
        ("07459", another_place, OTHER),
        ("07459", smaller, OTHER),
        ("07459", put({"0": 950, "1": 940, "2": 560}, "value"), "et nytt år mangler kommuner for «Personer»"),
        ("07459", put({"0": 950, "1": 940, "3": 555}, "value"), LACKING),
        ("07459", put({"2": ":"}, "status"), LACKING),
        ("07459", put(-1, "value", "1"), "umulig verdi"),
        ("07459", put(939.5, "value", "1"), "umulig verdi"),
        ("12005", put(100.1, "value", 15), "umulig verdi"),
        ("07459", put("940", "value", "1"), UNREADABLE),
        ("12005", put([], "value"), UNREADABLE),
        ("12005", put("1.0", "version"), UNREADABLE),
        ("12005", put([9] * 32, "value"), "over halvparten av tallene"),
    ],
)
def test_a_table_that_is_not_as_expected_changes_nothing(
    small: Programme, answers: Answers, name: str, change: Callable[[Any], object], why: str
):
    said = refused(small, answers.changed(name, change))
    assert said.startswith(f"Tabell {name[:5]} hos SSB er ikke som ventet (") and said.endswith(f"), {KEPT}")
    assert why in said


def test_values_that_stand_here_with_another_source_are_not_written_over(small: Programme, answers: Answers):
    file = small.folder / "observations.csv"
    file.write_text(file.read_text("utf-8") + "open_lists,9001,2023-12-31,,4,,lister,Kommunen,,\n", "utf-8")
    assert refused(small, answers) == f"Tall fra tabell 12005 står i programmet med en annen kilde, {KEPT}"


@pytest.mark.parametrize(
    "answer",
    [b"", b"<!DOCTYPE html><html><body>Vedlikehold</body></html>", b'{"variables": [', b"[]", b"\xff"],
)
@pytest.mark.parametrize("name", ["12005.metadata", "12005", "07459.metadata", "07459"])
def test_an_answer_that_is_no_table_changes_nothing(small: Programme, answers: Answers, name: str, answer: bytes):
    answers.known[name] = answer
    assert refused(small, answers).endswith(KEPT)


def test_a_refresh_over_a_real_connection(small: Programme, answers: Answers):
    def answer(request: BaseHTTPRequestHandler) -> None:
        length = int(request.headers.get("Content-Length") or 0)
        content = answers(request.path, request.rfile.read(length) if request.command == "POST" else None)
        request.send_response(200)
        request.end_headers()
        request.wfile.write(content)

    with server(answer) as address:
        assert ssb.refresh(small, asking(address)) == Replaced(changed=1, new=31, unchanged=3)
    assert [path for path, _ in answers.questions] == ["/12005", "/12005", "/07459", "/07459"]


def test_a_refused_connection_changes_nothing(small: Programme):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    said = refused(small, asking(f"http://127.0.0.1:{port}"))
    assert said == f"Det er ingen forbindelse med Statistisk sentralbyrå (SSB), {KEPT}"


def test_a_server_that_does_not_answer_changes_nothing(small: Programme):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        said = refused(small, asking(f"http://127.0.0.1:{silent.getsockname()[1]}", seconds=0.3))
    assert said.startswith("Statistisk sentralbyrå (SSB) svarte ikke innen ") and said.endswith(KEPT)


def test_a_server_that_answers_a_letter_at_a_time_is_not_waited_for(small: Programme):
    def slowly(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        try:
            for _ in range(100):
                request.wfile.write(b" ")
                time.sleep(0.05)
        except OSError:
            return

    with server(slowly) as address:
        started = time.monotonic()
        assert "svarte ikke innen" in refused(small, asking(address, seconds=0.4))
        assert time.monotonic() - started < 3


@pytest.mark.parametrize("code", [400, 403, 404, 429, 500, 503])
def test_an_error_from_the_server_changes_nothing(small: Programme, code: int):
    with server(lambda request: request.send_error(code)) as address:
        said = refused(small, asking(address))
    assert said == f"Statistisk sentralbyrå (SSB) svarte med feilkode {code}, {KEPT}"


def test_a_connection_that_breaks_changes_nothing(small: Programme):
    with server(lambda request: request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{")) as address:
        assert refused(small, asking(address)).endswith(KEPT)
    with server(lambda request: request.connection.shutdown(socket.SHUT_RDWR)) as address:
        assert "ingen forbindelse" in refused(small, asking(address))


def test_an_answer_without_end_is_cut_off(small: Programme, monkeypatch: pytest.MonkeyPatch):
    def much(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        try:
            request.wfile.write(b" " * 200_000)
        except OSError:
            return

    monkeypatch.setattr(ssb, "LARGEST", 100_000)
    with server(much) as address:
        assert "mye større" in refused(small, asking(address))


def test_a_file_that_cannot_be_written_stays_as_it_was(
    small: Programme, answers: Answers, monkeypatch: pytest.MonkeyPatch
):
    def full(path: Path, target: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert refused(small, answers) == "observations.csv kan ikke leses eller skrives, så den er beholdt som den var."


def test_a_file_with_other_columns_stays_as_it_was(small: Programme):
    file = small.folder / "observations.csv"
    file.write_text("en,to\n1,2\n", encoding="utf-8")
    with pytest.raises(PlainError, match="andre kolonner"):
        replace(small, [])
    assert file.read_text(encoding="utf-8") == "en,to\n1,2\n"


def test_the_command_says_how_many_values_changed(
    small: Programme, answers: Answers, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr("helgelandlegen.programme.load", lambda name: small)
    monkeypatch.setattr(ssb, "over_the_network", answers)
    assert __main__.main(["refresh-official"]) == 0
    assert capsys.readouterr() == ("SSB-tallene er hentet. Endrede verdier: 1. Nye: 31. Som før: 3.\n", "")


def test_the_command_refuses_in_one_sentence(
    small: Programme, answers: Answers, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr("helgelandlegen.programme.load", lambda name: small)
    monkeypatch.setattr(ssb, "over_the_network", answers)
    answers.known["07459"] = b"<html>"
    assert __main__.main(["refresh-official"]) == 1
    said = capsys.readouterr()
    assert (said.out, said.err) == (
        "", f"Tabell 07459 hos SSB er ikke som ventet (svaret kan ikke leses), {KEPT}\n",
    )  # fmt: skip
    assert (small.folder / "observations.csv").read_bytes() == (HERE / "observations.csv").read_bytes()
