"""A slide with one figure on it, and all the words that stand there."""

import importlib
from typing import Any

from pptx import Presentation
from pptx.util import Emu

from seed_content.decks.board import Area, Board
from seed_content.decks.palette import PALETTES


def drawn(kind: str, area: Area, data: dict[str, Any]) -> Any:
    """An empty slide on which the figure of this kind has been drawn."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(12192000), Emu(6858000)
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    module = importlib.import_module(f"seed_content.decks.figures.{kind}")
    module.draw(Board(slide.shapes, PALETTES["sky"]), area, data=data)
    return slide


def texts_of(slide: Any) -> set[str]:
    """The texts of shapes and of table cells, unbreakable spaces as plain ones."""
    found = set()
    for shape in slide.shapes:
        if shape.has_text_frame:
            found |= {paragraph.text for paragraph in shape.text_frame.paragraphs}
        if shape.has_table:
            found |= {cell.text_frame.text for row in shape.table.rows for cell in row.cells}
    return {text.replace("\u00a0", " ") for text in found}
