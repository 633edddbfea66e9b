"""«Kommune»: one municipality's screen on the demo, counted from the workbooks; its ways to the others; no person."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import streamlit as st

from helgelandlegen.privacy import Publication, catalogue
from helgelandlegen.ui import filters
from tests.demo.reading import FILES, PROGRAMME, Book, read, state_after
from tests.pages.counted import Counted, duration, regions
from tests.pages.panels import panels, plain, sentence, strip, view
from tests.pages.test_every_page import PERSONS, RAW
from tests.pages.visiting import Visitor

DAY = date(2026, 9, 30)  # a month end, so that figures about persons are published for it
PER = DAY.isoformat()
RANA, VEFSN, TRAENA, VEGA, HEROY = "1833", "1824", "1835", "1815", "1818"
FIRST, LAST = "1811", "1836"
Visit = Callable[..., Visitor]


def municipalities() -> list[dict[str, str]]:
    """The rows of the programme's file."""
    with (PROGRAMME / "municipalities.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


NUMBERS = {row["name"]: row["number"] for row in municipalities()}


@pytest.fixture(scope="module")
def known() -> Book:
    """What is known after all of the demo's workbooks."""
    return state_after([read(path) for path in FILES])


def opened(visit: Visit, number: str = RANA, state: str = "demo", **more: str) -> Visitor:
    return visit(state).opens("kommune", sted=number, per=PER, **more).sound()


def named(visitor: Visitor) -> str:
    """The municipality that the screen is about, from its heading."""
    [found] = re.findall(r'class="hl-place"[^>]*><b[^>]*>(.*?)</b>', visitor.html)
    return str(found)


def counted(known: Book, *names: str) -> list[str]:
    """A row of the comparison: vacant of posts, over a year, announced, inhabitants, places left, with a locum."""
    told = Counted(known, DAY, names)
    some, every = len(told.vacant), len(told.open)
    return [
        f"{some} av {every}", f"{(200 * some + every) // (2 * every)} %", str(len(told.old)), str(len(told.announced)),
        f"{told.without_doctor:,}".replace(",", " "), f"{told.places_left:,}".replace(",", " "),
        f"{len(told.with_locum)} av {some}" if some else "–",
    ]  # fmt: skip


@pytest.mark.parametrize("number", [RANA, VEFSN, TRAENA, HEROY])
def test_the_comparison_is_counted_in_the_workbooks_for_all_places(visit: Visit, known: Book, number: str):
    row = next(row for row in municipalities() if row["number"] == number)
    names = {other["number"]: other["name"] for other in municipalities()}
    found = panels(opened(visit, number))["compare"].tables[0].by_name
    beside = [names[one] for one in names if one in row["neighbours"].split()]
    assert list(found) == [row["name"], row["sub_region"], "Hele programmet", *beside]
    expected = {name: counted(known, name) for name in (row["name"], *beside)}
    expected |= {row["sub_region"]: counted(known, *regions()[row["sub_region"]]), "Hele programmet": counted(known)}
    told = {name: cells[:2] + cells[2:7] for name, cells in found.items()}
    assert told == expected


def test_the_opening_and_the_strip_are_counted_in_the_workbooks(visit: Visit, known: Book):
    visitor, told = opened(visit, mot="2026-06-30"), Counted(known, DAY, ["Rana"])
    change = len(told.vacant) - len(Counted(known, date(2026, 6, 30), ["Rana"]).vacant)
    said = plain(sentence(visitor))
    assert said.startswith(f"Rana har {len(told.vacant)} ledige av {len(told.open)} fastlegehjemler, ")
    moved = f"{abs(change)} {'flere' if change > 0 else 'færre'} enn 30. juni." if change else "uendret siden 30. juni."
    assert moved in said
    assert f"Lengst ledig: {duration(told.vacant[0].vacant_since(DAY), DAY)}." in said
    assert (f"{len(told.announced)} til er varslet" in said) == bool(told.announced)
    cards = strip(visitor)
    assert (len(cards), cards["Ledige fastlegehjemler"].value) == (6, str(len(told.vacant)))


def test_every_vacant_post_stands_there_with_its_age(visit: Visit, known: Book):
    told = Counted(known, DAY, ["Rana"])
    found = panels(opened(visit))["since"].table
    assert found.column("Stilling")  # by municipality: one row is enough to know that the heading is there
    days = sorted(int(row[found.headings.index("Dager ledig")].replace(" ", "")) for row in found.rows)
    assert days == sorted((DAY - post.vacant_since(DAY)).days for post in told.vacant)


def test_the_status_is_that_of_the_workbook(visit: Visit, known: Book):
    for number in (RANA, VEFSN, "1816"):
        [row] = [row for row in known["Kommunestatus"] if NUMBERS[row["Kommune"]] == number]
        dates = [row["Registrert utdanningsvirksomhet"], row["Samarbeidsavtale"]]
        found = panels(opened(visit, number))["duties"].table.by_name
        written = [f"{day:%d.%m.%Y}" if day and day <= DAY else "nei" for day in dates]
        assert [cells[0] for cells in found.values()] == written, number


def test_the_self_assessments_are_those_of_the_workbook_newest_first(visit: Visit, known: Book):
    rows = [row for row in known["Egenvurdering"] if row["Kommune"] == "Rana" and row["Dato"] <= DAY]
    table = panels(opened(visit))["assessments"].table
    assert [row[0] for row in table.rows] == [f"{d:%d.%m.%Y}" for d in sorted({r["Dato"] for r in rows}, reverse=True)]
    for row in rows:
        place = table.headings.index(row["Kriterium"])
        assert table.by_name[f"{row['Dato']:%d.%m.%Y}"][place - 1] == str(int(row["Vurdering"]))


def test_the_measures_are_the_municipalitys_own(visit: Visit):
    found = panels(opened(visit))["measures"]
    assert found.title == "1 tiltak gjelder bare Rana"
    assert found.table.rows == [["Gruppeveiledning indre", "Faglig", "Innført", "01.01.2023", "250 000"]]
    assert panels(opened(visit, TRAENA))["measures"].title == "Ingen tiltak gjelder bare Træna"


def test_the_official_figures_of_the_municipality_are_there_on_their_own_date(visit: Visit):
    found = panels(opened(visit))["beside_ssb"]
    assert "ved utgangen av 2025" in found.title
    with (PROGRAMME / "observations.csv").open(encoding="utf-8") as file:
        [lists] = [
            r for r in csv.DictReader(file) if (r["indicator"], r["municipality"]) == ("lists_without_doctor", RANA)
        ]
    assert found.table.column("Lister uten fast lege, SSB") == {"Rana": lists["value"]}


def test_the_reporting_status_has_days_and_ages_and_nothing_else(visit: Visit):
    # The demo's third workbook is of 2 November, without this municipality; the second of 19 January.
    found = panels(visit().opens("kommune", sted=TRAENA, per="2026-11-22").sound())["reported"]
    assert found.title == "Rapporterte sist 19. januar, for 10 måneder siden: tallene er gamle"
    assert found.table.by_name["Stillinger"] == ["19.01.2026", "10 måneder", "gammel"]
    fresh = panels(visit().opens("kommune", sted=RANA, per="2026-11-22").sound())["reported"]
    assert fresh.table.by_name["Stillinger"] == ["02.11.2026", "20 dager", "fersk"]
    assert [row[0] for row in fresh.table.rows] == [
        "Stillinger", "Bemanning", "Listetall", "Utdanningsløp", "Kommunestatus", "Egenvurdering"
    ]  # fmt: skip


# ---- what is never told ----


@pytest.mark.parametrize("coordinator", [False, True])
@pytest.mark.parametrize(
    "query",
    [
        {},
        pytest.param({"per": PER}, marks=pytest.mark.slow),
        pytest.param({"per": "2023-06-15", "mot": "2021-01-01", "stilling": "lis1"}, marks=pytest.mark.slow),
    ],
)
def test_no_person_is_sent_of_any_municipality(visit: Visit, coordinator: bool, query: dict[str, str]):
    visitor = visit(coordinator=coordinator)
    for number in NUMBERS.values():
        visitor.opens("kommune", sted=number, **query).sound()
        assert not PERSONS.search(visitor.sent), number
        assert not RAW.search(visitor.text), number
        # The role of the municipality's contact is in the same sheet as its registration.
        assert "Kontaktperson" not in visitor.sent and not re.search(r"Kommuneoverlege\b", visitor.sent), number


def test_no_figure_about_persons_is_ever_asked_for_of_a_municipality(visit: Visit, monkeypatch: pytest.MonkeyPatch):
    asked: list[tuple[str, str]] = []
    for name in ("_one", "course"):
        real = getattr(Publication, name)

        def spy(self: Publication, *given: Any, _real: Any = real, _name: str = name, **more: Any) -> Any:
            group = given[2] if _name == "_one" else (given[1] if len(given) > 1 else "")
            asked.append((given[0], group))
            return _real(self, *given, **more)

        monkeypatch.setattr(Publication, name, spy)
    visitor = visit()
    # Another date than the other tests', so that nothing is remembered.
    for number in (RANA, TRAENA, VEGA):
        visitor.opens("kommune", sted=number, per="2026-08-27").sound()
    persons = {name for name, definition in catalogue().items() if definition.scope == "B"}
    assert {name for name, _ in asked} >= persons | {"vacant_posts"}
    assert not [(name, group) for name, group in asked if name in persons and group in NUMBERS.values()]


def test_two_municipalities_of_a_sub_region_say_the_same_of_persons(visit: Visit):
    one, other, elsewhere = (panels(opened(visit, number))["persons"] for number in (HEROY, TRAENA, RANA))
    assert (one.title, one.tables) == (other.title, other.tables)
    assert one.table.headings == ["Nøkkeltall", "Gjelder Ytre Helgeland", "Gjelder hele programmet"]
    assert elsewhere.table.headings[1] == "Gjelder Indre Helgeland"
    whole = "Gjelder hele programmet"
    assert elsewhere.table.column(whole) == one.table.column(whole)


def test_persons_are_told_as_on_the_figures_own_screen(visit: Visit):
    found = panels(opened(visit))["persons"].table.column("Gjelder hele programmet")
    visitor = visit().opens("nokkeltall", tall="active_trainees", per=PER).sound()
    assert re.search(rf'<p class="hl-value"><b>{found["Leger i spesialisering (ALIS)"]}\b', visitor.html)


def test_no_sheet_about_persons_says_whether_a_municipality_has_used_it(visit: Visit):
    assert not {"Fravær", "Læringsmål"} & panels(opened(visit))["reported"].table.by_name.keys()


# ---- where one is, and the ways to the others ----


def test_the_arrows_lead_through_all_in_the_programmes_order_and_round(visit: Visit):
    visitor = opened(visit, FIRST)
    seen = [named(visitor)]
    for _ in NUMBERS:
        visitor.app.button("step_on").click().run()
        seen.append(named(visitor.sound()))
    assert seen == [*NUMBERS, next(iter(NUMBERS))]
    visitor.app.button("step_back").click().run()
    assert named(visitor.sound()) == list(NUMBERS)[-1]
    assert visitor.query["sted"] == LAST  # the address can be shared from wherever one is


def test_the_buttons_say_where_they_lead_and_which_keys_do(visit: Visit):
    visitor = opened(visit, "1816")
    assert [visitor.app.button(key).label for key in ("step_back", "step_on")] == ["← Vega", "Herøy →"]
    found = dict(re.findall(r'id: ".*?(step_\w+)".*?shortcut: "(\w+)"', visitor.sent, re.DOTALL))
    assert {key.lower() for key in found.values()} == {"left", "right"}


def test_a_tile_and_a_neighbours_name_lead_there(visit: Visit):
    visitor = opened(visit)
    tiles = re.findall(r'<g class="hl-pick-tile" data-pick="\?sted=(\d+)"', visitor.mounted)
    assert sorted(tiles) == sorted(NUMBERS.values())
    assert re.search(r'data-pick="\?sted=1833"[^>]* aria-current="true"', visitor.mounted)
    assert set(re.findall(r'class="hl-pick" data-pick="\?sted=(\d+)"', visitor.mounted)) == {
        "1828",
        "1832",
        "1834",
        "1836",
    }


def test_a_link_brings_place_and_dates_and_the_header_says_so(visit: Visit):
    visitor = opened(visit, VEGA, mot="2026-06-30")
    assert (named(visitor), view(visitor)) == ("Vega", "Vega")
    assert visitor.query == {"sted": VEGA, "per": PER, "mot": "2026-06-30"}


def test_the_place_chosen_on_another_screen_is_the_one_that_is_shown(visit: Visit):
    visitor = visit().opens("ledige-hjemler", sted=VEGA).sound()
    assert named(visitor.opens("kommune").sound()) == "Vega"


@pytest.mark.parametrize("place", ["9999", "1833x", "Rana", "<script>", "'; drop table x; --"])
def test_an_unknown_place_is_named_once_and_leaves_the_address(visit: Visit, place: str):
    visitor = visit().opens("kommune", sted=place).sound()
    assert f"«{place}» er ikke en kommune i programmet. Velg en her." in visitor.text
    assert "<script>" not in visitor.mounted and "sted" not in visitor.query
    visitor.app.run()
    assert "er ikke en kommune" not in visitor.text and "Velg en kommune" in visitor.text


def test_without_a_municipality_one_is_chosen_from_the_tiles(visit: Visit):
    visitor = visit().opens("kommune").sound()
    assert len(re.findall(r'data-pick="\?sted=\d+" role="button"', visitor.mounted)) == len(NUMBERS)
    assert "Velg en kommune" in visitor.text and "hl-place" not in visitor.html
    region = visit().opens("kommune", sted="ytre-helgeland").sound()
    marked = re.findall(r'data-pick="\?sted=(\d+)"[^>]*aria-current', region.mounted)
    assert {NUMBERS[name] for name in regions()["Ytre Helgeland"]} == set(marked)
    assert "er ikke en kommune" not in region.text


def test_picking_chooses_as_the_header_does(monkeypatch: pytest.MonkeyPatch):
    state: dict[str, Any] = {}
    monkeypatch.setattr(st, "session_state", state)
    filters.go_to(RANA)
    assert state == {filters.PLACE: RANA}


# ---- other states, other choices ----


@pytest.mark.parametrize("state", ["empty", "one municipality"])
def test_who_has_reported_nothing_has_no_numbers_and_no_zero(visit: Visit, state: str):
    visitor = opened(visit, RANA, state)
    assert sentence(visitor) == (
        "Det er ingen tall for ledige fastlegehjemler ennå: Rana har ikke rapportert stillinger og bemanning."
    )
    found = panels(visitor)
    assert found["reported"].title == "Ingen rapport per 30. september 2026"
    assert {tuple(row[1:]) for row in found["reported"].table.rows} == {("–", "aldri", "aldri")}
    assert found["duties"].title == "Har ikke rapportert registrering og samarbeidsavtale"
    assert {row[1] for row in found["duties"].table.rows} == {"ingen tall"}
    assert set(found["compare"].tables[0].by_name["Rana"]) == {"ingen tall"}
    assert {card.value for card in strip(visitor).values()} == {"ingen tall"}
    assert not RAW.search(visitor.text)


def test_the_one_that_has_reported_has_its_numbers_beside_silence(visit: Visit):
    found = panels(opened(visit, VEGA, "one municipality"))
    own = found["compare"].tables[0].by_name
    assert re.fullmatch(r"\d av \d", own["Vega"][0]) and own["Hele programmet"][0] == own["Vega"][0]
    assert "Ingen nabokommuner på land" in found["compare"].title
    # Its workbook is of 2 November: it tells of September all the same.
    assert found["reported"].title == "Ingen rapport per 30. september 2026"
    later = panels(visit("one municipality").opens("kommune", sted=VEGA, per="2026-11-22").sound())["reported"]
    assert later.title == "Rapporterte sist 2. november, for 20 dager siden"


def test_other_posts_are_compared_in_what_is_known_of_them(visit: Visit):
    visitor = opened(visit, RANA, stilling="lis1")
    assert "LIS1-stillinger" in sentence(visitor)
    assert panels(visitor)["compare"].tables[0].headings[1:] == [
        "Ledige", "Andel ledige", "Over ett år", "Varslet ledige", "Med vikar"
    ]  # fmt: skip
    assert "beside_ssb" not in panels(visitor)  # SSB counts GPs' lists only


@pytest.mark.parametrize("number", sorted(NUMBERS.values()))
def test_every_municipality_has_a_screen_on_the_first_day_and_today(visit: Visit, number: str):
    visitor = visit()
    for day in ("2019-01-01", "2026-11-22"):
        visitor.opens("kommune", sted=number, per=day).sound()
        assert panels(visitor) and not RAW.search(visitor.text)
