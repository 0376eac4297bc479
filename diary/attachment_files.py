"""The files of an attachment, for who does the homework by a program of their own."""

from typing import Any

from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from catalog.item_answer import MediaUrl, renditions_answer
from catalog.item_page import bare_page
from diary.attachment_page import may_download, may_see
from diary.models import Attachment
from media.delivery import ORIGINAL


def attachment_files(
    session: Session, viewer: Viewer, attachment: Attachment, media_url: MediaUrl
) -> dict[str, Any]:
    """``renditions`` as ``GET /items/{id}`` has them and ``download``; about five queries.

    Both are empty for who reads the homework and may not open the material. The whole material's
    files are named: a part is opened first, and the rest is one press away.
    """
    if not may_see(session, viewer, attachment):
        return {"renditions": [], "download": None}
    page = bare_page(session, viewer, attachment.version)
    original = media_url(attachment.version.public_id, ORIGINAL) if may_download(page) else None
    return {"renditions": renditions_answer(page, media_url), "download": original}
