"""One figure on a screen of its own: how it stands, its course, what it means, its groups and the rows behind it."""

from __future__ import annotations

from decimal import Decimal
from html import escape

import streamlit as st

from helgelandlegen.figures import numbers
from helgelandlegen.figures.status import badge
from helgelandlegen.figures.table import Column, table
from helgelandlegen.figures.trend import trend
from helgelandlegen.privacy import MUNICIPALITY, PROGRAMME, SUB_REGION, Publication, Shown, catalogue
from helgelandlegen.ui import cards, style
from helgelandlegen.ui.filters import Choice

MOST_ROWS = 300
SCOPE_B = (
    "Tallet gjelder personer. Det vises bare for hele programmet og for regioner, ved månedsslutt og møter, og bare der "
    "ingen gruppe er under {limit}."
)


def show(seen: Publication, name: str, choice: Choice) -> None:
    """Draws the whole page of one figure; PlainError for an unknown one."""
    figure = seen.shown(name, choice.as_of, compared_with=choice.compared_with)
    limit = seen.programme.small_group_limit
    style.heading(figure.title, beside=figure.definition.question, level=1)
    left, right = st.columns([1, 2.6], gap="large")
    with left:
        st.markdown(cards.body(figure, limit=limit, wide=True), unsafe_allow_html=True)
    with right:
        st.markdown(trend(figure), unsafe_allow_html=True)
    _explain(seen, figure, limit)
    _groups(seen, figure, choice, SUB_REGION, "Region")
    _groups(seen, figure, choice, MUNICIPALITY, "Kommune")
    _rows(seen, figure)


def _explain(seen: Publication, figure: Shown, limit: int) -> None:
    style.heading("Hva tallet betyr", level=2)
    lines = [
        figure.definition.definition,
        f"**Kilde:** {figure.definition.source}",
        f"**Merk:** {figure.definition.caveat}",
    ]
    if figure.goal:
        decided = f" {figure.goal.decided_in}." if figure.goal.decided_in else ""
        lines.append(
            f"**Mål:** {numbers.target_text(figure)}, gjelder fra {numbers.day(figure.goal.applies_from)}.{decided}"
        )
    if seen.closed(figure.definition):
        lines.append(SCOPE_B.format(limit=limit))
    if figure.as_of != figure.asked and not figure.hidden:
        why = (
            "Endringen etter det gjelder for få til å vises."
            if figure.held_back
            else "Det er siste månedsslutt eller møte."
        )
        lines.append(f"Tallet gjelder per {numbers.day(figure.as_of)}. {why}")
    st.markdown("\n\n".join(lines))


def _groups(seen: Publication, figure: Shown, choice: Choice, level: str, heading: str) -> None:
    found = seen.groups(figure.id, choice.as_of, level, choice.compared_with)
    if found is None:
        return
    limit = seen.programme.small_group_limit
    columns = [
        Column(heading), Column("Verdi", numeric=True), Column("Grunnlag"), Column("Endring"), Column("Status", markup=True),
    ]  # fmt: skip
    rows = [
        (
            seen.programme.group_name(shown.group),
            numbers.value_text(shown, limit),
            " · ".join(t for t in (numbers.counts_text(shown), numbers.noted_text(shown)) if t),
            numbers.change_text(shown, brief=True),
            badge(shown.status, cards.status_words(shown)),
        )
        for shown in found
    ]
    caption = f"{figure.title} per {heading.lower()}"
    st.markdown(table(caption, columns, rows), unsafe_allow_html=True)


def _rows(seen: Publication, figure: Shown) -> None:
    style.heading("Radene bak tallet", level=2)
    found = seen.rows(figure.id, figure.as_of)
    if found is None:
        st.markdown("Radene gjelder personer og vises bare for koordinatoren.")
        return
    if not found:
        st.markdown("Det er ingen rader bak dette tallet på denne datoen.")
        return
    columns = figure.definition.columns
    if any(row["municipality"] for row in found) and not figure.definition.count_silent:
        columns = (("name", "Kommune", False), *columns)
    lines = [[_cell(row.get(key), yes_no) for key, _, yes_no in columns] for row in found[:MOST_ROWS]]
    headings = [Column(text, numeric=_is_number(found[0].get(key)) and not yes_no) for key, text, yes_no in columns]
    caption = f"{numbers.with_unit(len(found), 'rader')} per {numbers.day(figure.as_of)}"
    if len(found) > MOST_ROWS:
        caption += f", de første {MOST_ROWS} er vist"
    st.markdown(table(caption, headings, lines), unsafe_allow_html=True)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _cell(value: object, yes_no: bool) -> object:
    return bool(value) if yes_no and value is not None else value


def list_all(seen: Publication, choice: Choice, address: str) -> None:
    """All figures in one table, each title a link within the session to the figure's own screen."""
    from helgelandlegen.ui import frame  # the frame draws this module's pages

    for definition in catalogue().values():
        shown = seen.shown_briefly(definition.id, choice.as_of, PROGRAMME, choice.compared_with)
        with st.container(key=f"hl_line_{definition.id}", horizontal=True):
            st.page_link(frame.page(address), label=shown.title, query_params=choice.to(shown.id))
            st.markdown(_line(shown, seen.programme.small_group_limit), unsafe_allow_html=True)


def _line(shown: Shown, limit: int) -> str:
    """Value, status and change of a figure in one line."""
    unit = numbers.unit_text(shown)
    texts = [numbers.counts_text(shown), numbers.noted_text(shown), numbers.change_text(shown)]
    return (
        f'<div class="hl-listed" lang="nb"><b>{escape(numbers.value_text(shown, limit))}</b> <span>{escape(unit)}</span>'
        f"{badge(shown.status, cards.status_words(shown))}"
        f'<span class="hl-quiet">{escape(" · ".join(text for text in texts if text))}</span></div>'
    )
