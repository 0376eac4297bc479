"""The shapes in which a week is shown: the page, its days, their lessons and homework."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cached_property

from diary.attachment_lines import AttachmentLine
from diary.iso_week import week_name


@dataclass(frozen=True)
class HomeworkLine:
    """Homework where it is due. Ids are public; ``occurrence_id`` is of the lesson it was set at.

    ``done`` is the pupil's own mark, None where no one pupil looks; ``opened`` of ``addressed``
    pupils have opened a material of it, None where it is not told; ``opened`` also where it has
    none.
    """

    homework_id: str
    occurrence_id: str
    subject_code: str
    subject_title: str
    grade: int
    class_name: str
    text: str
    minutes: int | None
    due: date | None
    draft: bool
    named: bool
    attachments: tuple[AttachmentLine, ...] = ()
    done: bool | None = None
    opened: int | None = None
    addressed: int | None = None


@dataclass(frozen=True)
class LessonLine:
    """A lesson of the week. ``begins`` and ``ends`` are local times, None without bells.

    ``topic`` is what is shown: the teacher's words or the title of the grid's lesson, or empty.
    ``homework`` is what is due at it; ``set_here`` whether it gave any, ``draft`` whether there is
    one that is not set yet.
    """

    occurrence_id: str
    period: int
    begins: time | None
    ends: time | None
    begun: bool
    subject_code: str
    subject_title: str
    class_id: str
    class_name: str
    grade: int
    group: str
    room: str
    teacher: str
    lesson_key: str | None
    lesson_no: int | None
    topic: str
    cancelled: bool
    homework: tuple[HomeworkLine, ...] = ()
    set_here: bool = False
    draft: bool = False


@dataclass(frozen=True)
class DayLine:
    """One day: its lessons by period, homework due on it at no lesson, and why it is off."""

    day: date
    today: bool
    lessons: tuple[LessonLine, ...]
    homework: tuple[HomeworkLine, ...]
    off: str

    @property
    def held(self) -> int:
        """How many lessons are held, groups of one period counted once."""
        return len({one.period for one in self.lessons if not one.cancelled})

    @property
    def tasks(self) -> int:
        """How much homework is due on the day."""
        return len(self.homework) + sum(
            1 for lesson in self.lessons for one in lesson.homework if not one.draft
        )

    def at(self, period: int) -> tuple[LessonLine, ...]:
        """The lessons of one period: several where a class is split or one is cancelled."""
        return tuple(one for one in self.lessons if one.period == period)


@dataclass(frozen=True)
class WeekPage:
    """A week of a class, of a pupil or of a teacher, Monday first."""

    monday: date
    today: date
    days: tuple[DayLine, ...]
    off: str
    """Why the whole week is without lessons; empty where it is not, or nobody has said."""

    @property
    def week(self) -> str:
        """«2026-W48»."""
        return week_name(self.monday)

    @property
    def before(self) -> str:
        """The week before."""
        return week_name(self.monday - timedelta(days=7))

    @property
    def after(self) -> str:
        """The week after."""
        return week_name(self.monday + timedelta(days=7))

    @property
    def present(self) -> str:
        """The week that today is in."""
        return week_name(self.today)

    @property
    def current(self) -> bool:
        """Whether today is in it."""
        return self.monday <= self.today < self.monday + timedelta(days=7)

    @cached_property
    def periods(self) -> range:
        """The rows of the week: from its first lesson's number to its last's."""
        found = [one.period for day in self.days for one in day.lessons]
        return range(min(found), max(found) + 1) if found else range(0)

    @property
    def open_day(self) -> date:
        """The day that a phone opens: today, else the next with lessons, else the first."""
        shown = [one.day for one in self.days if one.today or one.lessons or one.homework]
        later = [day for day in shown if day >= self.today]
        return (later or shown or [self.monday])[0]
