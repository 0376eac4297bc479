"""Asking whether a person may do something."""

from flask_babel import pgettext

from accounts.models import ROLE_TITLES
from accounts.permissions import PERMISSIONS, Permission, Scope
from accounts.scopes import Belongs, belongs
from accounts.viewer import RoleAt, Viewer
from core.errors import Forbidden

NOTHING = object()
"""No thing was given; None would be a thing that somebody forgot to load."""


class NotAllowed(Forbidden):
    """The person may not do this, or not with this thing."""

    code = "not_allowed"


def may_ever(viewer: Viewer, permission: str) -> bool:
    """Whether any of the viewer's roles has this permission, whatever the thing."""
    rule = PERMISSIONS[permission]
    return viewer.operator or any(at.role in rule.roles for at in viewer.roles)


def allowed(viewer: Viewer, permission: str, thing: object = NOTHING) -> bool:
    """Whether the viewer may do this, with this thing where the permission is about one.

    Raises KeyError for an unknown permission, TypeError when the thing is missing or too
    much, NoScope when its room has not said what it belongs to.
    """
    rule = PERMISSIONS[permission]
    if bool(rule.target) != (thing is not NOTHING and thing is not None):
        raise TypeError(f"{permission}: a thing is {'needed' if rule.target else 'too much'}")
    if viewer.operator:
        return True
    if not rule.target:
        return any("any" in rule.roles.get(at.role, ()) for at in viewer.roles)
    whose = belongs(rule.target, thing)
    if rule.never_own and viewer.person_id in whose.owner_ids:
        return False
    return any(
        _reaches(scope, at, viewer, whose)
        for at in viewer.roles
        for scope in rule.roles.get(at.role, ())
    )


def require(viewer: Viewer, permission: str, thing: object = NOTHING) -> None:
    """Raises NotAllowed, with who may, unless ``allowed``."""
    if allowed(viewer, permission, thing):
        return
    rule = PERMISSIONS[permission]
    own = rule.never_own and viewer.person_id in belongs(rule.target, thing).owner_ids
    if own and may_ever(viewer, permission):
        raise NotAllowed(f"Вы не можете {rule.doing}: он ваш. Попросите коллегу.")
    raise NotAllowed(refusal(viewer, rule))


def refusal(viewer: Viewer, rule: Permission) -> str:
    """What a person reads who may not: what it was and whose it is to do. A pupil is «ты»."""
    *others, last = (ROLE_TITLES[role] for role in rule.roles)
    who = f"могут {', '.join(others)} и {last}" if others else f"может {last}"
    if viewer.role_names == {"pupil"}:
        said = pgettext("pupil", "Ты не можешь %(doing)s. Это %(who)s.", doing=rule.doing, who=who)
        return str(said)
    return f"Вы не можете {rule.doing}. Это {who}."


def _reaches(scope: Scope, at: RoleAt, viewer: Viewer, whose: Belongs) -> bool:
    match scope:
        case "any":
            return True
        case "own":
            return viewer.person_id in whose.owner_ids
        case "school":
            return at.school_id in whose.school_ids or whose.everywhere
        case "territory":
            return at.territory_id in whose.territory_ids or whose.everywhere
        case "class":
            return viewer.person_id in whose.teacher_ids
        case "child":
            return viewer.person_id in whose.guardian_ids
