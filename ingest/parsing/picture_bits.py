"""A picture's print of 256 bits: which of its coarse waves are stronger than the middling one.

The picture becomes 64 × 64 grey cells; of their cosine transform (DCT-II) the 16 × 16 lowest
coefficients are compared with their median, the constant one aside. Size, coding and light move
few bits; two different pictures differ in about half. It is the scheme of «pHash» (Zauner,
«Implementation and Benchmarking of Perceptual Image Hash Functions», 2010) with four times as many
bits.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from media.near.prints import GREY_SIDE

WAVES = 16
FLAT = 4.0
"""Grey levels of 255: below such a spread a picture is a plain field, which tells nothing."""


def grey_cells(picture: Image.Image) -> NDArray[np.uint8]:
    """``picture`` as 64 × 64 grey cells; what is transparent is white, as on a page."""
    if picture.has_transparency_data:
        ground = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(ground, picture.convert("RGBA"))
    small = picture.convert("L").resize((GREY_SIDE, GREY_SIDE), Image.Resampling.BOX)
    return np.asarray(small, dtype=np.uint8)


def bits_of(cells: NDArray[np.uint8]) -> bytes:
    """The prints of n × 64 × 64 cells, 32 bytes each, one after another; zeros for plain fields.

    The slowest waves come first: bits 1 to 63 are the 8 × 8 lowest; bit 0, the constant, is 0.
    """
    waves = _waves()
    grey = cells.astype(np.float32)
    rows, columns = _order()
    found = (waves @ grey @ waves.T)[:, rows, columns]
    bits = np.zeros(found.shape, dtype=np.uint8)
    bits[:, 1:] = found[:, 1:] > np.median(found[:, 1:], axis=1, keepdims=True)
    bits[grey.reshape(len(grey), -1).std(axis=1) < FLAT] = 0
    return np.packbits(bits, axis=1).tobytes()


@cache
def _waves() -> NDArray[np.float32]:
    at, wave = np.arange(GREY_SIDE), np.arange(WAVES)[:, None]
    return np.cos(np.pi * wave * (2 * at + 1) / (2 * GREY_SIDE)).astype(np.float32)


@cache
def _order() -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    pairs = [(row, column) for row in range(WAVES) for column in range(WAVES)]
    pairs.sort(key=lambda pair: (max(pair), pair))
    rows, columns = zip(*pairs, strict=True)
    return np.array(rows, dtype=np.intp), np.array(columns, dtype=np.intp)
