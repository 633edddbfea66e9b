"""What stands at the foot of every page and every slide."""

from __future__ import annotations

from helgelandlegen.briefing.facts import Briefing
from helgelandlegen.figures.numbers import day


def foot(briefing: Briefing) -> str:
    """Where the numbers come from, the day and the version of the data, and that it was locked."""
    said = [f"Kilde: kommunenes og programmets rapporter per {day(briefing.as_of)}"]
    said += [f"dataversjon {briefing.version}"] if briefing.version else []
    said += ["låst møte"] if briefing.locked else []
    return " · ".join(said)
