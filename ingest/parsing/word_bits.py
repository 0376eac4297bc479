"""A text's print of 64 bytes: two texts have as many bytes in common as words.

MinHash (Broder, «On the resemblance and containment of documents», 1997) with 64 hash functions,
of each smallest value the lowest byte (Li and König, «b-Bit Minwise Hashing», 2010): the share of
equal bytes estimates the share of common shingles, give or take 0.06.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from ingest.parsing.fingerprint import normalised

FUNCTIONS = 64
SLIDE_WORDS = 4
"""Different words below which a slide's text tells nothing: a heading stands in many decks."""
TEXT_WORDS = 20
"""The same for a whole text."""

_WORD = re.compile(r"\w+")


def slide_bits(text: str) -> bytes:
    """The print of a slide: its words and pairs of words, wherever they stand on it."""
    words = _words(text)
    if len(set(words)) < SLIDE_WORDS:
        return bytes(FUNCTIONS)
    return _bits({*words, *_shingles(words, 2)})


def text_bits(texts: Iterable[str]) -> bytes:
    """The print of a whole deck by runs of three words, none from one slide into the next."""
    slides = [_words(text) for text in texts]
    if len({word for words in slides for word in words}) < TEXT_WORDS:
        return bytes(FUNCTIONS)
    return _bits({shingle for words in slides for shingle in _shingles(words, 3)})


def _words(text: str) -> list[str]:
    return _WORD.findall(normalised(text))


def _shingles(words: list[str], size: int) -> list[str]:
    """Runs of ``size`` words; all of them together where there are fewer."""
    last = max(1, len(words) - size + 1)
    return [" ".join(words[at : at + size]) for at in range(last)] if words else []


def _bits(shingles: set[str]) -> bytes:
    hashes = np.array([_hash(shingle) for shingle in shingles], dtype=np.uint64)
    times, plus = _functions()
    smallest = np.array(
        [
            ((hashes * factor + term) >> np.uint64(32)).min()
            for factor, term in zip(times, plus, strict=True)
        ]
    )
    # A print of zeros means «none»; a byte of 0 alone may well be.
    return (smallest & np.uint64(255)).astype(np.uint8).tobytes()


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest())


@cache
def _functions() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Multiply-shift hashing: odd factors and terms of 64 bits, of which the upper half counts."""
    times = [_hash(f"times {n}") | 1 for n in range(FUNCTIONS)]
    plus = [_hash(f"plus {n}") for n in range(FUNCTIONS)]
    return np.array(times, dtype=np.uint64), np.array(plus, dtype=np.uint64)
