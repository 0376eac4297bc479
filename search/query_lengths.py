"""Finding how long a material is wanted: «видео до 5 минут», «не длиннее 10 мин», «короткий ролик».

The words of a query are written as a line of signs, one a word, and the ways of naming a length
are patterns of that line.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from language.lemmas import RUSSIAN, Lemma
from language.words import Word
from search.lengths import MINUTES, SLIDES, Step
from search.query_words import kind_named

_UNITS = {
    "секунда": 1,
    "сек": 1,
    "минута": 60,
    "мин": 60,
    "минутка": 60,
    "полминуты": 30,
    "час": 3600,
    "полчаса": 1800,
}
"""A unit of time by its lemma, or as it is cut short: seconds."""

_NUMBERS = {
    "пара": 2,
    "несколько": 3,
    "полтора": 1.5,
    "один": 1,
    "два": 2,
    "три": 3,
    "четыре": 4,
    "пять": 5,
    "шесть": 6,
    "семь": 7,
    "восемь": 8,
    "девять": 9,
    "десять": 10,
    "двенадцать": 12,
    "пятнадцать": 15,
    "двадцать": 20,
    "тридцать": 30,
    "сорок": 40,
    "пятьдесят": 50,
}

_BEFORE = {
    "одно": 1,
    "двух": 2,
    "трех": 3,
    "четырех": 4,
    "пяти": 5,
    "шести": 6,
    "семи": 7,
    "восьми": 8,
    "девяти": 9,
    "десяти": 10,
    "пятнадцати": 15,
    "двадцати": 20,
    "тридцати": 30,
    "сорока": 40,
    "полутора": 1.5,
    "полу": 0.5,
}
"""What «пятиминутный» begins with."""

_SO_LONG = re.compile(rf"({'|'.join(_BEFORE)})?(минутн|часов|секундн)[а-я]{{2,3}}")
_ADJECTIVES = {"минутн": 60, "часов": 3600, "секундн": 1}

_SIGNS = {
    "не": "x",
    "больше": ">",
    "более": ">",
    "длиннее": ">",
    "дольше": ">",
    "свыше": ">",
    "меньше": "<",
    "менее": "<",
    "короче": "<",
    "до": "d",
    "максимум": "d",
    "от": "o",
    "минимум": "o",
    "чем": "t",
    "на": "a",
    "за": "a",
    "из": "b",
    "в": "b",
    "около": "q",
    "примерно": "q",
    "мини": "s",
    "покороче": "S",
    "подлиннее": "L",
}
"""What words say by themselves.

Other signs: ``n`` a number, ``~`` what stands behind its comma, ``u`` a unit of time, ``f`` slides,
``j`` «минутный», ``e`` «учебный», ``k`` a kind of material, ``s`` short, ``l`` long, ``w``
«длительностью».
"""

_OF_LEMMAS = {
    **dict.fromkeys(("короткий", "коротенький", "краткий", "небольшой"), "s"),
    **dict.fromkeys(("длинный", "долгий", "продолжительный"), "l"),
    **dict.fromkeys(("обучать", "обучающий", "учебный", "познавательный", "наглядный"), "e"),
    **dict.fromkeys(("хороший", "интересный", "простой", "понятный", "детский", "научный"), "e"),
    **dict.fromkeys(("длительность", "продолжительность", "длина", "хронометраж"), "w"),
}

_NAMED = re.compile(
    r"w?(?:(?P<range>o?(?P<from>n)d?(?P<to>n)[uf])"
    r"|(?P<most>(?:x>t?a?|<t?a?|d)n?~?[uf])"
    r"|(?P<least>(?:>t?a?|x<t?a?|o)n?~?[uf])"
    r"|(?P<about>[ab]?q?n~?[uf]|au|ua?n|fan|nj|j(?=k)))"
    r"(?:nu)?"  # «3 мин 30 с»
)
_LIKE = re.compile(r"[sl](?=e?k)|(?<=k)(?P<after>[sl])|(?P<alone>[SL])")

_DASHES = ("-", "‑", "–", "—")

_KINDS_STEPS = {"presentation": SLIDES, "video": MINUTES, "audio": MINUTES}


@dataclass(frozen=True)
class Length:
    """A length that one part of the query means: the words from ``start`` up to ``end``.

    ``codes``: steps of ``search.lengths``, neighbours, the shortest first. ``exact``: they hold
    what was asked for and nothing else.
    """

    codes: tuple[str, ...]
    start: int
    end: int
    exact: bool = True


def length_asked(text: str, cut: Sequence[Word], lemmas: Sequence[Lemma]) -> Length | None:
    """The length that a query asks for; ``cut`` are its words, ``lemmas`` theirs.

    A number of minutes alone is a length beside a kind of material only: «ролик на 3 минуты».
    """
    return _Line(text, cut, lemmas).length()


class _Line:
    def __init__(self, text: str, cut: Sequence[Word], lemmas: Sequence[Lemma]) -> None:
        self.text = text
        self.cut = cut
        self.lemmas = lemmas
        self.kinds = {at: kind for at in range(len(cut)) if (kind := self._kind(at))}
        self.signs = "".join(self._sign(at) for at in range(len(cut)))

    def length(self) -> Length | None:
        for found in _NAMED.finditer(self.signs):
            length = self._named(found)
            if length is not None:
                return length
        for found in _LIKE.finditer(self.signs):
            length = self._like(found)
            if length is not None:
                return length
        return None

    def _kind(self, at: int) -> str | None:
        if self.lemmas[at].text == "слайд":
            return None
        return kind_named(self.cut[at], self.lemmas[at])

    def _sign(self, at: int) -> str:
        said, lemma = self.cut[at].text, self.lemmas[at].text
        if said in _SIGNS:
            return _SIGNS[said]
        if self._unit(at):
            return "u"
        if lemma == "слайд":
            return "f"
        if self._number(at) is not None:
            return "~" if self._is_fraction(at) else "n"
        if at in self.kinds:
            return "k"
        return "j" if _SO_LONG.fullmatch(said) else _OF_LEMMAS.get(lemma, ".")

    def _unit(self, at: int) -> int:
        return _UNITS.get(self.cut[at].text) or _UNITS.get(self.lemmas[at].text, 0)

    def _number(self, at: int) -> float | None:
        said = self.cut[at].text
        if said.isascii() and said.isdigit() and len(said) <= 3:
            return float(f"{said}.{self.cut[at + 1].text}" if self._is_fraction(at + 1) else said)
        return _NUMBERS.get(self.lemmas[at].text)

    def _is_fraction(self, at: int) -> bool:
        """Whether it is what stands behind the comma of «1,5»."""
        if not 0 < at < len(self.cut):
            return False
        before, said = self.cut[at - 1 : at + 1]
        both = before.text + said.text
        return self.text[before.end : said.start] in (",", ".") and both.isdecimal()

    def _named(self, found: re.Match[str]) -> Length | None:
        start, end = found.span()
        last = next(at for at in range(start, end) if self.signs[at] in "ufj")
        if not self._is_length(found, last):
            return None
        scale = SLIDES if self.signs[last] == "f" else MINUTES
        one = self._much(last)
        whole = end if "u" not in self.signs[start:last] else last
        numbers = [self._number(at) for at in range(start, whole) if self.signs[at] == "n"]
        much = [one * number for number in numbers if number is not None] or [one]
        if found["range"]:
            least, most = sorted(much)
            return _steps(scale, start, end, least, most)
        if found["most"]:
            return _steps(scale, start, end, 0, much[0])
        if found["least"]:
            return _steps(scale, start, end, much[0], None)
        return Length((_step(scale, much[0]).code,), start, end)

    def _is_length(self, found: re.Match[str], unit: int) -> bool:
        """Whether it is one; a number of minutes may also be what a lesson is about."""
        limits = not found["about"]
        if found["range"] and "d" not in found["range"]:
            one, other = found.start("from"), found.start("to")
            if self.text[self.cut[one].end : self.cut[other].start].strip() not in _DASHES:
                return False
        if self.signs[unit] == "f":
            if "n" not in found[0]:
                return False
            said = self.cut[unit].text
            return limits or RUSSIAN.may_be(said, "gent") or RUSSIAN.may_be(said, "loct")
        if self.signs[unit] == "u" and "n" not in found[0]:
            # «Видео до минуты»; but «сколько минут в часе, видео».
            return "w" in found[0] or self.signs[: found.start()].endswith("k")
        if self.kinds:
            return True
        return limits and "n" in found[0] and self._much(unit) == 60

    def _much(self, unit: int) -> float:
        """How many slides, or seconds, the unit at this place has."""
        if self.signs[unit] == "f":
            return 1
        adjective = _SO_LONG.fullmatch(self.cut[unit].text)
        if adjective is None:
            return self._unit(unit)
        return _ADJECTIVES[adjective[2]] * _BEFORE.get(adjective[1] or "", 1)

    def _like(self, found: re.Match[str]) -> Length | None:
        """«Короткое видео», «видео короткое», «видео про вулканы покороче»."""
        at = found.start()
        if (found["after"] or found["alone"]) and not self._ends_at(at):
            return None
        near = at - 1 if found["after"] else min((n for n in self.kinds if n > at), default=at)
        kind = next(iter(self.kinds.values()), "") if found["alone"] else self.kinds[near]
        scale = _KINDS_STEPS.get(kind)
        if scale is None:
            return None
        if found[0].lower() == "s":
            return Length((scale[0].code,), at, at + 1)
        return Length(tuple(step.code for step in scale[2:]), at, at + 1)

    def _ends_at(self, at: int) -> bool:
        """Whether the query, or a part of it before a comma, ends with this word."""
        return self.text[self.cut[at].end :].lstrip()[:1] in ("", ",", ";", ".")


def _step(scale: Sequence[Step], much: float) -> Step:
    return next(step for step in scale if step.most is None or much <= step.most)


def _steps(scale: Sequence[Step], start: int, end: int, least: float, most: float | None) -> Length:
    """All steps that have something of these bounds."""
    bounds = [0, *(step.most for step in scale)]
    codes = tuple(
        step.code
        for below, step in zip(bounds, scale, strict=False)
        if (most is None or not most or (below or 0) < most)
        and (step.most is None or step.most > least)
    )
    exact = {least, most or 0} <= {bound or 0 for bound in bounds}
    return Length(codes, start, end, exact)
