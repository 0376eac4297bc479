"""Files that stand in the database: small, and a person's own work."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Written:
    """The bytes, their type, and their SHA-256, which is the strong ETag."""

    content: bytes
    mime: str
    sha256: str


WrittenFile = Callable[[Session, str, str], Written | None]
"""Given by the app: what a person wrote under this name for the version with this public id."""
