"""The classroom's computer at ``/d``: six letters, then the board. Nobody signs in there."""

from typing import Any, cast

from flask import (
    Blueprint,
    Response,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response as AnyResponse

from accounts.guard import public
from catalog.player_words import player_words
from core import web
from core.errors import PartaError
from diary.board_door import door_id, keep_door
from diary.board_screen import leave_screen, note_seen
from diary.board_things import current, shown, things
from diary.board_web import (
    board_token,
    current_screen,
    current_showing,
    forget_screen,
    remember_screen,
    screen_word,
)
from diary.models import Grant
from diary.note_played import note_played
from diary.slide_media import SlideMedium, slide_media
from diary.turn_board import Turn, turn_board
from diary.type_code import type_code

views = Blueprint("board", __name__, url_prefix="/d")

Page = str | AnyResponse | tuple[str | Response, int]


@views.get("")
@public
def screen() -> Page:
    """Where the code is typed; the board itself once it was."""
    found = current_screen()
    if found is None:
        return _over() if board_token() else _door()
    note_seen(web.session(), found[1], web.clock())
    return render_template("diary/board_screen.html", **_stage(found[0]))


@views.post("")
@public
def open_screen() -> Page:
    """Six letters were typed."""
    typed = request.form.get("code", "")
    try:
        grant, token = type_code(
            web.session(),
            typed,
            secret=current_app.config["SECRET_KEY"],
            address=request.remote_addr or "",
            door=door_id(),
            clock=web.clock(),
        )
    except PartaError as error:
        return _door(error.message, typed[:12]), error.status
    response = cast(Response, redirect(url_for("board.screen"), 303))
    remember_screen(response, token, grant)
    return response


@views.get("/state")
@public
def state() -> Page:
    """What the board shows now, or 204 when it is still the turn that the screen knows.

    A screen asks each second: two short queries then, and nothing is held open.
    """
    found = current_screen()
    if found is None:
        return render_template("diary/board_over.html")
    grant, row = found
    note_seen(web.session(), row, web.clock())
    if request.args.get("turned", type=int) == grant.turned:
        return "", 204
    return render_template("diary/board_stage.html", **_stage(grant))


@views.post("/turn")
@public
def turn_here() -> Page:
    """The keys of the classroom's computer; the first one lights up a screen that was put out."""
    grant = current_showing()
    if grant is not None:
        to = request.form.get("to", "")
        turn = Turn(dark=False) if grant.dark else Turn("previous" if to == "previous" else "next")
        turn_board(web.session(), grant, turn, clock=web.clock())
        web.session().commit()
    if request.headers.get("X-Requested-With") != "board":
        return redirect(url_for("board.screen"), 303)
    if grant is None:
        return render_template("diary/board_over.html")
    return render_template("diary/board_stage.html", **_stage(grant))


@views.post("/played")
@public
def played() -> Page:
    """A film or a sound at this computer has ended, or a hand here has stopped or started it."""
    grant, sent = current_showing(), request.form
    if grant is not None:
        playing, turned = sent.get("playing") == "1", sent.get("turned", -1, type=int)
        note_played(web.session(), grant, playing=playing, turned=turned)
        web.session().commit()
    return "", 204


@views.post("/leave")
@public
def leave() -> AnyResponse:
    """«Закончить» at this computer: it shows no longer, the teacher's other screens do."""
    leave_screen(web.session(), board_token())
    web.session().commit()
    response = cast(Response, redirect(url_for("board.screen"), 303))
    forget_screen(response)
    return response


def _door(problem: str = "", typed: str = "", *, over: bool = False) -> Response:
    page = render_template("diary/board_door.html", problem=problem, typed=typed, over=over)
    response = make_response(page)
    keep_door(response)
    return response


def _over() -> Response:
    """The code that this browser had is no good any more: said once."""
    response = _door(over=True)
    forget_screen(response)
    return response


def _stage(grant: Grant) -> dict[str, Any]:
    """What a screen shows; three queries, one more on a slide with a film or a sound."""
    session = web.session()
    thing = current(grant, things(session, grant))
    seen = shown(session, thing) if thing is not None else None
    slide = seen.slide(grant.at) if seen is not None else None
    before, after = seen.beside(slide.n) if seen and slide else (None, None)
    url, word = web.part("media_url"), screen_word(grant)
    version_id = thing.version.public_id if thing is not None else ""
    media: tuple[SlideMedium, ...] = ()
    if thing is not None and slide is not None and slide.large is not None:
        media = slide_media(session, web.part("storage"), thing.version, slide)
    return {
        "grant": grant,
        "seen": seen,
        "slide": slide,
        "media": [
            {"kind": one.kind, "box": one.box, "src": url(version_id, one.name, word)}
            for one in media
        ],
        "player_words": player_words(thing.version.item.kind) if thing is not None else {},
        "ahead": [one for one in (after, before) if one is not None and one.large is not None],
        "media_url": lambda version, name: url(version, name, word),
    }
