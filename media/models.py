"""The tables of bytes: originals by their hash and what was made of them."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base

DAMAGED = ("original", "rendition")
REASONS = ("missing", "changed", "unreadable")


class Original(Base):
    """A file as it came, kept byte for byte and stored once, whoever sent it."""

    __tablename__ = "original"
    __table_args__ = (
        CheckConstraint("length(sha256) = 64", name="sha256"),
        CheckConstraint("bytes > 0", name="bytes"),
    )

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    bytes: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(String(16), comment="presentation | image | video | audio")
    format: Mapped[str] = mapped_column(String(16), comment="what the content says, never the name")
    pages: Mapped[int | None]
    duration_ms: Mapped[int | None] = mapped_column(BigInteger)
    width: Mapped[int | None] = mapped_column(comment="pixels, as shown")
    height: Mapped[int | None]
    stored_at: Mapped[datetime]
    verified_at: Mapped[datetime | None]


class Rendition(Base):
    """Something viewable made of an original; can always be made again."""

    __tablename__ = "rendition"
    __table_args__ = (UniqueConstraint("original_sha", "recipe", "recipe_version", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    original_sha: Mapped[str] = mapped_column(ForeignKey("original.sha256"))
    recipe: Mapped[str] = mapped_column(String(40))
    recipe_version: Mapped[int]
    name: Mapped[str] = mapped_column(String(80), comment="the last part of its address")
    step: Mapped[str] = mapped_column(
        String(40), default="", comment="of the recipe, that made it; empty where that is not known"
    )
    sha256: Mapped[str] = mapped_column(String(64), comment="of the rendition: its strong ETag")
    bytes: Mapped[int] = mapped_column(BigInteger)
    mime: Mapped[str] = mapped_column(String(80))
    width: Mapped[int | None]
    height: Mapped[int | None]
    made_at: Mapped[datetime]


class Damage(Base):
    """Bytes that were read back and are not what was stored; gone once they are whole again."""

    __tablename__ = "damage"
    __table_args__ = (
        CheckConstraint(f"what IN {DAMAGED}", name="what"),
        CheckConstraint(f"reason IN {REASONS}", name="reason"),
    )

    name: Mapped[str] = mapped_column(String(300), primary_key=True, comment="within the storage")
    original_sha: Mapped[str] = mapped_column(ForeignKey("original.sha256"), index=True)
    what: Mapped[str] = mapped_column(String(9))
    reason: Mapped[str] = mapped_column(String(10))
    found_at: Mapped[datetime]
