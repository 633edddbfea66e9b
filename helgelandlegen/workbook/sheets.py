"""THE declaration of the workbook: every sheet, heading, type, key, listed value and example.

The template, the reader, the checks, the error texts and the database tables follow from this declaration alone.
Headings and listed values are Norwegian because people type them; names are English because SQL uses them.
"""

from __future__ import annotations

from helgelandlegen.workbook.columns import doctor_id, first_day, last_day, municipality, position_id
from helgelandlegen.workbook.programme_sheets import CANDIDATES, PROJECT, STEPS, TARGETS
from helgelandlegen.workbook.sheet import SQL_TYPES, Column, Kind, Scope, Sheet

__all__ = ["ALL_MUNICIPALITIES", "SHEETS", "SQL_TYPES", "STEPS", "Column", "Kind", "Scope", "Sheet"]

ALL_MUNICIPALITIES = "Alle"

_POSTS = (
    Sheet(
        "Rapport", "report", Scope.REPORT,
        (
            Column("Rapportdato", "report_date", Kind.DATE, required=True, key=True, event=True, example="2026-10-31",
                   help="Datoen tallene gjelder for."),
            Column("Kommune", "municipality", Kind.MUNICIPALITY, required=True, key=True, example="@municipality",
                   help=f"Kommunen som rapporterer, en rad for hver. «{ALL_MUNICIPALITIES}» betyr alle."),
            Column("Innsender", "submitter", example="Eksempel: kommuneoverlegens kontor",
                   help="Rolle eller kontor, ikke navn."),
        ),
        help="Hvem filen gjelder. Radene til disse kommunene erstattes i hvert ark som er med i filen.",
    ),
    Sheet(
        "Stillinger", "position", Scope.MUNICIPALITY,
        (
            position_id(required=True, key=True, help="Kommunens egen kode. Den skal aldri gjenbrukes."),
            municipality(required=True),
            Column("Stillingstype", "position_type", Kind.CHOICE, required=True, example="Fastlegehjemmel",
                   choices=("Fastlegehjemmel", "LIS1", "ALIS-stilling", "Annen legestilling"),
                   help="En stilling med liste er en fastlegehjemmel, også når en ALIS har den."),
            Column("Legekontor", "office", example="Eksempel legekontor"),
            Column("Driftsform", "operating_form", Kind.CHOICE, example="Fastlønn",
                   choices=("Fastlønn", "Næringsdrift", "8.2-avtale")),
            Column("Stillingsprosent", "percent", Kind.PERCENT, default=100, minimum=1, maximum=100, example=100),
            Column("Fast utdanningsløp", "fixed_pathway", Kind.YES_NO, example="Nei", help="Gjelder bare LIS1."),
            first_day(required=True),
            last_day(),
        ),
        periods=(("valid_from", "valid_to"),),
        help="Alle legestillinger, også de ledige. En delt liste er en stilling for hver andel.",
    ),
    Sheet(
        "Bemanning", "occupancy", Scope.PARENT,
        (
            position_id(required=True, key=True, references="position"),
            doctor_id(help="Kommunens egen kode for legen, ikke navn og ikke fødselsnummer."),
            Column("Bemanning", "occupancy", Kind.CHOICE, required=True, choices=("Fast", "Vikar"), example="Fast"),
            first_day(required=True, key=True),
            last_day(),
        ),
        parent="position", parent_key="position_id",
        periods=(("valid_from", "valid_to"),),
        help="Hvem som har eller har hatt stillingen. Permisjon og sykehustjeneste avslutter ikke en fast ansettelse.",
    ),
    Sheet(
        "Listetall", "list_count", Scope.PARENT,
        (
            position_id(required=True, key=True, references="position"),
            Column("Dato", "counted_on", Kind.DATE, required=True, key=True, event=True, example="2026-10-01"),
            Column("Listetak", "list_cap", Kind.INTEGER, required=True, minimum=0, example=1000),
            Column("Listelengde", "list_length", Kind.INTEGER, required=True, minimum=0, example=940),
        ),
        parent="position", parent_key="position_id",
        help="Avtalt tak og faktisk antall innbyggere på listen.",
    ),
)  # fmt: skip

_TRAINING = (
    Sheet(
        "Utdanningsløp", "training", Scope.MUNICIPALITY,
        (
            doctor_id(help="Samme kode som i Bemanning."),
            municipality(required=True),
            Column("HPR-nummer", "hpr_number", Kind.IDENTIFIER, digits=(7, 9), help="Sju til ni sifre."),
            Column("Kandidat-ID", "candidate_id", Kind.IDENTIFIER, references="candidate"),
            Column("ALIS-modell", "alis_model", Kind.CHOICE, choices=("1", "2", "3"), example="2"),
            Column("Startdato", "start_date", Kind.DATE, required=True, example="2023-09-01",
                   help="Uendret når legen flytter til en annen kommune."),
            Column("Stillingsprosent", "percent", Kind.PERCENT, default=100, minimum=1, maximum=100, example=100),
            Column("Normert tid mnd", "normal_months", Kind.INTEGER, default=60, minimum=1, maximum=240, example=60),
            Column("Krav læringsmål", "required_goals", Kind.INTEGER, minimum=0, maximum=1000, example=88),
            Column("Veileder fra", "supervisor_from", Kind.DATE, example="2023-09-01"),
            Column("Utdanningsplan dato", "plan_made_on", Kind.DATE, event=True, example="2023-10-01"),
            Column("Plan revidert", "plan_revised_on", Kind.DATE, event=True, example="2026-09-01"),
            Column("Sykehustjeneste avtalt", "hospital_agreed", Kind.YES_NO, example="Ja"),
            Column("Fullført dato", "completed_on", Kind.DATE, event=True),
            Column("Sluttet dato", "left_on", Kind.DATE, event=True),
        ),
        periods=(("start_date", "completed_on"), ("start_date", "left_on")),
        unchanged_on_move="start_date",
        help="Leger i spesialisering i allmennmedisin (ALIS), også de som er ferdige eller har sluttet.",
    ),
    Sheet(
        "Fravær", "absence", Scope.PARENT,
        (
            doctor_id(references="training"),
            first_day(required=True, key=True),
            Column("Gjelder", "concerns", Kind.CHOICE, key=True, default="Fravær", choices=("Fravær", "Deltid"),
                   example="Fravær"),
            last_day(),
            Column("Prosent", "percent", Kind.PERCENT, required=True, minimum=1, maximum=100, example=100,
                   help="Hvor mye av stillingen legen er borte, eller hvor mye den er redusert. Skriv aldri årsak."),
        ),
        parent="training", parent_key="doctor_id",
        periods=(("valid_from", "valid_to"),),
        help="Fravær og deltid for leger i spesialisering, uten årsak.",
    ),
    Sheet(
        "Læringsmål", "learning_goal", Scope.PARENT,
        (
            doctor_id(references="training"),
            Column("Dato", "counted_on", Kind.DATE, required=True, key=True, event=True, example="2026-10-01"),
            Column("Godkjente læringsmål", "approved_goals", Kind.INTEGER, required=True, minimum=0, example=41,
                   help="Samlet antall til og med datoen."),
        ),
        parent="training", parent_key="doctor_id",
        help="Hvor mange læringsmål hver lege har fått godkjent.",
    ),
    Sheet(
        "Kommunestatus", "municipality_status", Scope.MUNICIPALITY,
        (
            municipality(required=True, key=True),
            Column("Registrert utdanningsvirksomhet", "registered_on", Kind.DATE, example="2024-01-15",
                   help="Datoen kommunen ble registrert."),
            Column("Samarbeidsavtale", "agreement_on", Kind.DATE, example="2024-02-01",
                   help="Datoen for avtalen med helseforetaket."),
            Column("Kontaktperson", "contact", example="Eksempel: kommuneoverlege", help="Rolle, ikke navn."),
        ),
        help="Kommunens plikter som utdanningsvirksomhet.",
    ),
)  # fmt: skip

_ASSESSMENT = (
    Sheet(
        "Egenvurdering", "self_assessment", Scope.MUNICIPALITY,
        (
            municipality(required=True, key=True),
            Column("Dato", "assessed_on", Kind.DATE, required=True, key=True, event=True, example="1990-01-01"),
            Column("Kriterium", "criterion", Kind.CHOICE, required=True, key=True, example="Tilrettelegging",
                   choices=("Tilrettelegging", "Motivasjon", "Egen evaluering")),
            Column("Vurdering", "rating", Kind.INTEGER, required=True, minimum=1, maximum=5, example=4),
        ),
        help="Kommunens egen vurdering, fra 1 (svak) til 5 (sterk).",
    ),
)  # fmt: skip

# Parents come before their children.
SHEETS: dict[str, Sheet] = {
    sheet.name: sheet for sheet in (*_POSTS, *CANDIDATES, *_TRAINING, *PROJECT, *_ASSESSMENT, *TARGETS)
}
