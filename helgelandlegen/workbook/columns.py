"""The columns that several sheets share."""

from __future__ import annotations

from helgelandlegen.workbook.sheet import Column, Kind


def position_id(**more: object) -> Column:
    """A post's code."""
    return Column("Stilling-ID", "position_id", Kind.IDENTIFIER, example="EKSEMPEL-1", **more)  # type: ignore[arg-type]


def doctor_id(**more: object) -> Column:
    """A doctor's code."""
    return Column("Lege-ID", "doctor_id", Kind.IDENTIFIER, required=True, key=True, example="EKSEMPEL-L1", **more)  # type: ignore[arg-type]


def municipality(*, required: bool = False, key: bool = False) -> Column:
    """A municipality, by name or number."""
    return Column(
        "Kommune", "municipality", Kind.MUNICIPALITY, required, key, example="@municipality",
        help="Kommunens navn eller firesifrede nummer."
        + ("" if required else " Tomt når det gjelder hele programmet."),
    )  # fmt: skip


def first_day(heading: str = "Fra og med", **more: object) -> Column:
    """The first day of a period."""
    return Column(heading, "valid_from", Kind.DATE, example="2024-03-01", **more)  # type: ignore[arg-type]


def last_day() -> Column:
    """The last day of a period; empty while it runs."""
    return Column("Til og med", "valid_to", Kind.DATE, help="Siste dag. Tomt felt betyr at det fortsatt gjelder.")
