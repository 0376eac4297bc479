"""How many pupils have opened homework, marked it as done, and were given it: SQL over Homework."""

from datetime import date

from sqlalchemy import ColumnElement, ScalarSelect, case, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from accounts.models import Enrolment
from diary.models import Addressee, Attachment, Done, Homework, Opened


def opened_count() -> ScalarSelect[int]:
    """How many pupils have opened something of the homework."""
    return (
        select(func.count(Opened.person_id.distinct()))
        .join(Attachment, Attachment.id == Opened.attachment_id)
        .where(Attachment.homework_id == Homework.id)
        .correlate(Homework)
        .scalar_subquery()
    )


def done_count() -> ScalarSelect[int]:
    """How many pupils have marked the homework as done."""
    return (
        select(func.count())
        .select_from(Done)
        .where(Done.homework_id == Homework.id)
        .correlate(Homework)
        .scalar_subquery()
    )


def addressed_count(given_day: InstrumentedAttribute[date]) -> ColumnElement[int]:
    """To how many pupils it is addressed, by the rule of ``diary.reach``.

    ``given_day`` is the day of the lesson at which it was set.
    """
    named = (
        select(func.count())
        .where(Addressee.homework_id == Homework.id)
        .correlate(Homework)
        .scalar_subquery()
    )
    of_class = (
        select(func.count(Enrolment.person_id.distinct()))
        .where(
            Enrolment.class_id == Homework.class_id,
            or_(Enrolment.until.is_(None), Enrolment.until >= given_day),
        )
        .scalar_subquery()
    )
    return case((named > 0, named), else_=of_class)


def has_materials() -> ColumnElement[bool]:
    """Whether any material hangs on it."""
    return select(Attachment.id).where(Attachment.homework_id == Homework.id).exists()
