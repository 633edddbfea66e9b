"""The real server, asked over the real network of this machine."""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from helgelandlegen import access, programme, shell, typeface
from helgelandlegen.places import default_path, read_copy
from helgelandlegen.workbook import first
from tests.bench.measure import script_runs
from tests.running import ROOT, Server, running_server

ONE_LINE = ROOT / "tests/bench/one_line.py"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server around a page of one line."""
    with running_server(tmp_path_factory.mktemp("store"), script=ONE_LINE) as running:
        yield running


def ask(server: Server, path: str, method: str = "GET", **headers: str) -> http.client.HTTPResponse:
    """The answer to one request; `_` in a header's name is a hyphen. Read it before the next."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    return connection.getresponse()


def start(first: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Starts the server, after a line of Python if one is given, where it is expected to stop by itself."""
    ours = {k: v for k, v in os.environ.items() if not k.startswith("STREAMLIT_")} | environment
    code = f"import sys, streamlit as st\nfrom helgelandlegen import server\n{first}\nsys.exit(server.main())"
    command = [sys.executable, *(["-c", code] if first else ["-m", "helgelandlegen.server"])]
    return subprocess.run(command, cwd=ROOT, env=ours, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.168.0.10"])
@pytest.mark.parametrize("way", ["environment", "settings"])
def test_the_server_does_not_start_on_an_address_that_others_reach(address, way):
    if way == "environment":
        ended = start(STREAMLIT_SERVER_ADDRESS=address, HELGELANDLEGEN_PORT="0")
    else:
        ended = start(f"st.config.set_option('server.address', {address!r})", HELGELANDLEGEN_PORT="0")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith("Dashbordet svarer bare på 127.0.0.1") and ended.stderr.count("\n") == 1


def test_a_port_that_is_taken_is_said_so_in_one_sentence():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ended = start(HELGELANDLEGEN_PORT=str(taken.getsockname()[1]))
    assert ended.returncode == 1
    assert "kan ikke brukes" in ended.stderr and "Traceback" not in ended.stderr


@pytest.mark.parametrize("port", ["", "abc", "70000", "-1"])
def test_a_port_that_is_none_is_said_so_in_one_sentence(port):
    ended = start(HELGELANDLEGEN_PORT=port)
    assert ended.returncode == 1
    assert "skal være et portnummer" in ended.stderr and "Traceback" not in ended.stderr


def test_the_server_listens_on_this_machine_alone(server):
    own = subprocess.run(["hostname", "-I"], capture_output=True, text=True, check=False).stdout.split()
    for address in own:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        with socket.socket(family) as knock:
            knock.settimeout(2)
            # The low-level call: the tests' own guard against outside connections is not what is tested here.
            assert socket.socket.connect_ex(knock, (address, server.port)) != 0


def test_the_health_address_answers(server):
    answer = ask(server, "/helse")
    assert (answer.status, answer.read()) == (200, b"ok")


def test_the_typeface_is_served_to_be_kept_and_the_page_asks_for_it_and_no_other(server):
    answer = ask(server, shell.TYPEFACE)
    assert (answer.status, answer.read()) == (200, typeface.ON_SCREEN.read_bytes())
    assert answer.headers["Content-Type"] == "font/woff2" and "immutable" in answer.headers["Cache-Control"]
    page = ask(server, "/").read().decode()
    preloaded = re.findall(r'<link\s+rel="preload"\s+href="([^"]+)"', page)
    assert preloaded == [shell.TYPEFACE]
    assert f'url("{shell.TYPEFACE}")' in page


@pytest.mark.parametrize("path", ["/", "/oversikt", "/koordinator", "/helse", "/static/js/none.js", "/_stcore/health"])
def test_every_answer_carries_the_security_headers(server, path):
    headers = ask(server, path).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["object-src"] == "'none'"
    assert policy["connect-src"] == f"'self' ws://127.0.0.1:{server.port}"
    assert "unsafe" not in policy["script-src"]
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Server"] is None


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8501", "127.0.0.1.evil.example", "localhost@evil", ""])
def test_a_request_that_names_another_host_is_refused(server, host):
    answer = ask(server, "/", Host=host)
    assert answer.status == 421
    assert "Dashbordet svarer bare på" in answer.read().decode()


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]:8501", "LOCALHOST:1"])
def test_this_machines_own_names_are_served(server, host):
    assert ask(server, "/", Host=host).status == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1", "http://localhost"])
def test_a_request_from_another_sites_page_is_refused(server, origin):
    assert ask(server, "/_stcore/upload_file/a/b", "PUT", Origin=origin).status == 403


def test_what_another_sites_page_loads_behind_ones_back_is_refused_but_its_link_is_not(server):
    assert ask(server, "/", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="no-cors").status == 403
    assert ask(server, "/", Sec_Fetch_Site="same-site", Sec_Fetch_Mode="cors").status == 403
    assert ask(server, "/", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="navigate").status == 200


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "http://evil.example"}, {"Origin": "http://127.0.0.1:1"}, {"Origin": "null"}],
)
def test_a_websocket_of_another_site_is_refused(server, headers):
    url = f"ws://127.0.0.1:{server.port}/_stcore/stream"
    with pytest.raises(InvalidStatus, match="403"), connect(url, additional_headers=headers):
        pass


def test_a_websocket_that_names_another_host_is_refused(server):
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec_WebSocket_Version": "13"}
    key = {"Sec_WebSocket_Key": "dGhlIHNhbXBsZSBub25jZQ=="}
    assert ask(server, "/_stcore/stream", Host="evil.example", **upgrade, **key).status == 403
    assert ask(server, "/_stcore/stream", **upgrade, **key).status == 101


def test_the_apps_own_websocket_is_let_in_and_runs_the_script(server):
    url = f"ws://127.0.0.1:{server.port}/_stcore/stream"
    with connect(url, subprotocols=[Subprotocol("streamlit")], additional_headers={"Origin": server.url}):
        pass
    assert len(script_runs(server, ["", "per=2026-01-31"])) == 2


def test_scripts_come_compressed_and_may_be_kept_for_a_year(server):
    page = ask(server, "/").read().decode()
    script = page.split('<script type="module" crossorigin src=".')[1].split('"')[0]
    plain, small = ask(server, script), ask(server, script, Accept_Encoding="gzip, br")
    assert small.headers["Content-Encoding"] == "gzip"
    assert int(small.headers["Content-Length"]) < int(plain.headers["Content-Length"]) / 2
    for answer in (plain, small):
        assert answer.headers["Cache-Control"] == "public, immutable, max-age=31536000"
        assert answer.headers["Content-Type"].startswith(("text/javascript", "application/javascript"))


def test_the_page_is_norwegian_and_asks_to_be_fetched_anew(server):
    for path in ("/", "/oversikt", "/last-opp?per=2026-01-31"):
        answer = ask(server, path)
        page = answer.read().decode()
        assert '<html lang="nb">' in page and "JavaScript i nettleseren" in page and "agent" not in page
        assert answer.headers["Cache-Control"] == "no-cache"
    assert ask(server, "/favicon.png").headers["Content-Type"] == "image/png"


def test_the_coordinators_link_signs_in_by_a_cookie_that_scripts_and_other_sites_do_not_get(server):
    answer = ask(server, server.link.removeprefix(server.url))
    assert (answer.status, answer.headers["Location"]) == (303, "/last-opp")
    assert answer.headers["Cache-Control"] == "no-store"
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=strict" in cookie
    name, _, value = cookie.split(";")[0].partition("=")
    assert access.is_coordinator({name: value}, server.store)


def test_signing_out_takes_the_cookie_away(server):
    answer = ask(server, "/koordinator/av")
    assert (answer.status, answer.headers["Location"]) == (303, "/")
    assert answer.headers["Set-Cookie"].startswith(f'{access.coordinator_cookie(server.store)[0]}=""; ')
    assert "Max-Age=0" in answer.headers["Set-Cookie"]


@pytest.mark.parametrize("query", ["", "?nokkel=", "?nokkel=feil", "?key=x"])
def test_a_wrong_link_gets_a_plain_page_and_no_cookie(server, query):
    answer = ask(server, f"/koordinator{query}")
    assert answer.status == 403
    assert "Lenken gjelder ikke." in answer.read().decode()
    assert answer.headers["Set-Cookie"] is None


def test_an_error_in_a_page_reaches_neither_the_screen_nor_the_log_with_its_text(tmp_path):
    script = tmp_path / "wrong.py"
    script.write_text("int('Kari Nordmann')\n")
    with running_server(tmp_path / "store", script=script) as running:
        with pytest.raises(RuntimeError, match="Noe gikk galt på denne siden"):
            script_runs(running, [""])
        said = running.log.read_text()
    assert "ValueError" in said and "wrong.py:1" in said
    assert "Nordmann" not in said


@contextmanager
def held(path: Path) -> Iterator[None]:
    """While another process has the store open."""
    command = [sys.executable, "-m", "tests.imports.killed", "hold", str(path)]
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None and process.stdout.readline() == "open\n"
        yield
    finally:
        process.communicate("")


def test_a_second_app_on_the_same_store_says_so_and_ends(store_folder):
    with held(default_path(programme.load())):
        ended = start(HELGELANDLEGEN_STORE=str(store_folder), HELGELANDLEGEN_PORT="0")
    assert ended.returncode == 1
    assert ended.stderr == ("Databasen er i bruk av dashbordet. Bruk «Last opp» i dashbordet, eller stopp det først.\n")


def test_with_a_damaged_store_the_app_runs_says_so_and_goes_on_once_it_is_put_back(store_folder):
    chosen = programme.load()
    path = default_path(chosen)
    with first.opened(path, chosen) as store:
        store.write_read_copy()
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    with running_server(store_folder) as running:
        answer = ask(running, "/helse")
        assert (answer.status, answer.read().decode()) == (503, "Databasen kan ikke brukes.")
        assert ask(running, "/").status == 200
        said = [line for line in running.log.read_text().splitlines() if line.startswith("Databasen ")]
        assert len(said) == 1 and "Traceback" not in running.log.read_text()
        command = said[0].split(" -m helgelandlegen ")[1].split()
        assert command == ["--database", str(path), "restore", read_copy(path).name]
        done = subprocess.run(
            [sys.executable, "-m", "helgelandlegen", *command], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith(f"Databasen er hentet tilbake fra {read_copy(path).name}")
        answer = ask(running, "/helse")
        assert (answer.status, answer.read()) == (200, b"ok")


def test_the_plain_streamlit_command_serves_this_machine_alone_too(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(ONE_LINE), "--server.port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.2)
        running = Server(f"http://127.0.0.1:{port}", "", process.pid, Path(), Path())
        assert ask(running, "/_stcore/health").status == 200
        listening = Path("/proc/net/tcp").read_text() + Path("/proc/net/tcp6").read_text()
        mine = [line.split()[1] for line in listening.splitlines() if f":{port:04X} " in line and " 0A " in line]
        assert mine == [f"0100007F:{port:04X}"]
        assert len(script_runs(running, [""])) == 1
    finally:
        process.terminate()
        process.wait(20)
