"""What the official figures say, in one Norwegian sentence by rule from plain values: the titles of their panels.

A name with its value is a municipality's; None is «ingen tall» and takes part in no count, sum or comparison.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from helgelandlegen.figures import Number
from helgelandlegen.figures.messages import NOTHING_YET
from helgelandlegen.figures.numbers import NBSP, day, number, percent, with_unit
from helgelandlegen.figures.phrases import listed

WITHOUT = "på lister uten fast lege"
SAME = "likt"

Named = Sequence[tuple[str, Number | None]]
Years = Sequence[tuple[int, Number | None]]
"""A municipality's values by year, oldest first."""


def by_the_day(when: date) -> str:
    """«ved utgangen av 2025» for the last day of a year, else «per 30. juni 2025»."""
    return f"ved utgangen av {when.year}" if (when.month, when.day) == (12, 31) else f"per {day(when)}"


def difference(ours: Number | None, theirs: Number | None) -> str:
    """How ours differs: «1 færre hos oss», «likt», «ingen tall hos oss»."""
    if ours is None or theirs is None:
        return "ingen tall" if ours is theirs else f"ingen tall {'hos oss' if ours is None else 'fra SSB'}"
    if ours == theirs:
        return SAME
    return f"{number(abs(_exact(ours) - _exact(theirs)))} {'flere' if ours > theirs else 'færre'} hos oss"


def compared(counts: Sequence[tuple[Number | None, Number | None]], when: date) -> str:
    """«SSB telte 13 lister uten fast lege ved utgangen av 2025, vi 14 ledige hjemler. Ulikt i 3 kommuner»

    `counts` are our vacant posts and SSB's lists without a doctor, by municipality. Only those with both are compared,
    and where that is not all of them, the sentence says so.
    """
    both = [(_exact(ours), _exact(theirs)) for ours, theirs in counts if ours is not None and theirs is not None]
    ended = by_the_day(when)
    if not both:
        return _only_theirs([theirs for _, theirs in counts if theirs is not None], len(counts), ended)
    ours, theirs = (sum((pair[i] for pair in both), Decimal(0)) for i in (0, 1))
    unlike = sum(a != b for a, b in both)
    if len(counts) == 1:
        return _one_compared(ours, theirs, ended)
    some = "" if len(both) == len(counts) else f" i {_those(len(both))} som vi også har tall fra"
    where = f"Ulikt i {with_unit(unlike, 'kommuner')}" if unlike else f"Likt i alle {number(len(both))}"
    return f"SSB telte {_lists(theirs)} uten fast lege {ended}{some}, vi {_vacancies(ours)}. {where}"


def people(counts: Sequence[tuple[Number | None, Number | None]]) -> str:
    """«Innbyggere uten fast lege: 7 893 hos SSB, 7 850 hos oss»; without numbers where any municipality lacks one."""
    begin = "Innbyggere uten fast lege"
    both = [(_exact(ours), _exact(theirs)) for ours, theirs in counts if ours is not None and theirs is not None]
    if not both or len(both) < len(counts):
        return begin
    ours, theirs = (sum((pair[i] for pair in both), Decimal(0)) for i in (0, 1))
    if ours == theirs:
        return f"{begin}: {number(ours)} hos begge"
    return f"{begin}: {number(theirs)} hos SSB, {number(ours)} hos oss"


def shares(found: Named, year: int, whole: Number | None) -> str:
    """«10,2 % av pasientene sto på lister uten fast lege i 2025. Høyest: Nordvik, 56,6 %. Ingen i 11 av 18 kommuner»

    The shares are 0–1; `whole` is that of all of them together, where it can be computed.
    """
    known = [(name, share) for name, share in found if share is not None]
    if not known:
        return NOTHING_YET
    most = max(share for _, share in known)
    if not most:
        return f"Ingen pasienter sto {WITHOUT} i {year}"
    names = [name for name, share in known if share == most]
    highest = f"{listed(names)}, {one_decimal(most)}"
    begin = f"Høyest andel {WITHOUT} i {year}: {highest}"
    if whole is not None:
        begin = f"{one_decimal(whole)} av pasientene sto {WITHOUT} i {year}. Høyest: {highest}"
    none = sum(not share for _, share in known)
    return f"{begin}. Ingen i {number(none)} av {with_unit(len(known), 'kommuner')}" if none else begin


def share_over_time(course: Years) -> str:
    """One municipality: «16,4 % av pasientene sto på lister uten fast lege i 2025, mot 30,2 % på det meste, i 2020»"""
    known = [(year, share) for year, share in course if share is not None]
    if not known or known[-1][0] != course[-1][0]:
        return NOTHING_YET if not known else f"Ingen tall for andelen {WITHOUT} i {course[-1][0]}"
    year, now = known[-1]
    most = max(share for _, share in known)
    if not most:
        return f"Ingen pasienter har stått {WITHOUT} ved utgangen av noe år siden {known[0][0]}"
    said = f"{one_decimal(now) if now else 'Ingen'} av pasientene sto {WITHOUT} i {year}"
    if len(known) == 1:
        return said
    when = [peak for peak, share in known if share == most]
    if when[-1] == year:
        return f"{said}, det høyeste siden {known[0][0]}"
    return f"{said}, mot {one_decimal(most)} på det meste, {'sist ' if len(when) > 1 else ''}i {when[-1]}"


def list_lengths(found: Named, year: int, whole: Number | None) -> str:
    """«Lister med fast lege i 2025: 706 pasienter i snitt, fra 231 (Nordvik) til 938 (Sørvik)»"""
    known = [(name, length) for name, length in found if length is not None]
    if not known:
        return NOTHING_YET
    least, most = (end(length for _, length in known) for end in (min, max))
    low, high = (listed([name for name, length in known if length == end]) for end in (least, most))
    begin = f"Lister med fast lege i {year}: "
    if least == most:
        return f"{begin}{number(most)} pasienter i snitt"
    if whole is None:
        return f"{begin}fra {number(least)} pasienter i snitt ({low}) til {number(most)} ({high})"
    return f"{begin}{number(whole)} pasienter i snitt, fra {number(least)} ({low}) til {number(most)} ({high})"


def list_length_over_time(course: Years) -> str:
    """One municipality: «938 pasienter i snitt på lister med fast lege i 2025, 80 færre enn i 2015»"""
    known = [(year, _exact(length)) for year, length in course if length is not None]
    if not known or known[-1][0] != course[-1][0]:
        return NOTHING_YET if not known else f"Ingen tall for listelengden i {course[-1][0]}"
    (first, then), (year, now) = known[0], known[-1]
    said = f"{number(now)} pasienter i snitt på lister med fast lege i {year}"
    return said if first == year else f"{said}, {_more_or_fewer(now - then, number(abs(now - then)))} i {first}"


def inhabitants(place: str, found: Sequence[tuple[Number | None, Number | None]], first: int) -> str:
    """«De 18 kommunene har 77 900 innbyggere, 0,2 % flere enn i 2015. Nedgang i 10»

    `found` is the number in the year `first` and the number now, by municipality.
    """
    if not found or any(now is None for _, now in found):
        return NOTHING_YET
    now = sum((_exact(pair[1]) for pair in found if pair[1] is not None), Decimal(0))
    said = f"{place} har {with_unit(now, 'innbyggere')}"
    pairs = [(_exact(then), _exact(late)) for then, late in found if then is not None and late is not None]
    then = sum((pair[0] for pair in pairs), Decimal(0))
    if len(pairs) < len(found) or not then:
        return said
    said += f", {_more_or_fewer(now - then, percent(abs(now - then) / then, decimals=1))} i {first}"
    fewer = sum(b < a for a, b in pairs)
    if len(pairs) == 1:
        return said
    if fewer == len(pairs):
        return f"{said}. Nedgang i alle"
    return f"{said}. Nedgang i {number(fewer) if fewer else 'ingen'} av {with_unit(len(pairs), 'kommuner')}"


def in_years(years: Sequence[int]) -> str:
    """Years, runs of them joined: «2017–2023», «2015, 2018–2019 og 2025»."""
    runs: list[list[int]] = []
    for year in sorted(set(years)):
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return listed([f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs])


def one_decimal(share: Number) -> str:
    """A share (0–1) as it is published: «16,4 %», but «0 %» and «100 %»."""
    return percent(share, decimals=0 if share in (0, 1) else 1)


def _only_theirs(theirs: Sequence[Number], of: int, ended: str) -> str:
    if not theirs:
        return NOTHING_YET
    several = " fra kommunene" if of > 1 else ""
    counted = _lists(sum((_exact(value) for value in theirs), Decimal(0)))
    return f"SSB telte {counted} uten fast lege {ended}. Vi har ingen tall{several} for den dagen"


def _one_compared(ours: Decimal, theirs: Decimal, ended: str) -> str:
    if ours != theirs:
        return f"SSB telte {_lists(theirs)} uten fast lege {ended}, vi {_vacancies(ours)}"
    if not ours:
        return f"Verken SSB eller vi telte noen uten fast lege {ended}"
    return f"Både SSB og vi telte {number(ours)} uten fast lege {ended}"


def _lists(count: Decimal) -> str:
    return f"{number(count)}{NBSP}{'liste' if count == 1 else 'lister'}" if count else "ingen lister"


def _vacancies(count: Decimal) -> str:
    many = "hjemmel" if count == 1 else "hjemler"
    return f"{number(count)}{NBSP}{'ledig' if count == 1 else 'ledige'} {many}" if count else f"ingen ledige {many}"


def _those(many: int) -> str:
    return "den ene kommunen" if many == 1 else f"de {with_unit(many, 'kommunene')}"


def _more_or_fewer(moved: Decimal, amount: str) -> str:
    """«80 færre enn», «0,2 % flere enn», «like mange som»."""
    return f"{amount} {'flere' if moved > 0 else 'færre'} enn" if moved else "like mange som"


def _exact(value: Number) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(str(value))
