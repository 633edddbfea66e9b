"""Every figure, group and date against the independent oracle, on random states whose dates lie on the edges."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from helgelandlegen import kpis
from helgelandlegen.database import Store
from helgelandlegen.programme import Municipality, Programme
from helgelandlegen.queries import Reader
from tests.filling import fill
from tests.oracle import figures
from tests.oracle.generate import as_of_dates, random_state

PROGRAMME = Programme(
    "prøve", "Prøve", date(2019, 1, 1), "Europe/Oslo", 5, 10, 95,
    tuple(Municipality(str(9001 + i), f"K{i}", f"Region {i % 3}", "", 0, 0, 1000, i, 0) for i in range(7)), Path("."),
)  # fmt: skip


def _same(ours: kpis.Figure, oracle: Any) -> bool:
    if oracle is None:
        return ours.value is None and not ours.numerator and not ours.denominator
    numerator, denominator, value = oracle
    if ours.numerator != numerator or ours.denominator != denominator:
        return False
    if value is None or ours.value is None:
        return value is None and ours.value is None
    return abs(float(ours.value) - float(value)) < 1e-9


@pytest.mark.parametrize("seed", [*range(10), *(pytest.param(n, marks=pytest.mark.slow) for n in range(10, 30))])
def test_every_figure_agrees_with_the_oracle(seed: int) -> None:
    state = random_state(seed, PROGRAMME, 8)
    dates = as_of_dates(seed)
    wrong = []
    with Store(None, PROGRAMME) as store:
        fill(store, state)
        with store.cursor() as cursor:
            reader = Reader(cursor, dates=dates)
            for figure in kpis.compute(reader, kpis.catalogue().values()):
                expected = figures.figure(figure.kpi, state, PROGRAMME, figure.as_of, figure.group)
                if not _same(figure, expected):
                    wrong.append((figure, expected))
    assert not wrong, f"{len(wrong)} differ, such as {wrong[:5]}"
