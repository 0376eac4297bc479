"""«На доску» for the teacher: beginning a showing, and the phone's remote."""

from typing import Any

from flask import current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from accounts.guard import requires
from accounts.web import signed_in
from catalog.models import Version
from core import web
from core.errors import Invalid, PartaError
from diary.attachable import attachable
from diary.board_errors import NothingToShow
from diary.board_remote import board_remote
from diary.board_screen import find_showing, screens
from diary.end_showing import end_showing
from diary.find import find_homework
from diary.models import Grant, Homework
from diary.part_form import part_query, read_part_form
from diary.show_on_board import is_live, show_homework, show_version
from diary.turn_board import Turn, turn_board
from diary.views import views

Page = str | Response | tuple[str, int]


@views.get("/board/new")
@requires("board.show")
def new_showing() -> str:
    """What is to be shown: ``?item=…`` with a part to choose, or ``?homework=…``."""
    version, homework = _asked()
    return _ask(version, homework)


@views.post("/board/new")
@requires("board.show")
def begin_showing() -> Page:
    """Begin it and go to the remote."""
    session, viewer = web.session(), signed_in()
    version, homework = _asked()
    secret, clock = _secret(), web.clock()
    try:
        if homework is not None:
            grant = show_homework(session, viewer, homework, secret=secret, clock=clock)
        elif version is not None:
            part = read_part_form(request.form, version)
            grant = show_version(session, viewer, version, part, secret=secret, clock=clock)
        else:
            raise NothingToShow
        session.commit()
    except PartaError as error:
        session.rollback()
        version, homework = _asked()
        return _ask(version, homework, error.message), error.status
    return redirect(url_for("diary.board", grant_id=grant.public_id), 303)


@views.get("/board/<grant_id>")
@requires("board.show")
def board(grant_id: str) -> str:
    """The remote."""
    return render_template("diary/board.html", **_remote(_own(grant_id)))


@views.get("/board/<grant_id>/pulse")
@requires("board.show")
def board_pulse(grant_id: str) -> Page:
    """The remote anew when a screen has come, gone or turned, or a minute has passed; else 204."""
    grant = _own(grant_id)
    there = screens(web.session(), grant, web.clock()())
    if request.args.get("seen") == _state(grant, there):
        return "", 204
    return render_template("diary/remote.html", **_remote(grant))


@views.post("/board/<grant_id>/turn")
@requires("board.show")
def turn(grant_id: str) -> Page:
    """A button of the remote."""
    grant = _own(grant_id)
    if is_live(grant, web.clock()):
        turn_board(web.session(), grant, _turn(), clock=web.clock())
        web.session().commit()
    return _again(grant)


@views.post("/board/<grant_id>/end")
@requires("board.show")
def end(grant_id: str) -> Page:
    """«Закончить»: the screens go dark within a second."""
    grant = _own(grant_id)
    end_showing(web.session(), grant, clock=web.clock())
    web.session().commit()
    return _again(grant)


def _again(grant: Grant) -> Page:
    if request.headers.get("HX-Request"):
        return render_template("diary/remote.html", **_remote(grant))
    return redirect(url_for("diary.board", grant_id=grant.public_id), 303)


def _remote(grant: Grant) -> dict[str, Any]:
    remote = board_remote(
        web.session(), web.part("storage"), grant, secret=_secret(), clock=web.clock()
    )
    address = web.settings().address or request.host_url
    return {
        "remote": remote,
        "state": _state(grant, remote.screens),
        "address": f"{address.split('://')[-1].rstrip('/')}/d",
    }


def _state(grant: Grant, there: int) -> str:
    """What the remote compares to know that nothing has changed; ``there`` screens show it."""
    minutes = int((grant.until - web.clock()()).total_seconds() // 60)
    left = minutes if is_live(grant, web.clock()) else "over"
    return f"{grant.turned}.{'plays' if grant.playing else 'stands'}.{there}.{left}"


def _turn() -> Turn:
    sent = request.form
    to = sent.get("to")
    number = sent.get("to", type=int)
    flags = {name: sent[name] == "1" for name in ("dark", "playing") if name in sent}
    return Turn(
        to="next" if to == "next" else "previous" if to == "previous" else number,
        attachment=sent.get("attachment"),
        dark=flags.get("dark"),
        playing=flags.get("playing"),
    )


def _own(grant_id: str) -> Grant:
    return find_showing(web.session(), signed_in(), grant_id)


def _asked() -> tuple[Version | None, Homework | None]:
    """What the address or the form names. Raises what finding it raises."""
    session, viewer, asked = web.session(), signed_in(), request.values
    if asked.get("homework"):
        return None, find_homework(session, viewer, asked["homework"])
    if asked.get("item"):
        return attachable(session, viewer, asked["item"], asked.get("version", type=int)), None
    raise Invalid("Не сказано, что показать. Откройте материал и нажмите «На доску».")


def _ask(version: Version | None, homework: Homework | None, problem: str = "") -> str:
    return render_template(
        "diary/board_new.html",
        version=version,
        homework=homework,
        given=part_query(request.values),
        problem=problem,
    )


def _secret() -> bytes:
    secret = current_app.config["SECRET_KEY"]
    return secret if isinstance(secret, bytes) else str(secret).encode()
