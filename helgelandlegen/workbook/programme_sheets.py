"""The sheets that have no municipality: one part of the declaration in sheets.py."""

from __future__ import annotations

from helgelandlegen.workbook.columns import first_day, municipality, position_id
from helgelandlegen.workbook.sheet import Column, Kind, Scope, Sheet

# Further down the list is further along: on one day the last of these counts.
STEPS = (
    "Kontakt", "Interessert", "Søknad", "Intervju", "Tilbud", "Takket ja", "Startet",
    "Takket nei", "Trukket seg", "Avslag",
)  # fmt: skip

CANDIDATES = (
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
            municipality(),
            position_id(references="position"),
        ),
        help="En rad for hvert steg en kandidat har tatt.",
    ),
)  # fmt: skip

PROJECT = (
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
            municipality(),
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
            Column("Sted", "place", example="Eksempelsted"),
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
            municipality(),
            Column("Status", "status", Kind.CHOICE, required=True, example="I gang",
                   choices=("Planlagt", "I gang", "Innført", "Avsluttet")),
            first_day(),
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
)  # fmt: skip

TARGETS = (
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
