"""The colours, once, for both themes: the style sheet and the drawings take them from here, the tests measure them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Colour:
    """One colour in the light theme (and on paper) and in the dark one, as #rrggbb."""

    light: str
    dark: str

    @property
    def css(self) -> str:
        """The CSS value that follows the `color-scheme` in force."""
        return f"light-dark({self.light},{self.dark})"


PAGE = Colour("#f5f4f0", "#0f1419")
CARD = Colour("#ffffff", "#191f26")
LINE = Colour("#dcdad3", "#313943")
INK = Colour("#17212b", "#eaeff4")
MUTED = Colour("#54606b", "#a5b1bc")
ACCENT = Colour("#15616d", "#7cc7d2")
BANNER = Colour("#fbecc4", "#3a3013")

STATUS = {
    "on": Colour("#1a6b48", "#6fd3a3"),
    "near": Colour("#875700", "#f2c164"),
    "off": Colour("#a8371f", "#ff9d83"),
    "none": Colour("#54606b", "#a5b1bc"),
    "open": Colour("#54606b", "#a5b1bc"),
}

# From nothing vacant to more than half of the posts: in both themes each step stands out more than the one before.
STEPS = (
    Colour("#ebece8", "#232b34"),
    Colour("#f8ddbd", "#4a3626"),
    Colour("#f0b57f", "#7a4a24"),
    Colour("#d97c45", "#d9854a"),
    Colour("#9b3d1b", "#ffc79a"),
)
# What is written on each step.
STEP_INK = (
    Colour("#17212b", "#eaeff4"),
    Colour("#17212b", "#f6ece3"),
    Colour("#17212b", "#ffffff"),
    Colour("#17212b", "#17212b"),
    Colour("#ffffff", "#17212b"),
)
# What the subject pages draw, by what it stands for; in both themes at least 3 : 1 against the card. Some have a form
# of their own besides (FORMS in figures/drawing.py), so that nothing is told apart by its colour alone.
SUBJECT = {
    "vacant": Colour("#c4551f", "#ee8c52"),
    "locum": Colour("#a06f14", "#dcb35f"),
    "announced": Colour("#b4521f", "#f2a779"),
    "filled": Colour("#5d7f8b", "#86a9b4"),
    "candidate": Colour("#3a6ea8", "#86b5ea"),
    "started": Colour("#1d4a85", "#b9d5fa"),
    "trainee": Colour("#6f56a3", "#b7a4ea"),
    "completed": Colour("#14736b", "#5fcabb"),
    "left": Colour("#80705f", "#b3a594"),
    "official": Colour("#54606b", "#a5b1bc"),
    "ours": Colour("#15616d", "#7cc7d2"),
}
# A tint that sets a line or a block apart from the card it stands on.
EMPTY = Colour("#f2f1ed", "#232b34")


def variables() -> str:
    """All colours as CSS custom properties, without a selector: `--hl-page:light-dark(…);…`"""
    named = {
        "page": PAGE,
        "card": CARD,
        "line": LINE,
        "ink": INK,
        "muted": MUTED,
        "accent": ACCENT,
        "banner": BANNER,
        "empty": EMPTY,
        **{f"status-{name}": colour for name, colour in STATUS.items()},
        **{f"step-{i}": colour for i, colour in enumerate(STEPS)},
        **{f"step-ink-{i}": colour for i, colour in enumerate(STEP_INK)},
        **{f"tone-{name}": colour for name, colour in SUBJECT.items()},
    }
    return "".join(f"--hl-{name}:{colour.css};" for name, colour in named.items())


def classes() -> str:
    """The CSS rules that let drawings follow the theme: class `hl-step-0` fills, `hl-step-ink-0` writes, and so on.

    `hl-tone-vacant` fills with a subject's colour, `hl-tone-line-vacant` draws a line with it.
    """
    rules = [f".hl-status-{name}{{color:var(--hl-status-{name})}}" for name in STATUS]
    for i in range(len(STEPS)):
        rules.append(f".hl-step-{i}{{fill:var(--hl-step-{i})}}.hl-step-ink-{i}{{fill:var(--hl-step-ink-{i})}}")
        rules.append(f".hl-step-bar-{i}{{stroke:var(--hl-step-ink-{i})}}")
    for name in SUBJECT:
        rules.append(
            f".hl-tone-{name}{{fill:var(--hl-tone-{name})}}.hl-tone-line-{name}{{stroke:var(--hl-tone-{name})}}"
        )
    return "".join(rules)
