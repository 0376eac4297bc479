"""What a step found out of a file, written to the original and to the version, and read back."""

from collections.abc import Iterable
from typing import Literal, cast

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from catalog.models import Fragment, Version
from ingest.processors.contract import MadeFragment, StepResult
from media.models import Original

FIGURES = ("pages", "duration_ms", "width", "height")


def learn(session: Session, original_sha: str, result: StepResult) -> None:
    """Keep the figures that the step tells of an original; those it says nothing of stay."""
    told = {name: getattr(result, name) for name in FIGURES if getattr(result, name) is not None}
    if told:
        session.execute(update(Original).where(Original.sha256 == original_sha).values(told))


def write_fragments(session: Session, version: Version, made: Iterable[MadeFragment]) -> None:
    """Put these fragments in the place of all that the version had; flushes."""
    session.execute(delete(Fragment).where(Fragment.version_id == version.id))
    session.add_all(
        Fragment(
            version_id=version.id,
            unit=one.unit,
            at=one.at,
            until=one.until,
            heading=one.heading,
            text=one.text,
            notes=one.notes,
            hidden=one.hidden,
            content_sha=one.content_sha,
        )
        for one in made
    )
    session.flush()


def read_fragments(session: Session, version_id: int) -> tuple[MadeFragment, ...]:
    """The version's fragments as the steps wrote them, in their order; one query."""
    rows = session.scalars(
        select(Fragment).where(Fragment.version_id == version_id).order_by(Fragment.at)
    )
    return tuple(
        MadeFragment(
            unit=cast(Literal["slide", "page", "ms"], row.unit),
            at=row.at,
            until=row.until,
            heading=row.heading,
            text=row.text,
            notes=row.notes,
            hidden=row.hidden,
            content_sha=row.content_sha,
        )
        for row in rows
    )
