"""The panels of «Utdanning»: do the doctors become specialists on time, when, and do the municipalities do their part.

All about persons is what the closed set publishes; no panel shows a doctor.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from helgelandlegen.figures import marks
from helgelandlegen.figures import training_messages as messages
from helgelandlegen.figures.ahead import Block, ahead
from helgelandlegen.figures.bars import Bar, bars
from helgelandlegen.figures.marks import To
from helgelandlegen.figures.messages import NOTHING_YET
from helgelandlegen.figures.numbers import counts_text, number, short_day, under, value_text, with_unit
from helgelandlegen.figures.phrases import small
from helgelandlegen.figures.status import badge, status_words
from helgelandlegen.figures.table import Column, Table
from helgelandlegen.figures.trend import trend
from helgelandlegen.privacy import Parted, Shown
from helgelandlegen.subjects import parts
from helgelandlegen.subjects.panel import HALF, Panel, course_table, said
from helgelandlegen.subjects.seen import Seen

FIGURES = (
    "active_trainees",
    "on_time_completion",
    "dropout_share",
    "on_track",
    "plan_and_supervisor",
    "lis1_fixed_pathway",
)
COMPLETED, ACTIVE, LEFT = 0, 1, 2  # the places of queries/breakdown/training_state.sql
TONES = ("completed", "trainee", "left")
# What is told of each of them as a figure.
FIGURE_OF = {"completed": "on_time_completion", "trainee": "active_trainees", "left": "dropout_share"}
YEARS_AHEAD = 6
# The municipality's duties (spesialistforskriften), and the figure that measures each of them.
DUTIES = (
    ("Søke om å bli registrert som utdanningsvirksomhet", "registered_municipalities"),
    ("Lage en individuell utdanningsplan og revidere den", "plan_and_supervisor"),
    ("Legge til rette for at planen kan følges", "Tilrettelegging"),
    ("Gi veiledning", ""),
    ("Utpeke en individuell veileder", "plan_and_supervisor"),
    ("Bekrefte gjennomført tjeneste", ""),
)


def sentence(seen: Seen) -> str:
    """The screen's one sentence."""
    return messages.opening(seen.everywhere("active_trainees"), seen.everywhere("on_time_completion"))


def state(seen: Seen) -> Panel:
    """What has become of all who have started, and who of those in training is late where that may be told."""
    parted, due = seen.parted("training_state"), seen.parted("due_ahead")
    if parted is None or seen.figure("active_trainees").value is None:
        return Panel("state", "Hvor legene står i utdanningen", said("Ingen tall ennå."), [])
    names = parts.names(parted, 0)
    counts = [parted.persons.get((number_,)) for number_ in range(len(names))]
    rows = [(name, n, TONES[run[0]]) for name, n, run in zip(names, counts, parted.runs[0], strict=True)]
    late = parts.late(due) if due and due.as_of == parted.as_of else None
    if late is not None:
        active = counts[ACTIVE] or 0
        rows[ACTIVE : ACTIVE + 1] = [
            ("I utdanning, ikke forsinket", active - late, "trainee"),
            ("I utdanning, forsinket", late, "trainee"),
        ]
    title = messages.state(parted.as_of, counts[COMPLETED] or 0, counts[ACTIVE] or 0, counts[LEFT])
    drawn = bars(
        [
            Bar(name, n, under(seen.limit) if n is None else number(n), tone, to=marks.figure(FIGURE_OF[tone]))
            for name, n, tone in rows
        ],
        label=title,
        width=HALF,
    )
    lines = [[name, under(seen.limit) if n is None else n] for name, n, _ in rows]
    note = parts.note(parted, seen.limit) + (messages.LATE_UNTOLD if late is None else "")
    table = Table(
        "Leger som har startet i spesialisering", [Column("Status"), Column("Leger", numeric=True)], lines, note
    )
    return Panel("state", title, drawn, [table], note, for_all=True)


def ahead_of_us(seen: Seen) -> Panel:
    """When doctors are due, beside the posts whose doctors are known to leave."""
    parted, as_of = seen.parted("due_ahead"), seen.choice.as_of
    end = date(as_of.year + YEARS_AHEAD, 12, 31)
    endings = seen.listed("endings_ahead")
    above = _due(parted, end) if parted else []
    below = [
        Block(*parts.half_year(row["half_year"]), row["posts"], number(row["posts"]), _line(len(above) + n))
        for n, row in enumerate(endings)
    ]
    posts = sum(row["posts"] for row in endings)
    nobody = seen.everywhere("active_trainees").value is None
    if not posts and (nobody or parted is None or not parted.total):
        why = NOTHING_YET + "." if nobody else parts.nothing(parted, seen.limit)
        return Panel("ahead", "Når legene blir ferdige", said(why), [])
    coming = [block for block in above if block.end > as_of]
    title = (
        messages.ahead(coming[0].count or 0, coming[0].end if len(coming) > 1 else None, posts)
        if coming
        else messages.ahead_unknown(posts)
    )
    drawn = ahead(
        above,
        below,
        start=parted.as_of if parted else as_of,
        end=end,
        above_name="Leger, etter beregnet sluttdato",
        below_name="Stillinger som blir ledige",
        label=title,
        above_tone="trainee",
        below_tone="announced",
        width=HALF,
    )
    lines: list[list[Any]] = [["Leger med beregnet sluttdato", b.begin, b.end, b.count] for b in above]
    lines += [["Stillinger som blir ledige", b.begin, b.end, b.count] for b in below]
    doctors = parts.note(parted, seen.limit) if parted else parts.not_yet(seen.limit)
    note = f"{messages.posts_of(seen.in_words, as_of)} {doctors}"
    columns = [Column("Hva"), Column("Fra"), Column("Til"), Column("Antall", numeric=True)]
    return Panel("ahead", title, drawn, [Table("Ferdige leger og ledige stillinger", columns, lines, note)], note)


def _due(parted: Parted, end: date) -> list[Block]:
    found = zip(parts.stretches(parted), parted.along(0), strict=True)
    return [
        Block(stretch[0], min(stretch[1] or end, end), n, number(n), _line(place))
        for place, (stretch, n) in enumerate(one for one in found if one[0] and one[0][0] <= end)
        if stretch
    ]


def _line(number_: int) -> To:
    return marks.rows("ahead", [number_], "Vis tallene")


def on_time(seen: Seen) -> Panel:
    """On-time completion over time."""
    figure = seen.figure("on_time_completion")
    note = f"{figure.definition.definition} Kurven viser bare datoer der tallet kan vises. {figure.definition.caveat}"
    place = seen.place_of(figure)
    note += f" Gjelder {place}." if place else ""
    title = messages.on_time(figure)
    drawing = trend(figure, HALF, message=title, to_days=True)
    return Panel("on_time", title, drawing, [course_table(figure)], note, for_all=bool(place))


def fixed_pathways(seen: Seen) -> Panel:
    """How many LIS1 posts lead on to a post in the municipality."""
    figure = seen.figure("lis1_fixed_pathway")
    note = f"{figure.definition.definition} {figure.definition.caveat} Kilde: {small(figure.definition.source)}"
    title = messages.fixed_pathways(figure)
    return Panel("lis1", title, trend(figure, HALF, message=title, to_days=True), [course_table(figure)], note)


def duties(seen: Seen) -> Panel:
    """The six duties of the municipality, in sum."""
    ratings = {row["criterion"]: row for row in seen.listed("self_assessments")}
    lines = [_duty(seen, number_, *duty, ratings) for number_, duty in enumerate(DUTIES, 1)]
    columns = [Column("Plikt"), Column("Måles ved"), Column("Nå"), Column("Status", markup=True)]
    title = messages.duties(sum(bool(measure) for _, measure in DUTIES), len(DUTIES))
    note = "Plan og veileder telles sammen: Legen må ha begge deler. Hvem det gjelder, kan bare koordinatoren se."
    return Panel("duties", title, "", [Table("Kommunens plikter", columns, lines, note)])


def registered(seen: Seen) -> Panel:
    """Which municipalities are registered to train specialists."""
    figure = seen.figure("registered_municipalities")
    columns = [Column(text) for _, text, _ in figure.definition.columns]
    rows = seen.rows("registered_municipalities") or []
    lines = [[bool(row[key]) if yes else row[key] for key, _, yes in figure.definition.columns] for row in rows]
    title = messages.registered(figure)
    note = f"{figure.definition.caveat} Kilde: {small(figure.definition.source)}"
    return Panel("registered", title, "", [Table(figure.title, columns, lines, note)])


def _duty(seen: Seen, number_: int, duty: str, measure: str, ratings: dict[str, dict[str, Any]]) -> list[object]:
    name = f"{number_}. {duty}"
    if not measure:
        return [name, "måles ikke", "–", ""]
    if measure in ratings or measure[:1].isupper():
        rating = ratings.get(measure)
        if rating is None:
            return [name, f"Kommunenes egenvurdering: {measure.lower()}", "ingen tall", ""]
        said = f"median {number(rating['middle'], 1)} av 5 ({with_unit(rating['municipalities'], 'kommuner')})"
        return [name, f"Kommunenes egenvurdering: {measure.lower()}", said, ""]
    figure = seen.figure(measure)
    return [name, figure.title, _in_words(figure, seen), badge(figure.status, status_words(figure))]


def _in_words(figure: Shown, seen: Seen) -> str:
    counts = counts_text(figure)
    when = "" if figure.hidden or figure.as_of == figure.asked else f", per {short_day(figure.as_of)}"
    place = seen.place_of(figure)
    about = f" ({counts}{when})" if counts else when
    return value_text(figure, seen.limit) + about + (f", {place}" if place else "")
