"""Logins: what they may be made of, and when two are the same."""

import re
import unicodedata

from core.errors import Invalid

FORM = re.compile(r"[a-z0-9][a-z0-9._@-]{1,63}")


class BadLogin(Invalid):
    """The login has letters that it may not have."""

    code = "bad_login"

    def __init__(self) -> None:
        super().__init__(
            "Логин: от 2 до 64 знаков, латинские буквы, цифры, точка, дефис, «_» и «@»."
        )


def normal_login(text: str) -> str:
    """The login as it is kept: without spaces around, in small letters."""
    return unicodedata.normalize("NFKC", text).strip().lower()


def check_login(text: str) -> str:
    """The login as it is kept. Raises BadLogin."""
    login = normal_login(text)
    if not FORM.fullmatch(login):
        raise BadLogin
    return login
