"""The two dates of the header, chosen once and kept in the address: per (as of) and mot (compared with)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import streamlit as st

from helgelandlegen.figures.numbers import day, day_near
from helgelandlegen.figures.words import since
from helgelandlegen.privacy import Publication

AS_OF, COMPARED = "per", "mot"
QUICK_CHOICES = 6


@dataclass(frozen=True)
class Choice:
    """The date that the figures hold for and the date they are compared with (None: there is no earlier meeting)."""

    as_of: date
    compared_with: date | None
    is_meeting: bool
    address: dict[str, str]

    @property
    def since(self) -> str:
        """The heading over what has changed: «Siden møtet 17. september»."""
        if self.compared_with is None:
            return "Endringer"
        return since(self.compared_with, self.as_of, "møtet" if self.is_meeting else "")

    def to(self, figure: str) -> dict[str, str]:
        """The query that leads to a figure's own screen with the same dates."""
        return self.address | {"tall": figure}


def choice(publication: Publication) -> Choice:
    """What has been chosen: by the address of a fresh visit or a link, else in this session, else today's default."""
    today = publication.programme.today()
    first = publication.programme.data_from
    as_of = _kept(AS_OF, first, today) or today
    meetings = _meetings(publication, as_of)
    compared = _kept(COMPARED, first, as_of - timedelta(days=1)) or (meetings[0] if meetings else None)
    chosen = {name: st.session_state[name] for name in (AS_OF, COMPARED) if st.session_state.get(name)}
    return Choice(as_of, compared, compared in meetings, chosen)


def remember(chosen: Choice) -> None:
    """Writes the choice back into the address, where a change of page has dropped it."""
    for name in (AS_OF, COMPARED):
        wanted = chosen.address.get(name)
        if wanted and st.query_params.get(name) != wanted:
            st.query_params[name] = wanted
        elif not wanted and name in st.query_params:
            del st.query_params[name]
        st.session_state[f"{name}_written"] = wanted


def controls(publication: Publication, chosen: Choice) -> None:
    """The two choices, each a quiet button that opens a calendar and the likeliest dates."""
    today = publication.programme.today()
    with st.popover(f"Per {day(chosen.as_of)}"):
        recent = [today, *_meetings(publication, today), *reversed(publication.dates)]
        _pick(AS_OF, "Tallene gjelder per", chosen.as_of, _few(recent), publication.programme.data_from, today)
    first, latest = publication.programme.data_from, chosen.as_of - timedelta(days=1)
    if latest < first:
        return  # nothing is earlier than the programme's first day
    label = f"Mot {day_near(chosen.compared_with, chosen.as_of)}" if chosen.compared_with else "Uten sammenligning"
    with st.popover(label):
        recent = [d for d in [*_meetings(publication, chosen.as_of), *reversed(publication.dates)] if d <= latest]
        _pick(COMPARED, "Sammenlignet med", chosen.compared_with, _few(recent), first, latest)


def _few(dates: list[date]) -> list[date]:
    return list(dict.fromkeys(dates))[:QUICK_CHOICES]


def _pick(name: str, label: str, value: date | None, recent: list[date], first: date, last: date) -> None:
    # The keys carry the value, so that each of the two shows what the other chose.
    calendar, near = f"calendar_{name}_{value}", f"near_{name}_{value}"
    st.date_input(
        label, value, min_value=first, max_value=last, format="DD.MM.YYYY", key=calendar, on_change=_take,
        args=(name, calendar),
    )  # fmt: skip
    # Not as `default`: that would load pandas.
    if value in recent:
        st.session_state.setdefault(near, value)
    st.pills("Vanlige valg", recent, format_func=day, key=near, on_change=_take, args=(name, near))


def _take(name: str, key: str) -> None:
    """Runs before the page does, so that one choice costs one run."""
    picked = st.session_state[key]
    if isinstance(picked, date):
        st.session_state[name] = picked.isoformat()


def _meetings(publication: Publication, before: date) -> list[date]:
    """The steering group's meetings before a date, newest first."""
    return [day for day in reversed(publication.steering_meetings) if day < before]


def _kept(name: str, first: date, last: date) -> date | None:
    """A date from the address, if it says something new, else from the session; None for none or one out of reach."""
    said = st.query_params.get(name)
    if said and said != st.session_state.get(f"{name}_written"):
        st.session_state[name] = said
    try:
        found = date.fromisoformat(st.session_state.get(name) or "")
    except ValueError:
        st.session_state[name] = None
        return None
    if first <= found <= last:
        return found
    if name == AS_OF:
        st.session_state[name] = None
    return None
