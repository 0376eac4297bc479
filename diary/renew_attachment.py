"""A newer version of what hangs on homework: offered to the teacher, never slipped in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.allow import require
from accounts.viewer import Viewer
from catalog.models import Fragment, Version
from catalog.turned_words import turned_unit
from core.clock import Clock
from core.errors import Conflict
from diary.attachable import newest_attachable
from diary.draft import hold_homework
from diary.fragment import Part, ranges_text
from diary.models import Attachment

SAME_LENGTH_MS = 500
"""A film that was encoded anew differs by some frames; more is another cut."""


class NothingNewer(Conflict):
    """There is no newer version to take."""

    code = "nothing_newer"

    def __init__(self) -> None:
        super().__init__("Новой версии у этого материала нет.")


class PartChanged(Conflict):
    """The chosen part cannot be found in the newer version."""

    code = "part_changed"


@dataclass(frozen=True)
class Offer:
    """A newer version: ``part`` is where the chosen part stands there.

    ``lost`` names the old slides that the newer version has not, or has changed; ``unknown``
    says that nobody can tell where the part is (a film of another length, a cut picture).
    """

    version: Version
    part: Part
    lost: tuple[int, ...] = ()
    unknown: bool = False

    @property
    def whole(self) -> bool:
        """Whether all of the chosen part is there."""
        return not self.lost and not self.unknown

    @property
    def problem(self) -> str:
        """What cannot be carried over and what to do, empty when all can."""
        if self.unknown:
            return "В новой версии отрывок может быть в другом месте. Выберите его заново."
        if not self.lost:
            return ""
        words = ranges_text(self.lost, "–")
        several = len(self.lost) > 1
        if turned_unit(self.version.item.kind, self.version.original.format) == "page":
            many, changed = ("страницы", "изменились") if several else ("страница", "изменилась")
            return f"В новой версии {many} {words} {changed}. Выберите страницы заново."
        many, changed = ("слайды", "изменились") if several else ("слайд", "изменился")
        return f"В новой версии {many} {words} {changed}. Выберите слайды заново."


def offers(session: Session, viewer: Viewer, attachments: Sequence[Attachment]) -> dict[int, Offer]:
    """What is offered for each of these (by row id) where there is something newer.

    One query for all whose part must be found again, beside those that items at hand lack.
    """
    newer = {}
    for one in attachments:
        version = newest_attachable(session, viewer, one.version.item)
        if version is not None and version.no > one.version.no and version.processed_at:
            newer[one.id] = version
    slides = {one.id for one in attachments if one.id in newer and _by_slides(one)}
    wanted = {one.version_id for one in attachments if one.id in slides}
    wanted |= {newer[row_id].id for row_id in slides}
    identities = _identities(session, wanted) if wanted else {}
    return {
        one.id: _offer(one, newer[one.id], identities) for one in attachments if one.id in newer
    }


def renew_attachment(
    session: Session,
    viewer: Viewer,
    attachment: Attachment,
    part: Part | None = None,
    *,
    clock: Clock,
) -> Offer:
    """Pin the newer version instead; opens stay told. Flushes only.

    ``part`` is chosen anew, None means to carry the chosen one over.
    Raises NotAllowed, NothingNewer, PartChanged when the part cannot be carried.
    """
    require(viewer, "homework.edit", attachment.homework)
    hold_homework(session, attachment.homework)
    offer = offers(session, viewer, [attachment]).get(attachment.id)
    if offer is None:
        raise NothingNewer
    if part is None and not offer.whole:
        raise PartChanged(offer.problem)
    attachment.version = offer.version
    (part if part is not None else offer.part).write(attachment)
    attachment.homework.changed_at = clock()
    session.flush()
    return offer


def carry_slides(
    slides: Sequence[int], old: Mapping[int, str], new: Mapping[int, str]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Where these slides stand in a newer deck, and which of them cannot be found there.

    ``old`` and ``new`` give each slide's identity by its number. Of several alike the n-th is
    taken for the n-th.
    """
    places: dict[str, list[int]] = {}
    for n in sorted(new):
        places.setdefault(new[n], []).append(n)
    ranks: dict[str, int] = {}
    rank_of = {}
    for n in sorted(old):
        rank_of[n] = ranks.get(old[n], 0)
        ranks[old[n]] = rank_of[n] + 1
    found, lost = [], []
    for n in slides:
        there = places.get(old.get(n, ""), []) if old.get(n) else []
        if there and rank_of[n] < len(there):
            found.append(there[rank_of[n]])
        else:
            lost.append(n)
    return tuple(sorted(found)), tuple(lost)


def _by_slides(attachment: Attachment) -> bool:
    part = Part.of(attachment)
    return bool(part.slides) or part.region_slide is not None


def _identities(session: Session, version_ids: set[int]) -> dict[int, dict[int, str]]:
    found: dict[int, dict[int, str]] = {one: {} for one in version_ids}
    rows = session.execute(
        select(Fragment.version_id, Fragment.at, Fragment.content_sha).where(
            Fragment.version_id.in_(version_ids), Fragment.unit.in_(("slide", "page"))
        )
    )
    for version_id, at, sha in rows:
        found[version_id][at] = sha
    return found


def _offer(
    attachment: Attachment, version: Version, identities: Mapping[int, Mapping[int, str]]
) -> Offer:
    part = Part.of(attachment)
    if part.whole or attachment.version.original_sha == version.original_sha:
        return Offer(version, part)
    if part.from_ms is not None:
        before, after = attachment.version.original.duration_ms, version.original.duration_ms
        alike = before is not None and after is not None and abs(before - after) <= SAME_LENGTH_MS
        return Offer(version, part, unknown=not alike)
    old, new = identities.get(attachment.version_id, {}), identities.get(version.id, {})
    if part.slides:
        found, lost = carry_slides(part.slides, old, new)
        return Offer(version, Part(slides=found), lost)
    if part.region_slide is not None:
        found, lost = carry_slides((part.region_slide,), old, new)
        if found:
            return Offer(version, Part(region=part.region, region_slide=found[0]))
        return Offer(version, part, lost)
    return Offer(version, part, unknown=True)
