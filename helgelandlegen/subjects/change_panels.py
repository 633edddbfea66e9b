"""The panels of «Endringer»: all figures with their change, and what made that of the one that is chosen."""

from __future__ import annotations

from typing import Any

from helgelandlegen.figures import change_messages as messages
from helgelandlegen.figures import marks
from helgelandlegen.figures.marks import To
from helgelandlegen.figures.numbers import NO_VALUE, day_near, value_text, with_unit
from helgelandlegen.figures.phrases import capital, small
from helgelandlegen.figures.table import Column, Table
from helgelandlegen.privacy import Moved, Part
from helgelandlegen.subjects import changes
from helgelandlegen.subjects.changes import Told
from helgelandlegen.subjects.panel import HALF, Columns, Content, Panel, said
from helgelandlegen.subjects.seen import Seen

NO_DATES = "Velg øverst en dato å sammenligne med."


def content(seen: Seen, name: str | None) -> Content:
    """All that the screen says: of the figure that is named, else of the headline; PlainError for an unknown one."""
    c = seen.choice
    if c.compared_with is None:
        return Content(NO_DATES, (), [Panel("reasons", "Ingen endring å vise", said(NO_DATES), [])])
    found = changes.one(seen.publication, name or changes.HEADLINE, c.as_of, c.compared_with, c.group, c.post_type)
    events = [_rows_panel(found)] if any(part.rows for part in found.parts) else []
    return Content(found.sentence, (), [Columns([figures(seen)], [reasons(seen, found)]), *events])


def _all(seen: Seen) -> list[Told]:
    c = seen.choice
    return changes.told(seen.publication, c.as_of, c.compared_with, c.group, c.post_type) if c.compared_with else []


def figures(seen: Seen) -> Panel:
    """All figures with their change, the biggest first; picking one shows what made it."""
    found = _all(seen)
    changed = sum(bool(t.change.total) for t in found)
    title = f"{capital(messages.in_words(changed, 'nøkkeltall', 'nøkkeltall'))} av {len(found)} har endret seg"
    columns = [
        Column("Nøkkeltall", markup=True), Column("Før", numeric=True), Column("Nå", numeric=True),
        Column("Endring", numeric=True), Column("Herav rettet", numeric=True),
    ]  # fmt: skip
    told = [_line(t, seen.limit) for t in found]
    if not any(line[-1] for line in told):  # nothing has been corrected
        columns, told = columns[:-1], [line[:-1] for line in told]
    lines = [[_button(t), *line] for t, line in zip(found, told, strict=True)]
    plain = [[t.title, *line] for t, line in zip(found, told, strict=True)]
    table = Table("Endring i alle nøkkeltall", columns, lines)
    kept = Table("Endring i alle nøkkeltall", [Column("Nøkkeltall"), *columns[1:]], plain, _order_note(seen))
    return Panel("figures", title, f'<div class="hl-changes">{table.html()}</div>', [kept], _order_note(seen))


def _order_note(seen: Seen) -> str:
    since = seen.choice.compared_with or seen.choice.as_of
    when = day_near(since, seen.choice.as_of)
    return (
        f"«Før» er tallet for {when} slik det var kjent da; var det ikke kjent, som det er kjent nå. «Rettet» er det "
        "som er rapportert eller rettet etterpå. Tall om personer gjelder fra én publisering til en annen."
    )


def _button(t: Told) -> str:
    return marks.button(To(f"?{marks.FIGURE}={t.name}", "Vis hva som endret tallet"), t.title)


def _line(t: Told, limit: int) -> list[str]:
    change = t.change
    if change.total is None:
        return [
            "",
            value_text(t.figure, limit),
            "",
            "",
        ]
    corrected = next((p for p in change.parts if p.kind.id == "corrected"), None)
    return [
        messages.printed(change, change.after - change.total if change.after is not None else None),
        messages.printed(change, change.after), messages.moved(change, change.total, brief=True),
        messages.moved(change, corrected.amount, brief=True) if corrected else "",
    ]  # fmt: skip


def reasons(seen: Seen, found: Told) -> Panel:
    """One figure's change as a waterfall."""
    change = found.change
    notes = [messages.ORDER_MATTERS] if change.in_order and len(change.parts) > 1 else []
    place = seen.place_of(found.figure)
    notes += [f"Gjelder {place}."] if place else []
    drawing = found.drawn(HALF) or said(change.untold or NO_VALUE)
    return Panel("reasons", messages.heading(change), drawing, [_parts_table(found)], " ".join(notes))


def _parts_table(found: Told) -> Table:
    change = found.change
    columns = [Column("Hva skjedde"), Column("Antall", numeric=True), Column("Virkning", numeric=True)]
    pairs = zip(change.parts, messages.amounts(change), strict=True)
    lines: list[list[Any]] = [[part.kind.label, part.count or None, amount] for part, amount in pairs]
    if change.total is not None:
        lines.append(["Endring i alt", None, messages.moved(change, change.total)])
    return Table(f"{found.title}: hva som endret tallet", columns, lines, total=bool(lines))


def _rows_panel(found: Told) -> Panel:
    """The events one by one, those that moved the figure most first within each kind."""
    change = found.change
    moved = found.moved
    columns = {key: heading for key, heading, _ in change.definition.columns}
    office = "office" in columns
    with_day = any(m.when for _, m in moved)
    with_amount = not change.in_order
    headings = [
        Column("Hva skjedde"), Column("Kommune"), Column(columns.get("record", "Rad")),
        *([Column("Legekontor")] if office else []), *([Column("Dato")] if with_day else []),
        *([Column("Virkning", numeric=True)] if with_amount else []),
    ]  # fmt: skip
    lines = [
        [
            _what(part, m), m.row.get("name") or "", m.record, *([m.row.get("office")] if office else []),
            *([m.when] if with_day else []),
            *([messages.effect(change, m.amount)] if with_amount else []),
        ]
        for part, m in moved[: changes.MOST_ROWS]
    ]  # fmt: skip
    title = f"{capital(with_unit(len(moved), 'hendelser' if len(moved) != 1 else 'hendelse'))} bak endringen"
    note = f"De første {changes.MOST_ROWS} er vist." if len(moved) > changes.MOST_ROWS else ""
    return Panel("events", title, "", [Table(f"{found.title}: hendelsene", headings, lines, note)])


def _what(part: Part, moved: Moved) -> str:
    if part.kind.id == "corrected":
        return f"Rettet: {small(moved.kind.label)}"
    return moved.kind.label
