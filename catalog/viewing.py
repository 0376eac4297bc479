"""What the viewer's templates need to show a material, wherever a page has the viewer."""

from collections.abc import Callable
from math import inf
from typing import Any
from urllib.parse import urlencode

from flask import request
from flask_babel import gettext as _
from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from catalog.audience import sees_hidden
from catalog.item_page import ItemPage
from catalog.made import Made, Picture, Slide, slide_words
from catalog.player_words import player_words
from catalog.playing import PLAIN, Playing, film_of, sound_of
from catalog.transcript import Line, found_line, transcript, within
from catalog.turned_words import turned
from jobs.models import Job

STEPS = ("w2560.webp", "w1280.webp", "w640.webp", "w320.webp")
"""One picture in its served widths, the widest first."""

BLUR = "blur.webp"
"""A few pixels of a picture, to stand there until more has come."""

PICTURES = ("anim.webp", *STEPS, "web.webp")
"""The renditions that show a picture, the best first; the last is what the first recipe made."""

MOVING = "anim.mp4"
"""A large animation as a silent film."""

PLAYED = ("film", "sound")
"""The views that have a player."""

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
    start: float = 0,
    stretch: tuple[float, float] | None = None,
    last: int | None = None,
) -> dict[str, Any]:
    """The context of ``catalog/view_*.html``; one query for the words, at most one more.

    The other one asks whether somebody works on a film whose higher rungs are not there.

    The address may ask for a slide (``?slide=7``) or a second (``?t=80``); else ``first`` and
    ``start`` say where the viewer opens. ``stretch`` are the seconds to which a film or a sound and
    its words are kept. ``text_link`` gives the words of one slide, ``last`` is the deck's last
    number where the page shows only a part of it.
    """
    slide = page.nearest(request.args.get("slide", default=first, type=int))
    before, after = page.beside(slide.n) if slide else (None, None)
    words = slide_words(session, page.version, page.item.kind, slide.n) if slide else None
    view = view_of(page)
    film = playing(page) if view in PLAYED else None
    lines = transcript(session, page.version) if film else ()
    if stretch is not None:
        lines = within(lines, *stretch)
    begin, said = _beginning(lines, start, stretch)
    return {
        "page": page,
        "view": view,
        "slide": slide,
        "before": before,
        "after": after,
        "slide_link": slide_link,
        "text_link": text_link,
        "slide_alt": lambda one: _slide_alt(page, one),
        "slide_where": lambda n: _slide_where(page, n, last),
        "words": words,
        "notes": sees_hidden(viewer),
        "picture": picture_of(page),
        "served": served_sizes(page),
        "blur": BLUR if BLUR in page.pictures else "",
        "moving": page.pictures.get(MOVING),
        "film": film,
        "plain_download": _plain_download(page, film),
        "growing": film is not None and film.partial and _works_on(session, page),
        "lines": lines,
        "found_line": said,
        "second_link": second_link,
        "start": begin,
        "stretch": stretch,
        "player_words": player_words(page.item.kind),
    }


def view_of(page: ItemPage | Made) -> str:
    """What can be shown of the item by now.

    ``slides``, ``film``, ``sound``, ``picture`` or ``waiting``.
    """
    if page.slides:
        return "slides"
    if film_of(page.pictures) is not None:
        return "film"
    if sound_of(page.pictures) is not None:
        return "sound"
    return "picture" if picture_of(page) is not None else "waiting"


def playing(page: ItemPage | Made) -> Playing | None:
    """What plays of it: the film, or else the sound."""
    return film_of(page.pictures) or sound_of(page.pictures)


def _beginning(
    lines: tuple[Line, ...], start: float, stretch: tuple[float, float] | None
) -> tuple[float, Line | None]:
    """The second at which the player begins, and the line that the address asks for.

    An address names whole seconds: one in which a line begins means that line's beginning. What
    is outside the stretch is not gone to.
    """
    first, end = stretch or (0.0, inf)
    asked = request.args.get("t", type=int)
    if asked is None or not int(first) <= asked < end:
        return start, None
    line = found_line(lines, asked)
    return max(first, line.at if line and line.second == asked else asked), line


def second_link(second: int) -> str:
    """The page's own address at a second; all else that it asked for stays."""
    kept = {name: value for name, value in request.args.items() if name not in ("t", "slide")}
    return f"?{urlencode({**kept, 't': second})}"


def _plain_download(page: ItemPage, film: Playing | None) -> str:
    """How the light copy of a film is offered beside its file; empty where that is as light.

    It plays on any computer and phone, which a school's old .wmv or a camera's .mov does not.
    """
    if film is None or film.plain != PLAIN[0] or not film.height:
        return ""
    original = page.version.original
    same = original.format == "mp4" and (original.height or 0) <= film.height
    return "" if same else str(_("Скачать MP4, %(lines)dp", lines=film.height))


def _works_on(session: Session, page: ItemPage) -> bool:
    """Whether a job still makes something of this version; one query."""
    works = exists().where(Job.version_id == page.version.id, Job.state.in_(("waiting", "running")))
    return bool(session.scalar(select(works)))


def picture_of(page: ItemPage | Made) -> Picture | None:
    """The rendition that shows a picture best, None for what is no picture."""
    return next((page.pictures[name] for name in PICTURES if name in page.pictures), None)


def served_sizes(page: ItemPage | Made) -> tuple[Picture, ...]:
    """The widths of a still picture to choose from, the narrowest first.

    Empty where it moves, or where there is but one.
    """
    found = [page.pictures[name] for name in reversed(STEPS) if name in page.pictures]
    sized = tuple(picture for picture in found if picture.width)
    best = picture_of(page)
    return sized if best in sized and len(sized) > 1 else ()


def _slide_alt(page: ItemPage, slide: Slide) -> str:
    word = turned(page.version).number(slide.n)
    return f"{word}: {slide.heading}" if slide.heading else word


def _slide_where(page: ItemPage, n: int, last: int | None) -> str:
    # The deck's own numbers, also where hidden slides leave gaps; the last one seen is the end.
    every = last or page.slides[-1].n
    return turned(page.version).number_of(n, every)
