"""The tables of the diary: lessons that are held, homework, what is attached, who opened it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Person, School, SchoolClass
from catalog.grid import Lesson, Subject
from catalog.models import Version
from core.database import Base
from core.ids import new_public_id

OCCURRENCE_STATES = ("planned", "cancelled", "dropped")
"""A planned lesson whose time has come was held. «Cancelled» is a person's word; a «dropped» lesson
is no longer in the timetable, but homework hangs on it: it comes back with the timetable."""

HOMEWORK_STATES = ("draft", "set")


class Occurrence(Base):
    """One lesson of one class on one day: what a page calls «урок в дневнике».

    ``lesson_id`` is the grid's lesson that the count gives, ``topic`` what the teacher wrote by
    hand instead. Once the lesson was held both stay for good.
    """

    __tablename__ = "occurrence"
    __table_args__ = (
        # a cancelled lesson may lie where the changed timetable has another one
        Index(
            "uq_occurrence_planned",
            "class_id",
            "day",
            "period",
            "group",
            unique=True,
            sqlite_where=text("state = 'planned'"),
            postgresql_where=text("state = 'planned'"),
        ),
        Index("ix_occurrence_class_day", "class_id", "day"),
        Index("ix_occurrence_teacher_day", "teacher_id", "day"),
        Index("ix_occurrence_school_day", "school_id", "day"),
        Index("ix_occurrence_course", "class_id", "subject_code", "group", "day"),
        CheckConstraint(f"state IN {OCCURRENCE_STATES}", name="state"),
        CheckConstraint("period >= 0", name="period"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(32), unique=True, default=new_public_id)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"))
    day: Mapped[date] = mapped_column(comment="a local date of the school")
    period: Mapped[int]
    subject_code: Mapped[str] = mapped_column(ForeignKey("subject.code"))
    group: Mapped[str] = mapped_column(String(40), default="", comment="empty: the whole class")
    teacher_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    room: Mapped[str] = mapped_column(String(40), default="")
    lesson_id: Mapped[int | None] = mapped_column(
        ForeignKey("lesson.id"), index=True, comment="empty after the grid's last lesson"
    )
    topic: Mapped[str | None] = mapped_column(
        String(500), comment="by the teacher's hand, shown instead of the grid's"
    )
    state: Mapped[str] = mapped_column(String(12), default="planned")

    school: Mapped[School] = relationship()
    school_class: Mapped[SchoolClass] = relationship()
    subject: Mapped[Subject] = relationship()
    teacher: Mapped[Person] = relationship()
    lesson: Mapped[Lesson | None] = relationship()


class Homework(Base):
    """What a class, or some of its pupils, are to do by a lesson or a day."""

    __tablename__ = "homework"
    __table_args__ = (
        Index("ix_homework_class_due_on", "class_id", "due_on"),
        CheckConstraint(f"state IN {HOMEWORK_STATES}", name="state"),
        CheckConstraint("due_occurrence_id IS NULL OR due_on IS NULL", name="one_due"),
        CheckConstraint(
            "state = 'draft' OR due_occurrence_id IS NOT NULL OR due_on IS NOT NULL",
            name="set_has_due",
        ),
        CheckConstraint("(state = 'set') = (set_at IS NOT NULL)", name="set_at"),
        CheckConstraint("minutes IS NULL OR minutes BETWEEN 1 AND 600", name="minutes"),
        CheckConstraint("state = 'draft' OR NOT to_choose", name="to_choose"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(32), unique=True, default=new_public_id)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"))
    occurrence_id: Mapped[int] = mapped_column(
        ForeignKey("occurrence.id"), index=True, comment="the lesson at which it is set"
    )
    text: Mapped[str] = mapped_column(Text, default="")
    minutes: Mapped[int | None] = mapped_column(comment="how long it takes, as the teacher thinks")
    due_occurrence_id: Mapped[int | None] = mapped_column(
        ForeignKey("occurrence.id"), index=True, comment="the lesson to which it is due"
    )
    due_on: Mapped[date | None] = mapped_column(comment="or the day, a local date")
    state: Mapped[str] = mapped_column(String(8), default="draft")
    to_choose: Mapped[bool] = mapped_column(
        default=False,
        server_default=false(),
        comment="a draft for some pupils of the class, none of whom is chosen yet",
    )
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    set_at: Mapped[datetime | None]

    occurrence: Mapped[Occurrence] = relationship(foreign_keys=[occurrence_id])
    due_occurrence: Mapped[Occurrence | None] = relationship(foreign_keys=[due_occurrence_id])
    school_class: Mapped[SchoolClass] = relationship()
    by: Mapped[Person] = relationship()
    attachments: Mapped[list["Attachment"]] = relationship(
        back_populates="homework", order_by="Attachment.position", cascade="all, delete-orphan"
    )
    addressees: Mapped[list["Addressee"]] = relationship(cascade="all, delete-orphan")


class Addressee(Base):
    """A pupil to whom homework is addressed; none at all means the whole class."""

    __tablename__ = "addressee"

    homework_id: Mapped[int] = mapped_column(
        ForeignKey("homework.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )


class Attachment(Base):
    """A version of a material, or a part of it, that hangs on homework; no copy is made.

    The part is ``slides`` or ``from_ms``–``to_ms`` or ``region`` (on ``region_slide``); all
    empty means the whole. See ``diary.fragment``.
    """

    __tablename__ = "attachment"
    __table_args__ = (
        UniqueConstraint("homework_id", "position"),
        CheckConstraint("(from_ms IS NULL) = (to_ms IS NULL)", name="both_ends"),
        CheckConstraint("from_ms IS NULL OR (from_ms >= 0 AND from_ms < to_ms)", name="stretch"),
        CheckConstraint("slides IS NULL OR from_ms IS NULL", name="one_part"),
        CheckConstraint("region_slide IS NULL OR region_slide >= 1", name="region_slide"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(32), unique=True, default=new_public_id)
    homework_id: Mapped[int] = mapped_column(ForeignKey("homework.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(comment="1, 2, 3… as the pupil meets them")
    version_id: Mapped[int] = mapped_column(
        ForeignKey("version.id"), index=True, comment="pinned: a newer one is only offered"
    )
    slides: Mapped[str | None] = mapped_column(String(200), comment="4-9,12 — from 1, ascending")
    from_ms: Mapped[int | None]
    to_ms: Mapped[int | None]
    region: Mapped[list[Any] | None] = mapped_column(
        JSON(none_as_null=True), comment="x, y, w, h in 0..1 of the picture"
    )
    region_slide: Mapped[int | None]
    created_at: Mapped[datetime]

    homework: Mapped[Homework] = relationship(back_populates="attachments")
    version: Mapped[Version] = relationship()


class Opened(Base):
    """A pupil opened an attachment: when first, when last, and how far.

    ``reach`` holds what was seen: slides as «4-7,9» or whole seconds of a film as «80-98».
    """

    __tablename__ = "opened"

    attachment_id: Mapped[int] = mapped_column(
        ForeignKey("attachment.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    first: Mapped[datetime]
    last: Mapped[datetime]
    reach: Mapped[str] = mapped_column(Text, default="")


class Done(Base):
    """A pupil marked homework as done."""

    __tablename__ = "done"

    homework_id: Mapped[int] = mapped_column(
        ForeignKey("homework.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    at: Mapped[datetime]


class Grant(Base):
    """The only kind of link or code that opens something: one thing, for a time, revocable.

    A showing on the board is one: six letters that a class's computer types at ``/d``. The code
    itself is not kept, only its keyed hash.
    """

    __tablename__ = "grant"
    __table_args__ = (
        Index("ix_grant_by_until", "by_id", "until"),
        CheckConstraint("(version_id IS NOT NULL) <> (homework_id IS NOT NULL)", name="one_thing"),
        CheckConstraint("(from_ms IS NULL) = (to_ms IS NULL)", name="both_ends"),
        CheckConstraint("at >= 1", name="at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(32), unique=True, default=new_public_id)
    token_hash: Mapped[str] = mapped_column(
        String(64), unique=True, comment="keyed hash of the code, hex"
    )
    version_id: Mapped[int | None] = mapped_column(ForeignKey("version.id"))
    homework_id: Mapped[int | None] = mapped_column(ForeignKey("homework.id", ondelete="CASCADE"))
    slides: Mapped[str | None] = mapped_column(String(200), comment="4-9,12")
    from_ms: Mapped[int | None]
    to_ms: Mapped[int | None]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]
    until: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    attachment_id: Mapped[int | None] = mapped_column(
        ForeignKey("attachment.id", ondelete="SET NULL"),
        comment="of the homework's, the one that is shown now",
    )
    at: Mapped[int] = mapped_column(default=1, comment="the slide that is shown now, from 1")
    dark: Mapped[bool] = mapped_column(default=False, comment="the screen is put out")
    playing: Mapped[bool] = mapped_column(default=False, comment="the film runs")
    turned: Mapped[int] = mapped_column(default=0, comment="grows with each turn of the remote")

    version: Mapped[Version | None] = relationship()
    homework: Mapped[Homework | None] = relationship()


class GrantScreen(Base):
    """A browser that has typed a grant's code; its cookie holds the token, the table the hash."""

    __tablename__ = "grant_screen"

    id: Mapped[int] = mapped_column(primary_key=True)
    grant_id: Mapped[int] = mapped_column(ForeignKey("grant.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True, comment="SHA-256, hex")
    opened_at: Mapped[datetime]
    seen_at: Mapped[datetime]
