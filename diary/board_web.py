"""A screen's side of the web: its cookie, and the showing that this request comes from."""

from typing import cast

from flask import Response, g, request

from core.web import clock, session, settings
from diary.board_screen import find_screen
from diary.models import Grant, GrantScreen

COOKIE = "parta_board"


def board_token() -> str:
    """The token of the cookie that came with this request, or empty."""
    return request.cookies.get(COOKIE, "")


def current_screen() -> tuple[Grant, GrantScreen] | None:
    """The live showing and the screen that asks; a query at the first call of a request."""
    if "board_screen" not in g:
        g.board_screen = find_screen(session(), board_token(), clock())
    return cast("tuple[Grant, GrantScreen] | None", g.board_screen)


def current_showing() -> Grant | None:
    """The live showing whose screen asks."""
    found = current_screen()
    return found[0] if found is not None else None


def screen_word(grant: Grant | None) -> str:
    """A showing's screen as addresses of files know it; empty for none."""
    return f"grant:{grant.public_id}" if grant is not None else ""


def remember_screen(response: Response, token: str, grant: Grant) -> None:
    """Set the cookie that opens the showing, for as long as it lasts."""
    left = int((grant.until - clock()()).total_seconds())
    response.set_cookie(
        COOKIE,
        token,
        max_age=max(1, left),
        secure=settings().secure_cookies,
        httponly=True,
        samesite="Strict",
        path="/",
    )


def forget_screen(response: Response) -> None:
    """Take the cookie away."""
    response.delete_cookie(
        COOKIE, secure=settings().secure_cookies, httponly=True, samesite="Strict", path="/"
    )
