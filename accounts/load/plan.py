"""What a school's file says, checked and complete: the form in which it is written down."""

from dataclasses import dataclass, field
from datetime import date

from accounts.load.bells import Bells
from accounts.load.calendar import CalendarPlan
from accounts.load.timetable import SlotPlan


@dataclass(frozen=True)
class SchoolPlan:
    """The school itself; ``begins`` is the first school day of the year, a local date."""

    public_id: str
    territory: str
    timezone: str
    name: str
    short_name: str
    town: str
    year: str
    begins: date


@dataclass
class PersonPlan:
    """A person and what they are at this school; ``id`` is the file's own."""

    id: str
    last_name: str
    first_name: str
    patronymic: str = ""
    gender: str = ""
    birth_date: date | None = None
    email: str = ""
    roles: set[str] = field(default_factory=set)

    @property
    def name(self) -> tuple[str, str, str]:
        """By which two records are told to be of one person."""
        return (self.last_name, self.first_name, self.patronymic)


@dataclass(frozen=True)
class ClassPlan:
    """A class; ``head_teacher`` is a person's id or empty."""

    key: str
    grade: int
    letter: str
    size: int | None
    head_teacher: str


@dataclass
class Plan:
    """Everything that is written; all references hold."""

    school: SchoolPlan
    people: dict[str, PersonPlan] = field(default_factory=dict)
    classes: dict[str, ClassPlan] = field(default_factory=dict)
    pupils: dict[str, str] = field(default_factory=dict)
    """Pupil's id → key of the class."""
    guardians: dict[tuple[str, str], str] = field(default_factory=dict)
    """(Guardian's id, child's id) → relation."""
    teaching: set[tuple[str, str, str]] = field(default_factory=set)
    """(Teacher's id, key of the class, code of the subject)."""
    bells: Bells | None = None
    """None where the file has no such section: what an earlier one said stays; likewise below."""
    calendar: CalendarPlan | None = None
    slots: list[SlotPlan] | None = None
