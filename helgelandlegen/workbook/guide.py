"""The words of the template's first sheet: what the file is, what a report does, and how each column is filled in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from helgelandlegen.workbook.numeric import limits
from helgelandlegen.workbook.sheets import SHEETS, Column, Kind, Scope, Sheet

GUIDE_SHEET = "Slik fyller du ut"
LIST_SHEET = "Lister"

TABLE_HEADINGS = ("Ark", "Kolonne", "Må fylles ut", "Slik fyller du ut", "Hva som kan stå her")


class Style(StrEnum):
    """How a line of the guide looks."""

    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    SHEET = "sheet"
    COLUMN = "column"


class Line(NamedTuple):
    """One line: a single text, or one for each of TABLE_HEADINGS."""

    style: Style
    cells: tuple[str, ...]


_PURPOSE = (
    "Arbeidsboken er kommunens rapport til programmet. Hvert ark er en liste, og hver rad er for eksempel en stilling, "
    "en lege eller et møte.",
    "1. Skriv i arket «Rapport» hvilke kommuner rapporten gjelder, og datoen tallene er fra.",
    "2. Fyll ut arkene du har tall til. Slett arkene du ikke har tall til.",
    "3. Lagre filen som Excel-arbeidsbok (.xlsx), og send den til programmets koordinator.",
)
_EXAMPLE = (
    "4. Den grå raden øverst i hvert ark er et eksempel. Skriv over den eller slett den. Står den uendret, "
    "blir den ikke lest.",
)
_REPLACED = (
    "For kommunene i arket «Rapport» erstatter filen alle rader som er lagret fra før, i hvert ark som er med i filen.",
    "Ta derfor med alle rader, også de som ikke er endret. En rad som mangler i filen, forsvinner.",
    "Ark som ikke er med i filen, og radene til andre kommuner, blir stående som de er.",
    "Et ark som er med uten rader, betyr at kommunen ikke har noen. Skal arket ikke endres, så slett det fra filen.",
    "Ark merket «Felles for programmet» gjelder ikke én kommune, og erstattes i sin helhet.",
    "Koordinatoren får se hva som blir nytt, endret og borte, før noe lagres.",
)
_NEVER = (
    "Navn på leger, studenter og andre personer. Bruk egne koder, og skriv rolle der det spørres etter ansvarlig.",
    "Fødselsnummer og D-nummer, heller ikke i merknader, arknavn eller filnavn.",
    "Årsak til fravær. Skriv bare hvor mye og hvor lenge.",
)
_HABITS = (
    "Kolonner merket med * må fylles ut. Kolonnene kan stå i en annen rekkefølge, men overskrifter og arknavn må "
    "være som her.",
    "Datoer skrives som 01.03.2024. Perioder gjelder til og med den siste dagen.",
    "Tall kan ha desimalkomma. Prosent skrives som 80, ikke som 0,8.",
    "Koder må være like hver gang de brukes, også store og små bokstaver og nuller foran.",
)


def guide(sheets: Iterable[Sheet], title: str, *, example: bool) -> Iterator[Line]:
    """The guide to these sheets of the programme called `title`; `example`: they hold an example row."""
    yield Line(Style.TITLE, (f"Slik fyller du ut arbeidsboken for {title}",))
    parts = (
        ("Hva du gjør", _PURPOSE + (_EXAMPLE if example else ())),
        ("Hva som skjer med tallene", _REPLACED),
        ("Dette skal aldri stå i filen", _NEVER),
        ("Slik skriver du", _HABITS),
    )
    for heading, texts in parts:
        yield Line(Style.HEADING, (heading,))
        for text in texts:
            yield Line(Style.TEXT, (text,))
    yield Line(Style.HEADING, TABLE_HEADINGS)
    for sheet in sheets:
        scope = " Felles for programmet." if sheet.scope is Scope.PROGRAMME else ""
        yield Line(Style.SHEET, (sheet.heading, "", "", f"{sheet.help}{scope}", ""))
        for column in sheet.columns:
            mark = "Ja" if column.required else ""
            yield Line(Style.COLUMN, ("", marked(column), mark, column.help, allowed(column)))


def marked(column: Column) -> str:
    """The heading with the mark of a required column."""
    return f"{column.heading}*" if column.required else column.heading


def allowed(column: Column) -> str:
    """What may stand in a column, in a few words."""
    if column.refused:
        return "Ingenting"
    parts = [_allowed(column)]
    if column.references:
        parts.append(f"finnes i arket «{SHEETS[column.references].heading}»")
    text = ", ".join(parts)
    return f"{text}. Tomt felt betyr {column.default}." if column.default is not None else f"{text}."


def _allowed(column: Column) -> str:
    between = f", {limits(column)}" if limits(column) else ""
    if column.kind is Kind.CHOICE:
        *most, last = column.choices
        return f"{', '.join(most)} eller {last}" if most else last
    if column.digits:
        return f"{column.digits[0]} til {column.digits[1]} sifre"
    return {
        Kind.IDENTIFIER: "Kode",
        Kind.MUNICIPALITY: "Kommune i programmet",
        Kind.FIGURE: "Koden til et nøkkeltall",
        Kind.DATE: "Dato, for eksempel 01.03.2024",
        Kind.MONTH: "Måned, for eksempel 2026-09",
        Kind.INTEGER: f"Helt tall{between}",
        Kind.PERCENT: f"Prosent{between}, høyst to desimaler",
        Kind.AMOUNT: f"Kroner{between}",
        Kind.MEASURE: "Tall i nøkkeltallets egen enhet",
        Kind.YES_NO: "Ja eller Nei",
    }.get(column.kind, "Tekst")
