"""Every view names its permission; the app refuses to start when one does not."""

from collections.abc import Callable, Collection, Mapping
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from accounts.allow import NotAllowed, may_ever, refusal
from accounts.permissions import PERMISSIONS
from accounts.scopes import is_registered
from accounts.web import signed_in

P = ParamSpec("P")
R = TypeVar("R")

MARK = "parta_permission"
PUBLIC = "public"


class Unguarded(RuntimeError):
    """The program is wired wrongly: a view or a permission lacks what it needs."""


def requires(permission: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A view for those who have this permission; stands directly above the view's own ``def``.

    A visitor meets SignInNeeded, a person without such a role NotAllowed. Where the permission
    is about a thing, the view loads it and calls ``allow.require`` itself.
    Raises KeyError at once for an unknown permission.
    """
    rule = PERMISSIONS[permission]

    def guard(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            viewer = signed_in()
            if not may_ever(viewer, permission):
                raise NotAllowed(refusal(viewer, rule))
            return view(*args, **kwargs)

        setattr(guarded, MARK, permission)
        return guarded

    return guard


def public(view: Callable[P, R]) -> Callable[P, R]:
    """A view for everybody, signed in or not."""
    setattr(view, MARK, PUBLIC)
    return view


def permission_of(view: Callable[..., Any]) -> str | None:
    """The permission that a view names, ``public``, or None when it names none."""
    found = getattr(view, MARK, None)
    if found is None:
        found = getattr(getattr(view, "view_class", None), MARK, None)
    return found if isinstance(found, str) else None


def check_views(
    view_functions: Mapping[str, Callable[..., Any]], exempt: Collection[str] = ("static",)
) -> None:
    """Refuse a program that is wired wrongly; ``exempt`` are endpoints.

    Raises Unguarded when a view names no permission, or when no room has said what the
    things of some permission belong to.
    """
    unnamed = sorted(
        endpoint
        for endpoint, view in view_functions.items()
        if endpoint not in exempt and permission_of(view) is None
    )
    unresolved = sorted(
        {rule.target for rule in PERMISSIONS.values() if rule.target}
        - {rule.target for rule in PERMISSIONS.values() if is_registered(rule.target)}
    )
    if unnamed:
        raise Unguarded(f"views without a permission: {', '.join(unnamed)}")
    if unresolved:
        raise Unguarded(f"kinds of things without a scope: {', '.join(unresolved)}")
