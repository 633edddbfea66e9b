"""The ready text to a municipality that is late, and all of them with their workbooks in one file."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from babel.dates import format_date

from helgelandlegen.age import Age
from helgelandlegen.database import Store
from helgelandlegen.programme import Programme
from helgelandlegen.workbook import exports
from helgelandlegen.workbook.guide import GUIDE_SHEET
from helgelandlegen.workbook.reporting import MUNICIPAL, Line, Reporting
from helgelandlegen.workbook.sheets import Sheet

NOBODY_NAMED = "Kontaktpersonen for legerekruttering"


@dataclass(frozen=True)
class Reminder:
    """An e-mail as plain text. `to` is a role and its municipality, never a person."""

    to: str
    subject: str
    body: str

    @property
    def text(self) -> str:
        """All of it, as it stands in a file."""
        return f"Til: {self.to}\nEmne: {self.subject}\n\n{self.body}\n"


def reminder(programme: Programme, found: Reporting, line: Line, deadline: date) -> Reminder:
    """The text to one municipality: what is missing, its newest report, the deadline, and what is attached."""
    return Reminder(
        f"{line.contact or NOBODY_NAMED}, {line.name} kommune",
        f"{programme.title}: tall fra {line.name} innen {_day(deadline)}",
        "\n\n".join(
            (
                "Hei!",
                " ".join(part for part in (_standing(programme, found, line), _missing(found, line)) if part),
                _attached(line),
                f"Send arbeidsboken tilbake innen {_day(deadline)}. Skriv aldri navn eller fødselsnummer i den.",
                "Ta kontakt hvis noe er uklart. Takk for hjelpen!",
                f"Vennlig hilsen\nKoordinatoren for {programme.title}",
            )
        ),
    )


def _standing(programme: Programme, found: Reporting, line: Line) -> str:
    if line.newest is None:
        return f"Vi har ikke fått noen rapport fra {line.name} til {programme.title} ennå."
    text = f"Den nyeste rapporten fra {line.name} til {programme.title} er datert {_day(line.newest)}."
    if found.age(line.newest) is Age.FRESH:
        return f"{text} Takk for den!"
    age = (found.as_of - line.newest).days
    return f"{text} Den er {age} dager gammel. Tall regnes som ferske når de er yngre enn {found.days} dager."


def _attached(line: Line) -> str:
    if not line.held:
        return (
            "Vedlagt ligger en arbeidsbok til å fylle ut. Begynn med arket «Rapport», der dere skriver datoen tallene "
            f"gjelder for. Arket «{GUIDE_SHEET}» viser hvordan."
        )
    return (
        "Vedlagt ligger en arbeidsbok der det vi har fra dere, er fylt ut. Rett det som har endret seg, legg til det "
        "som er nytt, og skriv datoen tallene gjelder for i arket «Rapport»."
    )


def _missing(found: Reporting, line: Line) -> str:
    never, old = found.never_sent(line), found.outdated(line)
    if len(never) == len(MUNICIPAL):
        return ""
    parts = []
    if never:
        parts.append(f"Vi har aldri fått {_sheets(never)}.")
    days = {day for _, day in old}
    if len(old) == len(MUNICIPAL) and days == {line.newest}:
        parts.append("Det gjelder alle arkene.")
    elif len(days) == 1:
        parts.append(f"{_sheets([sheet for sheet, _ in old], capital=True)} er fra {_day(min(days))}.")
    elif old:
        dated = "\n".join(f"- {sheet.heading}: {_day(day)}" for sheet, day in old)
        parts.append(f"Disse arkene er for gamle:\n{dated}")
    return " ".join(parts)


def _sheets(sheets: Sequence[Sheet], capital: bool = False) -> str:
    """«arket «Egenvurdering»», «arkene «Stillinger» og «Bemanning»»."""
    names = [f"«{sheet.heading}»" for sheet in sheets]
    listed = " og ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    word = "arket" if len(names) == 1 else "arkene"
    return f"{word.capitalize() if capital else word} {listed}"


def _day(day: date) -> str:
    return str(format_date(day, "d. MMMM y", locale="nb"))


def bundle(
    store: Store, found: Reporting, deadline: date, tell: Callable[[int, int, str], None] = lambda *_: None
) -> bytes:
    """A .zip with the text and the prefilled workbook of each municipality that is late.

    `tell` is told before each: how many are done, of how many, and the name of the next.
    """
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for done, line in enumerate(found.late):
            tell(done, len(found.late), line.name)
            # With its mark and line ends, so that Notepad shows it as it is written.
            text = reminder(store.programme, found, line, deadline).text.replace("\n", "\r\n").encode("utf-8-sig")
            for ending, content in (("txt", text), ("xlsx", exports.workbook(store, line.number))):
                # A fixed time makes equal states equal files.
                name = zipfile.ZipInfo(f"{line.number}-{line.name}.{ending}", (1980, 1, 1, 0, 0, 0))
                archive.writestr(name, content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
