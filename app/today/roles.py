"""Which front page a person gets, where they have several roles."""

from accounts.viewer import Viewer

ORDER = ("teacher", "pupil", "methodologist", "administrator", "guardian")
"""Who is several of these first meets the work of the day: lessons to hold, then what waits for
them as staff, then their children. One page shows one role, so that it stays short and within a
page's budget; the others are a press away."""


def roles_of(viewer: Viewer) -> tuple[str, ...]:
    """The viewer's roles, the one that is met first at the head."""
    return tuple(role for role in ORDER if role in viewer.role_names)


def shown_role(viewer: Viewer, asked: str) -> str | None:
    """``asked`` where it is one of the viewer's roles, else the first; None for no role at all."""
    roles = roles_of(viewer)
    return asked if asked in roles else next(iter(roles), None)
