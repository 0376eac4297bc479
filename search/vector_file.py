"""Vectors of items in files: appended by one writer, read by any process without copying.

<folder>/items     row ids, int64
<folder>/texts     what text each vector is of, a hash, uint64; 0: the item has none any more
<folder>/vectors   int8, [rows, dimensions]; a cosine is the product over 127²

The last row of an item counts. ``items`` is written last and tells how many rows are whole.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.locked import locked

SCALE = 127.0

WASTE = 0.5
"""Share of rows that count no longer from which on the files are written anew."""


def stamp_of(file: Path, width: int) -> tuple[int, int]:
    """Names the state of a file: which it is, and how many rows of ``width`` bytes it has."""
    try:
        stat = file.stat()
    except OSError:
        return 0, 0
    return stat.st_ino, stat.st_size // width


def as_bytes(vectors: NDArray[np.float32]) -> NDArray[np.int8]:
    """Vectors of length 1 as they are kept."""
    found: NDArray[np.int8] = np.rint(vectors * SCALE).astype(np.int8)
    return found


def add_rows(file: Path, whole: int, values: NDArray[Any]) -> None:
    """Write ``values`` behind the first ``whole`` bytes: what a killed writer left there goes."""
    with file.open("ab") as stream:
        stream.truncate(whole)
        stream.write(values.tobytes())
        stream.flush()
        os.fsync(stream.fileno())


def last_rows(
    items: NDArray[np.int64], before: NDArray[np.int64], place: Mapping[int, int]
) -> dict[int, int]:
    """Item → its last row; ``place`` is that of the rows ``before``, which may still be the first.

    A copy of what is known costs a quarter of looking through all rows.
    """
    seen = len(before)
    if not np.array_equal(items[:seen], before):
        seen, place = 0, {}
    found = dict(place)
    found.update(zip(items[seen:].tolist(), range(seen, len(items)), strict=True))
    return found


class _Rows(NamedTuple):
    """What stands in the files at one time; never changed."""

    stamp: tuple[int, int]
    items: NDArray[np.int64]
    texts: NDArray[np.uint64]
    vectors: NDArray[np.int8]
    place: dict[int, int]
    """Item → its last row."""


class VectorFile:
    """The vectors under one folder. Safe for many readers and, by a lock, many writers."""

    def __init__(self, folder: Path, dimensions: int) -> None:
        self.folder = folder
        self.dimensions = dimensions
        self._rows = self._none()

    def _none(self) -> _Rows:
        vectors = np.empty((0, self.dimensions), np.int8)
        return _Rows((0, 0), np.empty(0, np.int64), np.empty(0, np.uint64), vectors, {})

    def refresh(self) -> None:
        """See what has been written since; one look at a file when nothing has."""
        stamp = stamp_of(self.folder / "items", 8)
        if stamp == self._rows.stamp:
            return
        rows = stamp[1]
        if not rows:
            self._rows = self._none()
            return
        items = self._mapped("items", np.int64, (rows,))
        self._rows = _Rows(
            stamp,
            items,
            self._mapped("texts", np.uint64, (rows,)),
            self._mapped("vectors", np.int8, (rows, self.dimensions)),
            last_rows(items, self._rows.items, self._rows.place),
        )

    def _mapped(self, name: str, kind: Any, shape: tuple[int, ...]) -> Any:
        return np.memmap(self.folder / name, dtype=kind, mode="r", shape=shape)

    def __len__(self) -> int:
        """How many items there are, those without a text among them."""
        return len(self._rows.place)

    def text_of(self, item: int) -> int:
        """The hash of the text that an item's vector is of; 0 where there is none."""
        rows = self._rows
        row = rows.place.get(item)
        return int(rows.texts[row]) if row is not None else 0

    def vector(self, item: int) -> NDArray[np.float32] | None:
        """An item's vector, of length 1."""
        rows = self._rows
        row = rows.place.get(item)
        if row is None or not rows.texts[row]:
            return None
        found: NDArray[np.float32] = rows.vectors[row].astype(np.float32) / np.float32(SCALE)
        return found

    def nearness(self, vector: NDArray[np.float32], items: Sequence[int]) -> dict[int, float]:
        """Item → cosine to ``vector``, −1…1, for those of ``items`` that have a vector."""
        rows = self._rows
        there = [(item, row) for item in items if (row := rows.place.get(item)) is not None]
        there = [(item, row) for item, row in there if rows.texts[row]]
        if not there:
            return {}
        found = rows.vectors[[row for _, row in there]].astype(np.float32) @ vector / SCALE
        return {item: float(near) for (item, _), near in zip(there, found, strict=True)}

    def nearest(self, vector: NDArray[np.float32], count: int) -> list[tuple[int, float]]:
        """The ``count`` items nearest to ``vector`` with their cosines; looks at every one."""
        from usearch.compiled import MetricKind
        from usearch.index import search

        rows = self._rows
        if not len(rows.vectors):
            return []
        asked = np.rint(vector * SCALE).astype(np.int8)
        # Rows that count no longer take places too.
        wanted = min(len(rows.vectors), 2 * count)
        found = search(rows.vectors, asked, wanted, MetricKind.Cos, exact=True, threads=1)
        near = []
        for row, distance in zip(found.keys.tolist(), found.distances.tolist(), strict=True):
            item = int(rows.items[row])
            if rows.place.get(item) == row and rows.texts[row]:
                near.append((item, 1.0 - distance))
        return near[:count]

    def begin(self) -> bool:
        """Make empty files where there are none, under ``writing``; whether there were none."""
        if (self.folder / "items").exists():
            return False
        self._rows = self._none()
        for name in ("texts", "vectors", "items"):
            (self.folder / name).write_bytes(b"")
        return True

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the files for writing; goes when the process dies."""
        with locked(self.folder / "lock"):
            self.refresh()
            yield

    def append(
        self, items: Sequence[int], texts: Sequence[int], vectors: NDArray[np.float32]
    ) -> None:
        """Add rows, under ``writing``; ``vectors``, [len(items), dimensions], have length 1."""
        rows = self._rows.stamp[1]
        parts = (
            ("texts", np.asarray(texts, np.uint64), 8),
            ("vectors", as_bytes(vectors), self.dimensions),
            ("items", np.asarray(items, np.int64), 8),
        )
        for name, values, width in parts:
            add_rows(self.folder / name, rows * width, values)
        self.refresh()
        if rows > 1000 and len(self) < (1 - WASTE) * self._rows.stamp[1]:
            self._compact()

    def _compact(self) -> None:
        """Write the rows that count into new files, and put ``items`` in place last of all."""
        held = self._rows
        rows = sorted(row for row in held.place.values() if held.texts[row])
        kept: tuple[NDArray[Any], ...] = (held.texts[rows], held.vectors[rows], held.items[rows])
        # Without ``items`` readers go on with what they have mapped.
        (self.folder / "items").unlink()
        for name, values in zip(("texts", "vectors", "items"), kept, strict=True):
            fresh = self.folder / f"{name}.new"
            fresh.write_bytes(values.tobytes())
            fresh.replace(self.folder / name)
        self.refresh()
