"""A free drawing in units of its own: ``shapes`` on a sheet of ``width`` × ``height``."""

from typing import Any

from seed_content.decks.board import Area, Board
from seed_content.decks.scene_shapes import KINDS, Sheet


def draw(b: Board, a: Area, data: dict[str, Any]) -> None:
    """Shapes one over another; y grows downwards, ``size`` and lines' ``width`` are in points.

    ``width`` (100 if not said) and ``height`` (as the area's ratio) are the drawing's own units;
    it keeps its ratio in the middle of the area. A shape is one of ``rect``, ``oval``, ``poly``,
    ``open``, ``sector``, ``line``, ``text`` with ``at``, ``label`` with ``at`` and ``to``.
    Raises ``ValueError`` for an unknown shape or field and for a point outside the sheet.
    """
    wide = float(data.get("width", 100))
    high = float(data.get("height", wide * a.h / a.w))
    scale = min(a.w / wide, a.h / high)
    s = Sheet(
        b=b,
        a=a,
        left=a.cx - wide * scale / 2,
        top=a.cy - high * scale / 2,
        scale=scale,
        wide=wide,
        high=high,
        size=data.get("size", 20),
    )
    for shape in data["shapes"]:
        kind = next((name for name in KINDS if name in shape), None)
        if kind is None:
            raise ValueError(f"scene: no shape of {', '.join(KINDS)} in {shape}")
        paint, fields = KINDS[kind]
        if unknown := set(shape) - fields - {kind}:
            raise ValueError(f"scene: {kind} has no field {', '.join(sorted(unknown))}")
        paint(s, shape)
