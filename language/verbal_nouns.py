"""What a verb is called as a thing: «открыть» → «открытие», «умножать» → «умножение».

Questions have verbs, titles have nouns. Endings as in «Русская грамматика» (1980), §§ 255–270:
-ние, -ение, -тие, and none («отмена», «замена»). What is made must be a noun of the dictionary.
Where no ending tells, a table does (``language/irregular_nouns.py``).
"""

from collections.abc import Iterator
from functools import lru_cache

from language.irregular_nouns import IRREGULAR
from language.lemmas import RUSSIAN

_ENDINGS = (
    ("ировать", ("ирование", "изация")),
    ("ивать", ("ение", "ивание")),
    ("ывать", ("ание", "ывание")),
    *((hushing + "ать", (hushing + "ение",)) for hushing in ("жд", "ж", "ч", "ш", "щ")),
    ("ать", ("ание",)),
    ("ять", ("ение", "яние")),
    ("еть", ("ение",)),
    ("ить", ("ение", "итие", "а")),
    ("ыть", ("ытие",)),
    ("нуть", ("новение", "нутие")),
    ("ести", ("едение", "есение")),
)
"""Infinitive's ending → the noun's, instead of it."""

_SOFTENED = (
    ("ст", "щ"),
    ("т", "щ"),
    ("т", "ч"),
    ("д", "жд"),
    ("д", "ж"),
    ("з", "ж"),
    ("с", "ш"),
    ("п", "пл"),
    ("б", "бл"),
    ("в", "вл"),
    ("м", "мл"),
)
"""How a stem's last letters change before -ение: «сократить», «сокращение»."""


@lru_cache(5_000)
def verbal_nouns(infinitive: str) -> tuple[str, ...]:
    """The nouns of an infinitive, its lemma without «-ся»; none where the dictionary has none."""
    plain = infinitive.removesuffix("ся").removesuffix("сь")
    made = (noun for noun in _made(plain) if _is_noun(noun))
    return tuple(dict.fromkeys((*IRREGULAR.get(plain, ()), *made)))


def _made(infinitive: str) -> Iterator[str]:
    for ending, nouns in _ENDINGS:
        stem = infinitive.removesuffix(ending)
        if stem == infinitive or len(stem) < 2:
            continue
        for noun in nouns:
            yield stem + noun
            if noun == "ение":
                for last, softened in _SOFTENED:
                    if stem.endswith(last):
                        yield stem.removesuffix(last) + softened + noun
        return


def _is_noun(word: str) -> bool:
    return RUSSIAN.known(word) and RUSSIAN.may_be(word, "NOUN") and RUSSIAN.lemma(word).text == word
