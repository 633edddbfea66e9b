"""A PDF as a screen reader meets it: its tags in order, what stands for its pictures, its language, its words."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject


@dataclass
class Tag:
    """A tag: its role as PDF knows it, what stands for its picture, and the tags in it."""

    role: str
    alt: str = ""
    children: list[Tag] = field(default_factory=list)

    def all(self, role: str) -> list[Tag]:
        """All tags of that role in it, itself too, in reading order."""
        found = [self] if self.role == role else []
        return found + [tag for child in self.children for tag in child.all(role)]


class Document:
    """A PDF that is read."""

    def __init__(self, content: bytes) -> None:
        self.reader = PdfReader(io.BytesIO(content))
        self.catalogue: Any = self.reader.trailer["/Root"]
        self.pages = [page.extract_text().replace("\u00a0", " ") for page in self.reader.pages]

    @property
    def tags(self) -> Tag:
        """The tree of tags."""
        root = self.catalogue["/StructTreeRoot"]
        roles = root.get("/RoleMap", {})
        (top,) = _children(root, roles)
        return top

    @property
    def xmp(self) -> str:
        """The metadata, as XML."""
        return str(self.catalogue["/Metadata"].get_data().decode())

    @property
    def fonts(self) -> set[str]:
        """The names of the fonts that it carries, without the mark of a part of one."""
        names = set()
        for page in self.reader.pages:
            resources: Any = page["/Resources"]
            for font in resources.get("/Font", {}).values():
                names.add(str(font.get_object()["/BaseFont"]).split("+")[-1].split("-")[0])
        return names


def _children(node: Any, roles: Any) -> Iterator[Tag]:
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, ArrayObject | list) else [kids]:
        found = kid.get_object()
        if isinstance(found, DictionaryObject) and "/S" in found:
            role = str(found["/S"])
            tag = Tag(str(roles.get(role, role)).lstrip("/"), str(found.get("/Alt", "")))
            tag.children = list(_children(found, roles))
            yield tag
