"""Subject, grade and lesson that the names of folders say: «5 класс/Математика/Дроби»."""

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.grid import Edition, Lesson, Subject
from ingest.details import Details

EVERYDAY = {
    "физкультура": "pe",
    "физра": "pe",
    "изо": "art",
    "обж": "obzr",
    "обзр": "obzr",
    "инглиш": "english",
    "англ": "english",
    "английский": "english",
    "русский": "russian",
    "матем": "math",
    "литра": "literature",
    "инф": "informatics",
    "труд": "technology",
    "технология": "technology",
    "окружайка": "world_around",
    "орксэ": "orkse",
    "однкнр": "odnknr",
}
"""What is written on a folder → a code of the grid, where the grid has it."""

_GRADE = r"(?P<grade>1[01]|[1-9])"
_LETTERS = r"(?:\s?-?\s?[«\"]?[а-зА-З][»\"]?)?"
_WITH_CLASS = re.compile(
    rf"(?<!\d){_GRADE}(?:\s?-?\s?(?:й|ый|ий|ой))?{_LETTERS}\s*-?\s*(?:классы?|кл)(?![а-яё])\.?",
    re.IGNORECASE,
)
_CLASS_FIRST = re.compile(rf"(?<![а-яё])класс\s*№?\s*{_GRADE}(?!\d){_LETTERS}$", re.IGNORECASE)
_AT_THE_END = re.compile(rf"(?<=[^\W\d])[\s_.-]*{_GRADE}$")
_SEVERAL = re.compile(
    r"\d\s*(?:[-‑–—,]|\sи\s)\s*\d{1,2}\s*-?\s*(?:й|ый|х|ые|е)?\s*(?:класс(?:ы|ов|ах|ам)?|кл)(?![а-яё])",
    re.IGNORECASE,
)
_SEVERAL_AT_THE_END = re.compile(r"(?<!\d)(?:1[01]|[1-9])\s*[-‑–—]\s*(?:1[01]|[1-9])$")
_NUMBER_BEFORE = re.compile(r"^(?:урок\s*)?№?\s*\d{1,3}\s*[.)_–—-]*\s+", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^)]*\)")
_OTHER = re.compile(r"[^0-9a-zа-я]+")

SHOWN_FOLDERS = 4
"""So many folders, the innermost, are kept to be shown."""


@dataclass(frozen=True)
class Said:
    """What folders say for certain; the rest is empty. ``lesson`` is a key of the grid."""

    subject: str = ""
    grade: str = ""
    lesson: str = ""


@dataclass
class GridNames:
    """The grid in force by the names that a folder may carry; read once for a bulk load."""

    subjects: dict[str, str] = field(default_factory=dict)
    cells: set[tuple[str, int]] = field(default_factory=set)
    lessons: dict[tuple[str, int, str], set[str]] = field(default_factory=dict)

    @classmethod
    def read(cls, session: Session) -> "GridNames":
        """Of the edition in force; two queries."""
        found = cls()
        codes = set()
        for code, title in session.execute(select(Subject.code, Subject.title)):
            codes.add(code)
            found.subjects.setdefault(plain(title), code)
            found.subjects.setdefault(plain(_BRACKETS.sub("", title)), code)
        for said, code in EVERYDAY.items():
            if code in codes:
                found.subjects.setdefault(said, code)
        rows = session.execute(
            select(Lesson.key, Lesson.subject_code, Lesson.grade, Lesson.title)
            .join(Edition, Edition.code == Lesson.edition_code)
            .where(Edition.active, Lesson.retired_at.is_(None))
        )
        lessons: defaultdict[tuple[str, int, str], set[str]] = defaultdict(set)
        for key, subject, grade, title in rows:
            found.cells.add((subject, grade))
            lessons[subject, grade, plain(title)].add(key)
        found.lessons = dict(lessons)
        return found

    def say(self, folders: Sequence[str]) -> Said:
        """What the names of ``folders``, from the outermost in, say for certain.

        A grade that two folders say differently is not certain, nor a subject; nor are a subject
        and a grade that the grid does not have together. A lesson is certain where a folder bears
        the title of one lesson alone of that subject and grade.
        """
        grades: set[int | None] = set()
        subjects: set[str] = set()
        doubtful = False
        for name in folders:
            cut = cut_grade(name)
            subject = self.subjects.get(plain(cut.rest))
            if subject is not None:
                subjects.add(subject)
            if cut.sure or subject is not None:
                doubtful |= cut.several
                grades |= {cut.grade} - {None}
        number = grades.pop() if len(grades) == 1 and not doubtful else None
        if number is None:
            return Said(subjects.pop() if len(subjects) == 1 else "")
        if not subjects:
            return Said(grade=str(number))
        fitting = {one for one in subjects if (one, number) in self.cells}
        if len(fitting) != 1:
            return Said()
        subject = fitting.pop()
        return Said(subject, str(number), self._lesson(subject, number, folders))

    def _lesson(self, subject: str, grade: int, folders: Iterable[str]) -> str:
        found: set[str] = set()
        for name in folders:
            for title in {plain(name), plain(_NUMBER_BEFORE.sub("", name))}:
                found |= self.lessons.get((subject, grade, title), set())
        return found.pop() if len(found) == 1 else ""


@dataclass(frozen=True)
class Cut:
    """A folder's name without the grade that it says.

    ``several``: it says more than one. Without ``sure`` it is a grade only where ``rest`` is a
    subject: «Алгебра-10» is one, «Часть 2» is not.
    """

    rest: str
    grade: int | None = None
    several: bool = False
    sure: bool = True


def cut_grade(name: str) -> Cut:
    """Find the grade: «5 класс», «Физика 9 кл», «7-А класс», «Алгебра-10»; «5–6 класс» says two."""
    for pattern, sure in ((_SEVERAL, True), (_SEVERAL_AT_THE_END, False)):
        if pattern.search(name):
            return Cut(pattern.sub("", name), several=True, sure=sure)
    for pattern, sure in ((_WITH_CLASS, True), (_CLASS_FIRST, True), (_AT_THE_END, False)):
        if found := pattern.search(name):
            rest = f"{name[: found.start()]} {name[found.end() :]}".strip(" _.,-–—")
            return Cut(rest, int(found["grade"]), sure=sure)
    return Cut(name)


def plain(name: str) -> str:
    """A name by its words alone: small letters, «е» for «ё», one space between."""
    return _OTHER.sub(" ", name.lower().replace("ё", "е")).strip()


def shown_folders(folders: Sequence[str]) -> str:
    """Folders as the queue shows them: «5 класс / Математика / Дроби», the innermost few."""
    names = [name.encode("utf-8", "replace").decode() for name in folders]
    return " / ".join(names[-SHOWN_FOLDERS:])


def folders_below(root: Path, file: Path, *, named: bool = True) -> tuple[str, ...]:
    """The folders in which ``file`` lies, from ``root`` in, whose own name comes first.

    Before it come those by which the sender has named it, «5 класс/Математика/Дроби»; what else
    stands above, or in a path from the root of all, is the loading machine's own and says nothing
    of the file. Without ``named`` nobody has named ``root``, and the folders in it alone are told.
    """
    top = os.path.abspath(root)
    inside = os.path.relpath(os.path.abspath(file.parent), top)
    below = () if inside == os.curdir else tuple(inside.split(os.sep))
    if os.pardir in below:  # by way of a link: where it lies is not said by names
        return ()
    own = os.path.basename(top)
    if not named or not own:
        return below
    led = () if root.is_absolute() or os.pardir in root.parts else root.parent.parts
    return (*led, own, *below)


def filled(details: Details, said: Said) -> Details:
    """What the sender said, and from the folders what the sender left open.

    Where the two differ, the sender's word stands alone.
    """
    differs = (details.subject and said.subject and details.subject != said.subject) or (
        details.grade and said.grade and details.grade != said.grade
    )
    if details.lessons or differs:
        return details
    return replace(
        details,
        subject=details.subject or said.subject,
        grade=details.grade or said.grade,
        lessons=(said.lesson,) if said.lesson else (),
    )
