"""Changing the lexicon: a row is added, told otherwise, put in force or out of it, removed.

The lexicon is one for an installation. A row only adds hits, behind those that have the words
themselves, so what a methodologist of one school adds takes nothing away from another; and every
change stands with who made it, for any methodologist to take back.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from accounts.allow import require
from accounts.viewer import Viewer
from core.clock import Clock
from language.lemmas import RUSSIAN
from language.lexicon import KINDS, Row, several, weighty
from search.errors import (
    LexiconRowExists,
    LexiconRowNotFound,
    NoTargets,
    NoTerm,
    NotOwnRow,
    TooLong,
    TooManyLexiconRows,
    TooManyTargets,
    UnknownKindOfRow,
    UnknownSubjectOfRow,
)
from search.grid_words import grid_words
from search.lexicon_rows import Changed, LexiconRow, changed, key_of
from search.models import LexiconChange
from search.plain_term import plain, plain_term
from search.query_words import ASIDES

MOST_SIGNS = 120
"""Of a term and of a target, as the column is wide."""

MOST_TARGETS = 12

MOST_OWN = 5000
"""Rows of an installation's own in force; each process reads them after every change."""


@dataclass(frozen=True)
class Wording:
    """A row as it was written down; ``targets`` may hold several each, «;» between.

    ``subjects`` are codes, ``kind`` is one of ``KINDS`` or empty for a synonym.
    """

    term: str
    targets: Sequence[str]
    subjects: Collection[str] = ()
    kind: str = ""


def add_row(session: Session, viewer: Viewer, wording: Wording, *, clock: Clock) -> LexiconRow:
    """Put a row in force; one that was switched off, again.

    Raises NotAllowed, NoTerm, NoTargets, TooManyTargets, TooLong, UnknownKindOfRow,
    UnknownSubjectOfRow, LexiconRowExists, TooManyLexiconRows.
    """
    require(viewer, "lexicon.edit")
    return add_to(session, changed(session), viewer, wording, clock=clock)


def add_to(
    session: Session, known: Changed, viewer: Viewer, wording: Wording, *, clock: Clock
) -> LexiconRow:
    """The same where the changes are known already, one row of many; ``known`` gets the row."""
    row = row_of(session, wording)
    key = key_of(row)
    found = known.row(key)
    if found is not None and found.in_force:
        raise LexiconRowExists
    if len(known.on) >= MOST_OWN:
        raise TooManyLexiconRows(MOST_OWN)
    made = found or LexiconRow(key, row, True, True)
    known.put(key, made.row, in_force=True)
    return _note(session, viewer, made, in_force=True, clock=clock)


def switch(
    session: Session, viewer: Viewer, key: str, *, in_force: bool, clock: Clock
) -> LexiconRow:
    """Put a row in force or out of it; twice is once. A removed one comes back.

    Raises NotAllowed, LexiconRowNotFound.
    """
    require(viewer, "lexicon.edit")
    found = _known(session, key)
    if found.in_force == in_force and not found.removed:
        return found
    return _note(session, viewer, found, in_force=in_force, clock=clock)


def remove(session: Session, viewer: Viewer, key: str, *, clock: Clock) -> LexiconRow:
    """An own row goes out of all lists; twice is once. ``switch`` brings it back.

    Raises NotAllowed, LexiconRowNotFound, NotOwnRow.
    """
    require(viewer, "lexicon.edit")
    found = _known(session, key)
    if not found.own:
        raise NotOwnRow
    if found.removed:
        return found
    return _note(session, viewer, found, in_force=False, removed=True, clock=clock)


def reword(
    session: Session, viewer: Viewer, key: str, wording: Wording, *, clock: Clock
) -> LexiconRow:
    """Tell a row otherwise: the old one goes out of force, the new one comes in.

    Raises what ``add_row`` raises, and LexiconRowNotFound.
    """
    require(viewer, "lexicon.edit")
    if key_of(row_of(session, wording)) == row_by(session, key).key:
        return switch(session, viewer, key, in_force=True, clock=clock)
    made = add_row(session, viewer, wording, clock=clock)
    switch(session, viewer, key, in_force=False, clock=clock)
    return made


def row_by(session: Session, key: str) -> LexiconRow:
    """The row of this key, in force or not. Raises LexiconRowNotFound, also for a removed one."""
    found = _known(session, key)
    if found.removed:
        raise LexiconRowNotFound
    return found


def _known(session: Session, key: str) -> LexiconRow:
    found = changed(session).row(key)
    if found is None:
        raise LexiconRowNotFound
    return found


def row_of(session: Session, wording: Wording) -> Row:
    """The row that was meant, in its plain form. Raises as ``add_row``, where it is none."""
    said = [target for line in wording.targets for target in several(line)]
    # Before anything is read: a cell of a table may have a megabyte.
    if max(len(wording.term), *map(len, said), 0) > MOST_SIGNS:
        raise TooLong(MOST_SIGNS)
    if len(dict.fromkeys(said)) > MOST_TARGETS:
        raise TooManyTargets(MOST_TARGETS)
    term = plain_term(wording.term)
    if all(lemma in ASIDES or RUSSIAN.lemma(lemma).function for lemma in weighty(term)):
        raise NoTerm
    told = map(plain, said)
    targets = tuple(dict.fromkeys(target for target in told if weighty(target)))
    if wording.kind and wording.kind not in KINDS:
        raise UnknownKindOfRow(wording.kind)
    row = Row(term, targets, wording.kind or "synonym")
    if not any(not meant <= row.lemmas for meant in row.meant):
        raise NoTargets
    subjects = frozenset(filter(None, map(plain, wording.subjects)))
    for code in sorted(subjects - grid_words(session).subjects.titles.keys()):
        raise UnknownSubjectOfRow(code)
    return Row(row.term, row.targets, row.kind, subjects)


def _note(
    session: Session,
    viewer: Viewer,
    found: LexiconRow,
    *,
    in_force: bool,
    removed: bool = False,
    clock: Clock,
) -> LexiconRow:
    session.add(
        LexiconChange(
            key=found.key,
            term=found.row.term[:MOST_SIGNS],
            kind=found.row.kind,
            targets=list(found.row.targets),
            subjects=sorted(found.row.subjects),
            in_force=in_force,
            removed=removed,
            by_id=viewer.person_id,
            at=clock(),
        )
    )
    session.flush()
    return LexiconRow(found.key, found.row, found.own, in_force, removed)
