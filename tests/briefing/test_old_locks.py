"""Meetings that were locked before documents were made of them are read, and make a document of what they kept."""

from __future__ import annotations

import json
from datetime import date

from helgelandlegen.briefing.facts import section
from helgelandlegen.figures.agenda import loads

OLD = {
    "format": 1, "meeting_date": "2024-05-16", "as_of": "2024-05-16", "compared_with": None,
    "steps": [{
        "key": "risiko", "name": "Risiko", "headline": "Én risiko er høy.", "sentences": ["1: Penger."],
        "drawing": "<svg></svg>", "note": "", "dated": False,
        "figures": [{"figure": "budget_use", "title": "Forbruk", "asked": "2024-05-16", "printed": "90 %",
                     "counts": "9 av 10", "exact": "0.9"}],
        "table": {"name": "Risikoer", "columns": [{"heading": "Risiko", "numeric": False, "decimals": 0, "missing": "",
                  "markup": False, "share": False}], "rows": [["Penger"]], "note": "Kilde: arket.", "total": False},
    }],
}  # fmt: skip


def test_what_an_old_lock_kept_is_read_and_what_it_lacks_is_empty():
    read = loads(json.dumps(OLD))
    assert (read.as_of, read.compared_with, read.paper, read.version) == (date(2024, 5, 16), None, (), 0)
    assert [(one.figure, one.asked) for one in read.steps[0].figures] == [("budget_use", date(2024, 5, 16))]


def test_a_section_of_an_old_lock_shows_the_table_as_it_was_printed():
    made = section(loads(json.dumps(OLD)).steps[0])
    assert (made.heading, made.headline, made.sentences) == ("Risiko", "Én risiko er høy.", ("1: Penger.",))
    (exhibit,) = made.exhibits
    assert exhibit.printed_table is not None and exhibit.printed_table.rows == (("Penger",),)
