"""Letters that look alike in two alphabets: «дpoби» with a Latin p and o is «дроби»."""

import re

_LATIN = "aceopxykmtABCEHKMOPTXY"
_RUSSIAN = "асеорхукмтАВСЕНКМОРТХУ"

_TO_RUSSIAN = str.maketrans(_LATIN, _RUSSIAN)
_TO_LATIN = str.maketrans(_RUSSIAN, _LATIN)

_MIXED = re.compile("[a-zA-Z][а-яёА-ЯЁ]|[а-яёА-ЯЁ][a-zA-Z]")
_LETTERS = re.compile("[a-zA-Zа-яёА-ЯЁ]+")


def folded(text: str) -> str:
    """The text with each word of mixed letters in one alphabet; as long as it was.

    Latin letters inside a word become Russian where each of them has a Russian double, else the
    Russian ones become Latin where each has a Latin double («pаst» with a Russian а); where both
    are possible it is Russian. A word that is neither («IT-урок» without its hyphen) stays.
    """
    return _LETTERS.sub(_in_one_alphabet, text) if _MIXED.search(text) else text


def _in_one_alphabet(found: re.Match[str]) -> str:
    word = found[0]
    if word.isascii() or not _MIXED.search(word):
        return word
    russian = word.translate(_TO_RUSSIAN)
    if not any(letter.isascii() for letter in russian):
        return russian
    latin = word.translate(_TO_LATIN)
    return latin if latin.isascii() else word
