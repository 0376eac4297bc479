"""Keys by which like prints meet without comparing all with all.

Locality-sensitive hashing (Indyk and Motwani, 1998): a key is made of 18 of a picture's 63 slowest
bits, or of 4 of a text's 64 bytes. Copies, which differ in few, share at least one of their keys;
of a million different pictures four meet by chance. Keys are plain numbers in an indexed column.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import blake2b

from media.near.prints import PICTURE_BYTES, WORDS_BYTES, Prints

SAMPLED = 18
"""Bits in a key of a picture."""
STEADY = range(1, 64)
"""The bits that keys are made of: slow waves, which cropping and coding move least."""
TABLES = 20
"""Keys of a single picture. Of copies that differ in a tenth of these bits 96 in 100 share one."""
TABLES_OF_MANY = 4
"""Keys of each slide or frame: where there are many, one that meets is enough."""
BAND = 4
"""Bytes of a text in a key: of texts with half their shingles in common 64 in 100 share one."""
MOST_KEPT = 100
"""Slides or frames of one original that get keys: different ones, the first of them."""
MOST_ASKED = 600
"""Slides or frames by which the like of an original is looked for, spread over its length."""


def keys_kept(prints: Prints) -> set[int]:
    """The keys under which this original is to be found."""
    if prints.kind == "text":
        return set(_of_text(prints.words))
    if prints.kind == "picture":
        return set(_of_pictures("picture", prints.pictures(), TABLES))
    return set(_of_pictures(prints.kind, _different(prints.pictures())[:MOST_KEPT], TABLES_OF_MANY))


def keys_asked(prints: Prints) -> set[int]:
    """The keys by which its like are looked for: a film is asked by frames that it is not kept by.

    For which of its frames are the first different ones depends on where it begins.
    """
    if prints.kind in ("text", "picture"):
        return keys_kept(prints)
    every = list(dict.fromkeys(prints.pictures()))
    step = -(-len(every) // MOST_ASKED) or 1
    return keys_kept(prints) | set(_of_pictures(prints.kind, every[::step], TABLES_OF_MANY))


def _different(pictures: list[int]) -> list[int]:
    """Those that differ in a fifth of their bits from the one taken before."""
    taken: list[int] = []
    for bits in pictures:
        if bits and (not taken or (bits ^ taken[-1]).bit_count() > PICTURE_BYTES * 8 // 5):
            taken.append(bits)
    return taken


def _of_pictures(family: str, pictures: Iterable[int], tables: int) -> Iterator[int]:
    for bits in pictures:
        if bits:
            for table in range(tables):
                value = 0
                for shift in _sample(table):
                    value = value << 1 | bits >> shift & 1
                yield _key(family, table, value)


def _of_text(words: bytes) -> Iterator[int]:
    if any(words):
        for at in range(0, WORDS_BYTES, BAND):
            yield _key("text", at, int.from_bytes(words[at : at + BAND]))


@cache
def _sample(table: int) -> tuple[int, ...]:
    """Which bits a table looks at, as shifts; the same in every process and version of Python."""
    drawn = sorted(STEADY, key=lambda bit: blake2b(f"{table}:{bit}".encode()).digest())
    return tuple(PICTURE_BYTES * 8 - 1 - bit for bit in drawn[:SAMPLED])


def _key(family: str, table: int, value: int) -> int:
    """A signed number of 64 bits, which any database holds."""
    said = f"{family}:{table}:{value}".encode()
    return int.from_bytes(blake2b(said, digest_size=8).digest(), signed=True)
