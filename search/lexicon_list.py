"""Reading the lexicon: rows by the words that stand in them, and who changed what."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Literal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from accounts.models import Person
from language.words import words
from search.lexicon_rows import LexiconRow, changed
from search.models import LexiconChange

Which = Literal["all", "own", "off"]

PER_PAGE = 50

MOST_ASKED = 100
"""Signs of a question to the lexicon that are looked at."""

KIND_TITLES = {
    "abbrev": "сокращение",
    "author": "автор",
    "event": "событие",
    "everyday": "по-простому",
    "hero": "герой",
    "hyponym": "пример",
    "spelling": "написание",
    "subject": "предмет",
    "synonym": "синоним",
}
"""How the sorts of rows are called: what the term is to what it stands for."""

LONG = 5
"""Letters from which on a word may have another ending."""

ENDING = 2


@dataclass(frozen=True)
class LexiconPage:
    """A page of rows and how many there are in all; ``in_force`` of the whole lexicon."""

    rows: tuple[LexiconRow, ...]
    total: int
    page: int
    in_force: int
    own: int
    off: int


def lexicon_page(
    session: Session, asked: str = "", which: Which = "all", page: int = 1, per_page: int = PER_PAGE
) -> LexiconPage:
    """The rows in which all words of ``asked`` stand, in the term or the targets; one query.

    Those whose term has them go first, then the installation's own, the newest first. ``off``:
    what is switched off. A page beyond the last one is the last one.
    """
    every = changed(session).rows()
    matches = _matching(asked[:MOST_ASKED])
    found = [one for one in every if _of(one, which) and matches(one)]
    if asked.strip():
        in_term = _matching(asked[:MOST_ASKED], targets=False)
        found.sort(key=lambda one: not in_term(one))
    last = max(1, -(-len(found) // per_page))
    page = min(max(1, page), last)
    return LexiconPage(
        rows=tuple(found[(page - 1) * per_page : page * per_page]),
        total=len(found),
        page=page,
        in_force=sum(1 for one in every if one.in_force),
        own=sum(1 for one in every if one.own and one.in_force),
        off=sum(1 for one in every if not one.in_force),
    )


def row_as_json(one: LexiconRow) -> dict[str, Any]:
    """The shape that the API promises."""
    return {
        "row_id": one.key,
        "term": one.row.term,
        "kind": one.row.kind,
        "targets": list(one.row.targets),
        "subjects": sorted(one.row.subjects),
        "own": one.own,
        "in_force": one.in_force,
    }


@dataclass(frozen=True)
class ToldChange:
    """A change: the row as it was told, whether it came or went, who did it; "" the operator.

    ``undo``: whether it is the last change of its row, so that the opposite takes it back.
    """

    key: str
    term: str
    targets: tuple[str, ...]
    in_force: bool
    who: str
    at: datetime
    undo: bool


def lexicon_changes(
    session: Session, page: int = 1, per_page: int = PER_PAGE
) -> tuple[list[ToldChange], int]:
    """A page of what was changed, the newest first, and how many changes there are; two queries."""
    total = session.scalar(select(func.count()).select_from(LexiconChange)) or 0
    last = select(func.max(LexiconChange.id)).group_by(LexiconChange.key)
    rows: Iterable[Any] = session.execute(
        select(LexiconChange, Person, LexiconChange.id.in_(last))
        .outerjoin(Person, Person.id == LexiconChange.by_id)
        .order_by(LexiconChange.id.desc())
        .limit(per_page)
        .offset((page - 1) * per_page)
    )
    told = [
        ToldChange(
            change.key,
            change.term,
            tuple(change.targets),
            change.in_force,
            person.full_name if person is not None else "",
            change.at,
            bool(newest),
        )
        for change, person, newest in rows
    ]
    return told, total


def _of(one: LexiconRow, which: Which) -> bool:
    if which == "own":
        return one.own and one.in_force
    return which == "all" or not one.in_force


def _matching(asked: str, *, targets: bool = True) -> Callable[[LexiconRow], bool]:
    """Whether a row has all words asked for, at a word's beginning, whatever their endings."""
    wanted = [f" {_stem(word.text)}" for word in words(asked)]

    def has(one: LexiconRow) -> bool:
        told = _told((one.row.term, *(one.row.targets if targets else ())))
        return all(word in told for word in wanted)

    return has if wanted else lambda _one: True


@lru_cache(50_000)
def _told(texts: tuple[str, ...]) -> str:
    """The words of a row in the form in which words are compared, remembered: they stay."""
    return " ".join(("", *(word.text for text in texts for word in words(text))))


def _stem(word: str) -> str:
    return word[:-ENDING] if len(word) > LONG else word
