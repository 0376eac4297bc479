"""Who changed what in the lexicon, and how each last change is taken back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from accounts.models import Person
from search.lexicon_rows import shipped
from search.models import LexiconChange

What = Literal["added", "on", "off", "removed", "returned"]
"""What a change did: ``returned``, a removed row is listed again, switched off."""

State = Literal["on", "off", "removed"]
"""How a row stands; one that there never was is like a removed one."""

PER_PAGE = 50


@dataclass(frozen=True)
class ToldChange:
    """A change: the row as it was told, what was done, who did it; "" the operator.

    ``undo``: how the row stood before, where this is the last change of it; else None.
    """

    key: str
    term: str
    targets: tuple[str, ...]
    what: What
    who: str
    at: datetime
    undo: State | None


def lexicon_changes(
    session: Session, page: int = 1, per_page: int = PER_PAGE
) -> tuple[list[ToldChange], int]:
    """A page of what was changed, the newest first, and how many changes there are; two queries."""
    total = session.scalar(select(func.count()).select_from(LexiconChange)) or 0
    last = select(func.max(LexiconChange.id)).group_by(LexiconChange.key)
    rows = session.execute(
        select(
            LexiconChange,
            Person,
            LexiconChange.id.in_(last),
            _before(LexiconChange.in_force),
            _before(LexiconChange.removed),
        )
        .outerjoin(Person, Person.id == LexiconChange.by_id)
        .order_by(LexiconChange.id.desc())
        .limit(per_page)
        .offset((page - 1) * per_page)
    )
    return [_told(*found) for found in rows], total


def _before(column: InstrumentedAttribute[bool]) -> ColumnElement[bool | None]:
    """What the column holds in the change of the same row before this one."""
    return func.lag(column).over(partition_by=LexiconChange.key, order_by=LexiconChange.id)


def _told(
    change: LexiconChange,
    person: Person | None,
    newest: Any,
    was_in_force: Any,
    was_removed: Any,
) -> ToldChange:
    ours = change.key in shipped().by_key
    if was_in_force is None:
        before: State = "on" if ours else "removed"
    else:
        before = _state(bool(was_in_force), bool(was_removed))
    return ToldChange(
        change.key,
        change.term,
        tuple(change.targets),
        _what(before, _state(change.in_force, change.removed)),
        person.full_name if person is not None else "",
        change.at,
        before if newest else None,
    )


def _state(in_force: bool, removed: bool) -> State:
    return "on" if in_force else "removed" if removed else "off"


def _what(before: State, after: State) -> What:
    if before == "removed" and after != "removed":
        return "added" if after == "on" else "returned"
    return after
