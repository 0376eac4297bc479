"""Hits as pages show them: the place that answers, near-duplicates under the better one."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from catalog.cards import Card
from catalog.kinds import SHOWN
from catalog.turned_words import turned_words
from core.moments import clock
from search.passages import Passage
from search.results import FoundItem, Results
from search.view_links import address


def shown_hits(found: Results) -> list[dict[str, Any]]:
    """The hits in order: ``card``, ``title`` with what matched, ``passage``, ``link``, ``slide``.

    ``link`` leads to the passage, ``slide`` is its number; None where only the title answers or
    where it is no slide. ``place``: the passage's slide or second as in an address, a parameter
    or none. ``wordless``: where others of the list have words, this one has none.
    ``instead``: what the dictionary has for a word of the query, where that alone is there.
    ``twins``: near-duplicates of a hit, shaped alike, listed there alone.
    """
    shown = {
        hit.card.item_id: _hit(hit)
        | {"twins": [], "wordless": hit.wordless and not found.close, "instead": hit.instead}
        for hit in found.hits
    }
    for head, twins in found.twins().items():
        shown[head]["twins"] = [shown.pop(twin) for twin in twins]
    return list(shown.values())


def _hit(hit: FoundItem) -> dict[str, Any]:
    passage = hit.passage
    if passage is None:
        return {
            "card": hit.card,
            "title": hit.title,
            "passage": None,
            "link": None,
            "slide": None,
            "place": {},
        }
    where = {"second": "t"}.get(passage.type, "slide")
    item = url_for("catalog.item", item_id=hit.card.item_id)
    link = address(item, [(where, str(passage.at))])
    return {
        "card": hit.card,
        "title": hit.title,
        "passage": _passage(passage, hit.card),
        "link": link,
        # What «Задать» takes: a slide that answers, for a deck alone is set by slides.
        "slide": passage.at if passage.type == "slide" else None,
        "place": {where: passage.at},
    }


def _moment(second: int, card: Card) -> str:
    played = SHOWN[card.kind].played
    at = clock(1000 * second)
    return _(played.moment, clock=at) if played is not None else at


def _passage(passage: Passage, card: Card) -> dict[str, Any]:
    alone = (card.pages or 1) == 1
    number = turned_words(card.kind, card.format).number(passage.at)
    words = {
        "slide": number,
        "page": _("На картинке") if alone else number,
        "second": _moment(passage.at, card),
    }
    return {"where": words[passage.type], "segments": passage.segments}
