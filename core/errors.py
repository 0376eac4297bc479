"""The base of every error that a person may see.

A page, the API and the command line show the same error in their own form: the
message is Russian and says the way out, the code is for machines and never changes.
"""

from typing import ClassVar


class PartaError(Exception):
    """An error with a message for a person.

    ``code`` is the machine's name of the error, ``status`` the HTTP status it maps to.
    """

    code: ClassVar[str] = "error"
    status: ClassVar[int] = 400

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotFound(PartaError):
    """The thing does not exist, or must not be known to exist."""

    code = "not_found"
    status = 404


class Forbidden(PartaError):
    """The person is known and may not do this."""

    code = "forbidden"
    status = 403


class Conflict(PartaError):
    """The thing is not in a state in which this can be done."""

    code = "conflict"
    status = 409


class Invalid(PartaError):
    """What was sent does not make sense."""

    code = "invalid"
    status = 422


def why_unreadable(error: OSError) -> str:
    """The end of a Russian sentence about a file that cannot be read: «… не читается: его нет»."""
    if isinstance(error, FileNotFoundError):
        return "его нет"
    if isinstance(error, PermissionError):
        return "нет прав"
    if isinstance(error, IsADirectoryError):
        return "это папка"
    return "ошибка чтения"
