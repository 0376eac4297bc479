"""The tables of queries, requests, saved searches and changes of the lexicon."""

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
    false,
)
from sqlalchemy import text as text_sql
from sqlalchemy.orm import Mapped, mapped_column

from catalog.kinds import KINDS
from core.database import Base
from core.ids import new_public_id


class QueryLog(Base):
    """One search, without the person who made it; kept for 90 days."""

    __tablename__ = "query_log"
    __table_args__ = (Index("ix_query_log_at", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    school_id: Mapped[int | None] = mapped_column(ForeignKey("school.id"))
    role: Mapped[str] = mapped_column(String(16))
    text: Mapped[str] = mapped_column(Text)
    filters: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    found: Mapped[int]
    nearest_lesson_id: Mapped[int | None] = mapped_column(
        ForeignKey("lesson.id"),
        index=True,
        comment="of the grid, for a search that found nothing or little",
    )
    opened_item_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"))
    corrected: Mapped[bool] = mapped_column(
        default=False,
        server_default=false(),
        comment="found by other words than those that were typed",
    )


REQUEST_STATES = ("open", "answered", "declined")


class MaterialRequest(Base):
    """A material that somebody looked for and asks for; a methodologist answers.

    Who is told of it: the methodologists of ``school`` and of the territories above.
    """

    __tablename__ = "material_request"
    __table_args__ = (
        CheckConstraint(f"kind IS NULL OR kind IN {KINDS}", name="kind"),
        CheckConstraint(f"state IN {REQUEST_STATES}", name="state"),
        CheckConstraint("(state = 'open') = (answered_at IS NULL)", name="answered_at"),
        CheckConstraint("(state = 'answered') = (item_id IS NOT NULL)", name="answered_by_item"),
        CheckConstraint("length(text) > 0 AND length(words) > 0", name="text"),
        # One open request a person and words; what was answered may be asked for again.
        Index(
            "uq_material_request_open",
            "person_id",
            "words",
            unique=True,
            sqlite_where=text_sql("state = 'open'"),
            postgresql_where=text_sql("state = 'open'"),
        ),
        Index("ix_material_request_school_state", "school_id", "state"),
        Index("ix_material_request_lesson_state", "lesson_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(32), unique=True, default=new_public_id)
    school_id: Mapped[int | None] = mapped_column(
        ForeignKey("school.id"), comment="empty: the operator alone is told"
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    role: Mapped[str] = mapped_column(String(16), comment="in which it was asked for")
    lesson_id: Mapped[int | None] = mapped_column(ForeignKey("lesson.id"))
    text: Mapped[str] = mapped_column(String(200), comment="what is wanted, as it was typed")
    words: Mapped[str] = mapped_column(
        String(400), comment="the same without case and signs: alike requests have the same"
    )
    kind: Mapped[str | None] = mapped_column(String(16))
    note: Mapped[str] = mapped_column(String(500), default="")
    state: Mapped[str] = mapped_column(String(8), default="open")
    created_at: Mapped[datetime]
    open_since: Mapped[datetime] = mapped_column(
        comment="when it was asked for last: only what is published later answers by itself"
    )
    item_id: Mapped[int | None] = mapped_column(
        ForeignKey("item.id"), index=True, comment="the material that answers"
    )
    item_place: Mapped[str] = mapped_column(
        String(24),
        default="",
        server_default="",
        comment="where to open the material that answers: slide=4, t=84",
    )
    answered_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"),
        comment="empty: the operator, or a material that came into the lesson",
    )
    answered_at: Mapped[datetime | None]
    reply: Mapped[str] = mapped_column(String(500), default="", comment="to the one who asked")
    seen_at: Mapped[datetime | None] = mapped_column(comment="when the answer was read")


class SavedSearch(Base):
    """A search that a person keeps; ``parameters`` is the whole of it, as in its address."""

    __tablename__ = "saved_search"
    __table_args__ = (
        UniqueConstraint("person_id", "parameters"),
        CheckConstraint("length(name) > 0", name="name"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(32), unique=True, default=new_public_id)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(120))
    parameters: Mapped[str] = mapped_column(
        String(4000), comment="q=…&subject=…, as after the «?» of an address"
    )
    seen_at: Mapped[datetime] = mapped_column(comment="what was published later is new")
    created_at: Mapped[datetime]


class LexiconChange(Base):
    """A row of the lexicon is put in force, or out of it: one's own or one of the project's.

    One's own may be removed too.

    Changes are only added; the last one of a ``key`` holds. The term, the targets and the subjects
    stand in each, so that what was told stays readable when the project's rows change.
    """

    __tablename__ = "lexicon_change"
    __table_args__ = (
        CheckConstraint("length(term) > 0", name="term"),
        CheckConstraint("NOT (removed AND in_force)", name="removed"),
        Index("ix_lexicon_change_key", "key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(
        String(16), comment="of the term, the targets and the subjects (search/lexicon_rows.py)"
    )
    term: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(16))
    targets: Mapped[list[str]] = mapped_column(JSON)
    subjects: Mapped[list[str]] = mapped_column(JSON)
    in_force: Mapped[bool] = mapped_column(comment="false: taken out of the lexicon")
    removed: Mapped[bool] = mapped_column(
        default=False,
        server_default=false(),
        comment="an own row is gone: it is not even listed as switched off",
    )
    by_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), comment="empty: the operator"
    )
    at: Mapped[datetime]
