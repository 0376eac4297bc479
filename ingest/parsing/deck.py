"""A deck by python-pptx: the words of each slide with notes and the hidden mark, and its fonts."""

from __future__ import annotations

from typing import Any

from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.package import PartFactory
from pptx.package import Package
from pptx.parts.presentation import PresentationPart

from ingest.parsing.deck_bounds import MAX_SLIDES, NO_SLIDES
from ingest.parsing.deck_fonts import named_fonts
from ingest.parsing.deck_words import P, addresses, alternative_texts, drawn_words, lines
from ingest.parsing.errors import Unreadable
from ingest.parsing.progress import percent

MAX_SLIDE_CHARS = 200_000

TITLES = {"title", "ctrTitle"}
#: Timed changes of what is seen (ISO/IEC 29500-1, 19.5); a film's start is a command and is none.
MOVES = tuple(
    f"{P}{name}"
    for name in ("anim", "animClr", "animEffect", "animMotion", "animRot", "animScale", "set")
)

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
    """``{"path"}`` → ``{"slides": [slide, …], "fonts": [name, …]}``, slides in order.

    A slide is ``{"heading", "text", "links": [address, …], "notes", "hidden", "moves",
    "smart_art"}``: whether anything on it is animated, and what its SmartArt says. Raises
    Unreadable for a deck without slides or with too many, and whatever python-pptx raises on a
    damaged one.
    """
    main = Package.open(request["path"]).main_document_part
    if not isinstance(main, PresentationPart):
        raise Unreadable("В файле не нашлось презентации. Сохраните его в PowerPoint заново.")
    slides = main.presentation.slides
    if len(slides) == 0:
        raise Unreadable(NO_SLIDES)
    if len(slides) > MAX_SLIDES:
        raise Unreadable(
            f"Слайдов в презентации {len(slides)}, а принимаем до {MAX_SLIDES}. "
            "Разделите её на части."
        )
    read = []
    for number, slide in enumerate(slides, start=1):
        read.append(_slide(slide))
        percent(number, len(slides))
    return {"slides": read, "fonts": named_fonts(slides)}


def _slide(slide: Any) -> dict[str, Any]:
    element = slide._element
    title: list[str] = []
    body: list[str] = []
    for role, line in lines(element):
        (title if role in TITLES else body).append(line)
    drawn = drawn_words(slide.part)
    body.extend(drawn.words)
    if not title and body and len(body[0]) <= 120:
        title.append(body.pop(0))
    body.extend(text for text in alternative_texts(element) if text not in {*title, *body})
    return {
        "heading": " ".join(title)[:MAX_SLIDE_CHARS],
        "text": "\n".join(body)[:MAX_SLIDE_CHARS],
        "links": addresses(slide.part),
        "notes": _notes(slide)[:MAX_SLIDE_CHARS],
        # An xsd:boolean: its whitespace counts for nothing (XML Schema 1.0-2, 4.3.6).
        "hidden": element.get("show", "1").strip() in ("0", "false"),
        "smart_art": drawn.smart_art,
        "moves": next(element.iter(*MOVES), None) is not None,
    }


def _notes(slide: Any) -> str:
    if not slide.has_notes_slide:
        return ""
    # Also what stands beside the placeholder: a box with the answers is as much the teacher's.
    return "\n".join(line for _, line in lines(slide.notes_slide._element))
