"""Subjects, and subjects with a grade, as suggestions: «Физика», «Математика 5 класс»."""

import re
from collections.abc import Iterable, Mapping

from language.words import as_words
from search.port import Filters
from search.subject_words import EVERYDAY, SubjectWords

_GRADE_LAST = re.compile(r"(?P<name>.+?) (?P<grade>1[01]?|[2-9])(?: к(?:л(?:а(?:сс?)?)?)?)?")
"""«математика 5», «математика 5 кл»: a grade, or the beginning of one: «алгебра 1»."""

_GRADE_FIRST = re.compile(r"(?P<grade>1[01]|[1-9]) (?:кл(?:асс)? )?(?P<name>[^\d].*)")
"""«5 класс мат»."""

_GRADE_ALONE = re.compile(r"(?P<grade>1[01]|[1-9])(?P<said> к(?:л(?:а(?:сс?)?)?)?)?")
"""«6», «6 кл»."""


class SubjectNames:
    """The subjects of one state of the grid with the grades that have lessons of them."""

    def __init__(self, subjects: SubjectWords, taught: Iterable[tuple[str, int]]) -> None:
        grades: dict[str, set[int]] = {}
        for code, grade in taught:
            grades.setdefault(code, set()).add(grade)
        self._grades: Mapping[str, list[int]] = {
            code: sorted(grades[code]) for code in subjects.titles if code in grades
        }
        self._family = subjects.family
        self._shown = {code: subjects.short(code) for code in self._grades}
        self._names = {code: [as_words(name)] for code, name in self._shown.items()}
        self._means = {
            f"{grade} класс": Filters(grade=frozenset({grade}))
            for grade in sorted({grade for held in self._grades.values() for grade in held})
        }
        for code in self._grades:
            meant = frozenset({code, *self._family.get(code, ())})
            self._means[self._shown[code]] = Filters(subject=meant)
            for grade in self._grades[code]:
                within = Filters(subject=meant, grade=frozenset({grade}))
                self._means[self.in_grade(code, grade)] = within
        for said, title in EVERYDAY.items():
            for code, shown in self._shown.items():
                if shown.lower() == title:
                    self._names[code].append(said)

    def with_prefix(self, typed: str, limit: int) -> list[str]:
        """Subjects whose name goes on from ``typed``, plain words, at any word.

        Those that begin with it go first, otherwise in the grid's order. With a grade those that
        are taught in it, or what is taught in its place: in grade 7 «математика» is algebra and
        geometry. A subject's whole name is followed by its first grades, a grade with «класс» begun
        by the subjects that are taught in it.
        """
        if not typed:
            return []
        alone = _GRADE_ALONE.fullmatch(typed)
        if alone is not None:
            return self._of_grade(alone["grade"], begun=alone["said"] is None)[:limit]
        with_grade = _GRADE_LAST.fullmatch(typed) or _GRADE_FIRST.fullmatch(typed)
        if with_grade is not None:
            codes = self._begun(with_grade["name"])
            return self._in_grade(codes, with_grade["grade"])[:limit]
        codes = self._begun(typed)
        found = [self._shown[code] for code in codes]
        if len(codes) == 1 and typed in self._names[codes[0]]:
            found += [self.in_grade(codes[0], grade) for grade in self._grades[codes[0]]]
        return found[:limit]

    def means(self, name: str) -> Filters:
        """What a name that ``with_prefix`` gave leaves of all materials."""
        return self._means[name]

    def _of_grade(self, said: str, *, begun: bool) -> list[str]:
        """``begun``: «1» may be the beginning of ten and eleven; otherwise it is the first."""
        grades = [name for name in self._means if name.endswith(" класс") and name[0].isdigit()]
        if begun:
            return [name for name in grades if name.startswith(said)]
        grade = int(said)
        taught = [
            self.in_grade(code, grade) for code in self._grades if grade in self._grades[code]
        ]
        return [name for name in grades if name == f"{grade} класс"] + taught

    def in_grade(self, code: str, grade: int) -> str:
        """«Математика 5 класс»."""
        return f"{self._shown[code]} {grade} класс"

    def _begun(self, typed: str) -> list[str]:
        begin = [code for code in self._names if self._any_goes_on(code, typed)]
        inside = [code for code in self._names if f" {typed}" in f" {self._names[code][0]}"]
        return list(dict.fromkeys((*begin, *inside)))

    def _any_goes_on(self, code: str, typed: str) -> bool:
        return any(name.startswith(typed) for name in self._names[code])

    def _in_grade(self, codes: list[str], begun: str) -> list[str]:
        def taught(code: str) -> list[str]:
            grades = [grade for grade in self._grades.get(code, ()) if str(grade) == begun]
            grades = grades or [
                grade for grade in self._grades.get(code, ()) if str(grade).startswith(begun)
            ]
            return [self.in_grade(code, grade) for grade in grades]

        own = [text for code in codes for text in taught(code)]
        if own:
            return own
        return [
            text for code in codes for other in self._family.get(code, ()) for text in taught(other)
        ]
