"""One figure on a screen of its own: how it stands, its course, what it means, its groups and the rows behind it.

Drawn by a single `st.markdown`, like the first screen; styled in screens.css.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from html import escape

import streamlit as st

from helgelandlegen.case_number import number_of
from helgelandlegen.figures import marks, numbers
from helgelandlegen.figures.status import badge, status_words
from helgelandlegen.figures.table import Column, table
from helgelandlegen.figures.trend import trend
from helgelandlegen.privacy import GP_POST, MUNICIPALITY, POSTS, SUB_REGION, Shown
from helgelandlegen.subjects.seen import Seen
from helgelandlegen.ui import cards, filters, look

MOST_ROWS = 300
PERSONS = (
    "Tallet gjelder personer. Det vises bare for hele programmet og for regioner, ved månedsslutt og møter, og bare "
    "der ingen gruppe er på 1 til {most}. Andre valg endrer det ikke."
)


def show(seen: Seen, name: str) -> None:
    """Draws the whole page of one figure; PlainError for an unknown one."""
    figure = seen.figure(name)
    place = seen.place_of(figure)
    parts = [
        _card(
            "value",
            figure.title,
            f"<p>{escape(figure.definition.question)}</p>"
            + cards.body(figure, limit=seen.limit, wide=True, place=place),
        ),
        _card("course", "Utvikling", trend(figure, to_days=True)),
        _card("meaning", "Hva tallet betyr", _meaning(seen, figure)),
        _card("groups", "Hvor", _groups(seen, figure)),
        _card("rows", "Radene bak tallet", _rows(seen, figure)),
    ]
    st.markdown(f'<div class="hl-figure" lang="nb">{"".join(parts)}</div>', unsafe_allow_html=True)
    look.listen(".hl-figure", "figure")


def _card(area: str, title: str, html: str) -> str:
    if not html:
        return ""
    heading = f'<div class="hl-title" role="heading" aria-level="2">{escape(title)}</div>'
    return f'<section class="hl-card hl-figure-{area}">{heading}{html}</section>'


def _meaning(seen: Seen, figure: Shown) -> str:
    definition = figure.definition
    facts = {"": definition.definition, "Kilde": definition.source, "Merk": definition.caveat}
    if figure.goal:
        said = (figure.goal.decided_in or "").rstrip(".")
        said = f"Vedtak {said}" if said and number_of(said) == said else said
        decided = f". {said}" if said else ""
        since = numbers.day(figure.goal.applies_from)
        facts["Mål"] = f"{numbers.target_text(figure)}, gjelder fra {since}{decided}."
    if figure.post_type != GP_POST:
        facts["Stillinger"] = (
            f"Her er det regnet på samme måte for {POSTS[figure.post_type]}. Målet gjelder fastlegehjemler."
        )
    if seen.publication.closed(definition):
        facts["Personvern"] = PERSONS.format(most=seen.limit - 1)
    if figure.as_of != figure.asked and not figure.hidden:
        why = (
            "Det har endret seg etter det, men endringen gjelder for få til å vises."
            if figure.held_back
            else "Det er siste månedsslutt eller møte."
        )
        facts["Dato"] = f"Tallet gjelder per {numbers.day(figure.as_of)}. {why}"
    lines = (f"<p>{f'<b>{name}:</b> ' if name else ''}{escape(text)}</p>" for name, text in facts.items())
    return "".join(lines)


def _groups(seen: Seen, figure: Shown) -> str:
    tables = []
    for level, heading in ((SUB_REGION, "Region"), (MUNICIPALITY, "Kommune")):
        found = seen.groups(figure.id, level)
        if len(found) > 1:
            tables.append(_group_table(seen, figure, found, heading))
    return f'<div class="hl-beside-each-other">{"".join(tables)}</div>' if tables else ""


def _group_table(seen: Seen, figure: Shown, found: Iterable[Shown], heading: str) -> str:
    lines = [
        (
            _name(seen, shown),
            numbers.value_text(shown, seen.limit),
            " · ".join(text for text in (numbers.counts_text(shown), numbers.noted_text(shown)) if text),
            numbers.change_text(shown, brief=True),
            badge(shown.status, status_words(shown)),
        )
        for shown in found
    ]
    headings = [(heading, False), ("Verdi", True), ("Grunnlag", False), ("Endring", False), ("Status", False)]
    # A column without a word in it says nothing; a status that is the same for all says it once, in the card above.
    used = [i for i in range(len(headings)) if any(line[i] for line in lines)]
    if len({line[4] for line in lines}) == 1 and 4 in used:
        used.remove(4)
    columns = [Column(headings[i][0], numeric=headings[i][1], markup=i in (0, 4)) for i in used]
    return table(f"{figure.title} per {heading.lower()}", columns, [[line[i] for i in used] for line in lines])


def _name(seen: Seen, shown: Shown) -> str:
    """The group's name: a municipality's leads to its page, a sub-region's shows the figure for that alone."""
    programme = seen.publication.programme
    if shown.group in programme.by_number:
        to = marks.place(shown.group, page="kommune")
    else:
        to = marks.place(filters.slug(shown.group), "Vis bare denne regionen")
    return marks.button(to, programme.group_name(shown.group))


def _rows(seen: Seen, figure: Shown) -> str:
    found = seen.rows(figure.id, figure.as_of)
    if found is None:
        return "<p>Radene gjelder personer og vises bare for koordinatoren.</p>"
    if not found:
        return f"<p>Det er ingen rader bak tallet {numbers.day(figure.as_of)}.</p>"
    columns = figure.definition.columns
    if any(row["municipality"] for row in found) and not figure.definition.count_silent:
        columns = (("name", "Kommune", False), *columns)
    lines = [[_cell(row.get(key), yes_no) for key, _, yes_no in columns] for row in found[:MOST_ROWS]]
    headings = [Column(text, numeric=_is_number(found[0].get(key)) and not yes_no) for key, text, yes_no in columns]
    caption = f"{numbers.with_unit(len(found), 'rader')} per {numbers.day(figure.as_of)}"
    if len(found) > MOST_ROWS:
        caption += f", de første {MOST_ROWS} er vist"
    return table(caption, headings, lines)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _cell(value: object, yes_no: bool) -> object:
    return bool(value) if yes_no and value is not None else value
