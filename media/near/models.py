"""The tables of near-duplicates: prints by original, keys to look them up, pairs found."""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Float,
    ForeignKey,
    LargeBinary,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base
from media.near.prints import PRINT_KINDS


class Print(Base):
    """What one original is compared by; see ``media.near.prints`` for the bytes."""

    __tablename__ = "print"
    __table_args__ = (
        UniqueConstraint("original_sha", "kind"),
        CheckConstraint(f"kind IN {PRINT_KINDS}", name="kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    original_sha: Mapped[str] = mapped_column(ForeignKey("original.sha256"))
    kind: Mapped[str] = mapped_column(String(8))
    bits: Mapped[bytes] = mapped_column(
        LargeBinary, comment="32 bytes a picture, slide or frame, in their order"
    )
    words: Mapped[bytes] = mapped_column(
        LargeBinary, comment="64 bytes a slide, in their order, or for the whole text"
    )


class PrintKey(Base):
    """A coarse part of a print: what shares one is worth comparing. See ``media.near.keys``."""

    __tablename__ = "print_key"
    # Read by key alone, so that the row lies in the key's own index and nowhere else.
    __table_args__ = ({"sqlite_with_rowid": False},)

    key: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    print_id: Mapped[int] = mapped_column(
        ForeignKey("print.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class Near(Base):
    """Two originals that show or say nearly the same, until a person says that they do not."""

    __tablename__ = "near"
    __table_args__ = (
        CheckConstraint("original_a < original_b", name="once"),
        CheckConstraint("share > 0 AND share <= 1", name="share"),
        CheckConstraint(f"by IN {PRINT_KINDS}", name="by"),
    )

    original_a: Mapped[str] = mapped_column(ForeignKey("original.sha256"), primary_key=True)
    original_b: Mapped[str] = mapped_column(
        ForeignKey("original.sha256"), primary_key=True, index=True
    )
    share: Mapped[float] = mapped_column(Float, comment="of what they have in common, above 0 to 1")
    by: Mapped[str] = mapped_column(String(8), comment="the kind of print that says so")
    found_at: Mapped[datetime]
    dismissed_at: Mapped[datetime | None] = mapped_column(comment="a person said: not the same")
    dismissed_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id"), comment="empty: the installation's operator, or nobody yet"
    )
