"""A query, or some words of it, typed in Latin letters for want of Russian ones: «voina i mir»."""

import re

from language.lemmas import RUSSIAN
from language.translit import readings
from search.other_layout import TAG
from search.spelling import Spelling
from search.understand import MOST_LETTERS, readable

SHORTEST = 3
"""Letters of a word that says by itself that the query is Russian; shorter ones go with it."""

SLIPPED = 6
"""Letters of a word that is read though it is Russian only but for a slip."""

SLIPPED_READINGS = 4
"""The readings of such a word that are looked at, the likeliest."""

# «C++» and «C#» are Latin on purpose.
_LATIN = re.compile(r"(?<![\w'])[A-Za-z][A-Za-z']*(?![\w+#])")


def in_russian_letters(text: str, spelling: Spelling) -> str:
    """The query with its Latin words in Russian letters; as it was where they are no Russian.

    A word is Russian when the viewer finds nothing by it as it stands and one of its readings is in
    the dictionary or finds something. Words of one or two letters follow the others. What may be
    a known Latin word with a slip, «present simpl», is none; nor is the beginning of one beside a
    Latin word that stands.
    """
    text = readable(text)[:MOST_LETTERS]
    typed = [word.lower() for word in _LATIN.findall(text) if len(word) >= SHORTEST]
    stand = [word in spelling.lexicon.vocabulary or spelling.matching(word) for word in typed]
    if all(stand) or TAG.search(text):
        return text  # «log ab», «print input», «<script>»
    meant: dict[str, str] = {}
    for word in dict.fromkeys(_LATIN.findall(text)):
        plain = word.lower()
        if len(plain) < SHORTEST:
            meant[word] = next((one for one in readings(plain) if RUSSIAN.known(one)), "")
        elif not spelling.matching(plain) and not (any(stand) and _is_english(plain, spelling)):
            meant[word] = _likeliest(plain, spelling, alone=len(typed) == 1)
    if not any(meant.get(word) for word in meant if len(word) >= SHORTEST):
        return text
    return _LATIN.sub(lambda found: meant.get(found[0]) or found[0], text)


def _likeliest(word: str, spelling: Spelling, *, alone: bool) -> str:
    """The reading by which most is found; else one that is a word; else one with a slip in it.

    Empty: none is. ``alone``: no other word says which language it is, «simpl».
    """
    read = readings(word)
    counts = {one: spelling.matching(RUSSIAN.lemma(one).text) for one in read}

    def standing(one: str) -> tuple[bool, bool, int]:
        return counts[one] > 0, _is_word(one, spelling), counts[one]

    best = max(read, key=standing, default="")
    if alone and not counts.get(best) and not RUSSIAN.known(best) and _has_slip(word, spelling):
        return ""
    if best and (counts[best] or _is_word(best, spelling)):
        return best
    near: dict[str, float] = {}
    for one in read[:SLIPPED_READINGS] if len(word) >= SLIPPED else ():
        near |= spelling.likely(one)
    return max(near, key=lambda one: (near[one], one), default="")


def _is_english(word: str, spelling: Spelling) -> bool:
    """Whether it is a known Latin word but for its end or a slip."""
    known = (spelling.engine.terms(), spelling.lexicon.vocabulary)
    begins = any(one.startswith(word) and one.isascii() for words in known for one in words)
    return begins or _has_slip(word, spelling)


def _has_slip(word: str, spelling: Spelling) -> bool:
    return any(one.isascii() for one in spelling.likely(word))


def _is_word(reading: str, spelling: Spelling) -> bool:
    return RUSSIAN.known(reading) or reading in spelling.lexicon.vocabulary
