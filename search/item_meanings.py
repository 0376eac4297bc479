"""How near items are in meaning: to what was asked, and to each other."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from language.meaning.port import Meaning
from search.own_words import ENOUGH, own_words
from search.port import Document

if TYPE_CHECKING:  # numpy is loaded with the encoder, not with whoever may ask it
    import numpy as np
    from numpy.typing import NDArray

    from search.fragment_file import FragmentFile
    from search.vector_file import VectorFile

PATIENCE = 0.02
"""Seconds that a page waits for a query's meaning; the next page with it has it at once."""

REMEMBERED = 2048
"""Queries whose vectors are kept per process: 4 MB."""

LOOKED_THROUGH = 100_000
"""Vectors that are looked through for one query, some 20 ms of a processor; of more the meaning
only puts in order what words have found."""


MOST_FRAGMENTS, MOST_LETTERS = 500, 500
"""Fragments of an item that have a vector, and what of each is looked at."""


def text_of(document: Document) -> str:
    """What an item is about: its title, its lessons, its headings, or how its text begins.

    Nothing that is kept from the class. Empty where all of it says nothing (``own_words``): such
    an item is near to nothing.
    """
    shown = [one for one in document.fragments if not one.hidden]
    headings = " ".join(dict.fromkeys(one.heading for one in shown if one.heading))
    about = headings or " ".join(one.text for one in shown[:3])[:300]
    title = document.title if own_words(document.title) else ""
    text = ". ".join(dict.fromkeys(filter(None, (title, *document.topics, about))))
    return text if len(own_words(text)) >= ENOUGH else ""


def fragments_of(document: Document) -> list[str]:
    """What its fragments say that are shown to the class, in their order."""
    shown = [one for one in document.fragments if not one.hidden]
    return [f"{one.heading} {one.text}"[:MOST_LETTERS] for one in shown[:MOST_FRAGMENTS]]


def hash_of(text: str) -> int:
    """Names a text by 63 bits, never 0."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest()) >> 1 or 1


class ItemMeanings:
    """The vectors of an installation's items, and the encoder that made them."""

    def __init__(self, meaning: Meaning, folder: Path) -> None:
        self.meaning = meaning
        self.folder = folder
        self._asked: OrderedDict[str, NDArray[np.float32]] = OrderedDict()
        self._making: dict[str, Future[NDArray[np.float32]]] = {}
        self._lock = threading.Lock()

    @cached_property
    def vectors(self) -> VectorFile:
        """The items' vectors."""
        from search.vector_file import VectorFile

        return VectorFile(self.folder, self.meaning.dimensions)

    @cached_property
    def fragments(self) -> FragmentFile:
        """The vectors of their fragments."""
        from search.fragment_file import FragmentFile

        return FragmentFile(self.folder, self.meaning.dimensions)

    @cached_property
    def _encoding(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(1, "meaning")

    def begin_asking(self, text: str) -> None:
        """Have the vector of a query made while its words are looked for."""
        self._asking(" ".join(text.lower().split()))

    def asked(self, text: str, patience: float | None) -> NDArray[np.float32] | None:
        """The vector of a query; None when it is not there within ``patience`` seconds."""
        plain = " ".join(text.lower().split())
        asking = self._asking(plain)
        with self._lock:
            known = self._asked.get(plain)
        if known is not None or asking is None:
            return known
        try:
            return asking.result(patience)
        except TooLate:
            return None

    def _asking(self, plain: str) -> Future[NDArray[np.float32]] | None:
        with self._lock:
            if not plain or plain in self._asked:
                return None
            if plain not in self._making:
                self._making[plain] = self._encoding.submit(self._encode, plain)
            return self._making[plain]

    def _encode(self, plain: str) -> NDArray[np.float32]:
        found: NDArray[np.float32] | None = None
        try:
            (found,) = self.meaning.encode([plain])
        finally:
            with self._lock:
                self._making.pop(plain, None)
                if found is not None:
                    self._asked[plain] = found
                while len(self._asked) > REMEMBERED:
                    self._asked.popitem(last=False)
        return found

    def warm(self) -> Future[NDArray[np.float32]]:
        """Load the encoder beside whatever goes on."""
        return self._encoding.submit(self._encode, "урок")

    def near(self, vector: NDArray[np.float32], count: int) -> dict[int, float]:
        """Row ids of the items nearest to a vector → cosine; none where there are too many."""
        self.vectors.refresh()
        if len(self.vectors) > LOOKED_THROUGH:
            return {}
        return dict(self.vectors.nearest(vector, count))

    def nearness(self, vector: NDArray[np.float32], items: Sequence[int]) -> dict[int, float]:
        """Row id → cosine to a vector, for those of ``items`` that have one."""
        self.vectors.refresh()
        return self.vectors.nearness(vector, items)

    def like(self, item: int, count: int) -> dict[int, float]:
        """Row ids of the items nearest to an item, itself left out → cosine."""
        self.vectors.refresh()
        vector = self.vectors.vector(item)
        found = self.near(vector, count + 1) if vector is not None else {}
        found.pop(item, None)
        return found

    def fragment(self, vector: NDArray[np.float32], item: int) -> tuple[int, float] | None:
        """Which of ``fragments_of`` an item is nearest to a vector, from 0, and its cosine."""
        self.fragments.refresh()
        return self.fragments.nearest(item, vector)

    def begin(self) -> bool:
        """Make the vectors' files where there are none; whether there were none."""
        with self.vectors.writing():
            begun = [self.vectors.begin(), self.fragments.begin()]
        return any(begun)

    def take_in(self, documents: Sequence[Document], gone: Sequence[int]) -> None:
        """Make the vectors say what these items are about now; those ``gone`` have none.

        Nor have those that say nothing.
        """
        import numpy as np

        texts = {one.id: text_of(one) for one in documents}
        with self.vectors.writing():
            hashes = {item: hash_of(text) for item, text in texts.items() if text}
            fresh = [item for item in hashes if self.vectors.text_of(item) != hashes[item]]
            silent = [item for item in texts if item not in hashes]
            lost = [item for item in (*gone, *silent) if self.vectors.text_of(item)]
            self._take_in_fragments(documents, gone)
            if not fresh and not lost:
                return
            made = self.meaning.encode([texts[item] for item in fresh])
            none = np.zeros((len(lost), self.meaning.dimensions), np.float32)
            self.vectors.append(
                [*fresh, *lost],
                [*(hashes[item] for item in fresh), *(0 for _ in lost)],
                np.concatenate([made, none]),
            )

    def _take_in_fragments(self, documents: Sequence[Document], gone: Sequence[int]) -> None:
        import numpy as np

        self.fragments.refresh()
        texts = {one.id: fragments_of(one) for one in documents} | {item: [] for item in gone}
        hashes = {item: hash_of("\0".join(said)) if said else 0 for item, said in texts.items()}
        fresh = [item for item in texts if self.fragments.text_of(item) != hashes[item]]
        if not fresh:
            return
        said = [text for item in fresh for text in texts[item]]
        none = np.empty((0, self.meaning.dimensions), np.float32)
        vectors = self.meaning.encode(said) if said else none
        ends = np.cumsum([len(texts[item]) for item in fresh])[:-1]
        self.fragments.append(fresh, [hashes[item] for item in fresh], np.split(vectors, ends))
