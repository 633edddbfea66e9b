"""`make font`: the part of Inter that screens need, out of the pinned package, into helgelandlegen/ui/fonts/.

The whole file is 0.9 MB; what Norwegian, Sámi and the other languages with Latin letters take is a twentieth of it.
"""

from __future__ import annotations

import io
import sys
from importlib.metadata import distribution
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from helgelandlegen import typeface
from tests.running import ROOT

FOLDER = ROOT / "helgelandlegen" / "ui" / "fonts"
DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
WEIGHTS = (400, 700)
LETTERS = (range(0x20, 0x7F), range(0xA0, 0x180), range(0x218, 0x21C), range(0x2C6, 0x2DE))
SIGNS = "\u2009\u202f‐‑‒–—‘’‚“”„†•…′″‹›€←↑→↓−≈≠≤≥●○◆◇▲△▼▷"


def made() -> bytes:
    """The file: woff2, weights 400–700, both optical sizes, numbers of even width."""
    font = TTFont(typeface.folder() / typeface.FILE, recalcTimestamp=False)
    _even_digits_alone(font)
    options = subset.Options(layout_features=[*subset.Options().layout_features, "tnum", "lnum"], hinting=False)
    keeping = subset.Subsetter(options)
    keeping.populate(unicodes={*(code for part in LETTERS for code in part), *map(ord, SIGNS)})
    keeping.subset(font)
    part = instancer.instantiateVariableFont(font, {"wght": WEIGHTS})
    part.flavor = "woff2"
    to = io.BytesIO()
    part.save(to)
    return to.getvalue()


def _even_digits_alone(font: TTFont) -> None:
    """Let tabular numbers widen digits alone: a comma, a hyphen or a space as wide as a digit tears words apart."""
    table = font["GSUB"].table
    records = (record for record in table.FeatureList.FeatureRecord if record.FeatureTag == "tnum")
    for index in {index for record in records for index in record.Feature.LookupListIndex}:
        for part in table.LookupList.Lookup[index].SubTable:
            mapping = getattr(part, "ExtSubTable", part).mapping
            for name in [name for name in mapping if name.split(".")[0] not in DIGITS]:
                del mapping[name]


def licence() -> str:
    """The font's own licence, which goes with every copy of it."""
    return distribution("fontpkg-inter").read_text("licenses/LICENSE") or ""


def main() -> int:
    """Write the files; the exit code is 0."""
    FOLDER.mkdir(exist_ok=True)
    typeface.ON_SCREEN.write_bytes(made())
    Path(FOLDER / "LICENSE").write_text(licence(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
