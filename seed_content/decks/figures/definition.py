"""A term with its meaning in a large frame: ``term``, ``text`` and optionally ``example``."""

from typing import Any

from seed_content.decks.board import Area, Board
from seed_content.decks.fit import fitted

_EDGE = 0.14  # inches: the coloured edge at the left
_PAD = 0.35


def draw(b: Board, a: Area, data: dict[str, Any]) -> None:
    """The term in colour, under it what it means, and an example on a quiet strip below.

    ``size`` in points is the meaning's. Raises ``ValueError`` for a text that does not fit.
    """
    term, text, example = data["term"], data["text"], data.get("example", "")
    size = float(data.get("size", 32))
    strip = min(1.3, a.h * 0.28) if example else 0.0
    h = min(a.h - (strip + 0.2 if strip else 0.0), 3.6)
    top = a.cy - (h + (strip + 0.2 if strip else 0.0)) / 2
    w = a.w - _EDGE - 2 * _PAD
    x = a.x + _EDGE + _PAD
    b.rect(a.x, top, a.w, h, b.c.first_soft, radius=0.08)
    b.rect(a.x, top, _EDGE, h, b.c.first)
    head = h * 0.32
    big = fitted(term, w, head, size + 10, bold=True)
    b.label(
        x, top + 0.15, w, head, term, big, bold=True, color=b.c.first, align="left", anchor="bottom"
    )
    room = h - head - 0.45
    b.label(
        x,
        top + head + 0.25,
        w,
        room,
        text,
        fitted(text, w, room, size),
        align="left",
        anchor="top",
    )
    if example:
        y = top + h + 0.2
        words = fitted(example, a.w - 0.6, strip - 0.2, size - 4)
        b.rect(a.x, y, a.w, strip, b.c.second_soft, radius=0.08)
        b.label(a.x + 0.3, y, a.w - 0.6, strip, example, words, align="left")
