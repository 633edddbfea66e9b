"""What municipalities call our columns and values in lists of their own: the one place for such words.

All in lower case. A heading or a value that is not here may still be found by likeness (similar.py).
"""

from __future__ import annotations

# By our column's name; where a name means something else in one sheet, by «sheet.name».
HEADINGS: dict[str, tuple[str, ...]] = {
    "position_id": (
        "hjemmelsnr", "hjemmelsnummer", "hjemmel nr", "hjemmel-id", "hjemmelskode", "stillingsnr", "stillingsnummer",
        "stillingskode", "stilling nr", "stilling", "hjemmel", "avtalenr", "avtalenummer", "liste-id", "listenr",
    ),
    "doctor_id": (
        "legekode", "kode lege", "lege kode", "lege nr", "legenr", "legenummer", "lege", "fastlege", "ansattnr",
        "ansattnummer", "ansatt-id", "ressursnr", "ressursnummer", "alis-id", "alis kode",
    ),
    "municipality": ("kommunenavn", "kommunenr", "kommunenummer", "komm", "komnr", "kommune nr", "kommune navn"),
    "position_type": ("type stilling", "stillingskategori", "type hjemmel", "hjemmelstype", "kategori", "type"),
    "office": (
        "kontor", "legesenter", "legekontor navn", "kontornavn", "navn på legekontor", "legesenter navn", "praksis",
        "arbeidssted", "avdeling", "enhet", "lokasjon",
    ),
    "operating_form": ("drift", "avtaleform", "avlønning", "avlønningsform", "avtaletype", "lønnsform", "driftsmodell"),
    "percent": (
        "%", "prosent", "stillings%", "stilling %", "stillingsandel", "stillingsstørrelse", "st.pros", "stillingspros",
        "årsverk", "andel", "stillingsbrøk",
    ),
    "absence.percent": ("fravær %", "fraværsprosent", "grad", "prosent fravær", "permisjonsprosent"),
    "fixed_pathway": ("fast løp", "lis1-løp", "utdanningsløp"),
    "valid_from": (
        "startet", "start", "startdato", "fra", "fra dato", "fom", "f.o.m.", "gyldig fra", "ansatt fra",
        "ansatt dato", "tiltredelse", "tiltrådt", "begynte", "fra-dato",
    ),
    "position.valid_from": ("opprettet", "opprettet dato", "hjemmel opprettet", "hjemmel fra", "stilling opprettet"),
    "occupancy.valid_from": ("lege fra", "ansatt siden", "i stillingen fra", "tiltredelsesdato", "lege startet"),
    "valid_to": (
        "sluttet", "slutt", "sluttdato", "til", "til dato", "tom", "t.o.m.", "gyldig til", "fratredelse", "fratrådt",
        "opphørt", "ansatt til", "til-dato",
    ),
    "occupancy": (
        "fast/vikar", "ansettelsesform", "ansettelse", "ansettelsestype", "fast eller vikar", "tilknytning",
        "status",
    ),
    "counted_on": ("per dato", "pr dato", "telledato", "måledato", "statusdato", "dato for telling"),
    "list_cap": ("tak", "avtalt tak", "avtalt liste", "listestørrelse avtalt", "maks", "maksimum", "maks pasienter"),
    "list_length": (
        "listestørrelse", "pasienter", "pasienter på liste", "antall pasienter", "innbyggere på liste", "faktisk liste",
        "antall på liste", "listeinnbyggere", "liste",
    ),
    "hpr_number": ("hpr", "hpr-nr", "hprnr", "hpr nr", "hpr nummer"),
    "alis_model": ("modell", "alis modell"),
    "start_date": ("alis fra", "alis start", "start alis", "startet alis", "oppstart", "startdato alis"),
    "normal_months": ("normert tid", "antall måneder", "måneder"),
    "required_goals": ("krav", "antall læringsmål", "læringsmål totalt"),
    "supervisor_from": ("veileder", "veiledning fra", "veileder dato"),
    "plan_made_on": ("utdanningsplan", "plan dato", "individuell plan", "plan"),
    "plan_revised_on": ("revidert", "plan oppdatert", "sist revidert"),
    "hospital_agreed": ("sykehustjeneste", "sykehusår", "sykehusår avtalt"),
    "completed_on": ("fullført", "spesialist dato", "spesialist fra", "ferdig", "ferdig dato"),
    "left_on": ("avbrutt", "avbrutt dato"),
    "concerns": ("type fravær", "fravær/deltid"),
    "approved_goals": ("godkjente mål", "antall godkjente", "læringsmål godkjent", "godkjent", "oppnådde læringsmål"),
    "registered_on": ("registrert", "godkjent utdanningsvirksomhet", "utdanningsvirksomhet"),
    "agreement_on": ("avtale", "avtale dato", "samarbeidsavtale dato"),
    "report_date": ("rapport dato", "dato for rapport", "per dato"),
    "submitter": ("sendt av", "rapportert av"),
}  # fmt: skip

# By our column's name and our value.
VALUES: dict[str, dict[str, tuple[str, ...]]] = {
    "position_type": {
        "Fastlegehjemmel": (
            "hjemmel", "fastlege", "fastlegestilling", "fastlegeavtale", "allmennlege", "fl", "fastlege m/liste",
            "fastlege med liste", "liste",
        ),
        "LIS1": ("lis 1", "lis-1", "lis1-stilling", "lis1-lege", "turnus", "turnuslege"),
        "ALIS-stilling": ("alis", "alis stilling"),
        "Annen legestilling": (
            "annen", "annet", "kommuneoverlege", "sykehjemslege", "legevaktslege", "legevakt", "kommunelege",
            "helsestasjonslege",
        ),
    },
    "occupancy": {
        "Fast": ("f", "fast ansatt", "fast lege", "fast stilling", "fastlege", "besatt"),
        "Vikar": ("v", "vikariat", "vikarlege", "konstituert", "midlertidig", "innleid", "vikarbyrå"),
    },
    "operating_form": {
        "Fastlønn": ("fast lønn", "fastlønnet", "fastlønnsavtale", "kommunal", "ansatt", "kommunalt ansatt", "fl"),
        "Næringsdrift": (
            "næring", "selvstendig", "selvstendig næringsdrivende", "næringsdrivende", "privat", "privat praksis", "nd",
        ),
        "8.2-avtale": ("8.2", "8,2", "8-2", "8.2 avtale", "8,2-avtale", "8.2-hjemmel"),
    },
    "concerns": {
        "Fravær": ("permisjon", "borte", "fraværende"),
        "Deltid": ("redusert", "redusert stilling"),
    },
}  # fmt: skip
YES = ("ja, fast", "y", "yes", "avtalt", "ok")
NO = ("ikke", "ikke avtalt", "no")

# In a column with codes of doctors, or with how a post is filled: there is nobody.
NOBODY = (
    "ledig", "vakant", "ubesatt", "ledig hjemmel", "ledig stilling", "ingen", "ingen lege", "utlyst", "lyst ut", "tom",
    "ikke besatt",
)  # fmt: skip

# Headings of columns that tell who somebody is, and of columns with a name that is nobody's.
PERSONAL = (
    "navn", "fornavn", "etternavn", "mellomnavn", "legenavn", "lege navn", "fullt navn", "navn på lege", "adresse",
    "gateadresse", "privatadresse", "telefon", "telefonnummer", "tlf", "tlf.", "mobil", "mobilnr", "mobilnummer",
    "e-post", "epost", "e-mail", "email", "mail", "e-postadresse", "født", "fødselsdato", "f.dato", "fødselsår",
    "fødselsnummer", "fødselsnr", "fnr", "f.nr", "personnummer", "personnr", "pnr", "alder", "fdato",
)  # fmt: skip
NOBODYS = (
    "kontor",
    "senter",
    "kommune",
    "sted",
    "post",
    "hjemmel",
    "stilling",
    "enhet",
    "avdeling",
    "sykehus",
    "helse",
)
