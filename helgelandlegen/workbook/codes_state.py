"""What may be wrong with a file against what is stored."""

from __future__ import annotations

from helgelandlegen.workbook.levels import Rule, stop, warning

CODES: dict[str, Rule] = {
    # Against what is stored. In a comment: the words beside `value`, which is the code or step that the row holds.
    "unknown_reference": stop(  # parent (sheet heading)
        "«{value}» finnes ikke i arket «{parent}», verken i filen eller fra før. Rett koden, eller legg den til der."
    ),
    "orphaned_rows": stop(  # parent (sheet heading)
        "Rader som er lagret, viser til «{value}», som da ikke lenger finnes i arket «{parent}». Rett dem først."
    ),
    "outside_report": stop(  # municipality
        "{municipality} er ikke med i arket «Rapport». Legg til kommunen der, eller slett raden."
    ),
    "position_of_other_municipality": stop(  # municipality (the other one)
        "«{value}» er allerede brukt av {municipality}. Gi stillingen en annen kode."
    ),
    "doctor_moved": warning(  # municipality (the one before)
        "«{value}» står hos {municipality} fra før, og flyttes hit. Kontroller at det er samme lege."
    ),
    "doctor_stays": warning("«{value}» blir stående hos {municipality}, som har en nyere rapport."),  # municipality
    "start_date_changed_on_move": warning(  # municipality, before (the stored date)
        "Hos {municipality} har «{value}» startdatoen {before}. Behold den, eller bruk en annen kode for en annen lege."
    ),
    "two_permanent": warning(  # day (the first with both)
        "Stillingen «{value}» har mer enn én fast lege fra {day}. Kontroller datoene i begge radene."
    ),
    "occupancy_outlives_post": warning(  # day (the post's last)
        "Bemanningen varer lenger enn stillingen «{value}», som ble avsluttet {day}. Den regnes bare til da."
    ),
    "occupancy_after_post": warning(  # day (the post's last)
        "Bemanningen begynner etter at stillingen «{value}» ble avsluttet {day}, og teller ikke. Rett en av datoene."
    ),
    "step_after_end": warning(  # end_step, day (of that step)
        "«{value}» kommer etter «{end_step}» {day}. Kontroller stegene og datoene."
    ),
    "rows_fell": warning(  # municipality, before, after (numbers of rows)
        "Antall rader for {municipality} faller fra {before} til {after}. Kontroller at ingen rader mangler."
    ),
    "same_file": warning("Denne filen er tatt inn før, som import {import_id}, og endrer ingenting."),  # import_id
    "same_file_older": warning(  # import_id
        "Denne filen er tatt inn før, som import {import_id}, og tallene er endret siden. Kontroller at den er riktig."
    ),
    "no_report": warning(  # municipalities
        "Filen har ingen rader i arket «Rapport», og gjelder derfor {municipalities}. Fyll ut arket hvis det er feil."
    ),
    "changed_row_gone": warning(
        "Raden «{value}» er tatt bort av noen andre, så endringen av den er ikke med. Legg raden til på nytt hvis den "
        "skal være med."
    ),
    "decisions_undone": warning(  # count, titles (of the first rows)
        "Skrevet inn i møtet, og blir borte eller endret ({count}): {titles}. Det må bekreftes særskilt."
    ),
    "empty_programme_sheet": warning(  # count (stored rows)
        "Arket er tomt, og de {count} lagrede radene blir stående. Slett arket fra filen hvis det ikke er i bruk."
    ),
}
