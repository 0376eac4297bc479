"""Slowing down whoever guesses passwords.

Failures are counted by login and by address over the last quarter of an hour. Beyond a
number that an honest person does not reach, the next try has to wait, twice as long after
each further failure, up to five minutes; nobody is ever locked out. A whole school may
stand behind one address, so an address may fail more often than a login.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from accounts.models import SignInAttempt
from core.errors import PartaError

WINDOW = timedelta(minutes=15)
FREE_BY_LOGIN = 5
FREE_BY_ADDRESS = 40
FREE_BY_NETWORK = 200
"""Of an IPv6 /48, which one customer may hold whole: 65,536 addresses as they are counted here."""

FIRST_WAIT = timedelta(seconds=15)
LONGEST_WAIT = timedelta(minutes=5)


class TooManyAttempts(PartaError):
    """Too many failures; ``wait`` says after how long the next try is taken."""

    code = "too_many_attempts"
    status = 429

    def __init__(self, wait: timedelta) -> None:
        super().__init__(f"Слишком много неудачных попыток. Попробуйте {_after(wait)}.")
        self.wait = wait


@dataclass(frozen=True)
class Keys:
    """What an attempt is counted under; at sign-in an unknown address is not counted.

    ``first_wait`` is the wait after the first failure under ``login`` that costs something.
    """

    login: str | None
    address: str | None
    first_wait: timedelta = FIRST_WAIT
    network: str | None = None


def keys_of(login: str, address: str) -> Keys:
    """The keys for a login as it is kept and the visitor's address (IPv6: its /64 network)."""
    return Keys(f"login:{_short(login)}", _address_key(address))


def keys_of_code(address: str) -> Keys:
    """The keys for a one-time code: it names no login, so the address alone counts.

    Visitors whose address is not known are counted together.
    """
    return Keys(None, _address_key(address) or "address:unknown")


def keys_of_board(address: str, door: str | None) -> Keys:
    """The keys for the six letters of a showing, apart from those of sign-in.

    Five wrong codes in a row cost their browser (``door``, the id of its cookie) a minute, twice as
    long after each further one, and a right code begins anew: a class next door, behind the same
    address, is not kept waiting. Whoever has no cookie is counted by address in its place.

    A program that takes a new cookie for each try is bounded by its address (IPv6: its /64): 40 are
    free in a quarter of an hour, then the waits of sign-in, of which six end within it. That is 46,
    at most 184 an hour, of 11⁶ = 1,771,561 codes. With n showings alive an hour's chance is
    184 n / 11⁶: 0.2 % for 20 showings (one hit in 480 hours), 1 % for 100 (one in 96). A whole
    IPv6 /48 has 206 in a quarter, 824 an hour: one hit in 107 hours and in 21. Many addresses have
    as many times more. A hit opens one material for what is left of its hour.
    """
    known = _address_key(address) or "address:unknown"
    network = _network_key(address)
    return Keys(
        f"board:{door or known}",
        f"boards:{known}",
        timedelta(minutes=1),
        f"boards:{network}" if network else None,
    )


def wait_after(failures: int, free: int, first: timedelta = FIRST_WAIT) -> timedelta:
    """How long to wait after this many failures of which ``free`` cost nothing."""
    if failures < free:
        return timedelta(0)
    return min(first * (1 << min(failures - free, 10)), LONGEST_WAIT)


def begin_attempt(session: Session, keys: Keys, now: datetime) -> list[int]:
    """Count this attempt as a failure before the password is looked at; commits.

    Tries that come at the same time cannot all be the first: the delete takes SQLite's
    writer lock before the others are counted (elsewhere they are as many as there are
    threads, at most). Returns the rows, for ``forgive``. Raises TooManyAttempts, and then
    nothing is counted.
    """
    session.execute(delete(SignInAttempt).where(SignInAttempt.at <= now - WINDOW))
    waits = [timedelta(0)]
    if keys.login is not None:
        waits.append(_left(session, keys.login, FREE_BY_LOGIN, keys.first_wait, now))
    if keys.address is not None:
        waits.append(_left(session, keys.address, FREE_BY_ADDRESS, FIRST_WAIT, now))
    if keys.network is not None:
        waits.append(_left(session, keys.network, FREE_BY_NETWORK, FIRST_WAIT, now))
    wait = max(waits)
    if wait > timedelta(0):
        session.rollback()
        raise TooManyAttempts(wait)
    counted = (keys.login, keys.address, keys.network)
    rows = [SignInAttempt(key=key, at=now) for key in counted if key]
    session.add_all(rows)
    session.commit()
    return [row.id for row in rows]


def forgive(session: Session, keys: Keys, rows: list[int]) -> None:
    """The password was right: the login begins anew, the address loses this attempt only."""
    session.execute(
        delete(SignInAttempt).where(SignInAttempt.id.in_(rows) | (SignInAttempt.key == keys.login))
    )


def _left(session: Session, key: str, free: int, first: timedelta, now: datetime) -> timedelta:
    count, last = session.execute(
        select(func.count(), func.max(SignInAttempt.at)).where(
            SignInAttempt.key == key, SignInAttempt.at > now - WINDOW
        )
    ).one()
    if not count:
        return timedelta(0)
    return max(last + wait_after(count, free, first) - now, timedelta(0))


def _short(login: str) -> str:
    return login if len(login) <= 64 else sha256(login.encode(errors="replace")).hexdigest()


def _address_key(address: str) -> str | None:
    try:
        found = ip_address(address.strip())
    except ValueError:
        return None
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is not None:
            return f"address:{found.ipv4_mapped}"
        return f"address:{ip_network((int(found), 64), strict=False)}"
    return f"address:{found}"


def _network_key(address: str) -> str | None:
    """The /48 that an IPv6 address lies in; None for IPv4."""
    try:
        found = ip_address(address.strip())
    except ValueError:
        return None
    if not isinstance(found, IPv6Address) or found.ipv4_mapped is not None:
        return None
    return f"network:{ip_network((int(found), 48), strict=False)}"


def _after(wait: timedelta) -> str:
    seconds = max(1, ceil(wait.total_seconds()))
    if seconds < 60:
        return f"через {seconds} с"
    return f"через {ceil(seconds / 60)} мин"
