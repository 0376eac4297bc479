"""Beginning an upload in pieces: everything that can be refused is refused before a byte comes."""

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from accounts.models import User
from accounts.viewer import Viewer
from core.clock import Clock
from core.ids import new_public_id
from core.plain_text import plain
from core.settings import Settings
from ingest.allowance import check_room
from ingest.details import Details, check_details, clean_name, split_lessons
from ingest.models import Upload
from ingest.tus.errors import EmptyFile, TooMany
from ingest.tus.part import begin, part_path

MOST_UNFINISHED = 500
"""Uploads of one person at once; the page itself sends two at a time and lets others wait."""

WORDS = tuple(Details.__dataclass_fields__)


def create(
    session: Session,
    settings: Settings,
    viewer: Viewer,
    length: int,
    said: dict[str, str],
    clock: Clock,
) -> Upload:
    """Begin an upload of ``length`` bytes; ``said`` is the metadata: filename and the item's words.

    Several lessons come as one line with ``;`` between them, under ``lesson`` or ``lessons``.
    Commits. Raises EmptyFile, TooLarge, NoRoomLeft, TooMany, and what ``check_details`` raises.
    """
    name = clean_name(said.get("filename", ""))
    check_details(session, details_of(said), name)
    if length == 0:
        raise EmptyFile
    check_room(session, settings, viewer, length, clock)
    # Of several that begin at once each sees those before it: they wait here for one another.
    session.get_one(User, viewer.user_id, with_for_update=True)
    upload = Upload(
        public_id=new_public_id(),
        user_id=viewer.user_id,
        file_name=name,
        words=words_of(said),
        length=length,
        received=0,
        created_at=clock(),
        expires_at=clock() + timedelta(days=settings.upload_days),
    )
    session.add(upload)
    session.flush()
    check_room(session, settings, viewer, length, clock, besides=upload.id)
    check_number(session, viewer, clock, MOST_UNFINISHED)
    begin(part_path(settings.unfinished, upload.public_id))
    session.commit()
    return upload


def words_of(said: Mapping[str, str]) -> dict[str, str]:
    """What is kept of an upload's metadata beside its file's name."""
    return {key: plain(said[key]) for key in (*WORDS, "lesson") if said.get(key)}


def details_of(said: dict[str, str]) -> Details:
    """The item's words from an upload's metadata; what is not known to us is left out."""
    words = {key: said.get(key, "") for key in WORDS if key != "lessons"}
    return Details(
        **words, lessons=split_lessons(said.get("lesson", "") + ";" + said.get("lessons", ""))
    )


def check_number(session: Session, viewer: Viewer, clock: Clock, most: int) -> None:
    """Raises TooMany where this person has more than ``most`` unfinished uploads."""
    begun = session.scalar(
        select(func.count())
        .select_from(Upload)
        .where(
            Upload.user_id == viewer.user_id,
            Upload.outcome.is_(None),
            Upload.expires_at > clock(),
        )
    )
    if (begun or 0) > most:
        raise TooMany(most)
