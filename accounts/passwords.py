"""Passwords: how they are kept, checked, and made.

The cost is the one that the OWASP Password Storage Cheat Sheet gives for Argon2id
(19 MiB, 2 passes, 1 lane): some 50 ms, so that a class of thirty signs in at once
on a small server.
"""

import secrets
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import Type

from core.errors import Invalid

SHORTEST = 8
"""NIST SP 800-63B, 5.1.1.2."""

LONGEST = 200
"""More is no secret but a load on the server."""

MADE_LENGTH = 12
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""No l, o, i, 0, 1: a password is read from paper and told by telephone."""

HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1, type=Type.ID)


class WeakPassword(Invalid):
    """The password is too short, too long or the same as the login."""

    code = "weak_password"


def hash_password(password: str) -> str:
    """The hash to keep: Argon2id in its own text form, with its salt and cost."""
    return HASHER.hash(_composed(password))


def verify_password(kept: str | None, password: str) -> bool:
    """Whether ``password`` is the one kept. Without one kept, as much work is done for False."""
    try:
        HASHER.verify(kept or _nobodys(), _composed(password))
    except (VerificationError, InvalidHashError, UnicodeEncodeError):
        return False
    return kept is not None


def needs_rehash(kept: str) -> bool:
    """Whether the kept hash was made at another cost than today's."""
    return HASHER.check_needs_rehash(kept)


def make_password() -> str:
    """A password to print: twelve letters and digits in threes, 59 bits."""
    letters = [secrets.choice(ALPHABET) for _ in range(MADE_LENGTH)]
    return "-".join("".join(letters[at : at + 3]) for at in range(0, MADE_LENGTH, 3))


def check_password(password: str, login: str) -> None:
    """Raises WeakPassword when this must not be anybody's password."""
    if len(password) < SHORTEST:
        raise WeakPassword(f"Пароль короче {SHORTEST} знаков. Придумайте подлиннее.")
    if len(password) > LONGEST:
        raise WeakPassword(f"Пароль длиннее {LONGEST} знаков. Сократите его.")
    if password.casefold() == login.casefold():
        raise WeakPassword("Пароль совпадает с логином. Придумайте другой.")


@cache
def _nobodys() -> str:
    return HASHER.hash(secrets.token_hex())


def _composed(password: str) -> str:
    """The same password typed on a phone and on a desk gives the same letters."""
    return unicodedata.normalize("NFKC", password[: LONGEST + 1]).encode(errors="replace").decode()
