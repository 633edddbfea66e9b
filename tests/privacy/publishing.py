"""A breakdown published by itself, date by date."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date

from helgelandlegen.coarsen import Cell, Counts, Partition, Publisher, Rule


def publications(
    course: Sequence[tuple[date, Counts]], rule: Rule, empty: Callable[[date], Collection[Cell]] = lambda _: ()
) -> dict[date, Partition]:
    """For each date, oldest first, on which a breakdown may be published by itself: the partition of its parts."""
    publisher, found = Publisher(rule), {}
    for day, counts in course:
        if told := publisher.finest(counts, empty(day)):
            found[day], news = told
            publisher.tell(news)
    return found
