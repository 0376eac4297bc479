"""Materials like one material: near in meaning, or of its lesson and its words."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from catalog.audience import sees_hidden, visible
from catalog.cards import Card, cards
from catalog.items import shown
from catalog.models import Item
from catalog.near.near_of import near_of
from language.lemmas import lemmas
from search.asked import who
from search.heal import search
from search.item_meanings import ItemMeanings
from search.own_words import own_words
from search.port import Engine, SearchRequest

MOST = 6
LOOKED_AT = 60
"""Items near in meaning among which those that the viewer may see are looked for."""

LIKE = 0.35
"""The cosine from which on two items are about the same."""


def similar(
    session: Session,
    engine: Engine,
    viewer: Viewer,
    item: Item,
    meanings: ItemMeanings | None,
    count: int = MOST,
) -> list[Card]:
    """At most ``count`` items like this one that the viewer may find, the most alike first.

    What is published goes before the viewer's own drafts.
    Those that are the same but for little (``near_of``) are left out: they bring nothing new.
    Without an encoder, or before it has seen the item, those with the words of its title, if it
    says anything.
    """
    alike = meanings.like(item.id, LOOKED_AT) if meanings is not None else {}
    ids = [one for one, cosine in alike.items() if cosine >= LIKE]
    if not ids:
        ids = _by_words(session, engine, viewer, item)
    same = {one.item_id for one in near_of(session, [item.id]).get(item.id, ())}
    left_out = same | {item.id}
    standing = {
        row.id: row.published_version_id is not None
        for row in session.execute(
            select(Item.id, Item.published_version_id).where(
                Item.id.in_(ids), Item.withdrawn_at.is_(None), visible(viewer)
            )
        )
    }
    best = [one for one in ids if one in standing and one not in left_out]
    best.sort(key=lambda one: not standing[one])
    return cards(session, best[:count], hidden=sees_hidden(viewer))


def _by_words(session: Session, engine: Engine, viewer: Viewer, item: Item) -> list[int]:
    title = shown(item).title
    if not own_words(title):
        return []
    request = SearchRequest(
        audiences=who(viewer),
        words=tuple(dict.fromkeys(lemmas(title))),
        limit=LOOKED_AT,
        hidden=sees_hidden(viewer),
    )
    page = search(session, engine, request)
    return [hit.id for hit in page.hits] if page is not None else []
