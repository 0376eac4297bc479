"""The shapes of a free drawing, each painted on a sheet in units of its own."""

import itertools
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from seed_content.decks.board import Area, Board
from seed_content.decks.colours import colour
from seed_content.decks.extent import write_at
from seed_content.decks.fit import fitted
from seed_content.measure import Point

_TEXT = {"text", "size", "bold", "color"}
_EDGE = {"fill", "line", "width"}


@dataclass(frozen=True)
class Sheet:
    """The board, the whole area, and where the drawing's sheet lies in it."""

    b: Board
    a: Area
    left: float
    top: float
    scale: float  # inches in a unit of the drawing
    wide: float
    high: float
    size: float

    def at(self, point: Any) -> Point:
        """A point of the drawing on the slide. Raises ``ValueError`` outside the sheet."""
        x, y = point
        if not (-0.001 <= x <= self.wide + 0.001 and -0.001 <= y <= self.high + 0.001):
            raise ValueError(f"scene: ({x}, {y}) is outside {self.wide:g} × {self.high:g}")
        return self.left + x * self.scale, self.top + y * self.scale


def _tone(s: Sheet, shape: dict[str, Any], field: str, default: str | None) -> str | None:
    name = shape.get(field, default)
    return None if name in (None, "none") else colour(s.b.c, str(name))


def _written(
    s: Sheet, shape: dict[str, Any], box: Area, default: str = "ink", *, inner: float = 1.0
) -> None:
    """The shape's text in the middle of its box; ``inner`` is the box's share that it may take."""
    if text := shape.get("text"):
        w, h = box.w * inner, box.h * inner
        size = fitted(text, w, h, shape.get("size", s.size))
        s.b.label(
            *(box.cx - w / 2, box.cy - h / 2, w, h, text, size),
            bold=shape.get("bold", False),
            color=_tone(s, shape, "color", default),
        )


def _rect(s: Sheet, shape: dict[str, Any]) -> None:
    x, y, w, h = shape["rect"]
    x1, y1 = s.at((x, y))
    x2, y2 = s.at((x + w, y + h))
    s.b.rect(
        *(x1, y1, x2 - x1, y2 - y1, _tone(s, shape, "fill", None)),
        line=_tone(s, shape, "line", None if "fill" in shape else "ink"),
        width=shape.get("width", 1.5),
        radius=shape.get("radius", 0) * s.scale,
    )
    _written(s, shape, Area(x1, y1, x2 - x1, y2 - y1))


def _oval(s: Sheet, shape: dict[str, Any]) -> None:
    cx, cy, rx, ry = shape["oval"]
    x1, y1 = s.at((cx - rx, cy - ry))
    x2, y2 = s.at((cx + rx, cy + ry))
    box = Area(x1, y1, x2 - x1, y2 - y1)
    s.b.oval(
        *(box.cx, box.cy, box.w / 2, box.h / 2, _tone(s, shape, "fill", None)),
        line=_tone(s, shape, "line", None if "fill" in shape else "ink"),
        width=shape.get("width", 1.5),
    )
    _written(s, shape, box, inner=0.92)


def _poly(s: Sheet, shape: dict[str, Any]) -> None:
    points = [s.at(point) for point in shape["poly"]]
    line = _tone(s, shape, "line", None if "fill" in shape else "ink")
    fill = _tone(s, shape, "fill", None)
    s.b.polygon(points, fill, line=line, width=shape.get("width", 1.5))
    if "text" in shape:
        x = sum(p[0] for p in points) / len(points)
        y = sum(p[1] for p in points) / len(points)
        words = _tone(s, shape, "color", "ink")
        size, bold = shape.get("size", s.size), shape.get("bold", False)
        write_at(s.b, s.a, x, y, shape["text"], size, bold=bold, color=words)


def _open(s: Sheet, shape: dict[str, Any]) -> None:
    points = [s.at(point) for point in shape["open"]]
    tone, width = _tone(s, shape, "color", "ink"), shape.get("width", 2.5)
    dash, arrow = shape.get("dash", False), shape.get("arrow", False)
    if not dash:
        s.b.polygon(points, None, line=tone, width=width, close=False)
    for i, (one, two) in enumerate(itertools.pairwise(points), 2):
        if dash or (arrow and i == len(points)):
            head = arrow and i == len(points)
            s.b.line(*one, *two, tone, width, dash=dash, arrow=head)


def _sector(s: Sheet, shape: dict[str, Any]) -> None:
    cx, cy, r, start, end = shape["sector"]
    x, y = s.at((cx, cy))
    for turn in (start, end, *(t for t in range(0, 720, 90) if start < t < end)):
        s.at((cx + r * math.sin(math.radians(turn)), cy - r * math.cos(math.radians(turn))))
    fill, line = _tone(s, shape, "fill", "first_soft"), _tone(s, shape, "line", None)
    s.b.sector(
        *(x, y, r * s.scale, start, end, str(fill)), line=line, width=shape.get("width", 1.5)
    )


def _line(s: Sheet, shape: dict[str, Any]) -> None:
    x1, y1, x2, y2 = shape["line"]
    s.b.line(
        *s.at((x1, y1)),
        *s.at((x2, y2)),
        _tone(s, shape, "color", "ink"),
        shape.get("width", 2.5),
        dash=shape.get("dash", False),
        arrow=shape.get("arrow", False),
    )


def _words(s: Sheet, shape: dict[str, Any], field: str = "text") -> Area:
    return write_at(
        *(s.b, s.a, *s.at(shape["at"]), shape[field], shape.get("size", s.size)),
        bold=shape.get("bold", False),
        color=_tone(s, shape, "color", "ink"),
        align=shape.get("align", "center"),
    )


def _label(s: Sheet, shape: dict[str, Any]) -> None:
    """A callout: a line from the words' nearest edge to a dot at the named point."""
    box = _words(s, shape, "label")
    tx, ty = s.at(shape["to"])
    x = min(max(tx, box.x), box.x + box.w)
    y = min(max(ty, box.y), box.y + box.h)
    tone = _tone(s, shape, "color", "ink")
    s.b.line(x, y, tx, ty, tone, 1.5)
    s.b.oval(tx, ty, 0.05, 0.05, tone)


# Shape → what paints it, and the fields that it may have beside its own name. A shape is the first
# of these that its data names: a rectangle may have a ``text`` and a ``line`` too.
KINDS: dict[str, tuple[Callable[[Sheet, dict[str, Any]], Any], set[str]]] = {
    "rect": (_rect, _EDGE | _TEXT | {"radius"}),
    "oval": (_oval, _EDGE | _TEXT),
    "poly": (_poly, _EDGE | _TEXT),
    "open": (_open, {"color", "width", "dash", "arrow"}),
    "sector": (_sector, _EDGE),
    "label": (_label, {"at", "to", "size", "bold", "color", "align"}),
    "text": (_words, {"at", "size", "bold", "color", "align"}),
    "line": (_line, {"color", "width", "dash", "arrow"}),
}
