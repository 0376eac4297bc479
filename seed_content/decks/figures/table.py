"""A table with a coloured head: ``columns``, ``rows``, and optionally ``widths`` and ``size``."""

from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches

from seed_content.decks.board import Area, Board
from seed_content.decks.fit import MARGIN, fitted
from seed_content.decks.palette import rgb
from seed_content.decks.runs import write_runs

_PAD = 0.24  # inches that a cell keeps at its two sides


def draw(b: Board, a: Area, data: dict[str, Any]) -> None:
    """A native table over the whole area.

    ``columns`` are the heads, ``rows`` the lines of as many cells; ``widths`` the columns' shares
    (equal where not said); ``size`` in points bounds the letters; ``first = "head"`` sets the first
    column in bold. Raises ``ValueError`` for a text that does not fit its cell.
    """
    columns, rows = data["columns"], data["rows"]
    high = min(a.h / (len(rows) + 1), 0.95)
    frame = b.shapes.add_table(
        len(rows) + 1,
        len(columns),
        Inches(a.x),
        Inches(a.y),
        Inches(a.w),
        Inches(high * (len(rows) + 1)),
    )
    table = frame.table
    style = frame._element.graphic.graphicData.tbl.tblPr.find(qn("a:tableStyleId"))
    style.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # no style of the theme: ours is drawn
    shares = data.get("widths", [1] * len(columns))
    widths = [a.w * share / sum(shares) for share in shares]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Inches(width)
    heads = data.get("first") == "head"
    size = min(
        fitted(str(text), width - _PAD + MARGIN, high - 0.06, data.get("size", 20), bold=bold)
        for place, line in enumerate([columns, *rows])
        for column_no, (text, width) in enumerate(zip(line, widths, strict=True))
        for bold in (place == 0 or (heads and column_no == 0),)
    )
    for place, line in enumerate([columns, *rows]):
        table.rows[place].height = Inches(high)
        fill = b.c.first if place == 0 else (b.c.first_soft if place % 2 else "FFFFFF")
        colour = "FFFFFF" if place == 0 else b.c.ink
        cells = zip(table.rows[place].cells, line, strict=True)
        for column_no, (cell, text) in enumerate(cells):
            bold = place == 0 or (heads and column_no == 0)
            _write(cell, text, fill, colour, size, bold)


def _write(cell: Any, text: str, fill: str, colour: str, size: float, bold: bool) -> None:
    cell.fill.solid()
    cell.fill.fore_color.rgb = rgb(fill)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.margin_left = cell.margin_right = Inches(_PAD / 2)
    cell.margin_top = cell.margin_bottom = Inches(0.03)
    for i, part in enumerate(str(text).split("\n")):
        frame = cell.text_frame
        paragraph = frame.paragraphs[0] if i == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        write_runs(paragraph, part, color=colour, size=size, bold=bold)
