"""Reading the school's teachers, and what each of them teaches."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from accounts.load.fields import Record, class_key, records
from accounts.load.names import read_name
from accounts.load.plan import PersonPlan
from accounts.load.report import LoadReport, Problem

Lesson = tuple[str, str, str]
"""(Teacher's id, key of the class, code of the subject)."""


@dataclass(frozen=True)
class Posted:
    """What the teacher's own record says of their subjects and classes."""

    record: Record
    teacher: str
    subjects: tuple[str, ...]
    classes: tuple[str, ...]

    def check(self, classes: Collection[str], subjects: Collection[str]) -> None:
        """Note classes and subjects that do not exist."""
        for key in self.classes:
            if key not in classes:
                self.record.problem(f"класса «{key}» нет в разделе classes")
        for code in self.subjects:
            if code not in subjects:
                self.record.problem(f"предмета «{code}» нет в сетке уроков")


def read_teachers(
    data: dict[str, Any], problems: list[Problem]
) -> tuple[dict[str, PersonPlan], list[Posted]]:
    """The teachers by id, and what their records say that they teach."""
    people: dict[str, PersonPlan] = {}
    posted: list[Posted] = []
    for record in records(data, "teachers", problems):
        own_id = record.text("id", 64)
        name = read_name(record)
        email = record.email()
        if not own_id or name is None:
            continue
        if own_id in people:
            record.problem(f"id «{own_id}» уже занят")
            continue
        people[own_id] = PersonPlan(own_id, *name, email=email, roles={"teacher"})
        subjects = tuple(record.texts("subjects"))
        classes = tuple(class_key(one) for one in record.texts("classes"))
        posted.append(Posted(record, own_id, subjects, classes))
    return people, posted


def teaching(
    posted: Sequence[Posted], lessons: Iterable[Lesson], report: LoadReport
) -> set[Lesson]:
    """Who teaches what to whom.

    The timetable says it exactly; where it has no lesson of a teacher in a class that
    their record names, the record speaks: all of their subjects there.
    """
    found = set(lessons)
    met = {(teacher, key) for teacher, key, _ in found}
    said = {
        (one.teacher, key, code) for one in posted for key in one.classes for code in one.subjects
    }
    for teacher, key, code in sorted(found - said):
        report.warnings.append(
            Problem(
                "timetable",
                f"учитель {teacher} ведёт {code} в {key}, а в его записи этого нет",
            )
        )
    return found | {lesson for lesson in said if lesson[:2] not in met}
