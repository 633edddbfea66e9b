"""Small stores in which all that happened can be told by heart: posts, candidates, doctors, lists, corrections."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from fractions import Fraction
from typing import Any

import pytest

from helgelandlegen.database import Store
from helgelandlegen.errors import PlainError
from helgelandlegen.figures.change_messages import sentence
from helgelandlegen.privacy import Audience, Change, Publication
from helgelandlegen.workbook.history import withdraw
from tests.making import (
    DALEN,
    NORDBY,
    PROGRAMME,
    VIKA,
    held,
    leave,
    listed,
    post,
    report,
    step,
    stored,
    trainee,
)

SINCE, AS_OF = date(2024, 2, 29), date(2024, 5, 31)
EARLY = datetime(2024, 1, 2, 12)  # before both days, so that both know it
LATER = datetime(2024, 4, 10, 12)  # between them


@pytest.fixture
def store() -> Iterator[Store]:
    """An empty store."""
    with Store(None, PROGRAMME) as opened:
        yield opened


def change(
    store: Store, name: str, group: str = "programme", *, since: date = SINCE, as_of: date = AS_OF,
    audience: Audience = Audience.COORDINATOR, post_type: str = "Fastlegehjemmel",
) -> Any:  # fmt: skip
    """A figure's change between the two days, by default for the whole programme."""
    publication = Publication(store, audience)
    found = publication.change(name, as_of, since, group, post_type)
    publication.close()
    return found


def told(found: Change) -> dict[str, Any]:
    """Each part's amount and number of rows, by the kind of event."""
    return {part.kind.id: (part.amount, part.count) for part in found.parts}


def days(found: Change, kind: str) -> dict[str, date | None]:
    """The records of a kind, each with its day."""
    return {m.record: m.when for part in found.parts if part.kind.id == kind for m in part.rows}


def posts_of_every_kind() -> dict[str, list[dict[str, Any]]]:
    """One post of each course: what it was on 29 February, and what it is on 31 May."""
    march, april = date(2024, 3, 15), date(2024, 4, 20)
    return {
        "position": [
            post("FILLED", NORDBY), post("VACATED", NORDBY), post("STILL", NORDBY), post("HELD", VIKA),
            post("OPENED", VIKA, valid_from=march), post("CLOSED", VIKA, valid_to=april),
            post("BOTH", DALEN), post("BACK", DALEN), post("BRIEF", DALEN, valid_from=march, valid_to=april),
        ],
        "occupancy": [
            held("FILLED", "L1", march), held("VACATED", "L2", valid_to=march), held("HELD", "L3"),
            # Filled and vacated again between the days, and the other way round: nothing is left of it.
            held("BOTH", "L4", march, valid_to=april),
            held("BACK", "L5", valid_to=march), held("BACK", "L6", april),
        ],
    }  # fmt: skip


def test_every_post_is_told_by_what_it_was_and_what_it_has_become(store: Store):
    stored(store, accepted_at=EARLY, report=report(day=date(2024, 1, 1)), **posts_of_every_kind())
    found = change(store, "vacant_posts")
    # Vacant before: FILLED STILL CLOSED BOTH. After: VACATED STILL OPENED BOTH.
    assert (found.then, found.before, found.after, found.total) == (4, 4, 4, 0)
    assert told(found) == {"filled": (-1, 1), "closed": (-1, 1), "vacated": (1, 1), "opened": (1, 1)}
    assert days(found, "filled") == {"FILLED": date(2024, 3, 15)}
    assert days(found, "closed") == {"CLOSED": date(2024, 4, 20)}
    assert days(found, "vacated") == {"VACATED": date(2024, 3, 16)}
    assert days(found, "opened") == {"OPENED": date(2024, 3, 15)}
    assert sentence(found) == (
        "Ledige fastlegehjemler: uendret 4. Én hjemmel besatt, én ledig hjemmel avsluttet, én ny ledig hjemmel og én "
        "ny hjemmel uten fast lege."
    )


def test_a_group_is_told_of_its_own_posts_only(store: Store):
    stored(store, accepted_at=EARLY, report=report(day=date(2024, 1, 1)), **posts_of_every_kind())
    assert told(change(store, "vacant_posts", NORDBY)) == {"filled": (-1, 1), "vacated": (1, 1)}
    assert told(change(store, "vacant_posts", "Kyst"))["opened"] == (1, 1)
    assert told(change(store, "vacant_posts", DALEN)) == {}


def test_a_shares_parts_are_those_of_the_midpoint_formula(store: Store):
    stored(store, accepted_at=EARLY, report=report(day=date(2024, 1, 1)), **posts_of_every_kind())
    found = change(store, "vacancy_rate")
    # 4 of 7 posts before (FILLED VACATED STILL HELD CLOSED BOTH BACK), 4 of 7 after (OPENED instead of CLOSED): the
    # mean share is 4/7, the mean number 7.
    assert (found.before, found.after) == (Fraction(4, 7), Fraction(4, 7))
    assert told(found) == {
        "filled": (Fraction(-1, 7), 1),
        "closed": (-(1 - Fraction(4, 7)) / 7, 1),
        "vacated": (Fraction(1, 7), 1),
        "opened": ((1 - Fraction(4, 7)) / 7, 1),
    }


def test_a_sum_tells_how_much_each_event_moved(store: Store):
    sheets = posts_of_every_kind()
    lists = [listed("FILLED", length=1000), listed("VACATED", length=700), listed("STILL", length=300),
             listed("STILL", date(2024, 5, 1), 350), listed("FILLED", date(2024, 1, 31), 900),
             listed("STILL", date(2024, 1, 31), 310)]  # fmt: skip
    stored(store, accepted_at=EARLY, report=report(day=date(2024, 1, 1)), list_count=lists, **sheets)
    found = change(store, "inhabitants_without_gp", NORDBY)
    # Before: FILLED 900 and STILL 310. After: VACATED 700 and STILL 350.
    assert (found.before, found.after) == (1210, 1050)
    assert told(found) == {"filled": (-900, 1), "vacated": (700, 1), "changed": (40, 1)}
    assert sentence(found).replace("\u00a0", " ") == (
        "Innbyggere på liste uten fast lege: 1 210 → 1 050. Én hjemmel besatt (−900), én ny ledig hjemmel (+700) og én "
        "hjemmel med ny listelengde (+40)."
    )


def test_what_is_learnt_later_of_the_first_day_is_a_part_of_its_own(store: Store):
    sheets = posts_of_every_kind()
    stored(store, accepted_at=EARLY, report=report(day=date(2024, 1, 1)), **sheets)
    sheets["occupancy"] = [*sheets["occupancy"], held("STILL", "L9", date(2024, 1, 20))]
    stored(store, accepted_at=LATER, report=report(day=date(2024, 4, 1)), **sheets)
    found = change(store, "vacant_posts")
    assert (found.then, found.before, found.after, found.total) == (4, 3, 3, -1)
    assert told(found)["corrected"] == (-1, 1)
    assert [m.record for m in found.parts[0].rows] == ["STILL"]
    assert sum(part.amount for part in found.parts) == -1
    assert sentence(found).endswith("Den 29. februar viste tallet 4; nye og rettede rapporter gjør det til 3.")


def test_a_withdrawn_import_is_a_correction_too(store: Store):
    sheets = posts_of_every_kind()
    stored(store, accepted_at=EARLY, report=report(day=date(2024, 1, 1)), **sheets)
    sheets["occupancy"] = [*sheets["occupancy"], held("STILL", "L9", date(2024, 1, 20))]
    wrong = stored(store, accepted_at=datetime(2024, 1, 20, 12), report=report(day=date(2024, 1, 15)), **sheets)
    withdraw(store, wrong.import_id or 0)
    found = change(store, "vacant_posts")
    assert (found.then, found.before, found.after) == (3, 4, 4)
    assert found.parts[0].kind.id == "corrected" and found.parts[0].amount == 1


def test_where_nothing_was_known_then_the_change_is_that_between_what_is_known_now(store: Store):
    stored(store, accepted_at=LATER, report=report(day=date(2024, 4, 1)), **posts_of_every_kind())
    found = change(store, "vacant_posts")
    assert (found.then, found.before, found.total) == (None, 4, 0)
    assert "corrected" not in told(found)


def test_a_day_without_a_value_is_not_compared(store: Store):
    stored(store, accepted_at=EARLY, report=report(NORDBY, day=date(2024, 1, 1)), position=[post("A", NORDBY)],
           occupancy=[])  # fmt: skip
    found = change(store, "vacant_posts", VIKA)
    assert (found.total, found.parts) == (None, ())
    assert sentence(found) == "Ledige fastlegehjemler: Det er ingen tall å sammenligne med."
    # A share of nothing has no value either: the post is opened between the days.
    later = post("B", DALEN, valid_from=date(2024, 3, 1))
    stored(store, accepted_at=LATER, report=report(DALEN, day=date(2024, 4, 1)), position=[later], occupancy=[])
    assert change(store, "vacancy_rate", DALEN).total is None


def test_candidates_come_move_and_go(store: Store):
    before, between = date(2024, 2, 1), date(2024, 4, 2)
    steps = [
        step("STAYS", "Kontakt", before), step("FORWARD", "Kontakt", before), step("FORWARD", "Søknad", between),
        step("NEW", "Kontakt", between), step("STARTED", "Takket ja", before), step("STARTED", "Startet", between),
        step("NO", "Tilbud", before), step("NO", "Takket nei", between),
        step("OLD", "Kontakt", date(2022, 4, 15)), step("AGAIN", "Avslag", before), step("AGAIN", "Kontakt", between),
        step("BRIEF", "Kontakt", date(2024, 3, 1)), step("BRIEF", "Avslag", between),
    ]  # fmt: skip
    names = dict.fromkeys(row["candidate_id"] for row in steps)
    stored(store, accepted_at=EARLY, report=report(), candidate=[{"candidate_id": n} for n in names],
           candidate_step=steps)  # fmt: skip
    found = change(store, "candidates_in_pipeline")
    assert (found.before, found.after) == (5, 4)
    assert told(found) == {
        "new": (1, 1), "again": (1, 1), "forward": (0, 1), "started": (-1, 1), "declined": (-1, 1), "aged": (-1, 1)
    }  # fmt: skip
    assert days(found, "forward") == {"FORWARD": between}
    assert days(found, "aged") == {"OLD": date(2024, 4, 15)}


def test_doctors_start_complete_and_leave(store: Store):
    stored(store, accepted_at=EARLY, report=report(), training=[
        trainee("STARTED", NORDBY, date(2024, 4, 1)), trainee("DONE", NORDBY, completed_on=date(2024, 5, 1)),
        trainee("GONE", VIKA, left_on=date(2024, 3, 1)), trainee("STAYS", VIKA),
    ])  # fmt: skip
    found = change(store, "active_trainees")
    assert told(found) == {"started": (1, 1), "completed": (-1, 1), "left": (-1, 1)}
    assert (
        sentence(found)
        == "Leger i spesialisering (ALIS): 3 → 2. Én lege startet, én lege fullførte og én lege sluttet."
    )


def test_a_leave_that_is_reported_later_has_moved_the_due_date(store: Store):
    # Both began on 1 February 2019: due on 1 February 2024. A year's leave moves it far past 29 February.
    training = [trainee(name, NORDBY, date(2019, 2, 1), completed_on=None) for name in ("AWAY", "STAYS")]
    stored(store, accepted_at=EARLY, report=report(day=date(2024, 1, 1)), training=training)
    absent = [leave("AWAY", date(2022, 1, 1), date(2022, 12, 31))]
    stored(store, accepted_at=LATER, report=report(day=date(2024, 4, 1)), training=training, absence=absent)
    found = change(store, "on_time_completion")
    assert (found.then, found.before, found.after) == (0, 0, 0)
    (part,) = found.parts
    assert (part.kind.id, part.count, [(m.record, m.kind.label) for m in part.rows]) == (
        "corrected", 1, [("AWAY", "Fravær flyttet datoen")]
    )  # fmt: skip


def test_a_completion_after_the_due_date_is_told_as_one(store: Store):
    late = trainee("LATE", NORDBY, date(2019, 2, 1), completed_on=date(2024, 4, 1))
    stored(store, accepted_at=EARLY, report=report(), training=[late, trainee("DUE", VIKA, date(2019, 5, 1))])
    # Before: LATE, not done. After: LATE done, DUE not: 0/1 and 1/2, in the middle 1/4 of 3/2.
    found = change(store, "completed_share")
    assert (found.before, found.after) == (0, Fraction(1, 2))
    assert told(found) == {"completed": (Fraction(2, 3), 1), "in": (Fraction(-1, 6), 1)}


def test_a_median_is_exchanged_kind_by_kind_in_the_order_that_is_said(store: Store):
    # Days from vacant to filled. Before: 9, 19 and 29. The first is too old after, one of 99 is new.
    openings = {"A": date(2022, 4, 1), "B": date(2023, 1, 1), "C": date(2023, 2, 1), "D": date(2024, 1, 1)}
    lengths = {"A": 9, "B": 19, "C": 29, "D": 99}
    filled = {name: date.fromordinal(day.toordinal() + lengths[name]) for name, day in openings.items()}
    stored(
        store, accepted_at=EARLY, report=report(),
        position=[post(name, NORDBY, valid_from=day) for name, day in openings.items()],
        occupancy=[held(name, f"L{name}", day) for name, day in filled.items()],
    )  # fmt: skip
    found = change(store, "time_to_fill")
    assert (found.before, found.after) == (19, 29)
    # Without A the middle of 19 and 29 is 24; with D it is 29.
    assert told(found) == {"out": (5, 1), "in": (5, 1)}
    assert found.in_order


def test_another_type_of_posts_has_events_of_its_own(store: Store):
    lis = {"position_type": "LIS1"}
    stored(store, accepted_at=EARLY, report=report(), position=[post("G", NORDBY), post("T", NORDBY, **lis)],
           occupancy=[held("T", "L1", date(2024, 3, 15))])  # fmt: skip
    found = change(store, "vacant_posts", post_type="LIS1")
    assert (found.before, found.after) == (1, 0)
    assert sentence(found) == "Ledige LIS1-stillinger: 1 → 0. Én stilling besatt."
    # Who asks for a figure that is not told of other posts gets the one that there is.
    assert change(store, "inhabitants_without_gp", post_type="LIS1").post_type == "Fastlegehjemmel"


def test_the_days_must_be_two_and_the_figure_must_exist(store: Store):
    with pytest.raises(ValueError, match="is not before"):
        change(store, "vacant_posts", since=AS_OF)
    with pytest.raises(PlainError, match="finnes ikke"):
        change(store, "nothing")
