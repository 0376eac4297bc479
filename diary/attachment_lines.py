"""Attachments as lists show them: a small cover, a title, the part; two queries for any number."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from catalog.models import Item, Version
from diary.attachment_state import Pictured, State, pictures, state_of
from diary.fragment import Part
from diary.models import Attachment
from jobs.models import Job
from media.models import Original


@dataclass(frozen=True)
class AttachmentLine:
    """What a list shows of an attachment; ids are public. ``picture`` is its small rendition.

    A part of slides shows its first slide, all else the cover; None until there is one.
    ``format`` is what the file's content says.
    """

    attachment_id: str
    version_id: str
    title: str
    kind: str
    format: str
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
    shown = pictures(
        session,
        [
            Pictured(row.Attachment.id, row.Original.sha256, row.Item.kind, Part.of(row.Attachment))
            for row in rows
        ],
    )
    found: dict[int, list[AttachmentLine]] = {}
    for attachment, version, item, original, failed_once in rows:
        found.setdefault(attachment.homework_id, []).append(
            AttachmentLine(
                attachment_id=attachment.public_id,
                version_id=version.public_id,
                title=version.title,
                kind=item.kind,
                format=original.format,
                part=Part.of(attachment),
                pages=original.pages,
                duration_ms=original.duration_ms,
                picture=shown.get(attachment.id),
                state=state_of(version, failed=failed_once),
            )
        )
    return {homework_id: tuple(lines) for homework_id, lines in found.items()}
