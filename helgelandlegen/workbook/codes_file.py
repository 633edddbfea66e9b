"""What may be wrong with a file as a whole, its sheets and its headings."""

from __future__ import annotations

from helgelandlegen.workbook.levels import Rule, stop, warning

CODES: dict[str, Rule] = {
    # The file as a whole
    "cannot_open": stop("Filen «{value}» kan ikke åpnes. Kontroller at den finnes, og at du har lov til å lese den."),
    "empty_file": stop("Filen er tom. Lagre arbeidsboken på nytt, og last den opp igjen."),
    "not_a_workbook": stop("Filen er {what}, ikke en Excel-arbeidsbok. Fyll ut malen, og last den opp."),  # what
    "other_format": stop("Filen er {what}. Åpne den i Excel, og lagre den som Excel-arbeidsbok (.xlsx)."),  # what
    "packed_file": stop("Filen er {what}. Pakk den ut, og last opp filene som ligger i den."),  # what
    "numbers": stop("Filen er {what}. Eksporter den fra Numbers som Excel, og last opp den."),  # what
    "no_table": stop("Filen er ren tekst, ikke en tabell. Fyll ut malen, og last den opp."),
    "open_quote": stop(  # line
        "Et felt i rad {line} begynner med et anførselstegn, men slutter ikke med et. Rett feltet, eller lagre "
        "tabellen som Excel-arbeidsbok."
    ),
    "unknown_characters": stop("Tegnene i filen kan ikke leses. Åpne den i Excel, og lagre den som Excel-arbeidsbok."),
    "password": stop("Filen er låst med passord. Fjern passordet i Excel, lagre, og last den opp igjen."),
    "damaged_file": stop("Filen er skadet og kan ikke leses. Åpne den i Excel, lagre den på nytt, og prøv igjen."),
    "file_too_large": stop(  # size, limit (MB)
        "Filen er på {size} MB, og grensen er {limit} MB. Slett bilder og ark som ikke er i malen."
    ),
    "too_much_content": stop(
        "Filen inneholder for mye til å bli lest. Se etter innhold langt nede eller langt til høyre i arkene, "
        "slett det, og lagre på nytt."
    ),
    "too_slow": stop("Det tok for lang tid å lese filen. Kopier verdiene inn i en ny mal, og last opp den."),
    "reader_failed": stop(
        "Filen ble ikke lest, fordi leseprogrammet stoppet. Prøv igjen, og si fra om det gjentar seg."
    ),
    "too_many_sheets": stop(  # count, limit
        "Filen har {count} ark, og grensen er {limit}. Slett ark som ikke er i malen."
    ),
    "too_many_rows": stop(  # count, limit
        "Arket har innhold helt ned til rad {count}, og grensen er {limit}. Slett radene under de siste tallene."
    ),
    "too_many_columns": stop(  # count, limit
        "Arket har innhold helt ut til kolonne nummer {count}, og grensen er {limit}. Slett kolonnene til høyre."
    ),
    "no_known_sheet": stop(  # found (sheet names)
        "Filen har ingen av arkene i malen, bare {found}. Gi arkene navnene fra malen, eller koble kolonnene til malen "
        "under «Last opp»."
    ),
    "no_rows": stop("Filen har ingen utfylte rader. Fyll ut minst ett ark, og last den opp igjen."),
    # Personal numbers: the value itself is never a word
    "personal_number": stop("Her står et fødselsnummer eller D-nummer. Slett det, og bruk en egen kode i stedet."),
    "personal_numbers": stop(  # count, shown
        "Arket har {count} celler med fødselsnummer eller D-nummer, og bare de {shown} første er tatt med her. "
        "Slett alle."
    ),
    "personal_number_in_file_name": stop(
        "Filnavnet inneholder et fødselsnummer eller D-nummer. Gi filen et nytt navn."
    ),
    "personal_number_in_sheet_name": stop(
        "Arknavnet inneholder et fødselsnummer eller D-nummer. Gi arket et nytt navn."
    ),
    "personal_number_elsewhere": stop(
        "Filen har et fødselsnummer eller D-nummer utenfor cellene, i en merknad, tekstboks eller egenskap. Slett det."
    ),
    # Sheets and headings
    "unknown_sheet": warning("Arket er ikke i malen og blir ikke lest.{hint}"),  # hint
    "duplicate_sheet": stop("Arket finnes to ganger i filen. Slett det ene."),
    "hidden_sheet": warning("Arket er skjult, men blir lest. Slett det hvis det ikke skal være med."),
    "hidden_rows": warning(  # rows («3–7 og 12»)
        "Rad {rows} er skjult, men blir lest. Slett det som ikke skal være med."
    ),
    "hidden_columns": warning(  # columns («Kommune og kolonne F»)
        "Skjulte kolonner blir lest: {columns}. Slett det som ikke skal være med."
    ),
    "no_headings": stop(  # headings (the required ones)
        "Ingen rad har overskriftene i malen. En rad over tallene skal ha blant annet {headings}."
    ),
    "missing_column": stop("Kolonnen mangler, men må være med. Legg den til med overskriften fra malen."),
    "duplicate_column": stop("To kolonner har denne overskriften. Slett eller gi nytt navn til den ene."),
    "unknown_column": warning("Kolonnen er ikke i malen og blir ikke lest.{hint}"),  # hint
    "column_without_heading": warning("Kolonnen har innhold, men ingen overskrift, og blir ikke lest."),
    "fixed_by_layout": warning(  # layout (its name)
        "Oppsettet «{layout}» setter «{value}» for alle radene. Kontroller at det stemmer for denne filen."
    ),
    "rows_not_mapped": warning(  # rows
        "Rad {rows} har ikke noe i feltene som oppsettet leser, og blir ikke lest."
    ),
    "rows_incomplete": warning(  # rows, ours (our sheet)
        "Rad {rows} mangler noe som må være med i {ours}, og er ikke lest dit."
    ),
    "too_many_wrong": stop(  # count, last
        "Arket har feil i {count} rader, og radene etter rad {last} er ikke kontrollert. Rett disse først."
    ),
    # Rows that are no data («3–7 og 12»)
    "rows_above": warning("Rad {rows} står over overskriftene og blir ikke lest."),  # rows
    "total_rows": warning("Rad {rows} er lest som sum, ikke som data. Rett raden hvis den skal være med."),  # rows
    "note_rows": warning("Rad {rows} er lest som merknad, ikke som data. Fyll ut raden hvis den skal være med."),
    "repeated_headings": warning("Rad {rows} gjentar overskriftene og blir ikke lest."),  # rows
}
