"""What every screen has around it: the table of pages, who may open them, the header with the dates, the banner."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page

from helgelandlegen import access
from helgelandlegen.places import store_folder
from helgelandlegen.privacy import Audience
from helgelandlegen.subjects.choice import Choice
from helgelandlegen.subjects.seen import Seen
from helgelandlegen.ui import cache, filters, style

COORDINATOR = "Koordinator"
ICON = Path(__file__).with_name("icon.svg")


@dataclass(frozen=True)
class Screen:
    """One page: its file, its name in the menu, its address, and whether only the coordinator may open it.

    A `bare` page has the whole screen: no header around it.
    """

    file: str
    title: str
    address: str
    coordinator: bool = False
    in_menu: bool = True
    bare: bool = False


def run(screens: list[Screen]) -> None:
    """Draws the frame and runs the page that the address names."""
    access.require_loopback(st.get_option("server.address"))
    title = cache.store().programme.title
    st.set_page_config(page_title=title, page_icon=str(ICON), layout="wide", initial_sidebar_state="collapsed")
    style.inject()
    allowed = is_coordinator()
    pages = {
        screen.address: st.Page(
            screen.file,
            title=screen.title,
            url_path=screen.address,
            default=screen is screens[0],
            visibility="visible" if screen.in_menu and (allowed or not screen.coordinator) else "hidden",
        )
        for screen in screens
    }
    st.session_state["pages"] = pages
    page = st.navigation(_menu(screens, pages), position="top")
    if not any(pages[s.address] is page and s.bare for s in screens):
        _header(title, allowed)
    _tell_address(page)
    closed = any(pages[s.address] is page and s.coordinator for s in screens) and not allowed
    if closed:
        st.info(
            "Denne siden er for koordinatoren. Åpne den med koordinatorens lenke, som står i vinduet der dashbordet "
            "ble startet."
        )
        return
    page.run()


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


def _header(title: str, coordinator: bool) -> None:
    publication = cache.publication(Audience.MEETING)
    choice = filters.choice(publication)
    st.session_state["choice"] = choice
    with st.container(key="hl_header", horizontal=True, gap="small"):
        style.heading(title)
        if cache.is_demo():
            more = "Bytt dem ut under «Last opp»." if coordinator else "Koordinatoren bytter dem ut under «Last opp»."
            style.banner("Demodata: alle tall er oppdiktet.", more=more)
        if coordinator:
            style.way_out(COORDINATOR, "Til skjermmodus", access.SIGN_OUT_PATH)
        filters.controls(publication, choice)
    filters.remember(choice)
