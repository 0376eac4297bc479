"""What the homework form of a lesson's page sends."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from diary.due import Due, find_due
from diary.errors import WrongDue
from diary.models import Homework, Occurrence
from diary.write_homework import WrongHomework

DAY = "day"
"""In the field of lessons: it is a day instead."""

SOME = "some"
"""In the field of addressees: chosen pupils."""

FIELDS = ("text", "minutes", "due", "due_on", "whom", "pupil")


def is_sent(form: Mapping[str, str]) -> bool:
    """Whether the homework's own fields came with this request."""
    return "text" in form


def says_something(form: MultiDict[str, str]) -> bool:
    """Whether there is anything in it that a new draft would keep."""
    return bool(form.get("text", "").strip() or form.get("minutes", "").strip())


def read_form(
    session: Session,
    occurrence: Occurrence,
    homework: Homework | None,
    form: MultiDict[str, str],
) -> dict[str, Any]:
    """The arguments for ``write_homework``. Raises WrongDue, WrongHomework."""
    return {
        "text": form.get("text", ""),
        "minutes": _minutes(form.get("minutes", "")),
        "due": _due(session, occurrence, homework, form),
        "pupils": _pupils(form),
    }


def _minutes(text: str) -> int | None:
    text = text.strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 4):
        raise WrongHomework("Минуты — целое число, например 20.")
    return int(text)


def _due(
    session: Session, occurrence: Occurrence, homework: Homework | None, form: MultiDict[str, str]
) -> Due | None:
    lesson = form.get("due", "")
    if lesson and lesson != DAY:
        kept = homework.due_occurrence if homework is not None else None
        if kept is not None and kept.public_id == lesson:
            return Due(lesson=kept)  # also one that was cancelled since
        return find_due(session, occurrence, lesson=lesson)
    day = form.get("due_on", "").strip()
    if not day:
        return None
    try:
        return find_due(session, occurrence, on=date.fromisoformat(day))
    except ValueError:
        raise WrongDue("День пишется так: 2026-11-25.") from None


def _pupils(form: MultiDict[str, str]) -> list[str] | None:
    """None while it is for pupils of whom none is chosen yet."""
    if form.get("whom") != SOME:
        return []
    return form.getlist("pupil") or None
