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
    """All of these in one worker, so that the demo is stored once."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("pages"))


@pytest.fixture(scope="session")
def stores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The files of the three stores, made once."""
    folder, chosen = tmp_path_factory.mktemp("stores"), programme.load()
    files = {state: folder / f"{state}.duckdb" for state in STATES}
    with first.opened(files["demo"], chosen) as store:
        demo.load(store)
        workbook = exports.workbook(store, REPORTED)
    with first.opened(files["empty"], chosen):
        pass
    with first.opened(files["one municipality"], chosen) as store:
        outcome = store_file(store, take_in(workbook, "rapport.xlsx", chosen), workbook)
        assert outcome.import_id, outcome.findings
    return files


@pytest.fixture
def visit(
    stores: dict[str, Path], store_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Visitor]]:
    """`visit("empty", coordinator=True)`: somebody who looks at a copy of that store."""
    # Streamlit's test runner has no browser, so no cookies either: these are what a browser would send.
    cookies: dict[str, str] = {}
    monkeypatch.setattr(type(st.context), "cookies", property(lambda _: cookies))

    def come(state: str = "demo", *, coordinator: bool = False) -> Visitor:
        store_folder.mkdir(exist_ok=True)
        target = store_folder / f"{programme.load().name}.duckdb"
        if not target.exists():
            shutil.copyfile(stores[state], target)
        if coordinator:
            cookies.update([access.coordinator_cookie(store_folder)])
        return Visitor()

    yield come
    cache.stop()
