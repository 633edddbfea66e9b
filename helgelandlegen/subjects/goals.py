"""The panels of «Måloppnåelse»: each goal with the figure or the self-assessment that measures it, if anything does.

The goals are declared in `goals.csv` of the programme's folder: group, goal, measured_by (ids of figures and criteria
of the sheet Egenvurdering, separated by semicolons; empty for none), source.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from helgelandlegen.figures import goal_messages as messages
from helgelandlegen.figures import marks
from helgelandlegen.figures.columns import Upright, columns
from helgelandlegen.figures.goal_messages import GOOD_FROM, HIGHEST, NOT_MEASURED, Rated
from helgelandlegen.figures.numbers import change_text, counts_text, number, short_day, unit_text, value_text
from helgelandlegen.figures.status import badge, status_words
from helgelandlegen.figures.table import Column, Table
from helgelandlegen.privacy import Shown, catalogue
from helgelandlegen.programme import Programme
from helgelandlegen.subjects.panel import Panel, said
from helgelandlegen.subjects.seen import Seen
from helgelandlegen.workbook.sheets import SHEETS

FILE = "goals.csv"
CRITERIA = next(c.choices for c in SHEETS["self_assessment"].columns if c.name == "criterion")
SCALE = range(1, HIGHEST + 1)


@dataclass(frozen=True)
class Goal:
    """A goal of a group of goals: what measures it (ids of figures, criteria), and who has set it."""

    group: str
    text: str
    measures: tuple[str, ...]
    source: str

    @property
    def figures(self) -> list[str]:
        """The ids of the figures that measure it."""
        return [measure for measure in self.measures if measure not in CRITERIA]


def declared(programme: Programme) -> list[Goal]:
    """The programme's goals in the order of its file; a measure that nobody knows is left out."""
    known = {*catalogue(), *CRITERIA}
    return [
        Goal(
            row["group"], row["goal"],
            tuple(m for m in (part.strip() for part in row["measured_by"].split(";")) if m in known), row["source"],
        )
        for row in programme.read_csv(FILE)
    ]  # fmt: skip


def sentence(seen: Seen) -> str:
    """The screen's one sentence."""
    goals = declared(seen.publication.programme)
    return messages.opening([bool(goal.measures) for goal in goals], _statuses(seen, goals))


def groups(seen: Seen) -> list[Panel]:
    """A panel for each group of goals."""
    goals = declared(seen.publication.programme)
    if not goals:
        return [Panel("goals", "Mål", said(messages.NO_GOALS), [])]
    names = list(dict.fromkeys(goal.group for goal in goals))
    return [_group(seen, n, name, [g for g in goals if g.group == name]) for n, name in enumerate(names, 1)]


def ratings(seen: Seen) -> Panel:
    """How the municipalities rate themselves: for each criterion how many give 1, 2, 3, 4 and 5."""
    rows, spread_of = _each(seen), _spread(seen)
    title = messages.ratings([_rated(one) for one in spread_of])
    if not rows:
        return Panel("ratings", title, said("Egenvurdering er ikke rapportert ennå."), [])
    names = list(dict.fromkeys(row["name"] for row in rows))
    drawn = "".join(_distribution(one, rows, names) for one in spread_of)
    note = "Hver kommunes nyeste vurdering, fra 1 (svak) til 5 (sterk). Kilde: arket Egenvurdering."
    spread = Table(
        "Fordeling av egenvurderingene",
        [Column("Kriterium"), *(Column(str(n), numeric=True) for n in SCALE), Column("Kommuner", numeric=True)],
        [[one["criterion"], *_counts(one), one["municipalities"]] for one in spread_of],
        note,
    )
    return Panel(
        "ratings", title, f'<div class="hl-side-by-side">{drawn}</div>', [spread, _by_municipality(rows, note)], note
    )  # fmt: skip


def _statuses(seen: Seen, goals: Iterable[Goal]) -> list[str]:
    """How each figure stands that measures any of the goals."""
    return [seen.briefly(name).status for name in dict.fromkeys(name for goal in goals for name in goal.figures)]


def _group(seen: Seen, number_: int, name: str, goals: Sequence[Goal]) -> Panel:
    title = messages.group(name, [bool(goal.measures) for goal in goals], _statuses(seen, goals))
    spread = {one["criterion"]: _rated(one) for one in _spread(seen)}
    columns_ = [
        Column("Mål"), Column("Måles ved", markup=True), Column("Nå"), Column("Status", markup=True), Column("Endring")
    ]  # fmt: skip
    lines = [line for goal in goals for line in _lines(seen, goal, spread)]
    sources = list(dict.fromkeys(goal.source for goal in goals))
    note = f"Målene er hentet fra {'; '.join(sources)}. Hva som måler dem, er dashbordets valg."
    return Panel(f"goals_{number_}", title, "", [Table(name, columns_, lines, note)])


def _lines(seen: Seen, goal: Goal, spread: Mapping[str, Rated]) -> list[list[object]]:
    """A row for each measure of the goal; one that says so for a goal without."""
    if not goal.measures:
        return [[goal.text, NOT_MEASURED, "–", "", ""]]
    return [
        [goal.text, *(_criterion(spread[measure]) if measure in CRITERIA else _figure(seen, seen.briefly(measure)))]
        for measure in goal.measures
    ]


def _criterion(one: Rated) -> list[object]:
    return [escape(f"Kommunenes egenvurdering: {one.criterion.lower()}"), messages.rated(one), "", ""]


def _figure(seen: Seen, figure: Shown) -> list[object]:
    name = marks.button(marks.figure(figure.id), figure.title)
    unit = unit_text(figure)
    value = value_text(figure, seen.limit) + (f" {unit}" if unit else "")
    earlier = figure.value is not None and figure.as_of != figure.asked
    details = [counts_text(figure), f"per {short_day(figure.as_of)}" if earlier else "", seen.place_of(figure)]
    about = ", ".join(part for part in details if part)
    now = f"{value} ({about})" if about else value
    return [name, now, badge(figure.status, status_words(figure)), change_text(figure, brief=True)]


def _each(seen: Seen) -> list[dict[str, Any]]:
    return seen.listed("self_assessment_ratings")


def _spread(seen: Seen) -> list[dict[str, Any]]:
    """How many municipalities give each rating, by criterion: a row for each."""
    return seen.listed("self_assessment_spread", good_from=GOOD_FROM)


def _rated(row: Mapping[str, Any]) -> Rated:
    return Rated(row["criterion"], row["municipalities"], row["good"], row["share"])


def _counts(row: Mapping[str, Any]) -> list[int]:
    return [row[f"rated_{rating}"] for rating in SCALE]


def _distribution(row: Mapping[str, Any], rows: Sequence[dict[str, Any]], names: Sequence[str]) -> str:
    """How many give each rating; a bar leads to those who do, in the second of the panel's tables."""
    criterion, counts, bars = row["criterion"], _counts(row), []
    for n, many in zip(SCALE, counts, strict=True):
        who = [names.index(one["name"]) for one in rows if (one["criterion"], one["rating"]) == (criterion, n)]
        to = marks.rows("ratings", sorted(who), "Vis kommunene", table=1) if who else None
        bars.append(Upright(str(n), many, number(many), "ours", f"{n}: {number(many)}", to=to))
    label = f"{criterion}, kommuner som gir hver vurdering: {messages.rated(_rated(row))}"
    return f'<div><p class="hl-sub">{escape(criterion)}</p>{columns(bars, label=label, width=340, height=130)}</div>'


def _by_municipality(rows: Sequence[dict[str, Any]], note: str) -> Table:
    """The municipalities by their ratings, and the day of the newest."""
    found: dict[str, dict[str, int]] = {}
    for row in rows:
        found.setdefault(row["name"], {})[row["criterion"]] = row["rating"]
    newest = {row["name"]: row["last_assessed_on"] for row in rows}
    headings = [
        Column("Kommune"), *(Column(criterion, numeric=True, missing="–") for criterion in CRITERIA),
        Column("Vurdert"),
    ]  # fmt: skip
    lines = [[name, *(own.get(criterion) for criterion in CRITERIA), newest[name]] for name, own in found.items()]
    return Table("Egenvurdering per kommune", headings, lines, note)
