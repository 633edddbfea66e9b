"""Place, type of posts and period, chosen in the header: what they change, what they leave alone, that they last."""

from __future__ import annotations

import re
from datetime import date, datetime
from urllib.parse import parse_qs

import pytest

from helgelandlegen.privacy import catalogue
from tests.demo.reading import FILES, Book, read, state_after
from tests.pages.counted import Counted, moved, regions
from tests.pages.panels import Grid, numbers, panels, sentence, strip, view
from tests.pages.visiting import Visitor

DAY = date(2026, 9, 30)
PER = DAY.isoformat()
SUBJECTS = ("ledige-hjemler", "rekruttering", "utdanning")
EVERYWHERE = [name for names in regions().values() for name in names]
ABOUT_PERSONS = {definition.title for definition in catalogue().values() if definition.scope == "B"}
ABOUT_LISTS = {"Innbyggere på liste uten fast lege", "Ledige listeplasser"}
OFFICIAL = {"beside_ssb", "share_without", "list_lengths", "inhabitants"}
CHOSEN = {"sted": "1833", "stilling": "lis1", "periode": "2"}


@pytest.fixture(scope="module")
def known() -> Book:
    """What is known after all of the demo's workbooks."""
    return state_after([read(path) for path in FILES])


def tables(visitor: Visitor) -> list[Grid]:
    """All tables of the screen."""
    return [table for panel in panels(visitor).values() for table in panel.tables]


def pick(visitor: Visitor, label: str, value: str) -> Visitor:
    """Chooses in the header's first popover."""
    [pills] = [pills for pills in visitor.app.pills if pills.label == label]
    pills.set_value(value).run()
    return visitor.sound()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({}, "Alle kommuner"),
        ({"sted": "1833"}, "Rana"),
        ({"sted": "ytre-helgeland"}, "Ytre Helgeland"),
        ({"sted": "sor-helgeland", "periode": "5"}, "Sør-Helgeland · siste fem år"),
        ({"stilling": "lis1"}, "Alle kommuner · LIS1-stillinger"),
        (CHOSEN, "Rana · LIS1-stillinger · siste to år"),
    ],
)
def test_the_header_says_what_is_chosen_and_the_address_too(visit, query, words):
    visitor = visit().opens("ledige-hjemler", **query).sound()
    assert (view(visitor), visitor.query) == (words, query)


def test_the_choices_survive_a_change_of_page_and_stand_in_its_address(visit):
    visitor = visit(coordinator=True).opens("oversikt", **CHOSEN)
    for address in (*SUBJECTS, "nokkeltall", "om-tallene", "grunnlag", "oversikt"):
        visitor.opens(address).sound()
        assert visitor.query == CHOSEN, address
        assert view(visitor) == "Rana · LIS1-stillinger · siste to år"


@pytest.mark.parametrize("address", SUBJECTS)
def test_every_figure_of_the_strip_leads_on_with_the_same_choices(visit, address):
    visitor = visit().opens(address, per=PER, mot="2025-12-31", **CHOSEN).sound()
    links = [parse_qs(element.proto.query_string) for element in visitor.app.get("page_link")]
    titles = [catalogue()[link["tall"][0]].title for link in links]
    assert len(links) == len(strip(visitor)) >= 4 and len(set(titles)) == len(titles)
    for link in links:
        kept = {name: values[0] for name, values in link.items() if name != "tall"}
        assert kept == {"per": PER, "mot": "2025-12-31", **CHOSEN}


def test_what_is_picked_stands_in_the_address_and_can_be_taken_back(visit):
    visitor = visit().opens("ledige-hjemler", per=PER)
    everywhere = sentence(visitor)
    assert pick(visitor, "Sted", "1833").query == {"per": PER, "sted": "1833"}
    assert view(visitor) == "Rana" and sentence(visitor) != everywhere
    assert pick(visitor, "Stillinger", "lis1").query == {"per": PER, "sted": "1833", "stilling": "lis1"}
    assert pick(visitor, "Utviklingen vises for", "1").query["periode"] == "1"
    assert view(visitor) == "Rana · LIS1-stillinger · siste år"
    for label in ("Sted", "Stillinger", "Utviklingen vises for"):
        pick(visitor, label, "")
    assert (visitor.query, view(visitor), sentence(visitor)) == ({"per": PER}, "Alle kommuner", everywhere)


def test_an_address_from_the_browsers_history_wins_over_the_session(visit):
    visitor = visit().opens("ledige-hjemler", sted="1833").opens("ledige-hjemler", sted="1813")
    assert view(visitor) == "Brønnøy"
    assert view(visitor.opens("utdanning", sted="1833")) == "Rana"


@pytest.mark.parametrize("address", SUBJECTS)
@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("sted", value) for value in ("9999", "Rana", "<b>1833</b>", "١٨٣٣", "1833 ", "helgelandlegen")),
        *(("stilling", value) for value in ("fastlege", "LIS1", "lis1'--", "None")),
        *(("periode", value) for value in ("0", "-1", "10", "2.5", "to", "²", "9" * 400)),
    ],
)  # fmt: skip
def test_a_choice_that_there_is_not_falls_back_and_leaves_the_address(visit, address, name, value):
    visitor = visit().opens(address, per=PER, **{name: value}).sound()
    assert visitor.query == {"per": PER}
    assert view(visitor) == "Alle kommuner"
    assert visitor.html == visit().opens(address, per=PER).html


def test_a_choice_that_there_is_not_leaves_the_others(visit):
    visitor = visit().opens("ledige-hjemler", sted="1833", stilling="tull", periode="to").sound()
    assert (visitor.query, view(visitor)) == ({"sted": "1833"}, "Rana")


# ---- A municipality, a sub-region ----


@pytest.mark.parametrize("address", SUBJECTS)
def test_the_tables_of_a_municipality_name_no_other(visit, address):
    visitor = visit()
    for number, name in (("1833", "Rana"), ("1815", "Vega"), ("1835", "Træna"), ("1836", "Rødøy")):
        visitor.opens(address, sted=number, per=PER).sound()
        others = set(EVERYWHERE) - {name}
        # The places where an activity was held are places too; they belong to the programme.
        found = {
            cell for table in tables(visitor) if "Sted" not in table.headings for row in table.rows for cell in row
        }
        assert not found & others, name
        assert not any(
            other in title for panel in panels(visitor).values() for title in [panel.title] for other in others
        )


def test_the_tables_of_a_sub_region_name_its_municipalities_and_no_other(visit):
    visitor = visit().opens("ledige-hjemler", sted="ytre-helgeland", per=PER).sound()
    members = set(regions()["Ytre Helgeland"])
    found = {cell for table in tables(visitor) for row in table.rows for cell in row}
    assert found & set(EVERYWHERE) == members
    table = panels(visitor)["municipalities"].table
    assert [row[0] for row in table.rows[-1:]] == ["Ytre Helgeland"] and len(table.rows) == len(members) + 1


def test_the_map_shows_all_municipalities_whatever_is_chosen(visit):
    spoken = panels(visit().opens("ledige-hjemler", sted="1833", per=PER).sound())["map"].spoken[0]
    assert all(f"{name}: " in spoken for name in EVERYWHERE)


@pytest.mark.parametrize("address", ["rekruttering", "utdanning"])
@pytest.mark.parametrize(
    "query", [{"sted": "1833"}, {"stilling": "lis1"}, {"sted": "1815", "stilling": "alis-stilling"}]
)
def test_figures_about_persons_stay_at_the_programme_and_say_so(visit, address, query):
    visitor = visit().opens(address, per=PER).sound()
    whole, said, parted = strip(visitor), sentence(visitor), panels(visitor)
    visitor.opens(address, per=PER, **query).sound()
    found = strip(visitor)
    persons = found.keys() & ABOUT_PERSONS
    assert len(persons) >= 4
    for title in persons:
        assert found[title].value == whole[title].value, title
        if "sted" in query:
            assert found[title].basis == "Gjelder hele programmet", title
    assert sentence(visitor) == said
    for key in ("funnel", "sources", "state", "course", "on_time"):
        if key in parted:
            now = panels(visitor)[key]
            assert (now.title, now.tables) == (parted[key].title, parted[key].tables)
    assert "Tall om personer" in visitor.text


def test_breakdowns_of_persons_say_that_they_hold_for_the_programme(visit):
    visitor = visit().opens("rekruttering", sted="1833", per=PER).sound()
    for key in ("funnel", "sources", "course", "needed"):
        assert any("hele programmet" in note for note in panels(visitor)[key].notes), key
    assert "hele programmet" in " ".join(panels(visitor.opens("utdanning", sted="1833", per=PER))["state"].notes)


def test_figures_about_posts_follow_the_place_and_do_not_say_the_programme(visit, known):
    found = strip(visit().opens("utdanning", sted="1833", per=PER).sound())
    fixed, posts = Counted(known, DAY, ["Rana"]).fixed_pathways
    assert numbers(found["LIS1 i fast utdanningsløp"].value)[0] == round(100 * fixed / posts)
    assert "programmet" not in found["LIS1 i fast utdanningsløp"].basis
    vacancies = strip(visit().opens("ledige-hjemler", sted="1833", per=PER).sound())
    assert not [title for title, card in vacancies.items() if "programmet" in card.basis]


@pytest.mark.parametrize(("query", "said"), [({"sted": "1833"}, "Rana"), ({"stilling": "lis1"}, "LIS1")])
def test_the_panel_ahead_says_whose_posts_it_counts(visit, known, query, said):
    panel = panels(visit().opens("utdanning", **{"per": PER} | query).sound())["ahead"]
    posts = sum(int(row[3]) for row in panel.table.rows if not row[0].startswith("Lege"))
    told = " ".join([panel.title, *panel.notes, *(row[0] for row in panel.table.rows)])
    assert posts == len(Counted(known, DAY).endings) or said in told


# ---- Another type of posts ----


@pytest.mark.parametrize("slug", ["lis1", "alis-stilling", "annen-legestilling"])
def test_other_posts_have_no_official_figures_and_no_lists(visit, slug):
    usual = visit().opens("ledige-hjemler", per=PER).sound()
    assert panels(usual).keys() >= OFFICIAL and strip(usual).keys() >= ABOUT_LISTS
    visitor = visit().opens("ledige-hjemler", per=PER, stilling=slug).sound()
    assert not panels(visitor).keys() & OFFICIAL
    assert not strip(visitor).keys() & ABOUT_LISTS
    assert "SSB" not in visitor.text


@pytest.mark.parametrize("slug", ["lis1", "alis-stilling", "annen-legestilling"])
def test_the_tables_of_other_posts_hold_no_inhabitants(visit, slug):
    visitor = visit().opens("ledige-hjemler", per=PER, stilling=slug).sound()
    for table in tables(visitor):
        for heading in {"Innbyggere uten fast lege", "Innbyggere på listen"} & set(table.headings):
            assert not numbers(" ".join(table.column(heading).values())), table.caption


def test_how_many_candidates_are_needed_is_reckoned_for_gp_posts_or_says_for_which(visit):
    whole = panels(visit().opens("rekruttering", per=PER).sound())["needed"].table.by_name
    found = panels(visit().opens("rekruttering", per=PER, stilling="lis1").sound())["needed"].table.by_name
    assert found.get("Ledige fastlegehjemler") in (None, whole["Ledige fastlegehjemler"])


@pytest.mark.parametrize("place", [{}, {"sted": "1833"}])
@pytest.mark.parametrize("slug", ["lis1", "alis-stilling", "annen-legestilling"])
def test_targets_do_not_apply_to_other_posts(visit, slug, place):
    usual = strip(visit().opens("ledige-hjemler", per=PER).sound())
    assert any("målet" in card.status for card in usual.values())
    visitor = visit().opens("ledige-hjemler", **{"per": PER, "stilling": slug} | place).sound()
    assert {card.status for card in strip(visitor).values()} <= {"Uten mål", "Ikke konkluderbart"}
    assert not re.search(r"Mål: |målet", visitor.text)


def test_a_figure_of_other_posts_says_that_the_target_is_another(visit):
    visitor = visit().opens("nokkeltall", tall="vacant_posts", stilling="lis1", per=PER).sound()
    assert "Ledige LIS1-stillinger" in visitor.text and "Målet gjelder fastlegehjemler." in visitor.text
    assert "høyst 5" not in visitor.text


# ---- The period ----


@pytest.mark.parametrize("years", [1, 2, 5])
def test_courses_begin_with_the_period_and_figures_stay(visit, years):
    courses = {"ledige-hjemler": ["course"], "rekruttering": ["course"], "utdanning": ["on_time", "lis1"]}
    for address, keys in courses.items():
        whole, visitor = visit().opens(address, per=PER).sound(), visit().opens(address, per=PER, periode=str(years))
        first = moved(DAY, -12 * years)
        for key in keys:
            rows = panels(visitor.sound())[key].table.by_name
            days = {text: datetime.strptime(text, "%d.%m.%Y").date() for text in rows}
            assert rows and min(days.values()) >= date(first.year, first.month, 28)
            kept = panels(whole)[key].table.by_name
            assert {text: value for text, value in kept.items() if text in rows} == rows
            assert all(text in rows for text in kept if datetime.strptime(text, "%d.%m.%Y").date() >= first)
        assert {title: card.value for title, card in strip(visitor).items()} == {
            title: card.value for title, card in strip(whole).items()
        }
        assert sentence(visitor) == sentence(whole)


@pytest.mark.parametrize("per", ["2026-09-10", "2025-10-06"])
def test_a_year_of_contacts_is_the_same_in_the_panel_and_in_the_figure(visit, per):
    visitor = visit().opens("rekruttering", per=per).sound()
    contacts = numbers(strip(visitor)["Nye kontakter siste 12 måneder"].value)[0]
    assert numbers(panels(visitor)["outreach"].title)[0] == contacts


def test_a_region_whose_last_number_is_of_long_ago_gives_way_to_the_programmes(visit):
    # The sub-regions' doctors in training were last told of in 2020; the programme's are told of at each date.
    everywhere = card(visit().opens("oversikt").sound(), "Leger i spesialisering (ALIS)")
    region = card(visit().opens("oversikt", sted="ytre-helgeland").sound(), "Leger i spesialisering (ALIS)")
    assert "Gjelder hele programmet" in region and "Gjelder hele programmet" not in everywhere
    assert re.findall(r"<b>(.*?)</b>", region) == re.findall(r"<b>(.*?)</b>", everywhere)
    assert "2020" not in region


def test_the_map_of_the_first_screen_names_the_posts_that_it_shows(visit):
    assert "Ledige hjemler per kommune" in visit().opens("oversikt").text
    text = visit().opens("oversikt", stilling="lis1").sound().text
    assert "Ledige LIS1-stillinger per kommune" in text and "Ledige hjemler per kommune" not in text


def card(visitor: Visitor, title: str) -> str:
    """The HTML of the card with this title."""
    [found] = [part for part in visitor.html.split("<section ")[1:] if f">{title}</div>" in part]
    return found
