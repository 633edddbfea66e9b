"""A briefing with one of everything, made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from helgelandlegen.briefing.facts import Briefing, Points, Reader, Section
from helgelandlegen.figures.exhibit import Definition, Exhibit, KeyFigure, Mark, drawings
from helgelandlegen.figures.table import Column, Table
from helgelandlegen.figures.tilemap import Tile, tile_map

DAY = date(2024, 5, 16)
MESSAGE = "Nordby har flest ledige: 1 av 3"
MAP = tile_map([Tile("Nordby", 0, 0, 1, 3), Tile("Vika", 1, 0, 0, 1)], title="Ledige hjemler")
TABLE = Table(
    "Kommuner",
    (Column("Kommune"), Column("Andel", share=True, decimals=1), Column("Dager", numeric=True), Column("Status")),
    (
        ("Nordby", Decimal("0.333"), 1200, Mark("Forsinket", "late")),
        ("Vika", Decimal(0), 7, Mark("Ferdig", "done")),
        ("Alle", Decimal("0.25"), None, None),
    ),
    "Kilde: arket.", total=True,
)  # fmt: skip
FIGURE = KeyFigure(
    "vacant_posts", "Ledige fastlegehjemler", DAY, DAY, "11", "", "", "11", "count", "Utenfor målet: høyst 5", "off",
    "høyst 5", "−1 siden 14. mars", "bygger på alle 2 kommuner", hidden=False,
)  # fmt: skip
MEANT = Definition("vacant_posts", "Ledige fastlegehjemler", "Uten fast lege.", "Arket Stillinger.")
MAPPED = Exhibit("map", MESSAGE, drawings(MAP, MESSAGE), TABLE, None, "Per 16. mai.", tabled=True)


def section(key: str = "kart", **more: object) -> Section:
    """A section with a drawing and its table."""
    return replace(Section(key, "Ledige hjemler", f"{MESSAGE}.", ("Ledig i én kommune.",), exhibits=(MAPPED,)), **more)  # type: ignore[arg-type]


WHOLE = Briefing(
    Reader.STEERING, "Prøveprogrammet", "Styringsgruppens møte 16. mai 2024", "Tallene gjelder 16. mai 2024.", DAY,
    None, DAY, "Låst 17.05.2024 kl. 09.00 av Koordinator", 7, demo=True,
    sections=(
        Section("nokkeltall", "Nøkkeltall", "Ett er utenfor målet.", key_figures=(FIGURE,), definitions=(MEANT,)),
        section(comment="Vi følger det.\nFortløpende."),
        Section("saker", "Saker", "Ingen saker.", lists=(Points("Av kommunene", ("Rapporter.", "Registrer.")),)),
    ),
)  # fmt: skip
