"""Brings a store up to the numbered schema files, the declaration of the sheets and the programme's folder."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from helgelandlegen import tables
from helgelandlegen.database.opening import Cursor, StoreNewer
from helgelandlegen.programme import ROOT, Programme

SCHEMA = ROOT / "queries" / "schema"


def now() -> datetime:
    """The time as the store keeps it: UTC without zone (fetching zoned timestamps needs a library of its own)."""
    return datetime.now(UTC).replace(tzinfo=None)


def migrate(cursor: Cursor, programme: Programme, path: Path | None) -> None:
    """Runs the schema files not run before, in one transaction; StoreNewer where the store is not one of ours."""
    cursor.execute("begin transaction")
    existing = existing_tables(cursor)
    require_ours(cursor, existing, path)
    cursor.execute("create table if not exists schema_step (step varchar, run_at timestamp)")
    done = {row[0] for row in cursor.execute("select step from schema_step").fetchall()}
    for file in sorted(SCHEMA.glob("*.sql")):
        if file.stem not in done:
            cursor.execute(file.read_text(encoding="utf-8"))
            cursor.execute("insert into schema_step values ($step, $at)", {"step": file.stem, "at": now()})
    for statement in tables.table_statements(existing):
        cursor.execute(statement)
    _write_programme(cursor, programme)
    cursor.execute("commit")


def existing_tables(cursor: Cursor, database: str | None = None) -> dict[str, set[str]]:
    """The columns of each table of a database, by default the connection's own."""
    found: dict[str, set[str]] = {}
    for table, column in cursor.execute(
        "select table_name, column_name from duckdb_columns()"
        " where database_name = coalesce($name, current_database()) and not internal and schema_name = 'main'",
        {"name": database},
    ).fetchall():
        found.setdefault(table, set()).add(column)
    return found


def require_ours(cursor: Cursor, existing: dict[str, set[str]], path: Path | None, prefix: str = "") -> None:
    """StoreNewer where a database is another program's, or has been through schema steps that are not known here."""
    if not existing:
        return
    if not {"schema_step", "data_version"} <= existing.keys():
        raise StoreNewer(f"Databasen {path} er laget av et annet program. Velg dashbordets egen fil.")
    steps = {row[0] for row in cursor.execute(f"select step from {prefix}schema_step").fetchall()}
    if unknown := steps - {file.stem for file in SCHEMA.glob("*.sql")}:
        raise StoreNewer(
            f"Databasen {path} er laget av en nyere utgave av dashbordet ({', '.join(sorted(unknown))}). "
            "Bruk den nyere utgaven. Databasen er uendret."
        )


def _write_programme(cursor: Cursor, programme: Programme) -> None:
    # The folder is the truth; the store holds a copy so that SQL can join it.
    members = programme.municipalities
    cursor.execute("delete from municipality; delete from parameter")
    cursor.execute(
        "insert into municipality select unnest($numbers), unnest($names), unnest($sub_regions),"
        " unnest($populations), unnest(range(len($numbers)))",
        {
            "numbers": [m.number for m in members], "names": [m.name for m in members],
            "sub_regions": [m.sub_region for m in members], "populations": [m.population for m in members],
        },
    )  # fmt: skip
    cursor.execute(
        "insert into parameter values ($data_from, $free, $days)",
        {
            "data_from": programme.data_from, "free": programme.free_absence_percent,
            "days": programme.freshness_days,
        },
    )  # fmt: skip
