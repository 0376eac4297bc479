"""The words of one slide: paragraphs, tables, what a chart or SmartArt says, alternative texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from ingest.parsing.layer import safe_address

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
CX = "{http://schemas.microsoft.com/office/drawing/2014/chartex}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

#: Placeholders that say the same on every slide.
FURNITURE = {"dt", "ftr", "hdr", "sldNum", "sldImg"}
#: Charts, the newer charts of 2016, SmartArt: parts beside the slide that hold words of it.
SMART_ART = "/diagramData"
DRAWN = ("/chart", "/chartEx", SMART_ART)
#: What programs write into an alternative text themselves.
BY_PROGRAM = re.compile(
    r"^(рисунок|изображение|picture|image|graphic|объект|object|clipart)\s*\d*$"
    r"|^\S+\.(jpe?g|png|gif|bmp|webp|svg|emf|wmf|tiff?)$|[\\/].*\.\w{3,4}$"
    r"|автоматически созданное описание|description automatically generated"
    r"|созданное искусственным интеллектом|ai-generated",
    re.IGNORECASE | re.MULTILINE,
)


def lines(root: Any) -> Iterator[tuple[str, str]]:
    """(placeholder's type or empty, a line of text) in the order of the XML.

    Groups, tables and alternate content are included, fallbacks and furniture left out.
    """
    for element in _walk(root):
        if element.tag == f"{A}tr":
            cells = (" ".join(_words(p) for p in cell.iter(f"{A}p")) for cell in element)
            row = "\t".join(cell.strip() for cell in cells if cell.strip())
            if row:
                yield "", row
        elif element.tag == f"{A}p":
            role = _role(element)
            if role not in FURNITURE:
                for line in _words(element).splitlines():
                    if line.strip():
                        yield role, " ".join(line.split())


@dataclass(frozen=True, slots=True)
class Drawn:
    """Words of the charts and SmartArt of a slide in their order, and those of SmartArt alone."""

    words: list[str]
    smart_art: list[str]


def drawn_words(part: Any) -> Drawn:
    """What the drawings that stand on a slide (a python-pptx part) say; each is parsed once."""
    found = Drawn([], [])
    for relation in part.rels.values():
        if relation.is_external or not relation.reltype.endswith(DRAWN):
            continue
        words = _inside(relation.target_part.blob)
        found.words.extend(words)
        if relation.reltype.endswith(SMART_ART):
            found.smart_art.extend(words)
    return found


def alternative_texts(root: Any) -> list[str]:
    """What the author wrote of pictures for those who do not see them."""
    found = []
    for shape in root.iter(f"{P}cNvPr"):
        text = " ".join((shape.get("descr") or "").split())
        if text and not BY_PROGRAM.search(text):
            found.append(text)
    return list(dict.fromkeys(found))


def addresses(part: Any) -> list[str]:
    """Where the slide's hyperlinks lead: http, https and mailto, each once."""
    told = (
        safe_address(relation.target_ref)
        for relation in part.rels.values()
        if relation.is_external and relation.reltype.endswith("/hyperlink")
    )
    return list(dict.fromkeys(address for address in told if address))


def _walk(element: Any) -> Iterator[Any]:
    stack = [element]
    while stack:
        here = stack.pop()
        if here.tag == FALLBACK:
            continue
        yield here
        if here.tag not in (f"{A}tr", f"{A}p"):
            stack.extend(reversed(here))


def _role(paragraph: Any) -> str:
    shape = next(paragraph.iterancestors(f"{P}sp"), None)
    if shape is None:
        return ""
    placeholder = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
    if placeholder is None:
        return ""
    return str(placeholder.get("type", "body"))


def _words(paragraph: Any) -> str:
    parts: list[str] = []
    for element in paragraph.iter():
        if element.tag == f"{A}t" or element.tag == f"{M}t":
            parts.append(element.text or "")
        elif element.tag == f"{A}br":
            parts.append("\n")
    return "".join(parts).replace("\x0b", "\n").replace("\xad", "")


def _inside(blob: bytes) -> list[str]:
    """Words inside a chart (titles, series, categories of one or more levels) or a SmartArt."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(blob, parser)
    found = [_words(paragraph) for paragraph in root.iter(f"{A}p")]
    for cache in root.iter(f"{C}strCache", f"{C}multiLvlStrCache"):
        found.extend(value.text or "" for value in cache.iter(f"{C}v"))
    for text in root.iter(f"{CX}txData"):
        found.extend(value.text or "" for value in text.iter(f"{CX}v"))
    for labels in root.iter(f"{CX}strDim"):
        found.extend(value.text or "" for value in labels.iter(f"{CX}pt"))
    seen = dict.fromkeys(" ".join(words.split()) for words in found)
    return [words for words in seen if words]
