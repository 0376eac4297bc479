"""Vectors of items' fragments in files: several an item, in the order of its fragments.

<folder>/fragments  int8, [vectors, dimensions]; a cosine is the product over 127²
<folder>/spans      int64, [rows, 4]: item, hash of the texts, first vector, how many

The last row of an item counts. ``spans`` is written last and tells how much is whole. Read by any
process without copying; who writes holds the lock of ``VectorFile.writing`` in the same folder.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.vector_file import SCALE, WASTE, add_rows, as_bytes, last_rows, stamp_of

WIDTH = 4


class _Spans(NamedTuple):
    """What stands in the files at one time; never changed."""

    stamp: tuple[int, int]
    spans: NDArray[np.int64]
    vectors: NDArray[np.int8]
    place: dict[int, int]
    """Item → its last row."""


class FragmentFile:
    """The fragments' vectors under one folder. Safe for many readers and one writer."""

    def __init__(self, folder: Path, dimensions: int) -> None:
        self.folder = folder
        self.dimensions = dimensions
        self._held = self._none()

    def _none(self) -> _Spans:
        empty = np.empty((0, WIDTH), np.int64)
        return _Spans((0, 0), empty, np.empty((0, self.dimensions), np.int8), {})

    def refresh(self) -> None:
        """See what has been written since; one look at a file when nothing has."""
        stamp = stamp_of(self.folder / "spans", 8 * WIDTH)
        if stamp == self._held.stamp:
            return
        if not stamp[1]:
            self._held = self._none()
            return
        spans = np.memmap(self.folder / "spans", np.int64, "r", shape=(stamp[1], WIDTH))
        count = int(spans[-1, 2] + spans[-1, 3])
        vectors = np.empty((0, self.dimensions), np.int8)
        if count:
            shape = (count, self.dimensions)
            vectors = np.memmap(self.folder / "fragments", np.int8, "r", shape=shape)
        place = last_rows(spans[:, 0], self._held.spans[:, 0], self._held.place)
        self._held = _Spans(stamp, spans, vectors, place)

    def begin(self) -> bool:
        """Make empty files where there are none; whether there were none."""
        if (self.folder / "spans").exists():
            return False
        self._held = self._none()
        for name in ("fragments", "spans"):
            (self.folder / name).write_bytes(b"")
        return True

    def text_of(self, item: int) -> int:
        """The hash of the texts that an item's vectors are of; 0 where there are none."""
        held = self._held
        row = held.place.get(item)
        return int(held.spans[row, 1]) if row is not None else 0

    def nearest(self, item: int, vector: NDArray[np.float32]) -> tuple[int, float] | None:
        """Which of an item's fragments is nearest to ``vector``, from 0, and its cosine."""
        held = self._held
        row = held.place.get(item)
        if row is None or not held.spans[row, 3]:
            return None
        first, count = held.spans[row, 2:].tolist()
        near = held.vectors[first : first + count].astype(np.float32) @ vector / SCALE
        best = int(near.argmax())
        return best, float(near[best])

    def append(
        self, items: Sequence[int], texts: Sequence[int], vectors: Sequence[NDArray[np.float32]]
    ) -> None:
        """Add rows; of each item a hash of 63 bits and vectors of length 1, [n, dimensions]."""
        rows, whole = self._held.stamp[1], len(self._held.vectors)
        spans = np.empty((len(items), WIDTH), np.int64)
        counts = [len(one) for one in vectors]
        spans[:, 0], spans[:, 1], spans[:, 3] = items, texts, counts
        spans[:, 2] = whole + np.cumsum([0, *counts[:-1]])
        every = np.concatenate([np.empty((0, self.dimensions), np.float32), *vectors])
        add_rows(self.folder / "fragments", whole * self.dimensions, as_bytes(every))
        add_rows(self.folder / "spans", rows * 8 * WIDTH, spans)
        self.refresh()
        if rows > 1000 and len(self._held.place) < (1 - WASTE) * self._held.stamp[1]:
            self._compact()

    def _compact(self) -> None:
        """Write what counts into new files, and put ``spans`` in place last of all."""
        held = self._held
        kept = held.spans[sorted(row for row in held.place.values() if held.spans[row, 3])].copy()
        parts = [held.vectors[first : first + count] for first, count in kept[:, 2:].tolist()]
        kept[:, 2] = np.cumsum([0, *kept[:-1, 3].tolist()])[: len(kept)]
        vectors = np.concatenate([np.empty((0, self.dimensions), np.int8), *parts])
        # Without ``spans`` readers go on with what they have mapped.
        (self.folder / "spans").unlink()
        for name, values in (("fragments", vectors), ("spans", kept)):
            fresh = self.folder / f"{name}.new"
            fresh.write_bytes(values.tobytes())
            fresh.replace(self.folder / name)
        self.refresh()
