"""How subjects are called in a query: their titles, parts of them, initials, everyday names."""

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from language.lemmas import RUSSIAN
from language.words import words

EVERYDAY = {
    "физкультура": "физическая культура",
    "физра": "физическая культура",
    "физ-ра": "физическая культура",
    "рус яз": "русский язык",
    "англ яз": "английский язык",
    "био": "биология",
    "изо": "изобразительное искусство",
    "рисование": "изобразительное искусство",
    "обж": "основы безопасности и защиты родины",
    "литра": "литература",
    "англ": "английский язык",
    "матем": "математика",
    "алг": "алгебра",
    "инф": "информатика",
    "общество": "обществознание",
    "общага": "обществознание",
    "обществоведение": "обществознание",
    "окр мир": "окружающий мир",
    "окруж мир": "окружающий мир",
    "окружайка": "окружающий мир",
    "матеша": "математика",
    "матика": "математика",
    "русиш": "русский язык",
    "русяз": "русский язык",
    "русск яз": "русский язык",
    "инглиш": "английский язык",
    "инфа": "информатика",
    "лит-ра": "литература",
    "лит чтение": "литературное чтение",
    "литчтение": "литературное чтение",
    "геома": "геометрия",
    "теорвер": "вероятность и статистика",
    "физкульт": "физическая культура",
}
"""What is said → the title that is meant, where the grid has it."""

FAMILIES = {
    "математика": ("алгебра", "геометрия", "вероятность и статистика"),
    "литература": ("литературное чтение",),
}
"""A title → those that it may stand for too: in other grades the subject is called so."""

ONLY_AFTER_PO = frozenset({"общество", "рисование", "труд", "технология"})
"""Names that are everyday words: they name a subject only in «по труду»."""

LESSONS_TOO = frozenset({"рисование", "труд", "технология"})
"""Of them those that alone, or beside a noun in its first form, name the lesson: «труд чертёж»."""

_BRACKETS = re.compile(r"\(([^)]*)\)")

Name = tuple[frozenset[str], ...]
"""For each word of a name the lemmas that it may be meant by."""


class SubjectWords:
    """Names of subjects, in any case: «математике» is «математика», though also a «математик»."""

    def __init__(self, subjects: Iterable[tuple[str, str]]) -> None:
        self.titles: dict[str, str] = dict(subjects)
        self._plain: dict[Name, str] = {}
        self._after_po: dict[Name, str] = {}
        for code, title in self.titles.items():
            self._learn(code, title)
        for said, title in EVERYDAY.items():
            meant = self._plain.get(_name(title))
            if meant is not None:
                self._keep(said, meant)
        codes = {self.short(code).lower(): code for code in self.titles}
        self.family = {
            codes[title]: tuple(codes[other] for other in others if other in codes)
            for title, others in FAMILIES.items()
            if title in codes
        }

    def _learn(self, code: str, title: str) -> None:
        short = self.short(code)
        inside = [part for part in _BRACKETS.findall(title) if part.isalpha()]
        for name in (title, short, *inside):
            self._keep(name, code)
        weighty = [word.text for word in words(short) if not RUSSIAN.lemma(word.text).function]
        if len(weighty) >= 4:
            self._keep("".join(word[0] for word in weighty), code)
        if len(weighty) == 2 and weighty[1] == "язык":
            self._after_po.setdefault(_name(weighty[0]), code)

    @cached_property
    def lemmas(self) -> frozenset[str]:
        """The lemmas of all names, whatever each belongs to."""
        names = (*self._plain, *self._after_po)
        return frozenset(lemma for name in names for word in name for lemma in word)

    def short(self, code: str) -> str:
        """A subject's title without what it has in brackets: «Труд»."""
        return _BRACKETS.sub("", self.titles[code]).strip()

    def _keep(self, said: str, code: str) -> None:
        names = self._after_po if said.lower() in ONLY_AFTER_PO else self._plain
        if name := _name(said):
            names.setdefault(name, code)

    def at(self, cut: Sequence[str], start: int, *, po: bool) -> tuple[str, int] | None:
        """The subject named by the plain words from ``start`` on, and where its name ends.

        The longest name wins. ``po``: the word before is «по».
        """
        readings = [RUSSIAN.readings(word) | {word} for word in cut[start : start + 12]]
        best: tuple[str, int] | None = None
        for names in (self._plain, self._after_po) if po else (self._plain,):
            for name, code in names.items():
                end = start + len(name)
                fits = len(name) <= len(readings) and all(
                    word & reading for word, reading in zip(name, readings, strict=False)
                )
                if fits and (best is None or end > best[1]):
                    best = code, end
        return best


def _name(title: str) -> Name:
    """A word that is a lemma itself is meant by that lemma only; «изо» is no «из»."""
    return tuple(
        frozenset({word.text})
        if RUSSIAN.lemma(word.text).function
        else frozenset({word.text}) & RUSSIAN.readings(word.text) or RUSSIAN.readings(word.text)
        for word in words(title)
    )
