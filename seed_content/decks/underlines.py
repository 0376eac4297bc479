"""The marks under the members of a sentence, as Russian schools draw them."""

import math

from seed_content.decks.board import Board

# Role → the member's name.
MEMBERS = {
    "subject": "подлежащее",
    "predicate": "сказуемое",
    "object": "дополнение",
    "attribute": "определение",
    "adverbial": "обстоятельство",
}


def underline(b: Board, role: str, x1: float, x2: float, y: float) -> None:
    """The role's mark from ``x1`` to ``x2``, its upper edge at ``y`` (inches).

    One line for the subject, two for the predicate, dashes for an object, a wave for an
    attribute, dashes and dots for an adverbial. Raises ``ValueError`` for another role.
    """
    if role not in MEMBERS:
        raise ValueError(f"sentence: role {role!r} is none of {', '.join(MEMBERS)}")
    color = b.c.first if role in ("subject", "predicate") else b.c.second
    if role in ("subject", "predicate"):
        for step in range(1 if role == "subject" else 2):
            b.line(x1, y + 0.03 + step * 0.08, x2, y + 0.03 + step * 0.08, color, 2.5)
    elif role == "attribute":
        count = max(8, round((x2 - x1) / 0.02))
        waves = max(1, round((x2 - x1) / 0.17))
        wave = [
            (
                x1 + (x2 - x1) * i / count,
                y + 0.06 - 0.04 * math.sin(2 * math.pi * waves * i / count),
            )
            for i in range(count + 1)
        ]
        b.polygon(wave, None, line=color, width=2.25, close=False)
    else:
        _strokes(b, x1, x2, y + 0.05, color, dots=role == "adverbial")


def _strokes(b: Board, x1: float, x2: float, y: float, color: str, *, dots: bool) -> None:
    """Dashes, or dashes with a dot between two; a whole number of them, a dash at either end."""
    dash, gap, dot = 0.14, 0.07, 0.03
    period = dash + gap + (dot + gap if dots else 0)
    count = max(1, round((x2 - x1 - dash) / period))
    scale = (x2 - x1) / (count * period + dash)
    for i in range(count + 1):
        x = x1 + i * period * scale
        b.line(x, y, min(x2, x + dash * scale), y, color, 2.5)
        if dots and i < count:
            at = x + (dash + gap) * scale
            b.line(at, y, at + dot * scale, y, color, 2.5)
