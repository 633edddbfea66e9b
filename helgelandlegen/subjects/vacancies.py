"""The panels of «Ledige hjemler»: where, since when, and how long it takes to fill them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from helgelandlegen.figures import marks, messages
from helgelandlegen.figures.bars import Bar, bars
from helgelandlegen.figures.marks import To
from helgelandlegen.figures.numbers import day, day_near, number
from helgelandlegen.figures.phrases import small
from helgelandlegen.figures.spans import Span, spans
from helgelandlegen.figures.table import Column, Table
from helgelandlegen.figures.trend import trend
from helgelandlegen.privacy import GP_POST, MUNICIPALITY, POSTS
from helgelandlegen.subjects import tiles
from helgelandlegen.subjects.panel import HALF, Panel, course_table
from helgelandlegen.subjects.seen import Seen

FIGURES = (
    "long_term_vacant",
    "announced_vacancies",
    "inhabitants_without_gp",
    "locum_cover",
    "time_to_fill",
    "reserve_capacity",
)
FOLLOWED = "arkene Stillinger og Bemanning, slik kommunene har rapportert dem."
MOST_SPANS = 24
NOT_SAID = "Ikke oppgitt"  # an operating form, as queries/list/operating_forms.sql calls it
LISTED, LIST_LENGTH = "Innbyggere uten fast lege", "Innbyggere på listen"


def sentence(seen: Seen) -> str:
    """The screen's one sentence."""
    names = ("vacant_posts", "vacancy_rate", "long_term_vacant", "locum_cover")
    return messages.vacancies(POSTS[seen.choice.post_type], *(seen.briefly(name) for name in names))


def course(seen: Seen) -> Panel:
    """How the number of vacancies has moved, with the steering group's meetings."""
    figure = seen.figure("vacant_posts")
    title = f"{figure.title}: {small(messages.course(figure))}"
    return Panel("course", title, trend(figure, HALF, message=title, to_days=True), [course_table(figure)])


def tile_panel(seen: Seen) -> Panel:
    """Where the vacancies are."""
    rates = seen.groups("vacancy_rate", MUNICIPALITY)
    known = [
        (seen.publication.programme.group_name(rate.group), rate.numerator, rate.denominator)
        for rate in rates
        if rate.numerator is not None and rate.denominator is not None
    ]
    return Panel("map", messages.where(known, len(known)), tiles.to_filter(seen), [by_municipality(seen)])


def by_municipality(seen: Seen) -> Table:
    """The municipalities with all that is told of their vacancies, those with most of them first."""
    names = ("vacancy_rate", "vacant_posts", "long_term_vacant", "inhabitants_without_gp", "announced_vacancies")
    found = {name: {f.group: f for f in seen.groups(name, MUNICIPALITY)} for name in names}
    since = {row["municipality"]: row for row in seen.listed("vacancies_by_municipality")}
    lines: list[list[Any]] = []
    for m in seen.publication.programme.members(seen.choice.group):
        rate, vacant, old, people, ahead = (found[name][m.number] for name in names)
        own: Mapping[str, object] = since.get(m.number, {})
        without = own.get("without_locum", 0) if vacant.value is not None else None
        lines.append(
            [m.name, rate.denominator, vacant.value, rate.value, old.value, without, own.get("longest_since"),
             people.value, ahead.value, messages.moved(vacant)]
        )  # fmt: skip
    lines.sort(key=lambda line: (line[2] is None, -(line[2] or 0), -(line[3] or 0)))
    if len(lines) > 1:
        rate, vacant, old, people, ahead = (seen.briefly(name) for name in names)
        lines.append(
            [seen.place, rate.denominator, vacant.value, rate.value, old.value,
             sum(row["without_locum"] for row in since.values()) if vacant.value is not None else None,
             min((row["longest_since"] for row in since.values()), default=None), people.value, ahead.value,
             messages.moved(vacant)]
        )  # fmt: skip
    compared = seen.choice.compared_with
    headings = ("Stillinger", "Ledige", "Andel ledige", "Ledige over ett år", "Uten vikar")
    columns = [
        Column("Kommune"),
        *(Column(text, numeric=True, missing="ingen tall", share=text.startswith("Andel")) for text in headings),
        Column("Lengst ledig siden", missing="–"),
        *(Column(text, numeric=True, missing="ingen tall") for text in (LISTED, "Varslede ledige")),
        Column(
            f"Endring siden {day_near(compared, seen.choice.as_of, brief=True)}" if compared else "Endring",
            numeric=True,
        ),
    ]
    note = f"Kilde: {FOLLOWED} «Ingen tall» betyr at kommunen ikke har rapportert det."
    if seen.choice.post_type != GP_POST:  # only these have lists
        columns, lines = _without(columns, lines, LISTED)
    return Table("Ledige stillinger per kommune", columns, lines, note, total=len(lines) > 1)


def _without(
    columns: Sequence[Column], lines: Sequence[Sequence[Any]], heading: str
) -> tuple[list[Column], list[list[Any]]]:
    """The columns and rows without a column."""
    kept = [n for n, column in enumerate(columns) if column.heading != heading]
    return [columns[n] for n in kept], [[line[n] for n in kept] for line in lines]


def since_when(seen: Seen) -> Panel:
    """Each vacant post as a line from the day on which it became vacant."""
    rows, as_of = _vacant(seen), seen.choice.as_of
    lines = [
        Span(
            f"{row['name']}, {row['office'] or row['record']}", row["vacant_since"], None,
            "locum" if row["has_locum"] else "vacant", messages.lasted(row["vacant_since"], as_of),
            to=marks.rows("since", [n], "Vis raden"),
        )
        for n, row in enumerate(rows[:MOST_SPANS])
    ]  # fmt: skip
    first = min((row["vacant_since"] for row in rows), default=as_of)
    longest = rows[0] if rows else None
    title = messages.standing(first if rows else None, longest["name"] if longest else "", as_of, len(rows))
    drawn = spans(
        lines, start=min(first, as_of - timedelta(days=365)), end=as_of, label=title,
        legend=(("vacant", "Uten vikar"), ("locum", "Med vikar")) if rows else (),
        width=HALF,
    )  # fmt: skip
    left_out = (
        f"De {MOST_SPANS} som har stått ledige lengst, er tegnet; alle {len(rows)} står i tabellen. "
        if len(rows) > MOST_SPANS
        else ""
    )
    return Panel("since", title, drawn, [vacant_rows(seen)], f"{left_out}Per {day(as_of)}. Kilde: {FOLLOWED}")


def _vacant(seen: Seen) -> list[dict[str, Any]]:
    """The vacant posts, the one that has been so longest first."""
    return sorted(seen.rows("vacant_posts") or [], key=lambda row: row["vacant_since"])


def vacant_rows(seen: Seen) -> Table:
    """The vacant posts themselves."""
    columns = [
        Column("Kommune"), Column("Stilling"), Column("Legekontor"), Column("Driftsform", missing="ikke oppgitt"),
        Column("Ledig siden"), Column("Dager ledig", numeric=True), Column("Vikar"),
        Column(LIST_LENGTH, numeric=True, missing="ingen tall"),
    ]  # fmt: skip
    keys = ("name", "record", "office", "operating_form", "vacant_since", "days_vacant", "has_locum", "list_length")
    lines: list[list[Any]] = [[row[key] for key in keys] for row in _vacant(seen)]
    if seen.choice.post_type != GP_POST:
        columns, lines = _without(columns, lines, LIST_LENGTH)
    return Table("Ledige stillinger", columns, lines, f"Kilde: {FOLLOWED}")


def municipalities(seen: Seen) -> Panel:
    """The table of the municipalities."""
    without = sum(row["without_locum"] for row in seen.listed("vacancies_by_municipality"))
    title = messages.without_locum(seen.briefly("vacant_posts"), without)
    return Panel("municipalities", title, "", [by_municipality(seen)])


def rows(seen: Seen) -> Panel:
    """The vacant posts one by one."""
    table = vacant_rows(seen)
    return Panel("rows", messages.one_by_one(len(table.rows)), "", [table])


def ahead(seen: Seen) -> Panel:
    """Who is known to leave."""
    rows = seen.listed("announced")
    within = sum(row["within_six_months"] for row in rows)
    keys = ("name", "position_id", "office", "operating_form", "last_filled_day", "within_six_months")
    columns = [
        Column("Kommune"), Column("Stilling"), Column("Legekontor"), Column("Driftsform", missing="ikke oppgitt"),
        Column("Siste dag med fast lege"), Column("Innen seks måneder"),
    ]  # fmt: skip
    table = Table(
        "Varslede ledige stillinger", columns, [[row[key] for key in keys] for row in rows], f"Kilde: {FOLLOWED}"
    )
    return Panel("ahead", messages.ending(within, len(rows) - within), "", [table])


def forms(seen: Seen) -> Panel:
    """Vacancies by operating form."""
    rows = seen.listed("operating_forms")
    title = messages.forms([(row["operating_form"], row["vacant"], row["posts"]) for row in rows])
    vacant = [row["operating_form"] for row in _vacant(seen)]
    drawn = bars(
        [
            Bar(
                row["operating_form"], row["vacant"], f"{number(row['vacant'])} av {number(row['posts'])}", "vacant",
                of=row["posts"], to=_of_form(vacant, row["operating_form"]),
            )
            for row in rows
        ],
        label=title,
        width=HALF,
    )  # fmt: skip
    headings = (("posts", "Stillinger"), ("vacant", "Ledige"), ("share", "Andel ledige"), ("with_locum", "Med vikar"))
    columns = [Column("Driftsform"), *(Column(text, numeric=True, share=key == "share") for key, text in headings)]
    lines = [[row["operating_form"], *(row[key] for key, _ in headings)] for row in rows]
    return Panel("forms", title, drawn, [Table("Ledige etter driftsform", columns, lines, f"Kilde: {FOLLOWED}")])


def _of_form(vacant: Sequence[str | None], form: str) -> To | None:
    """To those of the vacant posts that are run so; None where none is."""
    found = [n for n, one in enumerate(vacant) if (one or NOT_SAID) == form]
    return marks.rows("rows", found, "Vis de ledige stillingene") if found else None


def time_to_fill(seen: Seen) -> Panel:
    """How long it took to fill, and how long today's vacancies have stood."""
    rows = seen.listed("vacancy_ages") if seen.briefly("vacant_posts").value is not None else []
    filled, vacant = (sum(row[name] for row in rows) for name in ("filled", "vacant"))
    median_filled = seen.briefly("time_to_fill").value
    title = messages.filling(filled, median_filled, vacant, rows[0]["median_vacant"] if rows else None)
    drawn = bars(
        [
            Bar(
                row["duration"], row["filled"] + row["vacant"],
                f"{number(row['filled'])} besatt, {number(row['vacant'])} ikke besatt", "filled",
                parts=((row["filled"], "filled"), (row["vacant"], "vacant")), to=marks.figure("time_to_fill"),
            )
            for row in (rows if filled or vacant else [])
        ],
        label=title,
        legend=(("filled", "Besatt siste 24 måneder"), ("vacant", "Fortsatt ledige")),
        width=HALF,
    )  # fmt: skip
    columns = [
        Column("Tid som ledig"), Column("Besatt siste 24 måneder", numeric=True),
        Column("Fortsatt ledige", numeric=True),
    ]  # fmt: skip
    lines = [[row["duration"], row["filled"], row["vacant"]] for row in rows]
    note = "Besatt vil si at stillingen har fått fast lege etter minst én ledig dag."
    return Panel("fill", title, drawn, [Table("Tid fra ledig til besatt", columns, lines, note), _filled(seen)], note)


def _filled(seen: Seen) -> Table:
    rows = seen.rows("time_to_fill") or []
    columns = [
        Column("Kommune"), Column("Stilling"), Column("Ledig fra"), Column("Ny fast lege fra"),
        Column("Dager", numeric=True),
    ]  # fmt: skip
    lines = [[row[k] for k in ("name", "record", "vacant_since", "filled_on", "value")] for row in rows]
    lines.sort(key=lambda line: line[3], reverse=True)
    return Table("Stillinger som har fått ny fast lege", columns, lines, f"Siste 24 måneder. Kilde: {FOLLOWED}")
