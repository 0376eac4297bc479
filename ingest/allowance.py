"""How much a person may send: the largest file and the room for all of them, by role."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from accounts.models import User
from accounts.viewer import Viewer
from catalog.models import Version
from core.clock import Clock
from core.errors import PartaError
from core.settings import Settings
from core.sizes import MIB, size_in_words
from ingest.errors import TooLarge
from ingest.models import Upload
from media.models import Original

ROLES = ("teacher", "methodologist", "administrator")


class NoRoomLeft(PartaError):
    """The file does not fit into what is left of the person's room."""

    code = "quota"
    status = 413

    def __init__(self, size: int, taken: int, quota: int) -> None:
        super().__init__(
            f"Для ваших файлов отведено {size_in_words(quota)}: занято {size_in_words(taken)}, "
            f"осталось {size_in_words(max(0, quota - taken))}, а в этом файле "
            f"{size_in_words(size)}. Уменьшите файл или попросите администратора добавить места."
        )


@dataclass(frozen=True)
class Allowance:
    """Bytes of the largest file, and of all files together (None: as much as there is)."""

    file: int
    quota: int | None


def allowance(settings: Settings, viewer: Viewer) -> Allowance:
    """What this person's roles allow; of several roles the most generous counts."""
    roles = [role for role in ROLES if role in viewer.role_names]
    if viewer.operator or not roles:
        return Allowance(settings.max_upload_mb * MIB, None)
    files = [getattr(settings, f"{role}_upload_mb") or settings.max_upload_mb for role in roles]
    quotas = [getattr(settings, f"{role}_quota_mb") for role in roles]
    return Allowance(
        file=min(max(files), settings.max_upload_mb) * MIB,
        quota=None if 0 in quotas else max(quotas) * MIB,
    )


def check_room(
    session: Session,
    settings: Settings,
    viewer: Viewer,
    size: int,
    clock: Clock,
    *,
    besides: int | None = None,
) -> None:
    """Raises TooLarge or NoRoomLeft where ``size`` bytes more are not this person's to send.

    ``besides`` is the row of the upload that is asked for, when it stands already.
    """
    allowed = allowance(settings, viewer)
    if size > allowed.file:
        raise TooLarge(allowed.file // MIB)
    if allowed.quota is None:
        return
    taken = room_taken(session, viewer, clock, besides=besides)
    if taken + size > allowed.quota:
        raise NoRoomLeft(size, taken, allowed.quota)


def hold_room(
    session: Session, settings: Settings | None, viewer: Viewer, size: int, clock: Clock
) -> None:
    """Ask again, with the new version of ``size`` bytes already written in this transaction.

    Of several that come at once each sees those before it: a write holds the others back on
    SQLite, the person's row does so on PostgreSQL. Without ``settings`` (the room was reserved
    before, or nobody's is asked for) it says nothing. Raises NoRoomLeft.
    """
    quota = None if settings is None else allowance(settings, viewer).quota
    if quota is None:
        return
    session.flush()
    if viewer.user_id is not None:
        session.get_one(User, viewer.user_id, with_for_update=True)
    taken = room_taken(session, viewer, clock)
    if taken > quota:
        raise NoRoomLeft(size, taken - size, quota)


def room_taken(
    session: Session, viewer: Viewer, clock: Clock, *, besides: int | None = None
) -> int:
    """Bytes of the files that this person has sent, each once, and of those on their way.

    The upload with the row id ``besides`` is left out.
    """
    sent = select(Version.original_sha).where(Version.created_by_id == viewer.person_id)
    kept = select(func.coalesce(func.sum(Original.bytes), 0)).where(Original.sha256.in_(sent))
    coming = select(func.coalesce(func.sum(Upload.length), 0)).where(
        Upload.user_id == viewer.user_id,
        Upload.outcome.is_(None),
        Upload.expires_at > clock(),
        Upload.id.is_distinct_from(besides),
    )
    return int(session.scalar(kept) or 0) + int(session.scalar(coming) or 0)
