"""Which columns of a table seem to tell who somebody is; such columns are never kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from itertools import islice

from helgelandlegen.workbook import synonyms
from helgelandlegen.workbook.cells import Raw, text_of
from helgelandlegen.workbook.personal import MASK
from helgelandlegen.workbook.similar import MOST_LOOKED_AT, Table, plain

_NAME = re.compile(r"[A-ZÆØÅ][a-zæøåéü]+([ -][A-ZÆØÅ][a-zæøåéü]*\.?){0,2},? [A-ZÆØÅ][a-zæøåéü]+(-[A-ZÆØÅ][a-zæøåéü]+)?")
_PHONE = re.compile(r"(\+47|0047)[ \d]{8,11}|[2-9]\d( \d\d){3}|[49]\d\d \d\d \d\d\d")
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.\w+")
_BORN_BEFORE = date(1990, 1, 1)  # older than any date that the workbook takes


def personal(found: Table) -> tuple[int, ...]:
    """The columns that seem to tell who somebody is: by their heading, or by most of their values."""
    return tuple(i for i, text in enumerate(found.headings) if _is_personal(text, found.values[i]))


def _is_personal(heading: str, values: Mapping[Raw, int]) -> bool:
    said = plain(heading)
    nobodys = any(word in said for word in synonyms.NOBODYS)
    if said in {plain(word) for word in synonyms.PERSONAL} or (
        not nobodys and {"navn", "telefon", "mobil", "epost", "adresse"} & set(said.split())
    ):
        return True
    looked_at = list(islice(values, MOST_LOOKED_AT))
    hits = sum(_tells_who(raw, nobodys or "hpr" in said) for raw in looked_at)
    return bool(values) and (MASK in values or hits >= 0.6 * len(looked_at))


def _tells_who(raw: Raw, nobodys: bool) -> bool:
    if isinstance(raw, date):
        return date(raw.year, raw.month, raw.day) < _BORN_BEFORE
    text = text_of(raw)
    if _MAIL.search(text):
        return True
    if nobodys or not isinstance(raw, str) or any(word in text.casefold() for word in synonyms.NOBODYS):
        return False
    return _NAME.fullmatch(text) is not None or _PHONE.fullmatch(text) is not None
