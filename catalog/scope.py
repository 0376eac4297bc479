"""What an item belongs to, for ``accounts.allow``."""

from sqlalchemy.orm import joinedload, object_session

from accounts.models import School, Territory
from accounts.places import territory_and_above
from accounts.scopes import Belongs, register_scope
from catalog.audience import loaded_by_operator, of_the_installation
from catalog.models import Item

WITH_TERRITORIES = (
    joinedload(School.territory).joinedload(Territory.parent).joinedload(Territory.parent)
)
"""Municipality, region and country in the school's own query."""


def _item_belongs(item: Item) -> Belongs:
    """To its author, and to the school where it was sent in with the territories above.

    What the operator loaded belongs to the whole installation until it is published.
    """
    if of_the_installation(item):
        return Belongs(everywhere=True)
    school = None
    session = object_session(item)
    if session is not None and item.home_school_id is not None:
        school = session.get(School, item.home_school_id, options=[WITH_TERRITORIES])
    return Belongs(
        owner_ids=frozenset() if item.owner_id is None else frozenset({item.owner_id}),
        school_ids=frozenset({school.id}) if school is not None else frozenset(),
        territory_ids=territory_and_above(school.territory if school is not None else None),
    )


def _filed_by(item: Item) -> Belongs:
    """As the item, and what the operator has loaded is filed anywhere, also once published."""
    return Belongs(everywhere=True) if loaded_by_operator(item) else _item_belongs(item)


register_scope("item", _item_belongs)
register_scope("filed", _filed_by)
