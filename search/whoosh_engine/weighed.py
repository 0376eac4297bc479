"""Words with their weights, as Whoosh takes them in.

Whoosh would read each word's weight out of a text, and ask for the length of its document at each
word that it writes, a system call each time: a third of the time of a build, and threads that take
turns at every one. Here weights come as they are, and lengths are in them already
(``search.item_words``), so none are kept.

The index names ``Weighed``: the class stays in this module, or the format of a build changes.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from whoosh.codec.whoosh3 import W3Codec
from whoosh.fields import TEXT
from whoosh.formats import Frequency
from whoosh.system import pack_uint

_ONCE = pack_uint(1)


class Weighed(TEXT):  # type: ignore[misc]
    """A field of words; its value is a mapping: word → weight."""

    def __init__(self) -> None:
        super().__init__(phrase=False, stored=False)
        self.scorable = False  # or lengths are kept
        assert isinstance(self.format, Frequency)

    def index(
        self, value: Mapping[str, float], **_: Any
    ) -> Iterator[tuple[bytes, int, float, bytes]]:
        for word, weight in value.items():
            yield word.encode(), 1, weight, _ONCE


def codec() -> Any:
    """Whoosh's own way of writing, without the lengths of documents."""
    plain = W3Codec()
    plain.length_stats = False
    return plain
