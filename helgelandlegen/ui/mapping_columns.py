"""Where each column of ours comes from, a line for each, and what the table's own words mean."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from helgelandlegen.figures.phrases import count
from helgelandlegen.ui import style
from helgelandlegen.workbook import similar
from helgelandlegen.workbook.cells import Wrong, clean, folded
from helgelandlegen.workbook.findings import finding, shorten
from helgelandlegen.workbook.layout import Source, Target
from helgelandlegen.workbook.proposal import Proposal, words
from helgelandlegen.workbook.sheets import SHEETS, Column, Kind, Sheet
from helgelandlegen.workbook.surroundings import can_tell, said
from helgelandlegen.workbook.values import Context, convert

NONE, FIXED, AROUND = "none", "fixed", "around"
AS_IT_IS, EMPTY = "as it is", "empty"
WIDTHS = [2.2, 3, 4.8]
MOST_WORDS = 25  # different values of a column that are asked about
PLACEHOLDERS = {Kind.DATE: "dd.mm.åååå", Kind.MONTH: "åååå-mm"}
Choice = str | int


class Chooser:
    """The choices for one table. `never_kept` are the columns that nothing may come from; `key` is its widgets'."""

    def __init__(self, proposal: Proposal, context: Context, never_kept: tuple[int, ...], key: str) -> None:
        self.proposal, self.context, self.key = proposal, context, key
        self.shut = set(never_kept)
        table = proposal.table
        self.open = [
            i for i, text in enumerate(table.headings) if (text or table.values[i]) and i not in self.shut
        ]  # fmt: skip

    def target(self, sheet: Sheet) -> Target:
        """The lines of one of our sheets: what must be there and what is found first, the rest folded away."""
        likely = self.proposal.sources(sheet.name, self.context, self.shut)
        offered = [column for column in sheet.columns if not column.refused]
        first = [column for column in offered if column.required or column.name in likely]
        rest = [column for column in offered if column not in first]
        found = {column.name: self._line(sheet, column, likely.get(column.name)) for column in first}
        if rest:
            names = ", ".join(column.heading for column in rest)
            with st.expander(f"Flere kolonner: {names}"):
                found |= {column.name: self._line(sheet, column, None) for column in rest}
        complete = st.checkbox(
            "Hopp over rader der et felt med * er tomt",
            value=self.proposal.complete(sheet), key=f"complete_{self.key}_{sheet.name}",
        )  # fmt: skip
        return Target(sheet.name, {name: source for name, source in found.items() if source is not None}, complete)

    def _line(self, sheet: Sheet, column: Column, likely: Source | None) -> Source | None:
        label, choice, told = st.columns(WIDTHS, vertical_alignment="center")
        label.markdown(f"{column.heading}\\*" if column.required else column.heading)
        around = said(column, self.proposal.around, self.context) if can_tell(column) else None
        options: list[Choice] = [NONE, *([AROUND] if around or (likely and likely.around) else []), FIXED, *self.open]
        begin = _choice(likely)
        chosen = choice.selectbox(
            f"{column.heading} i {sheet.heading}", options, index=options.index(begin) if begin in options else 0,
            format_func=partial(self._called, around=around), key=f"from_{self.key}_{sheet.name}_{column.name}",
            label_visibility="collapsed", placeholder="Velg",
        )  # fmt: skip
        with told:
            if chosen == FIXED:
                return self._fixed(sheet, column, likely)
            if chosen == AROUND:
                st.caption(
                    style.plain(f"Leses hver gang av tittelen eller filnavnet. Nå: «{around or 'ikke funnet'}».")
                )
                return Source(around=True)
            if isinstance(chosen, int):
                return self._read(sheet, column, likely, chosen)
            if column.required:
                st.caption("▲ Må velges.")
            return None

    def _called(self, choice: Choice, around: str | None) -> str:
        if isinstance(choice, int):
            return self.proposal.table.texts[choice]
        named = {NONE: "– ikke med –", FIXED: "Samme verdi i alle rader", AROUND: f"Fra tittelen: {around or ''}"}
        return named[choice]

    def _fixed(self, sheet: Sheet, column: Column, likely: Source | None) -> Source | None:
        """One value for all rows, typed or chosen."""
        before = (likely.fixed if likely else None) or ""
        key, label = f"one_{self.key}_{sheet.name}_{column.name}", f"{column.heading} i alle rader"
        if options := _ours(column, self.context):
            at = options.index(before) if before in options else 0
            return Source(
                fixed=st.selectbox(label, options, index=at, key=key, label_visibility="collapsed", placeholder="Velg")
            )
        hint = PLACEHOLDERS.get(column.kind, "Verdi")
        text = clean(st.text_input(label, before, key=key, label_visibility="collapsed", placeholder=hint))
        value = convert(text, column, self.context)
        if isinstance(value, Wrong):
            st.caption(style.plain(finding(value.code, value=text, **value.words).message))
        return None if value is None or isinstance(value, Wrong) else Source(fixed=text)

    def _read(self, sheet: Sheet, column: Column, likely: Source | None, index: int) -> Source:
        """How a column's values are read, in words."""
        source = likely if likely and likely.column == index else Source(index)
        if column.kind is Kind.PERCENT and similar.is_share(self.proposal.table, index):
            key = f"share_{self.key}_{sheet.name}_{column.name}"
            source = replace(source, percent=st.checkbox("0,8 betyr 80 prosent", value=True, key=key))
        elif source is not likely:
            source = similar.with_values(self.proposal.table, source, column, self.context)
        fit = similar.fit(self.proposal.table, source, column, self.context)
        if not self.proposal.table.values[index]:
            st.caption("Kolonnen er tom i denne filen.")
            return source
        examples = ", ".join(f"«{shorten(text)}»" for text in fit.examples)
        mark = "✔" if fit.read == fit.total else "▲"
        text = f"{mark} {fit.read} av {count(fit.total, 'verdi', 'verdier')} kan leses. {examples}"
        if fit.unknown and column.kind not in similar.LISTED:
            text += f" Ikke: «{shorten(next(iter(fit.unknown)))}»"
        st.caption(style.plain(text))
        return source

    def words(self, targets: list[Target]) -> list[Target]:
        """The targets with what the table's own words mean; each word is asked about once."""
        asked: dict[tuple[str, int], tuple[Column, list[tuple[str, int, str | None]]]] = {}
        for target in targets:
            for name, source in target.columns.items():
                column = SHEETS[target.sheet].column(name)
                known = column.kind in similar.LISTED or source.values
                if source.column is not None and known and (name, source.column) not in asked:
                    found = words(self.proposal.table, source, column, self.context)
                    if found:
                        asked[name, source.column] = (column, found)
        if not asked:
            return targets
        every = [meaning for _, found in asked.values() for *_, meaning in found]
        done = sum(meaning is not None for meaning in every)
        meant: dict[tuple[str, int], dict[str, str | None]] = {}
        with st.expander(f"Ord som er oversatt til malens: {done} av {len(every)}", expanded=done < len(every)):
            for place, (column, found) in asked.items():
                meant[place] = {folded(word[0]): self._word(column, place, *word) for word in found[:MOST_WORDS]}
            if any(len(found) > MOST_WORDS for _, found in asked.values()):
                st.caption(f"Bare de {MOST_WORDS} vanligste i hver kolonne er vist.")
        return [
            replace(t, columns={n: _meaning(s, meant.get((n, s.column or 0))) for n, s in t.columns.items()})
            for t in targets
        ]

    def _word(self, column: Column, place: tuple[str, int], text: str, times: int, meaning: str | None) -> str | None:
        label, choice, _ = st.columns(WIDTHS, vertical_alignment="center")
        label.markdown(style.plain(f"{column.heading}: «{shorten(text)}» ({count(times, 'rad', 'rader')})"))
        options = [AS_IT_IS, EMPTY, *_ours(column, self.context)]
        begin = AS_IT_IS if meaning is None else EMPTY if meaning == "" else meaning
        chosen = choice.selectbox(
            f"«{text}» i {column.heading} betyr", options, index=options.index(begin) if begin in options else 0,
            format_func=lambda option: {AS_IT_IS: "– velg –" if column.kind in similar.LISTED else "Som det står",
                                        EMPTY: "Tomt felt"}.get(option, option),
            key=f"word_{self.key}_{place[0]}_{place[1]}_{text}", label_visibility="collapsed", placeholder="Velg",
        )  # fmt: skip
        return None if chosen == AS_IT_IS else "" if chosen == EMPTY else chosen


def _choice(source: Source | None) -> Choice:
    if source is None:
        return NONE
    if source.around:
        return AROUND
    return FIXED if source.column is None else source.column


def _meaning(source: Source, meant: dict[str, str | None] | None) -> Source:
    """The source with the words as they are chosen; words of earlier files that this one has not stay."""
    if source.column is None or meant is None:
        return source
    values = {**source.values, **meant}
    return replace(source, values={text: ours for text, ours in values.items() if ours is not None})


def _ours(column: Column, context: Context) -> list[str]:
    """The values that a column of ours may have, where they can be listed."""
    if column.kind is Kind.CHOICE:
        return list(column.choices)
    if column.kind is Kind.MUNICIPALITY:
        return list(context.names)
    return ["Ja", "Nei"] if column.kind is Kind.YES_NO else []
