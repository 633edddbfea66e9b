"""The command `briefing`: the same documents as in the app, from the read copy while the app has the store."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from helgelandlegen.briefing import documents, order
from helgelandlegen.briefing.facts import Reader, Wishes
from helgelandlegen.briefing.order import Order
from helgelandlegen.database import reading
from helgelandlegen.errors import PlainError
from helgelandlegen.places import write_whole
from helgelandlegen.privacy import Publication
from helgelandlegen.programme import Programme


def briefing(given: Namespace, programme: Programme, path: Path) -> int:
    """Writes the document; PlainError where nothing is written, with the reason."""
    ending = given.out.suffix.lower().removeprefix(".")
    if ending not in documents.ENDINGS:
        raise PlainError(f"«{given.out.name}» må slutte på {documents.words()}.")
    reader = Reader(given.audience)
    if (reader is Reader.MUNICIPALITY) != bool(given.municipality):
        raise PlainError("Bruk --municipality N sammen med --audience municipality, og bare der.")
    if given.meeting and given.since:
        raise PlainError("Et møte sammenlignes med møtet før. Bruk --since bare sammen med --as-of.")
    wanted = Order(reader, given.meeting, given.as_of, given.since, given.municipality)
    with reading(path, programme) as store:
        found = order.brief(wanted, lambda audience: Publication(store, audience), Wishes(tuple(given.without)))
        content = documents.document(found, ending)
    write_whole(given.out, content)
    print(f"{found.title}: skrevet til {given.out}.")
    return 0
