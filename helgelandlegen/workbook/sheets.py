"""THE declaration of the workbook: every sheet, heading, type, key, listed value and example.

The template, the reader, the checks, the error texts and the database tables follow from this file alone.
Headings and listed values are Norwegian because people type them; names are English because SQL uses them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class Kind(StrEnum):
    """What a cell holds. The second word of each comment is the type of its database column."""

    TEXT = "text"  # varchar
    IDENTIFIER = "identifier"  # varchar; leading zeros survive
    CHOICE = "choice"  # varchar; one of `choices`
    MUNICIPALITY = "municipality"  # varchar; the four-digit number
    FIGURE = "figure"  # varchar; a key figure's id
    DATE = "date"  # date
    MONTH = "month"  # date; the first of the month
    INTEGER = "integer"  # bigint
    PERCENT = "percent"  # decimal(5,2); 80 means 80 %
    AMOUNT = "amount"  # decimal(18,2); kroner
    MEASURE = "measure"  # decimal(18,6); in a figure's own unit, shares as 0–1
    YES_NO = "yes_no"  # boolean


SQL_TYPES = {
    Kind.TEXT: "varchar",
    Kind.IDENTIFIER: "varchar",
    Kind.CHOICE: "varchar",
    Kind.MUNICIPALITY: "varchar",
    Kind.FIGURE: "varchar",
    Kind.DATE: "date",
    Kind.MONTH: "date",
    Kind.INTEGER: "bigint",
    Kind.PERCENT: "decimal(5,2)",
    Kind.AMOUNT: "decimal(18,2)",
    Kind.MEASURE: "decimal(18,6)",
    Kind.YES_NO: "boolean",
}


@dataclass(frozen=True)
class Column:
    """One column of a sheet.

    `minimum` and `maximum` are inclusive. `references` names the sheet (by name) in which the value must exist as
    the key column of the same name. `default` is stored where the cell is empty. `refused` marks a column that may
    not be filled yet. `digits` is the least and greatest number of digits of an identifier made of digits only.
    """

    heading: str
    name: str
    kind: Kind = Kind.TEXT
    required: bool = False
    key: bool = False
    choices: tuple[str, ...] = ()
    default: str | int | None = None
    minimum: int | None = None
    maximum: int | None = None
    digits: tuple[int, int] | None = None
    references: str | None = None
    refused: bool = False
    event: bool = False  # a date on which something happened: in the future it is worth a warning
    example: object = None
    help: str = ""

    @property
    def sql_type(self) -> str:
        """The type of the column's database column."""
        return SQL_TYPES[self.kind]


class Scope(StrEnum):
    """What one upload replaces as a whole in a sheet."""

    REPORT = "report"  # nothing: reports accumulate
    MUNICIPALITY = "municipality"  # the rows of each reporting municipality
    PARENT = "parent"  # the rows below each parent row of a reporting municipality
    PROGRAMME = "programme"  # all rows


@dataclass(frozen=True)
class Sheet:
    """One sheet. `periods` are pairs of column names (start, end), both inclusive, end not before start."""

    heading: str
    name: str
    scope: Scope
    columns: tuple[Column, ...]
    parent: str | None = None  # the parent sheet's name; the column is that sheet's single key column
    periods: tuple[tuple[str, str], ...] = ()
    help: str = ""
    # A row may pass to another municipality, with this column unchanged; without it a key belongs to one for good.
    unchanged_on_move: str | None = None

    @cached_property
    def keys(self) -> tuple[Column, ...]:
        """The columns that identify a row, in order."""
        return tuple(c for c in self.columns if c.key)

    @cached_property
    def stored(self) -> tuple[Column, ...]:
        """The columns that the database keeps."""
        return tuple(c for c in self.columns if not c.refused)

    @cached_property
    def scope_column(self) -> Column | None:
        """The column whose value says which municipality or parent a row belongs to."""
        if self.scope is Scope.PARENT:
            return self.column(SHEETS[self.parent or ""].keys[0].name)
        if self.scope is Scope.MUNICIPALITY:
            return self.column("municipality")
        return None

    def column(self, name: str) -> Column:
        """The column of that name; KeyError if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


ALL_MUNICIPALITIES = "Alle"

# Further down the list is further along: on one day the last of these counts.
STEPS = (
    "Kontakt", "Interessert", "Søknad", "Intervju", "Tilbud", "Takket ja", "Startet",
    "Takket nei", "Trukket seg", "Avslag",
)  # fmt: skip


def _position_id(**more: object) -> Column:
    return Column("Stilling-ID", "position_id", Kind.IDENTIFIER, example="EKSEMPEL-1", **more)  # type: ignore[arg-type]


def _doctor_id(**more: object) -> Column:
    return Column("Lege-ID", "doctor_id", Kind.IDENTIFIER, required=True, key=True, example="EKSEMPEL-L1", **more)  # type: ignore[arg-type]


def _municipality(*, required: bool = False, key: bool = False) -> Column:
    return Column(
        "Kommune", "municipality", Kind.MUNICIPALITY, required, key, example="@municipality",
        help="Kommunens navn eller firesifrede nummer.",
    )  # fmt: skip


def _from(heading: str = "Fra og med", **more: object) -> Column:
    return Column(heading, "valid_from", Kind.DATE, example="2024-03-01", **more)  # type: ignore[arg-type]


def _to() -> Column:
    return Column("Til og med", "valid_to", Kind.DATE, help="Siste dag. Tomt felt betyr at det fortsatt gjelder.")


_SHEETS = (
    Sheet(
        "Rapport", "report", Scope.REPORT,
        (
            Column("Rapportdato", "report_date", Kind.DATE, required=True, key=True, event=True, example="2026-10-31",
                   help="Datoen tallene gjelder for."),
            Column("Kommune", "municipality", Kind.MUNICIPALITY, required=True, key=True, example="@municipality",
                   help=f"Kommunen som rapporterer, en rad for hver. «{ALL_MUNICIPALITIES}» betyr alle."),
            Column("Innsender", "submitter", example="Kommuneoverlegens kontor", help="Rolle eller kontor, ikke navn."),
        ),
        help="Hvem filen gjelder. Radene til disse kommunene erstattes i hvert ark som er med i filen.",
    ),
    Sheet(
        "Stillinger", "position", Scope.MUNICIPALITY,
        (
            _position_id(required=True, key=True, help="Kommunens egen kode. Den skal aldri gjenbrukes."),
            _municipality(required=True),
            Column("Stillingstype", "position_type", Kind.CHOICE, required=True, example="Fastlegehjemmel",
                   choices=("Fastlegehjemmel", "LIS1", "ALIS-stilling", "Annen legestilling"),
                   help="En stilling med liste er en fastlegehjemmel, også når en ALIS har den."),
            Column("Legekontor", "office", example="Eksempel legekontor"),
            Column("Driftsform", "operating_form", Kind.CHOICE, example="Fastlønn",
                   choices=("Fastlønn", "Næringsdrift", "8.2-avtale")),
            Column("Stillingsprosent", "percent", Kind.PERCENT, default=100, minimum=1, maximum=100, example=100),
            Column("Fast utdanningsløp", "fixed_pathway", Kind.YES_NO, example="Nei", help="Gjelder bare LIS1."),
            _from(required=True),
            _to(),
        ),
        periods=(("valid_from", "valid_to"),),
        help="Alle legestillinger, også de ledige. En delt liste er en stilling for hver andel.",
    ),
    Sheet(
        "Bemanning", "occupancy", Scope.PARENT,
        (
            _position_id(required=True, key=True, references="position"),
            _doctor_id(help="Kommunens egen kode for legen, ikke navn og ikke fødselsnummer."),
            Column("Bemanning", "occupancy", Kind.CHOICE, required=True, choices=("Fast", "Vikar"), example="Fast"),
            _from(required=True, key=True),
            _to(),
        ),
        parent="position",
        periods=(("valid_from", "valid_to"),),
        help="Hvem som har eller har hatt stillingen. Permisjon og sykehustjeneste avslutter ikke en fast ansettelse.",
    ),
    Sheet(
        "Listetall", "list_count", Scope.PARENT,
        (
            _position_id(required=True, key=True, references="position"),
            Column("Dato", "counted_on", Kind.DATE, required=True, key=True, event=True, example="2026-10-01"),
            Column("Listetak", "list_cap", Kind.INTEGER, required=True, minimum=0, example=1000),
            Column("Listelengde", "list_length", Kind.INTEGER, required=True, minimum=0, example=940),
        ),
        parent="position",
        help="Avtalt tak og faktisk antall innbyggere på listen.",
    ),
    Sheet(
        "Kandidater", "candidate", Scope.PROGRAMME,
        (
            Column("Kandidat-ID", "candidate_id", Kind.IDENTIFIER, required=True, key=True, example="EKSEMPEL-K1",
                   help="Programmets egen kode, ikke navn og ikke fødselsnummer."),
            Column("Navn", "person_name", refused=True, help="Skal stå tomt. Navn tas ikke imot."),
            Column("Lokal tilknytning", "local_affiliation", Kind.CHOICE, default="Ukjent",
                   choices=("Ja", "Nei", "Ukjent"), example="Ja"),
            Column("Studiested", "university", example="UiT"),
            Column("Avgangsår", "graduation_year", Kind.INTEGER, minimum=1990, maximum=2100, example=2026),
            Column("Kilde", "source", Kind.CHOICE, example="Stand",
                   choices=("5.-årspraksis", "Stand", "Forelesning", "Annonse", "LIS1", "Nettverk", "Annet")),
            Column("Samtykke til", "consent_until", Kind.DATE, example="2028-12-31"),
        ),
        help="Leger og studenter som programmet har kontakt med.",
    ),
    Sheet(
        "Kandidatløp", "candidate_step", Scope.PROGRAMME,
        (
            Column("Kandidat-ID", "candidate_id", Kind.IDENTIFIER, required=True, key=True, references="candidate",
                   example="EKSEMPEL-K1"),
            Column("Dato", "step_date", Kind.DATE, required=True, key=True, event=True, example="2026-09-15"),
            Column("Steg", "step", Kind.CHOICE, required=True, key=True, choices=STEPS, example="Kontakt"),
            _municipality(),
            _position_id(references="position"),
        ),
        help="En rad for hvert steg en kandidat har tatt.",
    ),
    Sheet(
        "Utdanningsløp", "training", Scope.MUNICIPALITY,
        (
            _doctor_id(help="Samme kode som i Bemanning."),
            _municipality(required=True),
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
            _doctor_id(references="training"),
            _from(required=True, key=True),
            Column("Gjelder", "concerns", Kind.CHOICE, key=True, default="Fravær", choices=("Fravær", "Deltid"),
                   example="Fravær"),
            _to(),
            Column("Prosent", "percent", Kind.PERCENT, required=True, minimum=1, maximum=100, example=100,
                   help="Hvor mye av stillingen legen er borte, eller hvor mye den er redusert. Skriv aldri årsak."),
        ),
        parent="training",
        periods=(("valid_from", "valid_to"),),
        help="Fravær og deltid for leger i spesialisering, uten årsak.",
    ),
    Sheet(
        "Læringsmål", "learning_goal", Scope.PARENT,
        (
            _doctor_id(references="training"),
            Column("Dato", "counted_on", Kind.DATE, required=True, key=True, event=True, example="2026-10-01"),
            Column("Godkjente læringsmål", "approved_goals", Kind.INTEGER, required=True, minimum=0, example=41,
                   help="Samlet antall til og med datoen."),
        ),
        parent="training",
        help="Hvor mange læringsmål hver lege har fått godkjent.",
    ),
    Sheet(
        "Kommunestatus", "municipality_status", Scope.MUNICIPALITY,
        (
            _municipality(required=True, key=True),
            Column("Registrert utdanningsvirksomhet", "registered_on", Kind.DATE, example="2024-01-15",
                   help="Datoen kommunen ble registrert."),
            Column("Samarbeidsavtale", "agreement_on", Kind.DATE, example="2024-02-01",
                   help="Datoen for avtalen med helseforetaket."),
            Column("Kontaktperson", "contact", example="Kommuneoverlege", help="Rolle, ikke navn."),
        ),
        help="Kommunens plikter som utdanningsvirksomhet.",
    ),
    Sheet(
        "Aktiviteter", "activity", Scope.PROGRAMME,
        (
            Column("Dato", "activity_date", Kind.DATE, required=True, key=True, event=True, example="2026-09-15"),
            Column("Aktivitet", "activity", Kind.CHOICE, required=True, key=True, example="Stand",
                   choices=("Stand", "Forelesning", "Praksisbesøk", "Annet")),
            Column("Sted", "place", required=True, key=True, example="Eksempelby"),
            Column("Deltakere", "participants", Kind.INTEGER, minimum=0, example=40),
            Column("Nye kontakter", "new_contacts", Kind.INTEGER, minimum=0, example=6),
            Column("Kostnad", "cost", Kind.AMOUNT, minimum=0, example=12000),
        ),
        help="Stander, forelesninger og besøk, og hvor mange nye kontakter de ga.",
    ),
    Sheet(
        "Økonomi", "economy", Scope.PROGRAMME,
        (
            Column("Måned", "month", Kind.MONTH, required=True, key=True, example="2026-09-01",
                   help="En dato i måneden, eller 2026-09."),
            Column("Post", "item", required=True, key=True, example="Eksempelpost"),
            _municipality(),
            Column("Budsjett", "budget", Kind.AMOUNT, required=True, example=100000),
            Column("Regnskap", "actual", Kind.AMOUNT, example=98500, help="Tomt til måneden er ført."),
        ),
        help="Budsjett og regnskap per måned og post.",
    ),
    Sheet(
        "Milepæler", "milestone", Scope.PROGRAMME,
        (
            Column("Milepæl", "milestone", required=True, key=True, example="Eksempelmilepæl"),
            Column("Frist", "due_on", Kind.DATE, required=True, example="2026-12-31"),
            Column("Prognose", "forecast_on", Kind.DATE, example="2027-01-31"),
            Column("Fullført", "completed_on", Kind.DATE, event=True),
            Column("Ansvarlig", "responsible", example="Koordinator", help="Rolle, ikke navn."),
            Column("Kommentar", "comment"),
        ),
        help="Det programmet har lovet å få gjort, og når.",
    ),
    Sheet(
        "Risiko", "risk", Scope.PROGRAMME,
        (
            Column("Risiko", "risk", required=True, key=True, example="Eksempelrisiko"),
            Column("Sannsynlighet", "likelihood", Kind.INTEGER, required=True, minimum=1, maximum=5, example=3),
            Column("Konsekvens", "consequence", Kind.INTEGER, required=True, minimum=1, maximum=5, example=4),
            Column("Tiltak", "measure", example="Eksempeltiltak"),
            Column("Ansvarlig", "responsible", example="Koordinator", help="Rolle, ikke navn."),
        ),
        help="Det som kan gå galt, fra 1 (lav) til 5 (høy).",
    ),
    Sheet(
        "Møter", "meeting", Scope.PROGRAMME,
        (
            Column("Dato", "meeting_date", Kind.DATE, required=True, key=True, example="2026-09-17"),
            Column("Forum", "forum", Kind.CHOICE, required=True, key=True, example="Styringsgruppe",
                   choices=("Styringsgruppe", "OSO", "Helsefellesskap")),
            Column("Sted", "place", example="Teams"),
        ),
        help="Møtene tallene legges fram i, også de som kommer.",
    ),
    Sheet(
        "Beslutninger", "decision", Scope.PROGRAMME,
        (
            Column("Sak", "case_title", required=True, key=True, example="Eksempelsak 1/2026"),
            Column("Møtedato", "meeting_date", Kind.DATE, required=True, example="2026-09-17"),
            Column("Beslutning", "decision", example="Eksempelbeslutning"),
            Column("Ansvarlig", "responsible", example="Koordinator", help="Rolle, ikke navn."),
            Column("Frist", "due_on", Kind.DATE, example="2026-12-31"),
            Column("Utført", "done_on", Kind.DATE, event=True, help="Datoen saken ble utført."),
        ),
        help="Saker styringsgruppen har bestemt eller skal bestemme.",
    ),
    Sheet(
        "Tiltak", "measure", Scope.PROGRAMME,
        (
            Column("Tiltak", "measure", required=True, key=True, example="Eksempeltiltak"),
            Column("Art", "category", Kind.CHOICE, required=True, example="Rekruttering",
                   choices=("Økonomisk", "Utdanning", "Faglig", "Rekruttering")),
            _municipality(),
            Column("Status", "status", Kind.CHOICE, required=True, example="I gang",
                   choices=("Planlagt", "I gang", "Innført", "Avsluttet")),
            _from(),
            Column("Kostnad per år", "yearly_cost", Kind.AMOUNT, minimum=0, example=250000),
        ),
        help="Tiltakene i programmet.",
    ),
    Sheet(
        "Forankring", "stakeholder", Scope.PROGRAMME,
        (
            Column("Aktør", "stakeholder", required=True, key=True, example="Eksempelaktør"),
            Column("Rolle", "role", example="Samarbeidspart"),
            Column("Status", "status", Kind.CHOICE, required=True, example="I dialog",
                   choices=("Ikke kontaktet", "I dialog", "Avtale", "Avsluttet")),
            Column("Dato", "status_date", Kind.DATE, event=True, example="2026-09-01"),
        ),
        help="Hvem programmet samarbeider med.",
    ),
    Sheet(
        "Egenvurdering", "self_assessment", Scope.MUNICIPALITY,
        (
            _municipality(required=True, key=True),
            Column("Dato", "assessed_on", Kind.DATE, required=True, key=True, event=True, example="2026-10-01"),
            Column("Kriterium", "criterion", Kind.CHOICE, required=True, key=True, example="Tilrettelegging",
                   choices=("Tilrettelegging", "Motivasjon", "Egen evaluering")),
            Column("Vurdering", "rating", Kind.INTEGER, required=True, minimum=1, maximum=5, example=4),
        ),
        help="Kommunens egen vurdering, fra 1 (svak) til 5 (sterk).",
    ),
    Sheet(
        "Mål", "target", Scope.PROGRAMME,
        (
            Column("Nøkkeltall", "kpi", Kind.FIGURE, required=True, key=True, example="vacant_posts",
                   help="Koden som står ved tallet på siden «Om tallene»."),
            Column("Gjelder fra", "applies_from", Kind.DATE, required=True, key=True, example="2026-01-01"),
            Column("Mål", "target", Kind.MEASURE, required=True, example=5, help="Andeler skrives som 80 % eller 0,8."),
            Column("Mål til", "target_to", Kind.MEASURE, help="Øvre grense når målet er et bånd."),
            Column("Varselgrense", "warning_limit", Kind.MEASURE, example=10),
            Column("Vedtak", "decided_in", example="Eksempelsak 1/2026"),
        ),
        help="Målene som nøkkeltallene måles mot.",
    ),
)  # fmt: skip

SHEETS: dict[str, Sheet] = {sheet.name: sheet for sheet in _SHEETS}
