"""A picture of the library, painted when the deck is built and set into the slide in a frame."""

import importlib
import tempfile
from pathlib import Path
from typing import Any

from pptx.util import Inches

from seed_content.decks.board import Area, Board
from seed_content.decks.extent import box_of, size_on_lines
from seed_content.pictures.canvas import Canvas
from seed_content.source import HOME, Source, read_source

_FRAME = 0.06  # inches of white about the picture


def draw(b: Board, a: Area, data: dict[str, Any]) -> None:
    """The picture ``picture`` (its key) as large as the area allows, keeping its ratio.

    ``caption``, one line or lines parted by newlines, stands below it in ``size`` points; the
    picture's size and the colour of its sheet come from its own source. Raises ``KeyError`` where
    no source of a picture has this key.
    """
    source = _source(data["picture"])
    wide, high = source.data["size"]
    caption, below, size = data.get("caption", ""), 0.0, data.get("size", 18)
    if caption:
        size = size_on_lines(caption, a.w, a.h / 3, size)
        below = box_of(caption, size)[1] + 0.12
    scale = min((a.w - 2 * _FRAME) / wide, (a.h - below - 2 * _FRAME) / high)
    w, h = wide * scale, high * scale
    x, y = a.cx - w / 2, a.y + (a.h - below - h) / 2
    b.rect(
        *(x - _FRAME, y - _FRAME, w + 2 * _FRAME, h + 2 * _FRAME, "FFFFFF"),
        line=b.c.quiet,
        width=1,
    )
    with tempfile.TemporaryDirectory() as folder:
        image = _painted(source, Path(folder))
        b.shapes.add_picture(str(image), Inches(x), Inches(y), Inches(w), Inches(h))
    if caption:
        b.label(a.x, y + h + _FRAME + 0.06, a.w, below - 0.12, caption, size, color=b.c.ink)


def _source(key: str) -> Source:
    found = sorted(HOME.glob(f"*/pictures/{key}.toml"))
    if not found:
        raise KeyError(f"picture: no source of {key}")
    return read_source(found[0])


def _painted(source: Source, folder: Path) -> Path:
    """The picture's file; a deck takes no webp, so that one is painted as png."""
    width, height = source.data["size"]
    canvas = Canvas(width, height, source.data["sheet"])
    importlib.import_module(f"seed_content.pictures.{source.drawing}").draw(canvas)
    path = folder / ("picture.jpg" if source.format == "jpg" else "picture.png")
    canvas.save(path)
    return path
