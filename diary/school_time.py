"""The tables of a school's time: its year, bells, teaching weeks, days off and weekly timetable."""

from datetime import date, time

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Person, SchoolClass
from core.database import Base

WEEK_PARITIES = (0, 1, 2)
"""Of a slot: 0 every teaching week, 1 the odd ones, 2 the even ones (by the week's number)."""


class SchoolYear(Base):
    """One school's year; all that is dated in it hangs on this row."""

    __tablename__ = "school_year"
    __table_args__ = (UniqueConstraint("school_id", "year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    year: Mapped[str] = mapped_column(String(9), comment="2026/2027, as school_class.year")
    moved_weeks: Mapped[int] = mapped_column(
        default=0,
        comment="by how many weeks a demo's dates stand later than its file says; else 0",
    )

    bells: Mapped[list["Bell"]] = relationship(order_by="Bell.period", cascade="all, delete-orphan")
    weeks: Mapped[list["TeachingWeek"]] = relationship(
        order_by="TeachingWeek.week", cascade="all, delete-orphan"
    )
    quarters: Mapped[list["Quarter"]] = relationship(
        order_by="Quarter.no", cascade="all, delete-orphan"
    )
    days_off: Mapped[list["DayOff"]] = relationship(
        order_by="DayOff.begins", cascade="all, delete-orphan"
    )


class Bell(Base):
    """When the n-th lesson of a day begins and ends, local time."""

    __tablename__ = "bell"
    __table_args__ = (CheckConstraint("begins < ends", name="order"),)

    school_year_id: Mapped[int] = mapped_column(
        ForeignKey("school_year.id", ondelete="CASCADE"), primary_key=True
    )
    period: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    begins: Mapped[time]
    ends: Mapped[time]


class Quarter(Base):
    """A quarter (or another term) of the year, first and last day."""

    __tablename__ = "quarter"
    __table_args__ = (CheckConstraint("begins <= ends", name="order"),)

    school_year_id: Mapped[int] = mapped_column(
        ForeignKey("school_year.id", ondelete="CASCADE"), primary_key=True
    )
    no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    begins: Mapped[date]
    ends: Mapped[date]


class TeachingWeek(Base):
    """A teaching week by its number; the first grade has a list of its own."""

    __tablename__ = "teaching_week"
    __table_args__ = (CheckConstraint("week BETWEEN 1 AND 53", name="week"),)

    school_year_id: Mapped[int] = mapped_column(
        ForeignKey("school_year.id", ondelete="CASCADE"), primary_key=True
    )
    grade1: Mapped[bool] = mapped_column(primary_key=True, comment="of the first grade only")
    week: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    monday: Mapped[date]


class DayOff(Base):
    """Days without lessons: holidays and single days off, first and last day."""

    __tablename__ = "day_off"
    __table_args__ = (CheckConstraint("begins <= ends", name="order"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    school_year_id: Mapped[int] = mapped_column(
        ForeignKey("school_year.id", ondelete="CASCADE"), index=True
    )
    begins: Mapped[date]
    ends: Mapped[date]
    name: Mapped[str] = mapped_column(String(200), default="")
    grades: Mapped[list[int] | None] = mapped_column(
        JSON(none_as_null=True), comment="the grades that have it, empty: all"
    )


class Slot(Base):
    """A lesson of the weekly timetable, from which the year's lessons are made.

    A timetable that changes in mid-year ends the old slots by ``until`` and begins new ones by
    ``since``; the lessons that were held stay.
    """

    __tablename__ = "slot"
    __table_args__ = (
        Index("ix_slot_class", "class_id"),
        CheckConstraint("weekday BETWEEN 1 AND 7", name="weekday"),
        CheckConstraint("period >= 0", name="period"),
        CheckConstraint(f"parity IN {WEEK_PARITIES}", name="parity"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"))
    weekday: Mapped[int] = mapped_column(comment="1 Monday … 7 Sunday")
    period: Mapped[int]
    subject_code: Mapped[str] = mapped_column(ForeignKey("subject.code"))
    teacher_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    room: Mapped[str] = mapped_column(String(40), default="")
    group: Mapped[str] = mapped_column(String(40), default="", comment="empty: the whole class")
    parity: Mapped[int] = mapped_column(default=0, comment="0 every week, 1 odd, 2 even")
    since: Mapped[date | None] = mapped_column(comment="first day, empty: from the year's start")
    until: Mapped[date | None] = mapped_column(comment="last day, empty: to the year's end")

    school_class: Mapped[SchoolClass] = relationship()
    teacher: Mapped[Person] = relationship()
