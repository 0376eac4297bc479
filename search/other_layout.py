"""A query, or a part of it, that was typed with the keyboard in the other layout."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from language.layout import as_latin, as_russian
from language.lemmas import RUSSIAN
from language.words import words
from search.query_words import CLASS_WORDS
from search.spelling import Spelling
from search.understand import MOST_LETTERS, readable

SURE = 4
"""Letters of a word that is turned though its neighbours stand right: a shorter one may be
both a Russian word and an English one, «her» and «рук»."""

SLIPPED = 5
"""Letters of a word that is turned though it is Russian only but for a slip."""

_SPACES = re.compile(r"(\s+)")
_RUSSIAN = re.compile("[а-яё]", re.IGNORECASE)
_LATIN = re.compile("[a-z]", re.IGNORECASE)
TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
"""A tag of markup: Latin on purpose."""

_FORMULA = re.compile(r"[\^=+*]")
_ENDS = ".,;:?!\"'"


@dataclass
class _Part:
    """What stands between two spaces: as written, turned, and what speaks for either.

    ``says``: whether it speaks at all; numbers and single letters go with their neighbours.
    ``stands``: it finds something as it is. ``turns``: it is a word, or finds something, turned.
    """

    written: str
    turned: str
    says: bool
    stands: bool
    turns: bool


def in_right_layout(text: str, spelling: Spelling) -> str:
    """The query with what was typed in the other layout put right; spaces stay.

    It is turned before it is cut into words, for б, ю, ж, э, х, ъ and ё stand on the keys of
    punctuation. Parts without Russian letters are judged together, up to the next one with them:
    all are turned when every word is Russian then and nothing that the viewer may see has any of
    them as written; or else those alone of which both are true and that have 4 letters. Parts
    with Russian letters are turned into Latin ones where that finds something and they are no
    Russian words. Single letters and numbers go with the rest. A text with a tag of markup is
    left alone.
    """
    if TAG.search(text):
        return text
    pieces = _SPACES.split(readable(text)[:MOST_LETTERS])
    parts = pieces[::2]
    for group in _alike(parts):
        for at, turned in _turned(group, parts, spelling).items():
            pieces[2 * at] = turned
    return "".join(pieces)


def _alike(parts: Sequence[str]) -> list[list[int]]:
    """The numbers of the parts, neighbours of one alphabet together."""
    if not any(_LATIN.search(part) or _RUSSIAN.search(part) for part in parts):
        return []  # quotes and dots are no «э» and «ю»
    groups: list[list[int]] = []
    before: bool | None = None
    for at, part in enumerate(parts):
        russian = bool(_RUSSIAN.search(part))
        if not russian and not _LATIN.search(part):
            russian = bool(before)  # «5» stands in both alphabets
        if russian != before:
            groups.append([])
        groups[-1].append(at)
        before = russian
    return groups


def _turned(group: Sequence[int], parts: Sequence[str], spelling: Spelling) -> dict[int, str]:
    if any(_RUSSIAN.search(parts[at]) for at in group):
        read, known = as_latin, False
    else:
        read, known = as_russian, True
    read_parts = {at: _part(parts[at], read, spelling, known=known) for at in group if parts[at]}
    saying = [part for part in read_parts.values() if part.says]
    turning = [part for part in saying if part.turns and not part.stands]
    if not turning:
        return {}
    if known and len(turning) == len(saying):
        return {at: part.turned for at, part in read_parts.items()}
    if not known:
        # «зфые ышьзду»: no item may have «simple», yet it is as clearly no Russian word.
        strange = all(not part.stands for part in saying)
        if strange and 2 * len(turning) >= len(saying):
            return {at: part.turned for at, part in read_parts.items()}
        return {at: part.turned for at, part in read_parts.items() if part in turning}
    return {
        at: part.turned
        for at, part in read_parts.items()
        if part in turning and len(part.turned) >= SURE
    }


def _part(written: str, read: Callable[[str], str], spelling: Spelling, *, known: bool) -> _Part:
    stands = _stands(written, spelling)
    if _FORMULA.search(written):
        return _Part(written, written, True, True, False)
    # A comma is «б» in the other layout and may still be a comma at the end, a quote is «э».
    cores = [core for core in (written, written.rstrip(_ENDS), written.strip(_ENDS)) if core]
    for core in dict.fromkeys(cores):
        turned = _read(core, read)
        if _is_russian(turned, spelling) if known else _finds_all(turned, spelling):
            return _Part(written, written.replace(core, turned, 1), True, stands, True)
    core = cores[-1] if cores else written
    turned = _read(core, read)
    if (
        known
        and not stands
        and any(len(word) >= SLIPPED and spelling.meant(word) for word in _weighty(turned))
    ):
        return _Part(written, written.replace(core, turned, 1), True, stands, True)
    says = bool(_weighty(core) or _weighty(turned))
    return _Part(written, written.replace(core, turned, 1), says, stands, False)


def _read(text: str, read: Callable[[str], str]) -> str:
    """The same keys in the other layout. With Caps Lock the keys of punctuation give capitals."""
    turned = read(text)
    return turned.upper() if text.isupper() and len(text) > 1 else turned


def _weighty(text: str) -> list[str]:
    """The words of more than one letter."""
    found = [word.text for word in words(text)]
    return [word for word in found if len(word) > 1 and not word.isdigit()]


def _stands(text: str, spelling: Spelling) -> bool:
    """Whether more than half of it is words that find something, or the dictionary has one.

    Those of a term of the lexicon do: «if I were you» has no «цуку». One-letter pieces are no
    words: «,» splits «lhj,b», and some item has a «b».
    """
    found = _weighty(text)
    finds = sum(
        len(word)
        for word in found
        if word in spelling.lexicon.vocabulary or spelling.matching(RUSSIAN.lemma(word).text)
    )
    return 2 * finds > len(text) or any(map(RUSSIAN.known, found))


def _finds_all(text: str, spelling: Spelling) -> bool:
    """Whether it is Latin words and each finds something."""
    found = _weighty(text)
    return text.isascii() and bool(found) and all(map(spelling.matching, found))


def _is_russian(text: str, spelling: Spelling) -> bool:
    """Whether all its words are in the dictionary or the lexicon, or mean a class."""
    found = _weighty(text)
    return bool(found) and all(
        RUSSIAN.known(word) or word in CLASS_WORDS or word in spelling.lexicon.vocabulary
        for word in found
    )
