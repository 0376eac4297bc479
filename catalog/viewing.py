"""What the viewer's templates need to show a material, wherever a page has the viewer."""

from collections.abc import Callable
from typing import Any

from flask import request
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from catalog.audience import sees_hidden
from catalog.item_page import ItemPage, Made, Slide, slide_words
from catalog.player_words import player_words

PICTURES = ("anim.webp", "web.webp")
"""The renditions that show a picture, the best first."""

SlideLink = Callable[[int], str]
"""The address of a slide by its number, from 1."""


def viewing(
    session: Session,
    viewer: Viewer,
    page: ItemPage,
    *,
    slide_link: SlideLink,
    text_link: SlideLink,
    first: int = 1,
    start: int = 0,
    last: int | None = None,
) -> dict[str, Any]:
    """The context of ``catalog/view_*.html``; at most one query, for the words of the slide.

    The address may ask for a slide (``?slide=7``) or a second (``?t=80``); else ``first`` and
    ``start`` say where the viewer opens. ``text_link`` gives the words of one slide, ``last`` is
    the deck's last number where the page shows only a part of it.
    """
    slide = page.nearest(request.args.get("slide", default=first, type=int))
    before, after = page.beside(slide.n) if slide else (None, None)
    words = slide_words(session, page.version, page.item.kind, slide.n) if slide else None
    return {
        "page": page,
        "view": view_of(page),
        "slide": slide,
        "before": before,
        "after": after,
        "slide_link": slide_link,
        "text_link": text_link,
        "slide_alt": _slide_alt,
        "slide_where": lambda n: _slide_where(page, n, last),
        "words": words,
        "notes": sees_hidden(viewer),
        "picture": next((page.pictures[name] for name in PICTURES if name in page.pictures), None),
        "video": page.pictures.get("video.mp4"),
        "start": max(0, request.args.get("t", default=start, type=int)),
        "player_words": player_words(),
    }


def view_of(page: ItemPage | Made) -> str:
    """What can be shown of the item by now: ``slides``, ``film``, ``picture`` or ``waiting``."""
    if page.slides:
        return "slides"
    if "video.mp4" in page.pictures:
        return "film"
    return "picture" if any(name in page.pictures for name in PICTURES) else "waiting"


def _slide_alt(slide: Slide) -> str:
    word = _("Слайд %(n)d", n=slide.n)
    return f"{word}: {slide.heading}" if slide.heading else str(word)


def _slide_where(page: ItemPage, n: int, last: int | None) -> str:
    # The deck's own numbers, also where hidden slides leave gaps; the last one seen is the end.
    every = last or page.slides[-1].n
    if page.item.kind == "image":
        return str(_("Страница %(n)d из %(all)d", n=n, all=every))
    return str(_("Слайд %(n)d из %(all)d", n=n, all=every))
