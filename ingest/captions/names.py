"""The names of captions and descriptions among a file's renditions."""

from __future__ import annotations

import re

_NAME = re.compile(r"(captions|descriptions)-([a-z]{2,3})\.vtt")


def words_name(language: str, *, described: bool = False) -> str:
    """The rendition with the file's own words in a language.

    ``described``: they tell what is to be seen and stand in the picture or beside it; a player does
    not write them over the film, a search finds them.
    """
    return f"{'descriptions' if described else 'captions'}-{language}.vtt"


def words_of(name: str) -> tuple[str, bool] | None:
    """The language of a rendition with words, and whether they describe; None for any other."""
    found = _NAME.fullmatch(name)
    return (found[2], found[1] == "descriptions") if found else None


def caption_language(name: str) -> str | None:
    """The language of a rendition that a player shows as captions; None for any other."""
    found = words_of(name)
    return found[0] if found is not None and not found[1] else None
