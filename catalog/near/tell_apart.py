"""A reviewer's word on two near-duplicates: they are different materials, or the same after all."""

from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from catalog.models import Version
from catalog.near.compare import found_near
from core.clock import Clock
from media.near.models import Near


def tell_apart(
    session: Session, viewer: Viewer, item_id: str, other_id: str, *, apart: bool, clock: Clock
) -> None:
    """Remember that the two are different, so that nobody is shown them as near; or forget it.

    What is remembered is of the two files, so it holds for whoever else sends them in. Raises
    ItemNotFound for whoever does not judge the first item or may not open the second. The caller
    commits.
    """
    _item, _other, near = found_near(session, viewer, item_id, other_id)
    originals = sorted(
        session.get_one(Version, version_id).original_sha
        for version_id in (near.version_id, near.other_version_id)
    )
    pair = session.get_one(Near, tuple(originals))
    pair.dismissed_at = clock() if apart else None
    pair.dismissed_by_id = viewer.person_id if apart else None
