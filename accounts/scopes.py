"""What things belong to: each room says it for its own kinds, for ``accounts.allow``."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Belongs:
    """Whose a thing is; row ids.

    ``owner_ids``: the persons whose own it is. ``school_ids``: the schools that it belongs
    to. ``territory_ids``: the territories that it lies in, with all above them (see
    ``accounts.places.territory_and_above``). ``teacher_ids``: the persons who teach its
    class. ``guardian_ids``: the persons who answer for its child, confirmed ones only.
    ``everywhere``: it is nobody's and of no place, but of the installation: where any role is held.
    """

    owner_ids: frozenset[int] = frozenset()
    school_ids: frozenset[int] = frozenset()
    territory_ids: frozenset[int] = frozenset()
    teacher_ids: frozenset[int] = frozenset()
    guardian_ids: frozenset[int] = frozenset()
    everywhere: bool = False


Resolver = Callable[[Any], Belongs]

_RESOLVERS: dict[str, Resolver] = {}


class NoScope(LookupError):
    """Nobody has said what things of this kind belong to: the program is wired wrongly."""


def register_scope(target: str, resolver: Resolver) -> None:
    """Say how things of the kind ``target`` resolve. Raises ValueError when another one did."""
    if _RESOLVERS.setdefault(target, resolver) is not resolver:
        raise ValueError(f"the scope of {target!r} is registered twice")


def is_registered(target: str) -> bool:
    """Whether a room has said what things of this kind belong to."""
    return target in _RESOLVERS


def belongs(target: str, thing: object) -> Belongs:
    """Whose ``thing``, of the kind ``target``, is. Raises NoScope."""
    try:
        resolver = _RESOLVERS[target]
    except KeyError:
        raise NoScope(target) from None
    return resolver(thing)
