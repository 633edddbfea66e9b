"""What the figures mean, in the words of their own files."""

from __future__ import annotations

from functools import lru_cache
from html import escape

import streamlit as st

from helgelandlegen.privacy import Kpi, catalogue
from helgelandlegen.ui import cache
from helgelandlegen.workbook.sheets import SHEETS

KINDS = {
    "count": "antall", "share": "andel", "sum": "sum", "median": "median", "survival": "median levetid (Kaplan–Meier)",
}  # fmt: skip
BETTER = {
    "lower": "lavere er bedre", "higher": "høyere er bedre", "band": "best innenfor et bånd", "none": "ingen retning",
}  # fmt: skip
SCOPES = {"A": "stillinger og prosjekt, vises per kommune", "B": "personer, vises bare samlet"}


def reading_guide() -> None:
    """How every figure is to be read: dates, status, uncertainty, small groups."""
    programme = cache.store().programme
    words = {
        "På mål, nær målet, utenfor målet": "Sier hvordan tallet står mot målet som gjelder på datoen.",
        "Ikke konkluderbart": "Andelen eller medianen bygger på færre enn fem, eller færre enn tre av fire kommuner "
        f"har rapportert i løpet av de siste {programme.freshness_days} dagene før datoen, eller senere.",
        "Ingen tall": "Kommunen har aldri rapportert arket tallet bygger på. Det er noe annet enn 0.",
        f"Under {programme.small_group_limit}": "Gruppen er så liten at tallet kunne pekt ut noen. Tall om personer "
        "vises bare for hele programmet og for regioner, ved månedsslutt og møter.",
        "Andel": "Summen av tellerne delt på summen av nevnerne, aldri et snitt av andeler.",
        "Justert sluttdato": "Beregnet: deltid forkorter tjenesten som teller, og av fravær trekkes det fra som går "
        f"ut over {programme.free_absence_percent} prosent av tjenesten (spesialistforskriften § 31). "
        "Helsedirektoratet bekrefter tjenesten.",
    }
    listed = "".join(f"<dt>{escape(term)}</dt><dd>{escape(text)}</dd>" for term, text in words.items())
    intro = "Hvert tall gjelder for en dato og er summert fra rader som kommunene har rapportert."
    st.markdown(
        f'<div class="hl-explained" lang="nb"><section><p>{intro}</p><dl>{listed}</dl></section></div>',
        unsafe_allow_html=True,
    )


def all_figures() -> None:
    """Every figure with its definition, source, caveat and SQL."""
    st.markdown(_html(), unsafe_allow_html=True)


@lru_cache(maxsize=1)
def _html() -> str:
    return f'<div class="hl-explained" lang="nb">{"".join(map(_one, catalogue().values()))}</div>'


def _one(figure: Kpi) -> str:
    sheets = ", ".join(SHEETS[name].heading for name in figure.rests_on) or "Rapport"
    facts = {
        "Slik regnes det": figure.definition,
        "Slag": f"{KINDS[figure.kind]}; {BETTER[figure.better]}; {SCOPES[figure.scope]}",
        "Bygger på arkene": sheets,
        "Kilde": figure.source,
        "Merk": figure.caveat,
        "Kode i arket Mål": figure.id,
    }
    listed = "".join(f"<dt>{escape(term)}</dt><dd>{escape(text)}</dd>" for term, text in facts.items())
    # A blank line would end the HTML block in Markdown.
    sql = escape("\n".join(line for line in figure.query.sql.splitlines() if line.strip()))
    return (
        f'<section id="{figure.id}"><div role="heading" aria-level="2" class="hl-heading hl-heading-2">'
        f"{escape(figure.title)}</div><p>{escape(figure.question)}</p><dl>{listed}</dl>"
        f"<details><summary>Vis spørringen (SQL)</summary><pre><code>{sql}</code></pre></details></section>"
    )
