"""What each command of the command line does."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from helgelandlegen import backup_commands, briefing_commands, kpis, queries, ssb
from helgelandlegen.database import Store, reading
from helgelandlegen.errors import PlainError
from helgelandlegen.places import write_whole
from helgelandlegen.programme import Programme
from helgelandlegen.queries import Reader
from helgelandlegen.workbook import demo, exports, first, layouts
from helgelandlegen.workbook.compare import CHANGED, GONE, NEW, counts
from helgelandlegen.workbook.findings import Finding
from helgelandlegen.workbook.history import history, withdraw
from helgelandlegen.workbook.imports import Intent, Outcome, store_file, try_out
from helgelandlegen.workbook.intake import from_disk, look_through
from helgelandlegen.workbook.sheets import SHEETS
from helgelandlegen.workbook.template import template

Command = Callable[[Namespace, Programme, Path], int]
COMMAND_LINE = "Kommandolinjen"  # who did it, as the history says it


def run(given: Namespace, programme: Programme, path: Path) -> int:
    """Runs the command that was given on the store at `path`; the exit code."""
    return COMMANDS[given.command](given, programme, path)


def _template(given: Namespace, programme: Programme, path: Path) -> int:
    write_whole(given.out, template(programme))
    return 0


def _export(given: Namespace, programme: Programme, path: Path) -> int:
    if given.municipality and given.municipality not in programme.by_number:
        raise PlainError(f"Kommunen «{given.municipality}» er ikke med i programmet. Skriv kommunenummeret.")
    if given.out.suffix.lower() not in (".xlsx", ".zip"):
        raise PlainError(f"«{given.out.name}» må slutte på .xlsx eller .zip.")
    packed = given.out.suffix.lower() == ".zip"
    if packed and given.municipality:
        raise PlainError("En .zip har alle kommunene. Velg .xlsx for én kommune.")
    with reading(path, programme) as store:
        write_whole(given.out, exports.bundle(store) if packed else exports.workbook(store, given.municipality))
    return 0


def _check(given: Namespace, programme: Programme, path: Path) -> int:
    found = []
    with ExitStack() as stack:
        # Without a store the files are checked against an empty one in memory: checking makes nothing.
        store = stack.enter_context(reading(path, programme) if path.exists() else Store(None, programme))
        for file in given.files:
            checked = look_through(from_disk(file), programme, layouts=layouts.known(store))
            found.append((file, try_out(store, checked)))
    if given.json:
        _print_json([{"file": str(file)} | _finding(f) for file, outcome in found for f in outcome.findings])
    else:
        for file, outcome in found:
            _print_findings(file, outcome.findings)
    return int(any(outcome.stopped for _, outcome in found))


def _import(given: Namespace, programme: Programme, path: Path) -> int:
    done = []
    with first.opened(path, programme) as store:
        for file in given.files:
            received = from_disk(file)
            checked = look_through(received, programme, layouts=layouts.known(store))
            content, kept_as = layouts.to_keep(received, checked)
            intent = Intent(done_by=COMMAND_LINE, kept_as=kept_as)
            done.append((file, store_file(store, checked, content, intent)))
    if given.json:
        _print_json([_imported(file, outcome) for file, outcome in done])
    else:
        for file, outcome in done:
            _print_findings(file, outcome.findings)
            print(f"{file}: {_in_words(outcome)}")
    return int(any(o.stopped or (o.undoes_decisions and o.import_id is None) for _, o in done))


def _imported(file: Path, outcome: Outcome) -> dict[str, Any]:
    sheets = {SHEETS[name].heading: {"new": 0, "changed": 0, "gone": 0} for name in outcome.sheets}
    for (name, _), counted in counts(outcome.differences).items():
        tally = sheets[SHEETS[name].heading]
        for key, what in (("new", NEW), ("changed", CHANGED), ("gone", GONE)):
            tally[key] += counted[what]
    return {
        "file": str(file),
        "import_id": outcome.import_id,
        "sheets": sheets,
        "findings": [_finding(f) for f in outcome.findings],
    }


def _in_words(outcome: Outcome) -> str:
    if outcome.stopped:
        return "ikke tatt inn. Databasen er uendret."
    if outcome.undoes_decisions and outcome.import_id is None:
        return "ikke tatt inn. Vedtak eller mål fra et møte ville blitt borte; bruk «Last opp» hvis de skal bort."
    if outcome.import_id is None:
        return f"var tatt inn før, som import {outcome.same_as}. Databasen er uendret."
    total = Counter(difference.what for difference in outcome.differences)
    return f"import {outcome.import_id}: {total[NEW]} nye, {total[CHANGED]} endrede og {total[GONE]} fjernede rader."


def _kpis(given: Namespace, programme: Programme, path: Path) -> int:
    _not_after_today(given.as_of, programme)
    with reading(path, programme) as store, store.cursor() as cursor:
        reader = Reader(cursor, queries.known_at(programme, given.known_on), [given.as_of])
        found = [f for f in kpis.compute(reader, kpis.catalogue().values()) if f.grouped_by == given.by]
    listed = [
        {
            "kpi": f.kpi, "as_of": f.as_of, "group": f.group, "numerator": f.numerator,
            "denominator": f.denominator, "value": f.value,
        }
        for f in found
    ]  # fmt: skip
    _print_rows(listed, given.json)
    return 0


def _rows(given: Namespace, programme: Programme, path: Path) -> int:
    _not_after_today(given.as_of, programme)
    figure = kpis.kpi(given.kpi)
    with reading(path, programme) as store, store.cursor() as cursor:
        found = kpis.rows_behind(Reader(cursor, queries.known_at(programme, given.known_on), [given.as_of]), figure)
    _print_rows(found, given.json)
    return 0


def _not_after_today(as_of: date, programme: Programme) -> None:
    if as_of > programme.today():
        raise PlainError(f"{as_of:%d.%m.%Y} er fram i tid. Velg en dag til og med i dag.")


def _imports(given: Namespace, programme: Programme, path: Path) -> int:
    with reading(path, programme) as store:
        _print_rows(history(store), given.json)
    return 0


def _undo(given: Namespace, programme: Programme, path: Path) -> int:
    if not path.exists():
        raise PlainError(f"Det finnes ingen database på {path}.")
    with Store(path, programme) as store:
        done = withdraw(store, given.import_id, done_by=COMMAND_LINE)
    if not done.done:
        for found in done.findings:
            print(found.message, file=sys.stderr)
        raise PlainError(f"Import {given.import_id} er ikke trukket tilbake. Databasen er uendret.")
    print(f"Import {given.import_id} er trukket tilbake. {len(done.differences)} rader er endret.")
    return 0


def _demo(given: Namespace, programme: Programme, path: Path) -> int:
    with first.opened(path, programme) as store:
        demo.load(store)
    print("Demodataene er lagt inn. Alle tall i dem er oppdiktet.")
    return 0


def _backups(given: Namespace, programme: Programme, path: Path) -> int:
    _print_rows(backup_commands.listed(programme, path), given.json)
    return 0


def _refresh_official(given: Namespace, programme: Programme, path: Path) -> int:
    done = ssb.refresh(programme, ssb.over_the_network)
    print(f"SSB-tallene er hentet. Endrede verdier: {done.changed}. Nye: {done.new}. Som før: {done.unchanged}.")
    return 0


COMMANDS: dict[str, Command] = {
    "template": _template, "export": _export, "check": _check, "import": _import, "kpis": _kpis, "rows": _rows,
    "imports": _imports, "undo": _undo, "demo": _demo, "refresh-official": _refresh_official,
    "backup": backup_commands.backup, "backups": _backups, "restore": backup_commands.restore,
    "check-store": backup_commands.check_store, "briefing": briefing_commands.briefing,
}  # fmt: skip


def _finding(found: Finding) -> dict[str, Any]:
    order = ("level", "code", "sheet", "row", "column", "value", "message")
    values = asdict(found)
    return {key: values[key] for key in order}


def _print_findings(file: Path, found: Iterable[Finding]) -> None:
    for one in found:
        print(f"{file}: {one.level}: {one.message}")


def _print_json(what: object) -> None:
    json.dump(what, sys.stdout, ensure_ascii=False, indent=1, default=_plain)
    print()


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value)


def _print_rows(rows: list[dict[str, Any]], as_json: bool) -> None:
    """JSON, or columns as wide as their widest cell."""
    if as_json:
        _print_json(rows)
        return
    if not rows:
        print("Ingen rader.")
        return
    table = [list(rows[0])] + [[_cell(value) for value in row.values()] for row in rows]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for line in table:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def _cell(value: object) -> str:
    if value is None:
        return "–"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
