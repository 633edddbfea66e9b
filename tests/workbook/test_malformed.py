"""No file, however made, does more than give rows or one sentence, within twenty seconds and a gigabyte."""

from __future__ import annotations

import os
import random
import resource
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from helgelandlegen.workbook.check import Rules, check
from helgelandlegen.workbook.findings import Level
from helgelandlegen.workbook.read import WALL_SECONDS
from helgelandlegen.workbook.receive import receive
from tests.workbook.making import FIGURES, PROGRAMME, SHARES, TODAY
from tests.workbook.malformed import KINDS, Named

GIGABYTE = 1 << 30
AMOUNT, SAMPLE = 400, 4  # files of a kind: as many as there are made, and those of every day


def outcome(named: Named) -> tuple[str, float]:
    """«rows» or the code of the one finding about the file, and the seconds that it took."""
    name, content = named
    begun = time.monotonic()
    received = receive(content, name)
    seconds = time.monotonic() - begun
    check(received, Rules(PROGRAMME, TODAY, FIGURES, SHARES))
    if received.workbook is not None:
        return "rows", seconds
    (found,) = received.findings
    assert found.level is Level.STOP
    assert found.message.endswith(".")
    assert "{" not in found.message
    return found.code, seconds


def files(kind: str, most: int | None) -> Iterator[Named]:
    """The files of a kind, or so many of them, from all over the kind."""
    made = list(KINDS[kind](random.Random(kind), AMOUNT))
    yield from made if most is None else random.Random(most).sample(made, min(most, len(made)))


def told(kind: str, most: int | None) -> Counter[str]:
    """How many files of a kind ended how; the table goes where MALFORMED_TABLE says."""
    with ThreadPoolExecutor(2) as pool:
        ended = list(pool.map(outcome, files(kind, most)))
    counts = Counter(code for code, _ in ended)
    slowest = max(seconds for _, seconds in ended)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    if table := os.environ.get("MALFORMED_TABLE"):
        words = ", ".join(f"{code} {count}" for code, count in counts.most_common())
        with Path(table).open("a", encoding="utf-8") as lines:
            lines.write(f"| {kind} | {len(ended)} | {words} | {slowest:.1f} s | {peak / 1e6:.0f} MB |\n")
    assert slowest < WALL_SECONDS + 2
    assert peak < GIGABYTE
    assert "reader_failed" not in counts
    return counts


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("kind", KINDS)
def test_a_malformed_file_gives_rows_or_one_sentence(kind: str):
    counts = told(kind, SAMPLE)
    if kind in ("locked", "disguised"):
        assert counts["damaged_file"] == 0


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("kind", KINDS)
def test_every_malformed_file_gives_rows_or_one_sentence(kind: str):
    told(kind, None)


def test_what_is_locked_says_so():
    assert set(told("locked", None)) == {"password"}
