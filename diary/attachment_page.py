"""An attachment as its page shows it: the viewer at its part, and the homework that it is for."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.allow import allowed, may_ever
from accounts.viewer import Viewer
from catalog.audience import may_open
from catalog.item_page import ItemPage, bare_page
from catalog.licences import allows_download
from catalog.models import Version
from diary.attachment_state import State, state_of
from diary.fragment import Part
from diary.models import Attachment, Done, Homework, Opened
from diary.opening import opens_by_homework
from diary.reach import addressed_to
from jobs.models import Job


@dataclass(frozen=True)
class Sibling:
    """The homework's material before or after; the id is public."""

    attachment_id: str
    title: str


@dataclass(frozen=True)
class AttachmentPage:
    """What the page shows; ``page`` holds only the part's slides unless the whole is asked for.

    ``opens``: the material is open to this viewer. Who reads the class's homework without doing,
    setting or reviewing it sees the task alone.
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
    opens: bool
    download: bool
    does: bool
    done: bool
    told: bool
    edits: bool
    before: Sibling | None
    after: Sibling | None

    @property
    def due(self) -> date | None:
        """The day by which the homework is to be done, a local date."""
        return due_day(self.homework)

    @property
    def limited(self) -> bool:
        """Whether the viewer is kept to the part now."""
        return not self.part.whole and not self.whole


def due_day(homework: Homework) -> date | None:
    """The day by which homework is to be done; None for a draft without one."""
    if homework.due_occurrence is not None:
        return homework.due_occurrence.day
    return homework.due_on


def attachment_page(
    session: Session, viewer: Viewer, attachment: Attachment, *, whole: bool = False
) -> AttachmentPage:
    """The page of an attachment that ``find.find_attachment`` has found; five or six queries."""
    homework, version = attachment.homework, attachment.version
    page, part = bare_page(session, viewer, version), Part.of(attachment)
    last = page.slides[-1].n if page.slides else None
    if part.slides and not whole:
        kept = tuple(slide for slide in page.slides if slide.n in part.slides)
        page = replace(page, slides=kept)
    opens = may_see(session, viewer, attachment)
    does, done, told = _does(session, viewer, attachment)
    before, after = _siblings(session, attachment)
    return AttachmentPage(
        attachment=attachment,
        homework=homework,
        page=page,
        part=part,
        whole=whole,
        last=last,
        state=_state(session, attachment, page),
        opens=opens,
        download=opens and may_download(page),
        does=does,
        done=done,
        told=told,
        edits=may_ever(viewer, "homework.edit") and allowed(viewer, "homework.edit", homework),
        before=before,
        after=after,
    )


def may_see(session: Session, viewer: Viewer, attachment: Attachment) -> bool:
    """Whether the material itself is open to a viewer who reads the homework; two queries."""
    version = attachment.version
    if version.item.withdrawn_at is not None:
        return False
    return may_open(session, viewer, version) or opens_by_homework(session, viewer, version)


def _does(session: Session, viewer: Viewer, attachment: Attachment) -> tuple[bool, bool, bool]:
    """Whether the viewer is a pupil who is to do it, marked it as done, opened this; one query."""
    if viewer.person_id is None or not may_ever(viewer, "homework.do"):
        return False, False, False
    mine = select(Done.homework_id).where(
        Done.homework_id == Homework.id, Done.person_id == viewer.person_id
    )
    opened = select(Opened.person_id).where(
        Opened.attachment_id == attachment.id, Opened.person_id == viewer.person_id
    )
    row = session.execute(
        select(addressed_to({viewer.person_id}), mine.exists(), opened.exists()).where(
            Homework.id == attachment.homework_id
        )
    ).one()
    return bool(row[0]), bool(row[1]), bool(row[2])


def _siblings(session: Session, attachment: Attachment) -> tuple[Sibling | None, Sibling | None]:
    """The homework's attachments before and after this one; one query."""
    rows = session.execute(
        select(Attachment.id, Attachment.public_id, Version.title)
        .join(Version, Version.id == Attachment.version_id)
        .where(Attachment.homework_id == attachment.homework_id)
        .order_by(Attachment.position)
    ).all()
    place = next(i for i, row in enumerate(rows) if row[0] == attachment.id)
    found = [Sibling(public_id, title) for _, public_id, title in rows]
    before = found[place - 1] if place else None
    return before, found[place + 1] if place + 1 < len(found) else None


def _state(session: Session, attachment: Attachment, page: ItemPage) -> State:
    version = attachment.version
    if page.slides and version.item.withdrawn_at is None:
        return "ready"  # slides can be read before all of them are drawn
    unfinished = version.processed_at is None
    failed = unfinished and session.scalar(
        select(Job.id).where(Job.version_id == version.id, Job.state == "failed").limit(1)
    )
    return state_of(version, failed=bool(failed))


def may_download(page: ItemPage) -> bool:
    """Whether the file itself may be taken away by who may open the material."""
    if page.keeps_original:
        return False
    return page.inside or allows_download(page.version.licence)
