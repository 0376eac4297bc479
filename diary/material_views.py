"""Materials of a lesson's homework: looking for them, hanging them on, taking them off."""

from collections.abc import Callable, Iterable
from typing import Any, cast

from flask import redirect as to
from flask import render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from accounts.allow import NotAllowed, may_ever, refusal, require
from accounts.guard import requires
from accounts.permissions import PERMISSIONS
from accounts.web import signed_in
from catalog.subject_title import subject_title
from core import web
from core.errors import Invalid, PartaError
from diary.attach import attach
from diary.attach_panel import attached_parts, offered, own
from diary.attachable import attachable
from diary.change_part import change_part
from diary.detach import detach
from diary.draft import draft_of
from diary.errors import AttachmentNotFound
from diary.find import find_attachment
from diary.homework_form import is_sent
from diary.lesson_page import open_lesson
from diary.lesson_views import refused_lesson, sent_homework, sheet
from diary.models import Attachment, Occurrence
from diary.own_file import attach_file
from diary.part_form import read_part_form
from diary.pick_page import pick_page, within
from diary.renew_attachment import renew_attachment
from diary.views import views
from ingest.allowance import allowance, check_room
from ingest.arrive import arriving, size_of
from ingest.entering import Means
from search.asked import SearchQuery
from search.find import LITTLE, find
from search.results import Results
from search.shown_hits import shown_hits
from search.shown_ways import way_words
from search.ways_out import Similar, Way
from search.web import engine, item_meanings

TABS = ("library", "mine", "file")
FOUND_AT_ONCE = 20


@views.get("/lessons/<occurrence_id>/materials")
@requires("occurrences.teach")
def materials(occurrence_id: str) -> str:
    """What can be attached: a page of its own, or the panel beside the homework."""
    session, viewer = web.session(), signed_in()
    occurrence = _taught(occurrence_id)
    tab = request.args.get("tab", "library")
    asked = request.args.get("q", "").strip()
    context: dict[str, Any] = {
        "occurrence": occurrence,
        "homework_id": request.args.get("homework", ""),
        "tab": tab if tab in TABS else "library",
        "q": asked,
        "exact": bool(request.args.get("exact")),
        "filters": _filters(occurrence),
        "parts": attached_parts(session, viewer, occurrence, request.args.get("homework", "")),
        "limit": allowance(web.settings(), viewer).file,
    }
    if context["tab"] == "mine":
        context["own"] = own(session, viewer)
    elif context["tab"] == "library" and asked:
        found = _found(asked, context["filters"], occurrence)
        context |= {"results": found, "hits": shown_hits(found)}
        context |= _ways_out(found, occurrence)
    elif context["tab"] == "library":
        context["offered"] = offered(session, viewer, occurrence)
    return _panel("diary/panel.html", context)


@views.get("/lessons/<occurrence_id>/materials/<item_id>")
@requires("occurrences.teach")
def pick(occurrence_id: str, item_id: str) -> str:
    """Slides or a stretch of one material to choose.

    ``renew`` names the attachment that takes it over, ``change`` one that gets another part;
    ``slide`` or ``t``, a second, the place that a search has found: it is chosen to begin with.
    """
    occurrence = _taught(occurrence_id)
    chosen = pick_page(web.session(), signed_in(), item_id, request.args.get("version", type=int))
    context = {
        "occurrence": occurrence,
        "homework_id": request.args.get("homework", ""),
        "renew": request.args.get("renew", ""),
        "change": request.args.get("change", ""),
        "pick": chosen,
        "slide": within(request.args.get("slide", 0, type=int), chosen.pages),
        "second": within(request.args.get("t", 0, type=int), chosen.seconds),
    }
    return _panel("diary/pick.html", context)


@views.post("/lessons/<occurrence_id>/materials")
@requires("occurrences.teach")
def attach_item(occurrence_id: str) -> Response | tuple[str, int]:
    """Hang a material, or a part of it, on the homework; a draft is made when there is none."""
    session, viewer = web.session(), signed_in()
    try:
        occurrence, homework = sent_homework(viewer, occurrence_id, make=True)
        if homework is None:
            homework = draft_of(session, viewer, occurrence, clock=web.clock())
        if not request.form.get("item"):
            raise Invalid(_("Выберите материал."))
        number = request.form.get("version", type=int)
        version = attachable(session, viewer, request.form.get("item", ""), number)
        part = read_part_form(request.form, version)
        attach(session, viewer, homework, version, part, clock=web.clock())
        session.commit()
    except PartaError as error:
        return refused_lesson(occurrence_id, error)
    return _done(occurrence_id, homework.public_id)


@views.post("/lessons/<occurrence_id>/files")
@requires("occurrences.teach")
def attach_own_file(occurrence_id: str) -> Response | tuple[str, int]:
    """Take the teacher's file in and hang it on the homework at once."""
    session, viewer, settings = web.session(), signed_in(), web.settings()
    file = request.files.get("file")
    try:
        occurrence, homework = sent_homework(viewer, occurrence_id, make=False)
        # What is looked at is looked at for seconds: nobody else waits for it.
        session.commit()
        if file is None or not file.filename:
            raise Invalid(_("Выберите файл."))
        check_room(session, settings, viewer, size_of(file.stream), web.clock())
        with arriving(file.stream, settings.temporary, settings.max_upload_mb) as arrived:
            _taken, attachment = attach_file(
                session,
                _means(),
                viewer,
                occurrence,
                homework,
                arrived,
                file.filename,
                settings=settings,
            )
    except PartaError as error:
        return refused_lesson(occurrence_id, error)
    return _done(occurrence_id, attachment.homework.public_id)


@views.post("/attachments/<attachment_id>/remove")
@requires("homework.edit")
def remove_attachment(attachment_id: str) -> Response | tuple[str, int]:
    """Take a material off the homework."""
    session, viewer, clock = web.session(), signed_in(), web.clock()
    return _changed(attachment_id, lambda it: detach(session, viewer, it, clock=clock))


@views.post("/attachments/<attachment_id>/renew")
@requires("homework.edit")
def renew(attachment_id: str) -> Response | tuple[str, int]:
    """Take the newer version, at the part carried over or chosen anew."""
    session, viewer = web.session(), signed_in()

    def change(attachment: Attachment) -> None:
        part = None
        if request.form.get("item"):
            version = attachable(session, viewer, attachment.version.item.public_id)
            part = read_part_form(request.form, version)
        renew_attachment(session, viewer, attachment, part, clock=web.clock())

    return _changed(attachment_id, change)


@views.post("/attachments/<attachment_id>/part")
@requires("homework.edit")
def another_part(attachment_id: str) -> Response | tuple[str, int]:
    """Give what hangs there another part of itself."""

    def change(attachment: Attachment) -> None:
        part = read_part_form(request.form, attachment.version)
        change_part(web.session(), signed_in(), attachment, part, clock=web.clock())

    return _changed(attachment_id, change)


def _changed(
    attachment_id: str, change: Callable[[Attachment], None]
) -> Response | tuple[str, int]:
    """The lesson's page after the change; what else was typed there is kept, whatever comes."""
    session, viewer = web.session(), signed_in()
    try:
        attachment = find_attachment(session, viewer, attachment_id)
    except AttachmentNotFound as error:
        return _gone(error)
    require(viewer, "homework.edit", attachment.homework)
    homework = attachment.homework
    occurrence_id = homework.occurrence.public_id
    try:
        sent_homework(viewer, occurrence_id, make=False)
        change(attachment)
        session.commit()
    except PartaError as error:
        return refused_lesson(occurrence_id, error)
    return _done(occurrence_id, homework.public_id)


def _gone(error: AttachmentNotFound) -> tuple[str, int]:
    """The lesson's page with what was typed, where the form says which lesson; else the error."""
    lesson = request.form.get("lesson", "")
    if not lesson or not is_sent(request.form):
        raise error
    return refused_lesson(lesson, error)


def _taught(occurrence_id: str) -> Occurrence:
    """The lesson, for who teaches it."""
    occurrence, _bell, teaches = open_lesson(web.session(), signed_in(), occurrence_id)
    if not teaches:
        raise NotAllowed(refusal(signed_in(), PERMISSIONS["occurrences.teach"]))
    return occurrence


def _panel(template: str, context: dict[str, Any]) -> str:
    if request.headers.get("HX-Request"):
        return render_template(template, **context, beside=True)
    return render_template("diary/materials.html", **context, part=template, beside=False)


def _done(occurrence_id: str, homework_id: str) -> Response:
    if request.headers.get("HX-Request"):
        return sheet(occurrence_id, homework_id)
    address = url_for("diary.lesson", occurrence_id=occurrence_id, homework=homework_id)
    return to(address, 303)


def _filters(occurrence: Occurrence) -> dict[str, tuple[str, str]]:
    """The filters in force, by name: (value, title). The address may put each of them out."""
    grade = occurrence.school_class.grade
    every = {
        "subject": (
            occurrence.subject_code,
            subject_title(occurrence.subject.title, grade),
        ),
        "grade": (str(grade), str(_("%(grade)d класс", grade=grade))),
    }
    return {name: one for name, one in every.items() if request.args.get(name) != "any"}


def _found(asked: str, filters: dict[str, tuple[str, str]], occurrence: Occurrence) -> Results:
    query = SearchQuery(
        q=asked,
        subjects=(filters["subject"][0],) if "subject" in filters else (),
        grades=(int(filters["grade"][0]),) if "grade" in filters else (),
        near=occurrence.lesson.key if occurrence.lesson is not None else "",
        per_page=FOUND_AT_ONCE,
        exact=bool(request.args.get("exact")),
    )
    session, viewer = web.session(), signed_in()
    return find(session, engine(), viewer, query, clock=web.clock(), meanings=item_meanings())


def _ways_out(found: Results, occurrence: Occurrence) -> dict[str, Any]:
    """Where to go on from little or nothing: each way with its words, its count, its address."""
    out = found.out
    ways = [(way_words(way), way) for way in out.without] if out is not None else []
    similar = [(one.query.q, one) for one in out.similar] if out is not None else []

    def shown(named: Iterable[tuple[str, Way | Similar]]) -> list[dict[str, Any]]:
        return [
            {"title": title, "total": one.total, "link": _asking(one.query, occurrence)}
            for title, one in named
        ]

    asks = may_ever(signed_in(), "requests.ask") and (found.total <= LITTLE or found.close)
    lesson = occurrence.lesson.key if occurrence.lesson is not None else None
    return {
        "without": shown(ways),
        "similar": shown(similar),
        "ask": url_for("search.ask_for", q=found.query, lesson=lesson) if asks else None,
    }


def _asking(query: SearchQuery, occurrence: Occurrence) -> str:
    """The address of this search among the lesson's materials."""
    beside = "HX-Request" in request.headers
    return url_for(
        "diary.materials",
        occurrence_id=occurrence.public_id,
        homework=None if beside else request.args.get("homework") or None,
        q=query.q or None,
        subject=None if query.subjects else "any",
        grade=None if query.grades else "any",
        exact=1 if query.exact else None,
    )


def _means() -> Means:
    return cast(Means, web.part("means"))
