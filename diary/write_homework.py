"""Writing homework: its text, how long it takes, by when, and for whom."""

from collections.abc import Collection
from enum import Enum

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.allow import require
from accounts.models import Enrolment, Person
from accounts.viewer import Viewer
from core.clock import Clock
from core.errors import Invalid
from core.plain_text import plain
from diary.draft import hold_homework
from diary.due import Due
from diary.errors import NotReadyToSet, WrongDue
from diary.models import Addressee, Homework

LONGEST_TEXT = 5000
MOST_MINUTES = 600
NOBODY = "Отметьте, кому задано, или задайте всему классу."
NO_DUE = "Выберите, к какому уроку или дню задано."


class WrongHomework(Invalid):
    """Something in the homework does not make sense."""

    code = "wrong_homework"


class Keep(Enum):
    """Says of a field: leave it as it is."""

    KEEP = "keep"


KEEP = Keep.KEEP


def write_homework(
    session: Session,
    viewer: Viewer,
    homework: Homework,
    *,
    text: str | Keep = KEEP,
    minutes: int | Keep | None = KEEP,
    due: Due | Keep | None = KEEP,
    pupils: Collection[str] | Keep | None = KEEP,
    clock: Clock,
) -> None:
    """Change what is given of a draft, or of homework that is set. Flushes only.

    ``minutes`` from 1 to 600; ``due`` as ``find_due`` gives it; ``pupils`` are public ids of
    persons who are in the class now: none of them means the whole class, None that they are to be
    chosen yet, and so a draft alone may stand. What is set keeps something to do and a due.
    Raises NotAllowed, WrongHomework, WrongDue, NotReadyToSet.
    """
    require(viewer, "homework.edit", homework)
    hold_homework(session, homework)
    if not isinstance(text, Keep):
        homework.text = _text(text)
    if not isinstance(minutes, Keep):
        if minutes is not None and not 1 <= minutes <= MOST_MINUTES:
            raise WrongHomework(f"Минут на задание — от 1 до {MOST_MINUTES}.")
        homework.minutes = minutes
    if not isinstance(due, Keep):
        if due is None and homework.state == "set":
            raise WrongDue(NO_DUE)
        (due or Due()).write(homework)
    if not isinstance(pupils, Keep):
        _address(session, homework, pupils)
    if homework.state == "set":
        check_complete(homework)
    homework.changed_at = clock()
    session.flush()


def check_complete(homework: Homework) -> None:
    """Raises NotReadyToSet, WrongDue: what pupils see says what to do, by when and for whom."""
    if not homework.text and not homework.attachments:
        raise NotReadyToSet("Напишите, что сделать, или прикрепите материал.")
    if homework.due_occurrence is None and homework.due_on is None:
        raise WrongDue(NO_DUE)
    if homework.to_choose:
        raise NotReadyToSet(NOBODY)


def class_pupils(session: Session, homework_class_id: int) -> list[Person]:
    """The pupils who are in the class now, by name; one query."""
    return list(
        session.scalars(
            select(Person)
            .join(Enrolment, Enrolment.person_id == Person.id)
            .where(Enrolment.class_id == homework_class_id, Enrolment.until.is_(None))
            .order_by(Person.last_name, Person.first_name, Person.id)
        )
    )


def _text(text: str) -> str:
    cleaned = "\n".join(plain(text).splitlines()).strip()
    if len(cleaned) > LONGEST_TEXT:
        raise WrongHomework(f"Текст задания не длиннее {LONGEST_TEXT} знаков.")
    return cleaned


def _address(session: Session, homework: Homework, pupils: Collection[str] | None) -> None:
    if pupils is None and homework.state == "set":
        raise NotReadyToSet(NOBODY)
    homework.to_choose = pupils is None
    wanted = set(pupils or ())
    here = {one.public_id: one.id for one in class_pupils(session, homework.class_id)}
    if wanted - here.keys():
        raise WrongHomework("Задать можно только тем, кто сейчас в этом классе.")
    # Every pupil by name would leave out who joins the class tomorrow.
    ids = {here[one] for one in wanted} if len(wanted) < len(here) else set()
    kept = {row.person_id for row in homework.addressees}
    homework.addressees = [row for row in homework.addressees if row.person_id in ids] + [
        Addressee(person_id=one) for one in sorted(ids - kept)
    ]
