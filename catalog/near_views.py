"""The page that sets two near-duplicates side by side, and the press that tells them apart."""

from collections.abc import Sequence
from typing import Any

from flask import current_app, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from accounts.guard import requires
from accounts.web import signed_in
from catalog.item_page import ItemPage
from catalog.playing import film_of
from catalog.views import views
from core import web


@views.get("/items/<item_id>/near/<other_id>")
@requires("items.review_queue")
def near_pair(item_id: str, other_id: str) -> str:
    """Both materials: pictures, matching slides, or films at the same moments."""
    # What compares prints loads numpy, which no other page needs.
    from catalog.near.compare import compare

    pair = compare(web.session(), signed_in(), item_id, other_id)
    return render_template(
        "catalog/near.html",
        pair=pair,
        facts=_facts(pair.one, pair.other),
        films=[film_of(page.pictures) for page in (pair.one, pair.other)],
    )


@views.post("/items/<item_id>/near/<other_id>")
@requires("items.review_queue")
def tell_pair_apart(item_id: str, other_id: str) -> Response:
    """Different materials, or near after all."""
    from catalog.near.tell_apart import tell_apart

    apart = request.form.get("apart") == "yes"
    session = web.session()
    tell_apart(session, signed_in(), item_id, other_id, apart=apart, clock=web.clock())
    session.commit()
    return redirect(url_for("catalog.near_pair", item_id=item_id, other_id=other_id), 303)


def _facts(one: ItemPage, other: ItemPage) -> list[dict[str, Any]]:
    """The rows of the table: what each is, and which is the larger and the newer one.

    ``said`` are both sides' words, ``best`` the side that has more, None where neither has.
    """
    filters = current_app.jinja_env.filters
    both = (one, other)
    originals = [page.version.original for page in both]
    pages = [page.pages or 0 for page in both]
    lengths = [original.duration_ms or 0 for original in originals]
    rows = [
        _row(_("Файл"), [original.format for original in originals]),
        _row(
            _("Размер"),
            [filters["size"](original.bytes) for original in originals],
            [original.bytes for original in originals],
            _("больше"),
        ),
        _row(_("Страниц"), [str(n) if n else "" for n in pages], pages, _("больше")),
        _row(
            _("Длительность"),
            [filters["clock"](n) if n else "" for n in lengths],
            lengths,
            _("длиннее"),
        ),
        _row(
            _("Пикселей"),
            [f"{o.width} × {o.height}" if o.width and o.height else "" for o in originals],
            [(o.width or 0) * (o.height or 0) for o in originals],
            _("крупнее"),
        ),
        _row(
            _("Загружен"),
            [filters["day"](page.version.created_at) for page in both],
            [page.version.created_at.timestamp() for page in both],
            _("новее"),
        ),
        _row(_("Автор"), [page.version.author for page in both]),
    ]
    return [row for row in rows if any(row["said"])]


def _row(
    name: str, said: list[str], weights: Sequence[float] = (0, 0), why: str = ""
) -> dict[str, Any]:
    best = None if weights[0] == weights[1] else int(weights[1] > weights[0])
    differ = said[0] != said[1]
    return {"name": name, "said": said, "differ": differ, "best": best, "why": why}
