"""The coordinator's link, and what counts as this machine."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from helgelandlegen import access
from helgelandlegen.errors import PlainError


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def signed_in(folder: Path) -> dict[str, str]:
    return dict([access.coordinator_cookie(folder)])


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.8.9.1", "localhost", "LOCALHOST", "::1", "[::1]", "::ffff:127.0.0.1"]
)
def test_this_machine_is_known_by_all_its_names(host):
    assert access.is_loopback(host)


@pytest.mark.parametrize(
    "host", ["", "0.0.0.0", "::", "192.168.1.5", "localhost.evil.example", "127.0.0.1.evil.example", "2130706433", "*"]
)
def test_no_other_address_passes_for_this_machine(host):
    assert not access.is_loopback(host)


def test_an_address_that_others_reach_is_refused_in_one_sentence_that_names_it():
    with pytest.raises(PlainError, match=r"^Dashbordet svarer bare på 127\.0\.0\.1, ikke på «0\.0\.0\.0», .*\.$"):
        access.require_loopback("0.0.0.0")


def test_no_address_at_all_is_refused_since_streamlit_then_listens_on_every_one():
    with pytest.raises(PlainError, match="«alle adresser»"):
        access.require_loopback(None)


@pytest.mark.parametrize(("asked", "given"), [("localhost", "127.0.0.1"), ("::1", "::1"), ("[::1]", "::1")])
def test_a_loopback_address_becomes_one_to_listen_on(asked, given):
    assert access.require_loopback(asked) == given


def test_the_token_is_made_once_and_readable_by_the_owner_alone(tmp_path):
    folder = tmp_path / "new" / "store"
    token = access.coordinator_token(folder)
    assert len(token) == 43
    assert access.coordinator_token(folder) == token
    assert (mode(folder), mode(folder / access.TOKEN_FILE)) == (0o700, 0o600)
    assert [path.name for path in folder.iterdir()] == [access.TOKEN_FILE]


def test_modes_that_somebody_widened_are_narrowed_at_the_next_start(tmp_path):
    access.coordinator_token(tmp_path)
    (tmp_path / access.TOKEN_FILE).chmod(0o644)
    tmp_path.chmod(0o755)
    access.coordinator_token(tmp_path)
    assert (mode(tmp_path), mode(tmp_path / access.TOKEN_FILE)) == (0o700, 0o600)


def test_a_folder_that_everybody_uses_is_left_open(tmp_path):
    tmp_path.chmod(0o1777)
    access.coordinator_token(tmp_path)
    assert mode(tmp_path) == 0o777 | stat.S_ISVTX
    assert mode(tmp_path / access.TOKEN_FILE) == 0o600


def test_starts_at_the_same_moment_agree_on_one_token(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        tokens = set(pool.map(lambda _: access.coordinator_token(tmp_path / "store"), range(40)))
    assert len(tokens) == 1


@pytest.mark.parametrize("content", ["", "\n", "short"])
def test_a_damaged_token_lets_nobody_in_and_is_made_anew(tmp_path, content):
    (tmp_path / access.TOKEN_FILE).write_text(content)
    assert not access.is_right_key(content, tmp_path)
    assert not access.is_coordinator({}, tmp_path)
    assert access.is_right_key(access.coordinator_token(tmp_path), tmp_path)


def test_the_link_holds_the_key_that_fits(tmp_path):
    link = access.coordinator_link(tmp_path, 8501)
    address, _, key = link.partition("?nokkel=")
    assert address == "http://127.0.0.1:8501/koordinator"
    assert access.is_right_key(key, tmp_path)
    assert not access.is_right_key(key[:-1], tmp_path)
    assert not access.is_right_key("nøkkel", tmp_path)


def test_the_cookie_signs_in_and_does_not_give_the_link_away(tmp_path):
    cookies = signed_in(tmp_path)
    assert access.is_coordinator(cookies | {"other": "x"}, tmp_path)
    assert access.coordinator_token(tmp_path) not in str(cookies)


def test_a_cookie_of_another_store_or_of_an_older_token_does_not_sign_in(tmp_path):
    cookies = signed_in(tmp_path / "one")
    access.coordinator_token(tmp_path / "two")
    assert not access.is_coordinator(cookies, tmp_path / "two")
    os.remove(tmp_path / "one" / access.TOKEN_FILE)
    assert not access.is_coordinator(cookies, tmp_path / "one")
    access.coordinator_token(tmp_path / "one")
    assert not access.is_coordinator(cookies, tmp_path / "one")


def test_asking_who_is_the_coordinator_makes_no_token(tmp_path):
    assert not access.is_coordinator({"koordinator": "x"}, tmp_path / "store")
    assert not access.is_right_key("", tmp_path / "store")
    assert not (tmp_path / "store").exists()
