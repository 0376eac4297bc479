"""The words of a film or a sound by their time."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.models import Fragment, Version


@dataclass(frozen=True)
class Line:
    """What is said from one second on: until when (None where nobody knows), and the words."""

    at: float
    until: float | None
    text: str

    @property
    def second(self) -> int:
        """The whole second that an address names."""
        return int(self.at)


def transcript(session: Session, version: Version) -> tuple[Line, ...]:
    """What is said, in the order of time; one query."""
    rows = session.execute(
        select(Fragment.at, Fragment.until, Fragment.text)
        .where(Fragment.version_id == version.id, Fragment.unit == "ms", Fragment.text != "")
        .order_by(Fragment.at)
    )
    return tuple(
        Line(at / 1000, until / 1000 if until is not None else None, text)
        for at, until, text in rows
    )


def found_line(lines: tuple[Line, ...], second: int) -> Line | None:
    """The line that an address with ``?t=`` means: the last one that has begun by then."""
    return next((line for line in reversed(lines) if line.second <= second), None)


def within(lines: tuple[Line, ...], begin: float, end: float) -> tuple[Line, ...]:
    """The lines of which any is said between these seconds."""
    return tuple(
        line
        for line in lines
        if line.at < end and (line.until if line.until is not None else line.at + 1) > begin
    )
