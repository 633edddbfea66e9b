"""Make the demo: three dated workbooks, as a coordinator might have uploaded them over time.

    python -m data.demo.make_demo [FOLDER]      (from the repository's root; the same bytes each time)

SYNTHETIC DATA (syntetiske data): no person, candidate, post, occupancy, meeting or amount in them is real. Only some
sums are: SSB's figures per municipality at the end of 2025 (posts with and without a doctor, inhabitants on the lists,
caps) and the published vacancies of October 2020, November 2021 and January 2023, read from the programme's
`observations.csv`. Everything after 2025-12-31 is made up as well. Each workbook holds what was known on its day, and
its import is to be recorded as of that day.
"""

from __future__ import annotations

import sys
from datetime import date, datetime
from functools import partial
from io import BytesIO
from pathlib import Path
from random import Random

import xlsxwriter

from data.demo.candidates import candidate_facts, started
from data.demo.facts import Fact, Truth, Values, days
from data.demo.lists import list_counts
from data.demo.other_posts import locums, other_posts
from data.demo.post import Post, Spell
from data.demo.posts import fastlege_posts
from data.demo.project import project_facts
from data.demo.register import register_facts
from data.demo.story import EVER_LATE, UPLOADS, Observations, Upload, municipalities
from data.demo.trainees import trainees
from data.demo.training import training_facts
from helgelandlegen.workbook.sheets import SHEETS, Kind, Scope, Sheet

FOLDER = Path(__file__).resolve().parent
NOTICE, SIGNED = days(184), days(160)  # how long before an occupancy's end and beginning they are known
MISTAKEN = (
    date(2023, 12, 31),
    date(2024, 2, 20),
)  # a locum entered as permanent: the day it shows, the day it is found


def accepted_at(file_name: str) -> date:
    """The day on which the import of that workbook is to be recorded: the date that its name begins with."""
    return date.fromisoformat(file_name[:10])


def tell() -> Truth:
    """Everything that happened, with the days on which it became known. Each part has its own seeded random numbers."""
    observed = Observations()
    fastlege = fastlege_posts(Random("stillinger 11"), observed)
    posts = fastlege + other_posts()
    found = trainees(Random("leger i spesialisering"), posts)
    stand_ins = locums(Random("vikarer"), fastlege)
    spells = [spell for post in posts for spell in post.spells] + stand_ins
    codes = _doctor_codes(spells)
    with_post = started(Random("ansatte kandidater"), posts, found)
    numbers = [number for number in municipalities() if number not in EVER_LATE]
    candidates, candidate_of = candidate_facts(Random("kandidater 8"), with_post, numbers)
    return {
        "position": [_post(post) for post in posts],
        "occupancy": _occupancies(spells, codes),
        "list_count": list_counts(Random("lister"), fastlege, observed),
        **candidates,
        **training_facts(Random("utdanning 838"), found, codes, candidate_of),
        **project_facts(Random("prosjekt")),
        **register_facts(),
    }


def _doctor_codes(spells: list[Spell]) -> dict[object, str]:
    codes: dict[object, str] = {}
    for spell in sorted(spells, key=lambda s: (s.begin, s.post.post_id, s.kind)):
        codes.setdefault(spell.doctor, f"L{len(codes) + 1:04d}")
    return codes


def _post(post: Post) -> Fact:
    values: Values = {
        "position_id": post.post_id, "municipality": post.municipality, "position_type": post.kind,
        "office": post.office, "operating_form": post.form, "percent": post.percent,
        "fixed_pathway": post.fixed_pathway, "valid_from": post.opened,
    }  # fmt: skip
    return Fact(
        post.opened - days(60), values, [(post.closed - NOTICE, {"valid_to": post.closed})] if post.closed else []
    )


def _occupancies(spells: list[Spell], codes: dict[object, str]) -> list[Fact]:
    rows = []
    for spell in spells:
        values: Values = {
            "position_id": spell.post.post_id, "doctor_id": codes[spell.doctor], "occupancy": spell.kind,
            "valid_from": spell.begin,
        }  # fmt: skip
        known_on = max(spell.begin - (SIGNED if spell.kind == "Fast" else days(30)), spell.post.opened - days(60))
        fact = Fact(known_on, values)
        if spell.end:
            fact.changes.append((max(known_on, spell.end - NOTICE), {"valid_to": spell.end}))
        rows.append(fact)
    shows, found_out = MISTAKEN
    mistaken = next(
        row for row, spell in zip(rows, spells, strict=True)
        if spell.kind == "Vikar" and spell.covers(shows) and spell.post.municipality not in EVER_LATE
    )  # fmt: skip
    mistaken.values["occupancy"] = "Fast"
    mistaken.changes.append((found_out, {"occupancy": "Vikar"}))
    return rows


def rows_of(upload: Upload, truth: Truth) -> dict[str, list[Values]]:
    """Sheet name → rows as known on the upload's day, without the late municipalities, in key order."""
    reporting = {number for number in municipalities() if number not in upload.late}
    rows: dict[str, list[Values]] = {"report": _report(upload, reporting)}
    for name, facts in truth.items():
        sheet = SHEETS[name]
        known = [row for row in (fact.as_known(upload.day) for fact in facts) if row is not None]
        if sheet.scope is Scope.MUNICIPALITY:
            known = [row for row in known if row["municipality"] in reporting]
        elif sheet.scope is Scope.PARENT and sheet.parent:
            key = SHEETS[sheet.parent].keys[0].name
            parents = {row[key] for row in rows[sheet.parent]}
            known = [row for row in known if row[key] in parents]
        rows[name] = sorted(known, key=partial(_key, sheet))
    return rows


def _key(sheet: Sheet, row: Values) -> list[str]:
    return [str(row.get(column.name)) for column in sheet.keys]


def _report(upload: Upload, reporting: set[str]) -> list[Values]:
    return [
        {"report_date": upload.day, "municipality": number, "submitter": "Koordinator (demo)"}
        for number in sorted(reporting)
    ]


def workbook(upload: Upload, truth: Truth) -> bytes:
    """The .xlsx file. Nothing in it depends on when or where it is made."""
    rows, names, content = rows_of(upload, truth), municipalities(), BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    made_on = datetime(upload.day.year, upload.day.month, upload.day.day, 12)
    book.set_properties({"title": "Syntetiske data", "author": "Demo", "created": made_on})
    bold, dated = book.add_format({"bold": True}), book.add_format({"num_format": "dd.mm.yyyy"})
    for sheet in [sheet for sheet in SHEETS.values() if sheet.name in rows]:
        page = book.add_worksheet(sheet.heading)
        page.freeze_panes(1, 0)
        for place, column in enumerate(sheet.columns):
            page.set_column(place, place, max(12, len(column.heading) + 2))
            page.write_string(0, place, column.heading, bold)
        for line, row in enumerate(rows[sheet.name], 1):
            for place, value in enumerate(_cells(sheet, row, names)):
                if isinstance(value, date):
                    page.write_datetime(line, place, datetime(value.year, value.month, value.day), dated)
                elif isinstance(value, str):
                    page.write_string(line, place, value)
                elif value is not None:
                    page.write_number(line, place, value)
    book.close()
    return content.getvalue()


def _cells(sheet: Sheet, row: Values, names: dict[str, str]) -> list[date | str | int | None]:
    """The row's cells as a coordinator types them: a municipality by its name, yes and no in words."""
    cells: list[date | str | int | None] = []
    for column in sheet.columns:
        value = row.get(column.name)
        if column.kind is Kind.MUNICIPALITY:
            value = names.get(str(value), value)
        elif column.kind is Kind.YES_NO and value is not None:
            value = "Ja" if value else "Nei"
        elif isinstance(value, float):
            value = int(value)
        assert value is None or isinstance(value, date | str | int)
        cells.append(value or None if isinstance(value, str) else value)
    return cells


def make(folder: Path = FOLDER) -> list[Path]:
    """Write the three workbooks into the folder; their paths, oldest first."""
    truth, paths = tell(), []
    for upload in UPLOADS:
        paths.append(folder / upload.file_name)
        paths[-1].write_bytes(workbook(upload, truth))
    return paths


if __name__ == "__main__":
    for path in make(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER):
        print(path)
