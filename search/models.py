"""The table of what was looked for, so that gaps can be seen."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base


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
