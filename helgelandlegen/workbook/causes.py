"""Findings put together by what caused them: one line for a mistake that was made in many cells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from helgelandlegen.workbook.findings import Finding, Level
from helgelandlegen.workbook.headings import ranges

# Where the value itself is what is wrong: the same value is the same mistake, another value another.
BY_VALUE = frozenset(
    {"unknown_municipality", "not_in_list", "unknown_figure", "not_yes_or_no", "unknown_reference", "cell_error",
     "outside_report", "orphaned_rows", "unknown_column"}
)  # fmt: skip
MOST_RANGES = 8


@dataclass(frozen=True)
class Cause:
    """Findings with one cause, in the order of their rows. `value` is None where they do not share what is wrong."""

    code: str
    level: Level
    sheet: str | None
    column: str | None
    value: str | None
    findings: tuple[Finding, ...]

    @cached_property
    def key(self) -> str:
        """What tells the cause from the others of a file, the same while cells of it are corrected."""
        place = (self.code, self.sheet, self.column, self.value if self.code in BY_VALUE else None)
        whole = "\x1f".join(text or "" for text in (place if self.sheet else (self.code, self.sentence)))
        return sha256(whole.encode()).hexdigest()[:16]

    @cached_property
    def sentence(self) -> str:
        """What to do, without the place; where the findings say different things, the first as an example."""
        said = sentence_of(self.findings[0])
        if all(sentence_of(found) == said for found in self.findings[1:]):
            return said
        return f"For eksempel: {said}"

    @cached_property
    def where(self) -> str:
        """«12 celler: Stillinger, Kommune, rad 3–9 og 12»; empty where it is the file as a whole."""
        rows = sorted({found.row for found in self.findings if found.row})
        texts = ranges(rows)
        if len(texts) > MOST_RANGES:
            texts = [*texts[:MOST_RANGES], "flere"]
        listed = f"{', '.join(texts[:-1])} og {texts[-1]}" if len(texts) > 1 else "".join(texts)
        place = ", ".join(part for part in (self.sheet, self.column, f"rad {listed}" if listed else "") if part)
        count = len(self.findings)
        return f"{count} {'celler' if self.column else 'rader'}: {place}" if count > 1 and place else place


def causes(findings: Iterable[Finding]) -> list[Cause]:
    """The findings by cause: those that stop the file first, the biggest first, else in the file's order."""
    groups: dict[tuple[str | None, ...], list[Finding]] = {}
    for found in findings:
        value = found.value if found.code in BY_VALUE else None
        key = (found.code, found.sheet, found.column, value) if found.sheet else (found.code, found.message)
        groups.setdefault(key, []).append(found)
    made = [_cause(found) for found in groups.values()]
    return sorted(made, key=lambda cause: (cause.level is not Level.STOP, -len(cause.findings)))


def _cause(found: list[Finding]) -> Cause:
    first = found[0]
    shared = first.value if all(other.value == first.value for other in found) else None
    return Cause(first.code, first.level, first.sheet, first.column, shared, tuple(found))


def sentence_of(found: Finding) -> str:
    """What a finding says, without the place that its message begins with."""
    place = [f"Ark «{found.sheet}»"] if found.sheet else []
    place += [f"rad {found.row}"] if found.row else []
    place += [found.column] if found.column else []
    return found.message.removeprefix(f"{', '.join(place)}: ") if place else found.message
