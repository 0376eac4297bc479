"""Attachments as lists show them: a small cover, a title, the part; two queries for any number."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from catalog.cards import COVER
from catalog.models import Item, Version
from diary.fragment import Part
from diary.models import Attachment
from jobs.models import Job
from media.models import Original, Rendition

State = Literal["ready", "making", "failed", "withdrawn"]


@dataclass(frozen=True)
class AttachmentLine:
    """What a list shows of an attachment; ids are public. ``picture`` is its small rendition.

    A part of slides shows its first slide, all else the cover; None until there is one.
    """

    attachment_id: str
    version_id: str
    title: str
    kind: str
    part: Part
    pages: int | None
    duration_ms: int | None
    picture: str | None
    state: State


def attachment_lines(
    session: Session, homework_ids: Collection[int]
) -> dict[int, tuple[AttachmentLine, ...]]:
    """The attachments of each of these homeworks (row ids) in their order."""
    if not homework_ids:
        return {}
    failed = and_(Job.version_id == Version.id, Job.state == "failed")
    rows = session.execute(
        select(Attachment, Version, Item, Original, select(Job.id).where(failed).exists())
        .join(Version, Version.id == Attachment.version_id)
        .join(Item, Item.id == Version.item_id)
        .join(Original, Original.sha256 == Version.original_sha)
        .where(Attachment.homework_id.in_(homework_ids))
        .order_by(Attachment.homework_id, Attachment.position)
    ).all()
    wanted = {row.Attachment.id: _picture(Part.of(row.Attachment)) for row in rows}
    made = set(
        session.execute(
            select(Rendition.original_sha, Rendition.name).where(
                Rendition.original_sha.in_({row.Original.sha256 for row in rows}),
                Rendition.name.in_({COVER, *wanted.values()}),
            )
        )
    )
    found: dict[int, list[AttachmentLine]] = {}
    for attachment, version, item, original, has_failed in rows:
        names = (wanted[attachment.id], COVER)
        picture = next((name for name in names if (original.sha256, name) in made), None)
        found.setdefault(attachment.homework_id, []).append(
            AttachmentLine(
                attachment_id=attachment.public_id,
                version_id=version.public_id,
                title=version.title,
                kind=item.kind,
                part=Part.of(attachment),
                pages=original.pages,
                duration_ms=original.duration_ms,
                picture=picture,
                state=_state(item, version, has_failed),
            )
        )
    return {homework_id: tuple(lines) for homework_id, lines in found.items()}


def _picture(part: Part) -> str:
    return f"slide-{part.first_slide:04}-320.webp" if part.slides else COVER


def _state(item: Item, version: Version, failed: bool) -> State:
    if item.withdrawn_at is not None:
        return "withdrawn"
    if version.processed_at is not None:
        return "ready"
    return "failed" if failed else "making"
