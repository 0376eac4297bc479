"""The tables of the catalogue's materials: items, versions, placements, fragments, history."""

from datetime import datetime

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Person, School, Territory
from catalog.grid import Lesson
from catalog.kinds import KINDS
from core.database import Base
from core.ids import new_public_id
from media.models import Original

SHELVES = ("private", "school", "region", "federal")
STATUSES = (
    "draft",
    "submitted",
    "in_review",
    "changes_asked",
    "published",
    "superseded",
)


class Item(Base):
    """A material: one address through all its versions."""

    __tablename__ = "item"
    __table_args__ = (
        CheckConstraint(f"kind IN {KINDS}", name="kind"),
        CheckConstraint(f"shelf IN {SHELVES}", name="shelf"),
        CheckConstraint("(shelf = 'school') = (school_id IS NOT NULL)", name="school_shelf"),
        CheckConstraint("(shelf = 'region') = (territory_id IS NOT NULL)", name="region_shelf"),
        CheckConstraint("grade IS NULL OR grade BETWEEN 1 AND 11", name="grade"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(32), unique=True, default=new_public_id)
    kind: Mapped[str] = mapped_column(String(16))
    owner_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id"),
        index=True,
        comment="empty: the installation's operator",
    )
    home_school_id: Mapped[int | None] = mapped_column(
        ForeignKey("school.id"),
        index=True,
        comment="where it was sent in: whose methodologist reviews it",
    )
    shelf: Mapped[str] = mapped_column(String(8), default="private")
    school_id: Mapped[int | None] = mapped_column(ForeignKey("school.id"))
    territory_id: Mapped[int | None] = mapped_column(ForeignKey("territory.id"))
    subject_code: Mapped[str | None] = mapped_column(
        ForeignKey("subject.code"),
        comment="speaks only while the item stands in no lesson",
    )
    grade: Mapped[int | None] = mapped_column(
        comment="speaks only while the item stands in no lesson"
    )
    published_version_id: Mapped[int | None] = mapped_column(
        ForeignKey("version.id", use_alter=True), unique=True
    )
    withdrawn_at: Mapped[datetime | None]
    withdrawn_why: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime]

    owner: Mapped[Person | None] = relationship()
    school: Mapped[School | None] = relationship(foreign_keys=[school_id])
    territory: Mapped[Territory | None] = relationship()
    versions: Mapped[list["Version"]] = relationship(
        back_populates="item", foreign_keys="Version.item_id", order_by="Version.no"
    )
    published: Mapped["Version | None"] = relationship(
        foreign_keys=[published_version_id], post_update=True
    )
    placements: Mapped[list["Placement"]] = relationship(
        back_populates="item", cascade="all, delete-orphan"
    )


class Version(Base):
    """One file of an item with what is said of it; a new file is a new version."""

    __tablename__ = "version"
    __table_args__ = (
        UniqueConstraint("item_id", "no"),
        Index("ix_version_status", "status"),
        CheckConstraint(f"status IN {STATUSES}", name="status"),
        CheckConstraint("length(title) > 0", name="title"),
        CheckConstraint(
            "status NOT IN ('published', 'superseded') OR processed_at IS NOT NULL",
            name="published_is_processed",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(32), unique=True, default=new_public_id)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id", ondelete="CASCADE"))
    no: Mapped[int] = mapped_column(comment="1, 2, 3… within the item")
    original_sha: Mapped[str] = mapped_column(ForeignKey("original.sha256"), index=True)
    file_name: Mapped[str] = mapped_column(String(255), comment="as sent, for the download's name")
    title: Mapped[str] = mapped_column(String(300))
    description: Mapped[str] = mapped_column(Text, default="")
    author: Mapped[str] = mapped_column(String(300), default="")
    source: Mapped[str] = mapped_column(String(500), default="")
    licence: Mapped[str] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(35), default="ru")
    keywords: Mapped[list[str]] = mapped_column(JSON, default=list)
    status: Mapped[str] = mapped_column(String(16), default="draft")
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    created_at: Mapped[datetime]
    processed_at: Mapped[datetime | None] = mapped_column(
        comment="cover and text are done: may be published, searched and attached"
    )

    item: Mapped[Item] = relationship(back_populates="versions", foreign_keys=[item_id])
    original: Mapped[Original] = relationship()
    fragments: Mapped[list["Fragment"]] = relationship(
        order_by="Fragment.at", cascade="all, delete-orphan"
    )


class Placement(Base):
    """An item stands in a lesson; it may stand in many."""

    __tablename__ = "placement"
    __table_args__ = (
        UniqueConstraint("item_id", "lesson_id"),
        # A lesson's items are read from the index alone.
        Index("ix_placement_lesson_id", "lesson_id", "item_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id", ondelete="CASCADE"))
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lesson.id"))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]

    item: Mapped[Item] = relationship(back_populates="placements")
    lesson: Mapped[Lesson] = relationship()


class Fragment(Base):
    """A slide, a page or a stretch of a film with its words: what a search can point at."""

    __tablename__ = "fragment"
    __table_args__ = (
        UniqueConstraint("version_id", "unit", "at"),
        CheckConstraint("unit IN ('slide', 'page', 'ms')", name="unit"),
        CheckConstraint("at >= CASE unit WHEN 'ms' THEN 0 ELSE 1 END", name="at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id", ondelete="CASCADE"))
    unit: Mapped[str] = mapped_column(String(8))
    at: Mapped[int] = mapped_column(comment="slide or page from 1, or milliseconds from 0")
    until: Mapped[int | None] = mapped_column(comment="milliseconds, for films and sound")
    heading: Mapped[str] = mapped_column(Text, default="")
    text: Mapped[str] = mapped_column(Text, default="")
    notes: Mapped[str] = mapped_column(Text, default="")
    hidden: Mapped[bool] = mapped_column(default=False, comment="hidden in the slide show")
    content_sha: Mapped[str] = mapped_column(String(64), default="", index=True)


class Caption(Base):
    """Captions that a person sent for a film or a sound: WebVTT, one a language.

    They are a person's work, not something made of the file, and so they stand in the database.
    """

    __tablename__ = "caption"
    __table_args__ = (
        UniqueConstraint("version_id", "language"),
        CheckConstraint("length(text) > 0", name="text"),
        CheckConstraint("length(sha256) = 64", name="sha256"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id", ondelete="CASCADE"))
    language: Mapped[str] = mapped_column(String(3), comment="ISO 639, small letters")
    text: Mapped[str] = mapped_column(Text, comment="WebVTT as it is handed out")
    sha256: Mapped[str] = mapped_column(String(64), comment="of the text: its strong ETag")
    created_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id"), comment="empty: the installation's operator"
    )
    created_at: Mapped[datetime]


class ItemEvent(Base):
    """What happened to an item, append-only: the history that a reviewer reads."""

    __tablename__ = "item_event"
    __table_args__ = (
        Index("ix_item_event_item_at", "item_id", "at"),
        # What was published since a moment, of the whole library.
        Index("ix_item_event_what_at", "what", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id", ondelete="CASCADE"))
    version_id: Mapped[int | None] = mapped_column(ForeignKey("version.id"))
    who_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id"), comment="empty: the operator or the system"
    )
    what: Mapped[str] = mapped_column(String(24), comment="created, submitted, published…")
    why: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime]


class ItemUsage(Base):
    """How much an item is used, by the subject of the lesson it is used in."""

    __tablename__ = "item_usage"

    item_id: Mapped[int] = mapped_column(
        ForeignKey("item.id", ondelete="CASCADE"), primary_key=True
    )
    subject_code: Mapped[str] = mapped_column(String(40), primary_key=True)
    opens: Mapped[int] = mapped_column(default=0)
    attaches: Mapped[int] = mapped_column(default=0)
