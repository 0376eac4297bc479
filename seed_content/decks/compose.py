"""A deck from its source: slides with titles, body, speaker notes and diagrams."""

import functools
import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.enum.text import MSO_AUTO_SIZE
from pptx.util import Inches

from seed_content.decks.board import Area, Board
from seed_content.decks.master import (
    MARGIN,
    WIDTH,
    new_presentation,
    write_body,
    write_title,
)
from seed_content.decks.palette import PALETTES, Palette
from seed_content.decks.steady import stamp_properties, steady_zip
from seed_content.source import Source
from seed_content.typography import bind

# Where the body and the diagram stand, by the layout that a slide's source names.
_BODY = {
    "split": Area(MARGIN, 1.6, 5.5, 5.05),
    "wide": Area(MARGIN, 5.65, WIDTH - 2 * MARGIN, 1.1),
    "over": Area(MARGIN, 1.5, WIDTH - 2 * MARGIN, 1.1),
    "text": Area(MARGIN, 1.6, WIDTH - 2 * MARGIN, 5.05),
}
_DIAGRAM = {
    "cover": Area(7.3, 1.0, 5.2, 5.5),
    "split": Area(6.6, 1.6, WIDTH - MARGIN - 6.6, 5.05),
    "wide": Area(MARGIN, 1.55, WIDTH - 2 * MARGIN, 4.0),
    "over": Area(MARGIN, 2.7, WIDTH - 2 * MARGIN, 4.05),
    "figure": Area(MARGIN, 1.55, WIDTH - 2 * MARGIN, 5.15),
}


def compose(source: Source, path: Path) -> None:
    """Write the deck as .pptx; the same source and library give the same bytes.

    Raises ``ImportError``, ``AttributeError`` or ``KeyError`` where the source names a figure, a
    diagram, a palette or a layout that does not exist.
    """
    palette = PALETTES[source.data["palette"]]
    deck = new_presentation(palette, bind(source.data["footer"]))
    for page in source.data["slide"]:
        _slide(deck, page, palette, source.drawing)
    stamp_properties(deck.core_properties, source)
    raw = path.with_name(path.name + ".raw")
    deck.save(str(raw))
    steady_zip(raw, path)
    raw.unlink()


def _slide(deck: Any, page: dict[str, Any], palette: Palette, key: str) -> None:
    kind = page.get("layout", "split")
    slide = deck.slides.add_slide(deck.slide_layouts[0 if kind == "cover" else 1])
    write_title(
        slide.shapes.title.text_frame, page["title"], palette, 46 if kind == "cover" else 34
    )
    body = slide.placeholders[1]
    if page.get("text"):
        if kind != "cover":
            area = _BODY[kind]
            body.left, body.top = Inches(area.x), Inches(area.y)
            body.width, body.height = Inches(area.w), Inches(area.h)
        body.text_frame.auto_size = MSO_AUTO_SIZE.NONE
        write_body(body.text_frame, page["text"], palette, page.get("size", 26))
    else:
        body._element.getparent().remove(body._element)
    draw = _drawing(page, key)
    if draw is not None:
        draw(Board(slide.shapes, palette), _DIAGRAM[kind])
        _describe(slide, bind(page["alt"]))
    if page.get("notes"):
        slide.notes_slide.notes_text_frame.text = bind(page["notes"].strip())
    if page.get("hidden"):
        slide._element.set("show", "0")


def _drawing(page: dict[str, Any], key: str) -> Callable[[Board, Area], None] | None:
    """What draws on this slide: a figure by its kind and data, a diagram of the deck's own."""
    if "figure" in page:
        figure = page["figure"]
        module = importlib.import_module(f"seed_content.decks.figures.{figure['kind']}")
        return functools.partial(module.draw, data=figure)
    if "diagram" in page:
        module = importlib.import_module(f"seed_content.decks.diagrams.{key}")
        drawing: Callable[[Board, Area], None] = getattr(module, page["diagram"])
        return drawing
    return None


def _describe(slide: Any, alt: str) -> None:
    """Name what was drawn and say in words what it shows.

    Shapes are grouped when all are drawn (a group that grows is measured anew at each shape); a
    table, a chart or a picture stands alone and carries the words itself.
    """
    drawn = [shape for shape in slide.shapes if not shape.is_placeholder]
    alone = [shape for shape in drawn if shape.has_table or shape.has_chart or _is_image(shape)]
    if alone:
        for shape in alone:
            shape._element.xpath("./*/p:cNvPr")[0].set("descr", alt)
        return
    group = slide.shapes.add_group_shape(drawn)
    group.name = "Рисунок"
    group._element.nvGrpSpPr.cNvPr.set("descr", alt)


def _is_image(shape: Any) -> bool:
    return bool(shape.shape_type == MSO_SHAPE_TYPE.PICTURE)
