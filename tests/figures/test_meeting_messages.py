"""What the meeting's steps about matters and actions say, by hand."""

from __future__ import annotations

from datetime import date

import pytest

from helgelandlegen.figures import meeting_messages as messages
from helgelandlegen.figures.matters import MOST, Matter, drawn
from helgelandlegen.figures.status import Status

SEPTEMBER, MAY = date(2026, 9, 17), date(2026, 5, 21)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("every", "decided", "coming", "said"),
    [
        (0, 0, True, "Ingen saker er meldt til møtet."),
        (0, 0, False, "Ingen saker ble meldt til møtet."),
        (1, 0, True, "Én sak til beslutning; den er ikke avgjort."),
        (1, 1, False, "Én sak til beslutning; den er avgjort."),
        (2, 0, False, "To saker til beslutning; ingen er avgjort."),
        (2, 1, False, "To saker til beslutning; én er avgjort."),
        (2, 2, False, "To saker til beslutning; begge er avgjort."),
        (13, 13, False, "13 saker til beslutning; alle er avgjort."),
    ],
)
def test_matters_to_decide_are_counted_in_words(every, decided, coming, said):
    assert messages.matters(every, decided, coming) == said


@pytest.mark.parametrize(
    ("open_", "overdue", "done", "said"),
    [
        (0, 0, 0, "Ingen vedtak står åpne."),
        (0, 0, 1, "Ingen vedtak står åpne. Ett er utført siden 21. mai."),
        (1, 0, 0, "Ett vedtak er ikke utført, og det er ikke over fristen."),
        (1, 1, 0, "Ett vedtak er ikke utført, og det er over fristen."),
        (2, 2, 0, "To vedtak er ikke utført, og begge er over fristen."),
        (4, 0, 0, "Fire vedtak er ikke utført, og ingen er over fristen."),
        (4, 1, 2, "Fire vedtak er ikke utført, og ett av dem er over fristen. To er utført siden 21. mai."),
        (4, 4, 0, "Fire vedtak er ikke utført, og alle er over fristen."),
    ],
)
def test_actions_are_counted_in_words(open_, overdue, done, said):
    assert messages.actions(open_, overdue, done, MAY, SEPTEMBER) == said


def test_what_is_said_of_a_deadline_follows_the_day():
    assert messages.due(date(2026, 12, 1), SEPTEMBER) == "Frist 1. desember"
    assert messages.due(date(2027, 1, 31), SEPTEMBER) == "Frist 31. januar 2027"
    assert messages.due(None, SEPTEMBER) == "Uten frist"
    assert messages.overdue(date(2026, 9, 16), SEPTEMBER) == "1 dag over fristen"
    assert messages.overdue(date(2026, 7, 20), SEPTEMBER) == "59 dager over fristen"
    assert messages.overdue(date(2026, 7, 19), SEPTEMBER) == "Over fristen siden 19. juli"


def test_the_two_dates_of_a_meeting_are_said():
    said = messages.two_dates(SEPTEMBER, MAY, SEPTEMBER)
    assert said == "Tallene gjelder 17. september 2026 og sammenlignes med møtet 21. mai 2026."
    coming = messages.two_dates(date(2026, 11, 22), None, date(2026, 12, 3))
    assert coming == "Tallene gjelder i dag, 22. november 2026."


def matter(**more: object) -> Matter:
    given = {"title": "Sak 1/2026 Plan", "meeting_date": MAY, "decision": "Vedtas.", "responsible": "Koordinator",
             "due_on": date(2026, 9, 1), "done_on": None}  # fmt: skip
    return Matter(**(given | more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("more", "standing"),
    [
        ({}, (Status.OUTSIDE, "16 dager over fristen")),
        ({"due_on": SEPTEMBER}, (Status.NO_TARGET, "Frist 17. september")),  # the last day is in time
        ({"due_on": None}, (Status.NO_TARGET, "Uten frist")),
        ({"done_on": SEPTEMBER}, (Status.ON_TARGET, "Utført 17. september")),
        ({"done_on": date(2026, 9, 18)}, (Status.OUTSIDE, "16 dager over fristen")),  # done after the day
        ({"decision": None}, (Status.INCONCLUSIVE, "Ikke avgjort")),
        ({"decision": "", "due_on": None}, (Status.INCONCLUSIVE, "Ikke avgjort")),
    ],
)
def test_how_a_matter_stands_on_a_day(more, standing):
    assert matter(**more).standing(SEPTEMBER) == standing


def test_what_is_decided_later_is_not_open_yet():
    assert not matter(meeting_date=date(2026, 9, 18)).is_open(SEPTEMBER)
    assert matter(meeting_date=SEPTEMBER).is_open(SEPTEMBER)


def test_matters_are_drawn_with_number_words_and_shape_and_every_text_escaped():
    html = drawn([matter(title='Sak 2/2026 <b>"Frist"</b>', decision="<i>Ja</i>", responsible="<u>")], SEPTEMBER)
    assert "<b>2/2026</b>" in html and "16 dager over fristen" in html and "hl-status-off" in html and "<svg" in html
    assert "&lt;b&gt;&quot;Frist&quot;&lt;/b&gt;" in html and "&lt;i&gt;Ja&lt;/i&gt;" in html and "&lt;u&gt;" in html


def test_more_matters_than_there_is_room_for_are_counted():
    html = drawn([matter(title=f"Sak {n}/2026 Sak") for n in range(1, MOST + 3)], SEPTEMBER)
    assert html.count("<li>") == MOST and "… og to til, i tabellen." in html
    assert drawn([], SEPTEMBER) == ""
