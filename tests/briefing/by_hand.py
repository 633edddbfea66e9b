"""A briefing by hand that has one of everything, and texts that break what is not made for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from helgelandlegen.briefing.facts import Briefing, Points, Reader, Section
from helgelandlegen.figures.agenda import Told
from helgelandlegen.figures.exhibit import Chart, Definition, Drawing, Exhibit, KeyFigure, Mark, Series
from helgelandlegen.figures.table import Column, Table
from helgelandlegen.figures.tilemap import Tile, tile_map

DAY, BEFORE = date(2024, 5, 31), date(2024, 3, 14)
LONG_NAME = "Kommunen med et navn på seksti bokstaver som aldri tar slutt."
FORMULAS = ("=1+1", "+47 12", "-2+3", "@SUM(A1)", '=HYPERLINK("x")')
TILES = [Tile("Nordby", 0, 0, 2, 7), Tile("Vika", 1, 0, 0, 3), Tile("Fjell", 1, 1, None, None)]
MAP = Drawing(tile_map(TILES, title="Ledige i Nordby"), "Nordby har flest ledige: 2 av 7. Vika: ingen.")
LINES = Drawing(
    '<svg class="hl-chart" viewBox="0 0 600 200" font-size="17"><rect x="0" y="0" width="90" height="20" rx="3"'
    ' fill="#6f56a3"/><g transform="translate(10 20) scale(2)" color="#1a6b48"><circle cx="8" cy="8" r="7"'
    ' fill="currentColor"/></g><path d="M0 50H600V60Z" fill="#ffffff" stroke="#17212b" stroke-dasharray="2 2"/>'
    '<text x="600" y="90" text-anchor="end" fill="#17212b">Fire <tspan font-weight="700">legér</tspan></text></svg>',
    "Fire leger blir ferdige i 2025.",
)
COURSE = tuple(f"{day:02}.01.2024" for day in range(1, 29))
CHARTS = {
    "bar": Chart("bar", "Stolper", ("Nordby", "=1+1"), (Series("Ledige", (2, None), "vacant"),), absent="Mangler: –."),
    "column": Chart("column", "Søyler", ("jan", "feb"), (Series("Brukt", (Decimal("1234567.00"), 9), "ours"),
                    Series("Budsjett", (7, 8), "official")), "kroner"),
    "stacked": Chart("stacked", "Deler", ("A", "B"), (Series("Startet", (6, 0), "started"),
                     Series("Ute", (5, 9), "left"))),
    "line": Chart("line", "Løp", COURSE, (Series("Andel", tuple(n / 100 for n in range(28)), "ours"),), share=True),
    "waterfall": Chart("waterfall", "Endring", ("Før", "Ned", "Opp", "Nå"),
                       (Series("Ledige", (12, 8, 15, 15), "filled"),)),
}  # fmt: skip
TABLE = Table(
    "Kommunene",
    (Column("Kommune"), Column("Leger", numeric=True), Column("Andel", share=True, decimals=1), Column("Status")),
    (
        *((f"{LONG_NAME} {n}", 1000 + n, Decimal(n) / 40, Mark("Utenfor målet", "off")) for n in range(40)),
        ("Sum", "under 5", None, Mark("Ikke konkluderbart", "open")),
    ),
    "Kilde: arket Stillinger.", True,
)  # fmt: skip
ODD = Table("Rare", (Column("Tekst"), Column("Verdi", numeric=True)), tuple((text, None) for text in FORMULAS))


MEANT = Definition("vacant_posts", "Ledige hjemler", "Åpne hjemler uten lege.", "Arket Stillinger", "Per dag.")


def key_figure(title: str = "Ledige hjemler", printed: str = "12", **more: object) -> KeyFigure:
    """A card; hidden where it prints «under 5»."""
    hidden = printed == "under 5"
    made = KeyFigure(
        "vacant_posts", title, DAY, DAY, printed, "" if hidden else "hjemler", "" if hidden else "8 av 67",
        "" if hidden else "12", "count", "Nær målet: høyst 9", "near", "høyst 9", "+3 siden 14. mars",
        "bygger på 4 av 5 kommuner", hidden,
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def section(key: str = "ledige", **more: object) -> Section:
    """A section without anything but its message."""
    made = Section(
        key, "Ledige hjemler", "12 av 67 hjemler er ledige.", source="Arkene Stillinger og Bemanning",
        definitions=(MEANT,),
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def everything(reader: Reader = Reader.STEERING) -> Briefing:
    """All that a briefing can hold."""
    charts = tuple(
        Exhibit(kind, f"Diagrammet {kind}", (), None, chart, "Kilde: arket X.") for kind, chart in CHARTS.items()
    )
    cards, mapped = (
        (key_figure(), key_figure("Sluttet", "under 5")),
        Exhibit("map", "Nordby", (MAP,), TABLE, tabled=True),
    )
    sections = (
        section("tilstand", sentences=("7 leger er i løp.",), key_figures=cards),
        section("kart", sentences=("Ledig i 1 av 3.",), exhibits=(mapped,)),
        section("kurver", exhibits=charts, comment="Første avsnitt.\n\nAndre avsnitt 😀."),
        section("tegning", exhibits=(Exhibit("ahead", "Fire leger", (LINES,), ODD),)),
        section("tabell", exhibits=(Exhibit("tabell", "Alle", (), TABLE), Exhibit("rare", "Rare", (), ODD))),
        section("bes-om", lists=(Points("Av sykehuset", ("Nå.", "Fire til.")), Points("Av kommunene", ("Nei.",)))),
        section("datagrunnlag", headline="4 av 5 har rapportert", sentences=("Små grupper vises ikke.",)),
    )  # fmt: skip
    figures = (
        Told("vacant_posts", "Ledige hjemler", DAY, "12", "", "12"),
        Told("left", "Sluttet", DAY, "under 5"),
        Told("lis1", "LIS1 i fast løp", BEFORE, "43 %", "6 av 14", "0.42857142857142855"),
    )
    return Briefing(
        reader, "Prøveprogrammet", "Status 31. mai 2024", "Tallene gjelder 31. mai 2024.", DAY, BEFORE, None, "", 7,
        True, (replace(sections[0], figures=figures), *sections[1:]), ("Arket Stillinger",), "Nordby",
    )  # fmt: skip
