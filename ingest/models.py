"""The tables of the way in: uploads that come in pieces, and what waits to be filed by a person."""

from datetime import datetime

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.models import Item
from core.database import Base
from core.ids import new_public_id

OUTCOMES = ("accepted", "duplicate", "refused")


class Upload(Base):
    """A file on its way in pieces. Its bytes lie in a part file that bears ``public_id``.

    The row is the truth: what the part file holds beyond ``received`` was never promised.
    """

    __tablename__ = "upload"
    __table_args__ = (
        CheckConstraint("length > 0", name="length"),
        CheckConstraint("received BETWEEN 0 AND length", name="received"),
        CheckConstraint(f"outcome IS NULL OR outcome IN {OUTCOMES}", name="outcome"),
        CheckConstraint("outcome IS NULL OR received = length", name="ends_whole"),
        CheckConstraint("(outcome IS NULL) = (finished_at IS NULL)", name="finished_at"),
        CheckConstraint(
            "(item_id IS NOT NULL) = (outcome IS NOT NULL AND outcome <> 'refused')",
            name="taken_has_item",
        ),
        CheckConstraint("outcome IS NULL OR outcome <> 'refused' OR reason <> ''", name="says_why"),
        Index("ix_upload_user", "user_id", "created_at"),
        Index("ix_upload_expires", "expires_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(32), unique=True, default=new_public_id)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), comment="who sends, and alone sees")
    file_name: Mapped[str] = mapped_column(String(200))
    words: Mapped[dict[str, str]] = mapped_column(JSON, comment="what the sender said of the file")
    length: Mapped[int] = mapped_column(BigInteger, comment="bytes of the whole file, as promised")
    received: Mapped[int] = mapped_column(
        BigInteger, default=0, comment="bytes that are on the disk for sure"
    )
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(comment="moves on with every piece")
    outcome: Mapped[str | None] = mapped_column(String(9), comment="empty while it is on its way")
    item_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"), index=True)
    reason: Mapped[str] = mapped_column(Text, default="", comment="Russian, for the sender")
    warnings: Mapped[list[str]] = mapped_column(JSON, default=list, comment="Russian")
    finished_at: Mapped[datetime | None]

    item: Mapped[Item | None] = relationship()


class Unsorted(Base):
    """An item of a bulk load that came without a lesson, until a person files it or says no.

    The row goes when the item is filed in the queue; one that was filed elsewhere is not shown.
    """

    __tablename__ = "unsorted"

    item_id: Mapped[int] = mapped_column(
        ForeignKey("item.id", ondelete="CASCADE"), primary_key=True
    )
    folder: Mapped[str] = mapped_column(Text, comment="names of folders, « / » between")
    loaded_at: Mapped[datetime]

    item: Mapped[Item] = relationship()
