"""The longest briefing, the steering group's, in each of its forms, from facts that are there."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from helgelandlegen import programme
from helgelandlegen.briefing import steering
from helgelandlegen.briefing.annex import annex
from helgelandlegen.briefing.facts import LONGEST_COMMENT, Briefing, Wishes
from helgelandlegen.briefing.pdf import pdf
from helgelandlegen.briefing.slides import slides
from helgelandlegen.database import Store
from helgelandlegen.privacy import Audience, Publication
from helgelandlegen.subjects import meeting
from helgelandlegen.workbook import demo, first
from tests.bench.measure import line, timed

# What is made of the facts: what it is called, the function, and the seconds that it may take.
FORMS: tuple[tuple[str, Callable[[Briefing], bytes], float], ...] = (
    ("the longest PPTX", slides, 2),
    ("its annex in Excel", annex, 2),
)


def measure() -> None:
    """Measures the facts of a meeting on the demo data, with a long comment on each section, and each form."""
    with tempfile.TemporaryDirectory() as folder, first.opened(Path(folder) / "x.duckdb", programme.load()) as store:
        demo.load(store)
        briefing = _longest(store)
        print(line("the facts of the longest briefing", timed(lambda: _longest(store), 3), "s"))
    begin = time.perf_counter()
    pdf(briefing)  # Typst remembers what it has set: only the first time counts
    print(line("the longest PDF, never set before", [time.perf_counter() - begin], "s", 3))
    for what, form, limit in FORMS:
        print(line(what, timed(lambda form=form: form(briefing)), "s", limit))  # type: ignore[misc]


def _longest(store: Store) -> Briefing:
    seen = Publication(store, Audience.MEETING)
    day = meeting.usual(seen, meeting.meetings(seen))
    assert day
    plain = steering.of_meeting(seen, meeting.held(seen, day, live=True))
    comment = ("Koordinatoren har gått gjennom tallene. " * 200)[:LONGEST_COMMENT]
    wishes = Wishes(comments={section.key: comment for section in plain.sections})
    return steering.of_meeting(seen, meeting.held(seen, day, live=True), wishes)
