"""What an encoder of meaning does: a text becomes a vector, near texts near vectors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # numpy is loaded with the encoder, not with whoever may ask it
    import numpy as np
    from numpy.typing import NDArray


class Meaning(Protocol):
    """An encoder of short texts in Russian; safe to share between threads."""

    @property
    def dimensions(self) -> int:
        """How many numbers a text becomes."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The texts' vectors, [len(texts), dimensions], each of length 1.

        So that the product of two vectors is the cosine between them, −1…1. The same text gives
        the same vector whatever stands beside it. Any text will do, an empty one too.
        """
