"""For all tests: no test touches the real store, and none asks anybody outside this machine."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from helgelandlegen.access import is_loopback

# The same examples every time: a test that fails fails for everybody. No deadline: a busy machine is no failure.
settings.register_profile("house", derandomize=True, deadline=None, database=None)
settings.load_profile("house")


@pytest.fixture(autouse=True)
def store_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The store folder of this test alone (not made yet); settings of whoever runs the tests do not reach it."""
    for name in list(os.environ):
        if name.startswith(("HELGELANDLEGEN_", "STREAMLIT_")):
            monkeypatch.delenv(name)
    folder = tmp_path / "store"
    monkeypatch.setenv("HELGELANDLEGEN_STORE", str(folder))
    return folder


@pytest.fixture(autouse=True, scope="session")
def no_outside_network() -> Iterator[None]:
    """A connection to any other machine fails the test that tries it."""
    connect = socket.socket.connect

    def connect_here(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not is_loopback(str(address[0])):
            raise AssertionError(f"a test asked for {address[0]}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_here)
        yield
