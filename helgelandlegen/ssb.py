"""Statistics Norway's open figures, fetched anew into the programme's observations.csv.

Two tables: 12005 (GP lists, 31 December) and 07459 (inhabitants, 1 January), from the PxWeb API, version 0: GET gives a
table's variables with their codes, POST of a query gives the values as JSON-stat 2. Everything is fetched and checked
first; then the file is replaced whole. Where anything is missing or odd, nothing is written.
"""

from __future__ import annotations

import http.client
import json
import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from helgelandlegen import jsonstat
from helgelandlegen.errors import PlainError
from helgelandlegen.observations import Observation, Observations
from helgelandlegen.observations_file import Replaced, replace
from helgelandlegen.programme import Programme

ADDRESS = "https://data.ssb.no/api/v0/no/table"
SECONDS = 30.0
LARGEST = 20_000_000  # bytes; an answer is a few hundred thousand
FIRST_YEAR = 2015  # table 12005 begins here, and inhabitants are wanted for the same years

Ask = Callable[[str, bytes | None], bytes]
"""Address and JSON question (None: GET) → the answer's bytes. PlainError where there is none."""


@dataclass(frozen=True)
class Content:
    """One statistical variable: what the programme calls it, SSB's code and text for it, its unit.

    `decimals` are written at least. `may_lack`: a municipality may have no value in a year in which others have one.
    """

    indicator: str
    code: str
    text: str
    unit: str
    decimals: int = 0
    may_lack: bool = False


@dataclass(frozen=True)
class Source:
    """One of SSB's tables; every value holds for the same `day` of its year, `day_text` in Norwegian."""

    table: str
    name: str
    day: str
    day_text: str
    contents: tuple[Content, ...]

    def owns(self, one: Observation) -> bool:
        """Whether the observation came from this table."""
        return f"tabell {self.table}" in one.source and any(one.indicator == c.indicator for c in self.contents)


SOURCES = (
    Source(
        "12005",
        "Statistisk sentralbyrå (SSB), tabell 12005: Fastlegelister og fastlegekonsultasjoner (K), CC BY 4.0",
        "12-31",
        "31. desember",
        (
            Content("list_capacity", "KOSkapasitet0000", "Kapasitet hos fastlegene", "listeplasser"),
            Content("lists_with_doctor", "KOSantallavtaler0001", "Antall fastlegeavtaler", "lister"),
            Content("lists_without_doctor", "KOSantallavtaler0000", "Fastlegelister uten lege", "lister"),
            Content(
                "mean_list_length", "KOSgjsnlisteleng0000", "Gjennomsnittlig listelengde", "innbyggere", may_lack=True
            ),
            Content("open_lists", "KOSaapnelister0000", "Antall åpne fastlegelister", "lister"),
            Content(
                "patients_on_lists_with_doctor", "KOSantallpasient0000",
                "Antall pasienter på fastlegeliste med lege", "innbyggere",
            ),
            Content(
                "patients_on_lists_without_doctor", "KOSantallpasient0001",
                "Antall pasienter på fastlegeliste uten lege", "innbyggere",
            ),
            Content(
                "share_of_patients_without_doctor_percent", "KOSandelpasiente0000",
                "Andel pasienter på liste uten lege", "prosent", decimals=1,
            ),
        ),
    ),
    Source(
        "07459", "SSB tabell 07459, CC BY 4.0", "01-01", "1. januar",
        (Content("inhabitants", "Personer1", "Personer", "innbyggere"),),
    ),
)  # fmt: skip


def refresh(programme: Programme, ask: Ask) -> Replaced:
    """Fetches both tables and puts their values in the place of those that the programme holds; how many changed.

    `ask` fetches: `over_the_network` on a real machine. PlainError, with the file as it was, in every other case.
    """
    held = Observations(programme)
    published = [one for source in SOURCES for one in _published(source, programme, held, ask)]
    return replace(programme, published)


def over_the_network(address: str, question: bytes | None, seconds: float = SECONDS) -> bytes:
    """The answer from the address, within so many seconds from start to end; PlainError where there is none."""
    headers = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "helgelandlegen"}
    started, content = time.monotonic(), b""
    try:
        request = urllib.request.Request(address, data=question, headers=headers)
        with urllib.request.urlopen(request, timeout=seconds) as answer:
            while piece := answer.read1(65_536):
                content += piece
                if time.monotonic() - started > seconds:
                    raise TimeoutError
                if len(content) > LARGEST:
                    raise _kept("Svaret fra Statistisk sentralbyrå (SSB) er mye større enn det skal være")
    except urllib.error.HTTPError as error:
        error.close()
        raise _kept(f"Statistisk sentralbyrå (SSB) svarte med feilkode {error.code}") from error
    except (OSError, http.client.HTTPException) as error:
        if isinstance(error, TimeoutError) or isinstance(getattr(error, "reason", None), TimeoutError):
            raise _kept(f"Statistisk sentralbyrå (SSB) svarte ikke innen {seconds:.0f} sekunder") from error
        raise _kept("Det er ingen forbindelse med Statistisk sentralbyrå (SSB)") from error
    return content


def _kept(what: str) -> PlainError:
    return PlainError(f"{what}, så tallene i programmet er beholdt som de var.")


def _changed(source: Source, what: str) -> PlainError:
    return _kept(f"Tabell {source.table} hos SSB er ikke som ventet ({what})")


def _published(source: Source, programme: Programme, held: Observations, ask: Ask) -> list[Observation]:
    """The table's values for the programme's municipalities, checked against those that are held."""
    address = f"{ADDRESS}/{source.table}"
    try:
        question, codes = _question(source, programme, jsonstat.read_json(ask(address, None)))
        answer = jsonstat.read(ask(address, json.dumps(question).encode()))
    except jsonstat.NotJsonStat as error:
        raise _changed(source, "svaret kan ikke leses") from error
    asked = {part["code"]: part["selection"]["values"] for part in question["query"]}
    if {name: sorted(found) for name, found in answer.dimensions.items()} != {n: sorted(v) for n, v in asked.items()}:
        raise _changed(source, "svaret gjelder noe annet enn det som ble spurt om")
    region, contents, years = asked
    published = []
    for found, value in answer.values.items():
        named = dict(zip(answer.dimensions, found, strict=True))
        content, year = codes[named[contents]], named[years]
        published.append(
            Observation(
                content.indicator, named[region], date.fromisoformat(f"{year}-{source.day}"),
                _checked(source, content, value), "", content.unit, source.name, answer.updated, "",
                f"{source.day_text} {year}",
            )
        )  # fmt: skip
    _compare(source, programme, held, published)
    return published


def _question(source: Source, programme: Programme, described: Any) -> tuple[dict[str, Any], dict[str, Content]]:
    """The query for all values that are wanted, in the table's own codes, and what each code of content means.

    Variables that are not asked for must be ones that the table sums over («elimination»).
    """
    try:
        variables = {variable["code"]: variable for variable in described["variables"]}
        texts = {code: dict(zip(v["values"], v["valueTexts"], strict=True)) for code, v in variables.items()}
        numbers = list(programme.by_number)
        region = next((code for code, known in texts.items() if set(numbers) <= known.keys()), None)
        times = [code for code, v in variables.items() if v.get("time") is True or code == "Tid"]
        open_ones = [code for code, v in variables.items() if v.get("elimination") is not True]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _changed(source, "beskrivelsen kan ikke leses") from error
    if region is None:
        raise _changed(source, "den mangler kommuner i programmet")
    if len(times) != 1 or "ContentsCode" not in texts or not set(open_ones) <= {region, times[0], "ContentsCode"}:
        raise _changed(source, "den har andre variabler")
    years = [year for year in texts[times[0]] if re.fullmatch(r"\d{4}", year) and int(year) >= FIRST_YEAR]
    if not years:
        raise _changed(source, "den mangler år")
    codes = {_code(source, content, texts["ContentsCode"]): content for content in source.contents}
    if len(codes) < len(source.contents):
        raise _changed(source, "to størrelser har samme kode")
    wanted = {region: numbers, "ContentsCode": list(codes), times[0]: years}
    query = [{"code": code, "selection": {"filter": "item", "values": chosen}} for code, chosen in wanted.items()]
    return {"query": query, "response": {"format": "json-stat2"}}, codes


def _code(source: Source, content: Content, texts: dict[str, str]) -> str:
    """The one code that is known for the content or bears its text; texts end with a unit in brackets, or not."""
    found = {c for c, text in texts.items() if c == content.code or _bare(text) == _bare(content.text)}
    if len(found) != 1:
        raise _changed(source, f"«{content.text}» finnes ikke, eller finnes flere ganger")
    return found.pop()


def _bare(text: str) -> str:
    return " ".join(re.sub(r"\([^()]*\)", " ", str(text)).split()).casefold()


def _checked(source: Source, content: Content, value: Decimal) -> Decimal:
    """The value with the decimals it is written with."""
    whole = value == value.to_integral_value()
    if value < 0 or (content.unit == "prosent" and value > 100) or (content.unit != "prosent" and not whole):
        raise _changed(source, f"«{content.text}» har en umulig verdi")
    if -int(value.normalize().as_tuple().exponent) > content.decimals:
        return value.normalize()
    return value.quantize(Decimal(1).scaleb(-content.decimals))


def _compare(source: Source, programme: Programme, held: Observations, published: list[Observation]) -> None:
    """Refuses values that are gone, that come from elsewhere here, half a new year, and contents that are not those."""
    now = {one.key: one.value for one in published}
    ours = {one.key: one for one in held.all if source.owns(one) and one.as_of.year >= FIRST_YEAR}
    if any(one.key in now and one.key not in ours for one in held.all):
        raise _kept(f"Tall fra tabell {source.table} står i programmet med en annen kilde")
    for content in source.contents:
        mine = {key: one for key, one in ours.items() if key[0] == content.indicator and key[1] in programme.by_number}
        if mine.keys() - now.keys():
            raise _changed(source, f"den mangler tall for «{content.text}» som finnes her fra før")
        if sum(one.value != now[key] for key, one in mine.items()) * 2 > len(mine):
            raise _changed(source, f"over halvparten av tallene for «{content.text}» er andre enn før")
        latest = max((day for _, _, day in mine), default=date.max)
        fresh = [day for name, _, day in now if name == content.indicator and day > latest]
        if not content.may_lack and any(fresh.count(day) != len(programme.by_number) for day in set(fresh)):
            raise _changed(source, f"et nytt år mangler kommuner for «{content.text}»")
