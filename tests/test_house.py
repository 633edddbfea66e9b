"""The house rules of the code: who may know whom, where SQL and colours live, what may not be written where.

Everything is read with `ast` from the files as they are; rooms that are not built yet break nothing.
"""

from __future__ import annotations

import ast
import csv
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "helgelandlegen"

# What every room may know: the plain error, the programme's folder, and the declaration of the workbook.
DECLARATION = {"workbook.sheets", "workbook.sheet", "workbook.columns", "workbook.programme_sheets"}
COMMON = {"errors", "programme"} | DECLARATION
# What each room may know besides. `None` may know everything: the command line offers the same functions as the app.
MAY_KNOW: dict[str, set[str] | None] = {
    "errors": set(),
    "age": set(),
    "case_number": set(),
    "programme": set(),
    **{module: set() for module in DECLARATION},
    "logs": set(),
    "memory": set(),
    "places": set(),
    "observations": set(),
    "observations_file": {"observations", "places"},
    "jsonstat": set(),
    "ssb": {"jsonstat", "observations", "observations_file"},
    "lean": {"places"},
    "access": set(),
    "typeface": set(),
    "web": {"access"},
    "shell": {"web", "typeface"},
    "tables": set(),
    "database": {"tables", "places"},
    "keeping": set(),
    "archive": {"places"},
    "backups": {"keeping", "database", "places"},
    "recovery": {"archive", "backups", "database", "places"},
    "queries": {"tables", "database"},
    "locks": {"queries", "database"},
    "kpis": {"queries", "tables", "database"},
    "standing": {"kpis", "queries", "database"},
    "release": set(),
    "coarsen": {"release"},
    "breakdown": {"coarsen", "queries"},
    "parted": {"breakdown", "coarsen"},
    "changes": {"kpis"},
    "change_parts": {"changes"},
    "change_events": {"changes", "change_parts", "kpis", "queries"},
    "change_set": {
        "changes",
        "change_parts",
        "change_events",
        "book",
        "closed_set",
        "release",
        "breakdown",
        "shown",
        "kpis",
        "queries",
        "memory",
    },
    "book": {
        "kpis",
        "breakdown",
        "coarsen",
        "standing",
        "queries",
        "database",
        "memory",
        "change_parts",
        "change_events",
    },
    "closed_set": {"book", "release", "coarsen", "breakdown", "parted", "kpis", "memory"},
    "shown": {"kpis", "standing", "queries"},
    "privacy": {
        "book",
        "changes",
        "change_set",
        "memory",
        "shown",
        "breakdown",
        "parted",
        "closed_set",
        "release",
        "standing",
        "kpis",
        "queries",
        "database",
    },
    "workbook": {"kpis", "queries", "database", "tables", "places", "backups", "age", "case_number"},
    "figures": {"privacy", "observations", "age", "case_number", "typeface"},
    "subjects": {"age", "locks", "memory", "observations", "privacy", "figures", "workbook", "database"},
    "briefing": {"typeface", "locks", "privacy", "figures", "subjects", "database"},
    "ui": {
        "age",
        "case_number",
        "locks",
        "subjects",
        "briefing",
        "places",
        "memory",
        "observations",
        "privacy",
        "figures",
        "workbook",
        "database",
        "access",
        "keeping",
        "archive",
        "backups",
        "recovery",
    },
    "server": {"shell", "places", "lean", "ui", "web", "access", "logs", "database", "recovery"},
    "__main__": None,
    "commands": None,
    "backup_commands": None,
    "briefing_commands": None,
    "pages": {"ui", "subjects", "figures", "briefing", "workbook", "privacy", "access"},
    "app": {"ui", "subjects", "figures", "briefing", "workbook", "privacy", "access", "logs"},
    "data": {"workbook"},
}
MAY_KNOW_STREAMLIT = {"app", "pages", "ui", "server"}
MAY_NAME_THE_COORDINATOR = {
    "pages/coordinator",
    "helgelandlegen/__main__.py",
    "helgelandlegen/commands.py",
    "helgelandlegen/privacy.py",
    "helgelandlegen/shown.py",
}
# The sheets' tables follow from the declaration, a transaction has its words, and one place puts the files together.
MAY_WRITE_SQL = {"tables", "database", "queries"}
DECLARED_ADDRESSES = {"127.0.0.1", "localhost", "www.w3.org"}  # the last is a name in every SVG, not an address
# The one address outside this machine; only the command `refresh-official` asks there.
OUTSIDE_ADDRESSES = {"helgelandlegen/ssb.py": {"data.ssb.no"}}

SQL = re.compile(
    r"\bselect\b.+\bfrom\b|\binsert\s+into\b|\bdelete\s+from\b|\bupdate\s+\w+\s+set\s+\w+\s*=|\bmerge\s+into\b"
    r"|\b(create|alter|drop)\s+(or\s+replace\s+)?(temp\w*\s+)?(table|view|macro)\b",
    re.IGNORECASE | re.DOTALL,
)
TOP_LEVEL = {
    "app.py", "pages", "data", "queries", "tests", "pyproject.toml", "README.md", "helgelandlegen", "Makefile",
    "requirements.in", "requirements.txt", "requirements-dev.in", "requirements-dev.txt", ".streamlit", ".ci",
    ".gitignore", "docs", "LICENSE", "SECURITY.md",
}  # fmt: skip
NOT_OURS = {".git", ".venv", ".bench", ".hypothesis", "__pycache__"}


def python_files(*places: str) -> list[Path]:
    """The Python files of these places of the project (files or folders), tests left out unless named."""
    found: list[Path] = []
    for place in places or ("app.py", "helgelandlegen", "pages", "data"):
        path = ROOT / place
        found += [path] if path.is_file() else sorted(path.rglob("*.py"))
    return found


def name_of(path: Path) -> str:
    """The path as people say it, from the project's top."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    """The file's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def room_of_module(module: str) -> str:
    """The room of a module named below the package: `workbook.read` → `workbook`."""
    return module if module in COMMON else module.split(".")[0]


def room_of(path: Path) -> str:
    """The room in which a file lies."""
    if path.is_relative_to(PACKAGE):
        return room_of_module(".".join(path.relative_to(PACKAGE).with_suffix("").parts))
    return path.relative_to(ROOT).with_suffix("").parts[0]


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Line and full name of everything a file imports, wherever in the file, `from a import b` as `a.b`."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}:{node.lineno}: say the whole name, not a relative one"
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def texts(path: Path) -> Iterator[tuple[int, str]]:
    """Line and text of every string in a file's code; docstrings are left out."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


def test_every_room_knows_only_the_rooms_below_it():
    wrong = []
    for path in python_files():
        room = room_of(path)
        if room == "__init__":
            continue
        assert room in MAY_KNOW, f"{name_of(path)} is a new room: say in MAY_KNOW whom it may know"
        allowed = MAY_KNOW[room]
        for line, full in imported(path):
            if not full.startswith("helgelandlegen.") or allowed is None:
                continue
            module = full.removeprefix("helgelandlegen.")
            declared = ".".join(module.split(".")[:2])
            other = declared if declared in DECLARATION else room_of_module(module.split(".")[0])
            if other != room and other not in allowed | COMMON:
                wrong.append(f"{name_of(path)}:{line} knows {other}")
    assert not wrong


def test_what_every_room_knows_knows_no_room_itself():
    for room in COMMON:
        assert MAY_KNOW[room] == set()


def test_streamlit_is_known_only_where_there_is_a_screen():
    wrong = [
        f"{name_of(path)}:{line}"
        for path in python_files()
        if room_of(path) not in MAY_KNOW_STREAMLIT
        for line, full in imported(path)
        if full.split(".")[0] == "streamlit"
    ]
    assert not wrong


def test_duckdb_has_one_door():
    wrong = [
        f"{name_of(path)}:{line}"
        for path in python_files()
        if room_of(path) != "database"
        for line, full in imported(path)
        if full.split(".")[0] == "duckdb"
    ]
    assert not wrong


def test_no_script_lies_directly_in_pages():
    # Streamlit would run it for a first visitor's link without app.py around it: no frame and no guard.
    assert not list((ROOT / "pages").glob("*.py"))


def test_pages_read_like_a_table_of_contents():
    long = {name_of(path): len(path.read_text().splitlines()) for path in python_files("app.py", "pages")}
    assert not {name: lines for name, lines in long.items() if lines > 80}


def test_modules_are_short():
    long = {name_of(path): len(path.read_text().splitlines()) for path in python_files("helgelandlegen", "data")}
    assert not {name: lines for name, lines in long.items() if lines > 250}


def test_only_the_coordinators_pages_ask_for_the_coordinators_view():
    wrong = []
    for path in python_files():
        if any(name_of(path).startswith(place) for place in MAY_NAME_THE_COORDINATOR):
            continue
        wrong += [f"{name_of(path)}:{line}" for line, text in texts(path) if text == "coordinator"]
        wrong += [
            f"{name_of(path)}:{node.lineno}"
            for node in ast.walk(tree(path))
            if isinstance(node, ast.Attribute) and node.attr == "COORDINATOR"
        ]
    assert not wrong


def test_sql_is_written_in_queries():
    wrong = [
        f"{name_of(path)}:{line}"
        for path in python_files()
        if room_of(path) not in MAY_WRITE_SQL
        for line, text in texts(path)
        if SQL.search(text)
    ]
    assert not wrong


@pytest.mark.parametrize("text", ["select a\nfrom b", "with c as (select 1 from d) ...", "UPDATE t SET a = 1"])
def test_sql_is_recognised(text):
    assert SQL.search(text)


@pytest.mark.parametrize("text", ["Velg fra listen", "Update this set of rows", "selected from_date"])
def test_words_are_not_taken_for_sql(text):
    assert not SQL.search(text)


def test_no_code_names_an_address_outside_this_machine():
    files = [*python_files(), *(ROOT / "queries").rglob("*.sql"), ROOT / ".streamlit/config.toml"]
    wrong = [
        f"{name_of(path)}: {host}"
        for path in files
        for host in re.findall(r"\b(?:https?|wss?)://([\w.-]+)", path.read_text(encoding="utf-8"))
        if host not in DECLARED_ADDRESSES | OUTSIDE_ADDRESSES.get(name_of(path), set())
    ]
    assert not wrong


def test_the_outside_address_is_asked_by_the_command_line_only():
    wrong = [
        f"{name_of(path)}:{line}"
        for path in python_files()
        if room_of(path) not in ("ssb", "commands")
        for line, full in imported(path)
        if full.split(".")[:2] == ["helgelandlegen", "ssb"]
    ]
    assert not wrong


def programmes() -> list[list[dict[str, str]]]:
    """The municipalities of each programme."""
    return [
        list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
        for path in sorted((ROOT / "data/programmes").glob("*/municipalities.csv"))
    ]


def test_what_is_said_in_one_place_is_said_in_one_place():
    told = {"strings_to_formulas": "findings_file.py", "gammel": "age.py", "aldri": "age.py"}
    rooms = python_files("helgelandlegen/workbook", "helgelandlegen/age.py", "helgelandlegen/figures/reporting.py")
    found = [(text, path.name) for path in rooms for _, text in texts(path) if text in told]
    assert sorted(found) == sorted(told.items())


def test_no_code_knows_a_municipality_or_their_number():
    words = {row[key] for rows in programmes() for row in rows for key in ("name", "number", "sub_region")}
    counts = {len(rows) for rows in programmes()}
    named = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, sorted(words)))})(?!\w)") if words else None
    counted = re.compile(rf"(?<![\w.,-])({'|'.join(map(str, counts))})(?![\w.,-])") if counts else None
    wrong = []
    for path in python_files("app.py", "helgelandlegen", "pages"):
        found = [line for line, text in texts(path) if named and named.search(text)]
        found += [
            node.lineno
            for node in ast.walk(tree(path))
            if isinstance(node, ast.Constant) and type(node.value) is int and node.value in counts
        ]
        wrong += [f"{name_of(path)}:{line}" for line in found]
    for path in sorted((ROOT / "queries").rglob("*.sql")):
        for line, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if (named and named.search(text)) or (counted and counted.search(text)):
                wrong.append(f"{name_of(path)}:{line}")
    assert not wrong


def test_the_top_level_holds_only_what_the_design_names():
    there = {path.name for path in ROOT.iterdir()} - NOT_OURS
    assert {name for name in there if not name.endswith("_cache")} <= TOP_LEVEL


def direct(file: str) -> set[str]:
    """The names that a requirements file asks for itself, lower case."""
    lines = (ROOT / file).read_text().splitlines()
    return {re.split(r"[=<>~! ]", line)[0].lower() for line in lines if line and not line.startswith(("#", "-"))}


def test_every_dependency_has_its_line_in_the_readme():
    readme = ROOT / "README.md"
    if not readme.exists():
        pytest.skip("there is no README yet")
    lines = readme.read_text(encoding="utf-8").lower().splitlines()
    unexplained = {
        name
        for name in direct("requirements.in") | direct("requirements-dev.in")
        if not any(re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", line) for line in lines)
    }
    assert not unexplained


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_and_hashed_and_says_nothing_of_where_it_came_from(file):
    text = (ROOT / file).read_text()
    assert "://" not in text
    entries = re.split(r"\n(?=[a-z])", re.sub(r"(?m)^\s*#.*\n?", "", text).strip())
    for entry in entries:
        assert re.match(r"[a-z0-9._-]+==[\w.]+( ; [^\\]+)? \\\n\s+--hash=sha256:[0-9a-f]{64}", entry), entry[:80]
        assert not re.search(r"--(?!hash=)", entry), entry[:80]
    pinned = {entry.split("==")[0] for entry in entries}
    assert direct(file.replace(".txt", ".in")) <= pinned


def test_what_our_code_imports_is_asked_for_by_name():
    names = {"pptx": "python-pptx", "python_calamine": "python-calamine", "charset_normalizer": "charset-normalizer"}
    asked = direct("requirements.in")
    known = {"helgelandlegen", "data", "__future__"}
    wrong = []
    for path in python_files():
        siblings = {other.stem for other in path.parent.glob("*.py")}
        for line, full in imported(path):
            top = full.split(".")[0]
            if top in known | siblings | {"app"} | set(sys.stdlib_module_names):
                continue
            if names.get(top, top).lower() not in asked:
                wrong.append(f"{name_of(path)}:{line} imports {top}")
    assert not wrong


def test_the_theme_takes_its_colours_from_the_one_palette():
    colours = pytest.importorskip("helgelandlegen.figures.colours")
    theme = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"]
    for mode in ("light", "dark"):
        taken = {
            "primaryColor": colours.ACCENT,
            "backgroundColor": colours.PAGE,
            "secondaryBackgroundColor": colours.CARD,
            "textColor": colours.INK,
            "linkColor": colours.ACCENT,
            "borderColor": colours.LINE,
            "greenColor": colours.STATUS["on"],
            "yellowColor": colours.STATUS["near"],
            "redColor": colours.STATUS["off"],
            "grayColor": colours.MUTED,
        }
        assert {name: theme[mode][name] for name in taken} == {n: getattr(c, mode) for n, c in taken.items()}
