"""Text with ``**bold**`` words as runs of a paragraph."""

import re
from typing import Any

from pptx.util import Pt

from seed_content.decks.palette import rgb
from seed_content.typography import bind

# Calibri on a teacher's computer; Carlito (fonts-crosextra-carlito), which has the same metrics
# and Cyrillic, stands in for it on the server.
FONT = "Calibri"

_BOLD = re.compile(r"\*\*(.+?)\*\*")


def write_runs(paragraph: Any, text: str, *, color: str, size: float, bold: bool = False) -> None:
    """Write ``text`` into an empty paragraph; ``size`` in points, ``color`` six hex digits."""
    for i, piece in enumerate(_BOLD.split(bind(text))):
        if not piece:
            continue
        run = paragraph.add_run()
        run.text = piece
        run.font.name = FONT
        run.font.size = Pt(size)
        run.font.bold = bold or i % 2 == 1
        run.font.color.rgb = rgb(color)
