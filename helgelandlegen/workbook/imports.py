"""Try and import: what a file would do to the store, and doing it, in one transaction.

A trial does all that an import does and then rolls back; so what the preview shows is what the import will do.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from helgelandlegen import backups, kpis, queries
from helgelandlegen.backups import Why
from helgelandlegen.database import Cursor, Store, now, rows
from helgelandlegen.errors import PlainError
from helgelandlegen.kpis import Figure
from helgelandlegen.queries import Reader
from helgelandlegen.workbook import original
from helgelandlegen.workbook.check import CheckedFile
from helgelandlegen.workbook.compare import (
    CHANGED,
    GONE,
    NEW,
    UNDONE,
    Difference,
    broken,
    counts,
    dangling,
    differences,
    falls,
    resulting,
    undone,
)
from helgelandlegen.workbook.findings import Finding, Level, finding
from helgelandlegen.workbook.progress import COMPARING, COUNTING, Progress
from helgelandlegen.workbook.sheets import SHEETS, Scope
from helgelandlegen.workbook.stage import stage

UPLOAD, FIRST_TARGETS, DEMO, CORRECTION = "opplasting", "programmets mål", "demo", "rettelse"
DECISION = "beslutning"  # written in the app in a meeting


class ImportRefused(PlainError):
    """The state that would result contradicts itself; nothing was changed."""


@dataclass
class Outcome:
    """What a file does, or did. `import_id` is None until it is stored; `version` is the data it was compared with.

    `covered` are the numbers of the municipalities that the file speaks for; `declared` says whether its report names
    them. `same_as` is an earlier import of the very same file. `after` are the programme's figures today if it counts,
    empty where it is stopped.
    """

    file_name: str
    sha256: str
    version: int
    findings: list[Finding]
    covered: tuple[str, ...] = ()
    declared: bool = False
    sheets: tuple[str, ...] = ()
    differences: list[Difference] = field(default_factory=list)
    rows_read: int = 0
    import_id: int | None = None
    same_as: int | None = None
    compared_anew: bool = False
    after: list[Figure] = field(default_factory=list)

    @property
    def stopped(self) -> bool:
        """Something keeps the file out."""
        return any(f.level is Level.STOP for f in self.findings)

    @property
    def undoes_decisions(self) -> bool:
        """Decisions or targets written in the app would go or be written over: that takes a yes of its own."""
        return any(f.code == UNDONE for f in self.findings)

    @property
    def unchanged(self) -> bool:
        """The very same file counts already and would change nothing."""
        return self.same_as is not None and not self.differences


@dataclass(frozen=True)
class Intent:
    """What is done with a file, and by whom (a role). `kept_as` is the ending of the file that is kept, if not its own.

    `expected` is the data version that the person saw: if somebody imported in between, nothing is stored and the
    outcome is compared anew. `accepted_at` (UTC) is for data that tell an older history. `may_undo`: decisions and
    targets written in the app may go; else such a file is not stored.
    """

    kind: str = UPLOAD
    done_by: str | None = None
    expected: int | None = None
    accepted_at: datetime | None = None
    kept_as: str | None = None
    may_undo: bool = False


def try_out(store: Store, checked: CheckedFile, *, kind: str = UPLOAD, progress: Progress | None = None) -> Outcome:
    """What importing the file would do. Nothing is stored."""
    return _run(store, checked, None, Intent(kind), progress or Progress())


def store_file(
    store: Store,
    checked: CheckedFile,
    content: bytes,
    intent: Intent | None = None,
    progress: Progress | None = None,
) -> Outcome:
    """Imports the file, whole or not at all; `Outcome.import_id` says whether it was stored.

    `content` is what is kept as the original. Cancelled, with nothing stored, where `progress` says so in time.
    """
    return _run(store, checked, content, intent or Intent(), progress or Progress())


def _run(store: Store, checked: CheckedFile, content: bytes | None, intent: Intent, progress: Progress) -> Outcome:
    outcome = Outcome(checked.file_name, checked.sha256, store.version, list(checked.findings))
    outcome.rows_read = sum(len(found) for found in checked.sheets.values())
    outcome.declared = checked.declared is not None
    intent = replace(intent, accepted_at=intent.accepted_at or now())
    progress.tell(COMPARING, 0, outcome.rows_read)
    stored = False
    with store.transaction(keep=lambda: stored) as cursor:
        outcome.version = store.version
        outcome.compared_anew = intent.expected is not None and intent.expected != store.version
        import_id = _add(cursor, outcome, intent)
        _compare(cursor, store, checked, outcome, import_id, intent, progress)
        refused = outcome.stopped or outcome.unchanged or outcome.compared_anew
        if content is not None and not (refused or (outcome.undoes_decisions and not intent.may_undo)):
            if intent.kind not in (FIRST_TARGETS, DEMO):  # these come into a store that holds nothing of anybody's
                backups.take(store, Why.IMPORT)
            _finish(cursor, store, checked, outcome, import_id, intent, progress)
            original.keep(store.path, outcome.sha256, outcome.file_name, content, intent.kept_as)
            stored = True
        elif not outcome.stopped:
            outcome.after = figures_today(cursor, store)
    if stored:
        outcome.import_id = import_id
        store.write_read_copy()
    return outcome


def figures_today(cursor: Cursor, store: Store) -> list[Figure]:
    """The programme's figures today as a transaction's state has them."""
    reader = Reader(cursor, dates=[store.programme.today()])
    found = kpis.compute(reader, kpis.catalogue().values(), (kpis.PROGRAMME,))
    reader.forget()
    return found


def _add(cursor: Cursor, outcome: Outcome, intent: Intent) -> int:
    number = rows(cursor, queries.folder("list")["next_import"].sql, {"sha256": outcome.sha256})[0]
    outcome.same_as = number["same_as"]
    queries.change(
        cursor, "add_import", import_id=number["import_id"], kind=intent.kind, file_name=outcome.file_name,
        sha256=outcome.sha256, accepted_at=intent.accepted_at, done_by=intent.done_by,
    )  # fmt: skip
    return int(number["import_id"])


def _compare(
    cursor: Cursor, store: Store, checked: CheckedFile, outcome: Outcome, import_id: int, intent: Intent,
    progress: Progress,
) -> None:  # fmt: skip
    programme = store.programme
    accepted_on = programme.local(intent.accepted_at or now()).date()
    staged = stage(cursor, checked, programme, import_id, accepted_on, intent.kind == CORRECTION, progress)
    state = Reader(cursor)
    state.keep(*(s.name for s in SHEETS.values() if s.scope is not Scope.REPORT))
    outcome.covered = tuple(sorted(staged.covered))
    outcome.sheets = tuple(s.name for s in staged.sheets)
    outcome.differences = differences(state, staged.sheets, staged.owners)
    names = {m.number: m.name for m in programme.municipalities}
    called = checked.called
    outcome.findings += staged.findings + dangling(state, import_id, _keys(checked), called)
    outcome.findings += resulting(state, import_id, called)
    if not outcome.stopped:  # with rows left out for errors, a fall says nothing
        outcome.findings += falls(cursor, staged.sheets, outcome.differences, staged.owners, names, called)
    if intent.kind != DECISION:
        outcome.findings += undone(cursor, outcome.differences, import_id, DECISION, called)
    if outcome.same_as:
        code = "same_file" if outcome.unchanged else "same_file_older"
        outcome.findings.append(finding(code, import_id=outcome.same_as))
    if not outcome.declared and outcome.covered and not outcome.stopped:
        spoken = [programme.group_name(m) for m in outcome.covered]
        outcome.findings.append(finding("no_report", municipalities=spoken))
    _sort(outcome, called)
    state.forget()


def _keys(checked: CheckedFile) -> dict[str, set[Any]]:
    """The keys of the file's own rows, by sheet: also of those that an error keeps from belonging anywhere."""
    return {
        name: {row.values[SHEETS[name].keys[0].name] for row in found} for name, found in checked.sheets.items()
    }  # fmt: skip


def _sort(outcome: Outcome, called: dict[str, str]) -> None:
    order = {called.get(s.name, s.heading): i for i, s in enumerate(SHEETS.values())}
    outcome.findings.sort(key=lambda f: (order.get(f.sheet or "", -1), f.row or 0))


def _finish(
    cursor: Cursor, store: Store, checked: CheckedFile, outcome: Outcome, import_id: int, intent: Intent,
    progress: Progress,
) -> None:  # fmt: skip
    """Records what changed and what was corrected, checks the resulting state, and computes the figures anew."""
    counted = [(s, m, c) for (s, m), c in counts(outcome.differences).items()]
    queries.change(
        cursor, "add_changes", import_id=import_id, sheets=[s for s, _, _ in counted],
        municipalities=[m for _, m, _ in counted], added=[c[NEW] for *_, c in counted],
        changed=[c[CHANGED] for *_, c in counted], gone=[c[GONE] for *_, c in counted],
    )  # fmt: skip
    kept = outcome.findings
    queries.change(
        cursor, "add_findings", import_id=import_id, levels=[str(f.level) for f in kept], codes=[f.code for f in kept],
        sheets=[f.sheet for f in kept], excel_rows=[f.row for f in kept], headings=[f.column for f in kept],
        messages=[f.message for f in kept],
    )  # fmt: skip
    made = checked.corrections
    queries.change(
        cursor, "add_corrections", import_id=import_id, sheets=[c.sheet for c in made],
        excel_rows=[c.cell.row for c in made], headings=[c.heading for c in made],
        originals=[c.original for c in made], corrected=[c.corrected for c in made], dates=[c.at for c in made],
        done_by=intent.done_by,
    )  # fmt: skip
    progress.tell(COUNTING)
    settle(cursor, store)
    progress.tell(COUNTING)  # the last moment at which it can be stopped


def settle(cursor: Cursor, store: Store) -> None:
    """Asks a changed state whether it contradicts itself and computes its figures; ImportRefused where it does."""
    dates = kpis.published_dates(Reader(cursor), store.programme)
    if wrong := broken(Reader(cursor, dates=dates)):
        raise ImportRefused(f"Tallene ville motsagt seg selv ({', '.join(wrong)}). Ingenting er endret.")
    kpis.refresh(cursor, dates)
