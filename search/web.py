"""What the search's views reach for; other rooms' pages that search come here too."""

from typing import cast

from core import web
from search.item_meanings import ItemMeanings
from search.port import Engine


def engine() -> Engine:
    """The search engine."""
    return cast(Engine, web.part("engine"))


def item_meanings() -> ItemMeanings | None:
    """How near items are in meaning; None where that is turned off."""
    return cast(ItemMeanings | None, web.part("item_meanings"))
