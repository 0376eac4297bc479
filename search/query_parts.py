"""Finding the parts of a query that mean a filter: a grade, a subject, a kind."""

from collections.abc import Sequence

from language.lemmas import RUSSIAN, Lemma
from language.words import Word
from search.chip import LESSON_NO, NOT_GRADE, NOT_KIND, Chip
from search.grades_by_subject import GradesBySubject
from search.left_out import LeftOut, left_out
from search.query_grades import grades, no_such_grade
from search.query_lengths import length_asked
from search.query_numbers import Numbered, numbered
from search.query_unwanted import AND, BUT, unwanted_kinds
from search.query_words import ABOUT, ASIDES, EXAMS, LIKELY_KINDS, kind_named, said_at
from search.subject_words import LESSONS_TOO, SubjectWords


class Reading:
    """A walk along the words; ``taken`` are those that became chips.

    Those at the places ``exact`` are meant as they stand, and become none.
    """

    def __init__(
        self,
        text: str,
        cut: list[Word],
        cut_lemmas: list[Lemma],
        subjects: SubjectWords,
        exact: frozenset[int] = frozenset(),
    ) -> None:
        self.text = text
        self.cut = cut
        self.lemmas = cut_lemmas
        self.subjects = subjects
        self.exact = exact
        self.taken: set[int] = set(exact)
        self.found: list[Chip] = []
        self.likely_kinds: set[str] = set()
        self._of_kinds: set[int] = set()
        self.no_grade: int | None = None
        self.rough_length = False
        self.numbered: list[Numbered] = []
        self.numbers: set[int] = set()
        self.weak: set[int] = set()
        self._out_until = -1
        self._kinds_at: set[int] = set()

    def chips(self) -> list[Chip]:
        self._numbered()
        without_numbers = [
            word._replace(text="") if at in self.numbers else word
            for at, word in enumerate(self.cut)
        ]
        self._unwanted_subjects()
        for grade in grades(self.text, without_numbers, self.lemmas):
            if not self.exact.isdisjoint(range(grade.start, grade.end)):
                continue
            out = self._left_out(grade.start)
            if out is not None:
                self._leave_out("grade", grade.values, out, grade.end)
                continue
            for value in grade.values:
                self._take("grade", value, grade.start, grade.end)
        if not self._is_graded():
            self._no_such_grade()
        if not self._is_graded() and self.no_grade is None:
            self._grades_by_subject()
        self._length()
        self._unwanted_kinds()
        self._subjects_after_po()
        self._kinds()
        self._likely_kinds()
        self._bare_subjects()
        self._lesson_numbers()
        return sorted(self.found, key=lambda chip: chip.start)

    def _is_graded(self) -> bool:
        return any(chip.facet in ("grade", NOT_GRADE) for chip in self.found)

    def of_kinds(self) -> list[int]:
        """The places of words that are a topic and a kind at once: «труд чертёж»."""
        return sorted(self._of_kinds)

    def is_aside(self, at: int) -> bool:
        lemma = self.lemmas[at]
        return lemma.function or lemma.text in ASIDES or at in self._of_kinds or at in self.weak

    def _take(
        self, facet: str, value: str | int, start: int, end: int, also: tuple[str, ...] = ()
    ) -> None:
        self.taken.update(range(start, end))
        if facet == "subject":
            also = self.subjects.family.get(str(value), ())
        self.found.append(Chip(facet, value, self.cut[start].start, self.cut[end - 1].end, also))

    def _lemma(self, at: int) -> str:
        return self.lemmas[at].text if 0 <= at < len(self.cut) else ""

    def _plain(self, at: int) -> str:
        return said_at(self.cut, at)

    def _no_such_grade(self) -> None:
        """«12 класс»: no words to look for; that there is none is told."""
        part = no_such_grade(self.text, self.cut, self.lemmas)
        if part is not None and self.exact.isdisjoint(range(part.start, part.end)):
            self.taken.update(range(part.start, part.end))
            [self.no_grade] = part.values

    def _grades_by_subject(self) -> None:
        """«алгебра 8», «химия 8 атом», «физика 7–9»."""

        def named(at: int, po: bool) -> int | None:
            found = self.subjects.at(self._names(), at, po=po)
            return found[1] if found is not None else None

        beside = GradesBySubject(self.text, self.cut, self.lemmas, named, self.numbers, self.weak)
        part = beside.found()
        if part is not None and self.exact.isdisjoint(range(part.start, part.end)):
            for value in part.values:
                self._take("grade", value, part.start, part.end)

    def _numbered(self) -> None:
        """Numbers of lessons and paragraphs: no grades, and as words they say little."""
        for part in numbered(self.text, self.cut, self.lemmas):
            if self.exact.isdisjoint(range(part.start, part.end)):
                self.numbered.append(part)
                self.numbers.update(part.places)
                self.weak.update(range(part.start, part.end))

    def _lesson_numbers(self) -> None:
        """«Урок 12», where a subject and a grade tell of which grid."""
        if not {"subject", "grade"} <= {chip.facet for chip in self.found}:
            return
        for part in self.numbered:
            if part.numbers and self.taken.isdisjoint(range(part.start, part.end)):
                for number in part.numbers:
                    self._take(LESSON_NO, number, part.start, part.end)

    def _length(self) -> None:
        """«До 5 минут»; before the kinds, for «до 10 слайдов» is one already."""
        asked = length_asked(self.text, self.cut, self.lemmas)
        if asked is not None and self.taken.isdisjoint(range(asked.start, asked.end)):
            code, *also = asked.codes
            self._take("length", code, asked.start, asked.end, tuple(also))
            self.rough_length = not asked.exact

    def _unwanted_kinds(self) -> None:
        """«Без слайдов»; before the kinds, that would be read the other way round."""
        for part in unwanted_kinds(self.text, self.cut, self.lemmas):
            places = range(part.start, part.end)
            if not self.taken.isdisjoint(places):
                continue
            if part.kinds:
                first, *also = part.kinds
                self._take(NOT_KIND, first, part.start, part.end, tuple(also))
            self.taken.update(places)

    def _unwanted_subjects(self) -> None:
        """«Кроме физики», «не по химии»; before the subjects, that would be read as wanted."""
        for at in range(len(self.cut)):
            po = self._plain(at) == "по"
            named = self.subjects.at(self._names(), at + po, po=po)
            if named is None or self._is_more(named[1]):
                continue
            out = self._left_out(at, softly=False)
            if out is not None:
                code, end = named
                also = self.subjects.family.get(code, ())
                self._leave_out("subject", (code, *also), out, end)

    def _is_more(self, at: int) -> bool:
        """Whether a noun behind a subject makes it another thing: «кроме истории России»."""
        return (
            at < len(self.cut)
            and at not in self.taken
            and not self.lemmas[at].function
            and RUSSIAN.may_be(self._plain(at), "gent")
        )

    def _left_out(self, at: int, *, softly: bool = True) -> LeftOut | None:
        """Whether the part that begins here is not wanted, or goes on from one that is not."""
        behind = at - (self._plain(at - 1) in AND)
        if behind == self._out_until and (behind < at or self._is_listed(at)):
            return LeftOut(behind, self.cut[behind].start)
        return left_out(self.text, self.cut, self.lemmas, at, softly=softly)

    def _is_listed(self, at: int) -> bool:
        return "," in self.text[self.cut[at - 1].end : self.cut[at].start]

    def _leave_out(self, facet: str, values: Sequence[str | int], out: LeftOut, end: int) -> None:
        places = range(out.start, end)
        if not self.taken.isdisjoint(places):
            return
        self.taken.update(places)
        if self._plain(end) in BUT:
            self.taken.add(end)
        self._out_until = end
        if not out.only:
            first, *also = values
            self.found.append(
                Chip(f"-{facet}", first, out.char, self.cut[end - 1].end, tuple(also))
            )

    # Subjects

    def _names(self) -> list[str]:
        return ["" if at in self.taken else word.text for at, word in enumerate(self.cut)]

    def _subjects_after_po(self) -> None:
        for at in range(len(self.cut) - 1):
            if self._plain(at) != "по" or at in self.taken:
                continue
            named = self.subjects.at(self._names(), at + 1, po=True)
            if named is not None:
                self._take("subject", named[0], at, named[1])
                return

    def _bare_subjects(self) -> None:
        """«математика дроби», «дроби математика»; but «история письменности» is a topic.

        What stands alone beside a grade is meant in full, «русский 5 класс», and so is what
        stands beside an exam: «физика ЕГЭ», «ВПР русский».
        """
        if any(chip.facet == "subject" for chip in self.found):
            return
        graded = self._is_graded()
        for at in range(len(self.cut)):
            if at in self.taken:
                continue
            for po in (False, True):
                named = self.subjects.at(self._names(), at, po=po)
                if named is None:
                    continue
                examined = self._plain(at - 1) in EXAMS or self._plain(named[1]) in EXAMS
                meant = (graded or not po) and self._is_meant(at, named[1], alone=po)
                meant = meant or (po and self._is_lesson(at, named[1]))
                if examined or meant:
                    self._take("subject", named[0], at, named[1])
                    return

    def _is_meant(self, start: int, end: int, *, alone: bool) -> bool:
        """Whether a subject's name is meant as such where it stands; ``alone``: only by itself."""
        said = self.taken | self.weak
        before = [other for other in range(start) if other not in said]
        after = [other for other in range(end, len(self.cut)) if other not in said]
        if not before and not after:
            return True
        if alone:
            return False
        ends = bool(before) and not after and not self._belongs(start)
        # «ИЗО», by its letters a preposition, owns nothing, nor does «матеша».
        owns = RUSSIAN.known(self._plain(start)) and not self.lemmas[start].function
        owned = owns and self._owned_by(end)
        opens = bool(after) and not before and not owned
        return ends or opens

    def _is_lesson(self, start: int, end: int) -> bool:
        """Whether «труд», «рисование» is the lesson: alone, «труд чертёж», «шитьё технология»."""
        if LESSONS_TOO.isdisjoint(RUSSIAN.readings(self._plain(start))):
            return False
        said = self.taken | self.weak
        others = [other for other in range(len(self.cut)) if other not in said]
        others = [other for other in others if not start <= other < end]
        if not others:
            return True
        beside = [other for other in (start - 1, end) if other in others]
        return (
            len(beside) == 1
            and RUSSIAN.may_be(self._plain(beside[0]), "NOUN")
            and RUSSIAN.may_be(self._plain(beside[0]), "nomn")
            and not RUSSIAN.may_be(self._plain(beside[0]), "Surn")  # «Энгельс труд»
            and self._is_meant(start, end, alone=False)
        )

    def _owned_by(self, at: int) -> bool:
        """Whether the word after a subject may be its genitive: «физика атома»."""
        return (
            at < len(self.cut)
            and at not in self.taken | self.weak
            and (self.lemmas[at].function or RUSSIAN.may_be(self._plain(at), "gent"))
        )

    def _belongs(self, at: int) -> bool:
        """Whether the subject's name belongs to the word before it: «учебник физики», «в химии»."""
        said = self._plain(at)
        declined = said not in RUSSIAN.readings(said) and RUSSIAN.may_be(said, "gent")
        return self.lemmas[at - 1].function or (declined and at - 1 not in self.taken)

    # Kinds

    def _kinds(self) -> None:
        for at in range(len(self.cut)):
            kind = kind_named(self.cut[at], self.lemmas[at])
            if kind is None or at in self.taken:
                continue
            others = [
                other
                for other in range(len(self.cut))
                if other != at and other not in self.taken and not self.is_aside(other)
            ]
            if others and self._is_topic(at):
                continue
            end = at + 1
            if self._plain(end) in ABOUT:
                end += 1
            self._take("kind", kind, at, end)
            if self._plain(at - 1) in AND and at - 2 in self._kinds_at:
                self.taken.add(at - 1)
            self._kinds_at.add(at)

    def _likely_kinds(self) -> None:
        """«Портрет Ломоносова» had better be a picture; «портрет» alone is a topic."""
        for at in range(len(self.cut)):
            kind = LIKELY_KINDS.get(self._lemma(at))
            if kind is None or at in self.taken or self._is_topic(at) or self._is_joined(at):
                continue
            if any(
                other != at and other not in self.taken and not self.is_aside(other)
                for other in range(len(self.cut))
            ):
                self.likely_kinds.add(kind)
                self._of_kinds.add(at)

    def _is_joined(self, at: int) -> bool:
        """«блок-схема»: with what stands before the hyphen it is another thing."""
        return at > 0 and self.text[self.cut[at - 1].end : self.cut[at].start] == "-"

    def _is_topic(self, at: int) -> bool:
        """«создание презентаций», «жанры фильма»: the genitive after a noun is what it is about."""
        said, before = self._plain(at), at - 1
        return (
            before >= 0
            and before not in self.taken
            and not self.lemmas[before].function
            and said != self._lemma(at)
            and RUSSIAN.may_be(said, "gent")
            and not RUSSIAN.may_be(said, "nomn")
        )
