"""One slide: its message as title, the part that it belongs to above, the foot below, and notes for who speaks."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.presentation import Presentation as Deck

from helgelandlegen.briefing.deck import fitting
from helgelandlegen.briefing.deck.fitting import clean
from helgelandlegen.briefing.deck.words import Box, Paragraph, Run, text_box, write
from helgelandlegen.subjects.meeting_steps import ended

FRONT, PLAIN, POINTED, COLUMNS = range(4)  # the template's layouts
LEFT, WIDE = 43.2, 873.4
TOP, BOTTOM = 133.2, 488.0
TITLE_TALL = 68.5
MOST_BOUND = 20
ON_ONE_LINE, TITLE_SIZES = (28.0, 26.0, 24.0), (24.0, 22.0, 20.0, 18.0, 16.0, 14.0, 12.0, 10.0)
FOOT_WIDE, FOOT_TALL = 806.0, 24.5
CONTENT = Box(LEFT, TOP, WIDE, BOTTOM - TOP)
POINT_SIZES = (20.0, 18.0, 16.0, 14.0, 12.0)
INDENT, BETWEEN = 18.0, 9.0
NOTE_SIZE, NOTE_LINES = 10.0, 2
MORE = "Mer står i notatene."
NAMES = {0: "Budskap", 10: "Del", 1: "Punkter", 2: "Punkter til høyre", 11: "Bunntekst", 12: "Lysbildenummer"}
FOOTS = (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)


@dataclass(frozen=True)
class Foot:
    """What stands at the foot of every slide: where it comes from, and, in bold, that it is demo data."""

    text: str
    demo: str = ""


class Page:
    """A slide that is being made; `layout` is one of the template's."""

    def __init__(self, deck: Deck, layout: int, *, part: str, title: str, foot: Foot) -> None:
        self.slide = deck.slides.add_slide(deck.slide_layouts[layout])
        self.shapes: Any = self.slide.shapes
        self.title = title
        self.notes: list[str] = []
        self._foot(foot)
        places = {one.placeholder_format.idx: one for one in self.slide.placeholders}
        for index, place in places.items():
            place.name = NAMES.get(index, "Tekst")
        self.places: dict[int, Any] = places
        write(places[10].text_frame, [part])
        if layout != FRONT:
            title = _whole(clean(title))
            write(places[0].text_frame, [Run(title, title_size(title))])

    def fill(self, index: int, texts: Sequence[Paragraph], box: Box | None = None) -> None:
        """Writes in one of the layout's places, moved to `box`; without texts the place is taken away."""
        place = self.places[index]
        if not texts:
            place._element.getparent().remove(place._element)
            return
        write(place.text_frame, texts)
        if box:
            place.left, place.top, place.width, place.height = box.emu

    def points(self, texts: Sequence[str], box: Box, index: int = 1, sizes: Sequence[float] = POINT_SIZES) -> None:
        """Writes a list in the largest of the sizes in which it fits."""
        texts = [clean(text) for text in texts]
        size = fitting.largest(texts, sizes, box.wide - INDENT, box.tall, between=BETWEEN) or sizes[-1]
        self.fill(index, [Run(text.replace(" →", "\u00a0→"), size) for text in texts], box)

    def headed(self, index: int, title: str, texts: Sequence[str], size: float, box: Box) -> None:
        """Writes a list below a heading of its own; nothing at all without texts."""
        self.fill(index, [Run(title, size, True, "ours"), *(Run(text, size) for text in texts)] if texts else [], box)
        if texts:
            _plain(self.places[index].text_frame.paragraphs[0])

    def prose(self, texts: Sequence[str], size: float, box: Box) -> None:
        """Writes paragraphs that are no list."""
        self.fill(1, [Run(text, size) for text in texts], box)
        for paragraph in self.places[1].text_frame.paragraphs:
            _plain(paragraph)

    def note(self, text: str, bottom: float = BOTTOM) -> float:
        """Puts as much of a note as two lines hold above the foot, whole sentences; gives how far up it reaches.

        What it says of its source stands before all else. The whole note is for who speaks.
        """
        kept = _shortened(text, WIDE)
        if kept:
            tall = _note_tall(kept)
            box = Box(LEFT, bottom - tall, WIDE, tall)
            text_box(self.shapes, box, [Run(kept, NOTE_SIZE, colour="muted")], name="Merknad", anchor="bottom")
        return above_note(text, bottom)

    def say(self, *texts: str) -> None:
        """Adds to the notes, each text once."""
        self.notes += [text for text in texts if text and text not in self.notes]

    def done(self) -> None:
        """Writes the notes, puts the foot last in the order of reading, and names what has no name yet."""
        if self.notes:
            notes = self.slide.notes_slide
            for place in notes.placeholders:
                place.name = "Notater" if place.has_text_frame else "Lysbildet"
            frame = notes.notes_text_frame
            if frame is not None:
                write(frame, [clean(text) for text in self.notes])
        tree = self.shapes._spTree
        for place in self._feet:
            tree.remove(place)
            tree.append(place)

    def _foot(self, foot: Foot) -> None:
        """The foot and the number, which python-pptx leaves out of a new slide."""
        self._feet: list[Any] = []
        for place in self.slide.slide_layout.placeholders:
            kind = place.placeholder_format.type
            if kind not in FOOTS:
                continue
            element = copy.deepcopy(place._element)
            self.shapes._spTree.append(element)
            self._feet.append(element)
            made = self.shapes[-1]
            element.xpath(".//p:cNvPr")[0].set("id", str(900 + len(self._feet)))
            if kind == PP_PLACEHOLDER.FOOTER:
                whole = f"{foot.text} · {foot.demo}" if foot.demo else foot.text
                size = fitting.largest([whole], (10.0, 9.0, 8.0), FOOT_WIDE, FOOT_TALL) or 7.0
                demo = [Run(" · ", size), Run(foot.demo, size, bold=True)] if foot.demo else []
                write(made.text_frame, [[Run(foot.text, size), *demo]])


def above_note(text: str, bottom: float = BOTTOM) -> float:
    """How far up a note that ends at `bottom` reaches, with the air above it."""
    kept = _shortened(text, WIDE)
    return bottom - _note_tall(kept) - 8 if kept else bottom


def _note_tall(kept: str) -> float:
    return fitting.height([kept], NOTE_SIZE, WIDE) + 1


def _plain(paragraph: Any) -> None:
    """Takes the bullet away."""
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", "0")
    properties.set("indent", "0")
    properties.insert(0, parse_xml(f"<a:buNone {nsdecls('a')}/>"))


def _whole(title: str) -> str:
    """The title with its last words bound together, so that none stands alone on the second line."""
    first, *last = title.rsplit(" ", 2)
    return "\u00a0".join([first, *last]) if sum(map(len, last)) <= MOST_BOUND else title


def title_size(title: str) -> float:
    """How large a title is written: rather on one line than as large as can be."""
    one = next((size for size in ON_ONE_LINE if fitting.lines(title, size, WIDE, True) == 1), None)
    return one or fitting.largest([title], TITLE_SIZES, WIDE, TITLE_TALL, bold=True) or TITLE_SIZES[-1]


def numbered(title: str, page: int, pages: int) -> str:
    """The title of one of several slides, as a sentence: «… (1 av 2)»."""
    return f"{ended(title)} ({page}\u00a0av\u00a0{pages})" if pages > 1 else ended(title)


def _shortened(text: str, room: float) -> str:
    """Whole sentences of the text that take two lines at most, its source among them; all of it where it fits."""
    tall = NOTE_LINES * NOTE_SIZE * fitting.LEADING + 0.5
    found = fitting.sentences(text)

    def fits(kept: Iterable[str]) -> bool:
        return fitting.height([" ".join(kept)], NOTE_SIZE, room) <= tall

    if not found or fits(found):
        return text
    last = [one for one in found if one.startswith("Kilde")]
    kept: list[str] = []
    for sentence in found:
        if sentence not in last and fits([*kept, sentence, *last, MORE]):
            kept.append(sentence)
        elif sentence not in last:
            break
    return " ".join([*kept, *last, MORE]) if kept or last else ""
