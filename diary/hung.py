"""What hangs on homework, as a page or a call shows it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from accounts.viewer import Viewer
from catalog.audience import answers_for
from catalog.making import WANTS_ANOTHER_FILE
from catalog.models import Item, Version
from diary.attachment_state import Pictured, State, pictures, state_of
from diary.fragment import Part
from diary.models import Attachment, Homework
from diary.renew_attachment import Offer, offers
from jobs.models import Job


@dataclass(frozen=True)
class Hung:
    """An attachment: its part, how its file stands, and the newer version that is offered.

    ``picture`` is the name of the rendition that stands for it, empty while there is none;
    ``reason`` says why its processing failed, ``retries`` whether this viewer may have it tried
    again and that is of use.
    """

    attachment: Attachment
    part: Part
    state: State
    picture: str = ""
    reason: str = ""
    retries: bool = False
    offer: Offer | None = None

    @property
    def version(self) -> Version:
        """The version that is pinned."""
        return self.attachment.version

    @property
    def item(self) -> Item:
        """Its material."""
        return self.attachment.version.item


def hung_on(
    session: Session, viewer: Viewer, homework: Sequence[Homework], *, edits: bool
) -> dict[int, list[Hung]]:
    """What hangs on each of these (by row id), in order; four queries, one more where parts move.

    Newer versions are offered only to who ``edits``.
    """
    ids = [one.id for one in homework]
    rows = (
        session.scalars(
            select(Attachment)
            .where(Attachment.homework_id.in_(ids))
            .order_by(Attachment.homework_id, Attachment.position)
            .options(
                joinedload(Attachment.version).joinedload(Version.original),
                joinedload(Attachment.version)
                .joinedload(Version.item)
                .joinedload(Item.versions)
                .joinedload(Version.original),
            )
        )
        .unique()
        .all()
        if ids
        else []
    )
    found: dict[int, list[Hung]] = {row_id: [] for row_id in ids}
    if not rows:
        return found
    pictures = _pictures(session, rows)
    failures = _failures(session, rows)
    newer = offers(session, viewer, rows) if edits else {}
    for row in rows:
        version = row.version
        failed = failures.get(version.id)
        found[row.homework_id].append(
            Hung(
                attachment=row,
                part=Part.of(row),
                state=state_of(version, failed=failed is not None),
                picture=pictures.get(row.id, ""),
                reason=failed.error_text or "" if failed else "",
                retries=failed is not None and _retries(session, viewer, version, failed),
                offer=newer.get(row.id),
            )
        )
    return found


def _pictures(session: Session, rows: Sequence[Attachment]) -> dict[int, str]:
    return pictures(
        session,
        [
            Pictured(row.id, row.version.original_sha, row.version.item.kind, Part.of(row))
            for row in rows
        ],
    )


def _failures(session: Session, rows: Sequence[Attachment]) -> dict[int, Job]:
    """The newest job of each unfinished version, if it failed; at most one query."""
    unfinished = {row.version_id for row in rows if row.version.processed_at is None}
    if not unfinished:
        return {}
    found: dict[int, Job] = {}
    jobs = session.scalars(select(Job).where(Job.version_id.in_(unfinished)).order_by(Job.id))
    for job in jobs:
        if job.version_id is None:
            continue
        found.pop(job.version_id, None)
        if job.state == "failed":
            found[job.version_id] = job
    return found


def _retries(session: Session, viewer: Viewer, version: Version, failed: Job) -> bool:
    """«Повторить» works on an item's newest version, for who answers for it.

    Where the file itself is at fault nothing else would come of it.
    """
    newest = version.no == max(one.no for one in version.item.versions)
    helps = newest and failed.error_code != WANTS_ANOTHER_FILE
    return helps and answers_for(session, viewer, version.item)
