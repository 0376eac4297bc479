"""The cookie by which a browser's wrong codes are counted: a random id, signed.

It opens nothing. The signature keeps a program from counting under ids of its own making, such as
another browser's; a new id costs it a page, and is paid for by its address (``accounts.guessing``).
"""

import hmac
from hashlib import sha256
from secrets import token_hex

from flask import Response, current_app, request

from core.web import settings

COOKIE = "parta_door"


def door_id() -> str | None:
    """The id that came with this request; None for no cookie and for one that is not ours."""
    name, _, signature = request.cookies.get(COOKIE, "").partition(".")
    signed = hmac.compare_digest(_signature(name).encode(), signature.encode(errors="replace"))
    return name if signed else None


def keep_door(response: Response) -> None:
    """Give an id to a browser that has none, until it is closed."""
    if door_id() is not None:
        return
    name = token_hex(12)
    response.set_cookie(
        COOKIE,
        f"{name}.{_signature(name)}",
        secure=settings().secure_cookies,
        httponly=True,
        samesite="Strict",
        path="/d",
    )


def _signature(name: str) -> str:
    secret: bytes = current_app.config["SECRET_KEY"]
    message = f"board-door\0{name}".encode(errors="replace")
    return hmac.new(secret, message, sha256).hexdigest()
