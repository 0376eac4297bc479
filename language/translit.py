"""Russian typed in Latin letters: «logarifmy» for «логарифмы».

People write by ear and by several standards at once, so a word has several readings.
"""

from collections.abc import Iterator

LONGEST = 24
"""Letters of a word that is read."""

MOST = 64
"""Readings of a word that are given."""

_LETTERS = {
    "shch": "щ",
    "sch": "щ",
    "zh": "ж",
    "kh": "х",
    "ts": "ц",
    "tz": "ц",
    "ch": "ч",
    "sh": "ш",
    "yo": "ё",
    "jo": "ё",
    "yu": "ю",
    "ju": "ю",
    "iu": "ю",
    "ya": "я",
    "ja": "я",
    "ia": "я",
    "ye": "е",
    "je": "е",
    "ph": "ф",
    "th": "т",
    "ck": "к",
    "a": "а",
    "b": "б",
    "c": "цк",
    "d": "д",
    "e": "еэ",
    "f": "ф",
    "g": "гж",
    "h": "хг",
    "i": "ий",
    "j": "йж",
    "k": "к",
    "l": "л",
    "m": "м",
    "n": "н",
    "o": "о",
    "p": "п",
    "q": "к",
    "r": "р",
    "s": "с",
    "t": "т",
    "u": "у",
    "v": "в",
    "w": "вш",
    "x": "х",
    "y": "ыйи",
    "z": "з",
    "'": "ьъ",
}
"""What a Latin letter, or several, may stand for, the likeliest first."""

_LENGTHS = (4, 3, 2, 1)

_KNOWN = frozenset(letter for letters in _LETTERS for letter in letters)


def readings(word: str) -> list[str]:
    """The Russian words that a Latin one may be, the likeliest first; at most ``MOST``.

    ``word`` is in lower case. What has a letter that no reading takes has none.
    """
    if not _KNOWN.issuperset(word) or len(word) > LONGEST:
        return []
    found: dict[str, None] = {}
    for reading in _readings(word):
        found.setdefault(reading.replace("ё", "е"))
        if len(found) == MOST:
            break
    return list(found)


def _readings(word: str) -> Iterator[str]:
    if not word:
        yield ""
        return
    for length in _LENGTHS:
        for letter in _LETTERS.get(word[:length], "") if len(word) >= length else "":
            for rest in _readings(word[length:]):
                yield letter + rest
