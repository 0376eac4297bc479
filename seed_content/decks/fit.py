"""The size at which a text fits a box, wrapped at its spaces as an office program wraps it."""

import re

from seed_content.measure import text_width
from seed_content.typography import bind

LEAST = 14  # points: smaller letters are not read from the last desk
LINE = 1.22  # a line's height by the letters' size, as Carlito sets it

_BOLD = re.compile(r"\*\*(.+?)\*\*")
MARGIN = 0.08  # inches that a text frame of the board keeps at its two sides
_SPARE = 1.03  # programs measure a little differently


def fitted(text: str, w: float, h: float, size: float, *, bold: bool = False) -> float:
    """The greatest size up to ``size`` points at which ``text`` fits ``w`` × ``h`` inches.

    Raises ``ValueError`` with the text where it does not fit at the least size, 14.
    """
    size = float(size)
    while True:
        lines = wrapped(text, w, size, bold=bold)
        if lines and lines * size * LINE / 72 <= h + 0.01:
            return size
        if size <= LEAST:
            raise ValueError(f"text does not fit {w:.1f} × {h:.1f} inches: {text!r}")
        size = max(LEAST, size - 1)


def wrapped(text: str, w: float, size: float, *, bold: bool = False) -> int:
    """How many lines ``text`` takes in ``w`` inches; 0 where a word is wider than the line."""
    room = (w - MARGIN) * 72 / _SPARE
    space = text_width(" ", size)
    lines = 0
    for paragraph in bind(text).split("\n"):
        lines, used = lines + 1, 0.0
        for word in _words(paragraph, bold):
            wide = sum(text_width(piece, size, bold=heavy) for piece, heavy in word)
            if wide > room:
                return 0
            if used and used + space + wide > room:
                lines, used = lines + 1, wide
            else:
                used += wide + (space if used else 0.0)
    return lines


def _words(paragraph: str, bold: bool) -> list[list[tuple[str, bool]]]:
    """Words between breakable spaces, each as its pieces and whether they are bold."""
    words: list[list[tuple[str, bool]]] = [[]]
    for i, run in enumerate(_BOLD.split(paragraph)):
        for j, piece in enumerate(run.split(" ")):
            if j:
                words.append([])
            if piece:
                words[-1].append((piece, bold or i % 2 == 1))
    return [word for word in words if word]
