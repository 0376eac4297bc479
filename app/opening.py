"""Who may open a file: the rooms' answers joined, for ``media``."""

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from accounts.allow import allowed
from accounts.web import viewer
from catalog import audience
from catalog.kept_back import kept_back
from catalog.licences import allows_download
from catalog.models import Version
from core import web
from diary.board_things import opens_on_board
from diary.board_web import current_showing, screen_word
from diary.opening import opens_by_homework
from media.views import Opened


def viewer_words() -> tuple[str, ...]:
    """Who is asking, as addresses of files know them: a person, a screen of a showing, or both."""
    asking, showing = viewer(), current_showing()
    person = asking is not None and allowed(asking, "items.open")
    words = (str(asking.person_id) if asking and person else "", screen_word(showing))
    return tuple(word for word in words if word)


def may_open(session: Session, word: str, version_id: str, name: str) -> Opened | None:
    """The version with this public id, if who asks by this word may have its file ``name`` now.

    For those who do not see hidden slides one query more: the file may hold some.
    """
    asking, showing = viewer(), current_showing()
    version = session.scalar(
        select(Version)
        .where(Version.public_id == version_id)
        .options(joinedload(Version.item), joinedload(Version.original))
    )
    if version is None:
        return None
    if word == screen_word(showing) and showing is not None:
        found = opens_on_board(session, web.part("storage"), showing, version, name)
        return Opened(version.original_sha, None) if found else None
    if asking is None or not (
        audience.may_open(session, asking, version) or opens_by_homework(session, asking, version)
    ):
        return None
    if not audience.sees_hidden(asking) and kept_back(session, version).keeps(name):
        return None
    item = version.item
    inside = audience.answers_for(session, asking, item)
    taken_away = inside or allows_download(version.licence)
    return Opened(version.original_sha, version.file_name if taken_away else None)
