"""Prosjekt and Måloppnåelse: what they say is what the demo's workbooks say, counted here from the workbooks."""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date

import pytest

from helgelandlegen.privacy import catalogue
from tests.demo.reading import FILES, PROGRAMME, Book, Row, read, state_after
from tests.pages.counted import regions
from tests.pages.panels import numbers, panels, plain, sentence, strip
from tests.pages.test_every_page import PERSONS, RAW

DAY, SINCE = date(2026, 11, 10), date(2026, 9, 17)  # the workbooks were taken in on 19 January and 2 November
CHOSEN = {"per": DAY.isoformat(), "mot": SINCE.isoformat()}
CRITERIA = ("Tilrettelegging", "Motivasjon", "Egen evaluering")


@pytest.fixture(scope="module")
def now() -> Book:
    return read(FILES[-1])


@pytest.fixture(scope="module")
def then() -> Book:
    return read(FILES[-2])


def written(day: date | None) -> str:
    return day.strftime("%d.%m.%Y") if day else ""


def signed(number: int) -> str:
    return f"{number:+,}".replace(",", " ").replace("-", "−").replace("+0", "0")


def expected(row: Row) -> date:
    found: date = row["Fullført"] or row["Prognose"] or row["Frist"]
    return found


def is_late(row: Row) -> bool:
    return not row["Fullført"] and (row["Frist"] < DAY or bool(row["Prognose"] and row["Prognose"] > row["Frist"]))


# ---- Prosjekt ----


def test_every_milestone_stands_in_the_table_with_its_slip_since_the_day_compared_with(visit, now, then):
    table = panels(visit().opens("prosjekt", **CHOSEN).sound())["milestones"].table
    before = {row["Milepæl"]: row for row in then["Milepæler"]}
    assert len(table.rows) == len(now["Milepæler"]) == 12
    slipped, dates = table.column("Glidning i dager"), table.column("Frist")
    for row in now["Milepæler"]:
        name, was = row["Milepæl"], before.get(row["Milepæl"])
        assert dates[name] == written(row["Frist"])
        if was is None or was["Fullført"]:
            assert slipped[name] == "", name
        else:
            assert slipped[name] == signed((expected(row) - expected(was)).days), name
    # At least one of each is there, so that all of this has been looked at.
    assert {value[:1] for value in slipped.values()} >= {"+", "0", ""}


def test_the_milestones_title_and_sentence_count_the_late_ones(visit, now, then):
    visitor = visit().opens("prosjekt", **CHOSEN).sound()
    panel, late = panels(visitor)["milestones"], [row for row in now["Milepæler"] if is_late(row)]
    left = [row for row in now["Milepæler"] if not row["Fullført"]]
    assert numbers(panel.title)[:2] == [len(late), len(now["Milepæler"])]
    assert numbers(sentence(visitor))[:2] == [len(late), len(left)]
    states = Counter(panel.table.column("Status").values())
    assert states["Forsinket"] == len(late) and states["Ferdig"] == len(now["Milepæler"]) - len(left)
    before = {row["Milepæl"]: expected(row) for row in then["Milepæler"]}
    most = max(left, key=lambda row: (expected(row) - before.get(row["Milepæl"], expected(row))).days)
    assert f"«{most['Milepæl']}»" in panel.title
    # The late ones come first, by how late; those that were done before are in the table alone.
    [said] = panel.spoken
    by_lateness = sorted(late, key=lambda row: row["Frist"] - max(expected(row), DAY))
    places = [said.index(row["Milepæl"] + ":") for row in by_lateness]
    assert places == sorted(places)
    assert not [row for row in now["Milepæler"] if row["Fullført"] and f"{row['Milepæl']}:" in said]


def test_the_risks_stand_where_they_stood_and_say_how_they_moved(visit, now, then):
    found = panels(visit().opens("prosjekt", **CHOSEN).sound())
    before = {row["Risiko"]: row["Sannsynlighet"] * row["Konsekvens"] for row in then["Risiko"]}
    rows = {row["Risiko"]: row for row in now["Risiko"]}
    grid = found["risks"].table
    named = dict(zip((row[1] for row in grid.rows), grid.rows, strict=True))
    assert set(named) == set(rows)
    for name, row in rows.items():
        size = row["Sannsynlighet"] * row["Konsekvens"]
        was = before.get(name)
        movement = (
            "ny"
            if was is None
            else "uendret"
            if was == size
            else f"{'opp' if size > was else 'ned'} fra {was} til {size}"
        )
        assert named[name][2:] == [
            str(row["Sannsynlighet"]), str(row["Konsekvens"]), str(size),
            "høy" if size >= 10 else "middels" if size >= 5 else "lav", movement,
        ], name  # fmt: skip
    sizes = [int(row[4]) for row in grid.rows]
    assert sizes == sorted(sizes, reverse=True) and [row[0] for row in grid.rows] == [str(n) for n in range(1, 9)]
    up, down = (
        sum((row["Sannsynlighet"] * row["Konsekvens"] - before[name]) * way > 0 for name, row in rows.items())
        for way in (1, -1)
    )
    assert numbers(found["risks"].title) == [sum(size >= 10 for size in sizes), 8, 17, up, down]
    listed = {row[1]: row[2:] for row in found["answers"].table.rows}
    assert listed == {name: [row["Tiltak"], row["Ansvarlig"]] for name, row in rows.items()}


def amount(value: float) -> str:
    return f"{value:,.0f}".replace(",", " ")


def test_the_money_by_item_is_what_the_workbook_says_and_the_forecast_keeps_to_its_rule(visit, now):
    visitor = visit().opens("prosjekt", **CHOSEN).sound()
    panel = panels(visitor)["money"]
    rows = [row for row in now["Økonomi"] if row["Måned"].year == 2026]
    budget, forecast = 0.0, 0.0
    for item in {row["Post"] for row in rows}:
        own = [row for row in rows if row["Post"] == item]
        paid = [row for row in own if row["Regnskap"] is not None]
        so_far, whole = sum(row["Budsjett"] for row in paid), sum(row["Budsjett"] for row in own)
        actual = sum(row["Regnskap"] for row in paid)
        ahead = actual + whole - so_far
        budget, forecast = budget + whole, forecast + ahead
        share = f"{int(100 * actual / so_far + 0.5)} %"
        assert panel.table.by_name[item] == [amount(n) if not isinstance(n, str) else n for n in (
            so_far, actual, share, whole, ahead
        )], item  # fmt: skip
    assert numbers(panel.title)[-1] == numbers(sentence(visitor))[-1] == abs(round(forecast - budget))
    assert "under budsjettet" in panel.title and forecast < budget
    assert any("regnskapet så langt og budsjettet for månedene" in note for note in panel.notes)


def test_the_months_of_the_year_are_those_of_the_workbook(visit, now):
    panel = panels(visit().opens("prosjekt", **CHOSEN).sound())["months"]
    budgets: Counter[int] = Counter()
    accounts: Counter[int] = Counter()
    for row in now["Økonomi"]:
        if row["Måned"].year == 2026:
            budgets[row["Måned"].month] += row["Budsjett"]
            accounts[row["Måned"].month] += row["Regnskap"] or 0
    assert [row[1:3] for row in panel.table.rows] == [
        [amount(budgets[month]), amount(accounts[month]) if accounts[month] else "–"] for month in range(1, 13)
    ]
    assert numbers(panel.title) == [sum(accounts[m] > budgets[m] for m in budgets if accounts[m]),
                                    sum(bool(n) for n in accounts.values())]  # fmt: skip


def test_measures_and_anchoring_say_what_has_changed(visit, now, then):
    found = panels(visit().opens("prosjekt", **CHOSEN).sound())
    for key, sheet, name in (("measures", "Tiltak", "Tiltak"), ("anchoring", "Forankring", "Aktør")):
        before = {row[name]: row["Status"] for row in then[sheet]}
        table = found[key].table
        change = table.column("Siden 17. sep.")
        assert set(change) == {row[name] for row in now[sheet]}
        for row in now[sheet]:
            was = before[row[name]]
            assert change[row[name]] == ("uendret" if was == row["Status"] else f"var {was[0].lower()}{was[1:]}")
            assert table.column("Status")[row[name]] == row["Status"]
    assert "uendret" in found["measures"].table.column("Siden 17. sep.").values()
    assert len(set(found["measures"].table.column("Siden 17. sep.").values())) > 1


@pytest.mark.parametrize("place", ["", "1835", "ytre-helgeland"])
def test_the_agreements_follow_the_place_and_those_that_lack_one_come_first(visit, place):
    visitor = visit().opens("prosjekt", **CHOSEN, **({"sted": place} if place else {})).sound()
    panel, known = panels(visitor)["agreements"], state_after([read(path) for path in FILES])
    places = {"": [n for names in regions().values() for n in names], "1835": ["Træna"]}
    wanted = places.get(place) or regions()["Ytre Helgeland"]
    rows = {row["Kommune"]: row for row in known["Kommunestatus"] if row["Kommune"] in wanted}
    assert panel.table.by_name == {
        name: [written(row[key]) or "mangler" for key in ("Registrert utdanningsvirksomhet", "Samarbeidsavtale")]
        for name, row in rows.items()
    }
    agreed = [row[2] != "mangler" for row in panel.table.rows]
    assert agreed == sorted(agreed)
    if len(rows) > 1:
        assert numbers(panel.title)[:2] == [sum(agreed), len(rows)]
    assert ("Avtalene følger valget av kommune." in visitor.text) == bool(place)
    assert len(panels(visitor)["milestones"].table.rows) == 12  # the plan is the programme's, whatever the place


def test_before_anything_was_known_the_screen_says_so_and_shows_no_slip(visit):
    found = panels(visit().opens("prosjekt", per="2023-12-31", mot="2023-09-21").sound())
    assert found["milestones"].title == "Ingen milepæler er lagt inn"
    # The first workbook came on 15 January 2024: the day before, nothing can be compared with.
    visitor = visit().opens("prosjekt", per="2024-02-29", mot="2023-12-07").sound()
    panel = panels(visitor)["milestones"]
    assert "Ingen milepæler var lagt inn 7. desember 2023" in " ".join(panel.notes)
    assert "Vist slik det var kjent 29. februar 2024." in " ".join(panel.notes)
    assert not any("Glidning" in heading for heading in panel.table.headings)
    assert "skjøvet" not in panel.spoken[0]


def test_an_empty_store_says_what_is_missing_in_words(visit):
    visitor = visit("empty").opens("prosjekt").sound()
    assert sentence(visitor) == "Prosjektets egen plan er ikke lagt inn ennå."
    titles = {key: panel.title for key, panel in panels(visitor).items()}
    assert titles["milestones"] == "Ingen milepæler er lagt inn"
    assert titles["risks"] == "Ingen risikoer er lagt inn"
    assert titles["measures"] == "Ingen tiltak er lagt inn"
    assert titles["anchoring"] == "Ingen aktører er lagt inn"
    assert titles["agreements"] == "Ingen kommuner har rapportert avtaler"
    assert {card.value for card in strip(visitor).values()} == {"ingen tall"}


def test_one_municipality_alone_is_named_and_the_others_have_not_reported(visit):
    panel = panels(visit("one municipality").opens("prosjekt").sound())["agreements"]
    assert panel.title == "Vega har samarbeidsavtale. 17 kommuner har ikke rapportert"
    table = panel.table
    assert table.rows[0][0] == "Vega"
    assert sum(row[1:] == ["ikke rapportert"] * 2 for row in table.rows) == 17


@pytest.mark.parametrize("query", [{}, CHOSEN, {"sted": "1833"}, {"per": "2023-01-31"}, {"per": "2019-06-30"}])
@pytest.mark.parametrize("address", ["prosjekt", "maloppnaelse"])
def test_no_person_is_sent_and_what_is_told_of_candidates_is_what_their_own_screen_tells(visit, address, query):
    visitor = visit(coordinator=True).opens(address, **query).sound()
    assert not PERSONS.search(visitor.sent)
    assert not RAW.search(visitor.text)
    if address == "prosjekt":
        told = panels(visitor)["sources"]
        assert told == panels(visitor.opens("rekruttering", **query).sound())["sources"]
        small = [n for row in told.tables[0].rows[:-1] for n in row[-1:]] if told.tables else []
        assert not [n for n in small if 0 < int(n) < 5]


# ---- Måloppnåelse ----


def declared() -> list[dict[str, str]]:
    with (PROGRAMME / "goals.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_every_goal_is_measured_by_something_there_is_or_by_nothing_and_has_a_source():
    for row in declared():
        assert row["group"] and row["goal"] and row["source"]
        measures = [part for part in row["measured_by"].split(";") if part]
        assert set(measures) <= {*catalogue(), *CRITERIA}, row["goal"]
    groups = Counter(row["group"] for row in declared())
    assert list(groups.values())[1:] == [4, 4, 4]


@pytest.mark.parametrize("state", ["demo", "empty", "one municipality"])
def test_every_goal_stands_with_what_measures_it_or_the_plain_words(visit, state):
    visitor = visit(state).opens("maloppnaelse").sound()
    rows = [row for key, panel in panels(visitor).items() if key.startswith("goals_") for row in panel.table.rows]
    wanted = []
    for row in declared():
        for measure in row["measured_by"].split(";"):
            title = f"Kommunenes egenvurdering: {measure.lower()}" if measure in CRITERIA else ""
            title = title or (catalogue()[measure].title if measure else "måles ikke")
            wanted.append([row["goal"], title])
    assert [row[:2] for row in rows] == wanted
    assert all(row[2] == "–" for row in rows if row[1] == "måles ikke")
    if state == "empty":
        figures = [row for row in rows if row[1] != "måles ikke"]
        assert {row[2] for row in figures} == {"ingen tall"}
        assert {row[3] for row in figures} == {"", "Ikke konkluderbart"}
    measured = sum(bool(row["measured_by"]) for row in declared())
    assert numbers(sentence(visitor))[:2] == [measured, len(declared())]


def test_a_goals_value_and_status_are_those_of_the_figures_own_screen(visit):
    visitor = visit().opens("maloppnaelse", per="2026-09-30", sted="1833").sound()
    rows = {row[1]: row for key, p in panels(visitor).items() if key.startswith("goals_") for row in p.table.rows}
    title = catalogue()["lis1_fixed_pathway"].title
    value, status = rows[title][2].split(" (")[0], rows[title][3]
    card = strip(visit().opens("utdanning", per="2026-09-30", sted="1833").sound())[title]
    assert (value, status) == (card.value, card.status)
    # Persons are not told of a municipality.
    assert "hele programmet" in rows[catalogue()["recruited"].title][2]


def test_a_goals_figure_opens_its_own_screen_with_the_same_dates(visit):
    visitor = visit().opens("maloppnaelse", per="2026-09-30").sound()
    offered = set(re.findall(r'class="hl-pick" data-pick="nokkeltall\?tall=(\w+)"', visitor.mounted))
    wanted = {part for row in declared() for part in row["measured_by"].split(";") if part} - set(CRITERIA)
    assert offered == wanted
    visitor.picks("nokkeltall?tall=recruited").sound()
    assert visitor.address == "nokkeltall"
    assert visitor.query == {"per": "2026-09-30", "tall": "recruited"}


def test_the_municipalities_ratings_are_counted_in_the_workbooks_and_never_averaged(visit):
    panel = panels(visit().opens("maloppnaelse", per="2026-11-10").sound())["ratings"]
    known = state_after([read(path) for path in FILES])
    newest: dict[tuple[str, str], tuple[date, int]] = {}
    for row in known["Egenvurdering"]:
        key, this = (row["Kommune"], row["Kriterium"]), (row["Dato"], row["Vurdering"])
        newest[key] = max(newest.get(key, this), this)
    spread, each = panel.tables
    for criterion in CRITERIA:
        given = [rating for (_, c), (_, rating) in newest.items() if c == criterion]
        assert spread.by_name[criterion] == [str(given.count(n)) for n in range(1, 6)] + [str(len(given))]
        for (name, c), (_, rating) in newest.items():
            if c == criterion:
                assert each.column(criterion)[name] == str(rating)
    assert "median" not in plain(panel.title + " ".join(panel.notes)) and "snitt" not in panel.title
