"""What a check has to say: a level, a stable code, a place, and one Norwegian sentence that says what to do."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import NamedTuple

LONGEST_SHOWN, LONGEST_KEPT = 60, 500  # characters of a value in the sentence, and in the finding


class Level(StrEnum):
    """A `stopp` keeps the file out; a `varsel` lets it in."""

    STOP = "stopp"
    WARNING = "varsel"


@dataclass(frozen=True)
class Finding:
    """One finding. `sheet` and `column` are Norwegian headings, `row` is Excel's (from 1), `value` as seen."""

    level: Level
    code: str
    message: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None


class Rule(NamedTuple):
    """A code's level and sentence. `{value}` is the value seen; the other words stand in a comment beside it."""

    level: Level
    sentence: str


def _stop(sentence: str) -> Rule:
    return Rule(Level.STOP, sentence)


def _warning(sentence: str) -> Rule:
    return Rule(Level.WARNING, sentence)


# A `{hint}` is empty or a sentence with a space before it, from `did_you_mean`.
CODES: dict[str, Rule] = {
    # The file as a whole
    "cannot_open": _stop("Filen «{value}» kan ikke åpnes. Kontroller at den finnes, og at du har lov til å lese den."),
    "empty_file": _stop("Filen er tom. Lagre arbeidsboken på nytt, og last den opp igjen."),
    "not_a_workbook": _stop("Filen er {what}, ikke en Excel-arbeidsbok. Fyll ut malen, og last den opp."),  # what
    "other_format": _stop("Filen er {what}. Åpne den i Excel, og lagre den som Excel-arbeidsbok (.xlsx)."),  # what
    "password": _stop("Filen er låst med passord. Fjern passordet i Excel, lagre, og last den opp igjen."),
    "damaged_file": _stop("Filen er skadet og kan ikke leses. Åpne den i Excel, lagre den på nytt, og prøv igjen."),
    "file_too_large": _stop(  # size, limit (MB)
        "Filen er på {size} MB, og grensen er {limit} MB. Slett bilder og ark som ikke er i malen."
    ),
    "too_much_content": _stop(
        "Filen inneholder for mye til å bli lest. Se etter innhold langt nede eller langt til høyre i arkene, "
        "slett det, og lagre på nytt."
    ),
    "too_slow": _stop("Det tok for lang tid å lese filen. Kopier verdiene inn i en ny mal, og last opp den."),
    "reader_failed": _stop(
        "Filen ble ikke lest, fordi leseprogrammet stoppet. Prøv igjen, og si fra om det gjentar seg."
    ),
    "too_many_sheets": _stop(  # count, limit
        "Filen har {count} ark, og grensen er {limit}. Slett ark som ikke er i malen."
    ),
    "too_many_rows": _stop(  # count, limit
        "Arket har innhold helt ned til rad {count}, og grensen er {limit}. Slett radene under de siste tallene."
    ),
    "too_many_columns": _stop(  # count, limit
        "Arket har innhold helt ut til kolonne nummer {count}, og grensen er {limit}. Slett kolonnene til høyre."
    ),
    "no_known_sheet": _stop(  # found (sheet names)
        "Filen har ingen av arkene i malen, bare {found}. Gi arkene de navnene de har i malen."
    ),
    "no_rows": _stop("Filen har ingen utfylte rader. Fyll ut minst ett ark, og last den opp igjen."),
    # Personal numbers: the value itself is never a word
    "personal_number": _stop("Her står et fødselsnummer eller D-nummer. Slett det, og bruk en egen kode i stedet."),
    "personal_number_in_file_name": _stop(
        "Filnavnet inneholder et fødselsnummer eller D-nummer. Gi filen et nytt navn."
    ),
    "personal_number_in_sheet_name": _stop(
        "Arknavnet inneholder et fødselsnummer eller D-nummer. Gi arket et nytt navn."
    ),
    "personal_number_elsewhere": _stop(
        "Filen har et fødselsnummer eller D-nummer utenfor cellene, i en merknad, tekstboks eller egenskap. Slett det."
    ),
    # Sheets and headings
    "unknown_sheet": _warning("Arket er ikke i malen og blir ikke lest.{hint}"),  # hint
    "duplicate_sheet": _stop("Arket finnes to ganger i filen. Slett det ene."),
    "hidden_sheet": _warning("Arket er skjult, men blir lest. Slett det hvis det ikke skal være med."),
    "hidden_rows": _warning(  # rows («3–7 og 12»)
        "Rad {rows} er skjult, men blir lest. Slett det som ikke skal være med."
    ),
    "no_headings": _stop(  # headings (the required ones)
        "Øverste rad har ingen av overskriftene i malen. Den skal ha blant annet {headings}."
    ),
    "missing_column": _stop("Kolonnen mangler, men må være med. Legg den til med overskriften fra malen."),
    "duplicate_column": _stop("To kolonner har denne overskriften. Slett eller gi nytt navn til den ene."),
    "unknown_column": _warning("Kolonnen er ikke i malen og blir ikke lest.{hint}"),  # hint
    "column_without_heading": _warning("Kolonnen har innhold, men ingen overskrift, og blir ikke lest."),
    # One cell
    "missing_value": _stop("Feltet er tomt, men må fylles ut."),
    "formula_without_value": _warning(
        "Formelen har ingen verdi, så feltet leses som tomt. Åpne filen i Excel og lagre den, eller skriv verdien."
    ),
    "cell_error": _stop("Cellen viser feilen «{value}». Rett formelen, eller skriv verdien."),
    "refused_column": _stop("Feltet skal stå tomt. Slett innholdet."),
    "not_a_date": _stop("«{value}» er ikke en dato. Skriv den som 01.03.2024."),
    "not_a_month": _stop("«{value}» er ikke en måned. Skriv den som 2026-09, eller som en dato i måneden."),
    "date_out_of_range": _stop(  # first, last (years)
        "«{value}» er utenfor årene {first} til {last}. Rett datoen."
    ),
    "not_a_number": _stop("«{value}» er ikke et tall. Skriv bare tallet."),
    "not_a_whole_number": _stop("«{value}» er ikke et helt tall. Skriv det uten desimaler."),
    "ambiguous_number": _stop(  # thousands, decimal (the two ways to read it)
        "«{value}» kan bety både {thousands} og {decimal}. Skriv tallet uten skilletegn."
    ),
    "too_many_decimals": _stop("«{value}» har for mange desimaler. Rund av til høyst to."),
    "number_too_large": _stop("«{value}» er et for stort tall. Rett tallet."),
    "out_of_range": _stop("«{value}» er utenfor grensene. Tallet skal være {limits}.{hint}"),  # limits, hint
    "not_a_share": _stop("«{value}» er en prosent, men nøkkeltallet er ikke en andel. Skriv tallet uten %."),
    "not_yes_or_no": _stop("«{value}» er verken Ja eller Nei. Skriv Ja eller Nei."),
    "date_not_code": _stop(
        "«{value}» er en dato, men her skal det stå en kode. Formater cellen som tekst, og skriv koden på nytt."
    ),
    "wrong_digits": _stop("«{value}» har feil form. Skriv {least} til {greatest} sifre og ingen andre tegn."),
    "text_too_long": _stop("Teksten har {count} tegn, og grensen er {limit}. Kort den ned."),  # count, limit
    "not_in_list": _stop("«{value}» kan ikke brukes her. Velg {choices}.{hint}"),  # choices, hint
    "unknown_municipality": _stop("«{value}» er ikke en av de {count} kommunene.{hint}"),  # count, hint
    "unknown_figure": _stop("«{value}» er ikke koden til et nøkkeltall.{hint}"),  # hint
    # One row
    "duplicate_key": _stop("Raden har samme {keys} som rad {other}. Slett eller rett den ene."),  # keys, other
    "report_twice": _stop("{municipality} står også i rad {other}. Behold bare den ene raden."),  # municipality, other
    "end_before_start": _stop("{value} er før {start} i «{heading}». Rett en av datoene."),  # heading, start
    "future_date": _warning("{value} er fram i tid. Rett datoen hvis dette ikke har skjedd ennå."),
    "list_above_cap": _warning("Listelengden {value} er over listetaket {cap}. Kontroller begge tallene."),  # cap
    "completed_early": _warning(  # months, start
        "{value} er under {months} måneder etter startdatoen {start}. Kontroller begge datoene."
    ),
    "consent_expired": _warning("Samtykket gikk ut {value}. Be om nytt samtykke, eller slett kandidaten."),
    "hpr_missing": _warning("HPR-nummeret mangler. Fyll det ut når du har det."),
    # Against what is stored. In a comment: the words beside `value`, which is the code or step that the row holds.
    "unknown_reference": _stop(  # parent (sheet heading)
        "«{value}» finnes ikke i arket «{parent}», verken i filen eller fra før. Rett koden, eller legg den til der."
    ),
    "orphaned_rows": _stop(  # parent (sheet heading)
        "Rader som er lagret, viser til «{value}», som da ikke lenger finnes i arket «{parent}». Rett dem først."
    ),
    "outside_report": _stop(  # municipality
        "{municipality} er ikke med i arket «Rapport». Legg til kommunen der, eller slett raden."
    ),
    "position_of_other_municipality": _stop(  # municipality (the other one)
        "«{value}» er allerede brukt av {municipality}. Gi stillingen en annen kode."
    ),
    "doctor_moved": _warning(  # municipality (the one before)
        "«{value}» står hos {municipality} fra før, og flyttes hit. Kontroller at det er samme lege."
    ),
    "doctor_stays": _warning("«{value}» blir stående hos {municipality}, som har en nyere rapport."),  # municipality
    "start_date_changed_on_move": _warning(  # municipality, before (the stored date)
        "Hos {municipality} har «{value}» startdatoen {before}. Behold den, eller bruk en annen kode for en annen lege."
    ),
    "two_permanent": _warning(  # day (the first with both)
        "Stillingen «{value}» har mer enn én fast lege fra {day}. Kontroller datoene i begge radene."
    ),
    "occupancy_outlives_post": _warning(  # day (the post's last)
        "Bemanningen varer lenger enn stillingen «{value}», som ble avsluttet {day}. Den regnes bare til da."
    ),
    "occupancy_after_post": _warning(  # day (the post's last)
        "Bemanningen begynner etter at stillingen «{value}» ble avsluttet {day}, og teller ikke. Rett en av datoene."
    ),
    "step_after_end": _warning(  # end_step, day (of that step)
        "«{value}» kommer etter «{end_step}» {day}. Kontroller stegene og datoene."
    ),
    "rows_fell": _warning(  # municipality, before, after (numbers of rows)
        "Antall rader for {municipality} faller fra {before} til {after}. Kontroller at ingen rader mangler."
    ),
    "same_file": _warning("Denne filen er tatt inn før, som import {import_id}, og endrer ingenting."),  # import_id
    "same_file_older": _warning(  # import_id
        "Denne filen er tatt inn før, som import {import_id}, og tallene er endret siden. Kontroller at den er riktig."
    ),
    "no_report": _warning(  # municipalities
        "Filen har ingen rader i arket «Rapport», og gjelder derfor {municipalities}. Fyll ut arket hvis det er feil."
    ),
    "empty_programme_sheet": _warning(  # count (stored rows)
        "Arket er tomt, og de {count} lagrede radene blir stående. Slett arket fra filen hvis det ikke er i bruk."
    ),
}


def finding(
    code: str,
    *,
    sheet: str | None = None,
    row: int | None = None,
    column: str | None = None,
    value: object = None,
    **words: object,
) -> Finding:
    """The finding of that code; KeyError for an unknown code or a missing word."""
    rule = CODES[code]
    seen = None if value is None else shown(value)[:LONGEST_KEPT]
    filled = {name: shown(word) for name, word in words.items()}
    sentence = rule.sentence.format(value=shorten(seen or ""), **{"hint": "", **filled})
    place = [f"Ark «{sheet}»"] if sheet else []
    place += [f"rad {row}"] if row else []
    place += [column] if column else []
    message = f"{', '.join(place)}: {sentence}" if place else sentence
    return Finding(rule.level, code, message, sheet, row, column, seen)


def shown(value: object) -> str:
    """A value as a Norwegian reader sees it in Excel: `17,5`, `01.03.2024`, `SANN`, `a, b og c`."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "SANN" if value else "USANN"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, int) or (isinstance(value, float) and math.isfinite(value) and value == int(value)):
        return str(int(value))
    if isinstance(value, float):
        return f"{value:.15g}".replace(".", ",")
    if isinstance(value, Iterable):
        *most, last = [shown(item) for item in value] or [""]
        return f"{', '.join(most)} og {last}" if most else last
    return str(value).replace(".", ",")


def shorten(text: str) -> str:
    """One line of a cell's text, short enough for a sentence."""
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"


def did_you_mean(text: str, known: Iterable[str]) -> str:
    """« Mente du «Brønnøy»?», with a space before it, or nothing where no known text is close."""
    if len(text) > LONGEST_SHOWN:
        return ""
    by_folded = {name.casefold(): name for name in known}
    close = get_close_matches(text.casefold(), by_folded, n=1)
    return f" Mente du «{by_folded[close[0]]}»?" if close else ""
