"""A pupil has opened an attachment, or seen more of it: told by the viewer's page itself."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from accounts.allow import require
from accounts.viewer import Viewer
from core.clock import Clock
from core.errors import Invalid
from diary.fragment import Part, parse_ranges, ranges_text
from diary.models import Attachment, Opened

LONGEST_SECONDS = 24 * 3600
"""Nobody attaches a longer film; beyond it a second is a mistake."""


class WrongReach(Invalid):
    """What was seen is not said in a form that is understood."""

    code = "wrong_reach"

    def __init__(self) -> None:
        super().__init__("Что посмотрено, пишется так: слайды «4-7,9» или секунды «80-98».")


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
    over all calls. Raises NotAllowed for whoever is not to do this homework, WrongReach.
    """
    require(viewer, "homework.do", attachment.homework)
    assert viewer.person_id is not None
    seen = _seen(attachment, slides, seconds)
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
    row.last = max(row.last, now)
    row.reach = ranges_text({*reached(row), *seen})
    session.flush()
    return row


def reached(row: Opened) -> tuple[int, ...]:
    """The slides, or the seconds, that were seen, ascending."""
    return parse_ranges(row.reach, least=0, most_ranges=100_000) if row.reach else ()


def _seen(attachment: Attachment, slides: object, seconds: object) -> set[int]:
    original = attachment.version.original
    if slides is not None and seconds is not None:
        raise WrongReach
    if slides is not None:
        most = original.pages or 100_000
        return {n for n in _numbers(slides) if 1 <= n <= most}
    if seconds is None:
        return set()
    most = (original.duration_ms or LONGEST_SECONDS * 1000) // 1000
    if isinstance(seconds, int | float) and not isinstance(seconds, bool):
        begin = Part.of(attachment).first_second
        return set(range(begin, min(int(seconds), most) + 1)) if seconds >= begin else set()
    return {n for n in _numbers(seconds) if 0 <= n <= most}


def _numbers(given: object) -> Iterable[int]:
    """The numbers in «4-7,9», 5, [4, 5, 6] or [[4, 7], [9, 9]]. Raises WrongReach."""
    match given:
        case bool():
            raise WrongReach
        case int() if given >= 0:
            return (given,)
        case str():
            try:
                return parse_ranges(given, least=0, most_ranges=2000)
            except Invalid:
                raise WrongReach from None
        case list() if len(given) <= 2000:
            return [n for one in given for n in _piece(one)]
    raise WrongReach


def _piece(one: Any) -> Iterable[int]:
    match one:
        case bool():
            raise WrongReach
        case int():
            return (one,)
        case [int() | float() as begin, int() | float() as end] if (
            0 <= begin <= end <= LONGEST_SECONDS
        ):
            return range(int(begin), int(end) + 1)
    raise WrongReach
