"""A deck's words by python-pptx: slide by slide, with notes and the hidden mark."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.package import PartFactory
from pptx.package import Package
from pptx.parts.presentation import PresentationPart

from ingest.parsing.errors import Unreadable
from ingest.parsing.progress import percent

MAX_SLIDES = 1_000
MAX_SLIDE_CHARS = 200_000
NO_SLIDES = "В презентации нет слайдов. Добавьте хотя бы один и загрузите её снова."

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

TITLES = {"title", "ctrTitle"}
#: Placeholders that say the same on every slide.
FURNITURE = {"dt", "ftr", "hdr", "sldNum", "sldImg"}

# Shows, templates and their macro twins are the same package under another name; macros are data
# to this reader.
for _content_type in (
    CT.PML_SLIDESHOW_MAIN,
    CT.PML_TEMPLATE_MAIN,
    "application/vnd.ms-powerpoint.slideshow.macroEnabled.main+xml",
    "application/vnd.ms-powerpoint.template.macroEnabled.main+xml",
):
    PartFactory.part_type_for[_content_type] = PresentationPart


def read_deck(request: dict[str, Any]) -> dict[str, Any]:
    """``{"path"}`` → ``{"slides": [{"heading", "text", "notes", "hidden"}]}`` in order.

    Raises Unreadable for a deck without slides or with too many, and whatever python-pptx raises
    on a damaged one.
    """
    main = Package.open(request["path"]).main_document_part
    if not isinstance(main, PresentationPart):
        raise Unreadable("В файле не нашлось презентации. Сохраните его в PowerPoint заново.")
    slides = main.presentation.slides
    if len(slides) == 0:
        raise Unreadable(NO_SLIDES)
    if len(slides) > MAX_SLIDES:
        raise Unreadable(
            f"В презентации {len(slides)} слайдов, а принимаем до {MAX_SLIDES}. "
            "Разделите её на части."
        )
    read = []
    for number, slide in enumerate(slides, start=1):
        read.append(_slide(slide))
        percent(number, len(slides))
    return {"slides": read}


def _slide(slide: Any) -> dict[str, Any]:
    title: list[str] = []
    body: list[str] = []
    for role, line in _lines(slide._element):
        (title if role in TITLES else body).append(line)
    for relation in slide.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(("/chart", "/diagramData")):
            body.extend(_drawn_words(relation.target_part.blob))
    if not title and body and len(body[0]) <= 120:
        title.append(body.pop(0))
    return {
        "heading": " ".join(title)[:MAX_SLIDE_CHARS],
        "text": "\n".join(body)[:MAX_SLIDE_CHARS],
        "notes": _notes(slide)[:MAX_SLIDE_CHARS],
        "hidden": slide._element.get("show") in ("0", "false"),
    }


def _notes(slide: Any) -> str:
    if not slide.has_notes_slide:
        return ""
    element = slide.notes_slide._element
    return "\n".join(line for role, line in _lines(element) if role == "body")


def _lines(root: Any) -> Iterator[tuple[str, str]]:
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


def _drawn_words(blob: bytes) -> list[str]:
    """Words inside a chart (titles, series, categories) or a SmartArt drawing."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(blob, parser)
    found = [_words(paragraph) for paragraph in root.iter(f"{A}p")]
    for cache in root.iter(f"{C}strCache"):
        found.extend(value.text or "" for value in cache.iter(f"{C}v"))
    seen = dict.fromkeys(" ".join(words.split()) for words in found)
    return [words for words in seen if words]
