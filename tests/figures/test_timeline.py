from __future__ import annotations

from datetime import date

import pytest

from helgelandlegen.figures.plan import Known, Milestone
from helgelandlegen.figures.timeline import timeline
from tests.figures.looking import marks, place, titles
from tests.figures.sample import drawing, texts

TODAY, SINCE = date(2026, 11, 22), date(2026, 9, 17)


def milestone(name="Avtalen", due=date(2026, 12, 31), forecast=None, completed=None, then=None):
    return Milestone(name, TODAY, Known(due, forecast, completed), then)


def draw(*rows, since=SINCE):
    return timeline(rows, as_of=TODAY, since=since, label="1 av 2 milepæler er forsinket", width=1220)


LATE = milestone("Avtalen", date(2026, 1, 1), date(2027, 1, 1), then=Known(date(2026, 1, 1), date(2026, 10, 1)))


def test_deadline_and_forecast_stand_where_their_days_are():
    # The axis runs from 1 January 2026, the first day that is marked, to 1 January 2027, the last.
    svg = draw(LATE, since=None)
    due = float(marks(svg, "hl-due", "path")[-1].attrib["d"].split("L")[1].split(" ")[0])
    forecast = float(marks(svg, "hl-status-off", "circle")[-1].attrib["cx"])
    today = place(svg, "22.11.2026")[0]
    assert (today - due) / (forecast - due) == pytest.approx(325 / 365, abs=0.002)


def test_each_row_tells_its_state_its_days_and_its_slip_in_words():
    svg = draw(LATE, milestone("Planen", forecast=date(2026, 12, 1), then=Known(date(2026, 12, 31), date(2026, 12, 1))))
    assert titles(svg) == [
        "Avtalen: forsinket, frist 01.01.2026, prognose 01.01.2027, 365 dager (1 år) etter fristen, "
        "skjøvet 92 dager (3 måneder) siden 17. sep.",
        "Planen: i rute, frist 31.12.2026, prognose 01.12.2026, uendret siden 17. sep.",
    ]
    name = drawing(svg).attrib["aria-label"].replace("\u00a0", " ")
    assert name.startswith("1 av 2 milepæler er forsinket. Avtalen: forsinket")
    assert {"Forsinket", "I rute", "Avtalen", "Planen"} <= set(texts(svg))


def test_without_a_day_to_compare_with_nothing_is_said_of_slips():
    svg = draw(LATE, since=None)
    assert "skjøvet" not in svg and "ventet" not in svg
    assert len(marks(svg, "hl-axis", "g")) == 0
    assert len(marks(draw(LATE), "hl-axis", "g")) == 2  # in the key, and for the milestone that has slipped


def test_what_is_done_has_its_own_mark_and_no_forecast():
    svg = draw(milestone(completed=date(2026, 10, 1), then=Known(date(2026, 12, 31))))
    assert titles(svg) == [
        "Avtalen: ferdig, frist 31.12.2026, fullført 01.10.2026, innen fristen, "
        "fullført siden 17. sep., framskyndet 91 dager (2 måneder)"
    ]
    assert not marks(svg, "hl-status-on", "circle")


def test_no_milestone_is_said_so():
    assert "Ingen tall å vise ennå" in texts(draw())


def test_texts_stay_within_the_drawing_and_apart_from_the_axis():
    long = "En milepæl med et usedvanlig langt navn som må brytes over flere linjer for å få plass her"
    svg = draw(milestone(long, date(2020, 1, 1), date(2029, 1, 1), then=Known(date(2020, 1, 1), date(2021, 1, 1))))
    for e in drawing(svg).iter("text"):
        assert 0 <= float(e.attrib["x"]) <= 1220
    late = next(e for e in drawing(svg).iter("text") if "etter" in (e.text or ""))
    circle = marks(svg, "hl-status-off", "circle")[-1]
    assert float(circle.attrib["cx"]) + 7 < float(late.attrib["x"])
