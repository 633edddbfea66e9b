"""What every screen has around it: the table of pages, who may open them, the header with the dates, the banner."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page

from helgelandlegen import access
from helgelandlegen.figures.phrases import DEMO
from helgelandlegen.places import store_folder
from helgelandlegen.privacy import Audience
from helgelandlegen.subjects.choice import Choice
from helgelandlegen.subjects.seen import Seen
from helgelandlegen.ui import cache, filters, look, style

COORDINATOR = "Koordinator"
ICON = Path(__file__).with_name("icon.svg")


@dataclass(frozen=True)
class Screen:
    """One page: its file, its name in the menu, its address, and whether only the coordinator may open it.

    A `bare` page has the whole screen: no header around it. `called` is what it is called in a sentence, where that is
    not its name in the menu.
    """

    file: str
    title: str
    address: str
    coordinator: bool = False
    bare: bool = False
    called: str = ""


def run(screens: list[Screen]) -> None:
    """Draws the frame and runs the page that the address names."""
    access.require_loopback(st.get_option("server.address"))
    title = cache.store().programme.title
    st.set_page_config(page_title=title, page_icon=str(ICON), layout="wide", initial_sidebar_state="collapsed")
    style.inject()
    allowed = is_coordinator()
    pages = _pages(screens, allowed)
    page = st.navigation(_menu(screens, pages), position="top")
    here = next(screen for screen in screens if pages[screen.address] is page)
    look.follow()
    look.arrive(here.address)
    if here.bare:
        look.now(here.address, here.called)
    else:
        _header(title, allowed, here)
    _tell_address(page)
    if here.coordinator and not allowed:
        st.info(
            "Denne siden er for koordinatoren. Åpne den med koordinatorens lenke, som står i vinduet der dashbordet "
            "ble startet."
        )
        return
    page.run()


def _pages(screens: list[Screen], allowed: bool) -> dict[str, Page]:
    """Streamlit's pages by their addresses, made once a session: two dozen of them cost a quarter of a run."""
    made_for = (allowed, *screens)
    if st.session_state.get("pages_for") != made_for:
        st.session_state["pages"] = {
            screen.address: st.Page(
                screen.file,
                title=screen.title,
                url_path=screen.address,
                default=screen is screens[0],
                visibility="visible" if allowed or not screen.coordinator else "hidden",
            )
            for screen in screens
        }
        st.session_state["pages_for"] = made_for
    found: dict[str, Page] = st.session_state["pages"]
    return found


def _menu(screens: list[Screen], pages: dict[str, Page]) -> dict[str, list[Page]]:
    """The menu: what all may open side by side, the coordinator's own pages under one word."""
    return {
        "": [pages[screen.address] for screen in screens if not screen.coordinator],
        COORDINATOR: [pages[screen.address] for screen in screens if screen.coordinator],
    }


def page(address: str) -> Page:
    """The page at an address, for links."""
    found: Page = st.session_state["pages"][address]
    return found


def addresses() -> set[str]:
    """The addresses of all pages; the empty one is the page one is on."""
    return {"", *st.session_state["pages"]}


def chosen() -> Choice:
    """What is chosen in the header."""
    found: Choice = st.session_state["choice"]
    return found


def seen(audience: Audience) -> Seen:
    """What the audience may see, read through the choices of the header."""
    return Seen(cache.publication(audience), chosen())


def _tell_address(page: Page) -> None:
    """Brings the browser's address up to date after a link to the page one is on: Streamlit leaves it as it was."""
    here = (page.url_path, st.query_params.get("tall"))
    before = st.session_state.get("address", here)
    if before[0] == here[0] and before[1] != here[1]:
        st.query_params.from_dict(st.query_params.to_dict())
    st.session_state["address"] = here


def is_coordinator() -> bool:
    """Whether the visitor may write: what is shown stays what the page's audience sees."""
    # Plain `streamlit run` has no sign-in address: there the link's key comes with the page and holds for the session.
    key = st.query_params.get("nokkel")
    if key and access.is_right_key(key, store_folder()):
        st.session_state["signed_in"] = True
        del st.query_params["nokkel"]
    return bool(st.session_state.get("signed_in")) or access.is_coordinator(st.context.cookies, store_folder())


def _header(title: str, coordinator: bool, here: Screen) -> None:
    publication = cache.publication(Audience.MEETING)
    choice = filters.choice(publication)
    st.session_state["choice"] = choice
    filters.remember(choice)
    look.now(here.address, here.called or here.title, publication, choice)
    with st.container(key="hl_header", horizontal=True, gap="small"):
        # The way back stands where the name stood, which is then only spoken.
        closer = look.back_button()
        if not closer:
            style.heading(title)
        if cache.is_demo():
            more = "Bytt dem ut under «Last opp»." if coordinator else "Koordinatoren bytter dem ut under «Last opp»."
            style.banner(DEMO, more=more)
        if coordinator:
            style.way_out(COORDINATOR, "Til skjermmodus", access.SIGN_OUT_PATH)
        filters.controls(publication, choice)
        if closer:
            style.heading(title, spoken=True)
