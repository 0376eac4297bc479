"""Languages of captions by their codes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from babel.core import Locale, get_global

UNKNOWN = "und"
"""ISO 639-2: undetermined."""

_CODE = re.compile(r"[a-z]{2,3}")
_RUSSIAN = re.compile("[а-яё]")
#: Letters of other languages in Cyrillic: Ukrainian, Belarusian, Serbian, Tatar, Kazakh, Bashkir…
_OTHERS = re.compile("[іїєґўђјљњћџәөүұқғңһҗҙҫӑӗӳӱ]")


def code_of(given: str) -> str:
    """``ru`` for ``rus``, ``RU`` and ``ru-RU``; three letters where there are no two; else ``und``.

    Letters that name no language are ``und`` too. Babel's tables of aliases and names are CLDR's.
    """
    code = re.split("[-_]", given.strip().lower())[0]
    code = str(get_global("language_aliases").get(code, code)).split("_")[0]
    return code if _CODE.fullmatch(code) and code in _known() else UNKNOWN


@cache
def _known() -> frozenset[str]:
    """Codes of languages that have a name in Russian or in English."""
    return frozenset(str(code) for name in ("ru", "en") for code in Locale(name).languages)


def read_first(codes: Iterable[str]) -> list[str]:
    """The codes, each once, in the order in which a Russian school reads them."""
    return sorted(set(codes), key=lambda code: (code != "ru", code == UNKNOWN, code))


def told_by_letters(text: str) -> str:
    """``ru`` for words in Russian letters, else ``und``: what nobody named is still read here."""
    lower = text.lower()
    russian = len(_RUSSIAN.findall(lower))
    letters = sum(one.isalpha() for one in lower)
    return "ru" if letters and russian > 0.7 * letters and not _OTHERS.search(lower) else UNKNOWN
