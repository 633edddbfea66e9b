"""A programme is a folder: its municipalities, sub-regions, first targets, published figures and rules."""

from __future__ import annotations

import csv
import os
import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property, lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from helgelandlegen.errors import PlainError

ROOT = Path(__file__).resolve().parent.parent
PROGRAMMES = ROOT / "data" / "programmes"


@dataclass(frozen=True)
class Municipality:
    """One municipality. `number` is the official four digits; the tile is its place on the tile map.

    `neighbours` are the numbers of those with which it shares a border on land, as far as the folder says.
    """

    number: str
    name: str
    sub_region: str
    centre: str
    lat: float
    lon: float
    population: int
    tile_column: int
    tile_row: int
    neighbours: tuple[str, ...] = ()


@dataclass(frozen=True)
class Programme:
    """What a programme folder says. Percentages are 0–100, `freshness_days` is how long a report counts as fresh."""

    name: str
    title: str
    data_from: date
    timezone: str
    small_group_limit: int
    free_absence_percent: int
    freshness_days: int
    municipalities: tuple[Municipality, ...]
    folder: Path

    @cached_property
    def sub_regions(self) -> tuple[str, ...]:
        """The sub-regions, in the order in which the municipalities name them."""
        return tuple(dict.fromkeys(m.sub_region for m in self.municipalities))

    @cached_property
    def by_number(self) -> dict[str, Municipality]:
        """The municipalities by number."""
        return {m.number: m for m in self.municipalities}

    def now(self) -> datetime:
        """The time in the programme's time zone."""
        return datetime.now(ZoneInfo(self.timezone))

    def today(self) -> date:
        """The date in the programme's time zone."""
        return self.now().date()

    def local(self, moment: datetime) -> datetime:
        """A moment of the store (UTC without zone) in the programme's time zone."""
        return moment.replace(tzinfo=UTC).astimezone(ZoneInfo(self.timezone))

    def members(self, group: str) -> tuple[Municipality, ...]:
        """The municipalities of a group: a municipality's number, a sub-region's name, or the whole programme."""
        if group in self.by_number:
            return (self.by_number[group],)
        return tuple(m for m in self.municipalities if m.sub_region == group) or self.municipalities

    def neighbours(self, number: str) -> tuple[Municipality, ...]:
        """The municipalities of the programme that border on one of it on land, in the programme's order."""
        return tuple(m for m in self.municipalities if m.number in self.by_number[number].neighbours)

    def beside(self, number: str, step: int) -> Municipality:
        """The municipality so many places further on in the programme's order; after the last comes the first."""
        place = self.municipalities.index(self.by_number[number])
        return self.municipalities[(place + step) % len(self.municipalities)]

    def group_name(self, group: str) -> str:
        """What people call a group."""
        if group in self.by_number:
            return self.by_number[group].name
        return group if group in self.sub_regions else self.title

    def read_csv(self, file: str) -> list[dict[str, str]]:
        """The rows of one of the folder's CSV files (UTF-8, comma), empty if there is none."""
        path = self.folder / file
        if not path.exists():
            return []
        with path.open(encoding="utf-8-sig", newline="") as lines:
            return list(csv.DictReader(lines))


def chosen_name() -> str:
    """The programme that the environment names, else the only folder there is."""
    named = os.environ.get("HELGELANDLEGEN_PROGRAMME")
    folders = sorted(p.name for p in PROGRAMMES.iterdir() if (p / "programme.toml").exists())
    if named or len(folders) == 1:
        return named or folders[0]
    raise PlainError(f"Velg program med HELGELANDLEGEN_PROGRAMME. Det finnes {', '.join(folders) or 'ingen'}.")


@lru_cache
def load(name: str | None = None) -> Programme:
    """The programme of that name, by default the chosen one; PlainError where its folder is missing or wrong."""
    name = name or chosen_name()
    folder = PROGRAMMES / name
    if not name or Path(name).name != name or not (folder / "programme.toml").exists():
        raise PlainError(f"Programmet «{name}» finnes ikke. Det skal ha en mappe i data/programmes.")
    try:
        return _read(name, folder)
    except (KeyError, ValueError, tomllib.TOMLDecodeError) as error:
        raise PlainError(f"Mappen til programmet «{name}» er ikke riktig fylt ut: {error}.") from error


def _read(name: str, folder: Path) -> Programme:
    facts = tomllib.loads((folder / "programme.toml").read_text(encoding="utf-8"))
    with (folder / "municipalities.csv").open(encoding="utf-8-sig", newline="") as lines:
        municipalities = tuple(
            Municipality(
                row["number"], row["name"], row["sub_region"], row["centre"], float(row["lat"]), float(row["lon"]),
                int(row["population"]), int(row["tile_column"]), int(row["tile_row"]),
                tuple((row.get("neighbours") or "").split()),
            )
            for row in csv.DictReader(lines)
        )  # fmt: skip
    known = {m.number for m in municipalities}
    if unknown := sorted({number for m in municipalities for number in m.neighbours} - known):
        raise ValueError(f"municipalities.csv nevner nabokommuner som ikke er med: {', '.join(unknown)}")
    return Programme(
        name=name,
        title=facts["title"],
        data_from=facts["data_from"],
        timezone=facts["timezone"],
        small_group_limit=facts["small_group_limit"],
        free_absence_percent=facts["training"]["free_absence_percent"],
        freshness_days=facts["freshness"]["days"],
        municipalities=municipalities,
        folder=folder,
    )
