"""Which of a file's words speak for it, when it has several."""

from __future__ import annotations

from collections.abc import Iterable

from ingest.captions.language import read_first
from ingest.captions.names import words_of


def best_of(names: Iterable[str]) -> list[str]:
    """The renditions with words, the best first.

    Russian before other languages, and of one language what is said before what is described.
    """
    found = {name: words for name in names if (words := words_of(name)) is not None}
    languages = read_first(language for language, _described in found.values())
    return sorted(found, key=lambda name: (languages.index(found[name][0]), found[name][1]))
