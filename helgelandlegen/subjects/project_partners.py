"""The panels of «Prosjekt» about what the programme does and with whom: measures, anchoring, agreements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from helgelandlegen.figures import partner_messages as messages
from helgelandlegen.figures.numbers import day_near
from helgelandlegen.figures.phrases import small
from helgelandlegen.figures.table import Column, Table
from helgelandlegen.privacy import PROGRAMME
from helgelandlegen.subjects.panel import Panel, said
from helgelandlegen.subjects.project import known, none_in, state, state_then
from helgelandlegen.subjects.seen import Seen

LACKING, NOT_REPORTED = "mangler", "ikke rapportert"


def measures(seen: Seen) -> Panel:
    """The measures of the programme's package: kind, municipality, status, since when, and what they cost a year."""
    rows = state(seen, "measures")
    then, since = state_then(seen, "measures")
    title = messages.measures(len(rows), *_summed(rows, "introduced", "under_way", "planned", "yearly_cost_now"))
    if not rows:
        return Panel("measures", title, said(none_in(seen, "Tiltak")), [], for_all=True)
    before = {row["measure"]: row["status"] for row in then}
    columns = [
        Column("Tiltak"), Column("Art"), Column("Kommune", missing="alle"), Column("Status"), *_since(seen, since),
        Column("Fra og med"), Column("Kostnad per år", numeric=True, missing="–"),
    ]  # fmt: skip
    lines = [
        [row["measure"], row["category"], row["municipality"], row["status"],
         *_change(before, row["measure"], row["status"], since), row["valid_from"], row["yearly_cost"]]
        for row in rows
    ]  # fmt: skip
    note = known(seen, "tiltak", since) + "Kilde: arket Tiltak."
    return Panel("measures", title, "", [Table("Tiltak i programmet", columns, lines, note)], for_all=True)


def anchoring(seen: Seen) -> Panel:
    """Whom the programme works with, in which role, and how far that has come."""
    rows = state(seen, "stakeholders")
    then, since = state_then(seen, "stakeholders")
    title = messages.anchoring(len(rows), *_summed(rows, "present", "agreed", "talking"))
    if not rows:
        return Panel("anchoring", title, said(none_in(seen, "Forankring")), [], for_all=True)
    before = {row["stakeholder"]: row["status"] for row in then}
    columns = [Column("Aktør"), Column("Rolle"), Column("Status"), *_since(seen, since), Column("Dato")]
    lines = [
        [row["stakeholder"], row["role"], row["status"],
         *_change(before, row["stakeholder"], row["status"], since), row["status_date"]]
        for row in rows
    ]  # fmt: skip
    note = known(seen, "aktører", since) + "Kilde: arket Forankring."
    return Panel("anchoring", title, "", [Table("Forankring", columns, lines, note)], for_all=True)


def agreements(seen: Seen) -> Panel:
    """Each municipality's registration and agreement: those that lack one first, those that have not reported last."""
    group, programme = seen.choice.group, seen.publication.programme
    wanted = {m.number for m in programme.members(group)}
    rows = [row for row in seen.listed_everywhere("agreements") if row["municipality"] in wanted]
    reported = [row for row in rows if row["reported"]]
    agreed = [row for row in reported if row["agreement_on"]]
    title = messages.agreements(
        [row["name"] for row in agreed],
        [row["name"] for row in reported if not row["agreement_on"]],
        len(rows) - len(reported),
    )
    rows.sort(key=_lacks)
    columns = [Column("Kommune"), Column("Registrert utdanningsvirksomhet"), Column("Samarbeidsavtale")]
    since = seen.choice.compared_with
    lines = [[row["name"], *(_when(row, key) for key in ("registered_on", "agreement_on"))] for row in rows]
    new = [row["name"] for row in agreed if since and row["agreement_on"] > since]
    note = messages.new_agreements(new, since, seen.choice.as_of) if since else ""
    note += "Avtalen er kommunens samarbeidsavtale med helseforetaket. Kilde: arket Kommunestatus."
    table = Table("Avtaler og registrering", columns, lines, note)
    return Panel("agreements", title, "", [table], for_all=group == PROGRAMME)


def _summed(rows: Sequence[Mapping[str, Any]], *names: str) -> list[Any]:
    """What a list says on every row of all its rows; nothing where it has none."""
    return [rows[0][name] for name in names] if rows else []


def _lacks(row: Mapping[str, Any]) -> tuple[bool, bool, bool]:
    return (not row["reported"], bool(row["agreement_on"]), bool(row["registered_on"]))


def _when(row: Mapping[str, Any], key: str) -> object:
    return row[key] or (LACKING if row["reported"] else NOT_REPORTED)


def _since(seen: Seen, since: date | None) -> list[Column]:
    return [Column(f"Siden {day_near(since, seen.choice.as_of, brief=True)}")] if since else []


def _change(before: Mapping[str, str], name: str, status: str, since: date | None) -> list[object]:
    """What the status was then; «ny» for what was not known then."""
    if since is None:
        return []
    was = before.get(name)
    return ["ny" if was is None else "uendret" if was == status else f"var {small(was)}"]
