"""«Похожие материалы»: a part of a material's page, and a page of its own without a script."""

from flask import render_template, request

from accounts.guard import requires
from accounts.web import signed_in
from catalog.items import shown
from catalog.opening import find_item
from core import web
from search.similar import similar
from search.views import views
from search.web import engine, item_meanings


@views.get("/items/<item_id>/similar")
@requires("search")
def similar_items(item_id: str) -> str:
    """The materials like this one; the part alone where a script asks for it."""
    session, viewer = web.session(), signed_in()
    item = find_item(session, viewer, item_id)
    found = similar(session, engine(), viewer, item, item_meanings())
    part = "HX-Request" in request.headers
    template = "search/similar_part.html" if part else "search/similar.html"
    return render_template(
        template,
        item=item,
        title=shown(item).title,
        found=found,
        assigns=viewer.has_role("teacher"),
        alone=not part,
    )
