"""A query, or some words of it, typed in Latin letters for want of Russian ones: «voina i mir»."""

import re

from language.lemmas import RUSSIAN
from language.translit import readings
from search.spelling import Spelling
from search.understand import MOST_LETTERS, readable

SHORTEST = 3
"""Letters of a word that says by itself that the query is Russian; shorter ones go with it."""

SLIPPED = 6
"""Letters of a word that is read though it is Russian only but for a slip."""

SLIPPED_READINGS = 4
"""The readings of such a word that are looked at, the likeliest."""

_LATIN = re.compile(r"(?<![\w'])[A-Za-z][A-Za-z']*(?!\w)")


def in_russian_letters(text: str, spelling: Spelling) -> str:
    """The query with its Latin words in Russian letters; as it was where they are no Russian.

    A word is Russian when the viewer finds nothing by it as it stands and one of its readings is in
    the dictionary or finds something. Words of one or two letters follow the others.
    """
    text = readable(text)[:MOST_LETTERS]
    typed = [word.lower() for word in _LATIN.findall(text) if len(word) >= SHORTEST]
    if all(word in spelling.lexicon.vocabulary or spelling.matching(word) for word in typed):
        return text  # «log ab», «print input»
    meant: dict[str, str] = {}
    for word in dict.fromkeys(_LATIN.findall(text)):
        plain = word.lower()
        if len(plain) < SHORTEST:
            meant[word] = next((one for one in readings(plain) if RUSSIAN.known(one)), "")
        elif not spelling.matching(plain):
            meant[word] = _likeliest(plain, spelling)
    if not any(meant.get(word) for word in meant if len(word) >= SHORTEST):
        return text
    return _LATIN.sub(lambda found: meant.get(found[0]) or found[0], text)


def _likeliest(word: str, spelling: Spelling) -> str:
    """The reading by which most is found; else one that is a word; else one with a slip in it.

    Empty: none is.
    """
    read = readings(word)
    counts = {one: spelling.matching(RUSSIAN.lemma(one).text) for one in read}

    def standing(one: str) -> tuple[bool, bool, int]:
        return counts[one] > 0, _is_word(one, spelling), counts[one]

    best = max(read, key=standing, default="")
    if best and (counts[best] or _is_word(best, spelling)):
        return best
    near: dict[str, float] = {}
    for one in read[:SLIPPED_READINGS] if len(word) >= SLIPPED else ():
        near |= spelling.likely(one)
    return max(near, key=lambda one: (near[one], one), default="")


def _is_word(reading: str, spelling: Spelling) -> bool:
    return RUSSIAN.known(reading) or reading in spelling.lexicon.vocabulary
