"""Kjent da: the figures as the store knew them on an earlier day, beside what is known now, and why they differ."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime

import pytest

from helgelandlegen.subjects import as_known
from helgelandlegen.ui import cache
from helgelandlegen.workbook.history import withdraw
from tests.pages.test_history import send, workbook
from tests.pages.visiting import Visitor


def value(visitor: Visitor, title: str) -> list[str]:
    """What is said of a figure: known then, known now, the difference."""
    row = re.search(rf">{title}</button></th>(.*?)</tr>", visitor.mounted)
    assert row, title
    return re.findall(r"<td[^>]*>(.*?)</td>", row[1].replace("\u00a0", " "))


@pytest.fixture
def coordinator(coordinate: Callable[[str], Visitor]) -> Visitor:
    """Vega reported three vacant posts on the first of March and five on the first of June."""
    visitor = coordinate("empty").opens("historikk").sound()
    send(workbook(3), "mars.xlsx", accepted_at=datetime(2026, 3, 1, 12))
    send(workbook(5), "juni.xlsx", accepted_at=datetime(2026, 6, 1, 12), done_by="Kommuneoverlege")
    return visitor


def test_a_day_between_two_imports_knows_the_first(coordinator: Visitor):
    coordinator.opens("slik-det-var-kjent", kjent="2026-05-31").sound()
    assert value(coordinator, "Ledige fastlegehjemler") == ["3", "5", "+2"]
    assert value(coordinator, "Andel ledige hjemler") == ["100 % (3 av 3)", "100 % (5 av 5)", "uendret"]
    assert value(coordinator, "Kandidater i løp") == ["ingen tall", "ingen tall", "uendret"]
    # Five figures rest on posts and who has them, and more of them are vacant, long vacant, without a locum.
    assert re.search(r"\d av 25 nøkkeltall er annerledes nå enn slik de var kjent 31. mai 2026.", coordinator.text)
    happened = coordinator.html.partition("Importer etter den dagen")[2]
    assert "juni.xlsx" in happened and "Kommuneoverlege" in happened and "mars.xlsx" not in happened


def test_the_newest_day_knows_what_is_known_now(coordinator: Visitor):
    today = cache.store().programme.today().isoformat()
    coordinator.opens("slik-det-var-kjent", kjent=today).sound()
    assert "Alle 25 nøkkeltall er de samme nå som slik de var kjent" in coordinator.text
    assert "Ingen import er tatt inn eller trukket tilbake etter" in coordinator.text


def test_before_the_first_import_nothing_was_known(coordinator: Visitor):
    coordinator.opens("slik-det-var-kjent", kjent="2026-02-28").sound()
    assert coordinator.said == ["Databasen visste ingenting 28. februar 2026. Den første importen kom 1. mars 2026."]
    assert "Nøkkeltall da og nå" not in coordinator.html


def test_a_withdrawal_of_today_does_not_change_what_was_known(coordinator: Visitor):
    assert withdraw(cache.store(), 3, done_by="Koordinator").done
    coordinator.opens("slik-det-var-kjent", kjent="2026-06-01").sound()
    assert value(coordinator, "Ledige fastlegehjemler") == ["5", "3", "−2"]
    assert "Trukket tilbake" in coordinator.html.partition("Importer etter den dagen")[2]


def test_the_rows_of_a_figure_then_and_now(coordinator: Visitor):
    coordinator.opens("slik-det-var-kjent", kjent="2026-05-31", tall="vacant_posts").sound()
    assert "3 kjent 31. mai 2026, 5 nå" in coordinator.text
    assert "3 rader da, 5 nå" in coordinator.text
    table = coordinator.html.partition("3 rader da, 5 nå")[2].partition("</table>")[0]
    known = re.findall(r"<tr><td>(.*?)</td><td>(.*?)</td><td>(.*?)</td>", table)
    assert known == [
        ("bare nå", "Vega", "Vega-4"), ("bare nå", "Vega", "Vega-5"),
        *(("da og nå", "Vega", f"Vega-{n}") for n in (1, 2, 3)),
    ]  # fmt: skip


def test_the_date_of_the_header_and_the_place_are_followed(coordinator: Visitor):
    coordinator.opens("slik-det-var-kjent", kjent="2026-05-31", per="2019-12-31").sound()
    assert value(coordinator, "Ledige fastlegehjemler") == ["0", "0", "uendret"]  # the posts began in 2020
    coordinator.opens("slik-det-var-kjent", kjent="2026-05-31", sted="1811").sound()
    assert value(coordinator, "Ledige fastlegehjemler") == ["ingen tall", "ingen tall", "uendret"]


def test_a_wrong_address_opens_the_page_as_it_is(coordinator: Visitor):
    coordinator.opens("slik-det-var-kjent", kjent="i går").sound()
    assert "nøkkeltall" in coordinator.text
    coordinator.opens("slik-det-var-kjent", tall="finnes_ikke")
    assert coordinator.said == ["Nøkkeltallet «finnes\\_ikke» finnes ikke."]


def test_only_a_few_days_are_kept_and_the_others_closed(coordinator: Visitor):
    seen = []
    for day in range(1, as_known.KEPT + 3):
        visitor = Visitor().opens("slik-det-var-kjent", kjent=f"2026-06-{day:02}").sound()
        assert value(visitor, "Ledige fastlegehjemler")[0] == ("5" if date(2026, 6, day) >= date(2026, 6, 1) else "3")
        seen.append(next(reversed(as_known._known.values())).publication)
    assert len(as_known._known) == as_known.KEPT
    assert [publication._book._closed for publication in seen] == [True] * 2 + [False] * as_known.KEPT
