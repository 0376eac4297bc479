"""The tables of the lesson grid: subjects, editions, lessons and the links between them."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.database import Base


class Subject(Base):
    """A school subject by its code, as the grid's files name it."""

    __tablename__ = "subject"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    position: Mapped[int] = mapped_column(default=0, comment="order of the first appearance")


class Edition(Base):
    """One edition of the whole grid; one of them is in force."""

    __tablename__ = "edition"
    __table_args__ = (
        Index(
            "uq_edition_active",
            "active",
            unique=True,
            sqlite_where=text("active"),
            postgresql_where=text("active"),
        ),
    )

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    active: Mapped[bool] = mapped_column(default=False)


class Lesson(Base):
    """A lesson of the curriculum. It outlives its edition: retired, never deleted."""

    __tablename__ = "lesson"
    __table_args__ = (
        CheckConstraint("grade BETWEEN 1 AND 11", name="grade"),
        CheckConstraint("lesson_no >= 1", name="lesson_no"),
        CheckConstraint("week IS NULL OR week >= 1", name="week"),
        Index(
            "ix_lesson_cell",
            "edition_code",
            "subject_code",
            "grade",
            "programme",
            "lesson_no",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(80), unique=True)
    edition_code: Mapped[str] = mapped_column(ForeignKey("edition.code"))
    subject_code: Mapped[str] = mapped_column(ForeignKey("subject.code"))
    programme: Mapped[str] = mapped_column(String(40), comment="base, advanced…")
    grade: Mapped[int]
    lesson_no: Mapped[int] = mapped_column(comment="1, 2, 3… within the cell")
    week: Mapped[int | None] = mapped_column(comment="teaching week 1–34, not a calendar week")
    section: Mapped[str] = mapped_column(Text, default="")
    topic: Mapped[str] = mapped_column(Text, default="")
    title: Mapped[str] = mapped_column(Text)
    hours: Mapped[int] = mapped_column(default=1)
    keywords: Mapped[list[str]] = mapped_column(JSON, default=list)
    extra: Mapped[dict[str, Any]] = mapped_column(
        JSON, default=dict, comment="other columns, as is"
    )
    retired_at: Mapped[datetime | None]

    subject: Mapped[Subject] = relationship()


class LessonLink(Base):
    """From a lesson to its counterpart in another edition or a school's own plan."""

    __tablename__ = "lesson_link"
    __table_args__ = (
        UniqueConstraint("from_lesson_id", "to_lesson_id"),
        CheckConstraint("kind IN ('same', 'split', 'merged', 'near')", name="kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    from_lesson_id: Mapped[int] = mapped_column(ForeignKey("lesson.id"))
    to_lesson_id: Mapped[int] = mapped_column(ForeignKey("lesson.id"), index=True)
    kind: Mapped[str] = mapped_column(String(8))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    confirmed: Mapped[bool] = mapped_column(default=False)
