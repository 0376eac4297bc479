"""The prints of what was made of an original: pictures, slides with their words, frames."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from ingest.parsing.picture_bits import bits_of, grey_cells
from ingest.parsing.progress import percent
from ingest.parsing.word_bits import slide_bits, text_bits
from media.near.prints import GREY_SIDE, PICTURE_BYTES

AT_ONCE = 500
"""Frames whose waves are reckoned together: 8 MB of numbers."""


def print_pictures(request: dict[str, Any]) -> dict[str, str]:
    """``{"paths": [WebP or null, …], "texts": [text, …]}`` → ``{"bits", "words", "text"}``.

    Hexadecimal: a print for each path (zeros for null), for each text, and for all texts together.
    """
    bits = []
    for number, path in enumerate(request["paths"], start=1):
        bits.append(_picture(path) if path is not None else bytes(PICTURE_BYTES))
        percent(number, len(request["paths"]))
    texts = request["texts"]
    return {
        "bits": b"".join(bits).hex(),
        "words": b"".join(map(slide_bits, texts)).hex(),
        "text": text_bits(texts).hex() if texts else "",
    }


def print_frames(request: dict[str, Any]) -> dict[str, str]:
    """``{"path"}``: grey frames of 64 × 64 bytes, one after another → ``{"bits"}``, hexadecimal."""
    size = GREY_SIDE * GREY_SIDE
    count = Path(request["path"]).stat().st_size // size
    if count == 0:
        return {"bits": ""}
    frames = np.memmap(
        request["path"], dtype=np.uint8, mode="r", shape=(count, GREY_SIDE, GREY_SIDE)
    )
    parts = [bits_of(np.asarray(frames[at : at + AT_ONCE])) for at in range(0, count, AT_ONCE)]
    return {"bits": b"".join(parts).hex()}


def _picture(path: str) -> bytes:
    with Image.open(path, formats=["WEBP"]) as picture:
        return bits_of(grey_cells(picture)[None])
