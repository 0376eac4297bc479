"""The table of coverage day by day, from which a trend is drawn."""

from datetime import date

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base


class CoverageDay(Base):
    """How one cell of the matrix stood on one day, as seen from one place (``shelf``).

    ``shelf`` is a word of ``coverage.places``. The key begins with the day: a day is rewritten
    as a whole, and a trend reads a run of days.
    """

    __tablename__ = "coverage_day"
    __table_args__ = (
        CheckConstraint("grade BETWEEN 1 AND 11", name="grade"),
        CheckConstraint("covered BETWEEN 0 AND lessons", name="covered"),
    )

    day: Mapped[date] = mapped_column(primary_key=True, comment="in UTC, one for all places")
    shelf: Mapped[str] = mapped_column(
        String(24), primary_key=True, comment="all, federal, s:<school>, t:<territory>"
    )
    edition_code: Mapped[str] = mapped_column(ForeignKey("edition.code"), primary_key=True)
    subject_code: Mapped[str] = mapped_column(ForeignKey("subject.code"), primary_key=True)
    programme: Mapped[str] = mapped_column(String(40), primary_key=True)
    grade: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    lessons: Mapped[int] = mapped_column(comment="of the edition in force, retired ones never")
    covered: Mapped[int] = mapped_column(comment="with at least one published material")
    by_kind: Mapped[dict[str, int]] = mapped_column(JSON, comment="kind → covered lessons")
