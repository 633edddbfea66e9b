"""«Notat»: whom it is for, what of, which sections, what is looked at, and what is taken away."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
import streamlit as st

from helgelandlegen.ui import briefing_view
from tests.briefing.reading import Document
from tests.pages.visiting import Visitor

Offered = dict[str, Callable[[], bytes]]


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> Offered:
    """The documents that the last run's buttons make, by their names."""
    found: Offered = {}
    draw = st.download_button

    def button(label: str, data: Callable[[], bytes], file_name: str, *rest: Any, **more: Any) -> bool:
        for name in [name for name in found if name.rpartition(".")[2] == file_name.rpartition(".")[2]]:
            del found[name]
        found[file_name] = data
        return draw(label, data, file_name, *rest, **more)

    monkeypatch.setattr(st, "download_button", button)
    return found


def choose(visitor: Visitor, name: str, value: Any) -> Visitor:
    """Chooses in the field of that name."""
    visitor.app.get_by_key(f"briefing_{name}").set_value(value).run()  # type: ignore[union-attr]
    return visitor.sound()


def words(content: bytes) -> str:
    """The text of a PDF."""
    return " ".join(" ".join(page.extract_text() for page in Document(content).reader.pages).split())


def page(visitor: Visitor) -> tuple[int, int]:
    """Which page is looked at, of how many."""
    found = re.search(r'alt="Side (\d+) av (\d+): ', visitor.mounted)
    assert found, visitor.text
    return int(found[1]), int(found[2])


def test_a_section_is_left_out_and_another_commented_and_what_is_seen_is_what_is_taken_away(
    visit: Callable[..., Visitor], offered: Offered
):
    visitor = visit(coordinator=True).opens("notat").sound()
    first, many = page(visitor)
    whole = offered["notat-styringsgruppen-2026-09-17.pdf"]()
    assert (first, many) == (1, len(Document(whole).reader.pages))
    visitor.app.button("briefing_on").click().run()
    assert page(visitor.sound()) == (2, many)
    choose(visitor, "in_steering_risiko", False)
    choose(visitor, "said_steering_okonomi", "Egne ord om pengene.")
    labels = [expander.label for expander in visitor.app.expander]
    assert "Risiko – **utelatt**" in labels and "Økonomi – **med kommentar**" in labels
    (name,) = [name for name in offered if name.endswith(".pdf")]
    said = words(offered[name]())
    assert "Egne ord om pengene." in said and "risikoer er høye" not in said
    # Another page of the app and back: nothing of it is lost.
    labels_before = labels
    visitor.opens("oversikt").opens("notat").sound()
    assert [expander.label for expander in visitor.app.expander] == labels_before
    # Changed words leave the page where it is; another briefing begins with its first.
    visitor.app.button("briefing_on").click().run()
    choose(visitor, "said_steering_okonomi", "Andre ord om pengene.")
    assert page(visitor)[0] == 3
    assert page(choose(visitor, "reader", "oso")) == (1, 2)


def test_one_municipality_gets_its_own_page_for_the_dates_of_the_header(
    visit: Callable[..., Visitor], offered: Offered
):
    visitor = visit(coordinator=True).opens("notat", sted="1833", per="2026-06-30", mot="2025-12-31").sound()
    choose(visitor, "reader", "municipality")
    choose(visitor, "meeting", briefing_view.OWN)
    assert page(visitor) == (1, 1)
    (name,) = [name for name in offered if name.endswith(".pdf")]
    assert name == "notat-rana-2026-06-30.pdf"
    assert "Tallene gjelder 30. juni 2026" in words(offered[name]()).replace("\u00a0", " ")


def test_where_nothing_is_known_it_says_so_and_offers_nothing(visit: Callable[..., Visitor], offered: Offered):
    visitor = visit("empty", coordinator=True).opens("notat").sound()
    assert [error.value.replace("\\", "") for error in visitor.app.warning] == [
        "Det er ingen tall å lage et notat av ennå. Last opp minst én rapport først."
    ]
    assert not offered


def test_it_is_for_the_coordinator(visit: Callable[..., Visitor], offered: Offered):
    visitor = visit().opens("notat").sound()
    assert "Denne siden er for koordinatoren." in visitor.said[0] and not offered
