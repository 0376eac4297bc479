"""What the week's call takes and answers; the field descriptions are the documentation."""

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, Field

from catalog.kinds import KindCode
from diary.week_lines import HomeworkLine, LessonLine, WeekPage


class WeekAsked(BaseModel):
    """Whose week, and which."""

    school_class: str | None = Field(
        None, alias="class", max_length=64, description="Класс: id или название «5А» своей школы"
    )
    pupil: str | None = Field(None, max_length=64, description="Ученик: id человека")
    week: str | None = Field(
        None,
        max_length=20,
        description=(
            "Неделя ISO, «2026-W48»; без неё — нынешняя, а когда все её уроки начались — "
            "следующая с уроками"
        ),
        json_schema_extra={"pattern": r"^\d{4}-W\d{2}$"},  # told, so that ours is the message
    )


class Material(BaseModel):
    """A material that hangs on homework."""

    attachment_id: str
    title: str
    kind: KindCode
    fragment: dict[str, Any] | None = Field(None, description="Отрывок; нет — целиком")
    state: Literal["ready", "making", "failed", "withdrawn"]


class Task(BaseModel):
    """Homework where it is due."""

    homework_id: str
    occurrence_id: str = Field(description="Урок, на котором задано")
    subject: str
    text: str
    minutes: int | None = None
    due_on: date | None = None
    draft: bool = Field(description="Ещё не задано; видит только учитель")
    done: bool | None = Field(None, description="Отмечено учеником; нет — спрошен не ученик")
    opened: int | None = Field(None, description="Сколько учеников открыли материал")
    addressed: int | None = Field(None, description="Скольким задано")
    attachments: list[Material]


class DiaryLesson(BaseModel):
    """A lesson in the diary."""

    occurrence_id: str
    period: int
    begins: str | None = Field(None, description="Местное время, «08:30»")
    ends: str | None = None
    subject: str
    subject_title: str
    school_class: str = Field(alias="class")
    class_id: str
    group: str
    room: str
    teacher: str
    lesson_key: str | None = Field(None, description="Урок учебного плана")
    lesson_no: int | None = None
    topic: str
    state: Literal["planned", "cancelled"]
    set_here: bool = Field(description="На этом уроке что-то задано")
    homework: list[Task] = Field(description="К этому уроку")


class DiaryDay(BaseModel):
    """A day of the diary."""

    date: date
    off: str = Field(description="Почему уроков нет: каникулы, праздник")
    lessons: list[DiaryLesson]
    homework: list[Task] = Field(description="К этому дню, но ни к одному из уроков")


class DiaryWeek(BaseModel):
    """A week of the diary."""

    week: str
    before: str
    after: str
    off: str = Field(description="Каникулы, если уроков нет всю неделю")
    days: list[DiaryDay]


def week_answer(page: WeekPage) -> dict[str, Any]:
    """The week in the outside shape."""
    return {
        "week": page.week,
        "before": page.before,
        "after": page.after,
        "off": page.off,
        "days": [
            {
                "date": day.day.isoformat(),
                "off": day.off,
                "lessons": [_lesson(one) for one in day.lessons],
                "homework": [_task(one) for one in day.homework],
            }
            for day in page.days
        ],
    }


def _lesson(line: LessonLine) -> dict[str, Any]:
    return {
        "occurrence_id": line.occurrence_id,
        "period": line.period,
        "begins": line.begins.isoformat("minutes") if line.begins is not None else None,
        "ends": line.ends.isoformat("minutes") if line.ends is not None else None,
        "subject": line.subject_code,
        "subject_title": line.subject_title,
        "class": line.class_name,
        "class_id": line.class_id,
        "group": line.group,
        "room": line.room,
        "teacher": line.teacher,
        "lesson_key": line.lesson_key,
        "lesson_no": line.lesson_no,
        "topic": line.topic,
        "state": "cancelled" if line.cancelled else "planned",
        "set_here": line.set_here,
        "homework": [_task(one) for one in line.homework],
    }


def _task(line: HomeworkLine) -> dict[str, Any]:
    return {
        "homework_id": line.homework_id,
        "occurrence_id": line.occurrence_id,
        "subject": line.subject_code,
        "text": line.text,
        "minutes": line.minutes,
        "due_on": line.due.isoformat() if line.due is not None else None,
        "draft": line.draft,
        "done": line.done,
        "opened": line.opened,
        "addressed": line.addressed,
        "attachments": [
            {
                "attachment_id": one.attachment_id,
                "title": one.title,
                "kind": one.kind,
                "fragment": one.part.as_json(),
                "state": one.state,
            }
            for one in line.attachments
        ],
    }
