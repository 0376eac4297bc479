"""Pages of what hangs on homework: the attachment's viewer, who opened it, what is done."""

from datetime import date
from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from accounts.age import school_today
from accounts.guard import requires
from accounts.web import signed_in
from catalog.audience import sees_hidden
from catalog.item_page import bare_page
from catalog.made import slide_words
from catalog.viewing import viewing
from core import web
from core.addresses import inside
from diary.attachment_page import AttachmentPage, attachment_page, due_day, may_see
from diary.errors import AttachmentNotFound
from diary.find import find_attachment, find_homework, find_own_homework
from diary.mark_done import mark_done
from diary.models import Homework
from diary.opens_page import opens_page
from diary.record_open import record_open
from diary.views import views


@views.get("/attachments/<attachment_id>")
@requires("diary.read")
def attachment(attachment_id: str) -> str:
    """The material at its part, with the homework's words; ``?whole=1`` shows all of it."""
    session, viewer = web.session(), signed_in()
    found = find_attachment(session, viewer, attachment_id)
    shown = attachment_page(session, viewer, found, whole=bool(request.args.get("whole")))
    return render_template(
        "diary/attachment.html",
        shown=shown,
        today=_today(found.homework),
        **viewing(
            session,
            viewer,
            shown.page,
            slide_link=lambda n: _link(shown, slide=n),
            text_link=lambda n: url_for("diary.attachment_words", attachment_id=attachment_id, n=n),
            first=shown.part.first_slide,
            start=(shown.part.from_ms or 0) / 1000,
            stretch=_stretch(shown),
            last=shown.last,
        ),
    )


@views.get("/attachments/<attachment_id>/slides/<int(max=1000000):n>")
@requires("diary.read")
def attachment_words(attachment_id: str, n: int) -> str:
    """The words of one slide, for the viewer."""
    session, viewer = web.session(), signed_in()
    found = find_attachment(session, viewer, attachment_id)
    if not may_see(session, viewer, found):
        raise AttachmentNotFound
    page = bare_page(session, viewer, found.version)
    words = None
    if any(slide.n == n for slide in page.slides):
        words = slide_words(session, page.version, page.item.kind, n)
    return render_template(
        "catalog/slide_text.html", version=page.version, words=words, notes=sees_hidden(viewer)
    )


@views.post("/attachments/<attachment_id>/opens")
@requires("homework.do")
def record_attachment_open(attachment_id: str) -> tuple[str, int] | Response:
    """The viewer's own word that the pupil has it open, and what was seen by now.

    Without a script it is the pupil's word, by a button that leads ``back``.
    """
    session, viewer = web.session(), signed_in()
    found = find_attachment(session, viewer, attachment_id)
    record_open(
        session,
        viewer,
        found,
        slides=request.form.get("slides") or None,
        seconds=request.form.get("seconds") or None,
        clock=web.clock(),
    )
    session.commit()
    back = inside(request.form.get("back"))
    return redirect(back, 303) if back else ("", 204)


@views.get("/homework/<homework_id>/opens")
@requires("homework.opens")
def opens(homework_id: str) -> str:
    """Who opened what of this homework, and how far."""
    session, viewer = web.session(), signed_in()
    homework = find_own_homework(session, viewer, homework_id)
    return render_template(
        "diary/opens.html",
        table=opens_page(session, homework),
        homework=homework,
        due=due_day(homework),
        today=_today(homework),
    )


@views.post("/homework/<homework_id>/done")
@requires("homework.do")
def done(homework_id: str) -> Response:
    """The pupil's «Сделано», or taking it back; leads to where it was pressed."""
    session, viewer = web.session(), signed_in()
    homework = find_homework(session, viewer, homework_id)
    mark_done(session, viewer, homework, done=request.form.get("done") != "0", clock=web.clock())
    session.commit()
    return redirect(inside(request.form.get("back")) or url_for("accounts.front"), 303)


def _stretch(shown: AttachmentPage) -> tuple[float, float] | None:
    """The seconds between which the player is kept, None where it shows all."""
    part = shown.part
    if not shown.limited or part.from_ms is None or part.to_ms is None:
        return None
    return part.from_ms / 1000, part.to_ms / 1000


def _link(shown: AttachmentPage, **query: Any) -> str:
    if shown.whole:
        query["whole"] = 1
    return url_for("diary.attachment", attachment_id=shown.attachment.public_id, **query)


def _today(homework: Homework) -> date:
    return school_today(homework.occurrence.school.timezone, web.clock()())
