from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest

from helgelandlegen.errors import PlainError
from helgelandlegen.observations import Observations
from helgelandlegen.programme import Programme, load
from tests.making import NORDBY, VIKA

DAY = date(2025, 12, 31)
HEADING = "indicator,municipality,as_of,period,value,qualifier,unit,source,source_date,note\n"
NAME = "share_of_patients_without_doctor_percent"


@pytest.fixture(scope="module")
def published() -> Observations:
    """The real file of the programme."""
    return Observations(load("helgelandlegen"))


@pytest.fixture(scope="module")
def numbers() -> tuple[str, ...]:
    return tuple(load("helgelandlegen").by_number)


def written(programme: Programme, *rows: str) -> Observations:
    (programme.folder / "observations.csv").write_text(HEADING + "\n".join(rows) + "\n", encoding="utf-8")
    return Observations(programme)


def given(indicator: str, municipality: str, value: str, day: str = "2025-12-31") -> str:
    return f"{indicator},{municipality},{day},,{value},,,Kilden,,"


def two_places(programme: Programme) -> Observations:
    """Nordby: 900 patients on 2 lists with doctor, 100 without; Vika: 80 on 1 list, 320 without."""
    return written(
        programme,
        given("patients_on_lists_with_doctor", NORDBY, "900"), given("patients_on_lists_without_doctor", NORDBY, "100"),
        given("lists_with_doctor", NORDBY, "2"), given("mean_list_length", NORDBY, "450"),
        given("patients_on_lists_with_doctor", VIKA, "80"), given("patients_on_lists_without_doctor", VIKA, "320"),
        given("lists_with_doctor", VIKA, "1"), given("mean_list_length", VIKA, "80"),
    )  # fmt: skip


def test_every_field_of_an_observation_is_read(small: Programme):
    one = Observations(small).all[0]
    assert (one.key, one.value) == (("vacant_posts", None, date(2023, 1, 15)), Decimal(7))
    assert (one.qualifier, one.unit, one.source, one.source_date) == ("minst", "stillinger", 'Avisen "Posten"', None)
    assert (one.period, one.note) == ("januar 2023", "To linjer,\nhvorav dette er den andre.")
    assert Observations(small).all[-2].source_date == date(2024, 6, 17)


def test_a_value_holds_for_its_indicator_its_place_and_its_day_only(small: Programme):
    found = two_places(small)
    assert found.value("lists_with_doctor", NORDBY, DAY) == 2
    assert found.value("lists_with_doctor", None, DAY) is None
    assert found.value("lists_with_doctor", "9003", DAY) is None
    assert found.value("lists_with_doctor", NORDBY, date(2024, 12, 31)) is None
    assert found.value("posts", NORDBY, DAY) is None


def test_a_series_has_none_where_others_have_a_value(small: Programme):
    found = written(small, given("posts", VIKA, "3", "2024-12-31"), given("posts", NORDBY, "0", "2025-12-31"),
                    given("posts", NORDBY, "5", "2023-12-31"), given("posts", "", "9", "2022-12-31"))  # fmt: skip
    days = [date(year, 12, 31) for year in (2023, 2024, 2025)]
    assert found.series("posts", NORDBY) == list(zip(days, [5, None, 0], strict=True))
    assert found.series("posts", VIKA) == list(zip(days, [None, 3, None], strict=True))
    assert found.series("posts", "9003") == list(zip(days, [None] * 3, strict=True))
    assert found.series("posts", None) == [(date(2022, 12, 31), Decimal(9))]
    assert found.series("lists", VIKA) == []


def test_newest_and_source_are_those_of_the_newest_value(small: Programme):
    found = Observations(small)
    assert found.newest("patients_on_lists_with_doctor") == date(2023, 12, 31)
    assert found.source("inhabitants") == "SSB tabell 07459, CC BY 4.0"
    assert (found.newest("posts"), found.source("posts")) == (None, "")


def test_a_sum_with_a_missing_part_is_none(small: Programme):
    found = two_places(small)
    assert found.summed("lists_with_doctor", (NORDBY, VIKA), DAY) == 3
    assert found.summed("lists_with_doctor", (NORDBY, NORDBY), DAY) == 2
    assert found.summed("lists_with_doctor", (NORDBY, "9003"), DAY) is None
    assert found.summed("lists_with_doctor", (), DAY) is None


def test_a_groups_share_comes_from_its_sums_and_is_no_mean_of_shares(small: Programme):
    found = two_places(small)
    # 10 % of 1 000 and 80 % of 400: 420 of 1 400 are 30 %, the mean of the shares would be 45 %.
    assert found.share_without_doctor((NORDBY, VIKA), DAY) == (Decimal(420), Decimal(1400))
    assert found.share_without_doctor([VIKA], DAY) == (Decimal(320), Decimal(400))
    assert found.share_without_doctor((NORDBY, "9003"), DAY) is None


def test_nobody_on_any_list_is_no_share(small: Programme):
    found = written(small, given("patients_on_lists_with_doctor", NORDBY, "0"),
                    given("patients_on_lists_without_doctor", NORDBY, "0"))  # fmt: skip
    assert found.share_without_doctor([NORDBY], DAY) is None


def test_a_groups_mean_list_length_comes_from_its_sums(small: Programme):
    found = two_places(small)
    assert found.mean_list_length((NORDBY, VIKA), DAY) == Decimal(980) / 3
    assert found.mean_list_length((name for name in [VIKA]), DAY) == 80
    assert found.mean_list_length((NORDBY, "9003"), DAY) is None
    assert found.mean_list_length((), DAY) is None


def test_without_lists_with_doctor_there_is_no_mean_list_length(small: Programme):
    rows = [given(name, place, "0") for name in ("patients_on_lists_with_doctor", "lists_with_doctor")
            for place in (NORDBY, VIKA)]  # fmt: skip
    found = written(small, *rows)
    assert found.mean_list_length((NORDBY, VIKA), DAY) is None
    assert found.mean_list_length([NORDBY], DAY) is None


def test_an_empty_value_is_missing_and_never_zero(small: Programme):
    found = written(small, given("posts", NORDBY, ""), given("posts", VIKA, "0"))
    assert found.series("posts", NORDBY) == [(DAY, None)]
    assert found.series("posts", VIKA) == [(DAY, Decimal(0))]


@pytest.mark.parametrize(
    "row",
    [given("posts", NORDBY, "tre"), given("posts", NORDBY, "NaN"), given("posts", NORDBY, "3", "31.12.2025"),
     f"posts,{NORDBY},2025-12-31"],
)  # fmt: skip
def test_a_row_that_cannot_be_read_is_named(small: Programme, row: str):
    with pytest.raises(PlainError, match=f"«posts» for {NORDBY}"):
        written(small, row)


def test_a_value_that_stands_twice_is_refused(small: Programme):
    with pytest.raises(PlainError, match="to ganger"):
        written(small, given("posts", NORDBY, "3"), given("posts", NORDBY, "4"))


def test_a_programme_without_published_figures_has_none(small: Programme):
    (small.folder / "observations.csv").unlink()
    assert Observations(small).all == ()


def test_the_programmes_lists_and_patients_agree_with_the_published_mean_of_lists_with_doctor(
    published: Observations, numbers: tuple[str, ...]
):
    def known(name: str, number: str) -> Decimal:
        value = published.value(name, number, DAY)
        assert value is not None, (name, number)
        return value

    over_all_lists = []
    for number in numbers:
        mean, patients = known("mean_list_length", number), known("patients_on_lists_with_doctor", number)
        lists, without = known("lists_with_doctor", number), known("patients_on_lists_without_doctor", number)
        assert mean == (patients / lists).quantize(Decimal(1), ROUND_HALF_UP), number
        if without:
            every = (patients + without) / (lists + known("lists_without_doctor", number))
            over_all_lists.append(abs(mean - every) < 1)
    assert len(over_all_lists) == 7
    assert not any(over_all_lists)


def test_the_programmes_patients_agree_with_the_published_shares(published: Observations, numbers: tuple[str, ...]):
    for number in numbers:
        share, found = published.value(NAME, number, DAY), published.share_without_doctor([number], DAY)
        assert share is not None and found is not None
        assert share == (100 * found[0] / found[1]).quantize(Decimal("0.1"), ROUND_HALF_UP), number


def test_where_every_patient_is_without_a_doctor_there_is_no_mean_list_length(
    published: Observations, numbers: tuple[str, ...]
):
    missing = {
        (number, day)
        for number in numbers
        for day, mean in published.series("mean_list_length", number)
        if mean is None
    }
    everybody = {(number, day) for number in numbers for day, share in published.series(NAME, number) if share == 100}
    assert missing == everybody
    assert sorted(missing) == [("1836", date(year, 12, 31)) for year in range(2017, 2024)]


def test_every_municipality_has_every_official_figure_of_every_year_that_others_have(
    published: Observations, numbers: tuple[str, ...]
):
    inhabitants = {number: published.series("inhabitants", number) for number in numbers}
    assert {len(series) for series in inhabitants.values()} == {12}
    assert all(value for series in inhabitants.values() for _, value in series)
    for number in numbers:
        assert [day.year for day, value in published.series(NAME, number) if value is not None] == [*range(2015, 2026)]
        for name in ("list_capacity", "lists_with_doctor", "lists_without_doctor", "open_lists"):
            assert published.value(name, number, DAY) is not None, (number, name)


def test_the_programmes_sums_of_2025_are_those_worked_out_by_hand(published: Observations, numbers: tuple[str, ...]):
    assert published.share_without_doctor(numbers, DAY) == (Decimal(7893), Decimal(77048))
    assert published.mean_list_length(numbers, DAY) == Decimal(69155) / 98
    # Bindal 351 of 1 650, Sømna 0 of 2 337, Brønnøy 0 of 7 281, Vega 508 of 1 088, Vevelstad 0 of 608.
    south = ("1811", "1812", "1813", "1815", "1816")
    assert published.share_without_doctor(south, DAY) == (Decimal(859), Decimal(12964))
    assert published.summed("inhabitants", numbers, date(2026, 1, 1)) == 77900
