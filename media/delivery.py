"""Handing out renditions and originals: an address for one viewer, and the right asked each time.

The token in an address is the same for one viewer and version for 7 days and is accepted for
7 more, so that a browser's cache works and an address that wandered off opens nothing: it
counts only together with the session, and with the right to open. Its key changes with the
recipes by which renditions are made, so that the bytes at an address stay what they are.
"""

import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256

ORIGINAL = "original"
"""The name under which the file itself is handed out, always as a download."""

WEEK = timedelta(days=7)
TOKEN_LENGTH = 32
"""Hexadecimal digits of the token: 128 bits."""


def address_key(secret: bytes, recipes: Mapping[str, int]) -> bytes:
    """The key of addresses, of the installation's secret and the version of each recipe."""
    return hmac.new(secret, f"media key\0{sorted(recipes.items())}".encode(), sha256).digest()


def token(key: bytes, viewer: str, version: str, now: datetime) -> str:
    """The token of this week for ``viewer`` and the version's public id."""
    return _token(key, viewer, version, _week(now))


def accepts(key: bytes, viewer: str, version: str, given: str, now: datetime) -> bool:
    """Whether ``given`` is the token of this week or of the one before."""
    weeks = (_week(now), _week(now) - 1)
    candidates = [_token(key, viewer, version, week) for week in weeks]
    return any(
        hmac.compare_digest(candidate.encode(), given.encode("utf-8", "replace"))
        for candidate in candidates
    )


def _week(now: datetime) -> int:
    return int(now.timestamp() // WEEK.total_seconds())


def _token(key: bytes, viewer: str, version: str, week: int) -> str:
    message = f"media\0{viewer}\0{version}\0{week}".encode()
    return hmac.new(key, message, sha256).hexdigest()[:TOKEN_LENGTH]
