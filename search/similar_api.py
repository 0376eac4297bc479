"""The call of similar materials."""

from flask import Response, jsonify
from pydantic import BaseModel, Field

from accounts.guard import requires
from accounts.web import signed_in
from catalog.kinds import KindCode
from catalog.opening import find_item
from core import web
from search.api import api
from search.similar import similar
from search.web import engine, item_meanings


class SimilarItem(BaseModel):
    """A material like another one."""

    item_id: str
    title: str
    kind: KindCode
    lessons: list[str] = Field(description="Ключи уроков")


class Similar(BaseModel):
    """Materials like one, the most alike first."""

    items: list[SimilarItem]
    next: str | None = None


@api.get("/items/<item_id>/similar")
@requires("search")
@api.output(Similar, description="Похожие материалы")
@api.doc(operation_id="similarItems", responses={404: "Материала нет, или его не открыть"})
def similar_items(item_id: str) -> Response:
    """Материалы, похожие на этот по смыслу; видные этому пользователю."""
    session, viewer = web.session(), signed_in()
    item = find_item(session, viewer, item_id)
    found = similar(session, engine(), viewer, item, item_meanings())
    items = [
        {
            "item_id": card.item_id,
            "title": card.title,
            "kind": card.kind,
            "lessons": [lesson.key for lesson in card.lessons],
        }
        for card in found
    ]
    return jsonify({"items": items, "next": None})
