"""What a print is: the form in which pictures, slides, frames and texts are compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PrintKind = Literal["picture", "slides", "frames", "text"]
PRINT_KINDS = ("picture", "slides", "frames", "text")

PICTURE_BYTES = 32
"""A picture's print: 256 bits, see ``ingest.parsing.picture_bits``. All zero: a plain field."""

GREY_SIDE = 64
"""A picture is printed from so many grey cells a side."""

WORDS_BYTES = 64
"""A text's print: 64 numbers of one byte, see ``ingest.parsing.word_bits``. All zero: too short."""

FRAMES_A_SECOND = 4
"""Film frames are taken so often, from its beginning. Frames of a copy that begins at another
moment lie at most an eighth of a second apart: what moves has not gone far. 0.5 MB an hour."""


@dataclass(frozen=True, slots=True)
class Prints:
    """The prints of one original, of one kind, in the order of what they are of.

    ``bits`` holds ``PICTURE_BYTES`` for each slide, page or frame, or for the one picture;
    ``words`` holds ``WORDS_BYTES`` for each slide, or for the whole text; either may be empty.
    """

    kind: PrintKind
    bits: bytes = b""
    words: bytes = b""

    def pictures(self) -> list[int]:
        """``bits`` as a number for each position; 0 where there is nothing to tell by."""
        return [int.from_bytes(one) for one in _cut(self.bits, PICTURE_BYTES)]

    def texts(self) -> list[bytes]:
        """``words`` for each position; empty bytes where there are too few."""
        return [one if any(one) else b"" for one in _cut(self.words, WORDS_BYTES)]


def _cut(whole: bytes, size: int) -> list[bytes]:
    return [whole[at : at + size] for at in range(0, len(whole), size)]
