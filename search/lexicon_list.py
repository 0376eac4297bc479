"""Reading the lexicon: rows by the words that stand in them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from sqlalchemy.orm import Session

from language.words import words
from search.lexicon_rows import LexiconRow, changed

Which = Literal["all", "own", "off"]

PER_PAGE = 50

MOST_ASKED = 100
"""Signs of a question to the lexicon that are looked at."""

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
        own=sum(1 for one in every if one.own),
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


def _of(one: LexiconRow, which: Which) -> bool:
    if which == "own":
        return one.own
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
