"""What holds for any page: what Streamlit itself sends is kept small, its pieces work, an error is said in words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, FilePayload, Page

from tests.bench.measure import cold_load
from tests.running import ROOT, running_server, settle


def test_a_page_of_one_line_sends_at_most_one_point_two_megabytes(browser: Browser, tmp_path):
    with running_server(tmp_path, script=ROOT / "tests/bench/one_line.py") as one_line:
        assert cold_load(browser, one_line.url, "[data-testid=stMarkdown]").megabytes <= 1.2


@pytest.mark.slow
def test_what_the_pages_are_built_of_works_under_the_security_policy(open_page: Callable[..., Page], tmp_path):
    script = tmp_path / "pieces.py"
    script.write_text(PIECES)
    with running_server(tmp_path / "store", script=script) as pieces:
        page = open_page(pieces.url)
        assert page.is_visible("svg rect.mark") and page.is_visible("[data-testid=stDataFrame] canvas")
        page.click("#tile")
        settle(page)
        assert page.is_visible("text=Valgt: 1824")
        page.set_input_files("input[type=file]", FilePayload(name="a.txt", mimeType="text/plain", buffer=b"abc"))
        settle(page)
        assert page.is_visible("text=Fikk 3 byte")
        with page.expect_download() as download:
            page.click("text=Last ned")
        assert download.value.path().read_bytes() == b"abc"


def test_an_error_shows_calm_words_and_the_place_but_not_what_the_cell_held(open_page: Callable[..., Page], tmp_path):
    script = tmp_path / "wrong.py"
    script.write_text("import streamlit as st\nst.write('Overskrift')\nint('Kari Nordmann')\n")
    with running_server(tmp_path / "store", script=script) as wrong:
        shown = open_page(wrong.url).inner_text("[data-testid=stMain]")
    assert "Noe gikk galt på denne siden." in shown and "wrong.py:3" in shown
    assert "Nordmann" not in shown


PIECES = """
import streamlit as st
st.markdown('<svg width="20" height="20"><rect class="mark" width="10" height="10"/></svg>', unsafe_allow_html=True)
st.dataframe({"a": [1, 2]})
tile = st.components.v2.component(
    "tile", html="<b id='tile'>Rute</b>", css="#tile { color: teal }",
    js='''export default function (c) {
        c.parentElement.querySelector("#tile").onclick = () => c.setStateValue("chosen", "1824")
    }
    ''',
)
st.write(f"Valgt: {tile(on_chosen_change=lambda: None, key='t').chosen}")
if file := st.file_uploader("Fil"):
    st.write(f"Fikk {len(file.getvalue())} byte")
st.download_button("Last ned", b"abc", "a.txt", on_click="ignore")
"""
