"""«Субтитры» on the page of a film or a recording: what there is, sending, removing."""

from typing import cast

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from accounts.allow import require
from accounts.guard import requires
from accounts.web import signed_in
from catalog.models import Item, Version
from catalog.opening import chosen_version, find_item
from catalog.playing import language_word
from core import web
from core.errors import PartaError
from ingest.captions.listed import listed
from ingest.captions.read import LARGEST
from ingest.captions.send import remove_captions, send_captions
from ingest.views import views
from media.storage import Storage

LANGUAGES = ("ru", "en", "de", "fr", "es", "tt", "ba", "cv", "zh")
"""What a school teaches in or of; a program may send any language by the API."""


@views.get("/items/<item_id>/captions")
@requires("items.edit")
def captions(item_id: str) -> str:
    """The captions: a part of the item's page, and a page of its own without a script."""
    return _page(*_asked(item_id))


@views.post("/items/<item_id>/captions")
@requires("items.edit")
def take_captions(item_id: str) -> Response | tuple[str, int]:
    """Take captions in."""
    session, (item, version) = web.session(), _asked(item_id)
    file = request.files.get("file")
    if file is None or not file.filename:
        return _page(item, version, _("Выберите файл с субтитрами.")), 422
    try:
        send_captions(
            session,
            _storage(),
            signed_in(),
            version,
            request.form.get("language", "ru"),
            file.stream.read(LARGEST + 1),
            clock=web.clock(),
        )
    except PartaError as error:
        session.rollback()
        return _page(item, version, error.message), error.status
    session.commit()
    return _back(item, version)


@views.post("/items/<item_id>/captions/<language>/remove")
@requires("items.edit")
def drop_captions(item_id: str, language: str) -> Response:
    """Remove captions that were sent."""
    session, (item, version) = web.session(), _asked(item_id)
    remove_captions(session, _storage(), signed_in(), version, language, clock=web.clock())
    session.commit()
    return _back(item, version)


def _asked(item_id: str) -> tuple[Item, Version]:
    session, viewer = web.session(), signed_in()
    item = find_item(session, viewer, item_id)
    require(viewer, "items.edit", item)
    return item, chosen_version(session, viewer, item, request.args.get("version", type=int))


def _page(item: Item, version: Version, problem: str = "") -> str:
    part = request.headers.get("HX-Request")
    return render_template(
        "ingest/captions_part.html" if part else "ingest/captions.html",
        item=item,
        version=version,
        captions=listed(web.session(), version),
        languages=[(code, language_word(code)) for code in LANGUAGES],
        language_word=language_word,
        problem=problem,
        part=part,
    )


def _back(item: Item, version: Version) -> Response:
    return redirect(url_for("catalog.item", item_id=item.public_id, version=version.no), 303)


def _storage() -> Storage:
    return cast(Storage, web.part("storage"))
