"""The panels with the official figures (SSB): ours beside theirs, and how lists and inhabitants have moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from helgelandlegen.figures import Number, official_messages
from helgelandlegen.figures.heat import NONE, heat
from helgelandlegen.figures.marks import To
from helgelandlegen.figures.numbers import NO_VALUE, day, number
from helgelandlegen.figures.pairs import Pair, pairs
from helgelandlegen.figures.phrases import listed
from helgelandlegen.figures.table import Column, Table
from helgelandlegen.observations import MEAN_LIST_LENGTH, WITHOUT_DOCTOR
from helgelandlegen.privacy import GP_POST
from helgelandlegen.programme import Municipality
from helgelandlegen.subjects import tiles
from helgelandlegen.subjects.panel import FULL, HALF, Columns, Panel
from helgelandlegen.subjects.published import INHABITANTS, LISTS_WITHOUT, SHARE_WITHOUT, Published, published
from helgelandlegen.subjects.seen import Seen

NAMES = ("Våre tall", "SSB")
EVERY = 3  # a table in half the width shows every third year
HEADINGS = (
    "Ledige hjemler, våre tall", "Lister uten fast lege, SSB", "Forskjell", "Innbyggere uten fast lege, våre tall",
    "Pasienter uten fast lege, SSB", "Forskjell i innbyggere",
)  # fmt: skip


def panels(seen: Seen) -> list[Panel | Columns]:
    """All of them; none for posts that SSB does not count, and none of what the programme has no figures for."""
    if seen.choice.post_type != GP_POST:
        return []
    official = published(seen)
    made = {LISTS_WITHOUT: beside_ssb, SHARE_WITHOUT: without_doctor, MEAN_LIST_LENGTH: list_lengths,
            INHABITANTS: inhabitants}  # fmt: skip
    found = {name: make(seen) for name, make in made.items() if official.days(name)}
    if official.alone or not {MEAN_LIST_LENGTH, INHABITANTS} <= found.keys():
        return [*found.values()]
    halves = Columns(left=[found.pop(MEAN_LIST_LENGTH)], right=[found.pop(INHABITANTS)])
    return [*found.values(), halves]


@dataclass(frozen=True)
class Line:
    """A municipality: our vacant posts and SSB's lists without a doctor, and how many people are on them."""

    name: str
    to: To | None
    posts: Number | None
    lists: Number | None
    inhabitants: Number | None
    patients: Number | None

    @property
    def counts(self) -> tuple[Number | None, ...]:
        """The four numbers."""
        return self.posts, self.lists, self.inhabitants, self.patients

    @property
    def cells(self) -> list[object]:
        """The line of the table, with the differences."""
        apart, people_apart = _minus(self.posts, self.lists), _minus(self.inhabitants, self.patients)
        return [self.name, self.posts, self.lists, apart, self.inhabitants, self.patients, people_apart]


def beside_ssb(seen: Seen) -> Panel:
    """Our vacant posts and the inhabitants on them beside SSB's lists without a doctor and their patients."""
    official = published(seen)
    when = official.days(LISTS_WITHOUT)[-1]
    lines = [_line(seen, official, m, when) for m in official.members]
    title = official_messages.compared([(line.posts, line.lists) for line in lines], when)
    drawn = [line for line in lines if any(line.counts)]
    people = official_messages.people([(line.inhabitants, line.patients) for line in lines])
    halves = (
        ("Ledige hjemler og lister uten fast lege", [(line, line.posts, line.lists) for line in drawn]),
        (people, [(line, line.inhabitants, line.patients) for line in drawn]),
    )
    html = "".join(
        f'<div><div class="hl-sub">{heading}</div>{_pairs(f"{title}. {heading}", rows)}</div>'
        for heading, rows in halves
    )
    note = _beside_note(seen, official, lines, when)
    cells = [line.cells for line in lines]
    if not official.alone:
        cells.append(_summed(official, lines).cells)
    headings = [Column("Kommune"), *(Column(text, numeric=True, missing=NO_VALUE) for text in HEADINGS)]
    about = f"{note} Forskjell: våre tall minus SSBs."
    table = Table(f"Våre tall og SSBs per {day(when)}", headings, cells, about, total=not official.alone)
    if not drawn:
        return Panel("beside_ssb", title, "", [table])  # the table itself, which has its own note
    return Panel("beside_ssb", title, f'<div class="hl-side-by-side">{html}</div>', [table], note)


def without_doctor(seen: Seen) -> Panel:
    """The share of patients who are on lists without a doctor, municipality by year."""
    official = published(seen)
    names, rows = [m.name for m in official.members], official.shares()
    to = [_to(seen, official, m) for m in official.members]
    days = official.days(SHARE_WITHOUT)
    years = [when.year for when in days]
    note = f"Per 31. desember. {official.source(SHARE_WITHOUT)}"
    if official.alone:
        title = official_messages.share_over_time(list(zip(years, rows[0], strict=True)))
    else:
        sums = [official.found.share_without_doctor(official.numbers, when) for when in days]
        whole = [_quotient(*pair) if pair else None for pair in sums]
        newest = [(name, row[-1]) for name, row in zip(names, rows, strict=True)]
        title = official_messages.shares(newest, years[-1], whole[-1])
        names, rows, to = [*names, official.all_of_them], [*rows, whole], [*to, None]
        note = f"{official.how_summed('pasienter', years, whole)} {note}"
    places = {(i, j): share for i, row in enumerate(rows) for j, share in enumerate(row)}
    cells = {place: None if share is None else float(share) for place, share in places.items()}
    texts = {place: official_messages.one_decimal(share) for place, share in places.items() if share is not None}
    html = heat(names, [*map(str, years)], cells, texts, label=title, noun="uten fast lege", width=FULL, to=to)
    columns = [Column("Kommune"), *(Column(str(y), decimals=1, missing=NO_VALUE, share=True) for y in years)]
    table = _table("Andel av pasientene på lister uten fast lege", columns, names, rows, note)
    return Panel("share_without", title, html, [table], note)


def list_lengths(seen: Seen) -> Panel:
    """The mean number of patients on the lists that have a doctor."""
    official = published(seen)
    names, rows = [m.name for m in official.members], official.rows(MEAN_LIST_LENGTH)
    days = official.days(MEAN_LIST_LENGTH)
    years = [when.year for when in days]
    note = f"{_missing_note(official, years, rows)}{official.source(MEAN_LIST_LENGTH)}"
    note = f"Bare lister med fast lege er med, per 31. desember. {note}"
    if official.alone:
        title = official_messages.list_length_over_time(list(zip(years, rows[0], strict=True)))
    else:
        means = [official.found.mean_list_length(official.numbers, when) for when in days]
        whole = [None if mean is None else round(mean, 6) for mean in means]
        newest = [(name, row[-1]) for name, row in zip(names, rows, strict=True)]
        title = official_messages.list_lengths(newest, years[-1], whole[-1])
        names, rows = [*names, official.all_of_them], [*rows, whole]
        note = f"{official.how_summed('lister og pasienter', years, whole)} {note}"
    columns = [Column("Kommune"), *(Column(str(year), numeric=True, missing=NO_VALUE) for year in years)]
    return _tabled("list_lengths", title, _table("Gjennomsnittlig listelengde", columns, names, rows, note), len(years))


def inhabitants(seen: Seen) -> Panel:
    """The inhabitants by year, and how many more or fewer they are than in the first one."""
    official = published(seen)
    names, rows = [m.name for m in official.members], official.rows(INHABITANTS)
    days = official.days(INHABITANTS)
    title = official_messages.inhabitants(official.as_subject, [(row[0], row[-1]) for row in rows], days[0].year)
    if not official.alone:
        names.append(official.all_of_them)
        rows.append([official.found.summed(INHABITANTS, official.numbers, when) for when in days])
    changes = [_minus(row[-1], row[0]) for row in rows]
    shares = [_quotient(change, row[0]) for change, row in zip(changes, rows, strict=True)]
    columns = [
        Column("Kommune"), *(Column(str(when.year), numeric=True, missing=NO_VALUE) for when in days),
        Column(f"Endring siden {days[0].year}", numeric=True, missing=NO_VALUE),
        Column("I prosent", decimals=1, missing=NO_VALUE, share=True),
    ]  # fmt: skip
    lines = [[*row, change, share] for row, change, share in zip(rows, changes, shares, strict=True)]
    note = f"Per 1. januar. {official.source(INHABITANTS)}"
    return _tabled("inhabitants", title, _table("Innbyggere", columns, names, lines, note), len(days))


def _line(seen: Seen, official: Published, member: Municipality, when: date) -> Line:
    posts, people = (
        seen.publication.shown_briefly(name, when, member.number).value
        for name in ("vacant_posts", "inhabitants_without_gp")
    )
    lists, patients = (official.found.value(name, member.number, when) for name in (LISTS_WITHOUT, WITHOUT_DOCTOR))
    return Line(member.name, _to(seen, official, member), posts, lists, people, patients)


def _summed(official: Published, lines: Sequence[Line]) -> Line:
    """The sums of the numbers that every municipality has."""
    columns = list(zip(*(line.counts for line in lines), strict=True))
    known = [[Decimal(str(value)) for value in column if value is not None] for column in columns]
    sums = [sum(values, Decimal(0)) if len(values) == len(lines) else None for values in known]
    return Line(official.all_of_them, None, *sums)


def _to(seen: Seen, official: Published, member: Municipality) -> To | None:
    """Where a municipality's row leads; nowhere where it is the only one."""
    return None if official.alone else tiles.to_narrow(seen, member.number)


def _pairs(label: str, rows: Sequence[tuple[Line, Number | None, Number | None]]) -> str:
    apart = official_messages.difference
    found = [Pair(line.name, ours, theirs, apart(ours, theirs), line.to) for line, ours, theirs in rows]
    return pairs(found, label=label, names=NAMES, width=HALF)


def _table(
    name: str, columns: Sequence[Column], names: Sequence[str], rows: Sequence[Sequence[Number | None]], note: str
) -> Table:
    """The rows with their names; of several the last is that of all of them, «–» where it cannot be worked out."""
    lines: list[list[object]] = [[whose, *row] for whose, row in zip(names, rows, strict=True)]
    if len(lines) > 1:
        lines[-1] = [NONE if value is None else value for value in lines[-1]]
    return Table(name, columns, lines, note, total=len(lines) > 1)


def _tabled(key: str, title: str, table: Table, years: int) -> Panel:
    """A panel that is a table: a single row with all years, else the first, every third and the last of them."""
    if len(table.rows) == 1:
        return Panel(key, title, "", [table])
    shown = [0, *range(1, years, EVERY), *range(years, len(table.columns))]
    rows = [[row[i] for i in shown] for row in table.rows]
    few = Table(table.name, [table.columns[i] for i in shown], rows, total=True)
    return Panel(key, title, f'<div class="hl-tight">{few.html()}</div>', [table], table.note)


def _minus(one: Number | None, other: Number | None) -> Decimal | None:
    return None if one is None or other is None else Decimal(str(one)) - Decimal(str(other))


def _quotient(part: Decimal | None, of: Decimal | None) -> Decimal | None:
    """A share, with no more decimals than a file should hold."""
    return None if part is None or not of else round(part / of, 6)


def _beside_note(seen: Seen, official: Published, lines: Sequence[Line], when: date) -> str:
    """What the numbers are, who is not drawn, and where they come from."""
    lacking = [line.name for line in lines if line.posts is None]
    zero = [line.name for line in lines if not any(line.counts) and line.posts is not None and line.lists is not None]
    uncounted = seen.publication.shown_briefly("inhabitants_without_gp", when, seen.choice.group).noted
    said = [f"Begge per {day(when)}. SSB teller lister, vi teller hjemler, så tallene kan avvike noe."]
    if zero and len(lines) > 1:
        said.append(f"Begge har 0 i {listed(zero)}.")
    if lacking and len(lacking) < len(lines):
        said.append(f"Vi har ingen tall fra {listed(lacking)}.")
    if uncounted:
        said.append(f"{number(uncounted[0])} av våre ledige hjemler er {uncounted[1]} og gir ingen innbyggere.")
    said.append("Våre tall: kommunenes Stillinger, Bemanning og Listetall.")
    return " ".join([*said, official.source(LISTS_WITHOUT)])


def _missing_note(official: Published, years: Sequence[int], rows: Sequence[Sequence[Number | None]]) -> str:
    """Where and when there is no mean list length, and why if it is known why."""
    gaps = [
        (m, years[j]) for m, row in zip(official.members, rows, strict=True) for j, v in enumerate(row) if v is None
    ]
    if not gaps:
        return ""
    places = {m.name: official_messages.in_years([year for other, year in gaps if other is m]) for m, _ in gaps}
    last = {when.year: when for when in official.days(SHARE_WITHOUT)}
    shares = [official.found.value(SHARE_WITHOUT, m.number, last[year]) if year in last else None for m, year in gaps]
    why = ": da sto alle pasientene på lister uten fast lege" if all(share == 100 for share in shares) else ""
    return f"Ingen tall for {listed([f'{name} {found}' for name, found in places.items()])}{why}. "
