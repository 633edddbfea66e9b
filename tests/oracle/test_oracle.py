"""The oracle against cases worked out by hand. D is a leap day: 12 months before it is 28 February."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest

from . import KPIS, figure
from .figures import median
from .generate import state_of
from .stays import kaplan_meier_median

PROGRAMME = SimpleNamespace(
    municipalities=[
        SimpleNamespace(number=number, name=f"Kommune {number}", sub_region=sub_region)
        for number, sub_region in (("1", "Nord"), ("2", "Nord"), ("3", "Sør"))
    ],
    data_from=date(2019, 1, 1),
)
D = date(2024, 2, 29)


def days(first: date, *offsets: int) -> list[date]:
    return [first + timedelta(days=n) for n in offsets]


def state(held: set[str] | None = None, **sheets: list[dict[str, Any]]) -> dict[str, Any]:
    """Municipalities 1 and 2 (not 3) and the programme have held every sheet."""
    return state_of({"1", "2", ""} if held is None else held, **sheets)


def ask(kpi: str, given: dict[str, Any], as_of: date = D, group: str = "programme") -> Any:
    return figure(kpi, given, PROGRAMME, as_of, group)


def post(number: str = "1", position_id: str = "S", begin: date = date(2010, 1, 1), **more: Any) -> dict[str, Any]:
    kind = {"position_type": "Fastlegehjemmel"} | more
    return {"position_id": position_id, "municipality": number, "valid_from": begin} | kind


def fast(begin: date, end: date | None = None, position_id: str = "S", **more: Any) -> dict[str, Any]:
    values = {"position_id": position_id, "doctor_id": "L", "occupancy": "Fast", "valid_from": begin, "valid_to": end}
    return values | more


def test_kaplan_meier_by_hand_with_ties_and_censoring() -> None:
    lengths = [(5, True), (5, True), (5, False), (8, True), (8, False), (12, True), (15, False)]
    # 5: 7 at risk, 5/7. 8: 4 at risk, 5/7 × 3/4 = 15/28 > ½. 12: 2 at risk, 15/56 ≤ ½.
    assert kaplan_meier_median(lengths) == 12
    assert kaplan_meier_median([(3, True), (3, False), (9, True)]) == 9  # 2/3 on 3: the censored one was at risk
    assert kaplan_meier_median([(1, True), (2, False)]) == 1  # S = ½ is enough
    assert kaplan_meier_median([(1, False), (2, False)]) is None


def test_stays_are_per_municipality_and_begin_on_or_after_the_first_complete_day() -> None:
    posts = [post(), post("2", "T"), post(position_id="U", position_type="LIS1")]
    moved = [fast(date(2018, 12, 31), date(2020, 1, 1)), fast(date(2020, 1, 2), None, "T"), fast(D, None, "U")]
    given = state(position=posts, occupancy=[*moved, fast(date(2019, 1, 1), D, doctor_id="M", occupancy="Vikar")])
    assert ask("retention_24m", given) == (1, 1, 1)  # the one in 1 began a day too early
    assert ask("retention_24m", given, group="1") == (0, 0, None)
    assert ask("median_tenure", given, group="2") == (None, 1, None)


@pytest.mark.parametrize(("gap", "retained"), [(31, (1, 1)), (32, (0, 2))])
def test_a_change_of_office_within_31_days_is_one_stay(gap: int, retained: tuple[int, int]) -> None:
    begin, end = date(2020, 1, 1), date(2021, 6, 30)
    again = end + timedelta(days=gap)
    rows = [fast(begin, end), fast(again, date(2022, 1, 1), "T")]  # 24 months after the first begin, to the day
    given = state(position=[post(), post(position_id="T")], occupancy=rows)
    assert ask("retention_24m", given)[:2] == retained
    assert ask("retention_24m", given, date(2021, 12, 31)) == (0, 0, None)


def test_tenure_is_censored_on_the_day_itself_and_counts_both_ends() -> None:
    ended = fast(date(2024, 1, 1), date(2024, 1, 10), doctor_id="A")
    given = state(position=[post()], occupancy=[ended])
    assert ask("median_tenure", given) == (None, 1, 10 / 365.25)
    assert ask("median_tenure", given, date(2024, 1, 10)) == (None, 1, None)
    assert ask("median_tenure", given, date(2023, 12, 31)) == (None, 0, None)


def test_a_post_is_vacant_from_the_day_after_its_doctor_and_a_locum_does_not_fill_it() -> None:
    locum = fast(D, None, doctor_id="V", occupancy="Vikar")
    given = state(position=[post(), post("2", "T", D, valid_to=D)], occupancy=[fast(date(2011, 1, 1), D), locum])
    assert ask("vacancy_rate", given) == (1, 2, Fraction(1, 2))
    assert ask("locum_cover", given) == (0, 1, 0)
    after = D + timedelta(days=1)
    assert ask("vacancy_rate", given, after) == (1, 1, 1)  # the other post has closed
    assert ask("locum_cover", given, after) == (1, 1, 1)
    assert [ask("long_term_vacant", given, day)[0] for day in days(after, 365, 366)] == [0, 1]


def test_an_occupancy_ends_with_its_post_and_counts_nowhere_if_it_begins_after_it() -> None:
    closed = post(begin=date(2019, 1, 1), valid_to=date(2022, 1, 1))
    outlives, after = fast(date(2019, 1, 1)), fast(date(2022, 1, 2), None, doctor_id="M")
    given = state(position=[closed], occupancy=[outlives, after])
    assert ask("retention_24m", given) == (1, 1, 1)  # M's is no stay
    assert ask("median_tenure", given) == (None, 1, 1097 / 365.25)  # 365 + 366 + 365 + 1 days
    assert ask("time_to_fill", given) == (None, 0, None)
    assert ask("vacancy_rate", given) == (0, 0, None)


def test_announced_is_an_end_within_six_months_without_a_successor_in_an_open_post() -> None:
    limit = date(2024, 8, 29)
    ends = [(D, 0), (D + timedelta(days=1), 1), (limit, 1), (limit + timedelta(days=1), 0)]
    for end, number in ends:
        old = fast(date(2011, 1, 1), end)
        assert ask("announced_vacancies", state(position=[post()], occupancy=[old])) == (number, None, number)
        followed = [old, fast(end + timedelta(days=1), None, doctor_id="M")]
        assert ask("announced_vacancies", state(position=[post()], occupancy=followed))[0] == 0
        closing = state(position=[post(valid_to=end)], occupancy=[fast(date(2011, 1, 1))])
        assert ask("announced_vacancies", closing)[0] == 0


def test_time_to_fill_is_the_median_wait_of_those_who_waited() -> None:
    begun = date(2023, 1, 1)
    rows = [fast(begun, begun), fast(begun + timedelta(days=1), date(2023, 3, 1)), fast(date(2023, 3, 12))]
    rows += [fast(date(2023, 3, 12), None, doctor_id="M"), fast(date(2022, 1, 1), None, "T")]
    posts = [post(begin=date(2022, 12, 28)), post("2", "T", date(2021, 1, 1))]
    # S: 28 December to 1 January 4 days, none, and twice 2 to 12 March, 10 days. T began before D − 24 months.
    assert ask("time_to_fill", state(position=posts, occupancy=rows)) == (None, 3, 10)
    assert median([10, 1, 2, 4]) == 3
    assert median([2, 1]) == Fraction(3, 2)


def test_the_newest_list_of_the_last_twelve_months_counts() -> None:
    counts = [(date(2023, 2, 28), 900), (date(2023, 3, 1), 700), (D + timedelta(days=1), 500)]
    lists = [{"position_id": "S", "counted_on": day, "list_cap": 800, "list_length": n} for day, n in counts]
    vacant = state(position=[post(), post(position_id="T")], list_count=lists)
    assert ask("inhabitants_without_gp", vacant)[0] == 700  # 28 February 2023 is D − 12 months: outside
    assert ask("inhabitants_without_gp", vacant, date(2023, 2, 28))[0] == 900
    filled = state(position=[post()], list_count=lists, occupancy=[fast(date(2020, 1, 1))])
    assert ask("reserve_capacity", filled)[0] == 100
    assert ask("reserve_capacity", filled, date(2023, 2, 28))[0] == 0  # 100 above the cap


def test_candidates_stand_where_their_newest_and_furthest_step_says() -> None:
    old, edge = date(2022, 2, 28), date(2022, 3, 1)  # D − 24 months is outside, the day after inside
    steps = [("A", D, "Kontakt"), ("B", D, "Tilbud"), ("B", D, "Takket nei"), ("C", old, "Søknad")]
    steps += [("E", edge, "Takket ja"), ("F", date(2024, 1, 1), "Tilbud"), ("G", date(2023, 12, 31), "Tilbud")]
    words = {"A": "Ja", "E": "Nei"}
    given = state(
        candidate=[{"candidate_id": who, "local_affiliation": words.get(who, "Ukjent")} for who in "ABCDEFG"],
        candidate_step=[{"candidate_id": who, "step_date": day, "step": step} for who, day, step in steps],
    )
    assert ask("candidates_in_pipeline", given) == (4, None, 4)  # A, E, F, G
    assert ask("local_affiliation", given) == (1, 2, Fraction(1, 2))
    assert ask("offer_acceptance", given) == (0, 2, 0)  # B no, G open for 60 days; F for 59
    assert ask("recruited", given) == (0, None, 0)
    assert ask("recruited", given, group="1") is None


def test_recruited_counts_each_candidate_once_in_a_post_of_the_right_kind_or_none() -> None:
    posts = [post(position_id=kind, position_type=kind) for kind in ("Fastlegehjemmel", "ALIS-stilling", "LIS1")]
    starts = [("A", D, "LIS1"), ("B", D, None), ("C", D, "ALIS-stilling"), ("D", date(2023, 2, 28), "Fastlegehjemmel")]
    starts += [("E", date(2023, 3, 1), "Fastlegehjemmel"), ("E", D, "Fastlegehjemmel")]
    steps = [{"candidate_id": w, "step_date": day, "step": "Startet", "position_id": p} for w, day, p in starts]
    given = state(position=posts, candidate=[{"candidate_id": who} for who in "ABCDE"], candidate_step=steps)
    assert ask("recruited", given) == (3, None, 3)  # B, C, E
    assert ask("lis1_fixed_pathway", given) == (0, 1, 0)


def test_contacts_of_the_last_twelve_months_are_summed_and_an_empty_cell_adds_nothing() -> None:
    seen = [(date(2023, 2, 28), 1), (date(2023, 3, 1), 20), (D, 300), (D, None), (date(2024, 3, 1), 4000)]
    rows = [{"activity_date": day, "activity": "Stand", "place": str(n), "new_contacts": n} for day, n in seen]
    assert ask("outreach_contacts", state(activity=rows)) == (320, None, 320)


def test_money_of_a_month_counts_from_its_last_day() -> None:
    rows = [("2024-02", "1", "100", "99.50"), ("2024-03", "1", "7", "7"), ("2024-01", None, "50", None)]
    given = state(
        economy=[
            {"month": date.fromisoformat(f"{m}-01"), "item": m, "municipality": n, "budget": b, "actual": a}
            for m, n, b, a in rows
        ]
    )
    assert ask("budget_use", given) == (Decimal("99.50"), 100, Fraction(199, 200))
    assert ask("budget_use", given, D - timedelta(days=1), "1") == (0, 0, None)
    assert ask("budget_use", given, group="2") is None


def test_coverage_counts_the_last_95_days_and_every_municipality() -> None:
    reports = [{"report_date": day, "municipality": n} for n, day in zip("123", days(D, -94, -95, 1), strict=True)]
    status: list[dict[str, Any]] = [{"municipality": "1", "registered_on": D}, {"municipality": "2"}]
    given = state(report=reports, municipality_status=status)
    assert ask("reporting_coverage", given) == (1, 3, Fraction(1, 3))
    assert ask("registered_municipalities", given) == (1, 3, Fraction(1, 3))
    assert ask("registered_municipalities", given, group="3") is None  # never held the sheet
    assert ask("reporting_coverage", given, group="3") == (0, 1, 0)
    assert [kpi for kpi in KPIS if ask(kpi, state(held=set()))] == ["reporting_coverage"]


def test_a_municipality_that_never_held_a_sheet_has_no_value_and_adds_nothing_to_its_group() -> None:
    given = state(position=[post(), post("2", "T"), post("2", "U", position_type="LIS1", fixed_pathway=True)])
    given["_held"] = {"position": {"1", "2"}, "occupancy": {"1"}}
    assert ask("vacant_posts", given) == ask("vacant_posts", given, group="Nord") == (1, None, 1)
    assert ask("vacant_posts", given, group="2") is ask("vacant_posts", given, group="Sør") is None
    assert ask("lis1_fixed_pathway", given, group="2") == (1, 1, 1)
