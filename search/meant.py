"""The meaning of one query, as the ranking asks for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from time import monotonic
from typing import TYPE_CHECKING

from search.item_meanings import PATIENCE, ItemMeanings
from search.weights import NEAR_ENOUGH

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass
class Patience:
    """How many seconds one page waits for meanings, of all queries that it tries together.

    None: as long as it takes.
    """

    left: float | None = PATIENCE

    def vector(self, meanings: ItemMeanings, text: str) -> NDArray[np.float32] | None:
        """The vector of a text, None where it is not there in time."""
        began = monotonic()
        found = meanings.asked(text, self.left)
        if self.left is not None:
            self.left = max(0.0, self.left - (monotonic() - began))
        return found


@dataclass(frozen=True)
class QueryMeaning:
    """``search.rerank.Meant`` for a text."""

    meanings: ItemMeanings
    text: str
    patience: Patience

    def begin(self) -> None:
        """Have it made ready, while something else is done."""
        self.meanings.begin_asking(self.text)

    @cached_property
    def _vector(self) -> NDArray[np.float32] | None:
        return self.patience.vector(self.meanings, self.text)

    def near(self, count: int) -> Mapping[int, float]:
        """The items nearest to it → cosine."""
        return self.meanings.near(self._vector, count) if self._vector is not None else {}

    def fragment(self, item: int) -> int | None:
        """Which of an item's fragments that the class sees is near to it, from 0; None: none is."""
        if self._vector is None:
            return None
        found = self.meanings.fragment(self._vector, item)
        return found[0] if found is not None and found[1] >= NEAR_ENOUGH else None

    def nearness(self, items: Sequence[int]) -> Mapping[int, float]:
        """Those of ``items`` that have a vector → cosine."""
        return self.meanings.nearness(self._vector, items) if self._vector is not None else {}
