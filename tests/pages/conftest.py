"""The app itself on real stores: the demo, an empty one, and one to which a single municipality has reported."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st

from helgelandlegen import access, programme
from helgelandlegen.ui import cache
from helgelandlegen.workbook import demo, exports, first
from helgelandlegen.workbook.imports import store_file
from helgelandlegen.workbook.intake import take_in
from tests.pages.visiting import Visitor

STATES = ("demo", "empty", "one municipality")
REPORTED = "1815"  # its trainees name no candidate, so that its workbook stands alone


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of these in one worker, so that the demo is stored once; the third state only in the slow tests."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("pages"))
            if STATES[2] in item.name:
                item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Path]]:
    """A store folder for each state, made once. What a test opens of them stays open: nobody changes them."""
    chosen = programme.load()
    folders = {state: tmp_path_factory.mktemp(state.replace(" ", "_")) for state in STATES}
    demo_file, empty_file, one_file = (folders[state] / f"{chosen.name}.duckdb" for state in STATES)
    with first.opened(demo_file, chosen) as store:
        demo.load(store)
        workbook = exports.workbook(store, REPORTED)
    with first.opened(empty_file, chosen):
        pass
    with first.opened(one_file, chosen) as store:
        outcome = store_file(store, take_in(workbook, "rapport.xlsx", chosen), workbook)
        assert outcome.import_id, outcome.findings
    yield folders
    cache.stop()


@pytest.fixture
def cookies(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The cookies that the browser would send: Streamlit's test runner has no browser."""
    sent: dict[str, str] = {}
    monkeypatch.setattr(type(st.context), "cookies", property(lambda _: sent))
    return sent


@pytest.fixture
def visit(stores: dict[str, Path], cookies: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Visitor]:
    """`visit("empty", coordinator=True)`: somebody who looks at that store and changes nothing."""

    def come(state: str = "demo", *, coordinator: bool = False) -> Visitor:
        monkeypatch.setenv("HELGELANDLEGEN_STORE", str(stores[state]))
        if coordinator:
            cookies.update([access.coordinator_cookie(stores[state])])
        return Visitor()

    return come


@pytest.fixture
def coordinate(
    stores: dict[str, Path], store_folder: Path, cookies: dict[str, str]
) -> Iterator[Callable[[str], Visitor]]:
    """`coordinate("empty")`: a coordinator with a copy of that store, to change."""

    def come(state: str) -> Visitor:
        cache.stop()
        store_folder.mkdir()
        for file in stores[state].glob("*.duckdb"):
            shutil.copyfile(file, store_folder / file.name)
        cookies.update([access.coordinator_cookie(store_folder)])
        return Visitor()

    yield come
    cache.stop()
