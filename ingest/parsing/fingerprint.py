"""What makes two slides or pages the same: their words and a coarse print of their picture."""

from __future__ import annotations

import hashlib
import unicodedata

from PIL import Image


def normalised(text: str) -> str:
    """Lower case, compatibility forms folded, ё as е, runs of space as one."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")
    return " ".join(folded.split())


def picture_print(picture: Image.Image) -> str:
    """A difference hash, 64 bits as 16 hexadecimal digits.

    A bit says whether one of 8×8 cells is lighter than its right neighbour. It survives scaling
    and re-encoding.
    """
    small = picture.convert("L").resize((9, 8), Image.Resampling.BOX)
    cells = small.tobytes()
    bits = 0
    for row in range(8):
        for column in range(8):
            at = row * 9 + column
            bits = bits << 1 | (cells[at] > cells[at + 1])
    return f"{bits:016x}"


def content_sha(text: str, print_: str) -> str:
    """SHA-256, hexadecimal, of the normalised text and the print."""
    return hashlib.sha256(f"{normalised(text)}\0{print_}".encode()).hexdigest()
