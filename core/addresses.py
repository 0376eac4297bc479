"""Addresses that a form or a link brings along."""


def inside(path: str | None) -> str | None:
    """``path`` if it leads to a page of ours and nowhere else."""
    if not path or not path.startswith("/") or path[1:2] in ("/", "\\"):
        return None
    return None if any(ord(char) < 32 for char in path) else path
