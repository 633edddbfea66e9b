"""What is chosen in the header, once for all screens, and kept in the address.

per and mot are the two dates (as of, compared with); sted is a sub-region or a municipality, stilling a type of posts,
periode the number of years that courses are shown for.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import streamlit as st

from helgelandlegen.figures import marks
from helgelandlegen.figures.numbers import day, day_near
from helgelandlegen.privacy import GP_POST, POST_TYPES, POSTS, PROGRAMME, Publication
from helgelandlegen.programme import Programme
from helgelandlegen.subjects.choice import EVERYWHERE, PERIOD, PERIODS, WHOLE_PERIOD, Choice, in_words, years_before

AS_OF, COMPARED = marks.AS_OF, "mot"
PLACE, POST_TYPE = marks.PLACE, "stilling"
NAMES = (AS_OF, COMPARED, PLACE, POST_TYPE, PERIOD)
QUICK_CHOICES = 6


def choice(publication: Publication) -> Choice:
    """What has been chosen: by the address of a fresh visit or a link, else in this session, else today's default."""
    programme = publication.programme
    today, first = programme.today(), programme.data_from
    as_of = _kept_day(AS_OF, first, today) or today
    meetings = _meetings(publication, as_of)
    compared = _kept_day(COMPARED, first, as_of - timedelta(days=1)) or (meetings[0] if meetings else None)
    place = _kept_one(PLACE, places(programme))
    post_type = _kept_one(POST_TYPE, {slug(name): name for name in POST_TYPES})
    period = _kept_one(PERIOD, {years: years for years in PERIODS})
    return Choice(
        as_of, compared, compared in meetings, kept(), place or PROGRAMME, post_type or GP_POST,
        years_before(as_of, int(period)) if period and period != WHOLE_PERIOD else None,
    )  # fmt: skip


def places(programme: Programme) -> dict[str, str]:
    """What an address calls each sub-region and municipality, and the group that it means."""
    return {slug(region): region for region in programme.sub_regions} | {
        m.number: m.number for m in programme.municipalities
    }


def remember(chosen: Choice) -> None:
    """Writes the choice back into the address, where a change of page has dropped it."""
    for name in NAMES:
        wanted = chosen.address.get(name)
        if wanted and st.query_params.get(name) != wanted:
            st.query_params[name] = wanted
        elif not wanted and name in st.query_params:
            del st.query_params[name]
        st.session_state[f"{name}_written"] = wanted


def kept() -> dict[str, str]:
    """What this session has chosen, as an address says it."""
    return {name: st.session_state[name] for name in NAMES if st.session_state.get(name)}


def put(chosen: Mapping[str, str]) -> None:
    """Chooses exactly this. For callbacks, or before the choice is read."""
    for name in NAMES:
        st.session_state[name] = chosen.get(name)


def controls(publication: Publication, chosen: Choice) -> None:
    """What is shown, and the two dates: each a quiet button that opens its choices."""
    today = publication.programme.today()
    with st.popover(in_words(publication.programme, chosen)):
        _pick_view(publication.programme, chosen)
    with st.popover(f"Per {day(chosen.as_of)}"):
        recent = [today, *_meetings(publication, today), *reversed(publication.dates)]
        _pick_day(AS_OF, "Tallene gjelder per", chosen.as_of, _few(recent), publication.programme.data_from, today)
    first, latest = publication.programme.data_from, chosen.as_of - timedelta(days=1)
    if latest < first:
        return  # nothing is earlier than the programme's first day
    label = f"Mot {day_near(chosen.compared_with, chosen.as_of)}" if chosen.compared_with else "Uten sammenligning"
    with st.popover(label):
        recent = [d for d in [*_meetings(publication, chosen.as_of), *reversed(publication.dates)] if d <= latest]
        _pick_day(COMPARED, "Sammenlignet med", chosen.compared_with, _few(recent), first, latest)


def _pick_view(programme: Programme, chosen: Choice) -> None:
    named = {"": EVERYWHERE} | {slug: programme.group_name(group) for slug, group in places(programme).items()}
    _pills(PLACE, "Sted", named, chosen)
    types = {"" if name == GP_POST else slug(name): POSTS[name][:1].upper() + POSTS[name][1:] for name in POST_TYPES}
    _pills(POST_TYPE, "Stillinger", types, chosen)
    _pills(PERIOD, "Utviklingen vises for", {"" if k == WHOLE_PERIOD else k: v for k, v in PERIODS.items()}, chosen)
    st.caption(
        "Tall om personer følger ikke valget av kommune og stillinger. De gjelder hele programmet eller en region."
    )


def _pills(name: str, label: str, options: dict[str, str], chosen: Choice) -> None:
    # Told what is chosen in each run, the widget stays the same one in the browser.
    key = f"pills_{name}"
    st.session_state[key] = chosen.address.get(name, "")
    st.pills(label, list(options), format_func=options.__getitem__, key=key, on_change=_take_one, args=(name, key))


def _take_one(name: str, key: str) -> None:
    # A second click on what is chosen takes the choice away.
    st.session_state[name] = st.session_state[key] or None


def _few(dates: list[date]) -> list[date]:
    return list(dict.fromkeys(dates))[:QUICK_CHOICES]


def _pick_day(name: str, label: str, value: date | None, recent: list[date], first: date, last: date) -> None:
    # Each of the two shows what the other chose. Not as `default`: that would load pandas.
    calendar, near = f"calendar_{name}", f"near_{name}"
    st.session_state[calendar] = value
    st.session_state[near] = value if value in recent else None
    st.date_input(
        label, None, min_value=first, max_value=last, format="DD.MM.YYYY", key=calendar, on_change=_take,
        args=(name, calendar),
    )  # fmt: skip
    st.pills("Vanlige valg", recent, format_func=day, key=near, on_change=_take, args=(name, near))


def _take(name: str, key: str) -> None:
    """Runs before the page does, so that one choice costs one run."""
    picked = st.session_state[key]
    if isinstance(picked, date):
        st.session_state[name] = picked.isoformat()


def _meetings(publication: Publication, before: date) -> list[date]:
    """The steering group's meetings before a date, newest first."""
    return [day for day in reversed(publication.steering_meetings) if day < before]


def _kept(name: str) -> str:
    """What is said in the address, if it says something new, else in the session."""
    said = st.query_params.get(name)
    if said and said != st.session_state.get(f"{name}_written"):
        st.session_state[name] = said
    return st.session_state.get(name) or ""


def _kept_one(name: str, meanings: dict[str, str]) -> str | None:
    """What one of several words of the address means; None for none or an unknown one."""
    said = _kept(name)
    found = meanings.get(said)
    st.session_state[f"{name}_unknown"] = said if found is None else ""
    if found is None:
        st.session_state[name] = None
    return found


def unknown_place() -> str:
    """What this visit's address calls a place that there is none of; empty where it names none or one of ours."""
    return str(st.session_state.get(f"{PLACE}_unknown") or "")


def go_to(number: str) -> None:
    """Chooses a municipality, as the header does. For callbacks: they run before the page does."""
    st.session_state[PLACE] = number


def _kept_day(name: str, first: date, last: date) -> date | None:
    """A date of the address; None for none or one out of reach."""
    try:
        found = date.fromisoformat(_kept(name))
    except ValueError:
        st.session_state[name] = None
        return None
    if first <= found <= last:
        return found
    if name == AS_OF:
        st.session_state[name] = None
    return None


def slug(text: str) -> str:
    """A name as an address writes it: «Ytre Helgeland» → ytre-helgeland."""
    plain = text.lower().translate(str.maketrans("æøå ", "eoa-"))
    return "".join(c for c in plain if c.isalnum() or c == "-")
