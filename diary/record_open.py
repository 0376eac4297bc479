"""A pupil has opened an attachment, or seen more of it: told by the viewer's page itself."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from accounts.allow import require
from accounts.viewer import Viewer
from catalog.kinds import SHOWN, lasts
from catalog.usage import note_usage
from core.clock import Clock
from diary.fragment import Part, ranges_text
from diary.models import Attachment, Opened
from diary.seen import WrongReach, seen

LONGEST_SECONDS = 24 * 3600
"""Nobody attaches a longer film; beyond it a second is a mistake."""

MOST_SLIDES = 5000
"""Of a deck that is not looked through yet; no larger one is taken in."""


def record_open(
    session: Session,
    viewer: Viewer,
    attachment: Attachment,
    *,
    slides: object = None,
    seconds: object = None,
    clock: Clock,
) -> Opened:
    """Note that this pupil opened the attachment and what of it was seen. Flushes only.

    ``slides`` and ``seconds`` may each be «4-7,9», a list of numbers or of [from, to] pairs; a
    single number of seconds means all up to it from where the part begins. What was seen adds up
    over all calls; a pupil's first one counts as a use of the item. Raises NotAllowed for whoever
    is not to do this homework, WrongReach.
    """
    require(viewer, "homework.do", attachment.homework)
    assert viewer.person_id is not None
    fresh = _seen(attachment, slides, seconds)
    # An update that changes nothing: two tabs of one pupil wait for each other here.
    session.execute(
        update(Attachment)
        .where(Attachment.id == attachment.id)
        .values(position=Attachment.position)
        .execution_options(synchronize_session=False)
    )
    now = clock()
    row = session.get(Opened, (attachment.id, viewer.person_id), populate_existing=True)
    if row is None:
        row = Opened(
            attachment_id=attachment.id, person_id=viewer.person_id, first=now, last=now, reach=""
        )
        session.add(row)
        subject = attachment.homework.occurrence.subject_code
        note_usage(session, attachment.version.item_id, subject, opens=1)
    row.last = max(row.last, now)
    row.reach = ranges_text({*reached(row), *fresh})
    session.flush()
    return row


def reached(row: Opened) -> tuple[int, ...]:
    """The slides, or the seconds, that were seen, ascending."""
    found: set[int] = set()
    for piece in filter(None, row.reach.split(",")):
        begin, _, end = piece.partition("-")
        found.update(range(int(begin), int(end or begin) + 1))
    return tuple(sorted(found))


def _seen(attachment: Attachment, slides: object, seconds: object) -> set[int]:
    """Of slides or seconds, whichever the material has, those that there are."""
    original, kind = attachment.version.original, attachment.version.item.kind
    if lasts(kind):
        if slides is not None:
            raise WrongReach
        most = min((original.duration_ms or LONGEST_SECONDS * 1000) // 1000, LONGEST_SECONDS)
        if isinstance(seconds, int | float) and not isinstance(seconds, bool):
            seconds = [[Part.of(attachment).first_second, seconds]]
        return set() if seconds is None else seen(seconds, 0, most)
    if seconds is not None:
        raise WrongReach
    most = min(original.pages or (MOST_SLIDES if SHOWN[kind].slides else 1), MOST_SLIDES)
    return set() if slides is None else seen(slides, 1, most)
