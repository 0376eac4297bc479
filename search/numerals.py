"""Numbers that are written in several ways: «Екатерина II», «Екатерина 2», «Екатерина Вторая»."""

from collections.abc import Sequence

from language.lemmas import RUSSIAN
from language.words import Word

ORDINALS = (
    "первый",
    "второй",
    "третий",
    "четвертый",
    "пятый",
    "шестой",
    "седьмой",
    "восьмой",
    "девятый",
    "десятый",
    "одиннадцатый",
    "двенадцатый",
    "тринадцатый",
    "четырнадцатый",
    "пятнадцатый",
    "шестнадцатый",
    "семнадцатый",
    "восемнадцатый",
    "девятнадцатый",
    "двадцатый",
)
"""The lemmas of «первый» to «двадцатый»."""

_TENS = ("", "x", "xx")
_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
ROMAN = [_TENS[number // 10] + _ONES[number % 10] for number in range(1, 25)]
"""I to XXIV, in small letters as words are compared."""

_WAYS: dict[str, tuple[str, ...]] = {}
for _number, _roman in enumerate(ROMAN, 1):
    _same = (str(_number), _roman, *ORDINALS[_number - 1 : _number])
    _WAYS |= {way: tuple(other for other in _same if other != way) for way in _same}

_DECADES = {str(number): f"19{number}" for number in range(10, 100, 10)}


def written_otherwise(cut: Sequence[Word], at: int) -> tuple[str, ...]:
    """How else the number at this place of a query may stand in a text; none for other words.

    «30-е» may be «1930-е».
    """
    lemma = RUSSIAN.lemma(cut[at].text).text
    decade = _DECADES.get(lemma)
    return (*_WAYS.get(lemma, ()), *((decade,) if decade else ()))
