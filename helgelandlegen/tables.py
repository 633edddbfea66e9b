"""The sheets' tables and relations, made from the declaration: the only SQL that is not written in queries/.

A sheet's table `<name>_row` keeps every row of every import. The relation `<name>` is what holds now, or held as known
at a moment: for each scope the rows of the newest visible import that speaks for it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from helgelandlegen.workbook.sheets import SHEETS, Scope, Sheet

VISIBLE = """visible_import as (
    select import_id, accepted_at from import where accepted_at <= $known_at and import_id not in (
        select import_id from withdrawal
        where withdrawn_at <= $known_at and (restored_at is null or restored_at > $known_at)))"""

CURRENT_SCOPE = """current_scope as (
    select sheet, scope, max(import_id) as import_id, arg_max(reported_on, import_id) as reported_on
    from import_scope semi join visible_import using (import_id) where scope is not null group by all)"""

HELD = """held as (
    select distinct sheet, municipality from import_scope semi join visible_import using (import_id))"""

REPORT = """report as (
    select * exclude (scope) from report_row semi join visible_import using (import_id)
    qualify row_number() over (partition by report_date, municipality order by import_id desc) = 1)"""


def table_statements(existing: dict[str, set[str]]) -> list[str]:
    """The statements that bring the database's tables (name → column names) up to the declaration."""
    statements = []
    for sheet in SHEETS.values():
        table = f"{sheet.name}_row"
        columns = [f"{c.name} {c.sql_type}" for c in sheet.stored]
        if table not in existing:
            fixed = ["import_id integer not null", "excel_row integer not null", "scope varchar not null"]
            statements.append(f"create table {table} ({', '.join(fixed + columns)})")
        else:
            statements += [
                f"alter table {table} add column {c.name} {c.sql_type}"
                for c in sheet.stored
                if c.name not in existing[table]
            ]
    return statements


def _sheet_relation(sheet: Sheet) -> str:
    # A row with its own identity may be reported by two municipalities (the doctor moved): the newer report has it.
    moved = sheet.scope is Scope.MUNICIPALITY and all(c.name != "municipality" for c in sheet.keys)
    keys = ", ".join(c.name for c in sheet.keys)
    newest = (
        f"qualify row_number() over (partition by {keys} order by c.reported_on desc, c.import_id desc) = 1"
        if moved
        else ""
    )
    return f"""{sheet.name} as (
    select r.* exclude (scope) from {sheet.name}_row r
    join current_scope c on c.sheet = '{sheet.name}' and c.scope = r.scope and c.import_id = r.import_id {newest})"""


def relations() -> dict[str, str]:
    """Each relation's name and its definition as a common table expression; parameter `$known_at` (UTC)."""
    made = {s.name: _sheet_relation(s) for s in SHEETS.values() if s.scope is not Scope.REPORT}
    return {"visible_import": VISIBLE, "current_scope": CURRENT_SCOPE, "held": HELD, "report": REPORT} | made


def insert_statement(sheet: Sheet) -> str:
    """Inserts rows given as `$import_id` and `$columns`: excel_row, scope and each column, as `packed` makes them."""
    columns = ["excel_row", "scope", *(c.name for c in sheet.stored)]
    types = ["integer", "varchar", *(c.sql_type for c in sheet.stored)]
    shape = json.dumps({name: [kind] for name, kind in zip(columns, types, strict=True)})
    lists = ", ".join(f"unnest(given.{name})" for name in columns)
    return (
        f"insert into {sheet.name}_row (import_id, {', '.join(columns)}) select $import_id, {lists}"
        f" from (select json_transform_strict($columns::json, '{shape}') as given)"
    )


def packed(columns: Mapping[str, Sequence[object]]) -> str:
    """One list a column as JSON text: bound as a Python list each value costs ten times as much."""
    return json.dumps(columns, default=str)


def all_of(relation: str) -> str:
    """All rows of a relation."""
    return f"select * from {relation}"


def keep_statement(name: str, select: str) -> str:
    """Makes a relation into a temporary table of its own name."""
    return f"create or replace temp table {name} as {select}"


def drop_statement(name: str) -> str:
    """Drops such a table."""
    return f"drop table temp.{name}"


def remember_statement(sheet: Sheet, state: str) -> str:
    """Keeps a sheet's state in the temporary table `before_<name>`, to compare with after a change."""
    return keep_statement(f"before_{sheet.name}", state)


def size_statement(sheet: Sheet) -> str:
    """How many rows the remembered state has."""
    return f"select count(*) as size from before_{sheet.name}"


def compare_statement(sheet: Sheet) -> str:
    """The differences between `before_<name>` and the state now, one row a differing row.

    Returns `what` (ny, endret, borte), excel_row, the key columns, in a municipality's sheet `owner` (its number), and
    for each other column a pair (before, after), null where they agree.
    """
    keys = [c.name for c in sheet.keys]
    fields = [c for c in sheet.stored if not c.key]
    same = " and ".join(f"b.{k} is not distinct from a.{k}" for k in keys)
    differ = " or ".join(_differs(c.name) for c in fields) or "false"
    both = "b.import_id + a.import_id is not null"
    what = "case when b.import_id is null then 'ny' when a.import_id is null then 'borte' else 'endret' end as what"
    shown = "".join(
        f", case when {both} and {_differs(c.name)} then [b.{c.name}, a.{c.name}] end as {c.name}" for c in fields
    )
    key_list = ", ".join(f"coalesce(a.{k}, b.{k}) as {k}" for k in keys)
    if sheet.scope is Scope.MUNICIPALITY:
        key_list += ", coalesce(a.municipality, b.municipality) as owner"
    return f"""select {what}, coalesce(a.excel_row, b.excel_row) as excel_row, {key_list}{shown}
from before_{sheet.name} b full join {sheet.name} a on {same}
where b.import_id is null or a.import_id is null or {differ} order by 1, 2"""


def _differs(column: str) -> str:
    return f"b.{column} is distinct from a.{column}"


def orphan_statement(sheet: Sheet, column: str, parent: str) -> str:
    """The rows of a sheet whose `column` names no row of the parent sheet: import_id, excel_row, value."""
    return f"""select c.import_id, c.excel_row, c.{column} as value from {sheet.name} c
anti join {parent} p on p.{column} = c.{column} where c.{column} is not null order by all"""


def written_first_statement(sheet: Sheet) -> str:
    """For each remembered row its key and the kind of the import, other than `$import_id`, that wrote it first so."""
    keys = ", ".join(f"b.{c.name}" for c in sheet.keys)
    same = " and ".join(f"r.{c.name} is not distinct from b.{c.name}" for c in sheet.stored)
    return f"""select {keys}, arg_min(i.kind, i.import_id) as kind from before_{sheet.name} b
join {sheet.name}_row r on {same} join import i on i.import_id = r.import_id and i.import_id <> $import_id
where i.import_id not in (select import_id from withdrawal where restored_at is null) group by all"""


def claimed_statement(sheet: Sheet) -> str:
    """The rows of import `$import_id` whose key another municipality than `$covered` had: excel_row, value, other."""
    key = sheet.keys[0].name
    fields = "".join(f", b.{c.name} as before_{c.name}, s.{c.name}" for c in sheet.stored if c.name != key)
    return f"""select s.excel_row, s.{key} as value, b.municipality as other{fields}
from {sheet.name}_row s join before_{sheet.name} b using ({key})
where s.import_id = $import_id and b.municipality not in (select unnest($covered::varchar[])) order by 1"""


def remembered_scopes_statement(sheet: Sheet) -> str:
    """How many rows the remembered state has for each municipality, parent, or (scope null) the whole programme."""
    scope = sheet.scope_column.name if sheet.scope_column else "null"
    return f"select {scope} as scope, count(*) as size from before_{sheet.name} group by all"


def owner_statement(sheet: Sheet) -> str:
    """Which municipality each row's key belongs to in the state before: the key, municipality."""
    return f"select {sheet.keys[0].name} as scope, municipality from {sheet.name}"


def into(table: str, select: str) -> str:
    """Inserts the rows of a statement into a table, by the names of its columns."""
    return f"insert into {table} by name {select}"
