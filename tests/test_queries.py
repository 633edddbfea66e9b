"""The files of queries/: headers, parameters, relations; each is used, and each runs on an empty store."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from graphlib import TopologicalSorter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from helgelandlegen import change_events, kpis, queries, tables
from helgelandlegen.breakdown import breakdowns
from helgelandlegen.database import Cursor, Store
from helgelandlegen.programme import ROOT
from helgelandlegen.queries import Query, Reader, folder, known_at, read
from helgelandlegen.workbook.findings import CODES
from helgelandlegen.workbook.sheets import SHEETS
from tests.making import PROGRAMME

KPIS = folder("kpi")
REQUIRED = {"title", "theme", "place", "question", "kind", "unit", "better", "scope", "rests_on", "definition",
            "source", "caveat", "columns"}  # fmt: skip
OPTIONAL = {
    "noted": r".+", "family": r"[a-z_]+", "within": r"[a-z_]+",
    "always_shown": "yes", "groups": "programme", "count_silent": "yes", "any_post": r".*\{posts\}.*",
}  # fmt: skip
ADDED = {"name", "sub_region"}  # what the drill-down adds to a figure's own columns
# Titles, kinds, scope and direction are copied from the definitions that the figures were agreed on.
AGREED = {
    "vacant_posts": ("Ledige fastlegehjemler", "count", "lower", "A"),
    "vacancy_rate": ("Andel ledige hjemler", "share", "lower", "A"),
    "long_term_vacant": ("Ledige over ett år", "count", "lower", "A"),
    "announced_vacancies": ("Varslede ledige hjemler neste seks måneder", "count", "lower", "A"),
    "inhabitants_without_gp": ("Innbyggere på liste uten fast lege", "sum", "lower", "A"),
    "locum_cover": ("Ledige hjemler med vikar", "share", "none", "A"),
    "time_to_fill": ("Dager fra ledig til ny fast lege", "median", "lower", "A"),
    "reserve_capacity": ("Ledige listeplasser", "sum", "higher", "A"),
    "candidates_in_pipeline": ("Kandidater i løp", "count", "higher", "B"),
    "local_affiliation": ("Lokal tilknytning", "share", "higher", "B"),
    "offer_acceptance": ("Takket ja til tilbud", "share", "higher", "B"),
    "recruited": ("Rekruttert siste 12 måneder", "count", "higher", "B"),
    "lis1_fixed_pathway": ("LIS1 i fast utdanningsløp", "share", "band", "A"),
    "active_trainees": ("Leger i spesialisering (ALIS)", "count", "higher", "B"),
    "on_time_completion": ("Ferdig spesialist på normert tid", "share", "higher", "B"),
    "completed_share": ("Ferdig, i eller etter normert tid", "share", "higher", "B"),
    "dropout_share": ("Sluttet innen to år", "share", "lower", "B"),
    "on_track": ("I rute mot læringsmål", "share", "higher", "B"),
    "plan_and_supervisor": ("Plan og veileder på plass", "share", "higher", "B"),
    "registered_municipalities": ("Registrerte utdanningsvirksomheter", "share", "higher", "A"),
    "retention_24m": ("Fortsatt i kommunen etter to år", "share", "higher", "B"),
    "median_tenure": ("Median tid i kommunen (Kaplan–Meier)", "survival", "higher", "B"),
    "budget_use": ("Forbruk av budsjett hittil", "share", "band", "A"),
    "outreach_contacts": ("Nye kontakter siste 12 måneder", "sum", "higher", "A"),
    "reporting_coverage": ("Kommuner med ferske tall", "share", "higher", "A"),
}
# What each aggregate, list and change is given when it runs, beside the moment and the dates.
GIVEN: dict[str, Any] = {
    "sheets": ["position"], "headings": ["Stillinger"], "keys": ["S1"], "lock_id": 1,
    "kpi": "vacant_posts", "kpis": ["vacant_posts"], "today": date(2024, 6, 30), "import_id": 1, "sha256": "0",
    "levels": list(kpis.LEVELS), "kinds": ["count"], "rests_on": [["position"]], "programme_only": [False],
    "count_silent": [False], "forum": "Styringsgruppe", "members": ["1811"], "since": date(2023, 1, 1), "years": [2019],
    "starts": [0, 6], "post_type": "Fastlegehjemmel", "good_from": 4,
}  # fmt: skip


@pytest.fixture(scope="module")
def cursor() -> Iterator[Cursor]:
    """A cursor of an empty store."""
    with Store(None, PROGRAMME) as store, store.cursor() as opened:
        yield opened


def columns_of(cursor: Cursor, query: Query) -> list[str]:
    """The columns of a statement's result."""
    sql, used = Reader(cursor, dates=[date(2024, 1, 31)]).statement(query, **GIVEN)
    cursor.execute(sql, used)
    return [column[0] for column in cursor.description or []]


def test_the_25_agreed_figures_are_there_and_no_others():
    keys = ("title", "kind", "better", "scope")
    assert {name: tuple(query.header[key] for key in keys) for name, query in KPIS.items()} == AGREED


@pytest.mark.parametrize("name", KPIS)
def test_a_figures_header_is_complete_and_valid(name: str):
    header = KPIS[name].header
    assert header.keys() >= REQUIRED
    assert header.keys() - REQUIRED <= OPTIONAL.keys()
    assert all(header[key] for key in REQUIRED - {"rests_on"})
    assert header["kind"] in {"count", "share", "sum", "median", "survival"}
    assert header["better"] in {"lower", "higher", "band", "none"}
    assert header["scope"] in {"A", "B"}
    for key, pattern in OPTIONAL.items():
        assert key not in header or re.fullmatch(pattern, header[key]), key
    assert set(kpis.kpi(name).rests_on) <= SHEETS.keys()
    assert header["question"].endswith("?")
    assert all(header[key].endswith(".") for key in ("definition", "source", "caveat"))
    one, many = kpis.kpi(name).unit
    assert one and many and header["unit"].count("|") == 1


def test_each_figure_has_a_place_and_a_title_of_its_own():
    for key in ("place", "title", "question"):
        assert len({q.header[key] for q in KPIS.values()}) == len(KPIS), key


def test_figures_of_one_theme_stand_together():
    themes = [figure.theme for figure in kpis.catalogue().values()]
    changes = sum(a != b for a, b in pairwise(themes))
    assert changes == len(set(themes)) - 1


def test_a_family_has_more_than_one_member_and_one_kind():
    families: dict[str, list[kpis.Kpi]] = {}
    for figure in kpis.catalogue().values():
        if figure.family:
            families.setdefault(figure.family, []).append(figure)
    assert families
    for members in families.values():
        assert len(members) > 1
        assert {(m.kind, m.scope, m.rests_on) for m in members} == {("share", "B", members[0].rests_on)}


def test_the_sheets_a_figure_rests_on_are_the_ones_it_reads():
    """Through its relations too; absences only lengthen a due date, and posts only tell a start's kind."""
    sheets = {s for s in SHEETS if s != "report"}
    for name, query in KPIS.items():
        read_by = {word for word in _reached(query.words) if word in sheets}
        said = set(kpis.kpi(name).rests_on)
        assert said <= read_by, name
        assert read_by - said <= {"absence", "position", "list_count", "training", "candidate", "candidate_step"}, name


def _reached(words: frozenset[str]) -> set[str]:
    seen: set[str] = set()
    waiting = set(words)
    while waiting:
        word = waiting.pop()
        if word not in seen:
            seen.add(word)
            if word in folder("relation"):
                waiting |= folder("relation")[word].words
    return seen


@pytest.mark.parametrize("name", KPIS)
def test_a_figure_returns_the_columns_it_declares_on_an_empty_store(cursor: Cursor, name: str):
    figure = kpis.kpi(name)
    columns = columns_of(cursor, figure.query)
    assert len(set(columns)) == len(columns)
    assert {"as_of", "municipality", "record"} <= set(columns)
    wanted = {"count": {"numerator"}, "sum": {"numerator"}, "share": {"numerator", "denominator"},
              "median": {"value"}, "survival": {"value", "numerator"}}[figure.kind]  # fmt: skip
    assert wanted <= set(columns)
    assert ("denominator" in columns) == (figure.kind == "share")
    assert ("noted" in columns) == (figure.noted is not None)
    assert {column for column, _, _ in figure.columns} <= {*columns, *ADDED}
    assert all(heading for _, heading, _ in figure.columns)


@pytest.mark.parametrize("name", KPIS)
def test_every_figures_rows_can_be_read_on_an_empty_store(cursor: Cursor, name: str):
    reader = Reader(cursor, dates=[date(2024, 1, 31)])
    found = kpis.rows_behind(reader, kpis.kpi(name))
    # Only the figures about the municipalities themselves have rows where nobody has reported.
    assert len(found) == (len(PROGRAMME.municipalities) if kpis.kpi(name).count_silent else 0)


@pytest.mark.parametrize("name", ["list", "check", "finding", "relation"])
def test_every_other_file_runs_on_an_empty_store(cursor: Cursor, name: str):
    for query in folder(name).values():
        # What reads the rows that a figure puts into a table is run with every figure above.
        if "figure_row" not in _reached(query.words):
            assert columns_of(cursor, query), query.name


@pytest.mark.parametrize("name", folder("breakdown"))
def test_a_breakdowns_header_is_complete_and_names_what_there_is(name: str):
    header = folder("breakdown")[name].header
    assert header.keys() >= {"title", "axes", "each", "source", "caveat"}
    assert header.keys() - {"title", "axes", "each", "source", "caveat"} <= {
        "least",
        "apart",
        "known",
        "total",
        "starts",
        "family",
        "less",
    }
    assert header["each"] in {"half_year", "year"} and header.get("total", "known") == "known"
    assert all(header[key].endswith(".") for key in ("source", "caveat"))
    axes = [[place.strip() for place in axis.split(",")] for axis in header["axes"].split("|")]
    assert len(axes) in (1, 2)
    for places in axes:
        assert places in (["years"], ["half_years"]) or len(set(places)) == len(places) > 1
    for key in ("apart", "known"):
        named = [place.strip() for place in header.get(key, "").split(",") if place.strip()]
        assert set(named) <= set(axes[-1]) and len(set(named)) == len(named), key
    assert not ("known" in header and len(axes) > 1)  # a known cell is a place of the only axis
    # A breakdown with known parts is shown place by place: none of them may be joined.
    assert "known" not in header or [place.strip() for place in header["apart"].split(",")] == axes[-1]
    definition = breakdowns()[name]
    assert header.get("family", name) == definition.family
    for less in definition.less:
        figure = kpis.kpi(less.figure)
        assert figure.scope == "B" and figure.kind in ({"share"} if less.outside else {"share", "count"})
        assert less.place is None or less.place in definition.places(date(2020, 1, 1), date(2020, 1, 1))[-1]
    assert len(definition.axes) == len(axes)
    assert definition.of_time == tuple(number for number, places in enumerate(axes) if len(places) == 1)
    least = definition.least or [1] * len(axes)
    assert all(runs >= 1 for runs in least)
    assert all(not axis.names or runs <= len(axis.names) for axis, runs in zip(definition.axes, least, strict=True))
    steps = next(c.choices for c in SHEETS["candidate_step"].columns if c.name == "step")
    assert definition.starts == tuple(sorted(set(definition.starts)))
    assert all(steps[start] for start in definition.starts)
    assert len(definition.starts) in (0, len(axes[-1]))


@pytest.mark.parametrize("name", folder("breakdown"))
def test_a_breakdown_returns_the_date_a_place_on_each_axis_and_the_persons(cursor: Cursor, name: str):
    query = folder("breakdown")[name]
    places = ["first", "second"][: len(breakdowns()[name].axes)]
    assert columns_of(cursor, query) == ["as_of", *places, "n"]
    assert Reader(cursor, dates=[date(2024, 1, 31)]).rows(query) == []


@pytest.mark.parametrize("name", folder("change_event"))
def test_a_figures_events_have_words_and_return_a_record_an_event_and_a_day(cursor: Cursor, name: str):
    query, definition = folder("change_event")[name], kpis.kpi(name)
    assert set(query.header) <= {"events", "key", "published", "words", "learnt"}
    assert columns_of(cursor, query) == ["record", "event", "happened_on"]
    for post_type in queries.POST_TYPES:
        kinds = change_events.kinds(definition, post_type)
        assert len({(kind.id, kind.sides) for kind in kinds}) == len(kinds)
        for kind in kinds:
            assert re.fullmatch(r"[-+~]+[*!]?", kind.sides) and kind.label and kind.one and kind.many, kind
            assert "{" not in kind.one + kind.many + kind.label
    row = {c for c, _, _ in definition.columns} | set(definition.query.words)
    assert {c.strip() for c in query.header.get("key", "").split(",") if c.strip()} <= row
    if found := change_events.published(name):
        breakdown, parts = found
        assert all(set(part.places) <= set(breakdowns()[breakdown].axes[-1].names) for part in parts)


def test_each_breakdown_has_a_title_of_its_own():
    assert len({query.header["title"] for query in folder("breakdown").values()}) == len(folder("breakdown"))


@pytest.mark.parametrize("name", [name for name, query in folder("list").items() if query.header.get("scope") == "A"])
def test_an_open_list_names_its_sheets_and_its_columns(cursor: Cursor, name: str):
    header = folder("list")[name].header
    assert header["title"] and {sheet.strip() for sheet in header["rests_on"].split(",")} <= SHEETS.keys()
    named = [column.split("=")[0].strip() for column in header["columns"].split("|")]
    assert set(named) <= set(columns_of(cursor, folder("list")[name]))


def test_a_finding_names_its_sheet_its_column_and_what_its_sentence_needs(cursor: Cursor):
    for code, query in folder("finding").items():
        sheet = SHEETS[query.header["sheet"]]
        assert sheet.column(query.header["column"])
        columns = columns_of(cursor, query)
        assert columns[:4] == ["import_id", "row_import_id", "excel_row", "value"]
        words = set(re.findall(r"{(\w+)}", CODES[code].sentence)) - {"value"}
        assert words == set(columns[4:]), code


def test_checks_find_nothing_on_an_empty_store(cursor: Cursor):
    for query in folder("check").values():
        assert Reader(cursor, dates=[date(2024, 1, 31)]).rows(query) == [], query.name


def test_no_file_lies_unused():
    code = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "helgelandlegen").rglob("*.py"))
    words: set[str] = set()
    for name in ("kpi", "breakdown", "change_event", "list", "check", "finding", "aggregate", "relation"):
        for query in folder(name).values():
            words |= query.words - {query.name}
    named = {q.header.get("learnt", "").partition("=")[2].strip() for q in folder("change_event").values()}
    unused = [f"relation/{name}" for name in folder("relation") if name not in words]
    for place in ("list", "change", "aggregate"):
        unused += [f"{place}/{name}" for name in folder(place) if f'"{name}"' not in code and name not in named]
    for place in ("kpi", "breakdown", "change_event", "check", "finding"):
        assert f'folder("{place}")' in code
    assert unused == []
    assert {p.name for p in (ROOT / "queries").iterdir()} == {
        "aggregate", "breakdown", "change", "change_event", "check", "finding", "kpi", "list", "relation", "schema"
    }  # fmt: skip


def test_relations_do_not_lead_back_to_themselves():
    definitions = {**tables.relations(), **{name: q.sql for name, q in folder("relation").items()}}
    below = {name: {w for w in read_words(sql) if w in definitions and w != name} for name, sql in definitions.items()}
    assert list(TopologicalSorter(below).static_order())


def read_words(sql: str) -> frozenset[str]:
    """The identifiers of a definition."""
    return Query("", sql).words


def test_a_relation_has_no_name_that_something_else_has():
    names = set(folder("relation"))
    assert not names & set(tables.relations()) and "choice" not in names
    # A step of a statement that was named like a relation would hide it.
    for place in ("kpi", "breakdown", "list", "check", "finding", "aggregate", "relation"):
        for query in folder(place).values():
            steps = set(re.findall(r"(?:with|,)\s+(\w+)\s+as\s+\(\s*select", query.sql))
            assert not steps & (names | set(tables.relations())), f"{place}/{query.name}"


def test_parameters_are_names_and_values_are_never_written_into_a_statement(cursor: Cursor):
    for place in ("kpi", "breakdown", "list", "check", "finding", "aggregate", "relation", "change"):
        for query in folder(place).values():
            used = set(re.findall(r"\$(\w+)", query.sql))
            assert not any(name.isdigit() for name in used), query.name
            assert "?" not in re.sub(r"'[^']*'|--[^\n]*", "", query.sql), query.name
    with pytest.raises(KeyError, match="today"):
        Reader(cursor).statement(folder("list")["published_dates"])


@pytest.mark.parametrize("path", sorted((ROOT / "queries").rglob("*.sql")), ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_sql_is_lower_case_and_short_lined(path: Path):
    text = path.read_text(encoding="utf-8")
    code = re.sub(r"--[^\n]*|'[^']*'", "", text)
    assert not re.search(r"\b(SELECT|FROM|WHERE|JOIN|WITH|CASE|AND|OR|GROUP|ORDER|INSERT|CREATE)\b", code)
    assert all(len(line) <= 130 for line in code.splitlines())
    assert text.endswith("\n") and not text.endswith("\n\n")


def test_a_header_runs_on_over_several_lines(tmp_path: Path):
    file = tmp_path / "figure.sql"
    file.write_text("-- title: En\n--   lang tittel\n-- kind: count\n\n-- en merknad\nselect 1;\n", encoding="utf-8")
    query = read(file)
    assert query.header["title"] == "En lang tittel"
    assert query.sql == "select 1"
    assert query.header["kind"].startswith("count")


def test_a_file_without_a_statement_is_refused(tmp_path: Path):
    file = tmp_path / "figure.sql"
    file.write_text("-- title: En\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"figure\.sql"):
        read(file)


def test_what_stands_in_a_comment_or_a_text_is_no_name_of_a_relation():
    assert Query("q", "select 'position' -- occupancy\nfrom training").words == {"select", "from", "training"}


def test_a_day_knows_what_came_until_its_end_in_the_programmes_own_time():
    # Oslo is two hours ahead of UTC in summer and one in winter.
    assert known_at(PROGRAMME, date(2024, 6, 30)) == datetime(2024, 6, 30, 21, 59, 59, 999999)
    assert known_at(PROGRAMME, date(2024, 1, 31)) == datetime(2024, 1, 31, 22, 59, 59, 999999)
    assert known_at(PROGRAMME, date(2024, 3, 30)) == datetime(2024, 3, 30, 22, 59, 59, 999999)
    assert known_at(PROGRAMME, None) == queries.CURRENT


def test_what_was_kept_for_some_dates_is_not_used_for_others(cursor: Cursor):
    reader = Reader(cursor, dates=[date(2024, 1, 31)])
    query = Query("days", "select as_of from as_of order by as_of")
    reader.keep("as_of", "gp_post", "position")
    assert [row["as_of"] for row in reader.rows(query)] == [date(2024, 1, 31)]
    reader.turn_to([date(2024, 2, 29), date(2024, 3, 31)])
    assert [row["as_of"] for row in reader.rows(query)] == [date(2024, 2, 29), date(2024, 3, 31)]
    reader.forget()
    assert [row["as_of"] for row in reader.rows(query)] == [date(2024, 2, 29), date(2024, 3, 31)]
