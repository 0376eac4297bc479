"""How large a text is that is not wrapped, and where its box stands in an area."""

import re

from seed_content.decks.board import Area, Board
from seed_content.decks.fit import LEAST, LINE
from seed_content.measure import text_width

_BOLD = re.compile(r"\*\*(.+?)\*\*")


def extent(text: str, size: float, *, bold: bool = False) -> tuple[float, float]:
    """Width and height in inches of a text at ``size`` points; newlines part its lines.

    What stands between ** and ** is measured in bold, as it is written.
    """
    lines = text.split("\n")
    widths = [
        sum(
            text_width(piece, size, bold=bold or i % 2 == 1)
            for i, piece in enumerate(_BOLD.split(line))
        )
        for line in lines
    ]
    return max(widths) / 72, len(lines) * size * LINE / 72


def box_of(text: str, size: float, *, bold: bool = False) -> tuple[float, float]:
    """The extent with the text frame's margins and a little room: programs measure differently."""
    w, h = extent(text, size, bold=bold)
    return w * 1.03 + 0.12, h


def size_on_lines(text: str, w: float, h: float, size: float, *, bold: bool = False) -> float:
    """The greatest size up to ``size`` at which the text's own lines fit ``w`` × ``h`` inches.

    Raises ``ValueError`` with the text when it does not fit at the least size.
    """
    while size > LEAST:
        wide, high = box_of(text, size, bold=bold)
        if wide <= w and high <= h:
            return size
        size = max(LEAST, size - 1)
    wide, high = box_of(text, size, bold=bold)
    if wide > w or high > h:
        raise ValueError(f"text does not fit {w:.1f} × {h:.1f} inches: {text!r}")
    return size


def write_at(
    b: Board,
    a: Area,
    x: float,
    y: float,
    text: str,
    size: float,
    *,
    bold: bool = False,
    color: str | None = None,
    align: str = "center",
) -> Area:
    """Write a text about the point (x, y) and push it back into the area; returns its box.

    ``align`` says which of its sides, or its middle, stands at ``x``; its middle line is at ``y``.
    """
    size = size_on_lines(text, a.w, a.h, size, bold=bold)
    w, h = box_of(text, size, bold=bold)
    left = {"left": x, "center": x - w / 2, "right": x - w}[align]
    left = min(max(left, a.x), a.x + a.w - w)
    top = min(max(y - h / 2, a.y), a.y + a.h - h)
    b.label(left, top, w, h, text, size, bold=bold, color=color, align=align)
    return Area(left, top, w, h)
