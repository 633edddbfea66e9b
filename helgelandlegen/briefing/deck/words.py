"""Text on a slide: paragraphs in Norwegian, in the theme's colours, turned around for scripts read from the right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from helgelandlegen.briefing.deck.fitting import clean, right_to_left
from helgelandlegen.briefing.deck.package import LANGUAGE

THEME = {
    "ink": MSO_THEME_COLOR.TEXT_1, "muted": MSO_THEME_COLOR.TEXT_2, "card": MSO_THEME_COLOR.BACKGROUND_1,
    "empty": MSO_THEME_COLOR.BACKGROUND_2, "ours": MSO_THEME_COLOR.ACCENT_1, "vacant": MSO_THEME_COLOR.ACCENT_2,
    "candidate": MSO_THEME_COLOR.ACCENT_3, "trainee": MSO_THEME_COLOR.ACCENT_4, "filled": MSO_THEME_COLOR.ACCENT_5,
    "locum": MSO_THEME_COLOR.ACCENT_6, "official": MSO_THEME_COLOR.TEXT_2,
}  # fmt: skip
SIDES = {"left": PP_ALIGN.LEFT, "middle": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}


@dataclass(frozen=True)
class Run:
    """A stretch of text that looks the same; size in points, None or empty: as the place has it.

    `colour` is a name in THEME or six hexadecimal digits.
    """

    text: str
    size: float | None = None
    bold: bool | None = None
    colour: str = ""


@dataclass(frozen=True)
class Box:
    """A place on the slide, in points."""

    left: float
    top: float
    wide: float
    tall: float

    @property
    def emu(self) -> tuple[Emu, Emu, Emu, Emu]:
        """Left, top, width and height in the file's own units."""
        return tuple(Emu(Pt(round(n, 2))) for n in (self.left, self.top, self.wide, self.tall))  # type: ignore[return-value]


Paragraph = str | Run | Iterable[Run]


def paint(of: Any, colour: str) -> None:
    """Gives a colour format a theme colour or six hexadecimal digits."""
    if colour in THEME:
        of.theme_color = THEME[colour]
    else:
        of.rgb = RGBColor.from_string(colour)  # type: ignore[no-untyped-call]


def write(frame: Any, texts: Iterable[Paragraph], side: str = "") -> None:
    """Puts paragraphs in the place of what stands in a text frame."""
    for n, text in enumerate(texts):
        paragraph = frame.paragraphs[0] if n == 0 else frame.add_paragraph()
        runs = [Run(text)] if isinstance(text, str) else [text] if isinstance(text, Run) else list(text)
        for run in runs:
            _add(paragraph, run)
        turned = right_to_left("".join(run.text for run in runs))
        if turned:
            paragraph._p.get_or_add_pPr().set("rtl", "1")
        if side or turned:
            paragraph.alignment = SIDES["right" if turned and side in ("", "left") else side]


def _add(paragraph: Any, run: Run) -> None:
    made = paragraph.add_run()
    made.text = clean(run.text).replace("\n", " ")
    properties = made._r.get_or_add_rPr()
    properties.set("lang", LANGUAGE)
    if run.size:
        made.font.size = Pt(run.size)
    if run.bold is not None:
        made.font.bold = run.bold
    if run.colour:
        paint(made.font.color, run.colour)


def text_box(
    shapes: Any, box: Box, texts: Iterable[Paragraph], *, name: str, side: str = "", wrap: bool = True,
    anchor: str = "top",
) -> Any:  # fmt: skip
    """A text of its own, without insets; its lines break within the box only with `wrap`."""
    made = shapes.add_textbox(*box.emu)
    made.name = name
    frame = made.text_frame
    frame.word_wrap = wrap
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = {"top": MSO_ANCHOR.TOP, "middle": MSO_ANCHOR.MIDDLE, "bottom": MSO_ANCHOR.BOTTOM}[anchor]
    write(frame, texts, side)
    return made


def shape(shapes: Any, kind: Any, box: Box, *, name: str, fill: str = "", line: str = "", weight: float = 0.75) -> Any:
    """A form without text, filled and outlined as said, and with nothing of the theme's effects."""
    made = shapes.add_shape(kind, *box.emu)
    made.name = name
    style = made._element.find(qn("p:style"))
    if style is not None:
        made._element.remove(style)
    dress(made, fill, line, weight)
    return made


def dress(made: Any, fill: str, line: str, weight: float) -> None:
    """Fill and outline of a form: colours, empty for none."""
    if fill:
        made.fill.solid()
        paint(made.fill.fore_color, fill)
    else:
        made.fill.background()
    if line:
        paint(made.line.color, line)
        made.line.width = Pt(weight)
    else:
        made.line.fill.background()


def grouped(shapes: Any, first: int, name: str, alt: str) -> Any:
    """Makes one group of all shapes from number `first` on; a group that grew form by form would cost far more."""
    group = shapes.add_group_shape([*shapes][first:])
    describe(group, name, alt)
    return group


def describe(made: Any, name: str, alt: str) -> None:
    """Gives what is no text its name and its text alternative."""
    properties = made._element.xpath(".//p:cNvPr")[0]
    properties.set("name", clean(name)[:120])
    properties.set("descr", clean(alt).replace("\n", " "))
