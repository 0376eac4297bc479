"""The pages of the way in: sending files, a file's progress, trying again, a new version."""

import time
from collections.abc import Sequence
from typing import cast

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from accounts.allow import require
from accounts.guard import requires
from accounts.web import signed_in
from catalog.audience import answers_for
from catalog.cards import line_of
from catalog.choices import subject_choices
from catalog.errors import ItemNotFound
from catalog.forms import options
from catalog.items import get_lesson
from catalog.models import Item
from catalog.opening import find_item
from catalog.views import REFUSED
from core import web
from core.errors import Conflict, PartaError
from ingest.allowance import allowance, check_room
from ingest.arrive import arriving, size_of
from ingest.details import Details, clean_name
from ingest.entering import Means
from ingest.forms import UploadForm
from ingest.intake import take
from ingest.models import Upload
from ingest.renewal import take_version
from ingest.restore import restore_version
from ingest.retry import retry
from ingest.row import (
    COMMON,
    Row,
    duplicate,
    recent_rows,
    refused,
    refused_row,
    row_of,
)
from ingest.tus.aside import put_aside
from ingest.tus.find import MOST_SHOWN, Standing, refused_before, standing
from ingest.tus.refused import note_refused
from ingest.tus.said import said_of
from ingest.unfinished import unfinished_row

views = Blueprint("ingest", __name__)

PATIENCE = 5.0
"""Seconds for which files of one form are looked at before its sender is answered.

A film or a picture takes a program of its own, a twentieth of a second each.
"""


@views.get("/upload")
@requires("items.upload")
def upload() -> str:
    """Where files are sent, with what was sent in the last day.

    ``before``: the refused files older than those that were shown, alone where a script asks.
    """
    if last := request.args.get("before"):
        older = refused_before(web.session(), signed_in(), web.clock(), last)
        rows = [refused_row(one) for one in older.uploads]
        if request.headers.get("HX-Request"):
            return render_template("ingest/rows.html", rows=rows, older=older)
        return _page(rows, older=older)
    stands = _standing()
    return _page(_sent(stands), older=stands)


@views.post("/upload")
@requires("items.upload")
def take_files() -> Response | str | tuple[str, int]:
    """Take the files in: one as a row for the page's script, or several as a plain form.

    Of a form of very many the rest is kept and looked at by the worker.
    """
    files = [file for file in request.files.getlist("file") if file.filename]
    rows = _take_all(files)
    if request.headers.get("HX-Request"):
        return render_template("ingest/rows.html", rows=rows)
    told = [row for row in rows if not row.polls]
    stands = _standing(sum(row.another for row in told))
    rest = _sent(stands)
    if not files:
        return _page(rest, [_("Выберите хотя бы один файл.")], older=stands), 422
    if told:
        seen = {row.item_id or row.upload_id for row in told}
        rest = [row for row in rest if (row.item_id or row.upload_id) not in seen]
        return _page([*told, *rest], older=stands)
    return redirect(url_for("ingest.upload"), 303)


@views.get("/upload/rows/<item_id>")
@requires("items.upload")
def row(item_id: str) -> str:
    """One file's row as it stands now."""
    found = row_of(web.session(), _own(item_id).id, web.clock())
    return render_template("ingest/rows.html", rows=[found])


@views.get("/upload/progress/<item_id>")
@requires("items.upload")
def progress(item_id: str) -> Response:
    """The line under an unfinished item's viewer; once it can be looked at the page loads anew.

    What comes later does not break into who is looking.
    """
    found = row_of(web.session(), _own(item_id).id, web.clock())
    response = make_response(render_template("ingest/progress.html", row=found))
    if request.args.get("watching") and (found.usable or not found.polls):
        response.headers["HX-Refresh"] = "true"
    return response


@views.post("/upload/rows/<item_id>/retry")
@requires("jobs.retry")
def retry_item(item_id: str) -> Response | str:
    """Try the failed step again."""
    session, item = web.session(), _own(item_id)
    require(signed_in(), "jobs.retry", item)
    retry(session, signed_in(), item, clock=web.clock())
    if request.headers.get("HX-Request"):
        return render_template("ingest/rows.html", rows=[row_of(session, item.id, web.clock())])
    return redirect(request.referrer or url_for("ingest.upload"), 303)


@views.post("/items/<item_id>/versions")
@requires("items.edit")
def new_version(item_id: str) -> Response | tuple[str, int]:
    """Take a file in as the item's next version."""
    session, viewer, item = web.session(), signed_in(), _own(item_id)
    require(viewer, "items.edit", item)
    file = request.files.get("file")
    try:
        if file is None or not file.filename:
            return redirect(url_for("catalog.item", item_id=item_id), 303)
        settings = web.settings()
        check_room(session, settings, viewer, size_of(file.stream), web.clock())
        with arriving(file.stream, settings.temporary, settings.max_upload_mb) as arrived:
            version = take_version(
                session, _means(), viewer, item, arrived, file.filename, settings=settings
            )
    except PartaError as error:
        session.rollback()
        told = refused(clean_name(file.filename if file and file.filename else ""), error)
        return render_template("ingest/version_refused.html", item=item, row=told), error.status
    return redirect(url_for("catalog.item", item_id=item_id, version=version.no), 303)


@views.post("/items/<item_id>/versions/<int(min=1,max=1000000):no>/restore")
@requires("items.edit")
def restore(item_id: str, no: int) -> Response:
    """Make an older version the item's next one; what was refused is told on its page."""
    session, viewer, item = web.session(), signed_in(), _own(item_id)
    require(viewer, "items.edit", item)
    try:
        no = restore_version(session, viewer, item, no, clock=web.clock()).no
    except Conflict as error:
        session.rollback()
        flash(error.message, REFUSED)
    return redirect(url_for("catalog.item", item_id=item_id, version=no), 303)


def _take_all(files: Sequence[FileStorage]) -> list[Row]:
    """A row for each: looked at as long as the sender may be kept waiting, then put aside."""
    enough = time.monotonic() + PATIENCE
    rows: list[Row] = []
    while len(rows) < len(files) and time.monotonic() < enough:
        rows.append(_take(files[len(rows)]))
    rest = files[len(rows) :]
    if not rest:
        return rows
    named = [(clean_name(file.filename or ""), file.stream) for file in rest]
    kept = put_aside(web.session(), web.settings(), signed_in(), named, _details(), web.clock())
    for file, told in zip(rest, kept, strict=True):
        rows.append(unfinished_row(told) if isinstance(told, Upload) else _refused(file, told))
    return rows


def _take(file: FileStorage) -> Row:
    name = clean_name(file.filename or "")
    session, settings = web.session(), web.settings()
    try:
        check_room(session, settings, signed_in(), size_of(file.stream), web.clock())
        with arriving(file.stream, settings.temporary, settings.max_upload_mb) as arrived:
            taken = take(
                session, _means(), signed_in(), arrived, name, _details(), settings=settings
            )
    except PartaError as error:
        session.rollback()
        return _refused(file, error)
    if taken.outcome == "duplicate":
        line = " ".join((taken.reason, *taken.warnings))
        return duplicate(session, taken.item.id, name, line, web.clock())
    return row_of(session, taken.item.id, web.clock())


def _refused(file: FileStorage, error: PartaError) -> Row:
    name, size = clean_name(file.filename or ""), size_of(file.stream)
    days = web.settings().upload_days
    told = note_refused(
        web.session(),
        signed_in(),
        name,
        size,
        error.message,
        words=_said(),
        days=days,
        clock=web.clock(),
    )
    return refused_row(told) if told is not None else refused(name, error)


def _said() -> dict[str, str]:
    sent = request.form
    return {key: ";".join(sent.getlist(key)) for key in COMMON if sent.get(key)}


def _details() -> Details:
    sent = request.form
    return Details(
        subject=sent.get("subject", ""),
        grade=sent.get("grade", ""),
        lessons=tuple(filter(None, sent.getlist("lesson"))),
        licence=sent.get("licence", ""),
    )


def _page(rows: list[Row], problems: list[str] | None = None, *, older: Standing) -> str:
    session = web.session()
    form = UploadForm(formdata=None)
    form.subject.choices = options([("", _("Не указан")), *subject_choices(session)])
    form.subject.data = request.values.get("subject", "")
    form.grade.data = request.values.get("grade", "")
    form.licence.data = request.args.get("licence") or form.licence.data
    key = request.values.get("lesson", "")
    lesson = get_lesson(session, key) if key else None
    return render_template(
        "ingest/upload.html",
        form=form,
        rows=rows,
        older=older,
        problems=problems or [],
        lesson=line_of(lesson, lesson.subject.title) if lesson else None,
        limit=allowance(web.settings(), signed_in()).file,
    )


def _standing(told: int = 0) -> Standing:
    """The files of which a part has come, and those that were refused and not put away.

    Of the refused ones at least the newest ``told``, which the answer tells anyway.
    """
    least = max(MOST_SHOWN, told)
    return standing(web.session(), signed_in(), web.clock(), refused=least)


def _sent(stands: Standing) -> list[Row]:
    """The files of which a part has come; then the taken and the refused ones, newest first."""
    session, now = web.session(), web.clock()()
    unfinished = [one for one in stands.uploads if one.outcome is None]
    said = said_of(session, unfinished)
    ended = [
        *(refused_row(one) for one in stands.uploads if one.outcome is not None),
        *recent_rows(session, signed_in(), web.clock()),
    ]
    return [
        *(unfinished_row(one, said[one.id]) for one in unfinished),
        *sorted(ended, key=lambda row: row.at or now, reverse=True),
    ]


def _own(item_id: str) -> Item:
    """The item, for its author and its reviewers; for others there is none."""
    session, viewer = web.session(), signed_in()
    item = find_item(session, viewer, item_id)
    if not answers_for(session, viewer, item):
        raise ItemNotFound
    return item


def _means() -> Means:
    return cast(Means, web.part("means"))
