"""The panels of «Rekruttering»: who is on the way, how far they come, where they come from, and how many are needed.

All about persons is what the closed set publishes for the whole programme; the header's other choices do not touch it.
"""

from __future__ import annotations

from datetime import timedelta

from helgelandlegen.figures import marks
from helgelandlegen.figures import recruitment_messages as messages
from helgelandlegen.figures.bars import Bar, bars
from helgelandlegen.figures.funnel import Stage, funnel
from helgelandlegen.figures.messages import NOTHING_YET
from helgelandlegen.figures.numbers import day, number
from helgelandlegen.figures.table import Column, Table
from helgelandlegen.figures.trend import trend
from helgelandlegen.privacy import Parted, candidates_needed
from helgelandlegen.subjects import parts
from helgelandlegen.subjects.choice import years_before
from helgelandlegen.subjects.panel import FULL, HALF, Panel, course_table, said
from helgelandlegen.subjects.seen import Seen

FIGURES = ("candidates_in_pipeline", "recruited", "local_affiliation", "offer_acceptance", "outreach_contacts")
UNDER_WAY = 2  # of the outcomes of queries/breakdown/candidate_source.sql; those before it have started
TONES = ("started", "started", "candidate", "left")


def sentence(seen: Seen) -> str:
    """The screen's one sentence."""
    return messages.opening(seen.everywhere("candidates_in_pipeline"), seen.everywhere("recruited"))


def funnels(seen: Seen, across: int = FULL) -> Panel:
    """How far the candidates have come, by the year of first contact; all beside each other are `across` wide."""
    parted = seen.parted("candidate_course")
    if parted is None or not parted.total:
        return Panel("funnel", "Hvor langt kandidatene kommer", said(_nothing(seen, parted)), [], for_all=True)
    cohorts, steps = parts.years(parted), parts.names(parted, 1)
    drawn, lines = "", []
    for number_, cohort in enumerate(cohorts):
        stages = _stages(parted, number_, steps)
        heading = f'<p class="hl-sub">Første kontakt i {cohort}</p>'
        width = across // max(len(cohorts), 2) - 30
        drawn += (
            f"<div>{heading}{funnel(stages, label=f'Første kontakt i {cohort}', tone='candidate', width=width)}</div>"
        )
        lines += [
            [cohort, stage.name, stage.count, stage.share_of_previous, stage.days, stage.days_n or None]
            for stage in stages
        ]
    columns = [
        Column("Første kontakt"), Column("Har nådd"), Column("Kandidater", numeric=True),
        Column("Andel av forrige steg", share=True),
        Column("Dager fra forrige steg (median)", numeric=True, decimals=1), Column("Medianen bygger på", numeric=True),
    ]  # fmt: skip
    note = parts.note(parted, seen.limit)
    title = messages.funnel(cohorts, [(parted.reached(n)[0], parted.reached(n)[-1]) for n in range(len(cohorts))])
    table = Table("Hvor langt kandidatene har kommet", columns, lines, note)
    return Panel("funnel", title, f'<div class="hl-side-by-side">{drawn}</div>', [table], note, for_all=True)


def _nothing(seen: Seen, parted: Parted | None) -> str:
    nobody = seen.everywhere("candidates_in_pipeline").value is None
    return NOTHING_YET + "." if nobody else parts.nothing(parted, seen.limit)


def _stages(parted: Parted, cohort: int, steps: list[str]) -> list[Stage]:
    """The stages of one cohort: who has reached each of them, not who has stopped there."""
    reached = parted.reached(cohort)
    found: list[Stage] = []
    for step, (name, count) in enumerate(zip(steps, reached, strict=True)):
        before = reached[step - 1] if step else 0
        days, days_n = parted.pace.get((cohort, step - 1), (None, 0))
        to = marks.rows("funnel", [cohort * len(steps) + step], "Vis tallene")
        found.append(Stage(name, count, count / before if before else None, days, days_n, to=to))
    return found


def sources(seen: Seen) -> Panel:
    """Where the candidates came from, and what became of them."""
    parted = seen.parted("candidate_source")
    if parted is None or not parted.total:
        return Panel("sources", "Hvor kandidatene kommer fra", said(_nothing(seen, parted)), [], for_all=True)
    names, told = parts.names(parted, 0), [n for n, total in enumerate(parted.along(1)) if total]
    outcomes, tones = ([every[n] for n in told] for every in (parts.names(parted, 1), TONES))
    rows = [[parted.row(n)[other] for other in told] for n in range(len(names))]
    started = [sum(parted.row(n)[:UNDER_WAY]) for n in range(len(names))]
    title = messages.sources([(name, n, sum(row)) for name, n, row in zip(names, started, rows, strict=True)])
    drawn = bars(
        [
            Bar(
                name,
                sum(row),
                " + ".join(number(n) for n in row),
                tones[0],
                parts=list(zip(row, tones, strict=True)),
                to=marks.rows("sources", [place], "Vis tallene"),
            )
            for place, (name, row) in enumerate(zip(names, rows, strict=True))
        ],
        label=title,
        legend=list(zip(tones, outcomes, strict=True)),
        width=HALF,
    )
    columns = [Column("Kilde"), *(Column(text, numeric=True) for text in (*outcomes, "Alle"))]
    table_rows: list[list[object]] = [[name, *row, sum(row)] for name, row in zip(names, rows, strict=True)]
    table_rows.append(["Alle", *(parted.along(1)[n] for n in told), parted.total])
    note = parts.note(parted, seen.limit)
    table = Table("Kandidater etter kilde", columns, table_rows, note, total=True)
    return Panel("sources", title, drawn, [table], note, for_all=True)


def needed(seen: Seen) -> Panel:
    """How many candidates it takes to fill today's and the announced vacancies at the present conversion."""
    parted = seen.parted("candidate_source")
    vacant, ahead = (seen.everywhere(name) for name in ("vacant_posts", "announced_vacancies"))
    pipeline = seen.figure("candidates_in_pipeline")
    started, again, _, out = parted.along(1) if parted else (0, 0, 0, 0)
    started += again
    if vacant.value is None or ahead.value is None or pipeline.value is None or not started:
        return Panel("needed", "Hvor mange kandidater som trengs", said(messages.NO_CONVERSION), [], for_all=True)
    posts = int(vacant.value) + int(ahead.value)
    need = candidates_needed(posts, started, started + out)
    here = int(pipeline.value)
    title = messages.needed(posts, need, here)
    drawn = bars(
        [
            Bar("Hjemler å fylle", posts, f"ledige: {number(vacant.value)}, varslede: {number(ahead.value)}", "vacant",
                parts=((int(vacant.value), "vacant"), (int(ahead.value), "announced")), to=marks.figure(vacant.id)),
            Bar("Kandidater som trengs", need, number(need), "started",
                to=marks.rows("needed", [2, 3, 4], "Vis tallene")),
            Bar("Kandidater i løp", here, number(here), "candidate", to=marks.figure(pipeline.id)),
        ],
        label=title,
        width=HALF,
    )  # fmt: skip
    note = messages.needed_note(started, started + out, parted.as_of) if parted else ""
    columns = [Column("Hva"), Column("Antall", numeric=True)]
    lines: list[list[object]] = [
        ["Ledige fastlegehjemler", vacant.value], ["Varslede ledige neste seks måneder", ahead.value],
        ["Kandidater som har startet", started], ["Kandidater ute av løpet", out],
        ["Kandidater som trengs", need], ["Kandidater i løp", here],
    ]  # fmt: skip
    return Panel("needed", title, drawn, [Table("Kandidater som trengs", columns, lines, note)], note, for_all=True)


def course(seen: Seen) -> Panel:
    """How the number of candidates under way has moved."""
    figure = seen.figure("candidates_in_pipeline")
    title = messages.course_of(figure)
    return Panel(
        "course", title, trend(figure, HALF, message=title, to_days=True), [course_table(figure)],
        "Gjelder hele programmet. Kandidater som ikke er fulgt opp på to år, regnes ikke lenger med.",
        for_all=True,
    )  # fmt: skip


def outreach(seen: Seen) -> Panel:
    """Stands, lectures and visits, and the contacts they gave."""
    since = seen.choice.first_day or years_before(seen.choice.as_of, 1) + timedelta(days=1)
    rows = seen.listed("outreach", since=since)
    uncounted = sum(row["uncounted"] for row in rows)
    title = messages.outreach([(r["activity"], r["held"], r["new_contacts"] or 0) for r in rows])
    drawn = bars(
        [
            Bar(
                row["activity"], row["new_contacts"], messages.contacts(row["new_contacts"], row["held"]), "candidate",
                to=marks.figure("outreach_contacts"),
            )
            for row in rows
        ],
        label=title,
        width=HALF,
    )  # fmt: skip
    headings = (
        ("held", "Antall ganger"),
        ("participants", "Deltakere"),
        ("new_contacts", "Nye kontakter"),
        ("cost", "Kostnad i kroner"),
    )
    columns = [
        Column("Aktivitet"), *(Column(text, numeric=True, missing="ingen tall") for _, text in headings),
        Column("Kroner per ny kontakt", numeric=True, missing="–"),
    ]  # fmt: skip
    lines = [[r["activity"], *(r[key] for key, _ in headings), r["cost_each"]] for r in rows]
    note = (
        f"Fra {day(since)} til {day(seen.choice.as_of)}, hele programmet. Samme person kan være telt på flere "
        f"aktiviteter. {messages.uncounted(uncounted)}Kilde: arket Aktiviteter."
    )
    return Panel("outreach", title, drawn, [Table("Oppsøkende aktiviteter", columns, lines, note)], note, for_all=True)


def activities(seen: Seen) -> Panel:
    """The activities of the last twelve months one by one. Rows about candidates are the coordinator's alone."""
    figure = seen.figure("outreach_contacts")
    rows = seen.rows(figure.id) or []
    columns = [Column(text, numeric=key == "numerator") for key, text, _ in figure.definition.columns]
    lines = [[row[key] for key, _, _ in figure.definition.columns] for row in rows]
    lines.sort(key=lambda line: line[0], reverse=True)
    note = "Rader om enkeltkandidater kan bare koordinatoren se, under «Grunnlag». Kilde: arket Aktiviteter."
    return Panel(
        "activities", messages.activities(len(rows)), "", [Table("Aktiviteter", columns, lines, note)], for_all=True
    )
