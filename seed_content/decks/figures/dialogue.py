"""A talk in speech bubbles, the speakers at the left and at the right: ``lines``."""

from typing import Any

from seed_content.decks.board import Area, Board
from seed_content.decks.extent import box_of, size_on_lines
from seed_content.decks.fit import LEAST, LINE, wrapped

_GAP = 0.16  # inches between two bubbles
_PAD = 0.12  # inches inside a bubble above and below
_TAIL = 0.22  # inches from a name to its bubble


def draw(b: Board, a: Area, data: dict[str, Any]) -> None:
    """Bubbles from the top down, as large as they fit, from ``size`` points (24) down.

    ``lines`` have ``who`` and ``text``; the first speaker stands at the left, the next at the
    right, by turns. Raises ``ValueError`` where the lines do not fit.
    """
    lines: list[dict[str, str]] = data["lines"]
    speakers = list(dict.fromkeys(line["who"] for line in lines))
    names = min(size_on_lines(who, a.w * 0.25, 0.5, 18, bold=True) for who in speakers)
    side = max(box_of(who, names, bold=True)[0] for who in speakers) + 0.2
    most = (a.w - side - _TAIL) * (0.86 if len(speakers) > 1 else 1)
    size = float(data.get("size", 24))
    while (high := _heights(lines, most, size)) is None or _total(high) > a.h:
        if size <= LEAST:
            raise ValueError(f"dialogue: lines do not fit: {lines[0]['text']!r} and others")
        size = max(LEAST, size - 1)
    gap = min(0.3, _GAP + (a.h - _total(high)) / max(1, len(lines)))
    y = a.cy - (sum(high) + gap * (len(lines) - 1)) / 2
    for line, h in zip(lines, high, strict=True):
        turn = speakers.index(line["who"])
        full, soft = (
            (b.c.first, b.c.first_soft),
            (b.c.second, b.c.second_soft),
            (b.c.third, b.c.third_soft),
        )[turn % 3]
        w = min(most, box_of(line["text"], size)[0] + 0.36)
        right = turn % 2 == 1
        x_name = a.x + a.w - side if right else a.x
        x = x_name - _TAIL - w if right else x_name + side + _TAIL
        edge, tip = (x + w, x_name - 0.04) if right else (x, x_name + side + 0.04)
        middle = y + h / 2
        b.rect(
            *(x_name, middle - 0.22, side, 0.44, full),
            radius=0.22,
            text=line["who"],
            size=names,
            bold=True,
            color="FFFFFF",
        )
        b.rect(x, y, w, h, soft, radius=0.16)
        b.polygon([(edge, middle - 0.1), (tip, middle), (edge, middle + 0.1)], soft)
        b.label(x + 0.14, y, w - 0.28, h, line["text"], size, align="left")
        y += h + gap


def _heights(lines: list[dict[str, str]], most: float, size: float) -> list[float] | None:
    """The bubbles' heights in inches, or None where a word is wider than the widest bubble."""
    counts = [wrapped(line["text"], most - 0.28, size) for line in lines]
    if not all(counts):
        return None
    return [max(0.44, count * size * LINE / 72 + 2 * _PAD) for count in counts]


def _total(high: list[float]) -> float:
    return sum(high) + _GAP * (len(high) - 1)
