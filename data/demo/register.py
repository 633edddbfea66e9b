"""What the project has promised, fears, decided, tried and agreed on, in words; and how each developed.

Synthetic data (syntetiske data): generic texts, roles instead of names. A date in a history is the day on which that
became known, so the three workbooks tell different forecasts.
"""

from __future__ import annotations

from datetime import date

from data.demo.facts import Fact, Truth, Values, days, thursday

D = date.fromisoformat
COORDINATOR, CHAIR, HOSPITAL, CHIEFS = "Koordinator", "Leder av styringsgruppen", "Helseforetaket", "Kommuneoverlegene"

# milestone, known, due, responsible, forecasts (known, forecast, comment), completed
MILESTONES = (
    ("Koordinator på plass", "2019-01-10", "2021-03-01", CHAIR, (), "2021-02-15"),
    ("Oppstart av programmet", "2019-01-10", "2021-09-01", CHAIR, (), "2021-08-30"),
    ("Rekrutteringspakke vedtatt", "2021-02-15", "2022-06-30", COORDINATOR,
     (("2022-05-01", "2022-12-01", "Trengte en runde til i kommunene."),), "2022-12-01"),
    ("Ti LIS1-stillinger med fast utdanningsløp planlagt", "2021-09-01", "2023-12-31", HOSPITAL,
     (("2023-05-15", "2024-06-30", "Avhenger av ny samarbeidsavtale."),), "2024-06-18"),
    ("Samarbeidsavtale om LIS1 revidert", "2022-02-01", "2023-12-31", HOSPITAL,
     (("2023-11-01", "2024-06-30", "Høring hos kommunene."),
      ("2024-09-01", "2025-12-31", "Nytt utkast etter høringen."),
      ("2025-11-20", "2026-12-31", "Venter på behandling i Helsefellesskapet.")), None),
    ("Alle kommuner registrert som utdanningsvirksomhet", "2021-09-01", "2024-12-31", CHIEFS,
     (("2023-12-10", "2025-12-31", "Fire kommuner gjenstår."),
      ("2026-01-08", "2026-12-31", "To kommuner gjenstår."),
      ("2026-10-20", "2027-06-30", "To kommuner gjenstår; felles søknad er under arbeid.")), None),
    ("Felles veilederkorps med tolv veiledere", "2022-05-19", "2024-12-31", COORDINATOR,
     (("2024-10-01", "2025-09-30", "Ni veiledere er på plass."),), "2025-10-14"),
    ("Underveisevaluering", "2023-02-09", "2024-06-30", COORDINATOR, (), "2024-06-13"),
    ("Halvparten av LIS1-stillingene i fast utdanningsløp", "2021-09-01", "2026-09-01", HOSPITAL,
     (("2025-12-04", "2027-03-01", "Én stilling mangler."),), None),
    ("Finansiering for 2027 avklart", "2025-09-18", "2026-09-30", CHAIR,
     (("2026-09-17", "2026-12-03", "Legges fram i desembermøtet."),), None),
    ("Felles introduksjonsprogram for nye fastleger", "2025-12-04", "2026-10-31", COORDINATOR,
     (("2026-10-20", "2027-01-31", "Innholdet er ferdig; opplæring gjenstår."),), None),
    ("Sluttrapport og gevinstplan", "2023-02-09", "2027-12-31", COORDINATOR, (), None),
)  # fmt: skip

# risk, likelihood and consequence as known from a day, measure, responsible
RISKS = (
    ("Rekrutterte leger slutter før de er ferdige spesialister", (("2021-09-01", 3, 5), ("2025-06-01", 2, 5)),
     "Veileder og plan fra første dag", CHIEFS),
    ("For få veiledere med spesialitet", (("2021-09-01", 4, 4), ("2025-11-01", 2, 4)),
     "Felles veilederkorps", COORDINATOR),
    ("Vikarbruk tærer på budsjettene", (("2021-09-01", 4, 3), ("2023-03-01", 5, 4), ("2026-01-05", 3, 4)),
     "Felles rammeavtale om vikarer", CHIEFS),
    ("Samarbeidsavtalen om LIS1 blir forsinket", (("2022-02-01", 2, 4), ("2024-09-01", 4, 4)),
     "Sak til Helsefellesskapet", HOSPITAL),
    ("Programmet står uten finansiering etter 2026", (("2024-12-01", 3, 4), ("2026-09-17", 4, 5)),
     "Kostnadsdeling mellom kommunene", CHAIR),
    ("Kommuner rapporterer for sent", (("2023-12-01", 2, 2), ("2026-10-01", 3, 2)),
     "Påminnelse og felles frist", COORDINATOR),
    ("Flere fastleger når pensjonsalder samtidig", (("2021-09-01", 4, 4),), "Tidlig overlapping", CHIEFS),
    ("Sykehustjenesten gir ventetid for ALIS", (("2022-09-01", 3, 3), ("2026-05-21", 2, 3)),
     "Årlig plan for plasser", HOSPITAL),
)  # fmt: skip

# case, meeting (year, month, number of the Thursday), decision, responsible, due, done
DECISIONS = (
    ("Sak 2/2019 Mandat for styringsgruppen", (2019, 2, 2), "Mandatet vedtas.", CHAIR, None, "2019-02-14"),
    ("Sak 8/2020 Kartlegging av ledige hjemler", (2020, 12, 1), "Kommunene melder ledige hjemler hvert kvartal.",
     CHIEFS, "2021-03-31", "2021-03-20"),
    ("Sak 3/2021 Ansettelse av koordinator", (2021, 2, 2), "Hel stilling i tre år.", CHAIR, "2021-03-01", "2021-02-15"),
    ("Sak 11/2021 Faste utdanningsløp for LIS1", (2021, 9, 3), "Opptrapping mot halvparten av stillingene.", HOSPITAL,
     "2023-12-31", "2024-06-18"),
    ("Sak 6/2022 Rekrutteringspakke", (2022, 5, 3), "Sendes kommunene til uttalelse.", COORDINATOR, "2022-11-01",
     "2022-10-20"),
    ("Sak 14/2022 Rekrutteringspakke, endelig", (2022, 12, 1), "Pakken anbefales.", CHIEFS, "2023-03-01", "2023-03-10"),
    ("Sak 4/2023 Tiltak etter toppen i ledige hjemler", (2023, 2, 2), "Felles utlysning av ledige hjemler.",
     COORDINATOR, "2023-06-01", "2023-05-22"),
    ("Sak 12/2023 Underveisevaluering", (2023, 9, 3), "Bestilles eksternt.", COORDINATOR, "2024-06-30", "2024-06-13"),
    ("Sak 5/2024 Felles rammeavtale om vikarer", (2024, 5, 3), "Utredes.", CHIEFS, "2024-12-01", "2025-01-20"),
    ("Sak 13/2024 Veilederkorps", (2024, 12, 1), "Tolv veiledere innen september 2025.", COORDINATOR, "2025-09-30",
     "2025-10-14"),
    ("Sak 7/2025 Introduksjonsprogram", (2025, 5, 3), "Lages felles for alle kommuner.", COORDINATOR, "2026-10-31",
     None),
    ("Sak 15/2025 Gjenstående registreringer", (2025, 12, 1), "Koordinator bistår kommunene.", COORDINATOR,
     "2026-06-30", None),
    ("Sak 3/2026 Plan for pensjonsavgang", (2026, 2, 2), "Hver kommune lager en plan.", CHIEFS, "2026-09-01",
     "2026-08-28"),
    ("Sak 9/2026 Kostnadsdeling fra 2027", (2026, 9, 3), "To alternativer legges fram i desember.", CHAIR, "2026-11-20",
     None),
    ("Sak 10/2026 Frist for rapportering", (2026, 9, 3), "Alle kommuner rapporterer innen første november.", CHIEFS,
     "2026-11-01", None),
    ("Sak 12/2026 Finansiering for 2027", (2026, 12, 1), None, CHAIR, None, None),
)  # fmt: skip

# measure, category, municipality, from, kroner a year, statuses as known from a day
MEASURES = (
    ("Etableringstilskudd ved ny liste", "Økonomisk", None, "2022-01-01", 900_000,
     (("2021-09-16", "Planlagt"), ("2022-01-01", "I gang"), ("2023-03-10", "Innført"))),
    ("Dekning av kurs og gruppeveiledning", "Økonomisk", None, "2021-09-01", 650_000, (("2021-09-01", "Innført"),)),
    ("Flyttestøtte", "Økonomisk", None, "2022-06-01", 300_000,
     (("2022-05-19", "Planlagt"), ("2022-12-01", "Innført"), ("2025-12-04", "Avsluttet"))),
    ("Fast utdanningsløp fra LIS1", "Utdanning", None, "2021-09-01", 400_000, (("2021-09-01", "I gang"),)),
    ("ALIS-stillinger med fastlønn", "Utdanning", None, "2019-09-01", 2_400_000, (("2019-09-01", "Innført"),)),
    ("Felles veilederkorps", "Utdanning", None, "2023-01-01", 500_000,
     (("2022-05-19", "Planlagt"), ("2023-01-01", "I gang"), ("2025-10-14", "Innført"))),
    ("Gruppeveiledning indre", "Faglig", "1833", "2023-01-01", 250_000, (("2023-01-01", "Innført"),)),
    ("Gruppeveiledning ytre", "Faglig", "1824", "2023-01-01", 230_000, (("2023-01-01", "Innført"),)),
    ("Faglig nettverk med to samlinger i året", "Faglig", None, "2022-09-01", 180_000, (("2022-09-01", "Innført"),)),
    ("Stand og forelesning på studiestedene", "Rekruttering", None, "2019-02-01", 160_000,
     (("2019-02-01", "Innført"),)),
    ("Felles utlysning av ledige hjemler", "Rekruttering", None, "2023-05-22", 120_000,
     (("2023-02-09", "Planlagt"), ("2023-05-22", "Innført"))),
    ("Introduksjonsprogram for nye fastleger", "Rekruttering", None, "2027-01-31", 90_000,
     (("2025-12-04", "Planlagt"), ("2026-05-21", "I gang"))),
)  # fmt: skip

# stakeholder, role, statuses as known from a day
STAKEHOLDERS = (
    ("Helseforetaket", "Arbeidsgiver for LIS1 og sykehustjeneste",
     (("2019-02-14", "I dialog"), ("2021-06-01", "Avtale"))),
    ("Helsefellesskapet", "Felles beslutninger", (("2021-04-08", "I dialog"), ("2022-04-14", "Avtale"))),
    ("OSO", "Rådgivende forum", (("2019-04-04", "I dialog"), ("2021-01-01", "Avsluttet"))),
    ("Nasjonalt kompetansesenter", "Faglig støtte", (("2020-11-20", "I dialog"),)),
    ("ALIS-kontoret", "Rådgivning om utdanningsløp", (("2020-09-01", "I dialog"), ("2022-03-15", "Avtale"))),
    ("Universitetene", "Femteårspraksis og stand", (("2019-02-01", "I dialog"), ("2024-10-10", "Avtale"))),
    ("Statsforvalteren", "Tilskudd og tilsyn", (("2021-10-01", "I dialog"),)),
    ("Fylkeskommunen", "Bo- og flyttetiltak", (("2023-02-01", "Ikke kontaktet"), ("2026-03-02", "I dialog"))),
    ("Legeforeningens lokallag", "Medvirkning", (("2021-09-16", "I dialog"),)),
    ("Studentforeningene", "Kontakt med studenter", (("2022-02-01", "Ikke kontaktet"), ("2023-09-11", "I dialog"))),
)  # fmt: skip


def register_facts() -> Truth:
    """Milepæler, Risiko, Beslutninger, Tiltak and Forankring."""
    return {
        "milestone": [_milestone(*row) for row in MILESTONES],
        "risk": [_risk(*row) for row in RISKS],
        "decision": [_decision(*row) for row in DECISIONS],
        "measure": [_measure(*row) for row in MEASURES],
        "stakeholder": [_stakeholder(*row) for row in STAKEHOLDERS],
    }


def _milestone(
    milestone: str,
    known: str,
    due: str,
    responsible: str,
    forecasts: tuple[tuple[str, str, str], ...],
    completed: str | None,
) -> Fact:
    fact = Fact(D(known), {"milestone": milestone, "due_on": D(due), "responsible": responsible})
    for day, forecast, comment in forecasts:
        fact.changes.append((D(day), {"forecast_on": D(forecast), "comment": comment}))
    if completed:
        fact.changes.append((D(completed), {"completed_on": D(completed)}))
    return fact


def _risk(risk: str, history: tuple[tuple[str, int, int], ...], measure: str, responsible: str) -> Fact:
    changes: list[tuple[date, Values]] = [
        (D(day), {"likelihood": likelihood, "consequence": consequence}) for day, likelihood, consequence in history
    ]
    values: Values = {"risk": risk, "measure": measure, "responsible": responsible}
    return Fact(changes[0][0], values, changes)


def _decision(
    case: str, meeting: tuple[int, int, int], decision: str | None, responsible: str, due: str | None, done: str | None
) -> Fact:
    day = thursday(*meeting)
    fact = Fact(day - days(35), {"case_title": case, "meeting_date": day, "responsible": responsible})
    if decision:
        fact.changes.append((day, {"decision": decision, "due_on": D(due) if due else None}))
    if done:
        fact.changes.append((D(done), {"done_on": D(done)}))
    return fact


def _measure(
    measure: str,
    category: str,
    municipality: str | None,
    begin: str,
    cost: int,
    history: tuple[tuple[str, str], ...],
) -> Fact:
    values: Values = {
        "measure": measure, "category": category, "municipality": municipality, "valid_from": D(begin),
        "yearly_cost": cost,
    }  # fmt: skip
    return Fact(D(history[0][0]), values, [(D(day), {"status": status}) for day, status in history])


def _stakeholder(stakeholder: str, role: str, history: tuple[tuple[str, str], ...]) -> Fact:
    changes: list[tuple[date, Values]] = [(D(day), {"status": s, "status_date": D(day)}) for day, s in history]
    return Fact(changes[0][0], {"stakeholder": stakeholder, "role": role}, changes)
