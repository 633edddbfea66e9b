"""The three subject screens: what they say is what the demo's workbooks say, counted here from the workbooks."""

from __future__ import annotations

from collections import Counter
from datetime import date
from statistics import median

import pytest

from tests.demo.reading import FILES, Book, read, state_after
from tests.pages.counted import Counted, duration, moved, regions
from tests.pages.panels import numbers, panels, sentence, strip

DAY = date(2026, 9, 30)  # a month end, so that figures about persons are published for it
PER = DAY.isoformat()
BEGIN = date(2019, 1, 1)
EVERYWHERE = [name for names in regions().values() for name in names]
PLACES = {"": EVERYWHERE, "1833": ["Rana"], "1820": ["Alstahaug"], **{
    name: regions()[region]
    for name, region in (("ytre-helgeland", "Ytre Helgeland"), ("sor-helgeland", "Sør-Helgeland"))
}}  # fmt: skip


@pytest.fixture(scope="module")
def known() -> Book:
    """What is known after all of the demo's workbooks."""
    return state_after([read(path) for path in FILES])


@pytest.fixture(scope="module")
def alone() -> Book:
    """The newest of them, for the municipality that alone has reported."""
    return read(FILES[-1])


def chosen(place: str, **more: str) -> dict[str, str]:
    """The query of a place on the day."""
    return {"per": PER} | ({"sted": place} if place else {}) | more


def amount(value: float | None) -> str:
    """«1 234», «455,5»."""
    return "ingen tall" if value is None else f"{value:,.1f}".removesuffix(".0").replace(",", " ").replace(".", ",")


def share(part: int, of: int) -> str:
    """«38 %», half up."""
    return f"{(200 * part + of) // (2 * of)} %" if of else "ingen tall"


def written(day: date) -> str:
    """«01.04.2024»"""
    return day.strftime("%d.%m.%Y")


# ---- Ledige hjemler ----


def tells_of(said: str, told: Counted) -> bool:
    """Whether a sentence tells how many of the posts are vacant, how many for over a year, how many with a locum."""
    vacant, posts, old, locums = (len(of) for of in (told.vacant, told.open, told.old, told.with_locum))
    if vacant == 1:
        rightly = ("over ett år" in said) == bool(old) and ("uten vikar" in said) == (not locums)
        return numbers(said) == [1, posts] and rightly
    return numbers(said) == ([vacant, posts, old, locums] if vacant else [0, posts])


@pytest.mark.parametrize("place", PLACES)
def test_the_sentence_and_the_figures_of_the_vacancies_are_counted_in_the_workbooks(visit, known, place):
    visitor, told = visit().opens("ledige-hjemler", **chosen(place)).sound(), Counted(known, DAY, PLACES[place])
    vacant = len(told.vacant)
    assert tells_of(sentence(visitor), told), sentence(visitor)
    assert "fastlegehjemler" in sentence(visitor)
    values = {title: card.value.partition(" hjem")[0] for title, card in strip(visitor).items()}
    assert values == {
        "Ledige over ett år": amount(len(told.old)),
        "Varslede ledige hjemler neste seks måneder": amount(len(told.announced)),
        "Innbyggere på liste uten fast lege": amount(told.without_doctor),
        "Ledige hjemler med vikar": share(len(told.with_locum), vacant),
        "Dager fra ledig til ny fast lege": amount(told.days_to_fill),
        "Ledige listeplasser": amount(told.places_left),
    }  # fmt: skip


@pytest.mark.parametrize("place", ["", "1833", "ytre-helgeland"])
def test_the_course_of_the_vacancies_is_that_of_the_workbooks_on_every_date(visit, known, place):
    panel = panels(visit().opens("ledige-hjemler", **chosen(place)).sound())["course"]
    course = Counted(known, DAY, PLACES[place]).course(BEGIN)
    assert panel.table.by_name == {written(day): [str(vacant)] for day, vacant in course.items()}
    now, most = course[DAY], max(course.values())
    assert numbers(panel.title)[0] == now
    assert now in (most, min(course.values())) or numbers(panel.title)[1] == most
    message, _, told = panel.spoken[0].partition(". Fra ")
    assert message == panel.title
    assert [n for n in numbers(told) if n < BEGIN.year][:2] == [course[date(2019, 1, 31)], now]


def test_the_table_of_the_municipalities_is_counted_in_the_workbooks(visit, known):
    visitor = visit().opens("ledige-hjemler", per=PER, mot="2025-12-31").sound()
    found, total = panels(visitor)["municipalities"].table.by_name, Counted(known, DAY)
    before = {name: len(Counted(known, date(2025, 12, 31), [name]).vacant) for name in EVERYWHERE}
    for name in (*EVERYWHERE, "Alle kommuner"):
        told = total if name == "Alle kommuner" else Counted(known, DAY, [name])
        vacant, posts = len(told.vacant), len(told.open)
        change = vacant - (sum(before.values()) if told is total else before[name])
        assert found[name] == [
            str(posts), str(vacant), share(vacant, posts), str(len(told.old)), str(vacant - len(told.with_locum)),
            written(told.vacant[0].vacant_since(DAY)) if vacant else "–", amount(told.without_doctor),
            str(len(told.announced)), f"{change:+}".replace("-", "−") if change else "uendret",
        ], name  # fmt: skip
    assert list(found)[-1] == "Alle kommuner" and len(found) == 19
    without = len(total.vacant) - len(total.with_locum)
    assert numbers(panels(visitor)["municipalities"].title) == [without, len(total.vacant)]


def test_the_map_names_where_most_posts_are_vacant(visit, known):
    panel = panels(visit().opens("ledige-hjemler", per=PER).sound())["map"]
    count = {name: Counted(known, DAY, [name]) for name in EVERYWHERE}
    most = max(EVERYWHERE, key=lambda name: len(count[name].vacant))
    some_vacant = sum(bool(told.vacant) for told in count.values())
    assert panel.title.startswith(most)
    assert numbers(panel.title) == [len(count[most].vacant), len(count[most].open), some_vacant, 18]
    for name, told in count.items():
        assert f"{name}: {len(told.vacant)} av {len(told.open)} ledige" in panel.spoken[0]


@pytest.mark.parametrize("place", ["", "1833"])
def test_the_vacant_posts_and_the_known_endings_are_those_of_the_workbooks(visit, known, place):
    shown, told = panels(visit().opens("ledige-hjemler", **chosen(place)).sound()), Counted(known, DAY, PLACES[place])
    rows = {
        (post.row["Kommune"], post.row["Stilling-ID"], written(since), amount((DAY - since).days), locum)
        for post in told.vacant
        for since, locum in [(post.vacant_since(DAY), "Ja" if post.has_locum(DAY) else "Nei")]
    }
    for key in ("since", "rows"):
        table = shown[key].table
        assert {(r[0], r[1], r[4], r[5], r[6]) for r in table.rows} == rows
        assert len(table.rows) == len(told.vacant)
        counted = {name: row["Listelengde"] for name, row in told.lists.items()}
        assert all(r[7] == amount(counted.get(r[1])) for r in table.rows)
    longest = told.vacant[0]
    title = shown["since"].title
    assert longest.row["Kommune"] in title and duration(longest.vacant_since(DAY), DAY) in title
    assert numbers(shown["rows"].title) == [len(told.vacant)]
    soon = {name: "Ja" if name in told.announced else "Nei" for name in told.endings}
    assert {(r[1], r[4], r[5]) for r in shown["ahead"].table.rows} == {
        (name, written(day), soon[name]) for name, day in told.endings.items()
    }
    later = len(told.endings) - len(told.announced)
    assert numbers(shown["ahead"].title) == [len(told.announced)] + [later] * (later > 0)


@pytest.mark.parametrize("place", ["", "1833", "sor-helgeland"])
def test_how_long_it_took_to_fill_and_has_taken_is_counted_in_the_workbooks(visit, known, place):
    panel = panels(visit().opens("ledige-hjemler", **chosen(place)).sound())["fill"]
    told = Counted(known, DAY, PLACES[place])
    ages = [(DAY - post.vacant_since(DAY)).days for post in told.vacant]
    periods, filled = panel.tables
    limits = {
        "Under 3 måneder": 90,
        "3 til 6 måneder": 182,
        "6 til 12 måneder": 365,
        "1 til 2 år": 730,
        "Over 2 år": 10**6,
    }
    below = -1
    for name, most in limits.items():
        lasted = [sum(below < days <= most for days in found) for found in ([d for *_, d in told.fillings], ages)]
        assert periods.by_name[name] == [str(n) for n in lasted]
        below = most
    assert {tuple(row[1:]) for row in filled.rows} == {
        (name, written(since), written(begin), amount(days)) for name, since, begin, days in told.fillings
    }
    assert len(filled.rows) == len(told.fillings)
    middles = {int(days + 0.5) for days in (told.days_to_fill, median(ages))}
    assert middles <= set(numbers(panel.title))


def test_the_operating_forms_are_those_of_the_workbooks(visit, known):
    panel, told = panels(visit().opens("ledige-hjemler", per=PER).sound())["forms"], Counted(known, DAY)
    posts, vacant, locums = (
        Counter(post.row["Driftsform"] or "Ikke oppgitt" for post in found)
        for found in (told.open, told.vacant, told.with_locum)
    )
    assert panel.table.by_name == {
        form: [str(n), str(vacant[form]), share(vacant[form], n), str(locums[form])] for form, n in posts.items()
    }
    most = max(posts, key=lambda form: vacant[form] / posts[form])
    assert most in panel.title and numbers(panel.title.replace(most, "")) == [vacant[most], posts[most]]


@pytest.mark.parametrize(
    ("slug", "post_type", "called"),
    [
        ("lis1", "LIS1", "LIS1-stillinger"),
        ("alis-stilling", "ALIS-stilling", "ALIS-stillinger"),
        ("annen-legestilling", "Annen legestilling", "øvrige legestillinger"),
    ],
)
def test_posts_of_another_type_are_counted_alike(visit, known, slug, post_type, called):
    visitor = visit().opens("ledige-hjemler", per=PER, stilling=slug).sound()
    told = Counted(known, DAY, post_type=post_type)
    assert told.open
    assert tells_of(sentence(visitor).replace("LIS1", "LIS"), told), sentence(visitor)
    assert called in sentence(visitor)
    shown, table = panels(visitor), panels(visitor)["municipalities"].table
    assert shown["course"].table.by_name[written(DAY)] == [str(len(told.vacant))]
    assert {row[1] for row in shown["rows"].table.rows} == {post.row["Stilling-ID"] for post in told.vacant}
    assert {row[1] for row in shown["ahead"].table.rows} == set(told.endings)
    for name in EVERYWHERE:
        own = Counted(known, DAY, [name], post_type)
        assert table.by_name[name][:2] == [str(len(own.open)), str(len(own.vacant))]


# ---- Rekruttering ----


def test_the_sentence_and_the_figures_of_the_candidates_are_counted_in_the_workbooks(visit, known):
    visitor, told = visit().opens("rekruttering", per=PER).sound(), Counted(known, DAY)
    assert numbers(sentence(visitor)) == [told.in_pipeline, told.recruited]
    figures = strip(visitor)
    assert figures["Kandidater i løp"].value == str(told.in_pipeline)
    assert figures["Rekruttert siste 12 måneder"].value == f"{told.recruited} leger"
    assert figures["Nye kontakter siste 12 måneder"].value == str(sum(r["Nye kontakter"] for r in told.activities()))


@pytest.mark.parametrize("query", [{}, {"sted": "1833"}, {"periode": "2"}])
def test_the_contacts_by_kind_of_activity_are_those_of_the_workbooks(visit, known, query):
    shown, told = panels(visit().opens("rekruttering", per=PER, **query).sound()), Counted(known, DAY)
    held = told.activities(moved(DAY, -24)) if query.get("periode") else told.activities()
    kinds: dict[str, list[list[int]]] = {}
    for row in held:
        one = [1, *(row[name] or 0 for name in ("Deltakere", "Nye kontakter", "Kostnad"))]
        kinds.setdefault(row["Aktivitet"], []).append(one)
    sums = {kind: [sum(column) for column in zip(*rows, strict=True)] for kind, rows in kinds.items()}
    table = shown["outreach"].table.by_name
    assert {kind: row[:4] for kind, row in table.items()} == {k: [amount(n) for n in row] for k, row in sums.items()}
    most = max(sums, key=lambda kind: sums[kind][2])
    total = sum(row[2] for row in sums.values())
    assert numbers(shown["outreach"].title) == [total, sums[most][2]]
    assert most.lower() in shown["outreach"].title


def test_the_activities_of_twelve_months_are_those_of_the_workbooks(visit, known):
    panel, told = panels(visit().opens("rekruttering", per=PER).sound())["activities"], Counted(known, DAY)
    rows = sorted(told.activities(), key=lambda row: row["Dato"], reverse=True)
    assert panel.table.rows == [
        [written(r["Dato"]), r["Aktivitet"], r["Sted"], str(r["Nye kontakter"])] for r in rows
    ]  # fmt: skip
    assert numbers(panel.title) == [len(rows)]


def test_how_many_posts_are_to_be_filled_is_counted_in_the_workbooks(visit, known):
    panel, told = panels(visit().opens("rekruttering", per=PER).sound())["needed"], Counted(known, DAY)
    said = panel.table.by_name
    assert said["Ledige fastlegehjemler"] == [str(len(told.vacant))]
    assert said["Varslede ledige neste seks måneder"] == [str(len(told.announced))]
    assert said["Kandidater i løp"] == [str(told.in_pipeline)]
    # As many as it takes for that many to start, at the rate at which those who are done have started.
    started, out = (int(said[name][0]) for name in ("Kandidater som har startet", "Kandidater ute av løpet"))
    need = int(said["Kandidater som trengs"][0])
    posts = len(told.vacant) + len(told.announced)
    assert need * started >= posts * (started + out) > (need - 1) * started
    assert numbers(panel.title) == [need, posts, told.in_pipeline]


# ---- Utdanning ----


def test_the_sentence_and_the_state_of_the_doctors_are_counted_in_the_workbooks(visit, known):
    visitor = visit().opens("utdanning", per=PER).sound()
    assert numbers(sentence(visitor))[0] == Counted(known, DAY).doctors[1]
    assert strip(visitor)["Leger i spesialisering (ALIS)"].value == str(Counted(known, DAY).doctors[1])
    # Told each half-year: the last one is the end of June.
    completed, training, left = Counted(known, date(2026, 6, 30)).doctors
    panel = panels(visitor)["state"]
    assert "30. juni 2026" in panel.title and numbers(panel.title)[-3:] == [completed, training, left]
    assert [row[1] for row in panel.table.rows] == [str(completed), str(training), str(left)]


@pytest.mark.parametrize("place", PLACES)
def test_the_fixed_pathways_and_the_registered_municipalities_are_counted_in_the_workbooks(visit, known, place):
    visitor, told = visit().opens("utdanning", **chosen(place)).sound(), Counted(known, DAY, PLACES[place])
    fixed, posts = told.fixed_pathways
    shown = panels(visitor)
    assert strip(visitor)["LIS1 i fast utdanningsløp"].value == share(fixed, posts)
    if posts:
        assert numbers(shown["lis1"].title.replace("LIS1", "")) == [fixed, posts]
        assert shown["lis1"].table.by_name[written(DAY)] == [share(fixed, posts)]
    many = len(told.places)
    if many > 1:
        assert numbers(shown["registered"].title) == [len(told.registered), many]
    dates = {row["Kommune"]: row["Registrert utdanningsvirksomhet"] for row in known["Kommunestatus"]}
    assert shown["registered"].table.by_name == {
        name: [written(dates[name]) if dates.get(name) else "", "Ja" if name in told.registered else "Nei"]
        for name in told.places
    }


# ---- An empty store, and one municipality alone ----


def test_an_empty_store_says_on_every_screen_that_there_are_no_numbers(visit):
    visitor = visit("empty")
    for address in ("ledige-hjemler", "rekruttering", "utdanning"):
        assert sentence(visitor.opens(address).sound()).startswith("Det er ingen tall")
        assert {card.value for card in strip(visitor).values()} == {"ingen tall"}
    assert set(panels(visitor.opens("ledige-hjemler"))["municipalities"].table.column("Ledige").values()) == {
        "ingen tall"
    }


UNREPORTED = [("empty", {}), ("one municipality", {"sted": "1833"})]


@pytest.mark.parametrize(("state", "query"), UNREPORTED)
def test_where_nobody_has_reported_the_panels_say_that_nothing_is_reported_and_not_that_there_is_none(
    visit, state, query
):
    visitor = visit(state)
    vacancies = panels(visitor.opens("ledige-hjemler", **query).sound())
    for key in ("since", "rows"):
        assert "rapportert" in vacancies[key].title or "ingen tall" in vacancies[key].title.lower(), key
    assert vacancies["map"].title == "Ingen tall ennå"
    recruitment = panels(visitor.opens("rekruttering", **query).sound())
    for key in ("outreach", "activities"):
        assert "registrert" in recruitment[key].title or "ingen tall" in recruitment[key].title.lower(), key


@pytest.mark.parametrize(("state", "query"), UNREPORTED)
def test_where_nobody_has_reported_no_table_of_the_vacancies_counts_none(visit, state, query):
    shown = panels(visit(state).opens("ledige-hjemler", **query).sound())
    assert not [
        key for key in ("fill", "forms", "municipalities") for t in shown[key].tables for r in t.rows if "0" in r
    ]


def test_one_municipality_alone_shows_its_own_posts_and_no_one_elses(visit, alone):
    visitor, told = visit("one municipality").opens("ledige-hjemler", per=PER).sound(), Counted(alone, DAY, ["Vega"])
    assert tells_of(sentence(visitor), told), sentence(visitor)
    shown = panels(visitor)
    assert {row[1] for row in shown["rows"].table.rows} == {post.row["Stilling-ID"] for post in told.vacant}
    assert "Vega" in shown["since"].title and duration(told.vacant[0].vacant_since(DAY), DAY) in shown["since"].title
    table = shown["municipalities"].table.by_name
    assert table["Vega"][:2] == [str(len(told.open)), str(len(told.vacant))]
    assert {tuple(table[name][:3]) for name in EVERYWHERE if name != "Vega"} == {("ingen tall",) * 3}
    assert shown["map"].title.startswith("Vega")
    assert numbers(shown["map"].title) == [len(told.vacant), len(told.open)]


def test_one_municipality_alone_shows_no_group_of_one(visit):
    visitor = visit("one municipality")
    assert sentence(visitor.opens("rekruttering").sound()).startswith("Det er ingen tall")
    figures = strip(visitor.opens("utdanning").sound())
    assert {figures[title].value for title in ("I rute mot læringsmål", "Plan og veileder på plass")} == {"under 5"}
    assert panels(visitor)["ahead"].notes == [] and not panels(visitor)["ahead"].tables
