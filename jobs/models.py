"""The tables of work that waits. The row is the truth: whoever runs a job holds its lease."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.database import Base
from core.ids import new_public_id

JOB_STATES = ("waiting", "running", "done", "failed")
STEP_STATES = ("waiting", "running", "done", "failed")


class Job(Base):
    """One piece of work, claimed by one worker at a time."""

    __tablename__ = "job"
    __table_args__ = (
        CheckConstraint(f"state IN {JOB_STATES}", name="state"),
        CheckConstraint("(state = 'running') = (owner IS NOT NULL)", name="running_has_owner"),
        CheckConstraint(
            "(state = 'running') = (lease_until IS NOT NULL)", name="running_has_lease"
        ),
        CheckConstraint("state <> 'failed' OR error_text IS NOT NULL", name="failed_says_why"),
        Index("ix_job_claim", "state", "priority", "run_after", "id"),
        Index("ix_job_version", "version_id", "state", "kind"),
        Index("ix_job_ended", "state", "finished_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(32), unique=True, default=new_public_id)
    kind: Mapped[str] = mapped_column(String(40), comment="names the handler")
    payload: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    version_id: Mapped[int | None] = mapped_column(ForeignKey("version.id"))
    school_id: Mapped[int | None] = mapped_column(ForeignKey("school.id"))
    priority: Mapped[int] = mapped_column(default=50, comment="smaller goes first")
    state: Mapped[str] = mapped_column(String(8), default="waiting")
    attempt: Mapped[int] = mapped_column(default=0, comment="claims so far")
    run_after: Mapped[datetime]
    owner: Mapped[str | None] = mapped_column(String(80), comment="the worker that holds the lease")
    fence: Mapped[int] = mapped_column(
        default=0, comment="grows at each claim; a write with an older fence is refused"
    )
    lease_until: Mapped[datetime | None]
    error_code: Mapped[str | None] = mapped_column(String(60))
    error_text: Mapped[str | None] = mapped_column(Text, comment="plain Russian, for the author")
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]

    steps: Mapped[list["JobStep"]] = relationship(
        order_by="JobStep.position", cascade="all, delete-orphan"
    )


class JobStep(Base):
    """A named step of a job; a retry goes on after the last one that is done."""

    __tablename__ = "job_step"
    __table_args__ = (
        CheckConstraint(f"state IN {STEP_STATES}", name="state"),
        CheckConstraint("percent BETWEEN 0 AND 100", name="percent"),
        UniqueConstraint("job_id", "name"),
        Index("ix_job_step_finished", "name", "finished"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    job_id: Mapped[int] = mapped_column(ForeignKey("job.id", ondelete="CASCADE"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(120), comment="what is being done, in Russian")
    attempt: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(String(8), default="waiting")
    percent: Mapped[int] = mapped_column(default=0)
    tool_version: Mapped[str] = mapped_column(String(120), default="")
    bytes: Mapped[int] = mapped_column(
        BigInteger, default=0, comment="of what the step made and kept"
    )
    reason: Mapped[str] = mapped_column(Text, default="")
    started: Mapped[datetime | None]
    finished: Mapped[datetime | None]


class Lease(Base):
    """A named right to be the only one who does something, until it runs out."""

    __tablename__ = "lease"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    owner: Mapped[str] = mapped_column(String(80))
    until: Mapped[datetime]


class Outbox(Base):
    """A change that a consumer has yet to take in, written in the change's own transaction."""

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_consumer_id", "consumer", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    consumer: Mapped[str] = mapped_column(String(40))
    item_id: Mapped[int] = mapped_column(
        comment="row id; no foreign key: the item may be gone by the time it is read"
    )
    at: Mapped[datetime]
