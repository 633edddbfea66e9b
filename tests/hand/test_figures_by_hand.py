"""All figures of the small workbook (workbook.py), worked out by hand from the definitions of the figures.

A count is written `2`, a share `"2/3"` (`"0/0"` has no value), a median `(days, number of rows)`.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from helgelandlegen import kpis, programme
from helgelandlegen.__main__ import main
from helgelandlegen.database import Store
from helgelandlegen.queries import CURRENT, Reader, known_at
from helgelandlegen.workbook.imports import Outcome
from tests.hand.workbook import (
    AURVIK,
    BJORNES,
    CEDERVAG,
    CORRECTION,
    DALSUND,
    DAY,
    MAIN,
    NEWCOMER,
    NORTH,
    PROGRAMME,
    SOUTH,
    book,
    imported,
)

Expected = int | float | str | tuple[float | None, int] | None
GROUPS = (kpis.PROGRAMME, NORTH, SOUTH, AURVIK, BJORNES, CEDERVAG, DALSUND)
YEAR = 365.25
HALF_LEFT = date(2021, 5, 31)
FIRST = datetime(2024, 3, 5, 12)  # UTC, when the workbook is accepted


def of(whole: Expected, *groups: Expected) -> dict[str, Expected]:
    """Programme, Nord, Sør, Aurvik, Bjørnes, Cedervåg; Dalsund, which has never reported, has no value unless given."""
    given = (whole, *groups, *[None] * (len(GROUPS) - 1 - len(groups)))
    return dict(zip(GROUPS, given, strict=True))


ON_THE_DAY: dict[str, dict[str, Expected]] = {
    # GP posts open on the day: A1 A2 A3 · B1 (closes that day) B2 B3 · C1 C4. C2 closed the day before, C3 is no GP
    # post. Permanent doctors: A1 (her last day), B1 (ends with the post), B2, B3, C4. Vacant: A2, A3 · – · C1 (the
    # doctor comes the day after).
    "vacant_posts": of(3, 2, 1, 2, 0, 1),
    "vacancy_rate": of("3/8", "2/6", "1/2", "2/3", "0/3", "1/2"),
    # Vacant since: A2 1.3.2022: 365 to 1.3.2023 and 365 more to the day. A3 1.3.2023: 365 to the day (366 to 1.3.2024),
    # which is not more than 365. C1 has never had a doctor, so since its first day 1.9.2023, 181 days.
    "long_term_vacant": of(1, 1, 0, 1, 0, 0),
    # Ends within (29.2., 29.8.2024]: B2 on 29.8., the next comes 31.8. and 30.8. is uncovered: yes. B3 on 30.6.,
    # covered from 1.7.: no. A1 ends on the day itself, B1 with its post: no.
    "announced_vacancies": of(1, 1, 0, 0, 1, 0),
    # Counts within (28.2.2023, 29.2.2024]: A2 only on 28.2.2023: none. A3 650 on the day (700 is older, 500 later).
    # C1 310.
    "inhabitants_without_gp": of(960, 650, 310, 650, 0, 310),
    # A2's locum has the day as the last, A3's the day before. C1 has none. Bjørnes has no vacant post.
    "locum_cover": of("1/3", "1/2", "0/1", "1/2", "0/0", "0/1"),
    # Began within (28.2.2022, 29.2.2024] after a vacancy: B2 on 1.3.2022, vacant from 1.1.: 31 + 28 = 59. C4 on
    # 11.1.2023, vacant from 1.1.: 10. B3 began on 28.2.2022: too old. Two rows: (59 + 10) / 2 = 34.5.
    "time_to_fill": of((34.5, 2), (59, 1), (10, 1), (None, 0), (59, 1), (10, 1)),
    # A1 1000 − 940 = 60 (counted 1.3.2023: just within). B1 no count. B2 1100 − 1150 < 0: 0. B3 900 − 870 = 30. C4 the
    # newest: 1000 − 985 = 15.
    "reserve_capacity": of(105, 90, 15, 60, 30, 15),
    # Newest step on the day, within (28.2.2022, 29.2.2024]: K01 Kontakt (1.3.2022), K03 Tilbud (furthest of two that
    # day), K04 Tilbud, K05 Tilbud, K07 Tilbud (after the no), K12 Interessert. Out: K02 too old, K06 K08 K09 K10
    # Startet, K11 Trukket seg (further down than Takket ja).
    "candidates_in_pipeline": of(6),
    # Of those: Ja K01, K05; Nei K03, K07, K12; Ukjent K04.
    "local_affiliation": of("2/5"),
    # First offer within 24 months: yes K06, K08 (that of 1.12.2022, started), K11; no K07; open K04, 60 days old.
    # K03 is 50 and K05 59 days old: not counted. 3 / (3 + 1 + 1).
    "offer_acceptance": of("3/5"),
    # Within (28.2.2023, 29.2.2024]: K06 twice, once counted (ALIS post, GP post); K09 without a post. K08 on 28.2.2023
    # is too old, K10 has a LIS1 post.
    "recruited": of(2),
    # A4 (Ja, closes that day), B5 (Nei). Cedervåg has no LIS1 post.
    "lis1_fixed_pathway": of("1/2", "1/2", "0/0", "1/1", "0/1", "0/0"),
    # T2, T7 · – · T6, T9 (began that day). T1 completed and T8 left the day before.
    "active_trainees": of(4, 2, 2, 2, 0, 2),
    # Due within (28.2.2021, 29.2.2024] (see test_due_dates_by_hand): T1 28.2.2024, completed on that day: on time.
    # T2 29.2.2020 + 48 months = 29.2.2024, not completed. T3 1.6.2023, left. T4 18.4.2023, completed 19.4.: a day late.
    # T5 1.1.2023, completed before: on time. T6 due 2026, T7 and T8 2027, T9 2029.
    "on_time_completion": of("2/5", "1/4", "1/1", "1/2", "0/2", "1/1"),
    # The same: T1, T4, T5 have completed.
    "completed_share": of("3/5", "2/4", "1/1", "1/2", "1/2", "1/1"),
    # Began on 28.2.2022 or before: T1 T2 · T3 T4 · T5 T6 T8. T3 left 31.5.2020, a day before two years; T8 left on the
    # very day of the two years, which is not before it. T7's two years are reached on 1.3.2024.
    "dropout_share": of("1/7", "1/4", "0/3", "0/2", "1/2", "0/3"),
    # A count within (29.8.2023, 29.2.2024]: T2's is of 29.8.: left out. T7: 1.3.2022 – 18.2.2024, both included, are
    # 731 − 12 + 1 = 720 days of the 1826 to 1.3.2027; 0.9 × 913 × 720/1826 = 324 exactly: on track. T6: 1521 days ×
    # 0.8 = 1216.8 of 1827; 0.9 × 998 × 1216.8/1827 = 598.2 > 598: not. T9: no service yet then, 0 ≥ 0: on track.
    "on_track": of("2/3", "1/1", "1/2", "1/1", "0/0", "1/2"),
    # T2: plan revised 28.2.2023, a day too old. T7: supervisor from 1.3.2024. T6: supervisor that day, plan of
    # 1.3.2023: yes. T9: an old plan, revised that day: yes.
    "plan_and_supervisor": of("2/4", "0/2", "2/2", "0/2", "0/0", "2/2"),
    # Aurvik that day, Bjørnes the day after, Cedervåg not. Dalsund is a municipality without a report.
    "registered_municipalities": of("1/4", "1/2", "0/2", "1/1", "0/1", "0/1"),
    # Stays begun within 1.1.2019 – 28.2.2022: L02 29.2.2020 – 28.2.2022, whose two years end on its last day: yes. L08
    # 28.2.2022 –: yes. L14 1.1.2019 – 30.11.2022 (joined over 31 days): yes. L15 1.1. – 30.5.2021 and 1.7.2021 –
    # 31.12.2022 (32 days apart): no, no. L04 began 31.12.2018; L06's two years end on 1.3.2024.
    "retention_24m": of("3/5", "2/2", "1/3", "1/1", "1/1", "1/3"),
    # Days, both ends included; e ended before the day, c still there: L02 731 e · L06 1.3.2022 – 29.2.2024 731 c, L08
    # 732 c · L14 365 + 366 + 365 + 334 = 1430 e, L15 150 e and 549 e, L16 365 + 31 + 19 = 415 c.
    # All 7: 150 e 6/7; 415 c; 549 e × 4/5 = 24/35; 731 e × 3/4 (before the c of 731) = 18/35 > 1/2; 1430 e 0: 1430.
    # Nord: 731 e 2/3, then only c: not reached. Cedervåg: 150 e 3/4; 415 c; 549 e × 1/2 = 3/8: 549.
    "median_tenure": of(
        (1430 / YEAR, 7), (None, 3), (549 / YEAR, 4), (731 / YEAR, 1), (None, 2), (549 / YEAR, 4)
    ),
    # Booked, month ended by 29.2.: 90000.50 + 110000 without municipality, Aurvik 5000.25 of 20000, Cedervåg 750 of 0.
    # 90000.50 + 110000 + 5000.25 + 750 = 205750.75 of 100000 + 100000 + 20000 + 0. The sheet has no row for the others.
    "budget_use": of(
        "205750.75/220000", "5000.25/20000", "750/0", "5000.25/20000", "0/0", "750/0", "0/0"
    ),
    # Within (28.2.2023, 29.2.2024]: 7 + nothing given + 5.
    "outreach_contacts": of(12),
    # 94 days: fresh. 95: 29.2.2024 − 95 days is outside (D − 95, D]. 96: no. Dalsund: no report.
    "reporting_coverage": of("1/4", "1/2", "0/2", "1/1", "0/1", "0/1", "0/1"),
}  # fmt: skip

# For the programme on other days.
ON_OTHER_DAYS: dict[date, dict[str, Expected]] = {
    date(2009, 12, 31): {  # before anything
        "vacant_posts": 0,
        "vacancy_rate": "0/0",
        "locum_cover": "0/0",
        "time_to_fill": (None, 0),
        "median_tenure": (None, 0),
        "on_time_completion": "0/0",
        "active_trainees": 0,
        "budget_use": "0/0",
        "registered_municipalities": "0/4",
    },
    # Lengths: L02 731 c (her last day), L08 1 c, L14 365 + 366 + 365 + 59 = 1155 c, L15 150 e, and 184 + 59 = 243 c.
    # 150 e 3/4 (of four; L08 is below), then only c.
    date(2022, 2, 28): {"median_tenure": (None, 5)},
    # L06 is new. L02 is 731 e: 3/4 × 1/2 (of L02 and L14).
    date(2022, 3, 1): {"median_tenure": (731 / YEAR, 6)},
    # Six months on is 29.2.2024, the last day of February, where A1's doctor ends; B1 ends with its post.
    date(2023, 8, 31): {"announced_vacancies": 1, "vacancy_rate": "3/8"},
    # Six months on is 28.2.2024.
    date(2023, 8, 28): {"announced_vacancies": 0},
    # C1 opens: A2 A3 C1 C2 of A1–A3 B1–B3 C1 C2 C4.
    date(2023, 9, 1): {"vacancy_rate": "4/9"},
    date(2024, 2, 27): {
        # T1 T2 · – · T6 T8 and T7: five, before T1 completes and T8 leaves.
        "active_trainees": 5,
        # T8's two years end the day after: T1 T2 T3 T4 T5 T6.
        "dropout_share": "1/6",
        # L08's two years end the day after: L02 yes, L14 yes, L15 no, no.
        "retention_24m": "2/4",
    },
    date(2024, 2, 28): {
        # C2 is open on its last day, without a doctor since 1.12.2022: A2 A3 C1 C2 of A1–A3 B1–B3 C1 C2 C4.
        "vacant_posts": 4,
        "vacancy_rate": "4/9",
        # A2; C2 since 1.12.2022: 365 + 31 + 31 + 27 = 454 days. A3: 364.
        "long_term_vacant": 2,
        # A1 ends on 29.2. and the post goes on: yes. B1 ends with its post: no. B2: 29.8. is after 28.8.
        "announced_vacancies": 1,
        # A2's and A3's (its last day).
        "locum_cover": "2/4",
        # T1 completed and T8 left that day; T9 has not begun: T2 T6 T7.
        "active_trainees": 3,
        # T1, T5 of T1 T3 T4 T5; T2 is due the day after.
        "on_time_completion": "2/4",
        "dropout_share": "1/7",
        "retention_24m": "3/5",
        # February has not ended: January's 90000.50.
        "budget_use": "90000.5/100000",
        # 93, 94 and 95 days.
        "reporting_coverage": "2/4",
        # Aurvik is registered the day after.
        "registered_municipalities": "0/4",
    },
    date(2024, 3, 1): {
        # A1's doctor has left, B1 is closed, C1's doctor has come: A1 A2 A3 of A1 A2 A3 B2 B3 C1 C4.
        "vacant_posts": 3,
        "vacancy_rate": "3/7",
        # A2, and A3 with 366 days.
        "long_term_vacant": 2,
        # B2: 29.8. within (1.3., 1.9.].
        "announced_vacancies": 1,
        # A1's count of 1.3.2023 is a day too old, A2's too; A3 500 that day.
        "inhabitants_without_gp": 500,
        "locum_cover": "0/3",
        # B2 0, B3 30, C1 1000 − 310 = 690, C4 15.
        "reserve_capacity": 735,
        # B2's of 1.3.2022 is a day too old. C4 10; C1 181 + 1 = 182: (10 + 182) / 2.
        "time_to_fill": (96, 2),
        # K01 falls out: K03 K04 K05 K07 K12. Ja K05; Nei K03 K07 K12.
        "candidates_in_pipeline": 5,
        "local_affiliation": "1/4",
        # K05's offer is 60 days old: 3 / (3 + 1 + 2).
        "offer_acceptance": "3/6",
        # K09 falls out.
        "recruited": 1,
        # A4 is closed.
        "lis1_fixed_pathway": "0/1",
        # T7's two years have passed.
        "dropout_share": "1/8",
        # T7's supervisor has come, T6's plan is a day too old; T9.
        "plan_and_supervisor": "2/4",
        # L06's two years end that day, and she stays to 29.8.: L02 L06 L08 L14 of them and L15 twice.
        "retention_24m": "4/6",
        # L10 is new with 1 c: 150 e 6/7; 416 c; 549 e 24/35; 731 e 18/35; 732 c; 733 c; 1430 e 0.
        "median_tenure": (1430 / YEAR, 8),
        "registered_municipalities": "2/4",
        "budget_use": "205750.75/220000",
        # 5 that of 29.2., 50 that day; the 7 of 1.3.2023 are a day too old.
        "outreach_contacts": 55,
        # 95, 96 and 97 days.
        "reporting_coverage": "0/4",
    },
    # March has ended: 205750.75 + 5000 of 220000 + 100000.
    date(2024, 3, 31): {"budget_use": "210750.75/320000"},
    # L05, whose post had ended when she began, is not among the stays: L02 L06 L08 L10 L14 L15 L15 L16. Nobody has left
    # since 1 March.
    date(2024, 4, 1): {"median_tenure": (1430 / YEAR, 8)},
    # T2's 48 months have passed, so her share of the service is 1, not 1584/1461: 0.9 × 88 = 79.2 ≤ 80: on track. The
    # other counts within (30.12.2023, 30.6.2024] are as before: T7 and T9 on track, T6 not.
    date(2024, 6, 30): {"on_track": "3/4"},
    # B2 stands empty on this one day: A1 A2 A3 B2 of seven.
    date(2024, 8, 30): {"vacancy_rate": "4/7"},
    # L07 after 1 day, C4 10, C1 182; L09 took over B3 without a vacancy.
    date(2024, 8, 31): {"vacancy_rate": "3/7", "time_to_fill": (10, 3)},
    # T5's due date 1.1.2023 is within the last 36 months for the last time: T1 T5 of T1 T2 T3 T4 T5.
    date(2025, 12, 31): {"on_time_completion": "2/5"},
    date(2026, 1, 1): {"on_time_completion": "1/4", "completed_share": "2/4"},
    # T6 (80 %): 1827 days / 0.8 = 2283.75, so 2284 days from 1.1.2020: 1.1.2025 + 457 = 1.1.2026 + 92 = 3.4.2026.
    # T3 (1.6.2023), T4 (18.4.2023), T1, T2 remain.
    date(2026, 4, 2): {"on_time_completion": "1/4"},
    date(2026, 4, 3): {"on_time_completion": "1/5"},
    # Begun up to 1.9.2024: yes L02 L06 L07 L08 L09 L10 L14 L16; no L15 twice, and no L18, whose post ended on
    # 30.9.2024.
    date(2026, 9, 1): {"retention_24m": "8/11"},
}

CORRECTED = datetime(2024, 3, 19, 23, 30)  # UTC: half past midnight on 20 March in Oslo
JOINED = datetime(2024, 3, 25, 12)


def number(text: str) -> float:
    return float(text) if "." in text else int(text)


def triple(expected: Expected) -> tuple[Any, Any, Any]:
    """Numerator, denominator and value of what is expected."""
    if isinstance(expected, str):
        numerator, denominator = map(number, expected.split("/"))
        return numerator, denominator, pytest.approx(numerator / denominator, rel=1e-12) if denominator else None
    if isinstance(expected, tuple):
        middle, rows = expected
        return None, rows, None if middle is None else pytest.approx(middle, rel=1e-12)
    return expected, None, expected


def found(figure: kpis.Figure) -> tuple[Any, Any, Any]:
    numbers = (figure.numerator, figure.denominator, figure.value)
    return tuple(n if n is None or isinstance(n, int) else float(n) for n in numbers)  # type: ignore[return-value]


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Outcome]:
    """A store that holds the workbook, which nobody has open, and how the workbook came in."""
    path = tmp_path_factory.mktemp("hand") / "store.duckdb"
    with Store(path, PROGRAMME) as store:
        return path, imported(store, MAIN, FIRST)


@pytest.fixture(scope="module")
def path(first: tuple[Path, Outcome]) -> Path:
    return first[0]


@pytest.fixture(scope="module")
def figures(path: Path) -> dict[tuple[date, str, str], kpis.Figure]:
    """Every figure for every group on all the days of this file, by day, figure and group."""
    with Store(path, PROGRAMME) as store, store.cursor() as cursor:
        reader = Reader(cursor, dates=[DAY, HALF_LEFT, *ON_OTHER_DAYS])
        return {(f.as_of, f.kpi, f.group): f for f in kpis.compute(reader, kpis.catalogue().values())}


def test_the_workbook_comes_in_with_just_the_warnings_that_it_deserves(first: tuple[Path, Outcome]):
    outcome = first[1]
    assert outcome.covered == (AURVIK, BJORNES, CEDERVAG)
    told = sorted((f.code, f.value) for f in outcome.findings if f.code != "hpr_missing")
    assert told == [
        ("list_above_cap", "1150"),  # B2
        ("occupancy_after_post", "B1"),  # L05
        ("occupancy_outlives_post", "B1"),  # L04
        ("occupancy_outlives_post", "B6"),  # L18
        ("step_after_end", "Startet"),  # K06
        ("step_after_end", "Tilbud"),  # K07
        ("two_permanent", "B1"),  # L04 has no end when L05 begins
    ]
    assert sum(f.code == "hpr_missing" for f in outcome.findings) == 9


def test_every_figure_has_been_worked_out_by_hand():
    assert set(ON_THE_DAY) == set(kpis.catalogue())
    assert len(ON_THE_DAY) == 25


@pytest.mark.parametrize("kpi", ON_THE_DAY)
def test_a_figure_is_what_it_is_by_hand_in_every_group(kpi: str, figures: dict[tuple[date, str, str], kpis.Figure]):
    computed = {group: found(figures[DAY, kpi, group]) for group in GROUPS}
    assert computed == {group: triple(expected) for group, expected in ON_THE_DAY[kpi].items()}


@pytest.mark.parametrize("day", ON_OTHER_DAYS, ids=str)
def test_a_figure_is_what_it_is_by_hand_on_days_at_the_edges(
    day: date, figures: dict[tuple[date, str, str], kpis.Figure]
):
    expected = ON_OTHER_DAYS[day]
    computed = {kpi: found(figures[day, kpi, kpis.PROGRAMME]) for kpi in expected}
    assert computed == {kpi: triple(wanted) for kpi, wanted in expected.items()}


def test_a_median_is_reached_where_exactly_half_are_left(figures: dict[tuple[date, str, str], kpis.Figure]):
    # Cedervåg on 31 May 2021: L15 150 e (to 30 May), L14 365 + 366 + 151 = 882 c. 150 e 1/2.
    assert found(figures[HALF_LEFT, "median_tenure", CEDERVAG]) == triple((150 / YEAR, 2))


def test_rows_that_a_figure_cannot_use_are_counted_beside_it(figures: dict[tuple[date, str, str], kpis.Figure]):
    noted = {
        "inhabitants_without_gp": 1,  # A2
        "reserve_capacity": 1,  # B1
        "local_affiliation": 1,  # K04
        "offer_acceptance": 2,  # K03, K05: open and younger than 60 days
        "recruited": 1,  # K09
        "on_track": 1,  # T2
    }
    assert {kpi: figures[DAY, kpi, kpis.PROGRAMME].noted for kpi in noted} == noted


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Any]:
    """Runs a command of the command line on a store, in a programme that is a folder; its JSON."""
    folder = tmp_path / "programmes" / PROGRAMME.name
    folder.mkdir(parents=True)
    facts = (
        f'title = "{PROGRAMME.title}"\ndata_from = {PROGRAMME.data_from}\ntimezone = "{PROGRAMME.timezone}"\n'
        f"small_group_limit = {PROGRAMME.small_group_limit}\n"
        f"[training]\nfree_absence_percent = {PROGRAMME.free_absence_percent}\n"
        f"[freshness]\ndays = {PROGRAMME.freshness_days}\n"
    )
    (folder / "programme.toml").write_text(facts, encoding="utf-8")
    columns = ("number", "name", "sub_region", "centre", "lat", "lon", "population", "tile_column", "tile_row")
    lines = [columns, *(tuple(str(getattr(m, c)) for c in columns) for m in PROGRAMME.municipalities)]
    (folder / "municipalities.csv").write_text("\n".join(map(",".join, lines)) + "\n", encoding="utf-8")
    monkeypatch.setattr(programme, "PROGRAMMES", folder.parent)
    programme.load.cache_clear()

    def run(store: Path, *arguments: str) -> Any:
        code = main(["--database", str(store), "--programme", PROGRAMME.name, *arguments, "--json"])
        said = capsys.readouterr()
        assert (code, said.err) == (0, "")
        return json.loads(said.out)

    yield run
    programme.load.cache_clear()


def as_listed(listed: list[dict[str, Any]]) -> dict[str, dict[str, tuple[Any, Any, Any]]]:
    """The command line's list: figure → group → numerator, denominator and value."""
    by_kpi: dict[str, dict[str, tuple[Any, Any, Any]]] = {}
    for line in listed:
        assert list(line) == ["kpi", "as_of", "group", "numerator", "denominator", "value"]
        by_kpi.setdefault(line["kpi"], {})[line["group"]] = line["numerator"], line["denominator"], line["value"]
    return by_kpi


def test_the_command_line_imports_the_workbook_and_gives_the_same_figures(tmp_path: Path, command: Any):
    file, store = tmp_path / "rapport.xlsx", tmp_path / "new" / "store.duckdb"
    file.write_bytes(book(MAIN))
    (done,) = command(store, "import", str(file))
    assert (done["import_id"], done["sheets"]["Stillinger"]) == (1, {"new": 14, "changed": 0, "gone": 0})
    levels = {"programme": GROUPS[:1], "sub_region": GROUPS[1:3], "municipality": GROUPS[3:]}
    for level, groups in levels.items():
        listed = command(store, "kpis", "--as-of", str(DAY), "--by", level)
        wanted = {kpi: {group: triple(groups_of[group]) for group in groups} for kpi, groups_of in ON_THE_DAY.items()}
        assert as_listed(listed) == wanted
        assert {line["as_of"] for line in listed} == {"2024-02-29"}


BEHIND = {
    "inhabitants_without_gp": [
        {"record": "A2", "name": "Aurvik", "numerator": 0, "counted_on": None, "vacant_since": "2022-03-01"},
        {"record": "A3", "name": "Aurvik", "numerator": 650, "counted_on": "2024-02-29", "vacant_since": "2023-03-01"},
        {"record": "C1", "name": "Cedervåg", "numerator": 310, "counted_on": "2024-02-01", "vacant_since": "2023-09-01"}
    ],
    "offer_acceptance": [
        {"record": "K03", "numerator": 0, "denominator": 0, "offered_on": "2024-01-10", "answer": "Ikke svart"},
        {"record": "K04", "numerator": 0, "denominator": 1, "offered_on": "2023-12-31", "answer": "Ikke svart"},
        {"record": "K05", "numerator": 0, "denominator": 0, "offered_on": "2024-01-01", "answer": "Ikke svart"},
        {"record": "K06", "numerator": 1, "denominator": 1, "offered_on": "2023-05-01", "answer": "Ja"},
        {"record": "K07", "numerator": 0, "denominator": 1, "offered_on": "2023-06-01", "answer": "Nei"},
        {"record": "K08", "numerator": 1, "denominator": 1, "offered_on": "2022-12-01", "answer": "Ja"},
        {"record": "K11", "numerator": 1, "denominator": 1, "offered_on": "2024-02-29", "answer": "Ja"},
    ],
    "on_time_completion": [
        {"record": "T1", "name": "Aurvik", "numerator": 1, "due_on": "2024-02-28", "completed_on": "2024-02-28"},
        {"record": "T2", "name": "Aurvik", "numerator": 0, "due_on": "2024-02-29", "completed_on": None},
        {"record": "T3", "name": "Bjørnes", "numerator": 0, "due_on": "2023-06-01", "completed_on": None},
        {"record": "T4", "name": "Bjørnes", "numerator": 0, "due_on": "2023-04-18", "completed_on": "2023-04-19"},
        {"record": "T5", "name": "Cedervåg", "numerator": 1, "due_on": "2023-01-01", "completed_on": "2022-12-31"},
    ],
}  # fmt: skip


@pytest.mark.parametrize("kpi", BEHIND)
def test_the_rows_behind_a_figure_are_exactly_those_that_make_it(kpi: str, path: Path, command: Any):
    wanted = BEHIND[kpi]
    listed = command(path, "rows", kpi, "--as-of", str(DAY))
    assert [{name: row[name] for name in wanted[0]} for row in listed] == wanted
    assert {row["as_of"] for row in listed} == {"2024-02-29"}


@pytest.fixture(scope="module")
def history(path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store, then a correction of Cedervåg's doctors, then Dalsund's first report."""
    copy = tmp_path_factory.mktemp("history") / "store.duckdb"
    shutil.copyfile(path, copy)
    with Store(copy, PROGRAMME) as store:
        imported(store, CORRECTION, CORRECTED)
        imported(store, NEWCOMER, JOINED)
    return copy


# On the day: C1 is filled since 15 February. Vacant are A2 and A3, of eight; 650 inhabitants; A2's locum of two;
# C1 gives 1000 − 310 = 690 more; vacant for 181 − 14 = 167 days: the middle of 10, 59, 167.
AFTER_CORRECTION: dict[str, Expected] = {
    "vacant_posts": 2,
    "vacancy_rate": "2/8",
    "inhabitants_without_gp": 650,
    "locum_cover": "1/2",
    "reserve_capacity": 105 + 690,
    "time_to_fill": (59, 3),
    "reporting_coverage": "1/4",  # the new report is dated after the day
}
# Dalsund's D1 is vacant, with a locum, and its reports never held Listetall.
AFTER_NEWCOMER: dict[str, Expected] = AFTER_CORRECTION | {
    "vacant_posts": 3,
    "vacancy_rate": "3/9",
    "locum_cover": "2/3",
    "long_term_vacant": 2,  # A2, and D1 since 1.1.2020
}


def test_an_earlier_day_still_gives_the_answer_that_was_known_then(history: Path):
    before = {kpi: ON_THE_DAY[kpi][kpis.PROGRAMME] for kpi in AFTER_NEWCOMER}
    known: dict[date | None, dict[str, Expected]] = {
        date(2024, 3, 4): dict.fromkeys(AFTER_CORRECTION),  # nothing was known, so no value
        date(2024, 3, 5): before,
        date(2024, 3, 19): before,  # the correction came half an hour after the end of this day in Oslo
        date(2024, 3, 20): AFTER_CORRECTION,
        date(2024, 3, 24): AFTER_CORRECTION,
        date(2024, 3, 25): AFTER_NEWCOMER,
        None: AFTER_NEWCOMER,
    }
    # Reports are about the municipalities themselves: without any, none of the four is fresh.
    known[date(2024, 3, 4)] = known[date(2024, 3, 4)] | {"reporting_coverage": "0/4"}
    with Store(history, PROGRAMME) as store, store.cursor() as cursor:
        for day, expected in known.items():
            reader = Reader(cursor, known_at(PROGRAMME, day), [DAY])
            computed = kpis.compute(reader, map(kpis.kpi, expected), (kpis.PROGRAMME,))
            reader.forget()
            assert {f.kpi: found(f) for f in computed} == {kpi: triple(e) for kpi, e in expected.items()}, day


def test_the_command_line_also_gives_the_earlier_answer(history: Path, command: Any):
    known = {"2024-03-19": 3, "2024-03-20": 2}
    for day, expected in known.items():
        listed = as_listed(command(history, "kpis", "--as-of", str(DAY), "--known-on", day))
        assert listed["vacant_posts"]["programme"] == (expected, None, expected)
        rows = command(history, "rows", "vacant_posts", "--as-of", str(DAY), "--known-on", day)
        assert [row["record"] for row in rows] == ["A2", "A3", "C1"][:expected]


def test_a_municipality_has_no_value_where_its_reports_never_held_the_sheet(history: Path):
    expected: dict[str, tuple[Expected, Expected]] = {  # Dalsund, Sør
        "vacant_posts": (1, 1),  # D1; C1 is filled
        "vacancy_rate": ("1/1", "1/3"),  # D1; C1, C4
        "inhabitants_without_gp": (None, 0),  # no Listetall
        "reserve_capacity": (None, 15 + 690),
        "lis1_fixed_pathway": ("0/0", "0/0"),  # Stillinger, but no LIS1 post
        "active_trainees": (None, 2),  # no Utdanningsløp
        "on_time_completion": (None, "1/1"),
        "median_tenure": ((None, 0), (549 / YEAR, 5)),  # Bemanning, but no stay; Cedervåg's four and L10's 15 days
        "registered_municipalities": (None, "0/2"),
    }
    with Store(history, PROGRAMME) as store, store.cursor() as cursor:
        reader = Reader(cursor, CURRENT, [DAY])
        computed = {(f.kpi, f.group): found(f) for f in kpis.compute(reader, map(kpis.kpi, expected))}
    for kpi, (dalsund, south) in expected.items():
        assert (computed[kpi, DALSUND], computed[kpi, SOUTH]) == (triple(dalsund), triple(south)), kpi
