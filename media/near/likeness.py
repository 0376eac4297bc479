"""How much two originals have in common, by their prints, and which parts of them.

The limits were chosen on made copies and on different materials of one look:
``bench/near_duplicates.py`` measures both, ``docs/decisions/0009-near-duplicates.md`` tells what
came out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from media.near.prints import PICTURE_BYTES, WORDS_BYTES, PrintKind, Prints

BITS = PICTURE_BYTES * 8
SAME_PICTURE = 68
"""Bits of 256 in which a picture may differ from its copy, cropped by a fiftieth on each side."""
SAME_FRAME = 68
SAME_SLIDE = 80
"""The same for a slide drawn by another program, whose words say that it is the same."""
SAME_WORDLESS = 40
"""For slides of which one has no words: slides of one template must not be taken for copies."""
SLIDE_WORDS = 0.6
"""Share of words that slides of the same look have in common."""
SLIDE_WORDS_ALONE = 0.85
"""The same where the look has changed."""
ENOUGH = {"picture": 1 - SAME_PICTURE / BITS, "slides": 0.5, "frames": 0.5, "text": 0.7}
"""The least share that makes two originals near, by the kind of print."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two originals share: ``share`` is above 0 and at most 1, ``by`` what kind of print.

    ``pairs`` are positions from 0 in the first and in the second original: slides that match, or
    frames at the same moment.
    """

    share: float
    by: PrintKind
    pairs: tuple[tuple[int, int], ...] = ()


def likeness(one: Mapping[str, Prints], other: Mapping[str, Prints]) -> Likeness | None:
    """The likeness of two originals whose prints are given by kind; None where they are not near.

    What can be shown side by side speaks before a text alone.
    """
    found = [
        likeness
        for kind in _BY
        if kind in one and kind in other
        if (likeness := _BY[kind](one[kind], other[kind])).share >= ENOUGH[kind]
    ]
    return max(found, key=lambda near: (near.by != "text", near.share), default=None)


def _pictures(one: Prints, other: Prints) -> Likeness:
    apart = _apart(one.bits, other.bits)
    share = 1 - int(apart[0, 0]) / BITS if apart.size else 0.0
    return Likeness(share, "picture", ((0, 0),))


def _texts(one: Prints, other: Prints) -> Likeness:
    common = _common(one.words, other.words)
    return Likeness(float(common[0, 0]) if common.size else 0.0, "text")


def _slides(one: Prints, other: Prints) -> Likeness:
    """The share of the longer deck whose slides have a match; each matches once."""
    apart, common = _apart(one.bits, other.bits), _common(one.words, other.words)
    worded = common >= 0
    same = np.where(
        worded,
        (common >= SLIDE_WORDS_ALONE) | ((common >= SLIDE_WORDS) & (apart <= SAME_SLIDE)),
        apart <= SAME_WORDLESS,
    )
    # The best pairs first; among equals those that stand at the same place.
    score = apart / BITS - np.maximum(common, 0)
    pairs = sorted(_assigned(same, score))
    longer = max(_telling(one), _telling(other))
    return Likeness(len(pairs) / longer if longer else 0.0, "slides", tuple(pairs))


def _assigned(same: NDArray[np.bool_], score: NDArray[np.float64]) -> Iterator[tuple[int, int]]:
    rows, columns = np.nonzero(same)
    order = np.lexsort((np.abs(rows - columns), score[rows, columns]))
    used_rows, used_columns = set[int](), set[int]()
    for row, column in zip(rows[order].tolist(), columns[order].tolist(), strict=True):
        if row not in used_rows and column not in used_columns:
            used_rows.add(row)
            used_columns.add(column)
            yield row, column


def _telling(prints: Prints) -> int:
    """Slides that have anything to be compared by."""
    pictures, texts = prints.pictures(), prints.texts()
    return sum(bool(bits) or bool(words) for bits, words in zip(pictures, texts, strict=True))


def _frames(one: Prints, other: Prints) -> Likeness:
    """The share of the longer film whose frames match those of the other, shifted as fits best."""
    first, second = _numbers(one.bits), _numbers(other.bits)
    longer = max(int(_seen(first).sum()), int(_seen(second).sum()))
    best, pairs = 0, np.empty((0, 2), dtype=np.intp)
    for shift in _shifts(first, second):
        begin, end = max(0, -shift), min(len(first), len(second) - shift)
        here, there = first[begin:end], second[begin + shift : end + shift]
        bits = np.bitwise_count(here ^ there).sum(axis=1, dtype=np.int32)
        same = np.nonzero((bits <= SAME_FRAME) & _seen(here) & _seen(there))[0]
        if len(same) > best:
            best, pairs = len(same), np.stack((same + begin, same + begin + shift), axis=1)
    found = tuple((int(row), int(column)) for row, column in pairs)
    return Likeness(best / longer if longer else 0.0, "frames", found)


ANCHORS = 60
SHIFTS = 5


def _shifts(first: NDArray[np.uint64], second: NDArray[np.uint64]) -> list[int]:
    """The likeliest places of the first film in the second, in frames, the likeliest first.

    Frames spread over the first film say where in the second they are found; no shift at all is
    always among the answers.
    """
    seen = np.nonzero(_seen(first))[0]
    anchors = seen[:: max(1, len(seen) // ANCHORS)]
    votes: dict[int, int] = {}
    for anchor in anchors.tolist():
        bits = np.bitwise_count(second ^ first[anchor]).sum(axis=1, dtype=np.int32)
        for at in np.nonzero((bits <= SAME_FRAME) & _seen(second))[0].tolist():
            votes[at - anchor] = votes.get(at - anchor, 0) + 1
    likely = sorted(votes, key=lambda shift: (-votes[shift], abs(shift)))
    return list(dict.fromkeys([0, *likely[:SHIFTS]]))


def _apart(one: bytes, other: bytes) -> NDArray[np.int32]:
    """Bits in which each picture of the first differs from each of the second; all for blanks."""
    first, second = _numbers(one), _numbers(other)
    bits: NDArray[np.int32] = np.bitwise_count(first[:, None] ^ second[None]).sum(
        axis=2, dtype=np.int32
    )
    bits[~_seen(first), :] = BITS
    bits[:, ~_seen(second)] = BITS
    return bits


def _common(one: bytes, other: bytes) -> NDArray[np.float64]:
    """The share of words that each text of the first has with each of the second; −1: no words."""
    first, second = (
        np.frombuffer(words, dtype=np.uint8).reshape(-1, WORDS_BYTES) for words in (one, other)
    )
    common = np.empty((len(first), len(second)), dtype=np.float64)
    for row, words in enumerate(first):
        common[row] = (second == words).mean(axis=1)
    common[~first.any(axis=1), :] = -1
    common[:, ~second.any(axis=1)] = -1
    return common


def _numbers(bits: bytes) -> NDArray[np.uint64]:
    return np.frombuffer(bits, dtype=np.uint64).reshape(-1, PICTURE_BYTES // 8)


def _seen(pictures: NDArray[np.uint64]) -> NDArray[np.bool_]:
    return np.asarray(pictures.any(axis=1))


_BY = {"picture": _pictures, "slides": _slides, "frames": _frames, "text": _texts}
