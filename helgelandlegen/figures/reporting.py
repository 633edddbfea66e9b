"""Who has reported what, in words and as a grid of municipalities and sheets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from helgelandlegen.age import Age
from helgelandlegen.figures.numbers import day_near, number, short_day, with_unit
from helgelandlegen.figures.phrases import count, listed


@dataclass(frozen=True)
class Cell:
    """What a municipality has sent of a sheet: the newest day (None: never), how old that is, and remarks on it."""

    day: date | None
    age: Age
    findings: int = 0


@dataclass(frozen=True)
class Row:
    """One municipality: `key` is what picking it hands over; the cells, and its newest report."""

    key: str
    name: str
    cells: Sequence[Cell]
    report: Cell


def headline(fresh: int, of: int, days: int) -> str:
    """«14 av 18 kommuner har rapportert de siste 95 dagene. 4 mangler.»"""
    when = f"har rapportert de siste {with_unit(days, 'dagene')}"
    if fresh == of:
        return f"Alle {with_unit(of, 'kommuner')} {when}." if of > 1 else f"Kommunen {when}."
    if not fresh:
        return f"Ingen av de {with_unit(of, 'kommunene')} {when}."
    return f"{number(fresh)} av {with_unit(of, 'kommuner')} {when}. {number(of - fresh)} mangler."


def ago(day: date, as_of: date) -> str:
    """«i dag», «i går», «20 dager», «10 måneder», «2 år»; whole ones, rounded down."""
    days = (as_of - day).days
    if days < 2:
        return "i dag" if days < 1 else "i går"
    if days <= 60:
        return f"{number(days)} dager"
    months = (as_of.year - day.year) * 12 + as_of.month - day.month - (as_of.day < day.day)
    return count(months, "måned", "måneder") if months < 24 else f"{number(months // 12)} år"


def weakened(names: Sequence[str], inconclusive: int) -> str:
    """The title over the figures that do not rest on all: how many, whether they can be concluded from."""
    if not names:
        return "Alle nøkkeltall bygger på ferske tall fra alle kommunene."
    some = count(len(names), "nøkkeltall bygger", "nøkkeltall bygger")
    if not inconclusive:
        return f"{some} på færre enn alle kommunene, men på nok til å konkludere."
    left = "ingen av dem er" if inconclusive == len(names) else f"{number(inconclusive)} av dem er ikke"
    return f"{some} på færre enn alle kommunene; {left} konkluderbare."


def grid(rows: Sequence[Row], sheets: Sequence[str], as_of: date, days: int) -> str:
    """The grid as HTML: a row a municipality, a column a sheet, at the end the newest report and its age."""
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in ("Kommune", *sheets, "Nyeste rapport"))
    body = "".join(_row(row, as_of) for row in rows)
    caption = f"Nyeste rapport med hvert ark, per {short_day(as_of)}"
    return (
        f'<div class="hl-grid-frame" lang="nb"><table class="hl-grid"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>{_legend(days)}</div>"
    )


def _row(row: Row, as_of: date) -> str:
    cells = "".join(_cell(cell, as_of) for cell in row.cells)
    report = _cell(row.report, as_of, f" · {ago(row.report.day, as_of)}" if row.report.day else "")
    name = f'<th scope="row"><button type="button" class="hl-pick">{escape(row.name)}</button></th>'
    return f'<tr data-pick="{escape(row.key)}">{name}{cells}{report}</tr>'


def _cell(cell: Cell, as_of: date, more: str = "") -> str:
    when = day_near(cell.day, as_of, brief=True) if cell.day else Age.NEVER
    # The age is said in words to who cannot see the shape.
    said = f'<span class="hl-said">{cell.age}, </span>' if cell.day else ""
    remarks = ""
    if cell.findings:
        words = count(cell.findings, "varsel", "varsler")
        remarks = f' <small title="{words}">▲ {number(cell.findings)}<span class="hl-said"> {words}</span></small>'
    return f'<td class="hl-age-{cell.age}">{said}{escape(when + more)}{remarks}</td>'


def _legend(days: int) -> str:
    parts = (
        (Age.FRESH, f"fersk: under {number(days)} dager"),
        (Age.OLD, f"{number(days)} dager eller eldre"),
        (Age.NEVER, "aldri sendt"),
    )
    shown = "".join(f'<span class="hl-age-{age}">{escape(text)}</span>' for age, text in parts)
    return f'<p class="hl-grid-legend">{shown}<span>▲ varsler da tallene kom inn</span></p>'


def missing(names: Sequence[str]) -> str:
    """«Dønna og Træna»; many are counted: «Dønna, Træna, Vega og 5 til»."""
    if len(names) <= 5:
        return listed(names)
    return f"{', '.join(names[:3])} og {number(len(names) - 3)} til"
