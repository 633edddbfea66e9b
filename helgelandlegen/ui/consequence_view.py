"""What the programme's figures become if a change of the data is made, beside what they are today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol

import streamlit as st

from helgelandlegen.figures import Number, consequence
from helgelandlegen.figures.table import Column, table
from helgelandlegen.privacy import PROGRAMME, Shown, catalogue
from helgelandlegen.subjects.seen import Seen
from helgelandlegen.ui import style


class Counted(Protocol):
    """A figure as the data side counts it."""

    @property
    def kpi(self) -> str:
        """Its id."""

    @property
    def group(self) -> str:
        """The group that it is counted for."""

    @property
    def numerator(self) -> Number | None:
        """The counted part."""

    @property
    def denominator(self) -> Number | None:
        """The whole, or the number of rows."""

    @property
    def value(self) -> Number | None:
        """The value; None is no value."""


def show(after: Iterable[Counted], seen: Seen) -> None:
    """The programme's figures today that change, before and after; a sentence where none does."""
    pairs = _pairs(after, seen)
    changed = [(now, then) for now, then in pairs if not consequence.same(now, then)]
    style.heading(consequence.heading(len(changed), len(pairs)), level=3)
    if changed:
        columns = [Column("Nøkkeltall"), Column("I dag"), Column("Etter"), Column("Forskjell")]
        lines = [
            (now.title, consequence.in_full(now), consequence.in_full(then), consequence.moved(then))
            for now, then in changed
        ]
        st.markdown(table("Nøkkeltall i dag og etter", columns, lines), unsafe_allow_html=True)


def _pairs(after: Iterable[Counted], seen: Seen) -> list[tuple[Shown, Shown]]:
    publication, pairs = seen.publication, []
    counted = {figure.kpi: figure for figure in after if figure.group == PROGRAMME}
    for name in catalogue():
        if name in counted:
            figure, now = counted[name], publication.shown_briefly(name, publication.programme.today())
            then = replace(
                now, value=figure.value, numerator=figure.numerator, denominator=figure.denominator,
                compared_with=now.as_of, previous=now.value,
            )  # fmt: skip
            pairs.append((now, then))
    return pairs
