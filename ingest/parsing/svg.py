"""Drawings (SVG) by resvg: cleaned of whatever leads outside, drawn as pixels."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import resvg_py
from PIL import Image

from ingest.parsing.clean_svg import MAX_BYTES, Cleaned, clean, words_of
from ingest.parsing.errors import DAMAGED, NO_SIZE, TOO_COMPLEX, Unreadable
from ingest.parsing.fingerprint import picture_print
from ingest.parsing.gzipped import HEAD, unfolded
from ingest.parsing.sizes import TALLEST, WIDTHS, write_sizes
from ingest.parsing.upright import upright

#: CSS 2.2, 4.3.2: an inch is 96 px; without it millimetres come to nothing.
DPI = 96.0
#: What a drawing that names fonts of another system is written with.
SERIF, SANS, MONO = "Liberation Serif", "Liberation Sans", "Liberation Mono"
GLIMPSE = 64
#: XML 1.0, 4.2.2: an entity whose text another file holds.
TAKES_IN = re.compile(rb"<!ENTITY\s+(?:%\s+)?[^\s>]+\s+(?:SYSTEM|PUBLIC)\s")
TAKEN_IN = (
    "Рисунок вставляет в себя текст другого файла, и открывать его небезопасно. "
    "Сохраните его как PNG и загрузите снова."
)
#: resvg's complaints that say more than that it could not.
REASONS = (("limit reached", TOO_COMPLEX), ("invalid size", NO_SIZE))


def sniff_svg(request: dict[str, Any]) -> dict[str, int]:
    """``{"path"}`` → ``{"width", "height"}`` of a glimpse of the drawing, 64 px at most.

    Raises Unreadable for what is no drawing, is damaged or too large.
    """
    cleaned = _cleaned(Path(request["path"]))
    with _drawn(cleaned.xml, GLIMPSE, GLIMPSE) as picture:
        return {"width": picture.width, "height": picture.height}


def make_svg(request: dict[str, Any]) -> dict[str, Any]:
    """The served pictures of a drawing, as ``make_picture`` gives them, and its ``words``.

    ``{"path", "folder"}`` → the same document with ``"text"``: the words that stand in it, and
    ``"print"`` of the picture. A drawing has no size in pixels: it is drawn 2560 wide. Raises
    Unreadable.
    """
    cleaned = _cleaned(Path(request["path"]))
    with _drawn(cleaned.xml, WIDTHS[-1], TALLEST) as picture:
        shown = upright(picture, WIDTHS[-1], TALLEST)
    made = write_sizes(shown, Path(request["folder"]))
    return {
        "width": shown.width,
        "height": shown.height,
        "made": made,
        "pages": [],
        "motion": None,
        "warnings": cleaned.notices,
        "text": words_of(cleaned.root),
        "print": picture_print(shown),
    }


def _cleaned(path: Path) -> Cleaned:
    """As ``clean``; one that takes in other files is told for that: it is not damaged."""
    try:
        return clean(path)
    except Unreadable as refusal:
        if refusal.message != DAMAGED:
            raise
        content = path.read_bytes()
        if content.startswith(HEAD):
            try:
                content = unfolded(content, MAX_BYTES)
            except ValueError:
                raise refusal from None
        # In UTF-16 every second byte is 0.
        if TAKES_IN.search(content.replace(b"\0", b"")):
            raise Unreadable(TAKEN_IN) from refusal
        raise


def _drawn(xml: str, width: int, height: int) -> Image.Image:
    try:
        drawn = resvg_py.svg_to_bytes(
            svg_string=xml,
            width=width,
            height=height,
            dpi=DPI,
            languages=["ru", "en"],
            font_family=SANS,
            serif_family=SERIF,
            sans_serif_family=SANS,
            cursive_family=SANS,
            fantasy_family=SANS,
            monospace_family=MONO,
        )
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as problem:  # a panic of the library is no Exception
        told = str(problem)
        why = next((reason for words, reason in REASONS if words in told), DAMAGED)
        raise Unreadable(why) from problem
    return Image.open(io.BytesIO(drawn), formats=["PNG"])
