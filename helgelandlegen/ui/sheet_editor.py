"""A table whose cells can be changed in the page: plain inputs in plain HTML, read aloud and used by keyboard."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import streamlit as st

TEXT, CHOICE, FIXED = "text", "choice", "fixed"
WORDS = {
    "number": "Rad", "row": "rad", "changed": "endret", "gone": "tas bort", "added": "ny", "undo": "Angre",
    "remove": "Ta bort", "add": "Legg til rad", "idea": "Forslag:",
}  # fmt: skip


@dataclass(frozen=True)
class Field:
    """A column: TEXT, CHOICE among `choices`, or FIXED. `width` is in characters; `help` is shown at the heading."""

    name: str
    heading: str
    kind: str = TEXT
    width: int = 10
    choices: Sequence[str] | None = None
    help: str = ""


@dataclass(frozen=True)
class Line:
    """A row: what it is called, its number, the cells' texts by column name, and suggestions for its TEXT cells."""

    id: str
    number: int
    cells: Mapping[str, str]
    choices: Sequence[str] | None = None


@dataclass
class Draft:
    """What is changed: texts by row and column name, the rows to leave out, and the rows that are new."""

    cells: dict[str, dict[str, str]] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many rows are touched."""
        return len({*self.cells, *self.gone, *self.added})

    def since(self, other: Draft) -> Draft:
        """What is changed in this one beyond another; a new row that has become another is in it whole."""
        same = {row for row in other.added if self.cells.get(row) == other.cells.get(row)}
        cells = {}
        for row, own in self.cells.items():
            before = {} if row in other.added else other.cells.get(row, {})
            if row not in same and (left := {name: text for name, text in own.items() if before.get(name) != text}):
                cells[row] = left
        gone = [row for row in self.gone if row not in other.gone]
        return Draft(cells, gone, [row for row in self.added if row not in same])


@cache
def _component() -> Any:
    here = Path(__file__)
    script, styles = (here.with_suffix(end).read_text(encoding="utf-8") for end in (".js", ".css"))
    return st.components.v2.component("sheet_editor", js=script, css=styles, isolate_styles=False)


def edit(
    key: str, caption: str, fields: Sequence[Field], lines: Sequence[Line], draft: Draft, *,
    can_add: bool = False, can_remove: bool = False, next_number: int = 0,
) -> Draft:  # fmt: skip
    """Draws the table with a draft in place and gives the draft as it is now.

    A new `key` forgets what the browser holds; as long as it is the same, the browser's draft is the one that counts.
    New rows are numbered from `next_number`.
    """
    table = {
        "caption": caption, "fields": [asdict(one) for one in fields], "lines": [asdict(line) for line in lines],
        "words": WORDS, "can_add": can_add, "can_remove": can_remove, "next": next_number,
    }  # fmt: skip
    # The browser draws anew only where the rows are others, and keeps its own draft: it is ahead of the one sent.
    token = sha256(json.dumps(table).encode()).hexdigest()[:16]
    data = json.dumps({**table, "token": token, "draft": asdict(draft)}, ensure_ascii=False)
    result = _component()(data=data, key=f"editor_{key}", on_draft_change=_nothing)
    return _read(result.draft) if result.draft is not None else draft


def _nothing() -> None:
    """The run that follows a change reads the draft itself."""


def _read(told: Any) -> Draft:
    """The browser's word, taken only as far as it has the right form."""
    if not isinstance(told, Mapping):
        return Draft()
    cells = told.get("cells")
    return Draft(
        {str(row): {str(n): str(t) for n, t in own.items()} for row, own in cells.items() if isinstance(own, Mapping)}
        if isinstance(cells, Mapping)
        else {},
        [str(row) for row in told.get("gone") or ()],
        [str(row) for row in told.get("added") or ()],
    )
