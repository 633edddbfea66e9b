"""The panels of official figures: on the programme's own file without reports, and on a small store with its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from helgelandlegen.database import Store
from helgelandlegen.privacy import PROGRAMME as WHOLE
from helgelandlegen.privacy import Audience, Publication
from helgelandlegen.programme import Programme, load
from helgelandlegen.subjects import official
from helgelandlegen.subjects.choice import Choice
from helgelandlegen.subjects.panel import Panel
from helgelandlegen.subjects.seen import Seen
from tests.figures.sample import NBSP
from tests.making import DALEN, FJELL, MAY, NORDBY, PROGRAMME, VIKA, held, listed, post, report, stored

YEARS = [str(year) for year in range(2015, 2026)]

# Fjell has not reported. Of the others we have 1, 2 and 0 vacant posts at the end of 2023; V2 has no list count.
PUBLISHED = """indicator,municipality,as_of,period,value,qualifier,unit,source,source_date,note
lists_without_doctor,9001,2023-12-31,,1,,,SSB tabell 1,2024-06-17,
lists_without_doctor,9002,2023-12-31,,1,,,SSB tabell 1,2024-06-17,
lists_without_doctor,9003,2023-12-31,,0,,,SSB tabell 1,2024-06-17,
lists_without_doctor,9004,2023-12-31,,1,,,SSB tabell 1,2024-06-17,
patients_on_lists_without_doctor,9001,2023-12-31,,300,,,SSB tabell 1,,
patients_on_lists_without_doctor,9002,2023-12-31,,100,,,SSB tabell 1,,
patients_on_lists_without_doctor,9003,2023-12-31,,0,,,SSB tabell 1,,
patients_on_lists_without_doctor,9004,2023-12-31,,200,,,SSB tabell 1,,
"""


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


def rows(panel: Panel) -> dict[str, list[object]]:
    """The panel's table by its first column."""
    return {str(row[0]): list(row[1:]) for row in panel.tables[0].rows}


def seen(publication: Publication, group: str = WHOLE, post_type: str = "Fastlegehjemmel") -> Seen:
    return Seen(publication, Choice(MAY, None, False, {}, group, post_type))


@pytest.fixture(scope="module")
def silent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Publication]:
    """The programme itself, to which nobody has reported."""
    with Store(tmp_path_factory.mktemp("silent") / "helgelandlegen.duckdb", load("helgelandlegen")) as store:
        publication = Publication(store, Audience.MEETING)
        yield publication
        publication.close()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Publication]:
    """Four municipalities; all but Fjell have reported."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "observations.csv").write_text(PUBLISHED, encoding="utf-8")
    programme: Programme = replace(PROGRAMME, data_from=date(2019, 1, 1), folder=folder)
    with Store(folder / "prove.duckdb", programme) as store:
        counted = date(2023, 11, 30)
        stored(
            store, report=report(NORDBY, VIKA, DALEN),
            position=[post("N1", NORDBY), post("N2", NORDBY), post("V1", VIKA), post("V2", VIKA), post("D1", DALEN)],
            occupancy=[held("N2", "L1"), held("D1", "L2"), held("V2", "L3", valid_to=date(2023, 6, 30))],
            list_count=[listed("N1", counted, 300), listed("V1", counted, 80), listed("D1", counted, 500)],
        )  # fmt: skip
        publication = Publication(store, Audience.MEETING)
        yield publication
        publication.close()


def test_ours_and_ssbs_stand_side_by_side_with_their_difference_on_ssbs_day(small: Publication):
    found = official.beside_ssb(seen(small))
    assert rows(found) == {
        "Nordby": [1, 1, 0, 300, 300, 0],
        "Vika": [2, 1, 1, 80, 100, -20],
        "Dalen": [0, 0, 0, 0, 0, 0],
        "Fjell": [None, 1, None, None, 200, None],
        # Ours cannot be summed without Fjell's; SSB's is 1 + 1 + 0 + 1 and 300 + 100 + 0 + 200.
        "Alle 4 kommuner".replace(" k", f"{NBSP}k"): [None, 3, None, None, 600, None],
    }
    assert found.tables[0].name == "Våre tall og SSBs per 31. desember 2023"
    assert plain(found.title) == (
        "SSB telte 2 lister uten fast lege ved utgangen av 2023 i de 3 kommunene som vi også har tall fra, "
        "vi 3 ledige hjemler. Ulikt i 1 kommune"
    )


def test_the_drawing_says_both_and_by_how_much_and_the_note_names_the_others(small: Publication):
    found = official.beside_ssb(seen(small))
    assert "Vika: Våre tall 2, SSB 1, 1 flere hos oss" in found.html
    assert "Vika: Våre tall 80, SSB 100, 20 færre hos oss" in found.html
    assert "Fjell: Våre tall ingen tall, SSB 200, ingen tall hos oss" in found.html
    assert "Dalen" not in found.html
    note = plain(found.note)
    assert "Begge har 0 i Dalen. Vi har ingen tall fra Fjell." in note
    assert "1 av våre ledige hjemler er uten listetall" in note
    assert note.endswith("Kilde: SSB tabell 1, oppdatert 17. juni 2024.")


def test_where_all_have_reported_the_sums_are_compared(small: Publication):
    found = official.beside_ssb(seen(small, "Kyst"))
    assert rows(found)["Kyst"] == [3, 2, 1, 380, 400, -20]
    assert "Innbyggere uten fast lege: 400 hos SSB, 380 hos oss" in found.html


def test_where_there_is_nothing_to_draw_the_table_stands_there_once(small: Publication):
    found = official.beside_ssb(seen(small, DALEN))
    assert (found.html, found.note, found.tables[0].total) == ("", "", False)
    assert rows(found) == {"Dalen": [0, 0, 0, 0, 0, 0]}
    assert found.title == "Verken SSB eller vi telte noen uten fast lege ved utgangen av 2023"


def test_a_municipality_that_has_not_reported_has_no_number_of_ours_and_no_difference(small: Publication):
    found = official.beside_ssb(seen(small, FJELL))
    assert rows(found) == {"Fjell": [None, 1, None, None, 200, None]}
    assert plain(found.title).endswith("Vi har ingen tall for den dagen")
    assert "Begge har 0" not in found.note


def keys(seen: Seen) -> list[str | tuple[str, ...]]:
    """The panels of the screen from above; those that stand side by side together."""
    return [
        row.key if isinstance(row, Panel) else tuple(panel.key for panel in [*row.left, *row.right])
        for row in official.panels(seen)
    ]


def test_nothing_is_drawn_of_what_the_file_lacks(small: Publication):
    assert keys(seen(small)) == ["beside_ssb"]


def test_other_posts_have_no_official_figures(silent: Publication):
    assert keys(seen(silent, post_type="LIS1")) == []


def test_the_tables_of_several_municipalities_stand_side_by_side_and_those_of_one_have_the_whole_width(
    silent: Publication,
):
    assert keys(seen(silent)) == ["beside_ssb", "share_without", ("list_lengths", "inhabitants")]
    assert keys(seen(silent, "1836")) == ["beside_ssb", "share_without", "list_lengths", "inhabitants"]


def test_without_reports_only_ssbs_lists_are_told(silent: Publication):
    found = official.beside_ssb(seen(silent))
    # lists_without_doctor 2025: 1811, 1815, 1818, 1825 and 1828 have 1 each, 1824 has 2, 1833 has 6.
    assert plain(found.title) == (
        "SSB telte 13 lister uten fast lege ved utgangen av 2025. Vi har ingen tall fra kommunene for den dagen"
    )
    # patients_on_lists_without_doctor: 351 + 508 + 45 + 1 368 + 412 + 977 + 4 232.
    assert rows(found)[f"Alle 18{NBSP}kommuner"] == [None, 13, None, None, 7893, None]


def test_the_shares_are_those_published_and_the_whole_comes_from_the_sums(silent: Publication):
    found = official.without_doctor(seen(silent))
    # 7 893 of 77 048 patients; the mean of the 18 published shares would be 10,3 %.
    assert plain(found.title) == (
        "10,2 % av pasientene sto på lister uten fast lege i 2025. Høyest: Nesna, 56,6 %. Ingen i 11 av 18 kommuner"
    )
    table = rows(found)
    assert [column.heading for column in found.tables[0].columns] == ["Kommune", *YEARS]
    # share_of_patients_without_doctor_percent, 1836: 32.3, 29.4, 100.0 seven times, 46.4, 0.0.
    assert table["Rødøy"] == [Decimal("0.323"), Decimal("0.294"), *[1] * 7, Decimal("0.464"), 0]
    assert table[f"Alle 18{NBSP}kommuner"] == [*["–"] * 10, Decimal("0.102443")]
    assert "som bare er med her for 2025" in found.note
    assert plain(found.html).count(": ingen tall</title>") == 10


def test_a_regions_share_comes_from_its_sums(silent: Publication):
    # Sør-Helgeland: 351 of 1 650, 0 of 2 337, 0 of 7 281, 508 of 1 088, 0 of 608: 859 of 12 964.
    found = official.without_doctor(seen(silent, "Sør-Helgeland"))
    assert rows(found)["Sør-Helgeland"][-1] == Decimal("0.066260")
    assert plain(found.title).startswith("6,6 % av pasientene")


def test_one_municipality_is_told_over_time(silent: Publication):
    found = official.without_doctor(seen(silent, "1833"))
    assert plain(found.title) == (
        "16,4 % av pasientene sto på lister uten fast lege i 2025, mot 30,2 % på det meste, i 2020"
    )  # fmt: skip
    assert list(rows(found)) == ["Rana"]


def test_a_missing_list_length_is_said_to_be_missing_and_why(silent: Publication):
    found = official.list_lengths(seen(silent))
    # mean_list_length, 1836: 353, 368, none 2017–2023, 510, 231.
    assert rows(found)["Rødøy"] == [353, 368, *[None] * 7, 510, 231]
    assert '<td class="hl-number">ingen tall</td>' in found.html
    assert "Ingen tall for Rødøy 2017–2023: da sto alle pasientene på lister uten fast lege." in found.note
    # 69 155 patients on 98 lists with a doctor; the mean of the 18 means would be 598.
    assert rows(found)[f"Alle 18{NBSP}kommuner"] == [*["–"] * 10, Decimal("705.663265")]
    assert plain(found.title) == (
        "Lister med fast lege i 2025: 706 pasienter i snitt, fra 231 (Rødøy) til 938 (Rana)"
    )  # fmt: skip


def test_half_a_screen_shows_every_third_year_and_the_file_all(silent: Publication):
    found = official.list_lengths(seen(silent))
    assert [year for year in YEARS if f">{year}</th>" in found.html] == ["2015", "2018", "2021", "2024", "2025"]
    assert [column.heading for column in found.tables[0].columns] == ["Kommune", *YEARS]


def test_a_single_municipality_shows_every_year(silent: Publication):
    found = official.list_lengths(seen(silent, "1836"))
    assert (found.html, len(found.tables[0].columns), found.tables[0].total) == ("", 12, False)
    assert found.title == "231 pasienter i snitt på lister med fast lege i 2025, 122 færre enn i 2015"
    assert "Ingen tall for Rødøy 2017–2023" in found.tables[0].note


def test_inhabitants_are_summed_and_compared_with_the_first_year(silent: Publication):
    found = official.inhabitants(seen(silent))
    # 1836: 1 269 in 2015 and 1 140 in 2026, 129 of 1 269 fewer. All: 78 492 and 77 900, 592 fewer.
    table = rows(found)
    assert (table["Rødøy"][0], table["Rødøy"][11:]) == (1269, [1140, -129, Decimal("-0.101655")])
    assert table[f"Alle 18{NBSP}kommuner"][11:] == [77900, -592, Decimal("-0.007542")]
    assert plain(found.title) == (
        "De 18 kommunene har 77 900 innbyggere, 0,8 % færre enn i 2015. Nedgang i 12 av 18 kommuner"
    )
    assert f"−10,2{NBSP}%" in found.html


def test_a_region_and_a_municipality_are_called_by_their_names(silent: Publication):
    # Sør-Helgeland 2015: 1 482 + 2 063 + 7 934 + 1 225 + 510 = 13 214; 2026: 12 887.
    region = plain(official.inhabitants(seen(silent, "Sør-Helgeland")).title)
    assert region == "Sør-Helgeland har 12 887 innbyggere, 2,5 % færre enn i 2015. Nedgang i alle"
    assert plain(official.inhabitants(seen(silent, "1833")).title) == (
        "Rana har 25 844 innbyggere, 0,9 % færre enn i 2015"
    )  # fmt: skip


def test_a_new_version_of_the_file_is_read_without_a_restart(tmp_path: Path):
    programme = replace(PROGRAMME, folder=tmp_path)
    file = tmp_path / "observations.csv"
    heading = PUBLISHED.splitlines()[0]
    with Store(tmp_path / "prove.duckdb", programme) as store:
        publication = Publication(store, Audience.MEETING)
        for value in ("4000", "5000"):
            file.write_text(f"{heading}\ninhabitants,9001,2024-01-01,,{value},,,SSB,,\n", encoding="utf-8")
            assert rows(official.inhabitants(seen(publication, NORDBY)))["Nordby"][0] == int(value)
        publication.close()
