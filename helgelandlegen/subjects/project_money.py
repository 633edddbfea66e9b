"""The panels of «Prosjekt» about money: the year's budget, accounts and forecast, by item and by month."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from helgelandlegen.figures import marks
from helgelandlegen.figures import money_messages as messages
from helgelandlegen.figures.bars import Bar, bars
from helgelandlegen.figures.columns import Upright, columns
from helgelandlegen.figures.numbers import NO_VALUE, day, month, number, rounded
from helgelandlegen.figures.table import Column, Table
from helgelandlegen.subjects.panel import HALF, Panel, said
from helgelandlegen.subjects.seen import Seen

ZERO = Decimal(0)
AMOUNTS = ("budget_to_date", "actual", "share", "budget", "forecast")


def over_budget(seen: Seen) -> Decimal | None:
    """By how many kroner the year's forecast is over its budget; None without a budget."""
    _, whole = _items(seen)
    return whole["over"] if whole else None


def items(seen: Seen) -> Panel:
    """Each item's budget, accounts so far, share, and the year's forecast."""
    (rows, whole), year = _items(seen), seen.choice.as_of.year
    if whole is None:
        return Panel("money", messages.no_money(year), "", [], for_all=True)
    title = messages.money(year, whole["share"], whole["budget"], whole["over"])
    drawn = bars(
        [
            Bar(
                row["item"], row["forecast"],
                messages.item(row["share"], row["forecast_share"]), "ours",
                of=row["budget"],
                parts=((row["actual"] or ZERO, "ours"), (row["forecast"] - (row["actual"] or ZERO), "official")),
                to=marks.rows("money", [n], "Vis tallene"),
            )
            for n, row in enumerate(rows)
        ],
        label=title,
        width=HALF,
        legend=[("ours", "regnskap hittil"), ("official", "resten av prognosen"), ("whole", "årets budsjett")],
    )  # fmt: skip
    headings = (
        Column("Post"), Column("Budsjett hittil", numeric=True, missing="–"),
        Column("Regnskap hittil", numeric=True, missing="–"), Column("Andel", share=True, missing="–"),
        Column("Årets budsjett", numeric=True), Column("Prognose for året", numeric=True),
    )  # fmt: skip
    lines = [[row["item"] or "Alle", *(row[name] for name in AMOUNTS)] for row in (*rows, whole)]
    note = (
        f"{messages.FORECAST_RULE} «Hittil» er månedene som har regnskap, per {day(seen.choice.as_of)}. "
        "Kilde: arket Økonomi."
    )
    table = Table(f"Budsjett og regnskap {year} per post", headings, lines, note, total=True)
    return Panel("money", title, drawn, [table], note, for_all=True)


def months(seen: Seen) -> Panel:
    """The year's budget and accounts month by month."""
    rows, year = seen.listed_everywhere("economy_months"), seen.choice.as_of.year
    if not rows:
        return Panel("months", f"Måned for måned i {year}", said(f"{messages.no_money(year)}."), [], for_all=True)
    of_year = rows[0]
    title = messages.money_months(of_year["last_accounted"], of_year["whole_months"], of_year["months_over"])
    drawn = columns(
        [
            Upright(
                messages.month_alone(row["month"], brief=True), row["actual"],
                "" if row["actual"] is None else number(row["actual"] / 1000), "ours",
                f"{month(row['month'])}: regnskap {_thousands(row['actual'])}, budsjett {_thousands(row['budget'])}",
                of=row["budget"], to=marks.rows("months", [n], "Vis tallene"),
            )
            for n, row in enumerate(rows)
        ],
        label=title,
        width=HALF,
        legend=[("ours", "regnskap i tusen kroner"), ("whole", "budsjett")],
    )  # fmt: skip
    note = messages.partly_accounted(of_year["part_months"]) + "Kilde: arket Økonomi."
    headings = [
        Column("Måned"), Column("Budsjett", numeric=True), Column("Regnskap", numeric=True, missing="–"),
        Column("Poster uten regnskap", numeric=True),
    ]  # fmt: skip
    lines = [[month(row["month"]), row["budget"], row["actual"], row["missing"]] for row in rows]
    table = Table(f"Budsjett og regnskap {year} per måned", headings, lines, note)
    return Panel("months", title, drawn, [table], note, for_all=True)


def _items(seen: Seen) -> tuple[list[dict[str, Any]], dict[str, Any] | None]:
    """The items, and all of them together; None where there are none."""
    found = seen.listed_everywhere("economy_items")
    return (found[:-1], found[-1]) if found else ([], None)


def _thousands(amount: Decimal | None) -> str:
    return NO_VALUE if amount is None else f"{number(rounded(amount / 1000))} tusen kroner"
