"""What may be wrong with one cell or one row."""

from __future__ import annotations

from helgelandlegen.workbook.levels import Rule, stop, warning

CODES: dict[str, Rule] = {
    # One cell
    "missing_value": stop("Feltet er tomt, men må fylles ut."),
    "missing_sign": stop("«{value}» er lest som at verdien mangler, men feltet må fylles ut. Skriv verdien."),
    "withheld": warning("«{value}» er lest som at verdien er holdt tilbake. Feltet regnes som {instead}."),  # instead
    "formula_without_value": warning(
        "Formelen har ingen verdi, så feltet leses som tomt. Åpne filen i Excel og lagre den, eller skriv verdien."
    ),
    "cell_error": stop("Cellen viser feilen «{value}». Rett formelen, eller skriv verdien."),
    "refused_column": stop("Feltet skal stå tomt. Slett innholdet."),
    "not_a_date": stop("«{value}» er ikke en dato. Skriv den som 01.03.2024."),
    "not_a_month": stop("«{value}» er ikke en måned. Skriv den som 2026-09, eller som en dato i måneden."),
    "date_out_of_range": stop(  # first, last (years)
        "«{value}» er utenfor årene {first} til {last}. Rett datoen."
    ),
    "not_a_number": stop("«{value}» er ikke et tall. Skriv bare tallet."),
    "not_a_whole_number": stop("«{value}» er ikke et helt tall. Skriv det uten desimaler."),
    "ambiguous_number": stop(  # thousands, decimal (the two ways to read it)
        "«{value}» kan bety både {thousands} og {decimal}. Skriv tallet uten skilletegn."
    ),
    "too_many_decimals": stop("«{value}» har for mange desimaler. Rund av til høyst to."),
    "number_too_large": stop("«{value}» er et for stort tall. Rett tallet."),
    "out_of_range": stop("«{value}» er utenfor grensene. Tallet skal være {limits}.{hint}"),  # limits, hint
    "not_a_share": stop("«{value}» er en prosent, men nøkkeltallet er ikke en andel. Skriv tallet uten %."),
    "not_yes_or_no": stop("«{value}» er verken Ja eller Nei. Skriv Ja eller Nei."),
    "date_not_code": stop(
        "«{value}» er en dato, men her skal det stå en kode. Formater cellen som tekst, og skriv koden på nytt."
    ),
    "wrong_digits": stop("«{value}» har feil form. Skriv {least} til {greatest} sifre og ingen andre tegn."),
    "text_too_long": stop("Teksten har {count} tegn, og grensen er {limit}. Kort den ned."),  # count, limit
    "not_in_list": stop("«{value}» kan ikke brukes her. Velg {choices}.{hint}"),  # choices, hint
    "unknown_municipality": stop("«{value}» er ikke en av de {count} kommunene.{hint}"),  # count, hint
    "unknown_figure": stop("«{value}» er ikke koden til et nøkkeltall.{hint}"),  # hint
    # One row
    "like_example": warning(
        "«{value}» er lik eksempelet i malen og blir ikke lest. Flytt raden lenger ned i arket hvis den skal være med."
    ),
    "duplicate_key": stop("Raden har samme {keys} som rad {other}. Slett eller rett den ene."),  # keys, other
    "report_twice": stop("{municipality} står også i rad {other}. Behold bare den ene raden."),  # municipality, other
    "end_before_start": stop("{value} er før {start} i «{heading}». Rett en av datoene."),  # heading, start
    "future_date": warning("{value} er fram i tid. Rett datoen hvis dette ikke har skjedd ennå."),
    "list_above_cap": warning("Listelengden {value} er over listetaket {cap}. Kontroller begge tallene."),  # cap
    "completed_early": warning(  # months, start
        "{value} er under {months} måneder etter startdatoen {start}. Kontroller begge datoene."
    ),
    "consent_expired": warning("Samtykket gikk ut {value}. Be om nytt samtykke, eller slett kandidaten."),
    "hpr_missing": warning("HPR-nummeret mangler. Fyll det ut når du har det."),
}
