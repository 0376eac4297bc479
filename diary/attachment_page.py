"""An attachment as its page shows it: the viewer at its part, and the homework that it is for."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.allow import allowed
from accounts.viewer import Viewer
from catalog.audience import is_author, reviews
from catalog.item_page import ItemPage, version_page
from catalog.licences import allows_download
from catalog.models import Item
from diary.fragment import Part
from diary.models import Attachment, Done, Homework
from jobs.models import Job

State = Literal["ready", "making", "failed", "withdrawn"]
"""``making`` and ``failed`` stay downloads; a withdrawn material opens to nobody."""


@dataclass(frozen=True)
class AttachmentPage:
    """What the page shows; ``page`` holds only the part's slides unless the whole is asked for.

    ``does`` says that the viewer is a pupil who is to do the homework: what they see is noted.
    ``last`` is the deck's last number that this viewer may see.
    """

    attachment: Attachment
    homework: Homework
    page: ItemPage
    part: Part
    whole: bool
    last: int | None
    state: State
    download: bool
    does: bool
    done: bool
    edits: bool
    siblings: tuple[Attachment, ...]

    @property
    def due(self) -> date | None:
        """The day by which the homework is to be done, a local date."""
        return due_day(self.homework)

    @property
    def limited(self) -> bool:
        """Whether the viewer is kept to the part now."""
        return not self.part.whole and not self.whole

    def beside(self) -> tuple[Attachment | None, Attachment | None]:
        """The homework's attachments before and after this one."""
        place = next(i for i, one in enumerate(self.siblings) if one.id == self.attachment.id)
        before = self.siblings[place - 1] if place else None
        after = self.siblings[place + 1] if place + 1 < len(self.siblings) else None
        return before, after


def due_day(homework: Homework) -> date | None:
    """The day by which homework is to be done; None for a draft without one."""
    if homework.due_occurrence is not None:
        return homework.due_occurrence.day
    return homework.due_on


def attachment_page(
    session: Session, viewer: Viewer, attachment: Attachment, *, whole: bool = False
) -> AttachmentPage:
    """The page of an attachment that ``find.find_attachment`` has found; about eight queries."""
    homework, version, item = attachment.homework, attachment.version, attachment.version.item
    page, part = version_page(session, viewer, item, version), Part.of(attachment)
    last = page.slides[-1].n if page.slides else None
    if part.slides and not whole:
        kept = tuple(slide for slide in page.slides if slide.n in part.slides)
        page = replace(page, slides=kept)
    does = allowed(viewer, "homework.do", homework)
    return AttachmentPage(
        attachment=attachment,
        homework=homework,
        page=page,
        part=part,
        whole=whole,
        last=last,
        state=_state(session, attachment, page),
        download=_may_download(session, viewer, item, page),
        does=does,
        done=does and session.get(Done, (homework.id, viewer.person_id)) is not None,
        edits=allowed(viewer, "homework.edit", homework),
        siblings=tuple(homework.attachments),
    )


def _state(session: Session, attachment: Attachment, page: ItemPage) -> State:
    version = attachment.version
    if version.item.withdrawn_at is not None:
        return "withdrawn"
    if page.slides or version.processed_at is not None:
        return "ready"
    failed = session.scalar(
        select(Job.id).where(Job.version_id == version.id, Job.state == "failed").limit(1)
    )
    return "failed" if failed is not None else "making"


def _may_download(session: Session, viewer: Viewer, item: Item, page: ItemPage) -> bool:
    if item.withdrawn_at is not None or page.keeps_original:
        return False
    inside = is_author(viewer, item) or reviews(session, viewer, item)
    return inside or allows_download(page.version.licence)
