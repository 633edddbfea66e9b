from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from helgelandlegen.figures import goal_messages, money_messages, partner_messages
from helgelandlegen.figures import project_messages as say
from helgelandlegen.figures.goal_messages import Rated
from helgelandlegen.figures.plan import Known, Milestone, Risk
from tests.figures.sample import NBSP

TODAY, SINCE = date(2026, 11, 22), date(2026, 9, 17)
DUE = date(2026, 12, 31)


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


def milestone(name="Avtalen", due=DUE, forecast=None, completed=None, then=None) -> Milestone:
    return Milestone(name, TODAY, Known(due, forecast, completed), then)


@pytest.mark.parametrize(
    ("one", "late", "slipped"),
    [
        (milestone(), "", "ny siden 17. sep."),
        (milestone(then=Known(DUE)), "", "uendret siden 17. sep."),
        (milestone(due=date(2026, 11, 12), then=Known(date(2026, 11, 12))),
         "10 dager etter fristen, uten prognose", "uendret siden 17. sep."),
        (milestone(forecast=date(2027, 6, 30), then=Known(DUE, DUE)),
         "181 dager (5 måneder) etter fristen", "skjøvet 181 dager (5 måneder) siden 17. sep."),
        (milestone(forecast=date(2026, 12, 1), then=Known(DUE)), "", "framskyndet 30 dager siden 17. sep."),
        (milestone(due=date(2027, 1, 1), forecast=date(2027, 1, 1), then=Known(DUE)),
         "", "skjøvet 1 dag, fristen utsatt 1 dag siden 17. sep."),
        (milestone(completed=date(2026, 10, 1), then=Known(date(2026, 10, 1))), "innen fristen",
         "fullført siden 17. sep."),
        (milestone(due=date(2026, 10, 1), completed=date(2026, 10, 2)), "1 dag etter fristen",
         "fullført og ny siden 17. sep."),
        (milestone(completed=date(2026, 1, 2), then=Known(DUE, None, date(2026, 1, 2))), "innen fristen", ""),
        (milestone(then=Known(DUE, None, date(2026, 1, 2))), "", "sto som fullført siden 17. sep."),
    ],
)  # fmt: skip
def test_lateness_and_slip_are_told_in_days_and_words(one, late, slipped):
    assert plain(say.lateness(one)) == late
    assert plain(say.slip(one, SINCE)) == slipped


LATE = milestone("Finansiering", forecast=date(2027, 3, 1), then=Known(DUE))
LESS = milestone("Plan", forecast=date(2027, 1, 2), then=Known(DUE))
FINE = milestone("Rapport", forecast=DUE, then=Known(DUE, DUE))
DONE = milestone("Oppstart", completed=date(2026, 1, 1), then=Known(DUE, None, date(2026, 1, 1)))


@pytest.mark.parametrize(
    ("found", "since", "words"),
    [
        ([], SINCE, "Ingen milepæler er lagt inn"),
        ([LATE, LESS, FINE, DONE], SINCE,
         "2 av 4 milepæler er forsinket. Mest skjøvet siden 17. september: «Finansiering», 60 dager (2 måneder)"),
        ([FINE, DONE], SINCE, "Ingen av 2 milepæler er forsinket. Ingen er skjøvet siden 17. september"),
        ([LATE, FINE], None, "1 av 2 milepæler er forsinket"),
        ([FINE], None, "Milepælen er i rute"),
        ([milestone()], None, "Milepælen mangler prognose"),
        ([DONE, DONE], None, "Alle 2 milepæler er fullført"),
        ([DONE], None, "Milepælen er fullført"),
    ],
)  # fmt: skip
def test_the_title_of_the_milestones(found, since, words):
    assert plain(say.milestones(found, since)) == words


UP, DOWN, SAME, NEW = (
    Risk(1, "Penger", 4, 5, (3, 4)), Risk(2, "Vikarer", 3, 4, (5, 4)), Risk(3, "Tid", 2, 2, (2, 2)), Risk(4, "Ny", 2, 5)
)  # fmt: skip


@pytest.mark.parametrize(
    ("found", "since", "words"),
    [
        ([], SINCE, "Ingen risikoer er lagt inn"),
        ([UP, DOWN, SAME, NEW], SINCE,
         "3 av 4 risikoer er høye. Siden 17. september har 1 økt og 1 gått ned; 1 er ny"),
        ([SAME, Risk(2, "b", 1, 1, (1, 1))], SINCE,
         "Ingen av 2 risikoer er høye. Ingen har økt eller gått ned siden 17. september"),
        ([UP, SAME], None, "1 av 2 risikoer er høy"),
        ([SAME], None, "Den ene risikoen er lav"),
    ],
)  # fmt: skip
def test_the_title_of_the_risks(found, since, words):
    assert plain(say.risks(found, since, TODAY)) == words


def test_how_a_risk_has_moved():
    turned = Risk(5, "Snudd", 2, 4, (4, 2))
    assert [say.movement(one) for one in (UP, DOWN, SAME, NEW, turned)] == [
        "opp fra 12 til 20", "ned fra 20 til 12", "uendret", "ny", "flyttet, men like stor"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("risks", "without", "words"),
    [
        (0, 0, "Ingen tiltak mot risikoer er lagt inn"), (8, 0, "Alle 8 risikoer har et tiltak"),
        (8, 2, "2 av 8 risikoer mangler tiltak"), (1, 0, "Risikoen har et tiltak"), (1, 1, "Risikoen mangler tiltak"),
    ],
)  # fmt: skip
def test_risks_without_an_answer_are_counted(risks, without, words):
    assert say.answers(risks, without) == words


@pytest.mark.parametrize(
    ("found", "risks", "over", "words"),
    [
        ([], [], None, "Prosjektets egen plan er ikke lagt inn ennå."),
        ([LATE, LESS, FINE, DONE], [UP, DOWN], Decimal("-190813"),
         "2 av de 3 milepælene som gjenstår, er forsinket. Den største risikoen er «Penger» (20 av 25). "
         "Prognosen for 2026 er 190 813 kroner under budsjettet."),
        ([LATE, DONE], [], Decimal(1), "Milepælen som gjenstår, er forsinket. Prognosen for 2026 er 1 krone over "
         "budsjettet."),
        ([DONE], [], Decimal(0), "Alle milepæler er fullført. Prognosen for 2026 er som budsjettet."),
    ],
)  # fmt: skip
def test_the_screens_sentence(found, risks, over, words):
    assert plain(say.opening(found, risks, over, 2026)) == words


def test_what_was_not_known_then_is_said():
    assert plain(say.unknown_then("risikoer", SINCE)) == (
        "Ingen risikoer var lagt inn 17. september 2026, så hva som har endret seg siden, kan ikke sies. "
    )
    assert plain(say.older_done(1, SINCE, TODAY)) == (
        "1 milepæl som ble fullført før 17. september, står bare i tabellen. "
    )
    assert say.older_done(0, SINCE, TODAY) == ""
    assert [say.signed(days) for days in (1181, -30, 0, None)] == ["+1\u00a0181", "−30", "0", None]


# ---- money ----


@pytest.mark.parametrize(
    ("share", "budget", "over", "words"),
    [
        ("0.9", 400, -10,
         "90 % av budsjettet hittil i 2026 er brukt. Prognosen for året er 10 kroner under budsjettet"),
        ("1.1", 400, 10,
         "110 % av budsjettet hittil i 2026 er brukt. Prognosen for året er 10 kroner over budsjettet"),
        ("1", 400, 0, "100 % av budsjettet hittil i 2026 er brukt. Prognosen for året er som budsjettet"),
        (None, 400, 0, "Ingen regnskap for 2026 ennå. Budsjettet for året er 400 kroner"),
    ],
)  # fmt: skip
def test_the_title_of_the_money(share, budget, over, words):
    said = money_messages.money(2026, Decimal(share) if share else None, Decimal(budget), Decimal(over))
    assert plain(said) == words


def test_each_item_tells_its_share_and_its_forecast():
    assert plain(money_messages.item(Decimal("0.96"), Decimal("0.97"))) == "96 % · prognose 97 %"
    assert plain(money_messages.item(None, Decimal(1))) == "uten regnskap · prognose 100 %"
    assert plain(money_messages.item(None, None)) == "uten regnskap"


def test_the_title_of_the_months():
    assert plain(money_messages.money_months(date(2026, 9, 1), 9, 0)) == (
        "Regnskap til og med september: over budsjett i ingen av 9 måneder"
    )
    assert plain(money_messages.money_months(date(2026, 1, 1), 1, 1)) == (
        "Regnskap til og med januar: over budsjett i 1 av 1 måned"
    )
    assert money_messages.money_months(None, 0, 0) == "Ingen måneder har regnskap ennå"
    assert money_messages.partly_accounted(0) == ""
    assert money_messages.partly_accounted(1).startswith("1 måned mangler regnskap")


# ---- measures, anchoring, agreements ----


def test_the_title_of_the_measures_counts_what_is_in_force_and_what_it_costs():
    assert plain(partner_messages.measures(5, 2, 1, 1, Decimal(800))) == (
        "2 tiltak er innført, 1 i gang og 1 planlagt. De som er innført eller i gang, koster 800 kroner i året"
    )
    assert plain(partner_messages.measures(1, 0, 0, 1)) == "1 tiltak er planlagt"
    assert partner_messages.measures(1) == "Tiltaket er avsluttet"
    assert partner_messages.measures(0) == "Ingen tiltak er lagt inn"


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ((0,), "Ingen aktører er lagt inn"),
        ((5, 4, 1, 2), "1 av 4 aktører har avtale, 2 er i dialog"),
        ((2, 2, 0, 0), "Ingen av 2 aktører har avtale"),
        ((1, 1, 0, 1), "Den ene aktøren er i dialog"),
        ((1, 0, 0, 0), "Samarbeidet er avsluttet med alle aktørene"),
    ],
)
def test_the_title_of_the_anchoring(found, words):
    assert partner_messages.anchoring(*found) == words


@pytest.mark.parametrize(
    ("agreed", "lacking", "silent", "words"),
    [
        ([], [], 4, "Ingen kommuner har rapportert avtaler"),
        (["Nordby"], [], 0, "Nordby har samarbeidsavtale"),
        ([], ["Nordby"], 3, "Nordby mangler samarbeidsavtale. 3 kommuner har ikke rapportert"),
        (["Nordby", "Vika"], ["Fjell"], 0, "2 av 3 kommuner har samarbeidsavtale. Fjell mangler"),
        (["Nordby"], ["Vika", "Fjell", "Dalen", "Øya"], 1,
         "1 av 5 kommuner har samarbeidsavtale. Vika, Fjell og 2 til mangler. 1 kommune har ikke rapportert"),
        ([], ["Nordby", "Vika"], 0, "Ingen av 2 kommuner har samarbeidsavtale"),
    ],
)  # fmt: skip
def test_the_title_of_the_agreements_names_who_lacks_one(agreed, lacking, silent, words):
    assert plain(partner_messages.agreements(agreed, lacking, silent)) == words


# ---- goals ----


def test_the_sentence_of_the_goals_counts_what_is_measured_and_how_it_stands():
    statuses = ["på mål", "utenfor", "på mål", "nær", "uten mål", "ikke konkluderbart"]
    assert goal_messages.opening([True, True, False], statuses) == (
        "2 av 3 mål måles. Av 6 nøkkeltall er 2 på mål, 1 nær målet, 1 utenfor målet, 1 uten tallfestet mål og "
        "1 ikke konkluderbart."
    )
    assert goal_messages.told(["ikke konkluderbart", "på mål", "ikke konkluderbart"]) == (
        "1 på mål og 2 ikke konkluderbare"
    )
    assert goal_messages.opening([True], ["nær"]) == "Målet måles. Nøkkeltallet er nær målet."
    assert goal_messages.opening([True, True], ["ikke konkluderbart"] * 3) == (
        "2 av 2 mål måles. Ingen av de 3 nøkkeltallene er konkluderbare."
    )
    assert goal_messages.opening([True, True], ["på mål"] * 3) == "2 av 2 mål måles. Alle 3 nøkkeltall er på mål."
    assert goal_messages.opening([False, False], []) == "Ingen av 2 mål måles."
    assert goal_messages.opening([], []) == "Ingen mål er lagt inn for programmet."
    assert goal_messages.group("ALIS", [True, False], ["på mål"]) == "ALIS: 1 av 2 måles. Nøkkeltall: 1 på mål"
    assert goal_messages.group("ALIS", [False], []) == "ALIS: ingen av 1 måles"


def test_ratings_are_told_by_how_many_are_good_and_never_by_a_mean():
    def low(criterion: str) -> Rated:
        return Rated(criterion, 5, 2, 0.4)

    high, none = Rated("Annet", 5, 4, 0.8), Rated("Tilrettelegging", 0, 0, None)
    assert plain(goal_messages.rated(high)) == "4 av 5 kommuner gir 4 eller 5"
    assert goal_messages.rated(none) == "ingen tall"
    assert plain(goal_messages.ratings([high, low("Tilrettelegging")])) == (
        "Tilrettelegging får færrest gode vurderinger: 2 av 5 kommuner gir 4 eller 5"
    )
    assert goal_messages.ratings([low("Motivasjon"), low("Tilrettelegging"), high]) == (
        "Motivasjon og tilrettelegging får færrest gode vurderinger"
    )
    assert plain(goal_messages.ratings([low("Motivasjon"), low("Tilrettelegging")])) == (
        "Alle kriteriene får like gode vurderinger: 2 av 5 kommuner gir 4 eller 5"
    )
    assert plain(goal_messages.ratings([low("Motivasjon"), none])) == ("Motivasjon: 2 av 5 kommuner gir 4 eller 5")
    assert goal_messages.ratings([]) == "Ingen kommuner har vurdert seg selv"
